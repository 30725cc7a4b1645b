"""What a timing file says of each car, before anybody maps or matches it."""

from dataclasses import dataclass

from ..table.cells import Notes
from ..table.people import DriverCell


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


@dataclass(frozen=True, slots=True)
class TimingFile:
    """A classification. `filled` names the columns that hold a value in any line."""

    variant: str
    encoding: str
    separator: str
    filled: frozenset[str]
    records: tuple[TimingRecord, ...]
    notes: Notes
    ignored: tuple[str, ...] = ()
