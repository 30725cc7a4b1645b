"""A table in, a result out: its cars in order, and everything that is odd about them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..table.cells import Line, Notes
from ..table.crews import double_in_cars, double_in_crew
from ..table.problems import CellProblem
from ..table.shape import broken_letters, problems_of
from ..table.table import Table
from .classification import car_facts, filled_columns, places_of
from .columns import (
    READ,
    TEMPLATE,
    Columns,
    columns_of,
    double_columns,
    ignored_columns,
)
from .contradictions import contradicting_gaps, double_numbers, odd_lines
from .drivers import has_names, reader_of
from .inversions import unexplained
from .measures import measures_of
from .order import in_order, with_class_places
from .records import ResultRecord, TimingFile

NEEDED = {"NUMBER": "number_column_missing", "POSITION": "position_column_missing"}
FROM_ENTRIES = ("CLASS", "TEAM", "DRIVERS")


def read_results(table: Table) -> TimingFile[ResultRecord]:
    """Read a classification as a result, its cars in order.

    Without number and position no line is read, and nothing else is said of the table.
    """
    columns = columns_of(table.header)
    ignored, filled = ignored_columns(table, columns), filled_columns(table, columns.names)
    notes = Notes([*_missing(columns)], [*table.warnings, *broken_letters(table)])
    lines: list[ResultRecord] = []
    if not notes.problems:
        notes.problems += [*problems_of(table, ignored), *double_columns(table, columns)]
        notes.problems += _short_lines(table, columns)
        notes.warnings += _from_entries(filled) if table.rows else ()
        lines = _read_lines(table, columns, notes)
    odd = Notes()
    records = put_together(lines, filled, odd)
    _add(odd, notes, dict(zip(reversed(columns.names), reversed(table.header), strict=True)))
    return TimingFile(
        variant=columns.variant,
        encoding=table.encoding,
        separator=table.separator,
        filled=filled,
        records=records,
        notes=notes,
        ignored=ignored,
    )


def put_together(
    lines: Sequence[ResultRecord],
    filled: frozenset[str],
    notes: Notes,
    *,
    by_best_lap: bool = False,
) -> tuple[ResultRecord, ...]:
    """Put lines in order, count the places in the classes, and note what is odd."""
    if not lines:
        return ()
    by_best_lap = by_best_lap or is_by_best_lap(filled)
    records, odd = in_order(lines)
    notes.warnings += odd
    records, odd = with_class_places(
        records, has_classes="CLASS" in filled, has_positions="POSITION" in filled
    )
    notes.warnings += odd
    notes.problems += double_numbers(records)
    notes.warnings += [
        *unexplained(records, by_best_lap=by_best_lap),
        *contradicting_gaps(records, by_best_lap=by_best_lap),
        *odd_lines(records),
        *double_in_crew(records),
        *double_in_cars(records),
    ]
    return tuple(records)


def _add(odd: Notes, notes: Notes, titles: dict[str, str]) -> None:
    """Add what was found between the lines, each column called as the file does."""
    for found, all_of_them in ((odd.problems, notes.problems), (odd.warnings, notes.warnings)):
        all_of_them += [
            replace(note, column=titles.get(note.column, note.column)) for note in found
        ]


def is_by_best_lap(filled: frozenset[str]) -> bool:
    """Whether a result is ordered by best laps: it has these, and no total times."""
    return "FL_TIME" in filled and "TOTAL_TIME" not in filled


def _missing(columns: Columns) -> Iterator[CellProblem]:
    for name, code in NEEDED.items():
        if name not in columns.names:
            yield CellProblem(None, name.title(), "", code)


def _from_entries(filled: frozenset[str]) -> Iterator[CellProblem]:
    """What the file does not say has to come from the entry list, by number."""
    for name in FROM_ENTRIES:
        if not (has_names(filled) if name == "DRIVERS" else name in filled):
            yield CellProblem(None, name.title(), "", "said_by_entries")


def _short_lines(table: Table, columns: Columns) -> Iterator[CellProblem]:
    """Lines that end before the last column that a car needs; timing fills them all.

    Only drivers may be left out. Spreadsheets leave out any empty cells at the end, so
    that nothing is said of these and of what clubs type.
    """
    if table.kind != "csv" or columns.variant == TEMPLATE:
        return
    last = max(place for place, name in enumerate(columns.names) if name in READ)
    for row in table.rows:
        if len(row.cells) <= last:
            params = {"cells": len(row.cells), "title": table.header[last]}
            yield CellProblem(row.line, "", "", "row_too_short", params)


def _read_lines(table: Table, columns: Columns, notes: Notes) -> list[ResultRecord]:
    places = places_of(columns.names)
    crew_of = reader_of(columns.names)
    lines = (Line(row, table, places, notes) for row in table.rows)
    return [
        ResultRecord(**car_facts(line, crew_of(line)), **measures_of(line, columns.variant))
        for line in lines
    ]
