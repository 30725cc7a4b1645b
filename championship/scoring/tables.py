"""What comes out: a championship's ledger, and its table after each round."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .facts import NOTHING
from .lines import LedgerLine, Reason

# How often a place was reached is counted in as many bits of one whole number, first
# places in the highest, so that two records compare as the countback does: at once.
BITS = 16
MOST = (1 << BITS) - 1


class Tie(StrEnum):
    """What put a row behind the one above it, which has as many points."""

    COUNTBACK = "countback"
    FIRST_TO_ACHIEVE = "first_to_achieve"
    LAST_TO_ACHIEVE = "last_to_achieve"
    DECISION = "decision"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Places:
    """How often each place was reached, as far as the countback looks.

    `last` is the last place that was reached, and stands in the lowest bits of `code`.
    """

    code: int
    last: int

    @classmethod
    def of(cls, counts: Mapping[int, int]) -> "Places":
        """From how often each place, from 1, was reached."""
        last = max((place for place, times in counts.items() if times), default=0)
        code = sum(times << (last - place) * BITS for place, times in counts.items() if times)
        return cls(code, last)

    def times(self, place: int) -> int:
        """How often a place, from 1, was reached."""
        return self.code >> (self.last - place) * BITS & MOST if place <= self.last else 0

    @property
    def wins(self) -> int:
        return self.times(1)

    def counts(self) -> dict[int, int]:
        """Every place that was reached, with how often."""
        reached = ((place, self.times(place)) for place in range(1, self.last + 1))
        return {place: times for place, times in reached if times}

    def split(self, other: "Places") -> int | None:
        """The first place that was not reached equally often, or None."""
        last = max(self.last, other.last)
        mine, others = (one.code << (last - one.last) * BITS for one in (self, other))
        differing = mine ^ others
        return last - (differing.bit_length() - 1) // BITS if differing else None


@dataclass(frozen=True, slots=True)
class Drop:
    """A result that does not count in a table. `session` is None if its whole round drops."""

    round: int
    session: Hashable
    points: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient in a table.

    Equals share a `rank` (1, 1, 3), `line` counts on; somebody excluded has no rank.
    `before_drops` holds what was earned, decisions on the total included. `moved` is how
    many ranks were won (positive) or lost since the table before, None if not in it.
    `tie` says why the row stands behind the one above it, with `tie_place` the place that
    decided; both are None where the points differ. `excluded` is the key of the decision.
    """

    recipient: Hashable
    rank: int | None
    line: int
    points: Fraction
    before_drops: Fraction
    moved: int | None
    places: Places
    dropped: tuple[Drop, ...] = ()
    tie: Tie | None = None
    tie_place: int | None = None
    is_excluded: bool = False
    excluded: Hashable = None


@dataclass(frozen=True, slots=True)
class Tables:
    """A championship's ledger and its table after each round, by the round's number."""

    ledger: tuple[LedgerLine, ...]
    after: Mapping[int, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def newest(self) -> tuple[Row, ...]:
        """The table after the last round that was counted; empty before the first."""
        return self.after[max(self.after)] if self.after else ()

    def explain(self, row: Row, after: int) -> list[LedgerLine]:
        """The ledger of a row of the table after a round: its points are the row's.

        Besides the lines of the ledger up to that round it has one for each dropped
        result and one for points that an exclusion took.
        """
        lines = [
            line for line in self.ledger if line.recipient == row.recipient and line.round <= after
        ]
        lines += [
            LedgerLine(row.recipient, drop.round, drop.session, None, Reason.DROP, -drop.points)
            for drop in row.dropped
        ]
        left = sum((line.points for line in lines), NOTHING) - row.points
        if row.is_excluded and left:
            lines.append(
                LedgerLine(
                    recipient=row.recipient,
                    round=after,
                    session=None,
                    car=None,
                    reason=Reason.EXCLUSION,
                    points=-left,
                    decision=row.excluded,
                )
            )
        return lines
