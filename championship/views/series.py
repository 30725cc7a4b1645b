"""Series, and the home of a season."""

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.awards import award_lines
from championship.queries.calendar import short_calendar
from championship.queries.results import last_result
from championship.queries.seasons import all_series, series_page
from championship.queries.standings import leaders

from .finding import NothingHere, link, may_see_hidden, season_or_404


@require_safe
def series_list(request):
    pages = all_series(hidden=may_see_hidden(request))
    return render(request, "championship/series_list.html", {"section": "series", "pages": pages})


@require_safe
def series(request, series):
    page = series_page(series, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[link(_("All series"), "series-list")])
    context = {
        "section": "series",
        "page": page,
        "breadcrumbs": [link(_("All series"), "series-list")],
    }
    return render(request, "championship/series.html", context)


@require_safe
def season(request, series, season):
    season = season_or_404(request, series, season)
    context = {
        "season": season,
        "events": short_calendar(season, now=timezone.now()),
        "last": last_result(Q(pk=season.pk)),
        "leaders": leaders(season),
        "awards": award_lines(season),
        "breadcrumbs": [link(str(season.series), "series", season.series.slug)],
    }
    return render(request, "championship/season.html", context)
