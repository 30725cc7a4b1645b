"""Who was on pole and who drove the fastest lap, in each class."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from championship.models import (
    Bonus,
    CarClass,
    Classification,
    ClassifiedBonus,
    Driver,
)

from ..firsts import Pole
from .lines import Line, by_car


@dataclass(frozen=True, slots=True)
class Honour:
    """A pole or a fastest lap; the driver and the time are empty if not recorded."""

    car: int
    number: str
    car_class: CarClass
    team: str
    driver: str
    time_ms: int | None


@dataclass(frozen=True, slots=True)
class ClassHonours:
    """Poles and fastest laps of one class: mostly one each."""

    car_class: CarClass
    poles: Sequence[Honour | Pole]
    fastest_laps: Sequence[Honour]


def bonuses_of(shown: Classification) -> list[ClassifiedBonus]:
    """What was recorded when a revision was published. One query."""
    return list(shown.bonuses.select_related("car_class", "event_entry", "driver"))


def cars_with(bonuses: Iterable[ClassifiedBonus], kind: Bonus.Kind) -> set[int]:
    return {row.event_entry_id for row in bonuses if row.kind == kind}


def fastest_laps(lines: Iterable[Line]) -> dict[CarClass, list[Line]]:
    """The lines with the best lap of each class, its sub-classes counted in."""
    timed: defaultdict[CarClass, list[Line]] = defaultdict(list)
    for line in lines:
        if line.best_lap_ms is not None:
            for car_class in {line.car_class, line.car_class.parent or line.car_class}:
                timed[car_class].append(line)
    best = {each: min(line.best_lap_ms for line in own) for each, own in timed.items()}
    return {
        each: [line for line in own if line.best_lap_ms == best[each]]
        for each, own in timed.items()
    }


def honours_of(bonuses: Iterable[ClassifiedBonus], lines: Sequence[Line]) -> list[ClassHonours]:
    """By class: poles as recorded, fastest laps as recorded or else as they were timed."""
    bonuses = list(bonuses)
    published = by_car(lines)
    poles = [_recorded(row, published) for row in bonuses if row.kind == Bonus.Kind.POLE]
    fastest = [_recorded(row, published) for row in bonuses if row.kind == Bonus.Kind.FASTEST_LAP]
    known = {row.car_class for row in fastest}
    for car_class, own in fastest_laps(lines).items():
        if car_class not in known:
            fastest += [_timed(line, car_class) for line in own]
    return by_class(poles, fastest)


def by_class(
    poles: Sequence[Honour | Pole], fastest_laps: Sequence[Honour] = ()
) -> list[ClassHonours]:
    """The same, in the order of the classes."""
    classes = {row.car_class for row in (*poles, *fastest_laps)}
    return [
        ClassHonours(each, _of(poles, each), _of(fastest_laps, each))
        for each in sorted(classes, key=class_order)
    ]


def class_order(car_class: CarClass) -> tuple[int, str]:
    return car_class.order, car_class.code


def _of(rows, car_class):
    return [row for row in rows if row.car_class == car_class]


def _recorded(row: ClassifiedBonus, published: dict[int, Line]) -> Honour:
    line = published.get(row.event_entry_id)
    return Honour(
        car=row.event_entry_id,
        number=line.number if line else row.event_entry.number,
        car_class=row.car_class,
        team=line.team if line else row.event_entry.team_name,
        driver=_name(row.driver),
        time_ms=row.time_ms,
    )


def _timed(line: Line, car_class: CarClass) -> Honour:
    return Honour(
        car=line.car,
        number=line.number,
        car_class=car_class,
        team=line.team,
        driver=_name(line.best_lap_driver),
        time_ms=line.best_lap_ms,
    )


def _name(driver: Driver | None) -> str:
    return str(driver or "")
