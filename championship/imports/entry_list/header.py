"""The titles of an entry list's columns, and where each field stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..table.problems import CellProblem
from ..table.titles import by_title, car_field
from ..table.words import plain

REQUIRED = {"number": "Number", "class": "Class", "team": "Team"}

# What only an entry list says of a car. Titles as words.plain() leaves them.
OWN = by_title(
    {
        "kind": (
            "kind|type|art|kind of entry|entry type|type of entry|type d engagement|engagement"
            "|nennung|nennungsart|art der nennung"
        ),
        "status": "status|statut|etat|entry status|nennstatus",
    }
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where each field stands. A driver's fields are called driver_key(1, "family")."""

    titles: tuple[str, ...]
    places: dict[str, int]
    problems: tuple[CellProblem, ...]
    ignored: tuple[str, ...]

    def title(self, key: str) -> str:
        return self.titles[self.places[key]] if key in self.places else ""

    def seats(self) -> list[int]:
        """The numbers of all drivers that have a column, in order."""
        drivers = (key.split() for key in self.places if key.startswith("driver "))
        return sorted({int(number) for _driver, number, _part in drivers})

    def has_part(self, *parts: str) -> bool:
        return any(key.rpartition(" ")[2] in parts for key in self.places if " " in key)


def field_of(title: str) -> str:
    """What a title stands for: "number", "driver 1 family"; "" if it is unknown."""
    return car_field(title) or OWN.get(plain(title), "")


def is_entry_header(titles: Sequence[str]) -> bool:
    """Whether these are the titles of an entry list."""
    return set(REQUIRED) <= {field_of(title) for title in titles}


def read_header(titles: Sequence[str], line: int) -> Header:
    """Find the field of each title. A title in place of another that stands there is a problem."""
    places: dict[str, int] = {}
    problems: list[CellProblem] = []
    for place, title in enumerate(titles):
        key = field_of(title)
        if key and key in places and plain(titles[places[key]]) != plain(title):
            params = {"other": titles[places[key]]}
            problems.append(CellProblem(line, title, "", "header_twice", params))
        elif key:
            places.setdefault(key, place)
    problems += _missing(places)
    ignored = tuple(title for title in titles if title and not field_of(title))
    return Header(tuple(titles), _told_apart(places), tuple(problems), ignored)


def _missing(places: dict[str, int]) -> Iterator[CellProblem]:
    for key, title in REQUIRED.items():
        if key not in places:
            yield CellProblem(None, title, "", "column_missing")


def _told_apart(places: dict[str, int]) -> dict[str, int]:
    """ "Driver 1 name" is the whole name, but beside a given name it is the family name."""
    told = dict(places)
    for key, place in places.items():
        stem, _blank, part = key.rpartition(" ")
        if stem and part == "name" and f"{stem} given" in places:
            told.setdefault(f"{stem} family", place)
            del told[key]
    return told
