"""What a file says about entries, whatever kind of file it was."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..table.cells import Notes
from ..table.people import DriverCell
from ..table.problems import MESSAGES, CellProblem, at_most

DRIVERS = 6

# The template's columns, in this order.
COLUMNS: tuple[str, ...] = (
    "Number",
    "Class",
    "Sub-class",
    "Team",
    "Team country",
    "Car",
    "Kind",
    "Status",
    *(
        f"Driver {place} {part}"
        for place in range(1, DRIVERS + 1)
        for part in ("given name", "family name", "country", "category")
    ),
)

CATEGORIES = ("platinum", "gold", "silver", "bronze")
KINDS = ("full_season", "race_by_race", "guest")
STATUSES = ("received", "confirmed", "reserve", "withdrawn", "rejected")

# Everything that a file can speak of.
FACTS = frozenset(
    (
        "number",
        "class",
        "sub_class",
        "team",
        "team_country",
        "car",
        "kind",
        "status",
        "drivers",
        "driver_countries",
        "driver_categories",
    )
)

__all__ = [
    "CATEGORIES",
    "COLUMNS",
    "DRIVERS",
    "FACTS",
    "KINDS",
    "MESSAGES",
    "STATUSES",
    "CellProblem",
    "DriverCell",
    "EntryFile",
    "EntryRecord",
]


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One car, one line of a file.

    `line` is as a text editor or a spreadsheet shows it (in JSON: the car's place in the
    list). All texts are as printed, blanks put in order; `kind` is one of KINDS or empty,
    `status` one of STATUSES or empty, and `reserve_place` the 2 of "Reserve 2". `drivers`
    are in crew order; None is a driver still to be announced.
    """

    line: int
    number: str
    car_class: str
    sub_class: str
    team: str
    team_country: str
    car: str
    kind: str
    status: str
    reserve_place: int | None
    drivers: tuple[DriverCell | None, ...]


@dataclass(frozen=True, slots=True)
class EntryFile:
    """All that a file says, and all that is wrong with it.

    `format` is "entry list" or "timing"; `variant` is "csv" or "xlsx", or the kind of
    timing file ("A2", "ACC"), and empty if the file is neither. `says` names the FACTS
    that the file speaks of: whatever is not in it is unknown, not empty. While there is
    a problem nothing may be imported; warnings need a look.
    """

    format: str
    variant: str
    encoding: str
    separator: str
    says: frozenset[str]
    records: tuple[EntryRecord, ...]
    problems: tuple[CellProblem, ...]
    warnings: tuple[CellProblem, ...]
    ignored_columns: tuple[str, ...]


def entry_file(
    format: str,
    variant: str,
    *,
    notes: Notes,
    records: Iterable[EntryRecord] = (),
    says: Iterable[str] = (),
    encoding: str = "",
    separator: str = "",
    ignored: Iterable[str] = (),
) -> EntryFile:
    """Put a file together: problems and warnings in the order of lines, and not too many."""
    return EntryFile(
        format=format,
        variant=variant,
        encoding=encoding,
        separator=separator,
        says=frozenset(says),
        records=tuple(records),
        problems=at_most(sorted(notes.problems, key=_place)),
        warnings=at_most(sorted(notes.warnings, key=_place)),
        ignored_columns=tuple(ignored),
    )


def _place(problem: CellProblem) -> int:
    return problem.line or 0
