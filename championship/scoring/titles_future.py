"""Outcomes of the sessions to come, and the final table that each would make.

An outcome gives every car entered a place or none, and every pole and fastest lap that is
still open to one car or to nobody. What stewards may yet decide is no part of it.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from .decisions import Decision
from .facts import NOTHING, Finish, Session
from .lines import LedgerLine
from .points import adjustments, earned
from .rules import BonusTo, Championship, Recipient, Rules
from .standings import Total, final_table, final_totals
from .titles_coming import Coming, Earned


class Relation(IntEnum):
    """How one recipient stands to another in a table."""

    BEHIND = -1
    LEVEL = 0
    AHEAD = 1


@dataclass(frozen=True, slots=True)
class Ending:
    """What everybody comes to in a final table, and the lines of the sessions that were to come.

    `lines` has those of whoever comes to something else than if no car started.
    """

    totals: Mapping[Hashable, Total | None]
    lines: tuple[LedgerLine, ...] = ()

    def is_ranked(self, who: Hashable) -> bool:
        total = self.totals.get(who)
        return total is not None and total.key is not None

    def points(self, who: Hashable) -> Fraction:
        total = self.totals.get(who)
        return total.points if total else NOTHING

    def has_drops(self, who: Hashable) -> bool:
        """Whether a result of somebody's drops."""
        total = self.totals.get(who)
        return total is not None and total.has_drops

    def relation(self, one: Hashable, other: Hashable) -> Relation:
        """Whoever has a rank is ahead of whoever has none."""
        mine, theirs = self._key(one), self._key(other)
        if mine == theirs:
            return Relation.LEVEL
        is_ahead = theirs is None or (mine is not None and mine < theirs)
        return Relation.AHEAD if is_ahead else Relation.BEHIND

    def ahead_of(self, who: Hashable, others: Iterable[Hashable]) -> list[Hashable]:
        """Those of the others who are ahead of one who has a rank."""
        mine = self._key(who)
        keys = ((one, self._key(one)) for one in others)
        return [one for one, key in keys if key is not None and key < mine]

    def _key(self, who: Hashable) -> Any:
        total = self.totals.get(who)
        return total.key if total else None

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
    def now(self) -> dict[Hashable, Fraction]:
        """The points in the table as it stands, whoever is first in it first."""
        lines = [*self.lines, *adjustments(self.championship, self.lines, self.decisions)]
        rows = final_table(self.championship, self.run, lines, self.decisions, self.everyone)
        return {row.recipient: row.points for row in rows}

    @cached_property
    def nobody(self) -> Ending:
        """No car starts any more: the least that everybody comes to."""
        lines = tuple(line for one in self.coming for line in one.nothing)
        return Ending(self._totals([*self.lines, *lines]), lines)

    @cached_property
    def leading(self) -> Any:
        """The key of whoever is first if no car starts any more; None if nobody is ranked."""
        keys = (total.key for total in self.nobody.totals.values() if total and total.key)
        return min(keys, default=None)

    def leads(self, who: Hashable) -> bool:
        """Whether one is first, alone or level, if no car starts any more."""
        total = self.nobody.totals.get(who)
        return total is not None and total.key is not None and total.key == self.leading

    def best(self, who: Hashable) -> Ending:
        """The most that a recipient comes to: it wins all, with every bonus; no other starts."""
        if who not in self._entered:
            return self.nobody
        fronts = [one.best_first(who) for one in self.coming]
        cars = tuple(tuple(car.car for car in front) for front in fronts)
        # The drivers of one car have their most in one and the same ending.
        key = cars, who if self._has_drivers_bonus else None
        if key not in self._best:
            self._best[key] = self.ending(
                one.lines(front, who) for one, front in zip(self.coming, fronts, strict=True)
            )
        return self._best[key]

    @cached_property
    def _has_drivers_bonus(self) -> bool:
        """Whether a pole or fastest lap to come is one driver's, not all the crew's."""
        return any(one.rules.bonus_to is BonusTo.DRIVER for one in self.coming)

    def drops(self, who: Hashable) -> bool:
        """Whether a result of somebody's drops at the end, whatever it is worth."""
        return self.best(who).has_drops(who)

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

    def ending(self, results: Iterable[Earned]) -> Ending:
        """The final table with what is earned in each of the sessions to come.

        Only those are counted anew who have a car in front, or one that is moved by it.
        """
        results = list(results)
        changed = {who: None for result in results for who in result.changed}
        lines = tuple(
            line
            for coming, result in zip(self.coming, results, strict=True)
            for line in coming.lines_of(changed, result)
        )
        past = (line for who in changed for line in self._past.get(who, ()))
        totals = self._totals([*past, *lines])
        return Ending({**self.nobody.totals, **changed, **totals}, lines)

    @cached_property
    def _past(self) -> dict[Hashable, list[LedgerLine]]:
        past: dict[Hashable, list[LedgerLine]] = {}
        for line in self.lines:
            past.setdefault(line.recipient, []).append(line)
        return past

    @cached_property
    def _sessions(self) -> list[Session]:
        return [*self.run, *(one.session for one in self.coming)]

    def _totals(self, lines: list[LedgerLine]) -> dict[Hashable, Total]:
        every = [*lines, *adjustments(self.championship, lines, self.decisions)]
        return final_totals(self.championship, self._sessions, every, self.decisions)


class _Stranger:
    """A driver whom no table knows."""


def _among_strangers(finish: Finish, driver: Hashable) -> Finish:
    drivers = tuple(who if who == driver else _Stranger() for who in finish.drivers)
    return replace(finish, drivers=drivers)


def _counts(rules: Rules, session: Session) -> bool:
    is_excluded = session.round in rules.rounds_excluded
    return not is_excluded and rules.scale(session.key, session.kind) is not None
