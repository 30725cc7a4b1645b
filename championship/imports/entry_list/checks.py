"""What must hold between the lines of one file: numbers, places and drivers stand once."""

from collections.abc import Iterable, Iterator, Sequence

from ..table.crews import double_in_cars, double_in_crew, named
from ..table.problems import CellProblem
from .records import DRIVERS, EntryRecord

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
        *double_in_cars(racing(records)),
    ]


def racing(records: Iterable[EntryRecord]) -> Iterator[EntryRecord]:
    """The cars whose drivers race: those out of it and reserves are left aside."""
    return (record for record in records if record.status not in NOT_RACING)


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


def large_crews(records: Sequence[EntryRecord]) -> Iterator[CellProblem]:
    for record in records:
        for column, driver in named(record)[DRIVERS:]:
            params = {"limit": DRIVERS}
            yield CellProblem(record.line, column, driver.printed, "too_many_drivers", params)
