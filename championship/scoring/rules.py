"""The six answers that make a championship, each with its default.

Who is ranked, what counts, which place, how many points, which sum, which order of equals.
Every number of a rulebook is a value here and stands in no code.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from .facts import NOTHING, Honour, Kind


class Recipient(StrEnum):
    """Whom a table ranks."""

    DRIVER = "driver"
    ENTRY = "entry"
    TEAM = "team"
    MANUFACTURER = "manufacturer"


class Guests(StrEnum):
    """What a car that is not registered does to the places of the others.

    Passed over: the next car takes its place and its points ("invisible": WEC, ELMS).
    Keeps its place: nobody takes its points (SRO world title 2021). Scores: registration
    does not matter in this table.
    """

    PASSED_OVER = "passed_over"
    KEEP_PLACE = "keep_place"
    SCORE = "score"


class Surplus(StrEnum):
    """What a recipient's further cars do, beyond those that may score."""

    KEEP_PLACE = "keep_place"
    PASSED_OVER = "passed_over"


class Crew(StrEnum):
    """How the drivers of one car share its points.

    Full: each gets all (WEC, ELMS). Split: equal parts (Formula 1 to 1957). Split, best
    only: equal parts, but of several shared cars only the best part. None: a shared car
    scores nothing, for nobody (Formula 1 from 1958).
    """

    FULL = "full"
    SPLIT = "split"
    SPLIT_BEST = "split_best"
    NONE = "none"


class BonusTo(StrEnum):
    """Who gets the points of a pole or fastest lap in a drivers' table."""

    CREW = "crew"
    DRIVER = "driver"


class EqualHolders(StrEnum):
    """What several holders of one fastest lap get: the points each, or a share of them."""

    EACH = "each"
    SHARE = "share"


class DropUnit(StrEnum):
    """What a dropped score is: all of a round, or one session."""

    ROUND = "round"
    SESSION = "session"


class Listed(StrEnum):
    """Who stands in the table: whoever took part, was classified once, or has points."""

    ENTERED = "entered"
    CLASSIFIED = "classified"
    POINTS = "points"


class Countback(StrEnum):
    """Which places split equal points.

    All; those that the scale has points for; the first n; or none.
    """

    ALL = "all"
    SCORING = "scoring"
    FIRST = "first"
    NONE = "none"


class StillEqual(StrEnum):
    """What splits those whom the countback leaves equal.

    They share their rank; or whoever had the best place first goes ahead (Formula 1
    1995); or whoever had it last (MotoGP).
    """

    SHARED = "shared"
    FIRST_TO_ACHIEVE = "first_to_achieve"
    LAST_TO_ACHIEVE = "last_to_achieve"


@dataclass(frozen=True, slots=True)
class Scale:
    """A named points table: for 1st, 2nd, 3rd …, for everyone else classified, for bonuses.

    With `pole_within` or `fastest_lap_within` the bonus counts only for a car that is
    classified that high or higher in the table's own order (Formula 1 2019: first ten).
    """

    points: tuple[Fraction, ...]
    others: Fraction = NOTHING
    pole: Fraction = NOTHING
    fastest_lap: Fraction = NOTHING
    pole_within: int | None = None
    fastest_lap_within: int | None = None
    equal_holders: EqualHolders = EqualHolders.EACH

    def for_place(self, place: int) -> Fraction:
        """Points for a place counted from 1."""
        return self.points[place - 1] if place <= len(self.points) else self.others

    @property
    def depth(self) -> int:
        """The last place that the table itself gives points for."""
        return max((at for at, points in enumerate(self.points, start=1) if points), default=0)

    def for_bonus(self, honour: Honour) -> tuple[Fraction, int | None]:
        """What a bonus is worth, and the lowest place that may earn it (None: any)."""
        if honour is Honour.POLE:
            return self.pole, self.pole_within
        return self.fastest_lap, self.fastest_lap_within


@dataclass(frozen=True, slots=True)
class Part:
    """The best results that count of a stretch of the season, both rounds included."""

    first: int
    last: int | None
    best: int

    def __contains__(self, round_number: int) -> bool:
        return self.first <= round_number and (self.last is None or round_number <= self.last)


