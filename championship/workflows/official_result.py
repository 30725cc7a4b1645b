"""What the result of a session and the decisions on it give: computed, and not yet frozen."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from championship.models import (
    AppliedDecision,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Decision,
    Result,
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
from championship.scoring.grid import with_grid_penalties
from championship.scoring.states import Status

from .recorded_result import Published, Recorded, published, recorded
from .reported_result import contradictions, reported_order

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
    each car's drivers by that of the car at its event. An incomplete one has gaps between
    its places.
    """

    lines: list[ClassificationLine]
    crews: dict[int, list[int]]
    bonuses: list[ClassifiedBonus]
    decisions: list[AppliedDecision]
    is_incomplete: bool = False

    @property
    def facts(self) -> list:
        """Everything it says, as plain values: equal if and only if the same would be frozen."""
        return [
            self.is_incomplete,
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

    At most seven queries, whatever the number of cars. Raises CannotPublish if there is
    no result, two cars stand on one line, nobody is classified, or a decision is about a
    car that is not in the result; in an incomplete one, if its places contradict each other
    or a decision would move cars among others that are not known.
    """
    return official_of(recorded([session])[session.pk], drafts)


def official_of(found: Recorded, drafts: Collection[int] = ()) -> OfficialResult:
    """What is recorded of a session, as it would be published now. No query.

    Raises CannotPublish as official_result() does.
    """
    session, results = found.session, found.results
    _check_results(results)
    by_car = {result.event_entry_id: result for result in results}
    decisions = _in_force(found.decisions, drafts)
    classified = _classified(session, results, decisions)
    grid = _grid(found, decisions)
    lines = [_line(by_car[car.car], car, grid) for car in classified]
    if not any(line.place for line in lines):
        raise CannotPublish(_("Nobody is classified in this result."))
    before = classified
    if any(_changes_the_order(decision) for decision in decisions):
        before = _classified(session, results, [])
    return OfficialResult(
        lines=lines,
        crews=found.crews,
        bonuses=[
            ClassifiedBonus(**{name: getattr(row, name) for name in BONUS_FACTS})
            for row in found.bonuses
            if row.event_entry_id in by_car or session.is_incomplete
        ],
        decisions=_applied(decisions, lines, {car.car: car.class_place for car in before}),
        is_incomplete=session.is_incomplete,
    )


def published_result(classification: Classification) -> OfficialResult:
    """A published revision in the same shape. Four queries."""
    found = published([classification])[classification.pk]
    return _as_published(found, is_incomplete=classification.is_incomplete)


def _as_published(found: Published, *, is_incomplete: bool) -> OfficialResult:
    return OfficialResult(
        lines=found.lines,
        crews={
            line.event_entry_id: [seat.driver_id for seat in line.crew.all()]
            for line in found.lines
        },
        bonuses=found.bonuses,
        decisions=found.decisions,
        is_incomplete=is_incomplete,
    )


def published_as_computed(classification: Classification) -> bool:
    """Whether the result and its decisions give today what was published."""
    return not with_unpublished_changes({classification.session: classification})


def with_unpublished_changes(newest: Mapping[Session, Classification]) -> set[int]:
    """Of these sessions, each with a revision, the keys of those that give another one today.

    At most eleven queries, whatever the number of sessions. They have their season at hand.
    """
    inside, outside = recorded(newest), published(newest.values())
    return {
        session.pk
        for session, revision in newest.items()
        if not _gives(
            inside[session.pk],
            _as_published(outside[revision.pk], is_incomplete=revision.is_incomplete),
        )
    }


def _gives(inside: Recorded, outside: OfficialResult) -> bool:
    try:
        return official_of(inside).facts == outside.facts
    except CannotPublish:
        return False


# The order


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


def _in_force(decisions: Iterable[Decision], drafts: Collection[int]) -> list[Decision]:
    """The decisions that stand, and those drafts that are asked for as if they stood."""
    chosen = []
    for decision in decisions:
        if decision.state == Decision.State.DRAFT:
            if decision.pk not in drafts:
                continue
            decision = copy(decision)
            decision.state = Decision.State.IN_FORCE
        chosen.append(decision)
    return chosen


def _changes_the_order(decision: Decision) -> bool:
    return decision.penalty in CHANGES_THE_ORDER and not decision.is_in_timing


def _classified(
    session: Session, results: list[Result], decisions: Iterable[Decision]
) -> list[ClassifiedCar]:
    if session.is_incomplete:
        return _as_reported(results, decisions)
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


def _as_reported(results: list[Result], decisions: Iterable[Decision]) -> list[ClassifiedCar]:
    if problem := next(contradictions(results), None):
        raise CannotPublish(problem)
    if any(_changes_the_order(one) for one in decisions):
        raise CannotPublish(
            _(
                "Not every car of this session is known, so a decision can't move any. Give the "
                "places as they are after it, and mark it as already in the timing."
            )
        )
    return reported_order(results)


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


# The grid


def _grid(found: Recorded, decisions: list[Decision]) -> dict[int, int]:
    """Places on the grid, in class: as recorded, else as the qualifying gives them."""
    if found.session.kind not in Session.RACES:
        return {}
    classes = {row.event_entry_id: row.event_entry.car_class.top_id for row in found.results}
    grid = {car: place for car, place in found.qualified.items() if car in classes}
    lost: defaultdict[int, int] = defaultdict(int)
    for one in decisions:
        if one.penalty == Decision.Penalty.GRID_PLACES:
            lost[one.event_entry_id] += one.places or 0
    grid = with_grid_penalties(grid, classes, lost)
    return grid | {row.event_entry_id: row.grid_place for row in found.results if row.grid_place}


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
