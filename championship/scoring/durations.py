"""Durations as the timing screen prints them, and as whole milliseconds."""

import re

# 3:43:26.017, 1:53.653, 52.1, and with the apostrophe of the timing exports 3:43'26.017.
_DURATION = re.compile(
    r"(?:(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3})[:'])?(?P<seconds>\d{1,2})(?:\.(?P<ms>\d{1,3}))?",
    re.ASCII,
)

# 3 min 30 s, 3min, 15 s, 0.5 s: as penalties are written.
_IN_UNITS = re.compile(
    r"(?:(?P<minutes>\d{1,3})\s*min)?\s*(?:(?P<seconds>\d{1,3})(?:[.,](?P<ms>\d{1,3}))?\s*s)?",
    re.ASCII | re.IGNORECASE,
)


def parse_duration(text: str) -> int:
    """Turn "3:43:26.017", "1:53.653" or "52.1" into milliseconds.

    Raises ValueError if the text is no duration, or has 100 hours, 60 or more seconds, or 60 or
    more minutes behind an hour.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a time: {text!r}")
    hours, minutes, seconds = (int(match[part] or 0) for part in ("hours", "minutes", "seconds"))
    minutes_overflow = minutes >= 60 and match["hours"] is not None
    if minutes_overflow or (seconds >= 60 and match["minutes"] is not None):
        raise ValueError(f"not a time: {text!r}")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["ms"] or "").ljust(3, "0"))


def parse_penalty(text: str) -> int:
    """Turn a penalty in time into milliseconds: "3 min 30 s", "15 s", or as parse_duration().

    Raises ValueError if it is neither.
    """
    match = _IN_UNITS.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return parse_duration(text)
    minutes, seconds = (int(match[part] or 0) for part in ("minutes", "seconds"))
    if seconds >= 60 and minutes:
        raise ValueError(f"not a time: {text!r}")
    return (minutes * 60 + seconds) * 1000 + int((match["ms"] or "").ljust(3, "0"))


def write_duration(ms: int) -> str:
    """Write milliseconds as "3:43:26.017", "1:53.653" or "0:52.100"."""
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"
    return f"{minutes}:{seconds:02}.{thousandths:03}"
