"""Which event the race desk is about: the one that is on, or else the nearest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from championship.models import Event, Result, Session
from championship.queries.timetable import with_newest_state

from .clock import ends_at, is_over, is_running

# So many events before and after now are looked at: more are never on at once.
NEAR = 12
# Sessions whose result is expected; what was practised is published by few.
EXPECTED = (*Session.RACES, Session.Kind.QUALIFYING)


@dataclass(frozen=True, slots=True)
class Focus:
    """An event, others that are on too, and its sessions in the order of the timetable.

    Each session has `state` and `revision` of its newest classification and `has_result`,
    whether an order is recorded.
    """

    event: Event
    others: list[Event]
    sessions: list[Session]
    now: datetime

    @property
    def at_circuit(self) -> datetime:
        return self.now.astimezone(self.event.circuit.zone)

    @property
    def running(self) -> Session | None:
        return next((one for one in self.sessions if is_running(one, self.now)), None)

    @property
    def last(self) -> Session | None:
        """The session that was over last."""
        over = [one for one in self.sessions if is_over(one, self.now)]
        return max(over, key=ends_at, default=None)

    @property
    def coming(self) -> Session | None:
        """The session that starts next."""
        coming = [one for one in self.sessions if one.starts_at and one.starts_at > self.now]
        return min(coming, key=lambda one: one.starts_at, default=None)

    @property
    def lacking(self) -> Session | None:
        """The session for which a timing file is wanted: over or running, without a result."""
        wanted = [
            one
            for one in self.sessions
            if one.kind in EXPECTED
            and not (one.state or one.has_result)
            and (is_over(one, self.now) or is_running(one, self.now))
        ]
        return max(wanted, key=ends_at, default=None)


def focus(now: datetime) -> Focus | None:
    """The event that is on now, was last or comes next; None if there is none. Three queries."""
    near = sorted(_near(now), key=lambda event: (*_distance(event, now), event.starts_on, event.pk))
    if not near:
        return None
    event, *rest = near
    others = [other for other in rest if _distance(other, now)[0] == 0]
    sessions = with_newest_state(event.sessions.all()).annotate(
        has_result=Exists(Result.objects.filter(session=OuterRef("pk")))
    )
    sessions = list(sessions.select_related("season__series"))
    for session in sessions:
        session.event = event
    return Focus(event, others, sorted(sessions, key=_when), now)


def _near(now: datetime) -> set[Event]:
    """The events around now, from all seasons. A postponed one has no days."""
    events = Event.objects.filter(status=Event.Status.SCHEDULED)
    events = events.select_related("circuit", "season__series")
    # Somewhere it is tomorrow already.
    tomorrow = now.date() + timedelta(days=1)
    begun = events.filter(starts_on__lte=tomorrow).order_by("-ends_on", "pk")
    coming = events.filter(starts_on__gt=tomorrow).order_by("starts_on", "pk")
    return {*begun[:NEAR], *coming[:NEAR]}


def _distance(event: Event, now: datetime) -> tuple[int, bool]:
    """Days from an event, 0 while it is on; of two as near the one that comes is first."""
    today = now.astimezone(event.circuit.zone).date()
    if today < event.starts_on:
        return (event.starts_on - today).days, False
    return max((today - event.ends_on).days, 0), today > event.ends_on


def _when(session: Session) -> tuple:
    end = ends_at(session)
    return (end is None, end.timestamp() if end else 0, session.pk)
