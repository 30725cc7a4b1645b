"""Which cars of an entry list somebody wants to see, and how many there are of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from championship.models import DriverCategory

from .entry_list import EntryList, EntryRow, by_class, top_class
from .names import plain


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What a page was asked for; an empty text asks for nothing. Values that fit no car are kept.

    `car_class` and `make` are addresses, countries two letters, `q` is a number, or words
    of the names of the team and its drivers, accents and capitals forgiven.
    """

    car_class: str = ""
    make: str = ""
    team_country: str = ""
    driver_country: str = ""
    category: str = ""
    q: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "EntryFilter":
        """What the query of an address asks for."""
        asked = {field.name: sent.get(field.name, "").strip()[:100] for field in fields(cls)}
        for country in ("team_country", "driver_country"):
            asked[country] = asked[country].upper()
        return cls(**asked)

    @property
    def is_active(self) -> bool:
        return self != EntryFilter()

    def applied_to(self, entries: EntryList) -> EntryList:
        """The cars that fit everything that was asked for."""
        return by_class(row for row in entries.rows if self._fits(row))

    def _fits(self, row: EntryRow) -> bool:
        return (
            self.car_class in ("", top_class(row).slug, row.car_class.slug)
            and self.make in ("", _make(row))
            and self.team_country in ("", row.country.code)
            and (not self.driver_country or self.driver_country in _driver_countries(row))
            and (not self.category or any(seat.category == self.category for seat in row.crew))
            and (not self.q or self._is_found(row))
        )

    def _is_found(self, row: EntryRow) -> bool:
        if self.q.lstrip("#").upper() == row.number:
            return True
        names = plain(" ".join([row.team, *(seat.name for seat in row.crew)]))
        words = plain(self.q).split()
        return bool(words) and all(word in names for word in words)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to ask for, and how many cars that take part fit it."""

    value: str
    label: str
    cars: int


@dataclass(frozen=True, slots=True)
class Choices:
    """All that can be asked for on a list, the commonest first; classes in their order."""

    car_class: list[Choice]
    make: list[Choice]
    team_country: list[Choice]
    driver_country: list[Choice]
    category: list[Choice]


def choices(entries: EntryList) -> Choices:
    """What there is to choose from on a whole list. No queries."""
    rows = [row for row in entries.rows if row.takes_part]
    named = {country.code: country for row in rows for country in _countries(row)}
    countries = {code: country.name for code, country in named.items()}  # a name is looked up
    makes = {_make(row): row.car.manufacturer.name for row in rows if row.car}
    return Choices(
        car_class=[
            Choice(group.car_class.slug, group.car_class.code, group.cars)
            for group in entries.classes
        ],
        make=_counted(rows, lambda row: {_make(row)}, makes),
        team_country=_counted(rows, lambda row: {row.country.code}, countries),
        driver_country=_counted(rows, _driver_countries, countries),
        category=[
            Choice(value, label, sum(_has(row, value) for row in rows))
            for value, label in DriverCategory.Category.choices
        ],
    )


def _counted(
    rows: Iterable[EntryRow], values: Callable[[EntryRow], set[str]], labels: Mapping[str, str]
) -> list[Choice]:
    counts = Counter(value for row in rows for value in values(row) if value)
    found = [Choice(value, labels[value], cars) for value, cars in counts.items()]
    return sorted(found, key=lambda choice: (-choice.cars, choice.label))


def _make(row: EntryRow) -> str:
    return row.car.manufacturer.slug if row.car else ""


def _countries(row: EntryRow) -> list:
    return [row.country, *(seat.country for seat in row.crew)]


def _driver_countries(row: EntryRow) -> set[str]:
    return {seat.country.code for seat in row.crew if seat.country}


def _has(row: EntryRow, category: str) -> bool:
    return any(seat.category == category for seat in row.crew)
