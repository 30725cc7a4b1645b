"""Published entry lists of a season and of its events, and what changed between them."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.exports.entry_changes import changes_as_data
from championship.page_cache.parts import render_with_parts
from championship.queries.entry_changes import changes_between, previous_of
from championship.queries.entry_filter import EntryFilter, choices
from championship.queries.entry_list import EntryList
from championship.queries.events import events_with_rounds
from championship.queries.printed_lists import newest, published_list, revisions_of
from championship.queries.published_entries import published_page, waiver_notes
from championship.tables.entry_list import EntryListFile, EntryListTable

from .files import season_csv
from .finding import NothingHere, season_crumbs, season_link, season_or_404


@require_safe
def entries(request, series, season):
    """The newest list of the season; without one the way to the lists of its events."""
    return _list(request, partial(_of_season, request, series, season))


@require_safe
def event_entries(request, series, season, event):
    return _list(request, partial(_of_event, request, series, season, event))


@require_safe
def revision(request, series, season, revision):
    return _list(request, partial(_of_number, request, series, season, revision))


@require_safe
def printed(request, series, season, revision):
    """A list as the paper that is posted on the notice board."""
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    issue = _issue_or_404(season, issues, revision)
    event = next(
        (event for event in events_with_rounds(season) if event.pk == issue.event_id), None
    )
    entries = published_list(issue)
    notes = waiver_notes(entries)
    context = {
        "season": season,
        "event": event,
        "issue": issue,
        "entries": entries,
        "groups": [(group, _table(group, notes=notes)) for group in entries.classes],
        "notes": notes,
    }
    return render(request, "championship/entries_printed.html", context)


@require_safe
def entries_csv(request, series, season):
    season = season_or_404(request, series, season)
    return _csv(season, newest(revisions_of(season)), "entries")


@require_safe
def event_entries_csv(request, series, season, event):
    season = season_or_404(request, series, season)
    event = _event_or_404(season, events_with_rounds(season), event)
    return _csv(season, newest(revisions_of(season), event), event.slug, "entries")


@require_safe
def revision_csv(request, series, season, revision):
    season = season_or_404(request, series, season)
    issue = _issue_or_404(season, revisions_of(season), revision)
    return _csv(season, issue, "entries", str(issue.number))


@require_safe
def changes(request, series, season, before, after):
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    pair = [_issue_or_404(season, issues, number) for number in (before, after)]
    return _comparison(request, season, issues, *pair)


@require_safe
def compare(request, series, season):
    """Where any two lists are chosen: first the newest one and the one before it."""
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    if "before" in request.GET or "after" in request.GET:
        chosen = [request.GET.get(name, "") for name in ("before", "after")]
        pair = [_issue_or_404(season, issues, number) for number in chosen]
    else:
        last = issues[-1] if issues else None
        pair = [last and previous_of(issues, last), last]
    return _comparison(request, season, issues, *pair)


@require_safe
def changes_json(request, series, season, before, after):
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    pair = [_issue_or_404(season, issues, number) for number in (before, after)]
    data = {"before": _as_data(pair[0]), "after": _as_data(pair[1])}
    return JsonResponse(data | changes_as_data(changes_between(*pair)))


def _comparison(request, season, issues, before, after):
    crumbs = [season_link(_("Entry list"), "entries", season)]
    context = {
        "season": season,
        "section": "entries",
        "before": before,
        "after": after,
        "issues": issues,
        "changes": changes_between(before, after) if before else None,
        "breadcrumbs": season_crumbs(season, *crumbs),
    }
    return render(request, "championship/entry_changes.html", context)


def _list(request, make):
    return render_with_parts(request, "championship/entries.html", "entries", make)


def _of_season(request, series, season):
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    return _page(request, season, issues, newest(issues), events=events_with_rounds(season))


def _of_event(request, series, season, event):
    season = season_or_404(request, series, season)
    events = events_with_rounds(season)
    event = _event_or_404(season, events, event)
    issues = revisions_of(season)
    return _page(request, season, issues, newest(issues, event), events=events, event=event)


def _of_number(request, series, season, revision):
    season = season_or_404(request, series, season)
    issues = revisions_of(season)
    issue = _issue_or_404(season, issues, revision)
    events = events_with_rounds(season)
    event = next((event for event in events if event.pk == issue.event_id), None)
    return _page(request, season, issues, issue, events=events, event=event)


def _page(request, season, issues, issue, *, events, event=None):
    """What the page of a list shows."""
    page = published_page(issue, issues) if issue else None
    asked = EntryFilter.of(request.GET)
    whole = page.entries if page else EntryList([])
    shown = asked.applied_to(whole) if asked.is_active else whole
    notes = waiver_notes(whole)
    seen = {row.entry for row in shown.rows}
    crumbs = [season_link(event.name, "event", season, event.slug)] if event else []
    return {
        "season": season,
        "page": page,
        "event": event,
        "asked": asked,
        "shown": shown,
        "choices": choices(whole),
        "groups": [(group, _table(group, new=page.new, notes=notes)) for group in shown.classes],
        "notes": [note for note in notes if note.row.entry in seen],
        "issues": issues,
        "event_lists": [] if event else _event_lists(season, issues, events),
        "scopes": _scopes(season, events, event),
        "breadcrumbs": season_crumbs(season, *crumbs),
    }


def _table(group, *, notes, new=frozenset()):
    caption = _("Cars entered in %(class)s") % {"class": group.car_class}
    return EntryListTable(group, caption=caption, notes=notes, new=new)


def _csv(season, issue, *name):
    whole = published_list(issue) if issue else EntryList([])
    return season_csv(EntryListFile(whole.classes), season, *name)


def _event_or_404(season, events, slug):
    found = next((event for event in events if event.slug == slug), None)
    if found is None:
        lists = [season_link(row.name, "event-entries", season, row.slug) for row in events]
        nearby = [season_link(_("Entry list of the season"), "entries", season), *lists]
        raise NothingHere(season=season, nearby=nearby)
    return found


def _issue_or_404(season, issues, number):
    found = next((issue for issue in issues if str(issue.number) == str(number)), None)
    if found is None:
        nearby = [season_link(_("Entry list of the season"), "entries", season)]
        raise NothingHere(season=season, nearby=nearby)
    return found


def _event_lists(season, issues, events):
    """Of every event that has one its newest list."""
    lists = [(event, newest(issues, event)) for event in events]
    return [(event, issue) for event, issue in lists if issue]


def _scopes(season, events, current):
    whole = season_link(_("Season"), "entries", season) | {"current": current is None}
    return [
        whole,
        *(
            season_link(event.short, "event-entries", season, event.slug)
            | {"current": event == current}
            for event in events
        ),
    ]


def _as_data(issue):
    return {
        "revision": issue.number,
        "event": issue.event.slug if issue.event else None,
        "state": issue.state or None,
        "published": issue.day.isoformat() if issue.day else None,
    }
