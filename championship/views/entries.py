"""Entry lists of a season and of its events."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.entry_list import EntryList, newest, published_list, revisions_of
from championship.tables.entry_list import EntryListFile, EntryListTable

from .files import season_csv
from .finding import NothingHere, season_crumbs, season_link, season_or_404


@require_safe
def entries(request, series, season):
    season = season_or_404(request, series, season)
    page = _published(season)
    context = _context(season, page, list(season.events.all()))
    return render(request, "championship/entries.html", context)


@require_safe
def entries_csv(request, series, season):
    season = season_or_404(request, series, season)
    return season_csv(EntryListFile(_published(season).classes), season, "entries")


@require_safe
def event_entries(request, series, season, event):
    season = season_or_404(request, series, season)
    events = list(season.events.select_related("circuit").prefetch_related("rounds"))
    event = _event_or_404(season, events, event)
    context = _context(season, _published(season, event), events, event)
    return render(request, "championship/entries.html", context)


@require_safe
def event_entries_csv(request, series, season, event):
    season = season_or_404(request, series, season)
    event = _event_or_404(season, list(season.events.all()), event)
    table = EntryListFile(_published(season, event).classes)
    return season_csv(table, season, event.slug, "entries")


def _published(season, event=None):
    issue = newest(revisions_of(season), event)
    return published_list(issue) if issue else EntryList([])


def _event_or_404(season, events, slug):
    found = next((event for event in events if event.slug == slug), None)
    if found is None:
        lists = [season_link(row.name, "event-entries", season, row.slug) for row in events]
        nearby = [season_link(_("Entry list of the season"), "entries", season), *lists]
        raise NothingHere(season=season, nearby=nearby)
    return found


def _context(season, page, events, event=None):
    crumbs = [season_link(event.name, "event", season, event.slug)] if event else []
    return {
        "season": season,
        "section": "entries",
        "page": page,
        "event": event,
        "groups": [(group, _table(group)) for group in page.classes],
        "choices": _choices(season, events, event),
        "breadcrumbs": season_crumbs(season, *crumbs),
    }


def _table(group):
    caption = _("Cars entered in %(class)s") % {"class": group.car_class}
    return EntryListTable(group, caption=caption)


def _choices(season, events, current):
    whole = season_link(_("Season"), "entries", season) | {"current": current is None}
    return [
        whole,
        *(
            season_link(event.short, "event-entries", season, event.slug)
            | {"current": event == current}
            for event in events
        ),
    ]
