"""The lines of a ledger: points for somebody, and the reason for them."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from .states import Status


class Reason(StrEnum):
    """Why a line of a ledger is there.

    Place, pole, fastest lap: what was earned. Factor, share, no points: what became of it.
    Surplus: a further car or share of the same recipient, which scores nothing. Adjustment:
    a decision on the total. Drop and exclusion: what a table takes away again.
    """

    PLACE = "place"
    POLE = "pole"
    FASTEST_LAP = "fastest_lap"
    FACTOR = "factor"
    SHARE = "share"
    SURPLUS = "surplus"
    NO_POINTS = "no_points"
    ADJUSTMENT = "adjustment"
    DROP = "drop"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Points for one recipient, for one reason.

    `place` is the place that scored; `status` stands on the line of a car in a session.
    `multiplier` is the factor, or the part of a shared car. `decision` is the key of the
    decision behind the line.
    """

    recipient: Hashable
    round: int
    session: Hashable
    car: Hashable
    reason: Reason
    points: Fraction
    place: int | None = None
    status: Status | None = None
    multiplier: Fraction | None = None
    decision: Hashable = None


def follow(
    line: LedgerLine,
    reason: Reason,
    points: Fraction,
    multiplier: Fraction | None = None,
    decision: Hashable = None,
) -> LedgerLine:
    """A line that says what became of the points of another one."""
    return replace(
        line,
        reason=reason,
        points=points,
        place=None,
        status=None,
        multiplier=multiplier,
        decision=decision,
    )
