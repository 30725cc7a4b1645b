"""From the laps of a qualifying to the places on the grid, class by class."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QualifyingCar:
    """One car in a qualifying: its class, its line in the result from 1, its lap.

    `lap_ms` is the lap that sets the grid, in milliseconds; None if it has none.
    """

    car: Hashable
    car_class: Hashable
    order: int
    lap_ms: int | None


def grid_by_order(cars: Iterable[QualifyingCar]) -> dict[Hashable, int]:
    """Places in class as the result of the qualifying has its cars; cars without a lap last."""
    return _places(sorted(cars, key=lambda car: (car.lap_ms is None, car.order)))


def grid_by_lap(cars: Iterable[QualifyingCar]) -> dict[Hashable, int]:
    """Places in class by another lap than the one that ordered the result.

    Asian Le Mans Series 2023/24: second-best laps set the grid of the second race. Cars
    without such a lap have no place: where they start was not recorded.
    """
    timed = [(car.lap_ms, car.order, car) for car in cars if car.lap_ms is not None]
    return _places(car for _lap, _order, car in sorted(timed, key=lambda row: row[:2]))


def _places(cars: Iterable[QualifyingCar]) -> dict[Hashable, int]:
    counted: defaultdict[Hashable, int] = defaultdict(int)
    places = {}
    for car in cars:
        counted[car.car_class] += 1
        places[car.car] = counted[car.car_class]
    return places


def with_grid_penalties(
    places: Mapping[Hashable, int],
    classes: Mapping[Hashable, Hashable],
    lost: Mapping[Hashable, int],
) -> dict[Hashable, int]:
    """The grid after places have been lost, counted in the class.

    `places` and `classes` are by car; `lost` says how many places a car loses. A car can't
    fall behind the last of its class. Penalised cars are moved from the back to the front.
    """
    by_class: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for car in sorted(places, key=places.__getitem__):
        by_class[classes[car]].append(car)
    grid: dict[Hashable, int] = {}
    for cars in by_class.values():
        for car in reversed([car for car in cars if lost.get(car)]):
            start = cars.index(car)
            cars.insert(min(start + lost[car], len(cars) - 1), cars.pop(start))
        grid |= {car: place for place, car in enumerate(cars, start=1)}
    return grid
