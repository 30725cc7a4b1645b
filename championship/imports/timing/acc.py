"""The result that an Assetto Corsa Competizione server writes: car numbers and drivers."""

import json
from collections.abc import Iterator

from ..nodes import Node
from ..table.cells import NUMBER, Notes
from ..table.encoding import Text
from ..table.limits import ONE_NAME
from ..table.people import DriverCell
from ..table.problems import CellProblem
from ..table.table import ROWS
from ..table.words import clean, trouble
from .records import TimingFile, TimingRecord

KNOWN = ("sessionType", "sessionResult")


def read_acc(text: Text) -> TimingFile | CellProblem:
    """Read the cars in finishing order; the line of each is its place in that list.

    Any other JSON is a problem.
    """
    if text.problem:
        return text.problem
    root = Node(_parsed(text.text))
    if not all(root.has(key) for key in KNOWN):
        return CellProblem(None, "", "", "is_json")
    notes = Notes(warnings=[*text.warnings])
    cars = list(root.child("sessionResult").each("leaderBoardLines"))
    if len(cars) > ROWS:
        return CellProblem(None, "", "", "too_many_rows", {"limit": ROWS})
    if not cars:
        return CellProblem(None, "", "", "header_only")
    records = tuple(_record(place, car, notes) for place, car in enumerate(cars, start=1))
    filled = frozenset(("NUMBER", "DRIVERS"))
    return TimingFile("ACC", text.encoding, "", filled, records, notes)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _record(place: int, line: Node, notes: Notes) -> TimingRecord:
    car = line.child("car")
    number = car.number("raceNumber")
    shown = "" if number is None else str(number)
    if not NUMBER.fullmatch(shown):
        code = "number_wrong" if shown else "missing"
        notes.problems.append(CellProblem(place, "raceNumber", shown[:20], code))
    drivers = (_driver(place, driver, notes) for driver in car.each("drivers"))
    return TimingRecord(place, shown[:4], drivers=tuple(filter(None, drivers)))


def _driver(place: int, driver: Node, notes: Notes) -> DriverCell | None:
    given = _name(place, driver, "firstName", notes)
    family = _name(place, driver, "lastName", notes)
    printed = clean(f"{given} {family}")
    given, family = (given, family) if family else ("", given)
    return DriverCell(given, family, "", "", printed) if printed else None


def _name(place: int, driver: Node, key: str, notes: Notes) -> str:
    """The name's first line: some servers let players write their team below it."""
    text = (driver.text(key) or "").strip()
    first = text.splitlines()[0] if text else ""
    if first != text:
        notes.warnings.append(CellProblem(place, key, text, "line_break_in_name"))
    notes.problems += _troubles(place, key, first)
    return clean(first)[:ONE_NAME]


def _troubles(place: int, key: str, text: str) -> Iterator[CellProblem]:
    code = trouble(text)
    if code:
        yield CellProblem(place, key, text, code)
    elif len(clean(text)) > ONE_NAME:
        yield CellProblem(place, key, text, "text_too_long", {"limit": ONE_NAME})
