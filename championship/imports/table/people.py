"""Drivers as files name them: one text or two, capitals, categories, places still open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .words import clean, plain

# Written small where another word of the name follows. Some families write theirs large,
# which capitals cannot tell.
PARTICLES = frozenset(
    ("da", "das", "de", "del", "den", "der", "di", "dos", "du", "ten", "ter", "van", "von", "zu")
)
ARTICLES = ("la", "las", "los")
SUFFIXES = {"jr": "Jr", "sr": "Sr", "ii": "II", "iii": "III", "iv": "IV"}
OPEN = frozenset(
    (
        "tba",
        "tbc",
        "tbd",
        "tbn",
        "to be announced",
        "to be confirmed",
        "to be named",
        "a confirmer",
        "a designer",
        "a determiner",
        "wird bekanntgegeben",
        "wird bekannt gegeben",
        "wird noch bekanntgegeben",
        "wird noch bekannt gegeben",
        "t b a",
        "t b c",
        "n n",
    )
)
CATEGORIES = {
    "platinum": "platinum",
    "platinium": "platinum",
    "platine": "platinum",
    "platin": "platinum",
    "p": "platinum",
    "gold": "gold",
    "or": "gold",
    "g": "gold",
    "silver": "silver",
    "argent": "silver",
    "silber": "silver",
    "s": "silver",
    "bronze": "bronze",
    "b": "bronze",
}
CATEGORY_WORDS = "Platinum, Gold, Silver, Bronze"


@dataclass(frozen=True, slots=True)
class DriverCell:
    """One driver as the file names them.

    `country` is as printed (GBR, GB, Great Britain) and empty if unknown; `category` is
    platinum, gold, silver, bronze or empty. `printed` is the whole name as it stands in
    the file.
    """

    given_name: str
    family_name: str
    country: str
    category: str
    printed: str


class Seat(Enum):
    """A place in a crew without a driver in it."""

    EMPTY = "empty"
    TO_BE_ANNOUNCED = "to be announced"


def crew(seats: Iterable[DriverCell | Seat]) -> tuple[tuple[DriverCell | None, ...], int | None]:
    """The drivers in order, None for one to be announced, and empty places left out.

    The second value is the place, from 0, of the first that follows an empty one.
    """
    drivers: list[DriverCell | None] = []
    empty, gap = False, None
    for place, seat in enumerate(seats):
        if seat is Seat.EMPTY:
            empty = True
            continue
        gap = place if empty and gap is None else gap
        drivers.append(None if seat is Seat.TO_BE_ANNOUNCED else seat)
    return tuple(drivers), gap


def is_open(name: str) -> bool:
    """Whether the words stand for a driver to be announced: TBA, à confirmer."""
    return plain(name) in OPEN


def category_of(text: str) -> str | None:
    """platinum, gold, silver or bronze; "" for an empty cell; None for any other word."""
    word = plain(text)
    return CATEGORIES.get(word) if word else ("" if not clean(text) else None)


def split_name(printed: str) -> tuple[str, str]:
    """Given name and family name of a whole name; the family name is never empty.

    A comma parts them: "Vries, Nyck". Else the family name is what stands in capitals,
    before or after the given name; else it is the last word, with the small words before
    it and a Jr behind. One word alone is a family name.

    >>> split_name("Nyck DE VRIES"), split_name("Nelson Piquet Jr")
    (('Nyck', 'de Vries'), ('Nelson', 'Piquet Jr'))
    """
    family, comma, given = (clean(part) for part in printed.partition(","))
    if comma and family and given and not _is_suffix(given):
        return given, sensible(family)
    words = clean(printed.replace(",", " ")).split() or [printed]
    if _leads_with_family(words):
        end = next(place for place, word in enumerate(words) if not _is_capital(word))
        return " ".join(words[end:]), sensible(" ".join(words[:end]))
    start = _family_start(words)
    given, family = " ".join(words[:start]), " ".join(words[start:])
    return (sensible(given) if _is_loud(given) else given), sensible(family)


def sensible(family: str) -> str:
    """A family name in capitals with only its first letters large.

    >>> sensible("FÉLIX DA COSTA"), sensible("McMURRY"), sensible("Van Uitert")
    ('Félix da Costa', 'McMurry', 'Van Uitert')
    """
    words = family.split()
    if not any(_is_capital(word) for word in words):
        return family
    small = [_is_small(words, place) for place in range(len(words))]
    return " ".join(
        word.lower() if is_small else _sensible(word)
        for word, is_small in zip(words, small, strict=True)
    )


def _is_small(words: list[str], place: int) -> bool:
    """Whether a word is a particle: the de and the la of "de la Cruz", but never the last."""
    before, word = words[place - 1].lower() if place else "", words[place].lower()
    is_particle = word in PARTICLES or (before == "de" and word in ARTICLES)
    return is_particle and place < len(words) - 1


def _sensible(word: str) -> str:
    low = word.lower().rstrip(".")
    if low in SUFFIXES:
        return SUFFIXES[low]
    if not _is_capital(word):
        return word
    return "".join(_first_large(part) for part in re.split(r"([-'’.])", word))


def _first_large(part: str) -> str:
    if part[:2].upper() == "MC" and len(part) > 3:
        return f"Mc{_first_large(part[2:])}"
    return part[:1] + part[1:].lower().replace("i\u0307", "i")


def _is_capital(word: str) -> bool:
    """Whether a word is written in capitals: BUEMI, D'SILVA, McMURRY, but not the J. of a name."""
    letters = [letter for letter in word.removeprefix("Mc") if letter.isalpha() and letter != "ß"]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _is_suffix(word: str) -> bool:
    return word.lower().rstrip(".") in SUFFIXES


def _is_loud(given: str) -> bool:
    """A given name in capitals, longer than initials as PJ."""
    return len(given) > 3 and all(_is_capital(word) for word in given.split())


def _leads_with_family(words: list[str]) -> bool:
    """SURNAME Given; two letters are rather initials: PJ Hyett, HH Prince Abdul."""
    return _is_capital(words[0]) and len(words[0]) > 2 and not _is_capital(words[-1])


def _family_start(words: list[str]) -> int:
    """Where the family name begins in Given SURNAME or Given Surname."""
    start = len(words)
    while start > 1 and _is_suffix(words[start - 1]):
        start -= 1
    if start == 1:
        return 0
    if _is_capital(words[start - 1]):
        while start > 1 and _is_capital(words[start - 1]):
            start -= 1
    else:
        start -= 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return start
