"""What must hold between the cars of the list as it would be: each thing stands once."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from championship.imports.entry_list import CellProblem
from championship.models import Driver, Entry

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
    taken = {row.number: row.shown_team_name for row in known.entries if row.status not in GONE}
    for line in lines if known.event else ():
        if not line.is_new_entry:
            continue
        if line.number in taken:
            params = {"other": taken[line.number]}
            yield CellProblem(line.record.line, "Number", line.number, "number_taken", params)
        taken[line.number] = line.team


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
    problems: list[CellProblem] = [*_twice_in_a_crew(cars)]
    warnings: list[CellProblem] = []
    if known.season.one_car_per_driver:
        before = _cars_of_drivers(known)
        for driver, car, other in _in_two_cars(cars):
            pair = {car.entry, other.entry}
            is_allowed = known.waived & pair or pair <= before.get(who(driver), set())
            found = _said_of(driver, car, other)
            (warnings if is_allowed or other.line is None else problems).append(found)
    return problems, warnings


def _in_two_cars(cars: list[Car]) -> Iterator[tuple[Driver, Car, Car]]:
    """A driver, a car that the file names, and another one before it in the file or not in it."""
    racing = [car for car in cars if not car.is_gone and car.status != Entry.Status.RESERVE]
    seen: dict[Hashable, Car] = {}
    for car in sorted(racing, key=lambda car: car.line or 0):
        for driver in drivers_of(car.crew):
            other = seen.setdefault(who(driver), car)
            if other is not car and car.line is not None:
                yield driver, car, other


def _said_of(driver: Driver, car: Car, other: Car) -> CellProblem:
    code = "driver_in_two_cars" if other.line else "driver_in_other_car"
    params = {"other_number": other.number, "other_line": other.line}
    return CellProblem(car.line, "", str(driver), code, params)


def _twice_in_a_crew(cars: list[Car]) -> Iterator[CellProblem]:
    for car in cars:
        seen = set()
        for driver in drivers_of(car.crew):
            if who(driver) in seen and car.line is not None:
                yield CellProblem(car.line, "", str(driver), "driver_twice")
            seen.add(who(driver))


def _cars_of_drivers(known: Known) -> dict[Hashable, set]:
    cars: dict[Hashable, set] = {}
    for row in known.listed:
        for driver in drivers_of(crew_of(row)):
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


def drivers_of(crew: Crew) -> list[Driver]:
    return [driver for driver, _code in crew if driver is not None]
