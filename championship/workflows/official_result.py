"""What the result of a session and the decisions on it give: computed, and not yet frozen."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from championship.models import (
    AppliedDecision,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Decision,
    EventCrewSeat,
    GridSource,
    Result,
    ResultSeat,
    Season,
    Session,
)
from championship.scoring.classification import (
    ClassifiedCar,
    MinimumDistance,
    Penalty,
    TimedCar,
    classify,
)
from championship.scoring.grid import (
    QualifyingCar,
    grid_by_lap,
    grid_by_order,
    with_grid_penalties,
)
from championship.scoring.states import Status

STRUCK_OUT = {
    Decision.Penalty.DISQUALIFICATION: Status.DISQUALIFIED,
    Decision.Penalty.EXCLUSION: Status.EXCLUDED,
}
CHANGES_THE_ORDER = (
    Decision.Penalty.TIME,
    Decision.Penalty.PLACES,
    Decision.Penalty.END_OF_CLASS,
    *STRUCK_OUT,
)

# What a published line says of its car, besides its crew.
LINE_FACTS = (
    "event_entry_id",
    "car_class_id",
    "number",
    "team_name",
    "scores",
    "order",
    "place",
    "class_place",
    "status",
    "laps",
    "time_ms",
    "best_lap_ms",
    "best_lap_number",
    "best_lap_driver_id",
    "second_best_lap_ms",
    "grid_place",
)
BONUS_FACTS = ("kind", "car_class_id", "event_entry_id", "driver_id", "time_ms")
RULING_FACTS = (
    "event_entry_id",
    "number",
    "penalty",
    "time_ms",
    "laps",
    "places",
    "points",
    "fine_amount",
    "fine_currency",
    "article",
    "reason",
    "outcome",
    "state",
    "is_in_timing",
    "decided_at",
)


class CannotPublish(Exception):
    """A classification can't be published; the message says why, for staff."""


@dataclass(frozen=True, slots=True)
class OfficialResult:
    """All that the next revision would hold: lines in order, crews, honours, decisions.

    The rows are not stored and belong to no classification yet. `crews` has the keys of
    each car's drivers by that of the car at its event.
    """

    lines: list[ClassificationLine]
    crews: dict[int, list[int]]
    bonuses: list[ClassifiedBonus]
    decisions: list[AppliedDecision]

    @property
    def facts(self) -> list:
        """Everything it says, as plain values: equal if and only if the same would be frozen."""
        return [
            [_facts(line, LINE_FACTS, self.crews[line.event_entry_id]) for line in self.lines],
            sorted((_facts(bonus, BONUS_FACTS) for bonus in self.bonuses), key=repr),
            [_facts(decision, RULING_FACTS) for decision in self.decisions],
        ]

    @property
    def digest(self) -> str:
        return sha256(json.dumps(self.facts, default=str).encode()).hexdigest()[:32]


def _facts(row, names: Iterable[str], more: Iterable = ()) -> tuple:
    return (*(getattr(row, name) for name in names), *more)


def official_result(session: Session, *, drafts: Collection[int] = ()) -> OfficialResult:
    """What would be published now. `drafts` are decisions to be taken for in force, by key.

    At most eleven queries, whatever the number of cars. Raises CannotPublish if there is
    no result, two cars stand on one line, nobody is classified, or a decision is about a
    car that is not in the result.
    """
    results = _results(session)
    _check_results(results)
    by_car = {result.event_entry_id: result for result in results}
    decisions = _decisions(session, drafts)
    classified = _classified(session, results, decisions)
    grid = _grid(session, results, decisions)
    lines = [_line(by_car[car.car], car, grid) for car in classified]
    if not any(line.place for line in lines):
        raise CannotPublish(_("Nobody is classified in this result."))
    before = classified
    if any(_changes_the_order(decision) for decision in decisions):
        before = _classified(session, results, [])
    return OfficialResult(
        lines=lines,
        crews=_crews(results),
        bonuses=[
            ClassifiedBonus(**{name: getattr(row, name) for name in BONUS_FACTS})
            for row in session.bonuses.order_by("pk")
            if row.event_entry_id in by_car
        ],
        decisions=_applied(decisions, lines, {car.car: car.class_place for car in before}),
    )


