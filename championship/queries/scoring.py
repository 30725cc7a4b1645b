"""What the scoring rules need to know of a season, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from championship.models import (
    Bonus,
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Season,
    Session,
)
from championship.scoring.points import Finish, Honour, LedgerLine, Reason, Scale, ledger
from championship.scoring.standings import Countback, Row, tables_after_each_round
from championship.scoring.states import Status

# The field of a standing that holds its recipient, and what is ranked by it.
RECIPIENT_FIELD = {
    Championship.Recipient.ENTRY: "entry_id",
    Championship.Recipient.DRIVER: "driver_id",
    Championship.Recipient.TEAM: "team_id",
    Championship.Recipient.MANUFACTURER: "manufacturer_id",
}


@dataclass(frozen=True, slots=True)
class ComputedTables:
    """One championship's ledger, and its table after each round by the round's number."""

    championship: Championship
    ledger: list[LedgerLine]
    tables: dict[int, list[Row]]


def compute_standings(season: Season) -> list[ComputedTables]:
    """Compute every championship of a season from its published classifications.

    Only the newest revision of each race counts, and a pole only once its race is
    published. Recipients are primary keys. Four queries, whatever the size of the season.
    """
    championships = season.championships.select_related("points_scale", "car_class")
    lines = _published_lines(season)
    crews = _crews(season)
    bonuses = _bonuses(lines, season)
    return [_compute(championship, lines, crews, bonuses) for championship in championships]


def _published_lines(season: Season) -> list[ClassificationLine]:
    newest = Classification.objects.newest().filter(
        session__season=season, session__kind=Session.Kind.RACE
    )
    return list(
        ClassificationLine.objects.filter(classification__in=newest)
        .select_related(
            "classification__session__round",
            "car_class",
            "event_entry__entry",
            "event_entry__car",
        )
        .order_by("classification__session__round__number", "classification", "order")
    )


def _crews(season: Season) -> dict[int, list[ClassifiedDriver]]:
    crews = defaultdict(list)
    for seat in ClassifiedDriver.objects.filter(line__classification__session__season=season):
        crews[seat.line_id].append(seat)
    return crews


def _bonuses(
    lines: list[ClassificationLine], season: Season
) -> list[tuple[Bonus, ClassificationLine]]:
    """Each bonus of a published race, with the car's line that knows its crew."""
    by_car = {(line.classification.session_id, line.event_entry_id): line for line in lines}
    bonuses = Bonus.objects.filter(session__season=season).order_by("session", "pk")
    found = ((bonus, by_car.get((bonus.session_id, bonus.event_entry_id))) for bonus in bonuses)
    return [(bonus, line) for bonus, line in found if line is not None]


def _compute(
    championship: Championship,
    lines: Iterable[ClassificationLine],
    crews: dict[int, list[ClassifiedDriver]],
    bonuses: Iterable[tuple[Bonus, ClassificationLine]],
) -> ComputedTables:
    mine = [line for line in lines if _counts(championship, line)]
    finishes = [
        Finish(
            round=line.classification.session.round.number,
            session=line.classification.session_id,
            car=line.event_entry_id,
            order=line.order,
            status=Status(line.status),
            recipients=_recipients(championship, line, crews),
            scores=line.scores,
            factor=line.classification.session.points_factor,
        )
        for line in mine
    ]
    honours = [
        Honour(
            round=line.classification.session.round.number,
            session=line.classification.session_id,
            car=line.event_entry_id,
            reason=Reason(bonus.kind),
            recipients=_recipients(championship, line, crews),
        )
        for bonus, line in bonuses
        if _counts(championship, line) and line.scores
    ]
    scale = championship.points_scale
    explained = ledger(
        finishes,
        honours,
        scale=Scale(
            points=scale.points,
            others=scale.points_for_others,
            pole=scale.pole_points,
            fastest_lap=scale.fastest_lap_points,
        ),
        guests_keep_place=championship.guests == Championship.Guests.KEEP_PLACE,
    )
    tables = tables_after_each_round(
        explained,
        listed=_listed(championship, mine, crews),
        best_results=championship.best_results,
        countback=Countback(championship.countback),
    )
    return ComputedTables(championship, explained, tables)


def _counts(championship: Championship, line: ClassificationLine) -> bool:
    """Whether a car is of the championship's class; a sub-class counts for its parent too."""
    wanted = championship.car_class_id
    return wanted is None or wanted in (line.car_class_id, line.car_class.parent_id)


def _recipients(
    championship: Championship,
    line: ClassificationLine,
    crews: dict[int, list[ClassifiedDriver]],
) -> tuple[Hashable, ...]:
    match championship.recipient:
        case Championship.Recipient.ENTRY:
            return (line.event_entry.entry_id,)
        case Championship.Recipient.DRIVER:
            return tuple(seat.driver_id for seat in crews[line.pk])
        case Championship.Recipient.TEAM:
            return (line.event_entry.entry.team_id,)
        case _:
            car = line.event_entry.car
            return (car.manufacturer_id,) if car else ()


def _listed(
    championship: Championship,
    lines: Iterable[ClassificationLine],
    crews: dict[int, list[ClassifiedDriver]],
) -> list[Hashable]:
    """Everyone with a line, in the order in which equals are printed."""
    labels: dict[Hashable, tuple] = {}
    for line in lines:
        # Numbers first: the crew of one car stays together, in the order of its entry.
        for order, recipient in enumerate(_recipients(championship, line, crews)):
            labels.setdefault(recipient, (len(line.number), line.number, order, recipient))
    return sorted(labels, key=labels.__getitem__)
