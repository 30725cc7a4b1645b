"""What the name of a file says of it: a hint to hold against the operator's choice."""

import re
from pathlib import PurePath
from urllib.parse import unquote

from ..table.words import plain
from .records import Hints

# The first that is found counts: a qualifying for a race is a qualifying.
SESSIONS = {
    "qualifying": r"qualifying|quali|qualification|qualifications|qualifikation|hyperpole|q",
    "practice": r"free practice|practice|essais libres|freies training|training|fp",
    "warm-up": r"warm up|warmup",
    "test": r"test|tests|prologue",
    "race": r"race|course|rennen",
}
VERSIONS = {
    "amended": r"amended|corrected|revised|modifie|berichtigt",
    "provisional": r"provisional|provisoire|vorlaufig",
    "unofficial": r"unofficial|non officiel|inoffiziell",
    "final": r"final|definitif|endgultig",
    "official": r"official|officiel|offiziell",
}
COPY = re.compile(r" ?\(\d+\)$", re.ASCII)  # as browsers call a second download
HOUR = re.compile(r"\b(?:hour|heure|stunde) ?(\d{1,2})\b", re.ASCII)
AFTER = r" ?(?P<number>\d{1,2})?\b"


def hints_of(name: str) -> Hints:
    """Session, its number, version and hour, as far as the name tells them."""
    stem = PurePath(unquote(name).replace("\\", "/")).stem
    words = plain(COPY.sub("", stem))
    session, number = _session(words)
    hour = HOUR.search(words)
    version = next((key for key, word in VERSIONS.items() if _has(word, words)), "")
    return Hints(session, number, version, int(hour[1]) if hour else None)


def _has(word: str, words: str) -> bool:
    return bool(re.search(rf"\b(?:{word})\b", words))


def _session(words: str) -> tuple[str, int | None]:
    for session, word in SESSIONS.items():
        found = re.search(rf"\b(?:{word}){AFTER}", words, re.ASCII)
        if found:
            number = found["number"] or _race_number(words)
            return session, int(number) if number else None
    return "", None


def _race_number(words: str) -> str | None:
    """The race that a qualifying is for."""
    found = re.search(rf"\brace{AFTER}", words, re.ASCII)
    return found["number"] if found else None
