"""The parts that pages are made of, for staff who write and draw them."""

from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.models import CarClass, Season
from championship.queries.calendar import season_calendar
from championship.styleguide import class_colours, colour_tokens
from championship.tables.timetable import TimetableTable

from .finding import may_see_hidden

STYLESHEET = "championship/css/site.css"
SIZES = ("title", "event", "section", "number", "lead", "text", "second", "note")
SPACES = range(1, 8)
AHEAD = timedelta(hours=4, minutes=28)


@require_safe
def styleguide(request):
    if not may_see_hidden(request):
        raise Http404
    now = timezone.now()
    season = Season.objects.select_related("series").newest_first().first()
    classes = list(CarClass.objects.filter(season=season))
    context = {
        "season": season,
        "sizes": SIZES,
        "spaces": SPACES,
        "colours": colour_tokens(Path(finders.find(STYLESHEET)).read_text()),
        "classes": classes,
        "class_colours": class_colours((row.code, row.slug, row.colour) for row in classes),
        "timetable": _timetable(season, now),
        "left": AHEAD,
        "start": now + AHEAD,
    }
    return render(request, "championship/styleguide.html", context)


def _timetable(season, now):
    """The first timetable of the season, as a table of real lines."""
    events = season_calendar(season, now=now).events if season else []
    filled = [row for row in events if row.sessions]
    if not filled:
        return None
    caption = _("Timetable of %(event)s, circuit time") % {"event": filled[0].event}
    return TimetableTable(filled[0].sessions, season=season, caption=caption)
