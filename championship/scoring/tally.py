"""What each recipient has done so far: points, dropped scores and places, a round at a time."""

from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from math import lcm
from operator import attrgetter

from .decisions import Decision, Effect, about
from .facts import Kind, Session
from .lines import LedgerLine, Reason
from .rules import Championship, Countback, DropUnit, Rules
from .states import Status
from .tables import BITS, Drop, Places

# A result as it can drop: its round, and its session where sessions drop one by one.
Result = tuple[int, Hashable]
ABSENT = (Status.DID_NOT_START, Status.WITHDRAWN)


class Record:
    """What one recipient has done so far. Points are whole numbers of the smallest part."""

    def __init__(self, recipient: Hashable, order: int):
        self.recipient = recipient
        self.order = order
        self.rank: int | None = None
        self.forget()

    def forget(self) -> None:
        """Start again, as if no round had been run; the rank of the last table stays."""
        self.results: dict[Result, int] = {}
        self.protected: set[Result] = set()  # those that can't drop
        self.finishes: list[tuple[int, int]] = []  # place and round
        self.rounds: set[int] = set()
        self.is_classified = False
        self.is_adjusted = False
        self.whole = self.total = 0
        self.code = self.lowest = 0  # places as in Places, in bits for the deepest field
        self.dropped: tuple[Drop, ...] = ()
        self.places = Places(0, 0)
        self.key = (0, 0)  # the smaller, the higher in the table


class Tally:
    """The records of a championship, brought from round to round.

    `records` holds those of everybody with a line so far, in the order of `listed`.
    """

    def __init__(
        self,
        championship: Championship,
        sessions: Sequence[Session],
        lines: Sequence[LedgerLine],
        decisions: Iterable[Decision],
        listed: Sequence[Hashable],
    ):
        self.championship = championship
        self.rules = Rules()
        self.rounds = sorted({session.round for session in sessions})
        self.sessions = {session.key: session for session in sessions}
        self.deepest = max((len(session.finishes) for session in sessions), default=0)
        self.unit = lcm(*{line.points.denominator for line in lines})
        self.fractions: dict[int, Fraction] = {}
        self.lines = self._by_table(lines)
        self.everyone = _records(lines, listed)
        self.records: dict[Record, None] = {}
        self.depths: dict[Hashable, int] = {}
        self.undroppable = about(decisions, Effect.NOT_DROPPABLE, championship.recipient)

    def bring_to(self, number: int) -> None:
        """Add the lines of a round: the next one, or all so far where new rules are in force."""
        rules = self.championship.rules_in(number)
        if rules is self.rules:
            touched = self._add(self.lines[number])
        else:
            touched = self._start_again(rules, number)
        for record in touched:
            self._sum_up(record)

    def fraction(self, value: int) -> Fraction:
        """The points behind a whole number of the smallest part."""
        known = self.fractions.get(value)
        if known is None:
            known = self.fractions[value] = Fraction(value, self.unit)
        return known

    def _by_table(self, lines: Sequence[LedgerLine]) -> dict[int, list[LedgerLine]]:
        """The lines by the first table in which they are felt."""
        felt: dict[int, list[LedgerLine]] = {number: [] for number in self.rounds}
        for line in lines:
            own = felt.get(line.round)
            if own is None:  # a decision dated to a round without a session
                later = [number for number in self.rounds if number > line.round]
                own = felt[later[0]] if later else []
            own.append(line)
        return felt

    def _start_again(self, rules: Rules, number: int) -> set[Record]:
        """From the first round, because other rules for the sum and for ties are in force."""
        self.rules = rules
        self.depths = {key: self._depth(session) for key, session in self.sessions.items()}
        for record in self.records:
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

    def _add(self, lines: Sequence[LedgerLine]) -> set[Record]:
        """Add lines to the records of whom they are about, and return those."""
        everyone, depths, unit = self.everyone, self.depths, self.unit
        by_round = self.rules.drops is DropUnit.ROUND
        touched = set()
        for line in lines:
            record = everyone[line.recipient]
            touched.add(record)
            value = line.points.numerator * (unit // line.points.denominator)
            record.whole += value
            if line.reason is Reason.ADJUSTMENT:
                record.is_adjusted = True
                continue
            result = line.round, None if by_round else line.session
            record.results[result] = record.results.get(result, 0) + value
            if line.status is not None:
                self._add_car(record, line, result, depths[line.session])
        if not self.records.keys() >= touched:
            known = sorted(self.records.keys() | touched, key=attrgetter("order"))
            self.records = dict.fromkeys(known)
        return touched

    def _add_car(self, record: Record, line: LedgerLine, result: Result, depth: int) -> None:
        if line.status is Status.CLASSIFIED:
            record.is_classified = True
        elif line.status is Status.DISQUALIFIED and self.rules.disqualification_counts:
            record.protected.add(result)
        if line.status not in ABSENT:
            record.rounds.add(line.round)
        place = line.place
        if place is not None and place <= depth:
            record.code += 1 << (self.deepest - place) * BITS
            record.finishes.append((place, line.round))
            if place > record.lowest:
                record.lowest = place

    def _sum_up(self, record: Record) -> None:
        if self.rules.countback is Countback.NONE:
            record.code = record.lowest = 0
        record.total = record.whole
        if self.rules.parts:
            dropped = self._dropped(record)
            record.total -= sum(record.results[result] for result in dropped)
            record.dropped = tuple(
                Drop(*result, self.fraction(record.results[result])) for result in dropped
            )
        unreached = self.deepest - record.lowest
        record.places = Places(record.code >> unreached * BITS, record.lowest)
        record.key = -record.total, -record.code

    def _dropped(self, record: Record) -> list[Result]:
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


def _records(lines: Iterable[LedgerLine], listed: Sequence[Hashable]) -> dict[Hashable, Record]:
    records = {recipient: Record(recipient, at) for at, recipient in enumerate(listed)}
    strangers = {line.recipient for line in lines} - records.keys()
    if strangers:
        names = ", ".join(sorted(map(repr, strangers)))
        raise ValueError(f"in the ledger, but not listed: {names}")
    return records
