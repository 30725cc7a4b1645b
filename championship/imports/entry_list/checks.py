"""What must hold between the lines of one file: numbers, places and drivers stand once."""

from collections.abc import Iterator, Sequence

from ..table.problems import CellProblem
from ..table.words import plain
from .records import DRIVERS, DriverCell, EntryRecord

GONE = ("withdrawn", "rejected")
NOT_RACING = (*GONE, "reserve")


def check_entries(
    records: Sequence[EntryRecord], *, number_title: str, status_title: str
) -> list[CellProblem]:
    """What is wrong between the lines of an entry list. The titles are its columns' own."""
    return [
        *double_numbers(records, number_title),
        *double_places(records, status_title),
        *double_in_crew(records),
        *double_in_cars(records),
    ]


def double_numbers(
    records: Sequence[EntryRecord], title: str, *, by_class: bool = False
) -> Iterator[CellProblem]:
    """A number stands once, cars that are out of it left aside; `by_class`: once in its class."""
    seen: dict[object, int] = {}
    for record in records:
        if not record.number or record.status in GONE:
            continue
        key = (record.number, record.car_class if by_class else "")
        other = seen.setdefault(key, record.line)
        if other != record.line:
            params = {"other_line": other}
            yield CellProblem(record.line, title, record.number, "number_twice", params)


def double_places(records: Sequence[EntryRecord], title: str) -> Iterator[CellProblem]:
    seen: dict[int, int] = {}
    for record in records:
        place = record.reserve_place
        if place is None:
            continue
        other = seen.setdefault(place, record.line)
        if other != record.line:
            params = {"other_line": other}
            yield CellProblem(record.line, title, str(place), "reserve_place_twice", params)


def double_in_crew(records: Sequence[EntryRecord]) -> Iterator[CellProblem]:
    for record in records:
        seen: set[str] = set()
        for column, driver in _named(record):
            if _same(driver) in seen:
                yield CellProblem(record.line, column, driver.printed, "driver_twice")
            seen.add(_same(driver))


def double_in_cars(records: Sequence[EntryRecord]) -> Iterator[CellProblem]:
    """A driver races one car; cars that are out of it and reserves are left aside."""
    seen: dict[str, EntryRecord] = {}
    for record in records:
        if record.status in NOT_RACING:
            continue
        for column, driver in _named(record):
            other = seen.setdefault(_same(driver), record)
            if other.line != record.line:
                params = {"other_line": other.line, "other_number": other.number}
                yield CellProblem(record.line, column, driver.printed, "driver_in_two_cars", params)


def large_crews(records: Sequence[EntryRecord]) -> Iterator[CellProblem]:
    for record in records:
        for column, driver in _named(record)[DRIVERS:]:
            params = {"limit": DRIVERS}
            yield CellProblem(record.line, column, driver.printed, "too_many_drivers", params)


def _named(record: EntryRecord) -> list[tuple[str, DriverCell]]:
    """The drivers that have a name, each with the title that the template has for their place."""
    crew = enumerate(record.drivers, start=1)
    return [(f"Driver {place}", driver) for place, driver in crew if driver]


def _same(driver: DriverCell) -> str:
    return plain(driver.printed)
