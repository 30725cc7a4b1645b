"""A CSV file in, a table out."""

import csv
import io

from .encoding import Text
from .problems import CellProblem
from .table import Lines, Table

SEPARATORS = ";,\t|"
CODES = {"unexpected end of data": "quote_not_closed", "field larger": "cell_too_long"}


def read_csv(text: Text) -> Table:
    """Read the lines of a text; its separator is the one that its header line has most.

    Stops at the first line whose quotation marks are wrong, because the cells of all
    others are then in doubt, and at a table that is far too large.
    """
    if text.problem:
        return Table("csv", text.encoding, problems=(text.problem,))
    line, header = _first_line(text.text)
    separator = _separator(header)
    if not separator:
        problem = CellProblem(line, "", header.strip(), "one_column")
        return Table("csv", text.encoding, problems=(problem,), warnings=text.warnings)
    lines, problems = _read(text.text, separator)
    return lines.table(
        kind="csv",
        encoding=text.encoding,
        separator=separator,
        problems=tuple(problems),
        warnings=text.warnings,
    )


def _first_line(text: str) -> tuple[int, str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.strip(SEPARATORS + " \r\n"):
            return number, line
    return 1, ""


def _separator(header: str) -> str:
    """The sign that stands most often in the line, outside quotation marks; "" if none does."""
    outside = "".join(header.split('"')[::2])
    best = max(SEPARATORS, key=outside.count)
    return best if best in outside else ""


def _read(text: str, separator: str) -> tuple[Lines, list[CellProblem]]:
    lines, start = Lines(), 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            too_much = lines.take(start, tuple(cells))
            if too_much:
                return lines, [too_much]
            start = reader.line_num + 1
    except csv.Error as error:
        return lines, [CellProblem(start, "", "", _code(str(error)))]
    return lines, []


def _code(message: str) -> str:
    found = (code for start, code in CODES.items() if message.startswith(start))
    return next(found, "quote_misplaced")
