"""Sessions as a timetable shows them: in the circuit's time, with the state of their result."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from championship.models import CarClass, Classification, Event, Session
from championship.spoilers import is_hidden

from .joined import joined_class

STATE = ("state", "revision", "provisional_until", "published_at")  # of the newest result
PLAIN = (
    "slug",
    "name",
    "kind",
    "event_id",
    "starts_on",
    "duration_minutes",
    "state",
    "revision",
)
FACTS = (
    *PLAIN,
    "note",
    "round__number",
    "starts_at",
    "provisional_until",
    "published_at",
    "calendar_sequence",
    "calendar_changed_at",
)


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One session. `state` is that of its newest result; times are in the circuit's zone.

    `published_at` is when that result was. `stored_at` is when its facts in calendars were
    last written, `is_changed` tells whether they have been others before.
    """

    slug: str
    name: str
    kind: str
    event_id: int
    round_number: int | None
    starts_on: date | None
    starts_at: datetime | None
    duration_minutes: int | None
    note: str
    classes: tuple[CarClass, ...]
    state: str | None
    revision: int | None
    provisional_until: datetime | None = None
    published_at: datetime | None = None
    stored_at: datetime | None = None
    is_changed: bool = False
    is_next: bool = False

    @property
    def is_race(self) -> bool:
        return self.kind in Session.RACES


def with_newest_state(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Annotate each session with the state of its newest classification, as STATE names it."""
    newest = Classification.objects.filter(session=OuterRef("pk")).order_by("-revision")
    return sessions.annotate(**{fact: Subquery(newest.values(fact)[:1]) for fact in STATE})


def timetables(events: Iterable[Event], *, now: datetime) -> dict[int, list[TimetableRow]]:
    """The sessions of each event by its key, first to last; the next of all is marked.

    Sessions without a day come last. The events have their circuits joined. One query.
    """
    zones = {event.pk: event.circuit.zone for event in events}
    running = {event.pk for event in events if event.status == Event.Status.SCHEDULED}
    sessions = read_sessions(with_newest_state(Session.objects.filter(event__in=zones)), zones)
    coming = [row for row in sessions if row.starts_at and row.starts_at >= now]
    following = min(
        (row for row in coming if row.event_id in running),
        key=lambda row: row.starts_at,
        default=None,
    )
    rows = defaultdict(list)
    for row in sessions:
        rows[row.event_id].append(replace(row, is_next=True) if row is following else row)
    return rows


def read_sessions(sessions: QuerySet[Session], zones: Mapping[int, ZoneInfo]) -> list[TimetableRow]:
    """Sessions with their classes, first to last. One query.

    They are annotated by with_newest_state(); `zones` holds the zone of each event by its key.
    """
    classes = joined_class("classes")
    known: dict[int, dict[str, Any]] = {}
    for row in sessions.order_by().values("pk", *FACTS, *classes.columns):
        session = known.setdefault(row["pk"], row | {"classes": []})
        session["classes"] += filter(None, [classes.of(row)])
    return [_row(row, zones[row["event_id"]]) for row in sorted(known.values(), key=_when)]


def _row(row: dict[str, Any], zone: ZoneInfo) -> TimetableRow:
    def here(fact: str) -> datetime | None:
        return row[fact] and row[fact].astimezone(zone)

    return TimetableRow(
        **{fact: row[fact] for fact in PLAIN},
        note="" if is_hidden(row["starts_on"]) else row["note"],
        round_number=row["round__number"],
        starts_at=here("starts_at"),
        provisional_until=here("provisional_until"),
        published_at=here("published_at"),
        stored_at=here("calendar_changed_at"),
        is_changed=bool(row["calendar_sequence"]),
        classes=tuple(sorted(row["classes"], key=lambda each: (each.order, each.code))),
    )


def _when(row: dict[str, Any]) -> tuple:
    """What is not known yet comes after what is."""
    day, moment = row["starts_on"] or date.max, row["starts_at"]
    return day, moment is None, moment.timestamp() if moment else 0, row["pk"]
