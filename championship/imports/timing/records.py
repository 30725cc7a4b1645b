"""What a timing file says of each car, before anybody maps or matches it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from championship.scoring.states import Status

from ..table.cells import Notes
from ..table.people import DriverCell
from ..table.problems import CellProblem


@dataclass(frozen=True, slots=True)
class TimingRecord:
    """One car. `source_class`, `group` and `division` are as printed: what they mean differs
    from series to series, and their names are mapped by the caller.
    """

    line: int
    number: str
    source_class: str = ""
    group: str = ""
    division: str = ""
    team: str = ""
    vehicle: str = ""
    drivers: tuple[DriverCell | None, ...] = ()


Car = TypeVar("Car", bound=TimingRecord, covariant=True)


@dataclass(frozen=True, slots=True)
class TimingFile(Generic[Car]):
    """A classification. `filled` names the columns that hold a value in any line; `session`
    is the kind of session where the file itself tells it.
    """

    variant: str
    encoding: str
    separator: str
    filled: frozenset[str]
    records: tuple[Car, ...]
    notes: Notes
    ignored: tuple[str, ...] = ()
    session: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap as printed, and what it says.

    `kind` is "leader", "time" (then `ms`, below 0 if the car is ahead), "laps" (then
    `laps`, below 0 if the car did more) or "none". Penalties leave old gaps behind, so
    this is for display and for nothing else.
    """

    text: str = ""
    kind: str = "none"
    ms: int | None = None
    laps: int | None = None


@dataclass(frozen=True, slots=True)
class ResultRecord(TimingRecord):
    """One car of a result.

    `order` is its place in the result as printed, from 1, and `overall_position` the
    number printed beside it (None where there is none). `class_position` is printed too,
    or counted among the cars with the same class, group and division; it is None where
    the file has no class or the car no position. `status` is None where the file tells
    none. `laps` 0 is no lap, None unknown; times are milliseconds. `warnings` are those
    of this line.
    """

    order: int = 0
    overall_position: int | None = None
    class_position: int | None = None
    status_printed: str = ""
    status: Status | None = None
    laps: int | None = None
    total_ms: int | None = None
    gap_first: Gap = Gap()
    gap_previous: Gap = Gap()
    best_lap_number: int | None = None
    best_lap_ms: int | None = None
    best_lap_kph: Decimal | None = None
    tyre: str = ""
    warnings: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the name of a file says, "" and None where it says nothing.

    `session` is race, qualifying, practice, warm-up or test, and `number` the 2 of
    "Race 2"; `version` is unofficial, provisional, official, final or amended; `hour` is
    the 3 of "Hour 3": only the last hour is the result.
    """

    session: str = ""
    number: int | None = None
    version: str = ""
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """All that a result says, and all that is wrong with it.

    `format` is csv, xlsx or json, or empty if the file is none of these. `variant` is A1
    to D2, TEMPLATE or ACC, E1 to E4 for the laps that are refused, and empty if it is
    unknown; `is_resaved` says that the bytes are not as timing publishes them. `session`
    is the kind of session where the content tells it, and `by_best_lap` that the order is
    by best laps. `says` names the RESULT_FACTS that the file speaks of: whatever is not in
    it is unknown, not empty. `records` are in the order of the result. While there is a
    problem nothing may be imported; warnings need a look.
    """

    name: str
    sha256: str
    size: int
    format: str
    variant: str
    encoding: str
    separator: str
    is_resaved: bool
    hints: Hints
    session: str
    by_best_lap: bool
    says: frozenset[str]
    records: tuple[ResultRecord, ...]
    problems: tuple[CellProblem, ...]
    warnings: tuple[CellProblem, ...]
    ignored_columns: tuple[str, ...]
