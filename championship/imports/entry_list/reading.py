"""Bytes in, entries out: tells what kind of file it is and has it read."""

from collections.abc import Sequence

from .. import timing
from ..table.cells import Notes
from ..table.content import SIZE, recognise
from ..table.csv_file import read_csv
from ..table.encoding import decode
from ..table.problems import MESSAGES, CellProblem
from ..table.table import Table
from ..table.xlsx_file import read_xlsx
from .from_timing import entries_of
from .header import is_entry_header
from .records import EntryFile, entry_file
from .rows import read_entry_table


def read_entry_file(name: str, content: bytes, *, as_cp1252: bool = False) -> EntryFile:
    """Read an entry list or a timing file, told apart by its content.

    `name` is never trusted. `as_cp1252` reads a text that is not UTF-8 as Windows-1252.
    Raises nothing: whatever is wrong is among the problems.
    """
    kind = recognise(content)
    if kind in MESSAGES:
        params = {"size": len(content), "limit": SIZE}
        return _refused(CellProblem(None, "", "", kind, params))
    if kind == "xlsx":
        return _from_table(read_xlsx(content, _is_header))
    text = decode(content, as_cp1252=as_cp1252)
    if kind == "json":
        result = timing.read_acc(text)
        return _refused(result) if isinstance(result, CellProblem) else entries_of(result)
    return _from_table(read_csv(text))


def _is_header(titles: Sequence[str]) -> bool:
    return is_entry_header(titles) or bool(timing.variant_of(titles))


def _refused(problem: CellProblem) -> EntryFile:
    return entry_file("entry list", "", notes=Notes([problem]))


def _from_table(table: Table) -> EntryFile:
    variant = timing.variant_of(table.header)
    if timing.is_laps(variant):
        return _laps(table, variant)
    if not table.header:
        return _unread(table)
    if variant:
        return entries_of(timing.read_classification(table))
    return read_entry_table(table)


def _unread(table: Table) -> EntryFile:
    notes = Notes([*table.problems], [*table.warnings])
    return entry_file("entry list", table.kind, encoding=table.encoding, notes=notes)


def _laps(table: Table, variant: str) -> EntryFile:
    return entry_file(
        "timing",
        variant,
        encoding=table.encoding,
        separator=table.separator,
        notes=Notes([CellProblem(None, "", "", "is_laps")]),
    )
