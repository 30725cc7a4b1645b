"""What is recorded of sessions and what was published of them: fetched for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from championship.models import (
    AppliedDecision,
    Bonus,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Decision,
    EventCrewSeat,
    GridSource,
    Result,
    ResultSeat,
    Session,
)
from championship.scoring.grid import QualifyingCar, grid_by_lap, grid_by_order


@dataclass(slots=True)
class Recorded:
    """All that the next revision of a session is made of.

    `decisions` are drafts and those that stand. `crews` has the keys of each car's drivers
    by that of the car at its event, `qualified` its place on the grid, in class, as the
    published qualifyings give it.
    """

    session: Session
    results: list[Result] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    bonuses: list[Bonus] = field(default_factory=list)
    crews: dict[int, list[int]] = field(default_factory=dict)
    qualified: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Published:
    """All that a revision holds, in order."""

    lines: list[ClassificationLine] = field(default_factory=list)
    bonuses: list[ClassifiedBonus] = field(default_factory=list)
    decisions: list[AppliedDecision] = field(default_factory=list)


def recorded(sessions: Iterable[Session]) -> dict[int, Recorded]:
    """What is recorded of sessions, by the session's key.

    At most seven queries, whatever the number of sessions and cars. The sessions have
    their season at hand.
    """
    found = {session.pk: Recorded(session) for session in sessions}
    cars = Result.objects.select_related("event_entry__entry", "event_entry__car_class")
    for result in cars.filter(session__in=found).order_by("order", "pk"):
        found[result.session_id].results.append(result)
    asked = (*Decision.STANDING, Decision.State.DRAFT)
    decisions = Decision.objects.filter(session__in=found, state__in=asked)
    for decision in decisions.order_by("number", "pk"):
        found[decision.session_id].decisions.append(decision)
    for bonus in Bonus.objects.filter(session__in=found).order_by("pk"):
        found[bonus.session_id].bonuses.append(bonus)
    _add_crews(found.values())
    _add_qualified([one for one in found.values() if one.session.kind in Session.RACES])
    return found


def published(classifications: Collection[Classification]) -> dict[int, Published]:
    """What these revisions hold, by the revision's key. Four queries."""
    found = {one.pk: Published() for one in classifications}
    lines = ClassificationLine.objects.filter(classification__in=found).order_by("order")
    for line in lines.prefetch_related("crew"):
        found[line.classification_id].lines.append(line)
    for bonus in ClassifiedBonus.objects.filter(classification__in=found).order_by("pk"):
        found[bonus.classification_id].bonuses.append(bonus)
    decisions = AppliedDecision.objects.filter(classification__in=found)
    for decision in decisions.order_by("order"):
        found[decision.classification_id].decisions.append(decision)
    return found


def _add_crews(found: Collection[Recorded]) -> None:
    """The drivers of each car: as the result has them, else as they were nominated."""
    results = [result for one in found for result in one.results]
    own: defaultdict[int, list[int]] = defaultdict(list)
    seats = ResultSeat.objects.filter(result__session__in=[one.session.pk for one in found])
    for key, driver in seats.order_by("result", "order").values_list("result_id", "driver_id"):
        own[key].append(driver)
    nominated: defaultdict[int, list[int]] = defaultdict(list)
    cars = {result.event_entry_id for result in results}
    crews = EventCrewSeat.objects.filter(event_entry__in=cars, driver__isnull=False)
    for car, driver in crews.values_list("event_entry_id", "driver_id"):
        nominated[car].append(driver)
    for one in found:
        one.crews = {
            row.event_entry_id: own.get(row.pk) or nominated[row.event_entry_id]
            for row in one.results
        }


def _add_qualified(races: Collection[Recorded]) -> None:
    """The places that published qualifyings give, each in the classes that took part."""
    sources = GridSource.objects.filter(race__in=[one.session.pk for one in races])
    by_race: defaultdict[int, list[GridSource]] = defaultdict(list)
    for source in sources:
        by_race[source.race_id].append(source)
    if not by_race:
        return
    lines = ClassificationLine.objects.filter(
        classification__in=Classification.objects.newest(),
        classification__session__in={source.qualifying_id for source in sources},
    ).select_related("classification", "car_class")
    by_session: defaultdict[int, list[ClassificationLine]] = defaultdict(list)
    for line in lines:
        by_session[line.classification.session_id].append(line)
    for one in races:
        for source in by_race[one.session.pk]:
            one.qualified |= _places(by_session[source.qualifying_id], source.lap)


def _places(lines: Iterable[ClassificationLine], lap: str) -> dict[int, int]:
    second = lap == GridSource.Lap.SECOND_BEST
    cars = [
        QualifyingCar(
            line.event_entry_id,
            line.car_class.top_id,
            line.order,
            line.second_best_lap_ms if second else line.best_lap_ms,
        )
        for line in lines
    ]
    return grid_by_lap(cars) if second else grid_by_order(cars)
