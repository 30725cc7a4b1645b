"""What staff see of the results of an event: every session with what is stored and published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, QuerySet

from championship.models import (
    Bonus,
    Classification,
    Decision,
    Event,
    Result,
    ResultImport,
    Session,
)


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """How many decisions on a session are drafts, and how many stand."""

    drafts: int = 0
    in_force: int = 0


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session on the desk. Moments are in the circuit's zone.

    `cars` counts its stored result; `imports` are its files, newest first, each with its
    file (without the content) and whoever imported it; `newest` is the revision in force.
    """

    session: Session
    starts_at: datetime | None
    cars: int
    imports: list[ResultImport]
    newest: Classification | None
    decisions: DecisionCount

    @property
    def last_import(self) -> ResultImport | None:
        return self.imports[0] if self.imports else None

    @property
    def earlier_imports(self) -> list[ResultImport]:
        return self.imports[1:]


@dataclass(frozen=True, slots=True)
class HonourGroup:
    """Who holds the poles or the fastest laps of a race, class by class."""

    race: Session
    kind: str
    held: list[Bonus] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResultsDesk:
    """`has_cars` says whether any car is on the list of the event."""

    event: Event
    has_cars: bool
    sessions: list[SessionLine]
    honours: list[HonourGroup]


def results_desk(event: Event) -> ResultsDesk:
    """All sessions of an event, first to last, and the poles and fastest laps of its races.

    Seven queries, whatever the number of sessions and cars. The event has its circuit and
    its season joined.
    """
    sessions = list(_in_time(event.sessions.select_related("season__series", "round")))
    cars = _counted(Result.objects.filter(session__event=event))
    imports = _imports(event)
    newest = {row.session_id: row for row in _newest(event)}
    decisions = _decisions(event)
    zone = event.circuit.zone
    return ResultsDesk(
        event=event,
        has_cars=event.entries.exists(),
        sessions=[
            SessionLine(
                session=session,
                starts_at=session.starts_at and session.starts_at.astimezone(zone),
                cars=cars.get(session.pk, 0),
                imports=imports[session.pk],
                newest=newest.get(session.pk),
                decisions=decisions.get(session.pk, DecisionCount()),
            )
            for session in sessions
        ],
        honours=_honours(event, [row for row in sessions if row.kind in Session.RACES]),
    )


def _in_time(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """What has no time yet comes after what has one."""
    return sessions.order_by(
        F("starts_on").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "pk"
    )


def _counted(rows: QuerySet) -> dict[int, int]:
    counted = rows.order_by().values("session").annotate(count=Count("pk"))
    return dict(counted.values_list("session", "count"))


def _imports(event: Event) -> dict[int, list[ResultImport]]:
    rows = ResultImport.objects.filter(session__event=event)
    rows = rows.select_related("file", "imported_by").defer("file__content")
    found: defaultdict[int, list[ResultImport]] = defaultdict(list)
    for row in rows.order_by("-version"):
        found[row.session_id].append(row)
    return found


def _newest(event: Event) -> QuerySet[Classification]:
    rows = Classification.objects.newest().filter(session__event=event)
    return rows.select_related("session__season", "published_by")


def _decisions(event: Event) -> dict[int, DecisionCount]:
    rows = Decision.objects.filter(session__event=event).order_by()
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    by_state = rows.values("session", "state").annotate(count=Count("pk"))
    for session, state, count in by_state.values_list("session", "state", "count"):
        counted[session][state] = count
    return {
        session: DecisionCount(
            drafts=states.get(Decision.State.DRAFT, 0),
            in_force=sum(states.get(state, 0) for state in Decision.STANDING),
        )
        for session, states in counted.items()
    }


def _honours(event: Event, races: Iterable[Session]) -> list[HonourGroup]:
    groups = {
        (race.pk, kind.value): HonourGroup(race, kind.value)
        for race in races
        for kind in Bonus.Kind
    }
    rows = Bonus.objects.filter(session__event=event, session__kind__in=Session.RACES)
    rows = rows.select_related("car_class", "event_entry", "driver")
    for row in rows.order_by("car_class__order", "pk"):
        groups[row.session_id, row.kind].held.append(row)
    return list(groups.values())
