"""What must hold between crews, whatever kind of file they come from: a driver sits once."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from .people import DriverCell
from .problems import CellProblem
from .words import plain


class Crewed(Protocol):
    """A car in a file, with its crew."""

    @property
    def line(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def drivers(self) -> tuple[DriverCell | None, ...]: ...


def double_in_crew(cars: Iterable[Crewed]) -> Iterator[CellProblem]:
    for car in cars:
        seen: set[str] = set()
        for column, driver in named(car):
            if _same(driver) in seen:
                yield CellProblem(car.line, column, driver.printed, "driver_twice")
            seen.add(_same(driver))


def double_in_cars(cars: Iterable[Crewed]) -> Iterator[CellProblem]:
    seen: dict[str, Crewed] = {}
    for car in cars:
        for column, driver in named(car):
            other = seen.setdefault(_same(driver), car)
            if other.line != car.line:
                params = {"other_line": other.line, "other_number": other.number}
                yield CellProblem(car.line, column, driver.printed, "driver_in_two_cars", params)


def named(car: Crewed) -> list[tuple[str, DriverCell]]:
    """The drivers that have a name, each with the title that the template has for their place."""
    crew = enumerate(car.drivers, start=1)
    return [(f"Driver {place}", driver) for place, driver in crew if driver]


def _same(driver: DriverCell) -> str:
    return plain(driver.printed)
