"""Gaps as timing prints them: for display, never to compute with."""

import re

from .records import Gap
from .times import NoTime, time_ms

LAPS = re.compile(
    r"(?P<laps>[+-]? ?\d{1,4}) ?(?:laps?|l|tours?|t|runden?|rd\.?)(?: down)?",
    re.ASCII | re.IGNORECASE,
)
NOTHING = re.compile("[-–—]*")


def parse_gap(text: str) -> Gap | None:
    """Read "+2.490", "1'07.196", "-13 Laps"; nothing, or a dash, is none. None if unreadable."""
    if NOTHING.fullmatch(text):
        return Gap(text)
    lapped = LAPS.fullmatch(text)
    if lapped:
        return Gap(text, "laps", laps=int(lapped["laps"].replace(" ", "")))
    try:
        ms = time_ms(text.removeprefix("-"))
    except NoTime:
        return None
    return Gap(text, "time", ms=-ms if text.startswith("-") else ms)


def leading(gap: Gap) -> Gap:
    """The gap of the first car, which has none."""
    return Gap(gap.text, "leader") if gap.kind == "none" else gap
