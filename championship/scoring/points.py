"""Classified sessions and a points scale in, a ledger out: every point with its reason."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .states import Status

NOTHING = Fraction(0)


class Reason(StrEnum):
    PLACE = "place"
    POLE = "pole"
    FASTEST_LAP = "fastest_lap"


@dataclass(frozen=True, slots=True)
class Scale:
    """Points for 1st, 2nd, 3rd …, for everyone else classified, for pole and fastest lap."""

    points: tuple[Fraction, ...]
    others: Fraction = NOTHING
    pole: Fraction = NOTHING
    fastest_lap: Fraction = NOTHING

    def for_place(self, place: int) -> Fraction:
        """Points for a place counted from 1."""
        return self.points[place - 1] if place <= len(self.points) else self.others


@dataclass(frozen=True, slots=True)
class Finish:
    """One car in one session, among the cars that one championship looks at.

    `order` is its line in the official classification; `recipients` are all who get its
    points in full (the entry; each driver of the crew). A car that does not score is
    classified but takes no points. `factor` is 1, or 1/2 for half points.
    """

    round: int
    session: Hashable
    car: Hashable
    order: int
    status: Status
    recipients: tuple[Hashable, ...]
    scores: bool = True
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Honour:
    """A pole or fastest lap of a session, and who gets its points in full."""

    round: int
    session: Hashable
    car: Hashable
    reason: Reason
    recipients: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Points for one recipient, for one reason. `place` is the place that scored."""

    recipient: Hashable
    round: int
    session: Hashable
    car: Hashable
    reason: Reason
    points: Fraction
    place: int | None = None
    status: Status | None = None


def ledger(
    finishes: Iterable[Finish],
    honours: Iterable[Honour] = (),
    *,
    scale: Scale,
    guests_keep_place: bool = False,
) -> list[LedgerLine]:
    """Explain every point of a championship, one line per recipient, session and reason.

    A place is the position among the classified cars given. Cars that do not score are
    passed over (the next car takes the points), or keep their place (nobody takes them).
    A car that is not classified has a line with no points. A pole counts whatever became
    of the car afterwards (observed in the Asian Le Mans Series 2023/24, rounds 4 and 5).
    """
    sessions = defaultdict(list)
    for finish in finishes:
        sessions[finish.session].append(finish)
    lines: list[LedgerLine] = []
    for cars in sessions.values():
        lines += _session_lines(cars, scale, guests_keep_place)
    worth = {Reason.POLE: scale.pole, Reason.FASTEST_LAP: scale.fastest_lap}
    for honour in honours:
        lines += [
            LedgerLine(
                recipient=recipient,
                round=honour.round,
                session=honour.session,
                car=honour.car,
                reason=honour.reason,
                points=worth[honour.reason],
            )
            for recipient in honour.recipients
            if worth[honour.reason]
        ]
    return lines


def _session_lines(
    cars: list[Finish], scale: Scale, guests_keep_place: bool
) -> Iterable[LedgerLine]:
    place = 0
    for finish in sorted(cars, key=lambda car: car.order):
        classified = finish.status == Status.CLASSIFIED
        if classified and (finish.scores or guests_keep_place):
            place += 1
        if not finish.scores:
            continue
        for recipient in finish.recipients:
            yield LedgerLine(
                recipient=recipient,
                round=finish.round,
                session=finish.session,
                car=finish.car,
                reason=Reason.PLACE,
                points=scale.for_place(place) * finish.factor if classified else NOTHING,
                place=place if classified else None,
                status=finish.status,
            )
