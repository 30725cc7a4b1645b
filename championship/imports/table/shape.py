"""Whether a table hangs together: every column named once, no line wider than its header."""

from collections.abc import Collection, Iterator

from .problems import CellProblem
from .table import Row, Table
from .words import is_mojibake, plain

OF_CELLS = ("cell_formula", "cell_date", "cell_odd")


def problems_of(table: Table, ignored: Collection[str]) -> list[CellProblem]:
    """All that is wrong with a table before its cells are understood.

    What a spreadsheet has in a column that is not read does not matter.
    """
    found = [
        problem
        for problem in table.problems
        if not (problem.code in OF_CELLS and problem.column in ignored)
    ]
    return found + _shape(table)


def _shape(table: Table) -> list[CellProblem]:
    """Titles that stand twice, columns without a title, lines that are too long or too few."""
    problems = [*_double_titles(table), *_nameless(table)]
    for row in table.rows:
        problems += _too_long(table, row)
    if table.header and not table.rows and not table.problems:
        problems.append(CellProblem(None, "", "", "header_only"))
    return problems


def broken_letters(table: Table) -> list[CellProblem]:
    """A warning for every cell whose letters were broken before the file came here."""
    return [
        CellProblem(row.line, title_of(table, place), cell, "mojibake")
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if is_mojibake(cell)
    ]


def title_of(table: Table, place: int) -> str:
    return table.header[place] if place < len(table.header) else ""


def _double_titles(table: Table) -> Iterator[CellProblem]:
    seen: dict[str, str] = {}
    for title in table.header:
        known = seen.setdefault(_key(title), title)
        if title and known is not title:
            yield CellProblem(table.header_line, title, "", "header_twice", {"other": known})


def _key(title: str) -> str:
    return plain(title) or title


def _nameless(table: Table) -> Iterator[CellProblem]:
    """A column without a title is left out, but not if something stands in it."""
    for place, title in enumerate(table.header):
        if title:
            continue
        for row in table.rows:
            if place < len(row.cells) and row.cells[place].strip():
                params = {"place": place + 1}
                yield CellProblem(row.line, "", row.cells[place], "column_without_name", params)
                break


def _too_long(table: Table, row: Row) -> Iterator[CellProblem]:
    """A line may end with one separator more than the header, and with no other cell."""
    columns, cells = len(table.header), len(row.cells)
    if cells > columns + 1 or (cells > columns and row.cells[-1].strip()):
        params = {"cells": cells, "columns": columns}
        yield CellProblem(row.line, "", row.cells[-1], "row_too_long", params)
