"""Series, and the home of a season."""

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.awards import award_lines
from championship.queries.calendar import short_calendar
from championship.queries.champions import season_changes
from championship.queries.events import events_at
from championship.queries.results import last_result
from championship.queries.seasons import all_series, series_page
from championship.queries.standings import leaders, reported_champions

from .finding import NothingHere, joined_season_or_404, link, may_see_hidden
from .news import news_of


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
        "news": news_of(request, page.series),
        "breadcrumbs": [link(_("All series"), "series-list")],
    }
    return render(request, "championship/series.html", context)


@require_safe
def season(request, series, season):
    events = events_at(series, season)
    season = joined_season_or_404(request, events, series, season)
    first = leaders(season)
    context = {
        "season": season,
        "events": short_calendar(events, now=timezone.now()),
        "last": last_result(Q(pk=season.pk)),
        "leaders": first,
        "reported": {} if first else reported_champions(season),
        "awards": award_lines(season),
        "changes": season_changes(season, hidden=may_see_hidden(request)),
        "news": news_of(request, season),
        "breadcrumbs": [link(str(season.series), "series", season.series.slug)],
    }
    return render(request, "championship/season.html", context)
