"""What stewards and judges change of a table, each with the round from which it is felt."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .facts import NOTHING, Finish
from .rules import Recipient


class Effect(StrEnum):
    """What a decision does. None of them edits a result.

    Session factor, no pole point and no fastest-lap point are about a session. Not
    eligible: classified, but it does not count here. No points: it keeps its place and
    scores nothing. No share: a driver who gets no part of a shared car; the others divide
    it. Points: added to or taken from the total, after dropped scores. Excluded: listed
    last without a rank. Not droppable: the result of its session counts, or without one
    that of `from_round` alone. Tie order: 1 goes ahead of 2 where nothing else splits them.
    """

    SESSION_FACTOR = "session_factor"
    NO_POLE_POINT = "no_pole_point"
    NO_FASTEST_LAP_POINT = "no_fastest_lap_point"
    NOT_ELIGIBLE = "not_eligible"
    NO_POINTS = "no_points"
    NO_SHARE = "no_share"
    POINTS = "points"
    EXCLUDED = "excluded"
    NOT_DROPPABLE = "not_droppable"
    TIE_ORDER = "tie_order"


# The effects that are about a whole session, and those that come with a value.
ON_A_SESSION = (
    Effect.SESSION_FACTOR.value,
    Effect.NO_POLE_POINT.value,
    Effect.NO_FASTEST_LAP_POINT.value,
)
WITH_A_VALUE = (Effect.SESSION_FACTOR.value, Effect.POINTS.value, Effect.TIE_ORDER.value)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a decision is about."""

    kind: Recipient
    key: Hashable


@dataclass(frozen=True, slots=True)
class Decision:
    """One effect on one subject (None: the whole session), for one table or several.

    A decision on a session changes that session; one without a session is felt in every
    session from `from_round` on and, where it concerns the total, in the tables from that
    round on. `value` is the factor, the points (negative: taken away) or the order in a
    tie. `keeps_place` says of somebody not eligible that nobody moves up; `keeps_points`
    of somebody excluded that the points stay beside the name. `key` finds the document.
    """

    effect: Effect
    subject: Subject | None = None
    session: Hashable = None
    from_round: int = 1
    value: Fraction = NOTHING
    keeps_place: bool = False
    keeps_points: bool = False
    key: Hashable = None

    def concerns(self, session: Hashable, round_number: int) -> bool:
        """Whether it is felt in a session of a round."""
        if self.session is not None:
            return self.session == session
        return self.from_round <= round_number

    def names_car(self, finish: Finish) -> bool:
        """Whether its subject is this car: its entry, its team or maker, or its only driver."""
        if self.subject is None:
            return False
        kind, key = self.subject.kind, self.subject.key
        if kind is Recipient.DRIVER:
            return finish.drivers == (key,)
        return bool(key == getattr(finish, kind.value))

    def names(self, kind: Recipient, key: Hashable) -> bool:
        """Whether its subject is this driver, entry, team or maker."""
        subject = self.subject
        return subject is not None and subject.kind is kind and subject.key == key


def about(
    decisions: Iterable[Decision], effect: Effect, kind: Recipient
) -> list[tuple[Hashable, Decision]]:
    """The decisions of an effect on subjects of a kind, each with whom it is about."""
    return [
        (decision.subject.key, decision)
        for decision in decisions
        if decision.effect is effect
        and decision.subject is not None
        and decision.subject.kind is kind
    ]
