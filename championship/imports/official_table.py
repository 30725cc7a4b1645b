"""A table as somebody published it, pasted as text: lines in, places and points out."""

import re
from dataclasses import dataclass
from decimal import Decimal

POSITION, POINTS = 8, re.compile(r"-?\d{1,7}(?:[.,]\d{1,3})?")


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """One line: the position as printed (4, DSQ), a number or name, points."""

    line: int
    position: str
    who: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong in a line.

    `code` says what: "columns" if there are fewer than three, or which of "position",
    "who" and "points" is none.
    """

    line: int
    value: str
    code: str


def read_official_table(text: str) -> tuple[list[OfficialLine], list[LineProblem]]:
    """Read lines of "position; number or name; points", empty ones left out.

    Columns are parted by tabs, else by semicolons, else by commas; a name may hold
    commas itself. Points may have a decimal point or, except between commas, a comma.
    All problems are found, not only the first.
    """
    lines: list[OfficialLine] = []
    problems: list[LineProblem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            read = _line(number, line)
            (lines if isinstance(read, OfficialLine) else problems).append(read)
    return lines, problems


def _line(number: int, line: str) -> OfficialLine | LineProblem:
    separator = next((sign for sign in "\t;," if sign in line), None)
    cells = [cell.strip() for cell in line.strip().split(separator)] if separator else []
    if len(cells) < 3:
        return LineProblem(number, line.strip(), "columns")
    position, points = cells[0], cells[-1].replace("−", "-")
    who = f"{separator} ".join(cells[1:-1]).strip()
    if not 1 <= len(position) <= POSITION:
        return LineProblem(number, position, "position")
    if not who:
        return LineProblem(number, line.strip(), "who")
    if not (POINTS.fullmatch(points) and points.isascii()):
        return LineProblem(number, points, "points")
    return OfficialLine(number, position, who, Decimal(points.replace(",", ".")))
