"""Outcomes of the sessions to come, and the final table that each would make.

An outcome gives every car entered a place or none, and every pole and fastest lap that is
still open to one car or to nobody. What stewards may yet decide is no part of it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from .decisions import Decision
from .facts import NOTHING, Finish, Session
from .lines import LedgerLine
from .points import adjustments, earned
from .rules import Championship, Recipient, Rules
from .standings import final_table
from .tables import Row
from .titles_coming import Coming


class Relation(IntEnum):
    """How one recipient stands to another in a table."""

    BEHIND = -1
    LEVEL = 0
    AHEAD = 1


@dataclass(frozen=True, slots=True)
class Ending:
    """A final table, row by row, and the lines of the sessions that were to come."""

    rows: Mapping[Hashable, Row]
    lines: tuple[LedgerLine, ...] = ()

    def rank(self, who: Hashable) -> int | None:
        row = self.rows.get(who)
        return row.rank if row else None

    def points(self, who: Hashable) -> Fraction:
        row = self.rows.get(who)
        return row.points if row else NOTHING

    def relation(self, one: Hashable, other: Hashable) -> Relation:
        """Whoever has a rank is ahead of whoever has none."""
        mine, theirs = self.rank(one), self.rank(other)
        if mine == theirs:
            return Relation.LEVEL
        is_ahead = theirs is None or (mine is not None and mine < theirs)
        return Relation.AHEAD if is_ahead else Relation.BEHIND

    def gains(self, who: Hashable) -> dict[Hashable, Fraction]:
        """The points of one recipient by session to come, before any drops."""
        gains: dict[Hashable, Fraction] = {}
        for line in self.lines:
            if line.recipient == who:
                gains[line.session] = gains.get(line.session, NOTHING) + line.points
        return gains


class Futures:
    """What may become of a championship: a final table for each outcome asked for.

    `coming` are the sessions not run yet; their finishes say which cars are entered, in any
    order and with any status. Bonuses that are recorded already stand.
    """

    def __init__(
        self,
        championship: Championship,
        sessions: Iterable[Session],
        coming: Iterable[Session],
        decisions: Iterable[Decision],
    ):
        self.championship = championship
        self.decisions = list(decisions)
        self.run = sorted(sessions, key=lambda session: session.round)
        self.lines = [
            line for one in self.run for line in earned(championship, one, self.decisions)
        ]
        self.coming = [
            Coming(championship, session, self.decisions)
            for session in sorted(coming, key=lambda session: session.round)
            if _counts(championship.rules_in(session.round), session)
        ]
        self._best: dict[Hashable, Ending] = {}
        self._alone: dict[Hashable, Ending] = {}

    # Who may still score, and with whom

    @cached_property
    def entered(self) -> list[Hashable]:
        """Those with a car in a session to come."""
        return list(dict.fromkeys(who for coming in self.coming for who in coming.own))

    @cached_property
    def _entered(self) -> frozenset[Hashable]:
        return frozenset(self.entered)

    @cached_property
    def everyone(self) -> list[Hashable]:
        return list(dict.fromkeys([*(line.recipient for line in self.lines), *self.entered]))

    @cached_property
    def _mates(self) -> dict[Hashable, set[Hashable]]:
        mates: dict[Hashable, set[Hashable]] = {}
        if self.championship.recipient is Recipient.DRIVER:
            for coming in self.coming:
                for who, cars in coming.own.items():
                    drivers = {driver for finish in cars for driver in finish.drivers}
                    mates.setdefault(who, set()).update(drivers - {who})
        return mates

    @cached_property
    def is_falling(self) -> bool:
        """Whether a better place is worth as much or more in every session to come."""
        return all(coming.is_falling for coming in self.coming)

    def mates(self, who: Hashable) -> set[Hashable]:
        """The drivers who share a car with one in a session to come."""
        return self._mates.get(who, set())

    # What may happen

    @cached_property
    def now(self) -> Ending:
        """The table as it stands."""
        lines = [*self.lines, *adjustments(self.championship, self.lines, self.decisions)]
        return self._ending(self.run, lines, ())

    @cached_property
    def nobody(self) -> Ending:
        """No car starts any more: the least that everybody comes to."""
        return self.ending(one.lines() for one in self.coming)

    def best(self, who: Hashable) -> Ending:
        """The most that a recipient comes to: it wins all, with every bonus; no other starts."""
        if who not in self._entered:
            return self.nobody
        if who not in self._best:
            self._best[who] = self.ending(
                one.lines(one.best_first(who), who) for one in self.coming
            )
        return self._best[who]

    def drops(self, who: Hashable) -> bool:
        """Whether a result of somebody's drops at the end, whatever it is worth."""
        row = self.best(who).rows.get(who)
        return row is not None and bool(row.dropped)

    def best_alone(self, driver: Hashable) -> Ending:
        """As best(), but nobody profits of the cars that a driver shares.

        In the place of each mate is a stranger, so that the share of a car stays what it is.
        """
        if driver not in self._alone:
            results = []
            for one in self.coming:
                front = [_among_strangers(car, driver) for car in one.best_first(driver)]
                results.append(one.lines(front, driver))
            self._alone[driver] = self.ending(results)
        return self._alone[driver]

    def ending(self, results: Iterable[Sequence[LedgerLine]]) -> Ending:
        """The final table with what is earned in each of the sessions to come."""
        lines = tuple(line for result in results for line in result)
        every = [*self.lines, *lines]
        every += adjustments(self.championship, every, self.decisions)
        sessions = [*self.run, *(one.session for one in self.coming)]
        return self._ending(sessions, every, lines)

    def _ending(
        self, sessions: Sequence[Session], every: list[LedgerLine], lines: tuple[LedgerLine, ...]
    ) -> Ending:
        listed = list(dict.fromkeys([*self.everyone, *(line.recipient for line in lines)]))
        rows = final_table(self.championship, sessions, every, self.decisions, listed)
        return Ending({row.recipient: row for row in rows}, lines)


class _Stranger:
    """A driver whom no table knows."""


def _among_strangers(finish: Finish, driver: Hashable) -> Finish:
    drivers = tuple(who if who == driver else _Stranger() for who in finish.drivers)
    return replace(finish, drivers=drivers)


def _counts(rules: Rules, session: Session) -> bool:
    is_excluded = session.round in rules.rounds_excluded
    return not is_excluded and rules.scale(session.key, session.kind) is not None
