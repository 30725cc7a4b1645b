"""What staff see of an entry list: what waits, what is open, what changed, every car."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType

from championship.models import (
    CarClass,
    Entry,
    EntryListRevision,
    Event,
    EventEntry,
    Season,
)
from championship.scoring.crews import CrewRules

from .crew_rules import crew_rules
from .entry_changes import Changes, changes_inside
from .entry_checks import Check, check_rows, open_checks
from .entry_list import (
    EntryList,
    EntryRow,
    by_class,
    current_list,
    lists_of_events,
)
from .printed_lists import newest, published_list, revisions_of

Status = Entry.Status
# Nobody but staff sees these on a season's list.
INSIDE = frozenset({Status.RECEIVED, Status.REJECTED})


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A car, and the key of what staff open: its entry, or at an event its event entry."""

    key: int
    car: EntryRow


@dataclass(frozen=True, slots=True)
class Application:
    """An entry that waits for an answer; `received_at` is None if nobody wrote it down."""

    key: int
    car: EntryRow
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many cars of a class have each of the statuses of the table."""

    car_class: CarClass | None
    numbers: list[int]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Counts:
    """Cars by class and status: the statuses that occur, a line per class, and the totals."""

    statuses: list[str]
    lines: list[ClassCount]
    totals: ClassCount


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of the season: the cars on its list, how much is open, what was published last."""

    event: Event
    inside: EntryList
    open_points: int
    newest: EntryListRevision | None


@dataclass(frozen=True, slots=True)
class EntryDesk:
    """The list of a season, or of one of its events, as staff work on it.

    `events` are told of with the season only, `tabs` always names them. `inside` is what
    would be published now, `newest` what was published last, and `changes` what differs;
    None if nothing is published. `missing` are the numbers of confirmed entries that the
    list of an event does not have.
    """

    season: Season
    event: Event | None
    tabs: list[Event]
    events: list[EventLine]
    checks: list[Check]
    applications: list[Application]
    classes: list[tuple[CarClass, list[DeskRow]]]
    counts: Counts
    inside: EntryList
    missing: list[str]
    newest: EntryListRevision | None
    changes: Changes | None


def entry_desk(season: Season, event: Event | None = None) -> EntryDesk:
    """Everything about a list: its cars, checks, and what changed since it was published.

    Twenty queries at most for a season, with the checks of all its events; seventeen for an
    event. More neither for more cars nor for more events.
    """
    everything = current_list(season, event, applications=True)
    keys = _keys(everything.rows, event)
    rules = crew_rules(season)
    issues = revisions_of(season)
    events = list(season.events.select_related("circuit"))
    inside = by_class(row for row in everything.rows if row.status not in INSIDE)
    last = newest(issues, event)
    return EntryDesk(
        season=season,
        event=event,
        tabs=events,
        events=[] if event else _event_lines(events, issues, rules),
        checks=check_rows(
            everything.rows, season, event, rules=rules, event_entries=keys if event else None
        ),
        applications=_applications(everything.rows),
        classes=_by_class(everything, keys),
        counts=_counts(everything, event),
        missing=_missing(event),
        inside=inside,
        newest=last,
        changes=_changes(last, inside),
    )


def _keys(rows: Iterable[EntryRow], event: Event | None) -> dict[int, int]:
    """Of each entry the key of what staff open. One query for an event."""
    if event is None:
        return {row.entry: row.entry for row in rows}
    return dict(event.entries.values_list("entry_id", "pk"))


def _applications(rows: Iterable[EntryRow]) -> list[Application]:
    """Whoever waits longest stands first. Two queries."""
    waiting = {row.entry: row for row in rows if row.status == Status.RECEIVED}
    since = received_at(waiting)
    applications = [Application(key, row, since.get(key)) for key, row in waiting.items()]
    return sorted(applications, key=lambda one: (one.received_at is None, one.received_at))


def received_at(entries: Collection[int]) -> dict[int, datetime]:
    """When these entries were typed in, as far as it is in their histories."""
    if not entries:
        return {}
    added = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Entry),
        action_flag=ADDITION,
        object_id__in=[str(key) for key in entries],
    )
    return {int(key): moment for key, moment in added.values_list("object_id", "action_time")}


def _by_class(everything: EntryList, keys: dict[int, int]) -> list[tuple[CarClass, list[DeskRow]]]:
    """All cars but those that wait for an answer."""
    groups = [
        (
            group.car_class,
            [DeskRow(keys[row.entry], row) for row in group.rows if row.status != Status.RECEIVED],
        )
        for group in everything.classes
    ]
    return [(car_class, rows) for car_class, rows in groups if rows]


def _counts(everything: EntryList, event: Event | None) -> Counts:
    found = Counter((row.car_class, row.status) for row in everything.rows)
    occurring = {row.status for row in everything.rows}
    statuses = [status for status in Status if status in occurring]
    lines = [
        ClassCount(group.car_class, [found[group.car_class, status] for status in statuses])
        for group in everything.classes
    ]
    totals = [sum(column) for column in zip(*(line.numbers for line in lines), strict=True)]
    names = [status_name(status, event) for status in statuses]
    return Counts(names, lines, ClassCount(None, totals))


def status_name(status: str, event: Event | None) -> str:
    """What a status is called: a car that takes part is entered at an event."""
    takes_part = event is not None and status == Status.CONFIRMED
    return str(EventEntry.Status.ENTERED.label if takes_part else Status(status).label)


def _missing(event: Event | None) -> list[str]:
    """The numbers of confirmed entries that an event does not have. One query for an event."""
    if event is None:
        return []
    confirmed = Entry.objects.filter(season=event.season_id, status=Status.CONFIRMED)
    return list(confirmed.exclude(event_entries__event=event).values_list("number", flat=True))


def _changes(last: EntryListRevision | None, inside: EntryList) -> Changes | None:
    """Three queries if something is published."""
    return last and changes_inside(last, published_list(last), inside)


def _event_lines(
    events: Collection[Event],
    issues: Collection[EntryListRevision],
    rules: dict[int, CrewRules],
) -> list[EventLine]:
    """Five queries."""
    lists = lists_of_events(events)
    return [
        EventLine(
            event=event,
            inside=lists[event.pk],
            open_points=_open_points(lists[event.pk], event, rules),
            newest=newest(issues, event),
        )
        for event in events
    ]


def _open_points(inside: EntryList, event: Event, rules: dict[int, CrewRules]) -> int:
    return len(open_checks(check_rows(inside.rows, event.season, event, rules=rules)))
