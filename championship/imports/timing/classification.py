"""A classification as a table: its lines become cars."""

from collections.abc import Sequence
from typing import Any

from ..table.cells import Line, Notes
from ..table.limits import CAR, CLASS, TEAM
from ..table.problems import CellProblem
from ..table.shape import broken_letters, problems_of
from ..table.table import Table
from .drivers import Crew, reader_of, used_by_drivers
from .records import TimingFile, TimingRecord
from .variants import names_of, variant_of

CLASS_COLUMNS = ("CLASS", "CLASS_TYPE")
USED = {"NUMBER", *CLASS_COLUMNS, "GROUP", "DIVISION", "TEAM", "VEHICLE"}


def read_classification(table: Table) -> TimingFile[TimingRecord]:
    """Read the cars of a classification, in printed order. Without NUMBER no line is read."""
    names = names_of(table.header)
    places = places_of(names)
    ignored = _ignored(table, names)
    notes = Notes(problems_of(table, ignored), [*table.warnings])
    notes.warnings += broken_letters(table)
    records: tuple[TimingRecord, ...] = ()
    if "NUMBER" in places:
        crew_of = reader_of(names)
        lines = (Line(row, table, places, notes) for row in table.rows)
        records = tuple(TimingRecord(**car_facts(line, crew_of(line))) for line in lines)
    else:
        notes.problems.append(CellProblem(None, "NUMBER", "", "column_missing"))
    return TimingFile(
        variant=variant_of(table.header),
        encoding=table.encoding,
        separator=table.separator,
        filled=filled_columns(table, names),
        records=records,
        notes=notes,
        ignored=ignored,
    )


def places_of(names: Sequence[str]) -> dict[str, int]:
    """Where each column stands; of two with one name it is the first."""
    return {name: place for place, name in reversed(list(enumerate(names)))}


def car_facts(line: Line, drivers: Crew) -> dict[str, Any]:
    """What a line says of the car itself, as the fields of a TimingRecord."""
    class_column = next((name for name in CLASS_COLUMNS if name in line.places), "CLASS")
    return {
        "line": line.row.line,
        "number": line.number("NUMBER"),
        "source_class": line.text(class_column, CLASS),
        "group": line.text("GROUP", CLASS),
        "division": line.text("DIVISION", CLASS),
        "team": line.text("TEAM", TEAM),
        "vehicle": line.text("VEHICLE", CAR),
        "drivers": drivers,
    }


def filled_columns(table: Table, names: Sequence[str]) -> frozenset[str]:
    """The columns that say something: a timing file has all of its columns, used or not."""
    return frozenset(
        name
        for place, name in enumerate(names)
        if any(place < len(row.cells) and row.cells[place].strip() for row in table.rows)
    )


def _ignored(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        title
        for title, name in zip(table.header, names, strict=True)
        if name and name not in USED and not used_by_drivers(name)
    )
