"""A result that somebody typed, in the shape of a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from championship.imports.timing import ResultsFile

TYPED = "TYPED"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of the grid, each cell as it was typed.

    `line` is what problems call it, from 1. `status` is a key of Status, or a word for it
    (DNF, abandon, ausgefallen). A row without number, laps, time and best lap is left out.
    """

    line: int
    number: str
    laps: str = ""
    time: str = ""
    status: str = ""
    best_lap: str = ""


def typed_results(rows: Iterable[TypedRow]) -> ResultsFile:
    """What was typed as a file of variant TYPED, problems and all. The order is that of the rows.

    No version of it is kept; its content for import_results() is b"".
    """
    raise NotImplementedError
