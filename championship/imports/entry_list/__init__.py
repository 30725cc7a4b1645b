"""Entry lists, and timing files read as entry lists: a file in, entries and problems out."""

from .reading import read_entry_file
from .records import (
    CATEGORIES,
    COLUMNS,
    DRIVERS,
    FACTS,
    KINDS,
    MESSAGES,
    STATUSES,
    CellProblem,
    DriverCell,
    EntryFile,
    EntryRecord,
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
    "read_entry_file",
]