def published_result(classification: Classification) -> OfficialResult:
    """A published revision in the same shape. Four queries."""
    lines = list(classification.lines.order_by("order").prefetch_related("crew"))
    return OfficialResult(
        lines=lines,
        crews={line.event_entry_id: [seat.driver_id for seat in line.crew.all()] for line in lines},
        bonuses=list(classification.bonuses.order_by("pk")),
        decisions=list(classification.decisions.order_by("order")),
    )


def published_as_computed(classification: Classification) -> bool:
    """Whether the result and its decisions give today what was published."""
    try:
        computed = official_result(classification.session)
    except CannotPublish:
        return False
    return computed.facts == published_result(classification).facts


# The order


def _results(session: Session) -> list[Result]:
    return list(
        session.results.select_related("event_entry__entry", "event_entry__car_class").order_by(
            "order", "pk"
        )
    )


def _check_results(results: list[Result]) -> None:
    if not any(result.status == Status.CLASSIFIED for result in results):
        raise CannotPublish(_("Nobody is classified in this result."))
    lines: dict[int, Result] = {}
    for result in results:
        other = lines.setdefault(result.order, result)
        if other is not result:
            raise CannotPublish(
                _("#%(one)s and #%(other)s are both on line %(line)s.")
                % {
                    "one": other.event_entry.number,
                    "other": result.event_entry.number,
                    "line": result.order,
                }
            )


def _decisions(session: Session, drafts: Collection[int]) -> list[Decision]:
    """The decisions that stand, and those drafts that are asked for as if they stood."""
    which = Q(state__in=Decision.STANDING) | Q(state=Decision.State.DRAFT, pk__in=drafts)
    decisions = list(session.decisions.filter(which).order_by("number", "pk"))
    for decision in decisions:
        if decision.state == Decision.State.DRAFT:
            decision.state = Decision.State.IN_FORCE
    return decisions


def _changes_the_order(decision: Decision) -> bool:
    return decision.penalty in CHANGES_THE_ORDER and not decision.is_in_timing


def _classified(
    session: Session, results: list[Result], decisions: Iterable[Decision]
) -> list[ClassifiedCar]:
    cars = [
        TimedCar(
            car=result.event_entry_id,
            car_class=result.event_entry.car_class.top_id,
            order=result.order,
            status=Status(result.status),
            laps=result.laps,
            time_ms=result.time_ms,
        )
        for result in results
    ]
    penalties = [_penalty(one) for one in decisions if _changes_the_order(one)]
    try:
        return classify(cars, penalties, _minimum_distance(session))
    except ValueError as error:
        raise CannotPublish(
            _("A decision in force is about a car that is not in the result.")
        ) from error


def _penalty(decision: Decision) -> Penalty:
    is_time = decision.penalty == Decision.Penalty.TIME
    is_places = decision.penalty == Decision.Penalty.PLACES
    return Penalty(
        car=decision.event_entry_id,
        time_ms=(decision.time_ms or 0) if is_time else 0,
        laps=(decision.laps or 0) if is_time else 0,
        places=(decision.places or 0) if is_places else 0,
        to_end_of_class=decision.penalty == Decision.Penalty.END_OF_CLASS,
        status=STRUCK_OUT.get(decision.penalty),
    )


def _minimum_distance(session: Session) -> MinimumDistance | None:
    """Of a race: in a qualifying nobody has a distance to cover."""
    season: Season = session.season
    if season.minimum_distance is None or session.kind not in Session.RACES:
        return None
    return MinimumDistance(season.minimum_distance, season.distance_of_class_winner)


