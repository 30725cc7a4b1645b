"""Files for the tests of entry lists: made from a few cells, or kept beside the tests."""

import csv
import io
import os
from pathlib import Path

from openpyxl import Workbook

from championship.imports.entry_list import read_entry_file

DATA = Path(__file__).parents[1] / "data"
REAL = Path(os.environ.get("TIMING_FILES") or Path(__file__).parents[3] / "shared/data/timing")
HEADER = ("Number", "Class", "Team")


def kept(name, **options):
    """What is read from a file in tests/data."""
    return read_entry_file(name, (DATA / name).read_bytes(), **options)


def real(name):
    return read_entry_file(name, (REAL / name).read_bytes())


def as_csv(*rows, separator=";"):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


def as_xlsx(*rows, change=None):
    """A workbook with one sheet of these rows; `change` may do anything to it."""
    workbook, file = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    workbook.save(file)
    return file.getvalue()


def read(*rows, header=HEADER):
    """What is read from the lines of an entry list."""
    return read_entry_file("entries.csv", as_csv(header, *rows))


def read_one(header, row):
    """The one entry of a list with these columns besides the three that every list has."""
    file = read(("7", "LMP2", "Lakeside", *row), header=(*HEADER, *header))
    assert file.problems == ()
    return file.records[0]


def found(file):
    """The problems as line, column, code."""
    return [(problem.line, problem.column, problem.code) for problem in file.problems]


def warned(file):
    return [(problem.line, problem.column, problem.code) for problem in file.warnings]
