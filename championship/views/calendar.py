"""The calendar and its events."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.calendar import event_page, season_calendar
from championship.queries.events import find_event
from championship.queries.timetable import timetables
from championship.tables.timetable import CalendarFile, EventTable, TimetableTable

from .files import season_csv
from .finding import NothingHere, may_see_hidden, season_crumbs, season_link, season_or_404
from .news import news_of


@require_safe
def calendar(request, series, season):
    season = season_or_404(request, series, season)
    page = season_calendar(season, now=timezone.now())
    tables = [_timetable(row.event, row.sessions, season) for row in page.events]
    context = {
        "season": season,
        "section": "calendar",
        "page": page,
        "events": list(zip(page.events, tables, strict=True)),
    }
    return render(request, "championship/calendar.html", context)


@require_safe
def calendar_csv(request, series, season):
    season = season_or_404(request, series, season)
    page = season_calendar(season, now=timezone.now())
    return season_csv(CalendarFile(page), season, "calendar")


@require_safe
def event(request, series, season, event):
    event = event_or_404(request, series, season, event)
    page, season = event_page(event, now=timezone.now()), event.season
    context = {
        "season": season,
        "section": "calendar",
        "page": page,
        "timetable": EventTable(page, season=season),
        "news": news_of(request, page.event),
        "breadcrumbs": season_crumbs(season, season_link(_("Calendar"), "calendar", season)),
    }
    return render(request, "championship/event.html", context)


@require_safe
def timetable_csv(request, series, season, event):
    event = event_or_404(request, series, season, event)
    season = event.season
    sessions = timetables([event], now=timezone.now())[event.pk]
    return season_csv(_timetable(event, sessions, season), season, event.slug, "timetable")


def event_or_404(request, series, season, slug):
    """The event at this address, with its circuit, season and series. One query."""
    found = find_event(series, season, slug)
    if found is None or not (found.season.is_public or may_see_hidden(request)):
        season = season_or_404(request, series, season)
        nearby = [season_link(_("Calendar"), "calendar", season)]
        raise NothingHere(season=season, nearby=nearby)
    return found


def _timetable(event, sessions, season):
    caption = _("Timetable of %(event)s, circuit time") % {"event": event}
    return TimetableTable(sessions, season=season, caption=caption)
