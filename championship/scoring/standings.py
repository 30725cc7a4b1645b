"""A ledger in, the table after each round out: who stands where, and why there."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from .decisions import Decision, Effect, about
from .facts import NOTHING, Session
from .lines import LedgerLine
from .points import ledger
from .rules import Championship, Listed, StillEqual
from .tables import Drop, Places, Row, Tables, Tie
from .tally import Record, Tally

__all__ = [
    "Drop",
    "Places",
    "Row",
    "Tables",
    "Tie",
    "Total",
    "compute",
    "final_table",
    "final_totals",
]


def compute(
    championship: Championship,
    sessions: Iterable[Session],
    decisions: Iterable[Decision] = (),
    *,
    listed: Sequence[Hashable] | None = None,
    last_round: int | None = None,
) -> Tables:
    """Count a championship: its ledger, and its table after every round with a session.

    `listed` is the order in which equals are printed; without it, the order in which they
    first appear in the results. `last_round` is the number of rounds planned, for rules
    with a minimum of rounds; without it, the last one run.

    The table after a round depends on nothing later. Raises ValueError as ledger() does,
    or if `listed` leaves somebody out.
    """
    sessions, decisions = list(sessions), list(decisions)
    lines = ledger(championship, sessions, decisions)
    if listed is None:
        listed = list(dict.fromkeys(line.recipient for line in lines))
    ranking = _Ranking(
        Tally(championship, sessions, lines, decisions, listed), decisions, last_round
    )
    return Tables(tuple(lines), {number: ranking.after(number) for number in ranking.tally.rounds})


def final_table(
    championship: Championship,
    sessions: Sequence[Session],
    lines: Sequence[LedgerLine],
    decisions: Sequence[Decision],
    listed: Sequence[Hashable],
) -> tuple[Row, ...]:
    """The table after the last round alone, from a ledger that was counted already.

    It is the last of compute(), but for `moved`, which it can't tell. Empty without a session.
    """
    tally = Tally(championship, sessions, lines, decisions, listed)
    return _Ranking(tally, decisions, None).after(tally.rounds[-1]) if tally.rounds else ()


@dataclass(frozen=True, slots=True)
class Total:
    """What one recipient comes to after the last round, without a look at the others.

    Of two who are ranked the one with the smaller `key` stands higher; with the same key
    they share their rank. It is None of somebody excluded.
    """

    points: Fraction
    key: tuple[object, ...] | None
    has_drops: bool


def final_totals(
    championship: Championship,
    sessions: Sequence[Session],
    lines: Sequence[LedgerLine],
    decisions: Sequence[Decision],
) -> dict[Hashable, Total]:
    """What final_table() tells of those whom the lines are about, as far as it lists them.

    Whom no line is about changes nothing: so a few can be counted anew and compared with
    the rest, as long as the sessions are the same.
    """
    listed = list(dict.fromkeys(line.recipient for line in lines))
    tally = Tally(championship, sessions, lines, decisions, listed)
    return _Ranking(tally, decisions, None).totals(tally.rounds[-1]) if tally.rounds else {}


class _Ranking:
    """The order of a tally's records after each round."""

    def __init__(self, tally: Tally, decisions: Iterable[Decision], last_round: int | None):
        self.tally = tally
        self.last_round = last_round or max(tally.rounds, default=0)
        recipient = tally.championship.recipient
        self.exclusions = about(decisions, Effect.EXCLUDED, recipient)
        self.tie_orders = about(decisions, Effect.TIE_ORDER, recipient)

    def after(self, number: int) -> tuple[Row, ...]:
        """The table after a round. To be asked for round by round, first one first."""
        self.tally.bring_to(number)
        excluded = {who: one for who, one in self.exclusions if one.from_round <= number}
        to_come = max(self.last_round - number, 0)
        listed = []
        for record in self.tally.records:
            if self._is_listed(record, to_come):
                listed.append(record)
            else:
                record.rank = None  # the next table can't say that it moved
        listed.sort(key=attrgetter("key"))
        rows = self._ranked(
            [record for record in listed if record.recipient not in excluded], number
        )
        for record in listed:
            if record.recipient in excluded:
                rows.append(self._last(record, len(rows) + 1, excluded[record.recipient]))
        return tuple(rows)

    def totals(self, number: int) -> dict[Hashable, Total]:
        """What everybody listed after the last round comes to."""
        self.tally.bring_to(number)
        excluded = {who: one for who, one in self.exclusions if one.from_round <= number}
        ruled = {who: one.value for who, one in self.tie_orders if one.from_round <= number}
        return {
            record.recipient: self._total(record, excluded.get(record.recipient), ruled)
            for record in self.tally.records
            if self._is_listed(record, 0)
        }

    def _total(
        self, record: Record, exclusion: Decision | None, ruled: dict[Hashable, Fraction]
    ) -> Total:
        points, has_drops = self.tally.fraction(record.total), bool(record.dropped)
        if exclusion is not None:
            return Total(points if exclusion.keeps_points else NOTHING, None, has_drops)
        key = -points, -record.code, *self._when_and_ruled(record, ruled)
        return Total(points, key, has_drops)

    def _is_listed(self, record: Record, to_come: int) -> bool:
        match self.tally.rules.listed:
            case Listed.CLASSIFIED if not (record.is_classified or record.is_adjusted):
                return False
            case Listed.POINTS if not record.whole:
                return False
        return len(record.rounds) + to_come >= self.tally.rules.minimum_rounds

    def _ranked(self, listed: list[Record], number: int) -> list[Row]:
        ruled = {who: one.value for who, one in self.tie_orders if one.from_round <= number}
        rows: list[Row] = []
        above = None
        for line, record in enumerate(self._in_order(listed, ruled), start=1):
            tie, place = None, None
            if above is not None and above.total == record.total:
                tie, place = self._tie(above, record, ruled)
            rank = rows[-1].rank if tie is Tie.SHARED else line
            rows.append(
                Row(
                    record.recipient,
                    rank,
                    line,
                    self.tally.fraction(record.total),
                    self.tally.fraction(record.whole),
                    None if record.rank is None or rank is None else record.rank - rank,
                    record.places,
                    record.dropped,
                    tie,
                    place,
                )
            )
            record.rank = rank
            above = record
        return rows

    def _in_order(self, listed: list[Record], ruled: dict[Hashable, Fraction]) -> Iterable[Record]:
        """Split those whom the countback left equal; the others are in order already."""
        if self.tally.rules.still_equal is StillEqual.SHARED and not ruled:
            return listed
        ordered: list[Record] = []
        for _key, group in groupby(listed, key=attrgetter("key")):
            equals = list(group)
            ordered += sorted(equals, key=lambda record: self._when_and_ruled(record, ruled))
        return ordered

    def _when_and_ruled(
        self, record: Record, ruled: dict[Hashable, Fraction]
    ) -> tuple[list[tuple[int, int]], bool, Fraction]:
        order = ruled.get(record.recipient)
        return self._when(record), order is None, order or NOTHING

    def _when(self, record: Record) -> list[tuple[int, int]]:
        """Its places, best first, each with its round; of one place first who goes ahead.

        At the end stands a place beyond all others, so that one place more goes ahead.
        """
        beyond = self.tally.deepest + 1, 0
        match self.tally.rules.still_equal:
            case StillEqual.SHARED:
                return []
            case StillEqual.FIRST_TO_ACHIEVE:
                return [*sorted(record.finishes), beyond]
            case StillEqual.LAST_TO_ACHIEVE:
                return [*sorted((place, -number) for place, number in record.finishes), beyond]

    def _tie(
        self, above: Record, record: Record, ruled: dict[Hashable, Fraction]
    ) -> tuple[Tie, int | None]:
        """What put a record behind another one of as many points, and by which place."""
        place = above.places.split(record.places)
        if place is not None:
            return Tie.COUNTBACK, place
        for ahead, behind in zip(self._when(above), self._when(record), strict=False):
            if ahead != behind:
                return Tie(self.tally.rules.still_equal.value), ahead[0]
        orders = ruled.get(above.recipient), ruled.get(record.recipient)
        return (Tie.SHARED if orders[0] == orders[1] else Tie.DECISION), None

    def _last(self, record: Record, line: int, decision: Decision) -> Row:
        record.rank = None
        points = self.tally.fraction(record.total) if decision.keeps_points else NOTHING
        return Row(
            recipient=record.recipient,
            rank=None,
            line=line,
            points=points,
            before_drops=self.tally.fraction(record.whole),
            moved=None,
            places=record.places,
            dropped=record.dropped,
            is_excluded=True,
            excluded=decision.key,
        )
