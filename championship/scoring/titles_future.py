"""Outcomes of the sessions to come, and the final table that each would make.

An outcome gives every car entered a place or none, and every pole and fastest lap that is
still open to one car or to nobody. What stewards may yet decide is no part of it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from .decisions import Decision, Effect
from .facts import NOTHING, Bonus, Finish, Honour, Session
from .field import Field
from .lines import LedgerLine
from .points import adjustments, earned
from .rules import Championship, Recipient, Rules, Scale
from .standings import final_table
from .states import Status
from .tables import Row


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


class Coming:
    """A session to come as one championship sees it: who has cars in it, and how it ends."""

    def __init__(self, championship: Championship, session: Session, decisions: Sequence[Decision]):
        self.championship = championship
        self.session = session
        self.rules = championship.rules_in(session.round)
        self.decisions = decisions
        self.felt = [one for one in decisions if one.concerns(session.key, session.round)]
        field = self.field(session.finishes)
        self.cars = field.cars
        self.counting = [finish for finish in field.cars if finish.car not in field.out]
        self.own: dict[Hashable, list[Finish]] = {}
        for finish in self.counting:
            for who in field.recipients(finish):
                if who not in field.barred:
                    self.own.setdefault(who, []).append(finish)
        self.open = frozenset(Honour) - {
            one.honour for one in session.bonuses if self._is_here(one)
        }

    def _is_here(self, bonus: Bonus) -> bool:
        classes = self.championship.classes
        return bonus.car_class is None or classes is None or bonus.car_class in classes

    def field(self, finishes: Iterable[Finish]) -> Field:
        """Cars that all finish, in the order given."""
        finished = tuple(_finished(finish, order) for order, finish in enumerate(finishes, start=1))
        session = replace(self.session, finishes=finished)
        return Field(self.championship, self.rules, session, self.felt)

    @property
    def scale(self) -> Scale:
        return self.rules.scale(self.session.key, self.session.kind) or Scale(())

    @property
    def is_falling(self) -> bool:
        """Whether a better place is never worth less, and nothing costs points."""
        scale = self.scale
        points = [*scale.points, scale.others]
        is_sorted = all(before >= after for before, after in pairwise(points))
        return is_sorted and min(scale.others, scale.pole, scale.fastest_lap, self.factor) >= 0

    @property
    def factor(self) -> Fraction:
        """What the points for places are multiplied by, so far as it is known."""
        ruled = [one.value for one in self.felt if one.effect is Effect.SESSION_FACTOR]
        return ruled[-1] if ruled else self.session.factor

    def best_first(self, who: Hashable) -> list[Finish]:
        """The cars of a recipient, those first that bring it the most points for a place."""
        own = self.own.get(who, [])
        if len(own) < 2:
            return own
        return sorted(own, key=lambda finish: -self._worth(who, finish))

    def _worth(self, who: Hashable, finish: Finish) -> Fraction:
        return sum((line.points for line in self.lines([finish]) if line.recipient == who), NOTHING)

    def lines(
        self, front: Sequence[Finish] = (), holder: Hashable = None, car: Finish | None = None
    ) -> list[LedgerLine]:
        """What is earned if the cars in front finish in that order and no other one starts.

        The pole and the fastest lap, where still open, go to `car` or to the one in front if
        `holder` says to whom: to a driver of it, or to its entry, team or maker.
        """
        cars = {finish.car for finish in front}
        touched = cars | {bonus.car for bonus in self.session.bonuses}
        absent = [one for one in self._absent if one.car in touched and one.car not in cars]
        finished = [_finished(finish, order) for order, finish in enumerate(front, start=1)]
        bonuses = self.session.bonuses
        if holder is not None and front:
            driver = holder if self.championship.recipient is Recipient.DRIVER else None
            key = (car or front[0]).car
            bonuses += tuple(Bonus(honour, key, driver) for honour in sorted(self.open))
        result = replace(self.session, finishes=(*finished, *absent), bonuses=bonuses)
        untouched = [line for line in self._nothing if line.car not in touched]
        return untouched + earned(self.championship, result, self.decisions)

    @cached_property
    def _nothing(self) -> list[LedgerLine]:
        """What is earned if no car starts: the line of a car is the same whoever else does."""
        result = replace(self.session, finishes=tuple(self._absent))
        return earned(self.championship, result, self.decisions)

    @cached_property
    def _absent(self) -> list[Finish]:
        """Every car as one that did not start, behind all that did."""
        last = len(self.session.finishes)
        return [
            replace(finish, status=Status.DID_NOT_START, order=last + order)
            for order, finish in enumerate(self.session.finishes, start=1)
        ]

    def with_place(self, who: Hashable, place: int, rival: Hashable) -> list[LedgerLine] | None:
        """The best car of one takes a place, and a rival all that it can beside it.

        None if there are too few cars for that place.
        """
        mine, theirs = self.best_first(who)[0], self.best_first(rival)
        owned = {finish.car for finish in (*self.own[who], *theirs)}
        others = [one for one in self.cars if one.car not in owned]
        taking = self.field([*theirs, *others]).places
        ahead = [one for one in (*theirs, *others) if taking.get(one.car, place) < place]
        behind = [one for one in theirs if taking.get(one.car, place) >= place]
        front = [*ahead, mine, *behind]
        if self.field(front).places.get(mine.car) != place:
            return None
        return self.lines(front, rival, theirs[0]) if theirs else self.lines(front)


def _finished(finish: Finish, order: int) -> Finish:
    return replace(finish, status=Status.CLASSIFIED, order=order)


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
