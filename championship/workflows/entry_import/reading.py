"""One line of a file with everything that it means, and what is wrong with it."""

from dataclasses import dataclass

from championship.imports.entry_list import CellProblem, EntryFile, EntryRecord
from championship.models import Car, CarClass, Driver, Entry, EventEntry, Team
from championship.queries.countries import printed_country

from .comparing import crew_of
from .facts import Facts
from .known import GONE, Known
from .matching import Found
from .people import People
from .plan import Crew

Stored = Entry | EventEntry


@dataclass(frozen=True, slots=True)
class World:
    """What all lines of one file have in common."""

    known: Known
    file: EntryFile
    people: People
    facts: Facts
    new_status: str
    reserve_places: dict[int, int | None]
    problems: list[CellProblem]
    warnings: list[CellProblem]

    @property
    def is_timing(self) -> bool:
        return self.file.format == "timing"


class Reading:
    """What one line says: its class, team, car, countries and crew."""

    def __init__(self, world: World, record: EntryRecord, found: Found, car_class: CarClass | None):
        self.world, self.record, self.found = world, record, found
        self.entry, self.event_entry = found.entry, found.event_entry
        self.team: Team | None = world.people.row(record.line, "team")
        self.car: Car | None = world.people.row(record.line, "car")
        self.car_class = self._class(car_class)
        self.team_country = self._country(record.team_country, "Team country")
        self._check_new()

    def problem(self, column: str, value: str, code: str, **params: object) -> None:
        self.world.problems.append(CellProblem(self.record.line, column, value, code, params))

    def warn(self, column: str, value: str, code: str, **params: object) -> None:
        self.world.warnings.append(CellProblem(self.record.line, column, value, code, params))

    def warn_of_withdrawn(self, stored: Stored) -> None:
        if stored.status in GONE and not self.record.status:
            self.warn("Number", self.record.number, "withdrawn_here")

    def crew(self, stored: Stored | None) -> Crew:
        """The crew as the file has it; where it names nobody, as it is stored."""
        before = crew_of(stored) if stored else ()
        if not self.record.drivers:
            return before
        countries = {driver.pk: code for driver, code in before if driver}
        return tuple(self._seat(place, countries) for place in range(len(self.record.drivers)))

    def drivers(self) -> list[Driver]:
        places = range(len(self.record.drivers))
        rows = (self.world.people.row(self.record.line, "driver", place) for place in places)
        return [row for row in rows if row is not None]

    def _class(self, car_class: CarClass | None) -> CarClass | None:
        """A file that does not speak of sub-classes takes no car out of its sub-class."""
        stored = self.event_entry or self.entry
        if stored is None or car_class is None:
            return car_class or (stored.car_class if stored else None)
        speaks = "sub_class" in self.world.file.says and not self.world.is_timing
        is_within = stored.car_class.parent_id == car_class.pk
        return stored.car_class if is_within and not speaks else car_class

    def _check_new(self) -> None:
        """A new car needs a class and a team, and some timing files know neither."""
        if self.entry is None and self.world.is_timing:
            if not self.record.car_class:
                self.problem("Number", self.record.number, "class_unknown")
            if not self.record.team:
                self.problem("Number", self.record.number, "team_unknown")

    def _country(self, printed: str, column: str) -> str:
        return self.world.people.country(printed, self.record.line, column)

    def _seat(self, place: int, countries: dict[int, str]) -> tuple[Driver | None, str]:
        cell = self.record.drivers[place]
        if cell is None:
            return None, ""
        driver = self.world.people.row(self.record.line, "driver", place)
        column = f"Driver {place + 1}"
        shown = countries.get(driver.pk, "") if driver.pk else ""
        code = self._country(cell.country, f"{column} country")
        if code and self.world.is_timing and driver.pk and driver.country:
            # Timing has its own mistakes here, which change nobody's country.
            self._warn_of_other_country(place, code, shown or str(driver.country), "country_kept")
        elif code:
            shown = self.world.facts.country_beside(driver, code)
            if driver.pk and driver.pk not in countries:
                own = str(driver.country) or code
                self._warn_of_other_country(place, code, own, "country_differs")
        if cell.category:
            line = self.record.line
            self.world.facts.note_category(driver, cell.category, line, f"{column} category")
        return driver, shown

    def _warn_of_other_country(self, place: int, code: str, known: str, sentence: str) -> None:
        if code != known:
            cell = self.record.drivers[place]
            params = {"driver": cell.printed, "country": printed_country(known)}
            self.warn(f"Driver {place + 1} country", cell.country, sentence, **params)
