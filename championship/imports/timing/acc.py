"""The result that an Assetto Corsa Competizione server writes."""

import json
from collections.abc import Sequence

from ..nodes import Node
from ..table.cells import NUMBER, Notes
from ..table.encoding import Text
from ..table.limits import ONE_NAME, TEAM
from ..table.people import DriverCell
from ..table.problems import CellProblem
from ..table.table import ROWS
from ..table.words import clean, trouble
from .records import ResultRecord, TimingFile

VARIANT = "ACC"
KNOWN = ("sessionType", "sessionResult")
SESSIONS = {"R": "race", "Q": "qualifying", "FP": "practice", "P": "practice"}
LAPS = 9999
NO_TIME = 2_147_483_647


def read_acc(text: Text) -> TimingFile[ResultRecord] | CellProblem:
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
    session = _session(root.text("sessionType") or "")
    return TimingFile(VARIANT, text.encoding, "", _filled(records), records, notes, (), session)


def _session(text: str) -> str:
    """R, Q and FP, with a number behind them where there are several."""
    return SESSIONS.get(text.rstrip("0123456789"), "")


def _filled(records: Sequence[ResultRecord]) -> frozenset[str]:
    """What the file speaks of, as the columns of a table would be called."""
    told = {
        "TEAM": any(record.team for record in records),
        "LAPS": any(record.laps is not None for record in records),
        "TOTAL_TIME": any(record.total_ms is not None for record in records),
        "FL_TIME": any(record.best_lap_ms is not None for record in records),
    }
    return frozenset(("NUMBER", "DRIVERS", *(name for name, is_told in told.items() if is_told)))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _record(place: int, line: Node, notes: Notes) -> ResultRecord:
    """A car; whatever is measured oddly is unknown."""
    car, timing = line.child("car"), line.child("timing")
    number = car.number("raceNumber")
    shown = "" if number is None else str(number)
    if not NUMBER.fullmatch(shown):
        code = "number_wrong" if shown else "missing"
        notes.problems.append(CellProblem(place, "raceNumber", shown[:20], code))
    drivers = (_driver(place, driver, notes) for driver in car.each("drivers"))
    return ResultRecord(
        line=place,
        number=shown[:4],
        team=_team(place, car, notes),
        drivers=tuple(filter(None, drivers)),
        overall_position=place,
        laps=_measured(timing, "lapCount", LAPS),
        total_ms=_measured(timing, "totalTime", NO_TIME - 1) or None,
        best_lap_ms=_measured(timing, "bestLap", NO_TIME - 1) or None,
    )


def _measured(timing: Node, key: str, most: int) -> int | None:
    """A number from 0; cars without a lap have the largest that the program can write."""
    number = timing.number(key)
    return number if number is not None and 0 <= number <= most else None


def _team(place: int, car: Node, notes: Notes) -> str:
    return _fit(place, "teamName", clean(car.text("teamName") or ""), notes, TEAM)


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
    return _fit(place, key, first, notes, ONE_NAME)


def _fit(place: int, key: str, text: str, notes: Notes, limit: int) -> str:
    """The text with its blanks in order, or "" with a problem if it can't be stored."""
    code, fit = trouble(text), clean(text)
    if code or len(fit) > limit:
        code, params = (code, {}) if code else ("text_too_long", {"limit": limit})
        notes.problems.append(CellProblem(place, key, text, code, params))
        return ""
    return fit
