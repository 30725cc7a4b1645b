"""How well what somebody typed fits a name: without accents, capitals and order of words."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from championship.queries.names import plain

LONGEST = 100  # characters that are read of what was typed
MOST_WORDS = 8
NUMBER = re.compile(r"[0-9]{1,4}[a-z]?")
# How a German types ä, ö and ü on a keyboard without them, and a Dane ø.
SPELLED_OUT = re.compile(r"ae|oe|ue")

# How a word fits: the whole word of a name, its beginning, the same of what belongs to the
# name (its season, a short name), and nearly.
WHOLE, BEGINNING, ASIDE, BEGINNING_ASIDE, NEARLY = range(5)


def clean(typed: str) -> str:
    """What was typed, as it is shown again: without control characters, not too long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())[
        :LONGEST
    ].strip()


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: "Müller" and "Mueller" are both "muller"."""
    return tuple(SPELLED_OUT.sub(lambda pair: pair[0][0], plain(name)).split())


def wanted(typed: str) -> tuple[str, ...]:
    """The words that somebody looks for."""
    return words_of(clean(typed))[:MOST_WORDS]


def rank(
    words: Sequence[str], names: Iterable[str], aside: str = "", *, nearly: bool = False
) -> tuple[int, ...] | None:
    """How well all these words fit one of the names; the smaller, the better. None: not at all.

    The words may fit what stands `aside` as well, as long as one is in the name itself.
    With `nearly` a typing mistake is forgiven, in long words two.
    """
    others = words_of(aside)
    ranks = (_rank(words, words_of(name), others, nearly=nearly) for name in names)
    return min((found for found in ranks if found is not None), default=None)


def _rank(words, name, others, *, nearly) -> tuple[int, ...] | None:
    fits = [_fit(word, name, others, nearly=nearly) for word in words]
    if None in fits or all(fit in (ASIDE, BEGINNING_ASIDE) for fit in fits):
        return None
    is_name = sorted(words) == sorted(name)
    starts = bool(name) and name[0].startswith(words[0])
    return (not is_name, max(fits), sum(fits), not starts, len(name))


def _fit(word: str, name: Sequence[str], others: Sequence[str], *, nearly: bool) -> int | None:
    if word in name:
        return WHOLE
    # One letter begins too many names, and 9 is not the beginning of 99.
    may_begin = len(word) > 1 and not word.isdigit()
    if may_begin and any(one.startswith(word) for one in name):
        return BEGINNING
    if word in others:
        return ASIDE
    if may_begin and any(one.startswith(word) for one in others):
        return BEGINNING_ASIDE
    if nearly and any(_is_near(word, one) for one in name):
        return NEARLY
    return None


def _is_near(word: str, other: str) -> bool:
    """One letter wrong, missing, too many or two swapped; two in a word of eight or more."""
    allowed = 2 if len(word) >= 8 else 1
    if len(word) < 4 or word.isdigit():
        return False
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
