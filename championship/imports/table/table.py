"""A table as it stands in a file: titles, lines of cells, and where they stand."""

from dataclasses import dataclass, field
from typing import Any

from .problems import CellProblem

ROWS = 1000
COLUMNS = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is not empty. `line` counts from 1, the header included."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Titles as in the first line that is not empty, and the rows below.

    `kind` is "csv" or "xlsx"; `encoding` and `separator` are empty for the latter. There
    is no header if the file could not be read at all.
    """

    kind: str
    encoding: str = ""
    separator: str = ""
    header: tuple[str, ...] = ()
    header_line: int = 1
    rows: tuple[Row, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    warnings: tuple[CellProblem, ...] = ()


@dataclass(slots=True)
class Lines:
    """Takes the lines of a file one by one; the first with anything in it is the header."""

    header: Row | None = None
    rows: list[Row] = field(default_factory=list)

    def take(self, line: int, cells: tuple[str, ...]) -> CellProblem | None:
        """Add a line, unless it is empty. A table beyond reason loses all lines again."""
        if not any(cell.strip() for cell in cells):
            return None
        if self.header is None:
            self.header = Row(line, cells)
            return _too_many("too_many_columns", COLUMNS) if len(cells) > COLUMNS else None
        self.rows.append(Row(line, cells))
        if len(self.rows) <= ROWS:
            return None
        self.rows.clear()
        return _too_many("too_many_rows", ROWS)

    def table(self, **facts: Any) -> Table:
        header = self.header or Row(1, ())
        return Table(
            header=tuple(title.strip() for title in header.cells),
            header_line=header.line,
            rows=tuple(self.rows),
            **facts,
        )


def _too_many(code: str, limit: int) -> CellProblem:
    return CellProblem(None, "", "", code, {"limit": limit})
