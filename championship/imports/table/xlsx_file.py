"""A spreadsheet in, a table out. Its directory has been checked before: see content.py."""

import math
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from .problems import CellProblem
from .table import Lines, Table

LAST_LINE = 1_048_576
CELLS = 500_000
ZEROS = re.compile("0{2,4}")

Cells = tuple[Any, ...]


class TooMuch(Exception):
    """The sheet has more lines or cells than a sheet can have."""


def read_xlsx(content: bytes, is_header: Callable[[Sequence[str]], bool]) -> Table:
    """Read the one visible sheet that has content, or the one whose titles are known.

    What a sheet says about its own size is not believed. Values that would be lost or
    guessed (formulas, dates, merged cells) are problems.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out
            return _read(content, is_header)
    except TooMuch:
        return _refused("spreadsheet_too_large")
    except Exception:  # a damaged part makes zipfile, the parser and openpyxl raise anything
        return _refused("spreadsheet_broken")


def _refused(code: str, **params: object) -> Table:
    return Table("xlsx", problems=(CellProblem(None, "", "", code, params),))


def _read(content: bytes, is_header: Callable[[Sequence[str]], bool]) -> Table:
    workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        titles = {sheet.title: _titles(sheet) for sheet in visible}
        filled = [sheet for sheet in visible if titles[sheet.title]]
        known = [sheet for sheet in filled if is_header(titles[sheet.title])]
        if not filled:
            return _refused("no_sheet")
        if len(filled) > 1 and len(known) != 1:
            return _refused("several_sheets", sheets=", ".join(sheet.title for sheet in filled))
        return _Sheet(known[0] if known else filled[0]).table()
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[tuple[int, Cells]]:
    """Every line of the sheet that has cells, whatever the sheet says of its size."""
    sheet.reset_dimensions()
    seen = 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        seen += len(cells)
        if line > LAST_LINE or seen > CELLS:
            raise TooMuch
        if any(cell.value is not None for cell in cells):
            yield line, cells


def _titles(sheet: Any) -> tuple[str, ...]:
    for _line, cells in _rows(sheet):
        titles = tuple(str(cell.value or "").strip() for cell in cells)
        if any(titles):
            return titles
    return ()


class _Sheet:
    """One pass over a sheet."""

    def __init__(self, sheet: Any):
        self.sheet = sheet
        self.lines = Lines()
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []

    def table(self) -> Table:
        last = 0
        for line, cells in _rows(self.sheet):
            too_much = self.lines.take(line, self.texts(line, cells))
            if too_much:
                self.problems = [too_much]
                break
            last = line
        else:
            self.merged(last)
        return self.lines.table(
            kind="xlsx", problems=tuple(self.problems), warnings=tuple(self.warnings)
        )

    def texts(self, line: int, cells: Cells) -> tuple[str, ...]:
        texts = [self.text(line, place, cell) for place, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)

    def text(self, line: int, place: int, cell: Any) -> str:
        """The cell's value as text: 7 and 7.0 are "7"."""
        value = cell.value
        if value is None:
            return ""
        where = f"{get_column_letter(place + 1)}{line}"
        code = _trouble(cell)
        if code:
            shown = _shown(value)
            self.problems.append(self.note(line, place, shown, code, cell=where))
            return f"'{shown}" if code == "cell_formula" else shown  # not found wrong twice
        return value if isinstance(value, str) else self.number(line, place, cell, where)

    def number(self, line: int, place: int, cell: Any, where: str) -> str:
        value = cell.value
        text = str(int(value)) if float(value).is_integer() else str(value)
        shown = text.zfill(len(cell.number_format))
        if ZEROS.fullmatch(cell.number_format) and shown != text:
            params = {"cell": where, "shown": shown}
            self.warnings.append(self.note(line, place, text, "number_formatted", **params))
        return text

    def note(self, line: int, place: int, value: str, code: str, **params: object) -> CellProblem:
        titles = self.lines.header.cells if self.lines.header else ()
        title = titles[place].strip() if place < len(titles) else ""
        return CellProblem(line, title, value, code, params)

    def merged(self, last: int) -> None:
        """Merged cells between the header and the last line: all values but one are lost."""
        first = self.lines.header.line if self.lines.header else 1
        for place in _merged(self.sheet):
            _left, top, _right, bottom = range_boundaries(place)
            if top <= last and bottom >= first:
                self.problems.append(CellProblem(top, "", "", "cells_merged", {"range": place}))


def _shown(value: Any) -> str:
    """A value that is not read: a formula, which may cover many cells, a date, an error."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or value)


def _trouble(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        return "cell_formula"
    if isinstance(value, date | time | timedelta):
        return "cell_date"
    if cell.data_type == "e" or isinstance(value, bool):
        return "cell_odd"
    if isinstance(value, str) or (isinstance(value, int | float) and math.isfinite(value)):
        return ""
    return "cell_odd"


def _merged(sheet: Any) -> Iterator[str]:
    """The ranges of merged cells, which openpyxl does not tell when it reads row by row."""
    with sheet.parent._archive.open(sheet._worksheet_path) as source:
        for _event, element in iterparse(source):
            if element.tag.rpartition("}")[2] == "mergeCell":
                yield element.get("ref", "")
            elif element.tag.rpartition("}")[2] == "row":
                element.clear()
