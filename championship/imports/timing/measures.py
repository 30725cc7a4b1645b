"""What a line of a result measures: place, state, laps, times and gaps."""

import re
from decimal import Decimal
from typing import Any

from championship.scoring.states import Status

from ..table.cells import Line
from .columns import TEMPLATE
from .gaps import parse_gap
from .records import Gap
from .statuses import ALLOWED, status_of
from .times import NoTime, time_ms

SHORT = 30
WHOLE = re.compile(r"(?P<whole>\d{1,4})(?P<fraction>[.,]0+)?", re.ASCII)
SPEED = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?", re.ASCII)


def measures_of(line: Line, variant: str) -> dict[str, Any]:
    """The measured fields of a ResultRecord: all but those that count or compare lines."""
    place, printed = _place(line)
    printed, status = _status(line, printed, is_needed=variant != TEMPLATE)
    return {
        "overall_position": place,
        "class_position": _whole(line, "PIC"),
        "status_printed": printed,
        "status": status,
        "laps": _whole(line, "LAPS"),
        "total_ms": _time(line, "TOTAL_TIME"),
        "gap_first": _gap(line, "GAP_FIRST"),
        "gap_previous": _gap(line, "GAP_PREVIOUS"),
        "best_lap_number": _whole(line, "FL_LAPNUM") or None,
        "best_lap_ms": _time(line, "FL_TIME"),
        "best_lap_kph": _speed(line),
        "tyre": line.text("TYRES", SHORT),
    }


def _whole(line: Line, key: str) -> int | None:
    """A whole number; 1.0, as some programs save it, is taken with a warning."""
    text = line.text(key, SHORT)
    found = WHOLE.fullmatch(text)
    if text and not found:
        line.problem(key, text, "no_whole_number")
    if found and found["fraction"]:
        line.warning(key, text, "saved_as_fraction")
    return int(found["whole"]) if found else None


def _time(line: Line, key: str) -> int | None:
    text = line.text(key, SHORT)
    try:
        return time_ms(text) if text else None
    except NoTime as error:
        line.problem(key, text, error.code)
        return None


def _gap(line: Line, key: str) -> Gap:
    """A gap; one that can't be read is kept as it is, because it is only shown."""
    text = line.text(key, SHORT)
    found = parse_gap(text)
    if found is None:
        line.warning(key, text, "gap_unclear")
    return found or Gap(text)


def _place(line: Line) -> tuple[int | None, str]:
    """The printed position, or the word for a state that some print in its place: DNF."""
    text = line.text("POSITION", SHORT)
    if status_of(text):
        return None, text
    place = _whole(line, "POSITION")
    if place == 0:
        line.problem("POSITION", text, "no_whole_number")
    return place or None, ""


def _status(line: Line, from_place: str, *, is_needed: bool) -> tuple[str, Status | None]:
    """The state as printed, and ours. Timing prints one for every car; clubs need not."""
    printed = line.text("STATUS", SHORT) or from_place
    status = status_of(printed)
    if printed and not status:
        line.problem("STATUS", printed, "unknown_status", allowed=ALLOWED)
    if is_needed and "STATUS" in line.places and not line.raw("STATUS").strip():
        line.problem("STATUS", "", "missing")
    return printed, status


def _speed(line: Line) -> Decimal | None:
    text = line.text("FL_KPH", SHORT)
    if not SPEED.fullmatch(text):
        if text:
            line.problem("FL_KPH", text, "no_speed")
        return None
    return Decimal(text.replace(",", ".")).quantize(Decimal("0.1"))
