"""Whom a name in a file may mean: teams, drivers, cars and classes by all their names."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Model
from rapidfuzz import fuzz, process

from championship.models import Car, CarClass, CrewSeat, Driver, EventCrewSeat, Season, Team

from .names import plain

# From here on two names are so much alike that staff should look at them. Names of which
# one holds all words of the other are 100: Triple Eight and Triple Eight JMR.
ALIKE = 88
SIGNS = str.maketrans("‐‑‒–—―’‘`´", "------''''")

Row = TypeVar("Row", bound=Model)


def spelling(name: str) -> str:
    """What two spellings of one name share if they differ only in capitals, dashes or blanks."""
    text = unicodedata.normalize("NFC", name.translate(SIGNS)).casefold()
    return " ".join(text.split())


def letters(name: str) -> str:
    """The letters of a name without accents, capitals, signs and blanks."""
    return plain(name).replace(" ", "")


class Names(Generic[Row]):
    """Rows that can be found by each of their names. Asks the database nothing."""

    def __init__(self, named: Iterable[tuple[Row, Iterable[str]]]):
        self.rows: dict[int, Row] = {}
        self.names: dict[int, list[str]] = {}
        self._spelled: dict[str, list[int]] = defaultdict(list)
        self._lettered: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[str, list[Row]] = {}
        for row, names in named:
            self.rows[row.pk] = row
            self.names[row.pk] = [name for name in names if name]
            for name in self.names[row.pk]:
                _note(self._spelled[spelling(name)], row.pk)
                _note(self._lettered[letters(name)], row.pk)

    def spelled(self, name: str) -> list[Row]:
        """The rows that have this name, or an alias of theirs."""
        return [self.rows[key] for key in self._spelled.get(spelling(name), ())]

    def lettered(self, name: str) -> list[Row]:
        """The rows with a name of the same letters: Yoluç for YOLUC."""
        key = letters(name)
        return [self.rows[found] for found in self._lettered.get(key, ())] if key else []

    def alike(self, name: str) -> list[Row]:
        """The rows with a name that is nearly this one, or a part of it; the best first."""
        key = plain(name)
        if key not in self._alike:
            self._alike[key] = self._find_alike(key)
        return self._alike[key]

    def _find_alike(self, key: str) -> list[Row]:
        if not key:
            return []
        found = process.extract(
            key, self._plain_names, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=20
        )
        # What differs in fewer letters stands first among names of one score.
        found.sort(key=lambda hit: (-hit[1], -fuzz.ratio(key, hit[0]), hit[2]))
        keys = dict.fromkeys(self._owners[place] for _name, _score, place in found)
        return [self.rows[row] for row in keys]

    @cached_property
    def _owners(self) -> list[int]:
        return [key for key, names in self.names.items() for _name in names]

    @cached_property
    def _plain_names(self) -> list[str]:
        return [plain(name) for names in self.names.values() for name in names]


def _note(keys: list[int], key: int) -> None:
    if key not in keys:
        keys.append(key)


def known_teams() -> Names[Team]:
    """Every team by its name and aliases. Two queries."""
    teams = Team.objects.prefetch_related("aliases")
    return Names((team, [team.name, *_aliases(team)]) for team in teams)


def known_drivers() -> Names[Driver]:
    """Every driver by name, name with the family name first, and aliases. Two queries."""
    drivers = Driver.objects.prefetch_related("aliases")
    return Names((driver, _names_of(driver)) for driver in drivers)


def _names_of(driver: Driver) -> list[str]:
    turned = f"{driver.family_name} {driver.given_name}".strip()
    return list(dict.fromkeys([str(driver), turned, *_aliases(driver)]))


def known_cars() -> Names[Car]:
    """Every car by its name, with its engine and without, and aliases. Two queries."""
    cars = Car.objects.select_related("manufacturer").prefetch_related("aliases")
    return Names(
        (car, [car.name, str(car), f"{car.name} {car.engine}".strip(), *_aliases(car)])
        for car in cars
    )


def known_classes(season: Season) -> Names[CarClass]:
    """The classes of a season by code, address, full name and aliases. Two queries."""
    classes = season.classes.select_related("parent").prefetch_related("aliases")
    return Names((row, [row.code, row.slug, row.name, *_aliases(row)]) for row in classes)


def teams_of(drivers: Iterable[int]) -> dict[int, list[str]]:
    """For whom each of these drivers has raced, newest first. Two queries."""
    keys = set(drivers)
    rows = [
        *CrewSeat.objects.filter(driver__in=keys).values_list(
            "driver_id", "entry__season__starts_on", "entry__team__name"
        ),
        *EventCrewSeat.objects.filter(driver__in=keys).values_list(
            "driver_id", "event_entry__event__starts_on", "event_entry__team_name"
        ),
    ]
    teams: dict[int, dict[str, None]] = defaultdict(dict)
    for driver, _day, team in sorted(rows, key=lambda row: row[1], reverse=True):
        teams[driver].setdefault(team)
    return {driver: list(names) for driver, names in teams.items()}


def _aliases(row) -> list[str]:
    return [alias.name for alias in row.aliases.all()]
