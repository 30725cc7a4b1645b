"""The cells of one line, asked for by what they mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .problems import CellProblem
from .table import Row, Table
from .words import clean, trouble

NUMBER = re.compile("[0-9A-Z]{1,4}")
ESCAPED = ("'=", "'+", "'-", "'@", "'\t")


@dataclass(slots=True)
class Notes:
    """What was found while reading: problems forbid the import, warnings do not."""

    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. `places` says in which column each field stands."""

    row: Row
    table: Table
    places: Mapping[str, int]
    notes: Notes

    def raw(self, key: str) -> str:
        """The cell as it is; empty if the column or the end of the line is missing."""
        place = self.places.get(key, len(self.row.cells))
        return self.row.cells[place] if place < len(self.row.cells) else ""

    def is_empty(self, key: str) -> bool:
        """Whether nothing to read stands in the cell, signs that nobody sees aside."""
        return not clean(self.raw(key))

    def title(self, key: str) -> str:
        """The title of the column as the file has it."""
        return self.table.header[self.places[key]] if key in self.places else ""

    def text(self, key: str, limit: int) -> str:
        """The cell with its blanks in order, or "" with a problem if it can't be stored."""
        raw = self.raw(key).strip()
        is_escaped = raw.startswith(ESCAPED)  # as our own exports write what begins with = + - @
        text = clean(raw.removeprefix("'") if is_escaped else raw)
        code = trouble(raw) or ("formula" if text.startswith("=") and not is_escaped else "")
        if code:
            self.problem(key, raw, code)
            return ""
        return text if self.fits(key, text, limit) else ""

    def fits(self, key: str, text: str, limit: int) -> bool:
        if len(text) > limit:
            self.problem(key, text, "text_too_long", limit=limit)
        return len(text) <= limit

    def number(self, key: str) -> str:
        """A car number exactly as it stands: 007 is not 7, and 7.0 is none."""
        text = clean(self.raw(key))
        if not NUMBER.fullmatch(text):
            self.problem(key, text, "number_wrong" if text else "missing")
            return ""
        return text

    def problem(self, key: str, value: str, code: str, **params: object) -> None:
        self.notes.problems.append(self._note(key, value, code, params))

    def warning(self, key: str, value: str, code: str, **params: object) -> None:
        self.notes.warnings.append(self._note(key, value, code, params))

    def _note(self, key: str, value: str, code: str, params: Mapping[str, object]) -> CellProblem:
        return CellProblem(self.row.line, self.title(key), value, code, params)
