"""Sessions as a timetable shows them: in the circuit's time, with the state of their result."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from championship.models import CarClass, Classification, Event, Session


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One session. `state` is that of its newest result; times are in the circuit's zone."""

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
    is_next: bool = False

    @property
    def is_race(self) -> bool:
        return self.kind in Session.RACES


def with_newest_state(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Annotate each session with state, revision and end of its newest classification."""
    newest = Classification.objects.filter(session=OuterRef("pk")).order_by("-revision")
    facts = ("state", "revision", "provisional_until")
    return sessions.annotate(**{fact: Subquery(newest.values(fact)[:1]) for fact in facts})


def timetables(events: Iterable[Event], *, now: datetime) -> dict[int, list[TimetableRow]]:
    """The sessions of each event by its key, first to last; the next of all is marked.

    Sessions without a day come last. The events have their circuits joined. Two queries.
    """
    circuits = {event.pk: event.circuit for event in events}
    running = {event.pk for event in events if event.status == Event.Status.SCHEDULED}
    sessions = list(
        with_newest_state(Session.objects.filter(event__in=circuits))
        .select_related("round")
        .prefetch_related("classes")
    )
    coming = [s for s in sessions if s.starts_at and s.starts_at >= now and s.event_id in running]
    following = min(coming, key=lambda session: session.starts_at, default=None)
    rows = defaultdict(list)
    for session in sorted(sessions, key=_when):
        row = timetable_row(session, circuits[session.event_id], is_next=session == following)
        rows[session.event_id].append(row)
    return rows


def timetable_row(session: Session, circuit, *, is_next: bool = False) -> TimetableRow:
    """A session with its round joined, classes fetched and state annotated. No query."""
    return TimetableRow(
        slug=session.slug,
        name=session.name,
        kind=session.kind,
        event_id=session.event_id,
        round_number=session.round.number if session.round else None,
        starts_on=session.starts_on,
        starts_at=session.starts_at and session.starts_at.astimezone(circuit.zone),
        duration_minutes=session.duration_minutes,
        note=session.note,
        classes=tuple(session.classes.all()),
        state=session.state,
        revision=session.revision,
        provisional_until=session.provisional_until
        and session.provisional_until.astimezone(circuit.zone),
        is_next=is_next,
    )


def _when(session: Session) -> tuple:
    """What is not known yet comes after what is."""
    day, moment = session.starts_on or date.max, session.starts_at
    return (day, moment is None, moment.timestamp() if moment else 0, session.pk)
