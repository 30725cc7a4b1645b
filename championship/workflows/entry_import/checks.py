"""What must hold between the cars of the list as it would be: each thing stands once."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from championship.imports.entry_list import CellProblem
from championship.models import Entry

from .comparing import crew_of
from .facts import who
from .known import GONE, Known
from .plan import Crew, LinePlan, Missing


@dataclass(frozen=True, slots=True)
class Car:
    """One car of the list after the import. `line` is None where the file does not name it."""

    line: int | None
    entry: Hashable
    number: str
    status: str
    reserve_place: int | None
    crew: Crew

    @property
    def is_gone(self) -> bool:
        return self.status in GONE


def cars_after(known: Known, lines: list[LinePlan], missing: list[Missing]) -> list[Car]:
    """Every car of the list as it would be."""
    cars = [_planned(line, at_event=known.event is not None) for line in lines]
    named = {id(line.event_entry or line.entry) for line in lines}
    left = {one.row.pk for one in missing if one.is_withdrawn}
    return cars + [_stored(row, row.pk in left) for row in known.listed if id(row) not in named]


def numbers_of_season_after(known: Known, lines: list[LinePlan]) -> Iterator[CellProblem]:
    """New entries of the season, made for an event, whose number another entry has."""
    taken = {row.number: row for row in known.entries if row.status not in GONE}
    for line in lines:
        if known.event and line.is_new_entry and line.number in taken:
            other = taken[line.number].shown_team_name
            yield _taken(line.record.line, line.number, other)


def check_list(cars: list[Car]) -> Iterator[CellProblem]:
    """Numbers and places on the reserve list that would stand twice."""
    for column, code, value in (
        ("Number", "number_taken", lambda car: "" if car.is_gone else car.number),
        ("Status", "reserve_place_taken", lambda car: car.reserve_place),
    ):
        seen: dict[object, Car] = {}
        # Cars that the file does not name come first: the line is what is wrong.
        for car in sorted(cars, key=lambda car: car.line or 0):
            if not value(car):
                continue
            other = seen.setdefault(value(car), car)
            if other is not car:
                params = {"other": f"#{other.number}"}
                yield CellProblem(car.line, column, str(value(car)), code, params)


def check_crews(known: Known, cars: list[Car]) -> tuple[list[CellProblem], list[CellProblem]]:
    """Problems and warnings: drivers who would stand twice in a crew, or in two cars.

    That somebody is in two cars already, is waived, or is in a car that the file does
    not name is only said.
    """
    problems, warnings = [*_twice_in_a_crew(cars)], []
    if not known.season.one_car_per_driver:
        return problems, warnings
    before = _cars_of_drivers(known)
    racing = [car for car in cars if not car.is_gone and car.status != Entry.Status.RESERVE]
    seen: dict[Hashable, Car] = {}
    for car in sorted(racing, key=lambda car: car.line or 0):
        for driver in filter(None, (driver for driver, _code in car.crew)):
            other = seen.setdefault(who(driver), car)
            if other is car or car.line is None:
                continue
            params = {"other_number": other.number, "other_line": other.line}
            code = "driver_in_two_cars" if other.line else "driver_in_other_car"
            found = CellProblem(car.line, "", str(driver), code, params)
            is_known = {car.entry, other.entry} <= before.get(who(driver), set())
            is_waived = known.waived & {car.entry, other.entry}
            is_wrong = other.line and not (is_known or is_waived)
            (problems if is_wrong else warnings).append(found)
    return problems, warnings


def _twice_in_a_crew(cars: list[Car]) -> Iterator[CellProblem]:
    for car in cars:
        seen = set()
        for driver in filter(None, (driver for driver, _code in car.crew)):
            if who(driver) in seen and car.line is not None:
                yield CellProblem(car.line, "", str(driver), "driver_twice")
            seen.add(who(driver))


def _cars_of_drivers(known: Known) -> dict[Hashable, set]:
    cars: dict[Hashable, set] = {}
    for row in known.listed:
        for driver in filter(None, (driver for driver, _code in crew_of(row))):
            cars.setdefault(who(driver), set()).add(_entry_key(row))
    return cars


def _entry_key(row) -> int:
    return row.pk if isinstance(row, Entry) else row.entry_id


def _planned(line: LinePlan, *, at_event: bool) -> Car:
    values = line.event_values if at_event else line.values
    crew = (line.event_crew if at_event else line.crew) or ()
    return Car(
        line=line.record.line,
        entry=line.entry.pk or -line.record.line,
        number=line.number,
        status=str(values["status"]),
        reserve_place=values["reserve_place"],
        crew=crew,
    )


def _stored(row, is_leaving: bool) -> Car:
    return Car(
        line=None,
        entry=_entry_key(row),
        number=row.number,
        status=Entry.Status.WITHDRAWN.value if is_leaving else row.status,
        reserve_place=None if is_leaving else row.reserve_place,
        crew=crew_of(row),
    )


def _taken(line: int, number: str, other: str) -> CellProblem:
    return CellProblem(line, "Number", number, "number_taken", {"other": other})
