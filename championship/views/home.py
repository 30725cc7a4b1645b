"""What is on now."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.home import home as what_is_on
from championship.tables.timetable import TimetableTable


@require_safe
def home(request):
    page = what_is_on(get_language(), now=timezone.now())
    table = page.next and TimetableTable(
        page.next.timetable,
        season=page.season,
        caption=_("Timetable of %(event)s") % {"event": page.next.event},
    )
    context = {"season": page.season, "page": page, "timetable": table}
    return render(request, "championship/home.html", context)
