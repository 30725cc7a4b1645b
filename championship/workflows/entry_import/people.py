"""Who and what the names of a file mean: teams, drivers and cars, known or new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from championship.imports.entry_list import CellProblem, DriverCell, EntryFile, EntryRecord
from championship.models import Car, Driver, Manufacturer, Team
from championship.queries.countries import country_code, printed_country
from championship.queries.entry_names import letters, spelling, teams_of
from championship.queries.names import plain

from .choosing import Choice, Choices
from .known import Known
from .matching import Found
from .plan import Answers, Candidate, Question

NICKNAME = 3  # as many letters do Phil and Philip share, or Alex and Alexander
TWO_WORDS = ("alfa romeo", "aston martin", "de tomaso", "land rover", "rolls royce")
LONGEST_MAKE = 60


class People:
    """Notes every name of the file first; decide() then says what each of them means."""

    of_drivers: type[Choices] = Choices

    def __init__(self, known: Known, file: EntryFile, answers: Answers):
        self.known, self.file = known, file
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []
        self.teams = Choices("team", known.teams, answers, _new_team)
        self.cars = Choices("car", known.cars, answers, self._new_car)
        self.drivers = self.of_drivers("driver", known.drivers, answers, _new_driver)
        self._meant: dict[tuple, Choice] = {}
        self._makers: dict[str, Manufacturer] = {}
        self._car_names = {car.name for car in known.cars.rows.values()}
        self._families = _by_family(known.drivers.rows.values())
        self._shared = _shared_names(file.records)

    def decide(self) -> None:
        for choices in (self.teams, self.cars, self.drivers):
            choices.decide()

    def row(self, line: int, what: str, place: int = 0):
        """The team, car or driver of a line; None if the file does not name it."""
        choice = self._meant.get((line, what, place))
        return choice.row if choice else None

    def country(self, printed: str, line: int, column: str) -> str:
        """The code of a printed country; "" and a problem if there is no such country."""
        code = country_code(printed)
        if code is None:
            found = CellProblem(line, column, printed, "unknown_country")
            # Timing prints codes of its own, and nobody can edit its files.
            (self.warnings if self.file.format == "timing" else self.problems).append(found)
        return code or ""

    @property
    def makers(self) -> list[Manufacturer]:
        """The makes of new cars that are new themselves."""
        rows = {letters(car.manufacturer.name): car.manufacturer for car in self.cars.added}
        return [maker for maker in rows.values() if maker.pk is None]

    # Teams

    def note_team(self, record: EntryRecord, found: Found) -> None:
        own = [found.entry.team] if found.entry else []
        also = [row.team_name for row in (found.entry, found.event_entry) if row]
        row = self.teams.known(record.team, own, also)
        choice = Choice(record.team, row) if row else self.teams.note(record.team, record.line)
        choice.own += own
        choice.hints += own
        choice.country = choice.country or country_code(record.team_country) or ""
        self._meant[record.line, "team", 0] = choice

    # Cars

    def note_car(self, record: EntryRecord, found: Found) -> None:
        rows = (found.event_entry, found.entry)
        own = [row.car for row in rows if row and row.car]
        row = self.cars.known(record.car, own[:1])
        choice = Choice(record.car, row) if row else self.cars.note(record.car, record.line)
        choice.own += own
        self._meant[record.line, "car", 0] = choice
        if len(_make(record.car, self.known.makers)) > LONGEST_MAKE:
            params = {"limit": LONGEST_MAKE}
            self.problems.append(
                CellProblem(record.line, "Car", record.car, "text_too_long", params)
            )

    def _new_car(self, choice: Choice) -> Car:
        name, engine = self._without_engine(choice.printed)
        self._car_names.add(name)
        make = _make(name, self.known.makers)
        known = {plain(maker.name): maker for maker in self.known.makers}
        maker = known.get(plain(make)) or self._makers.setdefault(
            letters(make), Manufacturer(name=make)
        )
        return Car(name=name, engine=engine, manufacturer=maker)

    def _without_engine(self, printed: str) -> tuple[str, str]:
        """The engine stands behind a dash. Of two engines in one model the second is a name."""
        dashes = (" – ", " - ") if self.file.format == "timing" else (" – ",)
        for dash in dashes:
            name, _dash, engine = printed.partition(dash)
            if engine and name not in self._car_names:
                return name, engine[:60]
        return printed, ""

    # Drivers

    def tell_apart(self, questions: Iterable[Question]) -> None:
        """Country, category and teams of drivers who may be meant. Two queries, or none."""
        questions = list(questions)
        keys = {int(one.key) for question in questions for one in question.candidates}
        teams = teams_of(keys) if keys else {}
        for question in questions:
            question.candidates = [
                Candidate(one.key, one.name, self._about(int(one.key), teams))
                for one in question.candidates
            ]

    def _about(self, driver: int, teams: Mapping[int, list[str]]) -> str:
        row, known = self.known.drivers.rows[driver], self.known.categories.get(driver)
        facts = [printed_country(row.country.code), known.get_category_display() if known else ""]
        return ", ".join(filter(None, [*facts, *teams.get(driver, [])[:2]]))

    def note_drivers(self, record: EntryRecord, found: Found) -> None:
        own = [
            seat.driver
            for row in (found.event_entry, found.entry)
            for seat in (row.crew.all() if row else ())
            if seat.driver
        ]
        cells = [(place, cell) for place, cell in enumerate(record.drivers) if cell]
        known = {place: self._known_driver(cell, own) for place, cell in cells}
        taken = [row for row in known.values() if row]
        for place, cell in cells:
            choice = (
                Choice(name_of(cell), known[place])
                if known[place]
                else self._asked_driver(cell, record.line, place, own, taken)
            )
            self._meant[record.line, "driver", place] = choice

    def _known_driver(self, cell: DriverCell, own: list[Driver]) -> Driver | None:
        row = self.drivers.known(name_of(cell), own)
        if row and row not in own and spelling(name_of(cell)) in self._shared:
            # The file itself tells two people of this name apart by their countries.
            return row if str(row.country) == country_code(cell.country) else None
        return row

    def _asked_driver(
        self, cell: DriverCell, line: int, place: int, own: list[Driver], taken: list[Driver]
    ) -> Choice:
        name, country = name_of(cell), country_code(cell.country) or ""
        is_shared = spelling(name) in self._shared
        key = spelling(name)
        if len(self.known.drivers.spelled(name)) > 1:
            key += f" {line}.{place}"  # of several people of one name each line has its own
        elif is_shared:
            key += f" {country}"
        choice = self.drivers.note(name, line, key)
        choice.cell, choice.is_shared = choice.cell or cell, is_shared
        choice.country = choice.country or country
        choice.own += own
        choice.taken += taken
        self._add_kin(choice, cell, own)
        return choice

    def _add_kin(self, choice: Choice, cell: DriverCell, own: list[Driver]) -> None:
        """Those of one family name: in this crew, or with a given name that begins alike."""
        given = plain(cell.given_name)
        for row in self._families.get(plain(cell.family_name), ()):
            other = plain(row.given_name)
            if row in own and other[:1] == given[:1]:
                choice.likely.append(row)
            elif row in own or (given[:NICKNAME] == other[:NICKNAME] and len(given) >= NICKNAME):
                choice.hints.append(row)


def name_of(cell: DriverCell) -> str:
    return f"{cell.given_name} {cell.family_name}".strip()


def _new_team(choice: Choice) -> Team:
    return Team(name=choice.printed, country=choice.country)


def _new_driver(choice: Choice) -> Driver:
    cell = choice.cell
    return Driver(given_name=cell.given_name, family_name=cell.family_name, country=choice.country)


def _make(car: str, makers: Iterable[Manufacturer]) -> str:
    """The make in the name of a car: a known one, or its first word."""
    words = car.split()
    named = sorted((maker.name for maker in makers), key=len, reverse=True)
    for name in named:
        if f"{plain(car)} ".startswith(f"{plain(name)} "):
            return name
    both = " ".join(words[:2])
    return both if plain(both) in TWO_WORDS else "".join(words[:1])


def _by_family(drivers: Iterable[Driver]) -> Mapping[str, list[Driver]]:
    families = defaultdict(list)
    for driver in drivers:
        families[plain(driver.family_name)].append(driver)
    return families


def _shared_names(records: Iterable[EntryRecord]) -> set[str]:
    """The names that the file prints with several countries: more than one person."""
    countries = defaultdict(set)
    for record in records:
        for cell in filter(None, record.drivers):
            countries[spelling(name_of(cell))].add(country_code(cell.country))
    return {name for name, codes in countries.items() if len(codes - {"", None}) > 1}
