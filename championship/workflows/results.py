"""From what the timing says to an official classification, with everything that follows."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.models import (
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    EventCrewSeat,
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
from championship.scoring.states import Status

from .standings import store_standings

State = Classification.State

# A result is provisional until protests are over, then final; after that it is only amended.
NEXT_STATES = {
    None: {State.PROVISIONAL, State.FINAL},
    State.PROVISIONAL: {State.PROVISIONAL, State.FINAL},
    State.FINAL: {State.AMENDED},
    State.AMENDED: {State.AMENDED},
}


# What a published line says of its car, besides its crew.
PUBLISHED_FACTS = (
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
)


class CannotPublish(Exception):
    """A classification can't be published; the message says why, for staff."""


@transaction.atomic
def publish_classification(
    session: Session, *, state: str, user=None, note: str = "", published_at: datetime | None = None
) -> Classification:
    """Freeze the result of a session, with its decisions, as the next numbered revision.

    The standings of every championship of the season follow in the same transaction.
    Two people publishing in one season are served one after the other.

    Raises CannotPublish if there is no result, two cars stand on one line, nobody is
    classified, or the state does not follow from the one in force.
    """
    Season.objects.select_for_update().get(pk=session.season_id)
    _check_state(session, state)
    classification = freeze(
        session,
        state=state,
        user=user,
        note=note,
        published_at=published_at or timezone.now(),
    )
    store_standings(session.season)
    return classification


def freeze(session: Session, *, state, user=None, note="", published_at=None) -> Classification:
    """Store the next revision of a classification. Its caller owns the transaction.

    Raises CannotPublish as publish_classification() does, but for the state.
    """
    lines, crews = _official_lines(session)
    last = session.classifications.aggregate(last=Max("revision"))["last"] or 0
    classification = Classification.objects.create(
        session=session,
        revision=last + 1,
        state=state,
        published_by=user,
        published_at=published_at,
        note=note,
    )
    for line in lines:
        line.classification = classification
    ClassificationLine.objects.bulk_create(lines)
    ClassifiedDriver.objects.bulk_create(
        ClassifiedDriver(line=line, order=order, driver_id=driver)
        for line in lines
        for order, driver in enumerate(crews[line.event_entry_id], start=1)
    )
    return classification


def published_as_computed(classification: Classification) -> bool:
    """Whether the result and its decisions give today what was published."""
    try:
        lines, crews = _official_lines(classification.session)
    except CannotPublish:
        return False
    published = classification.lines.prefetch_related("crew").order_by("order")
    return [_facts(line, crews[line.event_entry_id]) for line in lines] == [
        _facts(line, [seat.driver_id for seat in line.crew.all()]) for line in published
    ]


def _facts(line: ClassificationLine, crew: list[int]) -> tuple:
    facts = (getattr(line, name) for name in PUBLISHED_FACTS)
    return (*facts, *crew)


def _check_state(session: Session, state: str) -> None:
    newest = session.classifications.order_by("-revision").values_list("state", flat=True).first()
    if state not in NEXT_STATES[newest]:
        raise CannotPublish(
            _("“%(session)s” can't be published as %(state)s: it is %(newest)s.")
            % {
                "session": session.name,
                "state": State(state).label,
                "newest": State(newest).label if newest else _("not published"),
            }
        )


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


def _classified(session: Session, results: list[Result]) -> list[ClassifiedCar]:
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
    try:
        return classify(cars, _penalties(session), _minimum_distance(session.season))
    except ValueError as error:
        raise CannotPublish(
            _("A decision in force is about a car that is not in the result.")
        ) from error


def _minimum_distance(season: Season) -> MinimumDistance | None:
    if season.minimum_distance is None:
        return None
    return MinimumDistance(season.minimum_distance, season.distance_of_class_winner)


def _penalties(session: Session) -> list[Penalty]:
    struck_out = {
        Decision.Penalty.DISQUALIFICATION: Status.DISQUALIFIED,
        Decision.Penalty.EXCLUSION: Status.EXCLUDED,
    }
    changing = [Decision.Penalty.TIME, Decision.Penalty.PLACES, *struck_out]
    decisions = session.decisions.filter(
        state__in=[Decision.State.IN_FORCE, Decision.State.APPEALED],
        penalty__in=changing,
        is_in_timing=False,
    )
    return [
        Penalty(
            car=decision.event_entry_id,
            time_ms=decision.time_ms or 0,
            laps=decision.laps or 0,
            places=decision.places or 0,
            status=struck_out.get(decision.penalty),
        )
        for decision in decisions
    ]


def _official_lines(
    session: Session,
) -> tuple[list[ClassificationLine], dict[int, list[int]]]:
    """The lines that would be published now, and the drivers of each car by its key."""
    results = _results(session)
    _check_results(results)
    by_car = {result.event_entry_id: result for result in results}
    lines = [_line(by_car[car.car], car) for car in _classified(session, results)]
    if not any(line.place for line in lines):
        raise CannotPublish(_("Nobody is classified in this result."))
    crews: dict[int, list[int]] = {car: [] for car in by_car}
    seats = EventCrewSeat.objects.filter(event_entry__in=by_car, driver__isnull=False)
    for car, driver in seats.values_list("event_entry_id", "driver_id"):
        crews[car].append(driver)
    return lines, crews


def _line(result: Result, car: ClassifiedCar) -> ClassificationLine:
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
    )