def _line(result: Result, car: ClassifiedCar, grid: dict[int, int]) -> ClassificationLine:
    entry = result.event_entry
    return ClassificationLine(
        event_entry=entry,
        car_class=entry.car_class,
        number=entry.number,
        team_name=entry.team_name,
        scores=entry.entry.scores,
        order=car.order,
        place=car.place,
        class_place=car.class_place,
        status=car.status.value,
        laps=car.laps,
        time_ms=car.time_ms,
        best_lap_ms=result.best_lap_ms,
        best_lap_number=result.best_lap_number,
        best_lap_driver_id=result.best_lap_driver_id,
        second_best_lap_ms=result.second_best_lap_ms,
        grid_place=grid.get(result.event_entry_id),
    )


def _crews(results: list[Result]) -> dict[int, list[int]]:
    """The drivers of each car: as the result has them, else as they were nominated."""
    crews: dict[int, list[int]] = {result.event_entry_id: [] for result in results}
    own: defaultdict[int, list[int]] = defaultdict(list)
    cars = {result.pk: result.event_entry_id for result in results}
    seats = ResultSeat.objects.filter(result__in=cars).order_by("result", "order")
    for result, driver in seats.values_list("result_id", "driver_id"):
        own[cars[result]].append(driver)
    nominated = EventCrewSeat.objects.filter(event_entry__in=crews, driver__isnull=False)
    for car, driver in nominated.values_list("event_entry_id", "driver_id"):
        crews[car].append(driver)
    return crews | own


# The grid


def _grid(session: Session, results: list[Result], decisions: list[Decision]) -> dict[int, int]:
    """Places on the grid, in class: as recorded, else as the qualifying gives them."""
    if session.kind not in Session.RACES:
        return {}
    classes = {row.event_entry_id: row.event_entry.car_class.top_id for row in results}
    grid = {car: place for car, place in _from_qualifying(session) if car in classes}
    lost: defaultdict[int, int] = defaultdict(int)
    for one in decisions:
        if one.penalty == Decision.Penalty.GRID_PLACES:
            lost[one.event_entry_id] += one.places or 0
    grid = with_grid_penalties(grid, classes, lost)
    return grid | {row.event_entry_id: row.grid_place for row in results if row.grid_place}


def _from_qualifying(race: Session) -> Iterator[tuple[int, int]]:
    """The places that published qualifyings give, each in the classes that took part."""
    sources = {row.qualifying_id: row.lap for row in race.grid_sources.all()}
    if not sources:
        return
    lines = ClassificationLine.objects.filter(
        classification__in=Classification.objects.newest(), classification__session__in=sources
    ).select_related("classification", "car_class")
    by_session: defaultdict[int, list[ClassificationLine]] = defaultdict(list)
    for line in lines:
        by_session[line.classification.session_id].append(line)
    for session, own in by_session.items():
        second = sources[session] == GridSource.Lap.SECOND_BEST
        cars = [
            QualifyingCar(
                line.event_entry_id,
                line.car_class.top_id,
                line.order,
                line.second_best_lap_ms if second else line.best_lap_ms,
            )
            for line in own
        ]
        yield from (grid_by_lap(cars) if second else grid_by_order(cars)).items()


# The decisions


def _applied(
    decisions: list[Decision], lines: list[ClassificationLine], before: dict[int, int | None]
) -> list[AppliedDecision]:
    """The decisions that stand, in the order of the table, those on other cars last."""
    at = {line.event_entry_id: line for line in lines}
    ordered = sorted(
        decisions,
        key=lambda one: (
            at[one.event_entry_id].order if one.event_entry_id in at else len(lines) + 1
        ),
    )
    return [
        AppliedDecision(
            decision=one,
            order=order,
            place_before=before.get(one.event_entry_id),
            place_after=at[one.event_entry_id].class_place if one.event_entry_id in at else None,
            **{name: getattr(one, name) for name in RULING_FACTS},
        )
        for order, one in enumerate(ordered, start=1)
    ]
