"""Results for the tests: made from a few cells, or kept beside the tests."""

from championship.imports.timing import read_results_file

from .entry_files import DATA, REAL, as_csv

RACE = ("POSITION", "NUMBER", "CLASS", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST", "FL_TIME")


def kept(name, **options):
    """What is read from a file in tests/data/timing."""
    return read_results_file(name, (DATA / "timing" / name).read_bytes(), **options)


def real(name):
    return read_results_file(name, (REAL / name).read_bytes())


def read(*rows, header=RACE):
    """What is read from a few cells."""
    return read_results_file("", as_csv(header, *rows))


def found(file):
    """The problems as line, column, code."""
    return [(problem.line, problem.column, problem.code) for problem in file.problems]


def warned(file):
    return [(warning.line, warning.column, warning.code) for warning in file.warnings]


def numbers(file):
    """The cars in the order of the result."""
    return [record.number for record in file.records]


def firsts(file):
    """Who is first in each class, group and division."""
    return {
        (record.source_class, record.group, record.division): record.number
        for record in file.records
        if record.class_position == 1
    }
