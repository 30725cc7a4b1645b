"""Circuits and what was raced there, over all series."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from championship.models import (
    Bonus,
    CarClass,
    Circuit,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Driver,
    Event,
    Session,
)

from .basis import Basis, PublishedRace, basis_of
from .with_parts import with_parts


@dataclass(frozen=True, slots=True)
class Winner:
    """The first car of a class in a race, as it was published; `team_slug` leads to its team."""

    number: str
    car_class: CarClass
    team: str
    team_slug: str
    crew: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True)
class Race:
    """A race with its winners and poles. `state` is empty before a result is published."""

    session: Session
    state: str
    has_gaps: bool
    winners: list[Winner]
    poles: list[Winner]
    published_at: datetime | None = None

    @property
    def classes(self) -> list[CarClass]:
        """The classes with a winner or a pole, in their order."""
        known = {one.car_class for one in (*self.winners, *self.poles)}
        return sorted(known, key=lambda one: (one.order, one.code))


@dataclass(frozen=True, slots=True)
class EventThere:
    """An event at the circuit with its races, first to last."""

    event: Event
    races: list[Race]


@dataclass(frozen=True, slots=True)
class RaceOfClass:
    """What one class did in a race: its winners, and who had its pole; no class if unknown."""

    event: Event
    race: Race
    car_class: CarClass | None = None

    @property
    def winners(self) -> list[Winner]:
        return [one for one in self.race.winners if one.car_class == self.car_class]

    @property
    def poles(self) -> list[Winner]:
        return [one for one in self.race.poles if one.car_class == self.car_class]


@dataclass(frozen=True, slots=True)
class CircuitPage:
    """A circuit and its events, newest first."""

    circuit: Circuit
    events: list[EventThere]

    @property
    def rows(self) -> list[RaceOfClass]:
        """Every race there, class by class."""
        return [
            RaceOfClass(there.event, race, car_class)
            for there in self.events
            for race in there.races
            for car_class in race.classes or [None]
        ]

    @property
    def basis(self) -> Basis:
        return basis_of(
            PublishedRace(
                race.session.pk,
                race.session.starts_on or there.event.starts_on,
                race.state,
                race.has_gaps,
                race.published_at,
            )
            for there in self.events
            for race in there.races
            if race.state
        )


def all_circuits(*, hidden: bool = False) -> list[Circuit]:
    """Circuits with an event that the reader may see, each with `shown`: how many. One query."""
    seen = Q() if hidden else Q(events__season__is_public=True)
    circuits = Circuit.objects.annotate(shown=Count("events", filter=seen))
    return list(circuits if hidden else circuits.filter(shown__gt=0))


def circuit_page(slug: str, *, hidden: bool = False) -> CircuitPage | None:
    """A circuit; None if there is none, or nothing to be seen there. Five queries."""
    circuit = Circuit.objects.filter(slug=slug).first()
    if circuit is None:
        return None
    found = Event.objects.filter(circuit=circuit).select_related("season__series")
    events = list(
        (found if hidden else found.filter(season__is_public=True)).order_by("-starts_on", "-pk")
    )
    if not (events or hidden):
        return None
    races = _races(events)
    return CircuitPage(circuit, [EventThere(event, races[event.pk]) for event in events])


def _races(events: list[Event]) -> dict[int, list[Race]]:
    """The races of events by the key of the event. Three queries."""
    newest = Classification.objects.filter(session=OuterRef("pk")).order_by("-revision")
    sessions = Session.objects.races().filter(event__in=events).select_related("season__series")
    sessions = sessions.annotate(
        state=Subquery(newest.values("state")[:1]),
        has_gaps=Subquery(newest.values("is_incomplete")[:1]),
        published_at=Subquery(newest.values("published_at")[:1]),
    )
    winners, poles = _winners(events), _poles(events)
    races: defaultdict[int, list[Race]] = defaultdict(list)
    for one in sessions:
        own = winners[one.pk], poles[one.pk], one.published_at
        races[one.event_id].append(Race(one, one.state or "", bool(one.has_gaps), *own))
    return races


def _winners(events: list[Event]) -> dict[int, list[Winner]]:
    """The class winners by the key of their race, in the order of the classes. One query."""
    lines = (
        ClassificationLine.objects.filter(
            classification__in=Classification.objects.newest().filter(session__event__in=events),
            classification__session__kind__in=Session.RACES,
            class_place=1,
        )
        .select_related("classification", "car_class", "event_entry__entry__team")
        .order_by("car_class__order", "car_class__code", "order", "crew__order")
    )
    found: defaultdict[int, list[Winner]] = defaultdict(list)
    for line in with_parts(lines, "crew", "driver"):
        team = line.event_entry.entry.team
        crew = tuple(seat.driver for seat in line.crew.all())
        found[line.classification.session_id].append(
            Winner(line.number, line.car_class, line.team_name, team.slug, crew)
        )
    return found


def _poles(events: list[Event]) -> dict[int, list[Winner]]:
    """The poles by the key of their race, as they were published. One query."""
    rows = ClassifiedBonus.objects.filter(
        kind=Bonus.Kind.POLE,
        classification__in=Classification.objects.newest().filter(session__event__in=events),
    ).select_related("classification", "event_entry__entry__team", "car_class", "driver")
    found: defaultdict[int, list[Winner]] = defaultdict(list)
    for row in rows.order_by("car_class__order", "car_class__code", "pk"):
        car = row.event_entry
        crew = (row.driver,) if row.driver else ()
        found[row.classification.session_id].append(
            Winner(car.number, row.car_class, car.team_name, car.entry.team.slug, crew)
        )
    return found
