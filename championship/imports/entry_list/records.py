"""What a file says about entries, whatever kind of file it was."""

from dataclasses import dataclass

from ..table.problems import MESSAGES, CellProblem

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
class DriverCell:
    """One driver as the file names them.

    `country` is as printed (GBR, GB, Great Britain) and empty if unknown; `category` is
    one of CATEGORIES or empty. `printed` is the whole name as it stands in the file.
    """

    given_name: str
    family_name: str
    country: str
    category: str
    printed: str


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