@dataclass(frozen=True, slots=True)
class Rules:
    """How one championship counts, in force from a round on.

    Places and points (`scales` by kind of session, `session_scales` for single sessions,
    which win) follow the rules in force in the round they were earned; the sum and the
    order of equals follow those in force in the round the table stands after.

    `rounds_excluded` never count. `entries` names the only cars that may score (nominated
    for this title); all others are guests. `cars_counted` is how many cars of one
    recipient score in a session, best first (None: all).

    `parts` are the best results that count (none: all); rounds of no part count in full.
    `minimum_rounds` keeps off the list whoever can't reach that many any more.
    `countback_places` goes with Countback.FIRST.
    """

    scales: Mapping[Kind, Scale] = field(default_factory=dict)
    session_scales: Mapping[Hashable, Scale] = field(default_factory=dict)
    rounds_excluded: frozenset[int] = frozenset()
    entries: frozenset[Hashable] | None = None
    guests: Guests = Guests.PASSED_OVER
    cars_counted: int | None = None
    surplus: Surplus = Surplus.KEEP_PLACE
    crew: Crew = Crew.FULL
    bonus_to: BonusTo = BonusTo.CREW
    parts: tuple[Part, ...] = ()
    drops: DropUnit = DropUnit.ROUND
    disqualification_counts: bool = False
    minimum_rounds: int = 0
    listed: Listed = Listed.ENTERED
    countback: Countback = Countback.ALL
    countback_places: int | None = None
    countback_sprints: bool = False
    still_equal: StillEqual = StillEqual.SHARED

    def scale(self, session: Hashable, kind: Kind) -> Scale | None:
        """The points table of a session, or None if it does not count."""
        return self.session_scales.get(session) or self.scales.get(kind)


@dataclass(frozen=True, slots=True)
class Championship:
    """A title: whom it ranks, in which classes (None: overall), by which rules.

    `versions` holds the rules by the round from which they are in force, first one at 1.
    """

    recipient: Recipient
    versions: Mapping[int, Rules]
    classes: frozenset[Hashable] | None = None

    def rules_in(self, round_number: int) -> Rules:
        """The rules in force in a round. Raises ValueError before the first version."""
        started = [first for first in self.versions if first <= round_number]
        if not started:
            raise ValueError(f"no rules are in force in round {round_number}")
        return self.versions[max(started)]


_PART = re.compile(
    r"(?:(?P<first>\d{1,3})\s*[-–]\s*(?P<last>\d{1,3})\s*:\s*)?(?P<best>\d{1,3})", re.ASCII
)


def parse_parts(text: str) -> tuple[Part, ...]:
    """Turn "11" or "1-6:5 7-11:4" into the parts of a season; "" and "all" into none.

    "11" is the best eleven of all rounds, "1-6:5 7-11:4" the best five of rounds 1 to 6
    and the best four of rounds 7 to 11 (Formula 1 1967).

    Raises ValueError if the text is neither, a part counts nothing, ends before it begins
    or overlaps another one.
    """
    words = re.sub(r"\s*([-–:])\s*", r"\1", text).replace(",", " ").split()
    if words in ([], ["all"]):
        return ()
    parts = sorted((_part(word) for word in words), key=lambda part: part.first)
    if len(parts) > 1 and any(part.last is None for part in parts):
        raise ValueError(f"says twice what counts of the whole season: {text!r}")
    for before, after in pairwise(parts):
        if before.last is not None and after.first <= before.last:
            raise ValueError(f"round {after.first} stands in two parts: {text!r}")
    return tuple(parts)


def _part(word: str) -> Part:
    match = _PART.fullmatch(word)
    if match is None:
        raise ValueError(f"not a number of results: {word!r}")
    first, last, best = (int(match[name] or 0) for name in ("first", "last", "best"))
    if best < 1:
        raise ValueError(f"counts no result: {word!r}")
    if match["first"] and not 1 <= first <= last:
        raise ValueError(f"ends before it begins: {word!r}")
    return Part(first or 1, last or None, best)


def write_parts(parts: tuple[Part, ...]) -> str:
    """Write parts as parse_parts() reads them."""
    return " ".join(
        str(part.best) if part.last is None else f"{part.first}-{part.last}:{part.best}"
        for part in parts
    )
