"""Poles and fastest laps: suggested from the laps that are known, recorded at one press."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.db.models import Prefetch

from championship.models import (
    Bonus,
    CarClass,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    Driver,
    Event,
    EventCrewSeat,
    EventEntry,
    GridSource,
    Result,
    ResultSeat,
    Season,
    Session,
    Status,
)
from championship.scoring.grid import QualifyingCar, grid_by_lap, grid_by_order

Kind = Bonus.Kind
STRUCK_OUT = (Status.DISQUALIFIED, Status.EXCLUDED, Status.WITHDRAWN)
STRIKES_OUT = (Decision.Penalty.DISQUALIFICATION, Decision.Penalty.EXCLUSION)


class OthersSuggested(Exception):
    """Other holders would be recorded by now than those that were looked at."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who seems to hold the pole or the fastest lap of a race in a class.

    `driver` and `time_ms` are None where nobody knows them; `source` is the session in
    which it was driven.
    """

    race: Session
    kind: str
    car_class: CarClass
    event_entry: EventEntry
    driver: Driver | None
    time_ms: int | None
    source: Session


@dataclass(frozen=True, slots=True)
class _Laps:
    """What a car did in a session; `crew` are the drivers that it had there."""

    line: Result | ClassificationLine
    crew: tuple[Driver, ...]

    @property
    def car(self) -> EventEntry:
        return self.line.event_entry

    @property
    def top_class(self) -> CarClass:
        return self.car.car_class.parent or self.car.car_class

    @property
    def alone(self) -> Driver | None:
        """The only driver of the car."""
        return self.crew[0] if len(self.crew) == 1 else None

    @property
    def driver(self) -> Driver | None:
        """Who drove the best lap."""
        return self.line.best_lap_driver or self.alone


def suggested_honours(event: Event) -> list[Suggestion]:
    """Poles and fastest laps that nobody recorded yet, race by race and class by class.

    The pole goes to the first of each class in the qualifying that sets the grid, by the
    lap that sets it; the fastest lap to whoever drove the best lap of the race first,
    disqualified and excluded cars aside. Sub-classes are left to staff.

    At most eleven queries, whatever the number of sessions and cars.
    """
    sessions = {session.pk: session for session in event.sessions.all()}
    bonuses = Bonus.objects.filter(session__in=sessions)
    held = set(bonuses.values_list("session_id", "kind", "car_class_id"))
    laps = _laps_of(sessions)
    sources: defaultdict[int, list[GridSource]] = defaultdict(list)
    for source in GridSource.objects.filter(race__in=sessions):
        sources[source.race_id].append(source)
    found = [
        one
        for race in sessions.values()
        if race.kind in Session.RACES
        for one in (
            *_by_class(_poles(race, sources[race.pk], sessions, laps)),
            *_by_class(_fastest_laps(race, laps[race.pk])),
        )
    ]
    return [one for one in found if (one.race.pk, one.kind, one.car_class.pk) not in held]


def fingerprint(suggestions: Iterable[Suggestion]) -> str:
    """A short text that is the same for the same suggestions."""
    facts = [
        (one.race.pk, one.kind, one.event_entry.pk, one.driver and one.driver.pk, one.time_ms)
        for one in suggestions
    ]
    return sha256(repr(facts).encode()).hexdigest()[:32]


@transaction.atomic
def record_honours(event: Event, *, seen: str) -> list[Bonus]:
    """Record everything that is suggested. Who is recorded already stays.

    `seen` is the fingerprint of the suggestions that were looked at. They become public
    with the next revision of each race.

    Raises OthersSuggested if there are other suggestions by now.
    """
    Season.objects.select_for_update().get(pk=event.season_id)
    suggestions = suggested_honours(event)
    if seen != fingerprint(suggestions):
        raise OthersSuggested
    return Bonus.objects.bulk_create(
        Bonus(
            session=one.race,
            kind=one.kind,
            car_class=one.car_class,
            event_entry=one.event_entry,
            driver=one.driver,
            time_ms=one.time_ms,
        )
        for one in suggestions
    )


def _poles(
    race: Session,
    sources: Iterable[GridSource],
    sessions: dict[int, Session],
    laps: dict[int, list[_Laps]],
) -> Iterator[Suggestion]:
    for source in sources:
        second = source.lap == GridSource.Lap.SECOND_BEST
        cars = {one.car.pk: one for one in laps[source.qualifying_id]}
        rows = [
            QualifyingCar(key, one.top_class.pk, one.line.order, _lap_ms(one.line, second=second))
            for key, one in cars.items()
            if one.line.status == Status.CLASSIFIED
        ]
        grid = grid_by_lap(rows) if second else grid_by_order(rows)
        for first in (cars[key] for key, place in grid.items() if place == 1):
            yield Suggestion(
                race=race,
                kind=Kind.POLE,
                car_class=first.top_class,
                event_entry=first.car,
                # Timing does not say who drove a second-best lap.
                driver=first.alone if second else first.driver,
                time_ms=_lap_ms(first.line, second=second),
                source=sessions[source.qualifying_id],
            )


def _lap_ms(line: Result | ClassificationLine, *, second: bool) -> int | None:
    return line.second_best_lap_ms if second else line.best_lap_ms


def _fastest_laps(race: Session, laps: Iterable[_Laps]) -> Iterator[Suggestion]:
    """The fastest of each class; of two equal laps the one that was driven first."""
    timed = [one for one in laps if one.line.best_lap_ms and one.line.status not in STRUCK_OUT]
    fastest: dict[int, _Laps] = {}
    for one in sorted(timed, key=_when_driven):
        fastest.setdefault(one.top_class.pk, one)
    for one in fastest.values():
        yield Suggestion(
            race=race,
            kind=Kind.FASTEST_LAP,
            car_class=one.top_class,
            event_entry=one.car,
            driver=one.driver,
            time_ms=one.line.best_lap_ms,
            source=race,
        )


def _when_driven(one: _Laps) -> tuple:
    line = one.line
    return line.best_lap_ms, line.best_lap_number is None, line.best_lap_number or 0, line.order


def _by_class(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (one.car_class.order, one.car_class.pk))


# The laps


def _laps_of(sessions: dict[int, Session]) -> dict[int, list[_Laps]]:
    """The cars of each session: of a qualifying as published, else as they are stored."""
    found: defaultdict[int, list[_Laps]] = defaultdict(list)
    qualifyings = [key for key, one in sessions.items() if one.kind not in Session.RACES]
    for line in _published(qualifyings):
        crew = tuple(seat.driver for seat in line.crew.all())
        found[line.classification.session_id].append(_Laps(line, crew))
    struck_out = _struck_out(sessions)
    for result in _stored([key for key in sessions if key not in found]):
        seats = result.seats.all() or result.event_entry.crew.all()
        crew = tuple(seat.driver for seat in seats if seat.driver)
        if (result.session_id, result.event_entry_id) not in struck_out:
            found[result.session_id].append(_Laps(result, crew))
    return found


JOINED = ("event_entry__car_class__parent", "best_lap_driver")


def _published(sessions: list[int]) -> Iterable[ClassificationLine]:
    newest = Classification.objects.newest().filter(session__in=sessions)
    lines = ClassificationLine.objects.filter(classification__in=newest).order_by("order")
    crews = Prefetch("crew", ClassifiedDriver.objects.select_related("driver"))
    return lines.select_related("classification", *JOINED).prefetch_related(crews)


def _stored(sessions: list[int]) -> Iterable[Result]:
    own = Prefetch("seats", ResultSeat.objects.select_related("driver"))
    nominated = Prefetch("event_entry__crew", EventCrewSeat.objects.select_related("driver"))
    results = Result.objects.filter(session__in=sessions).order_by("order", "pk")
    return results.select_related(*JOINED).prefetch_related(own, nominated)


def _struck_out(sessions: Iterable[int]) -> set[tuple[int, int]]:
    """Cars that a decision in force takes out of a session."""
    decisions = Decision.objects.filter(
        session__in=sessions, state__in=Decision.STANDING, penalty__in=STRIKES_OUT
    )
    return set(decisions.values_list("session_id", "event_entry_id"))
