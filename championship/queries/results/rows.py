"""The cars of a classification, each with everything that a page says of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from championship.models import (
    Bonus,
    CarClass,
    ClassifiedBonus,
    Driver,
    Session,
    Status,
)

from .gaps import Gap, gap_between
from .honours import cars_with, class_order, fastest_laps
from .lines import Line
from .notes import Note
from .titles import TitlePoints


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One car of a classification.

    `time_ms` is the time that decided: that of the whole race, elsewhere that of the best
    lap. `gap` is to the first car of all, `class_gap` to the first of its class. `points` is
    empty where the car scores nowhere, or where it is not known what a revision earned.
    """

    car: int
    place: int | None
    number: str
    car_class: CarClass
    class_place: int | None
    team: str
    team_slug: str
    drivers: tuple[Driver, ...]
    grid_place: int | None
    laps: int | None
    time_ms: int | None
    gap: Gap
    class_gap: Gap
    best_lap_ms: int | None
    best_lap_driver: Driver | None
    second_best_lap_ms: int | None
    status: str
    status_name: str
    points: tuple[TitlePoints, ...] = ()
    has_best_of_class: bool = False
    has_pole: bool = False
    has_fastest_lap: bool = False
    notes: tuple[Note, ...] = field(default=())

    @property
    def is_classified(self) -> bool:
        return self.status == Status.CLASSIFIED

    @property
    def crew(self) -> tuple[str, ...]:
        return tuple(driver.family_name for driver in self.drivers)

    @property
    def top_class(self) -> CarClass:
        """The class whose places the car fights for."""
        return self.car_class.parent or self.car_class

    @property
    def gained(self) -> int | None:
        """Places in class won since the start, or lost if below zero; None if not known."""
        if self.grid_place is None or self.class_place is None:
            return None
        return self.grid_place - self.class_place


def rows_of(
    session: Session,
    lines: Sequence[Line],
    *,
    notes: Iterable[Note] = (),
    bonuses: Iterable[ClassifiedBonus] = (),
    points: dict[int, list[TitlePoints]] | None = None,
) -> list[ResultRow]:
    """The rows of a revision, in its order. No queries."""
    is_race = session.kind in Session.RACES
    rows = _with_gaps([_row(line, is_race=is_race) for line in lines], is_race=is_race)
    bonuses, points = list(bonuses), points or {}
    poles = cars_with(bonuses, Bonus.Kind.POLE)
    fastest = cars_with(bonuses, Bonus.Kind.FASTEST_LAP)
    best = {line.car for own in fastest_laps(lines).values() for line in own}
    told = defaultdict(list)
    for note in notes:
        told[note.car].append(note)
    return [
        replace(
            row,
            points=tuple(points.get(row.car, ())),
            has_best_of_class=row.car in best,
            has_pole=row.car in poles,
            has_fastest_lap=row.car in fastest,
            notes=tuple(told[row.car]),
        )
        for row in rows
    ]


def of_class(
    rows: Iterable[ResultRow], car_class: CarClass, *, is_race: bool, is_incomplete: bool = False
) -> list[ResultRow]:
    """The rows of one class, sub-classes with it, as if it had raced alone.

    In a sub-class the places and gaps are those among its own cars; there are none where
    not all of those are known.
    """
    if car_class.parent_id is None:
        return [row for row in rows if row.top_class == car_class]
    own = [row for row in rows if row.car_class == car_class]
    placed = [row for row in own if row.place is not None and not is_incomplete]
    places = {row.car: place for place, row in enumerate(placed, start=1)}
    return [
        replace(
            row,
            class_place=places.get(row.car),
            grid_place=None,  # a place among cars that are not shown here
            class_gap=gap_between(row, placed[0], is_race=is_race) if placed else Gap(),
        )
        for row in own
    ]


def by_class(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows class by class, each class in its own order."""
    return sorted(rows, key=lambda row: class_order(row.top_class))


def _with_gaps(rows: Sequence[ResultRow], *, is_race: bool) -> list[ResultRow]:
    first = next((row for row in rows if row.place == 1), None)
    first_of_class = {row.top_class: row for row in rows if row.class_place == 1}
    return [
        replace(
            row,
            gap=_behind(row, first, is_race=is_race),
            class_gap=_behind(row, first_of_class.get(row.top_class), is_race=is_race),
        )
        for row in rows
    ]


def _behind(row: ResultRow, first: ResultRow | None, *, is_race: bool) -> Gap:
    return gap_between(row, first, is_race=is_race) if first else Gap()


def _row(line: Line, *, is_race: bool) -> ResultRow:
    return ResultRow(
        car=line.car,
        place=line.place,
        number=line.number,
        car_class=line.car_class,
        class_place=line.class_place,
        team=line.team,
        team_slug=line.team_slug,
        drivers=line.drivers,
        grid_place=line.grid_place,
        laps=line.laps,
        time_ms=line.time_ms if is_race else line.best_lap_ms,
        gap=Gap(),
        class_gap=Gap(),
        best_lap_ms=line.best_lap_ms,
        best_lap_driver=line.best_lap_driver,
        second_best_lap_ms=line.second_best_lap_ms,
        status=line.status,
        status_name=str(Status(line.status).label),
    )
