"""A ledger in, the table after each round out: with drops, ties, movement and their reasons."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import lcm
from operator import attrgetter

from .decisions import Decision, Effect
from .facts import NOTHING, Kind, Session
from .points import LedgerLine, Reason, ledger
from .rules import Championship, Countback, DropUnit, Listed, Rules, StillEqual
from .states import Status

# How often a place was reached is counted in as many bits of one whole number, first
# places in the highest, so that two records compare as the countback does: at once.
BITS = 16
MOST = (1 << BITS) - 1


# A result as it can drop: its round, and its session where sessions drop one by one.
Result = tuple[int, Hashable]


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
    count = _Count(championship, sessions, lines, decisions, listed, last_round)
    return Tables(tuple(lines), {number: count.table_after(number) for number in count.rounds})


class _Record:
    """What one recipient has done so far. Points are whole numbers of the smallest part."""

    def __init__(self, recipient: Hashable, order: int):
        self.recipient = recipient
        self.order = order
        self.rank: int | None = None
        self.forget()

    def forget(self) -> None:
        self.results: dict[Result, int] = {}
        self.protected: set[Result] = set()  # those that can't drop
        self.finishes: list[tuple[int, int]] = []  # place and round
        self.rounds: set[int] = set()
        self.is_classified = False
        self.adjusted = self.whole = self.total = 0
        self.code = self.lowest = 0  # places as in Places, in bits for the deepest field
        self.dropped: tuple[Drop, ...] = ()
        self.places = Places(0, 0)
        self.key = (0, 0)


class _Count:
    """A championship on its way through the season, a round at a time."""

    def __init__(
        self,
        championship: Championship,
        sessions: list[Session],
        lines: list[LedgerLine],
        decisions: list[Decision],
        listed: Sequence[Hashable],
        last_round: int | None,
    ):
        self.championship = championship
        self.rules = Rules()
        self.rounds = sorted({session.round for session in sessions})
        self.last_round = last_round or max(self.rounds, default=0)
        self.sessions = {session.key: session for session in sessions}
        self.deepest = max((len(session.finishes) for session in sessions), default=0)
        self.unit = lcm(*{line.points.denominator for line in lines})
        self.fractions: dict[int, Fraction] = {}
        self.lines = self._by_table(lines)
        self.records = self._all_records(lines, listed)
        self.known: dict[_Record, None] = {}  # whoever has a line so far
        self.depths: dict[Hashable, int] = {}
        self.exclusions = self._on_the_table(decisions, Effect.EXCLUDED)
        self.tie_orders = self._on_the_table(decisions, Effect.TIE_ORDER)
        self.undroppable = self._on_the_table(decisions, Effect.NOT_DROPPABLE)

    def _by_table(self, lines: list[LedgerLine]) -> dict[int, list[LedgerLine]]:
        """The lines by the first table in which they are felt."""
        felt: dict[int, list[LedgerLine]] = {number: [] for number in self.rounds}
        for line in lines:
            own = felt.get(line.round)
            if own is None:  # a decision dated to a round without a session
                later = [number for number in self.rounds if number > line.round]
                own = felt[later[0]] if later else []
            own.append(line)
        return felt

    def _all_records(
        self, lines: list[LedgerLine], listed: Sequence[Hashable]
    ) -> dict[Hashable, _Record]:
        records = {recipient: _Record(recipient, at) for at, recipient in enumerate(listed)}
        strangers = {line.recipient for line in lines} - records.keys()
        if strangers:
            names = ", ".join(sorted(map(repr, strangers)))
            raise ValueError(f"in the ledger, but not listed: {names}")
        return records

    def _on_the_table(
        self, decisions: list[Decision], effect: Effect
    ) -> list[tuple[Hashable, Decision]]:
        """The decisions of an effect on somebody whom this table ranks, with whom."""
        return [
            (decision.subject.key, decision)
            for decision in decisions
            if decision.effect is effect
            and decision.subject is not None
            and decision.subject.kind is self.championship.recipient
        ]

    def table_after(self, number: int) -> tuple[Row, ...]:
        rules = self.championship.rules_in(number)
        if rules is self.rules:
            touched = self._add(self.lines[number])
        else:
            touched = self._count_again(rules, number)
        for record in touched:
            self._sum_up(record)
        return self._rows(number)

    # Adding up

    def _count_again(self, rules: Rules, number: int) -> set[_Record]:
        """From the first round, because other rules for the sum and for ties are in force."""
        self.rules = rules
        self.depths = {key: self._depth(session) for key, session in self.sessions.items()}
        for record in self.known:
            record.forget()
        return self._add([line for at in self.rounds if at <= number for line in self.lines[at]])

    def _depth(self, session: Session) -> int:
        """The last place of a session that the countback looks at; 0 if at none."""
        rules, kind = self.rules, session.kind
        if kind is not Kind.RACE and not (kind is Kind.SPRINT and rules.countback_sprints):
            return 0
        if rules.countback is Countback.SCORING:
            scale = self.championship.rules_in(session.round).scale(session.key, kind)
            return scale.depth if scale else 0
        if rules.countback is Countback.FIRST:
            return rules.countback_places or 0
        return self.deepest

    def _add(self, lines: list[LedgerLine]) -> set[_Record]:
        records, depths, unit, deepest = self.records, self.depths, self.unit, self.deepest
        by_round = self.rules.drops is DropUnit.ROUND
        touched = set()
        for line in lines:
            record = records[line.recipient]
            touched.add(record)
            value = line.points.numerator * (unit // line.points.denominator)
            if line.reason is Reason.ADJUSTMENT:
                record.adjusted += value
                continue
            result = line.round, None if by_round else line.session
            record.results[result] = record.results.get(result, 0) + value
            if line.status is None:
                continue
            record.rounds.add(line.round)
            if line.status is Status.CLASSIFIED:
                record.is_classified = True
            elif line.status is Status.DISQUALIFIED and self.rules.disqualification_counts:
                record.protected.add(result)
            place = line.place
            if place is not None and place <= depths[line.session]:
                record.code += 1 << (deepest - place) * BITS
                record.finishes.append((place, line.round))
                if place > record.lowest:
                    record.lowest = place
        if not self.known.keys() >= touched:
            everyone = sorted(self.known.keys() | touched, key=attrgetter("order"))
            self.known = dict.fromkeys(everyone)
        return touched

    def _sum_up(self, record: _Record) -> None:
        if self.rules.countback is Countback.NONE:
            record.code = record.lowest = 0
        record.whole = sum(record.results.values()) + record.adjusted
        dropped = self._dropped(record) if self.rules.parts else []
        record.total = record.whole - sum(record.results[result] for result in dropped)
        record.dropped = tuple(
            Drop(*result, self._fraction(record.results[result])) for result in dropped
        )
        unreached = self.deepest - record.lowest
        record.places = Places(record.code >> unreached * BITS, record.lowest)
        record.key = -record.total, -record.code

    def _dropped(self, record: _Record) -> list[Result]:
        """The results that don't count, by round. Of equal ones the later goes."""
        kept = record.protected | {
            result
            for recipient, decision in self.undroppable
            if recipient == record.recipient
            for result in record.results
            if self._is_about(decision, result)
        }
        dropped: list[Result] = []
        for part in self.rules.parts:
            results = [result for result in record.results if result[0] in part]
            surplus = len(results) - part.best
            if surplus > 0:
                droppable = [result for result in reversed(results) if result not in kept]
                dropped += sorted(droppable, key=record.results.__getitem__)[:surplus]
        return sorted(dropped, key=lambda result: result[0])

    def _is_about(self, decision: Decision, result: Result) -> bool:
        number, session = result
        if decision.session is None:
            return decision.from_round == number
        if session is None:
            about = self.sessions.get(decision.session)
            return about is not None and about.round == number
        return decision.session == session

    def _fraction(self, value: int) -> Fraction:
        known = self.fractions.get(value)
        if known is None:
            known = self.fractions[value] = Fraction(value, self.unit)
        return known

    # Ranking

    def _rows(self, number: int) -> tuple[Row, ...]:
        excluded = {who: one for who, one in self.exclusions if one.from_round <= number}
        to_come = max(self.last_round - number, 0)
        listed = []
        for record in self.known:
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

    def _is_listed(self, record: _Record, to_come: int) -> bool:
        match self.rules.listed:
            case Listed.CLASSIFIED if not (record.is_classified or record.adjusted):
                return False
            case Listed.POINTS if not record.whole:
                return False
        return len(record.rounds) + to_come >= self.rules.minimum_rounds

    def _ranked(self, listed: list[_Record], number: int) -> list[Row]:
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
                    self._fraction(record.total),
                    self._fraction(record.whole),
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

    def _in_order(
        self, listed: list[_Record], ruled: dict[Hashable, Fraction]
    ) -> Iterable[_Record]:
        """Split those whom the countback left equal; the others are in order already."""
        if self.rules.still_equal is StillEqual.SHARED and not ruled:
            return listed
        ordered: list[_Record] = []
        for _key, group in groupby(listed, key=attrgetter("key")):
            equals = list(group)
            ordered += sorted(equals, key=lambda record: self._when_and_ruled(record, ruled))
        return ordered

    def _when_and_ruled(
        self, record: _Record, ruled: dict[Hashable, Fraction]
    ) -> tuple[list[tuple[int, int]], bool, Fraction]:
        order = ruled.get(record.recipient)
        return self._when(record), order is None, order or NOTHING

    def _when(self, record: _Record) -> list[tuple[int, int]]:
        """Its places, best first, each with its round; of one place first who goes ahead.

        At the end stands a place beyond all others, so that one place more goes ahead.
        """
        beyond = self.deepest + 1, 0
        match self.rules.still_equal:
            case StillEqual.SHARED:
                return []
            case StillEqual.FIRST_TO_ACHIEVE:
                return [*sorted(record.finishes), beyond]
            case StillEqual.LAST_TO_ACHIEVE:
                return [*sorted((place, -number) for place, number in record.finishes), beyond]

    def _tie(
        self, above: _Record, record: _Record, ruled: dict[Hashable, Fraction]
    ) -> tuple[Tie, int | None]:
        """What put a record behind another one of as many points, and by which place."""
        place = above.places.split(record.places)
        if place is not None:
            return Tie.COUNTBACK, place
        for ahead, behind in zip(self._when(above), self._when(record), strict=False):
            if ahead != behind:
                return Tie(self.rules.still_equal.value), ahead[0]
        orders = ruled.get(above.recipient), ruled.get(record.recipient)
        return (Tie.SHARED if orders[0] == orders[1] else Tie.DECISION), None

    def _last(self, record: _Record, line: int, decision: Decision) -> Row:
        record.rank = None
        points = self._fraction(record.total) if decision.keeps_points else NOTHING
        return Row(
            recipient=record.recipient,
            rank=None,
            line=line,
            points=points,
            before_drops=self._fraction(record.whole),
            moved=None,
            places=record.places,
            dropped=record.dropped,
            is_excluded=True,
            excluded=decision.key,
        )
