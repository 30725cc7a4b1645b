"""The calendar and its events."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.calendar import event_page, season_calendar
from championship.queries.timetable import timetables
from championship.tables.timetable import CalendarFile, EventTable, TimetableTable

from .files import season_csv
from .finding import NothingHere, season_crumbs, season_link, season_or_404


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
    season = season_or_404(request, series, season)
    page = event_page(event_or_404(season, event), now=timezone.now())
    context = {
        "season": season,
        "section": "calendar",
        "page": page,
        "timetable": EventTable(page, season=season),
        "breadcrumbs": season_crumbs(season, season_link(_("Calendar"), "calendar", season)),
    }
    return render(request, "championship/event.html", context)


@require_safe
def timetable_csv(request, series, season, event):
    season = season_or_404(request, series, season)
    event = event_or_404(season, event)
    sessions = timetables([event], now=timezone.now())[event.pk]
    return season_csv(_timetable(event, sessions, season), season, event.slug, "timetable")


def event_or_404(season, slug):
    """The event of a season at this address, with its circuit. One query."""
    found = season.events.select_related("circuit").filter(slug=slug).first()
    if found is None:
        nearby = [season_link(_("Calendar"), "calendar", season)]
        raise NothingHere(season=season, nearby=nearby)
    return found


def _timetable(event, sessions, season):
    caption = _("Timetable of %(event)s, circuit time") % {"event": event}
    return TimetableTable(sessions, season=season, caption=caption)
