"""A session to come: who has cars in it, and what is earned if it ends so or so."""

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from .decisions import Decision, Effect
from .facts import NOTHING, Bonus, Finish, Honour, Session
from .field import Field
from .lines import LedgerLine
from .points import earned
from .rules import Championship, Recipient, Scale
from .states import Status


@dataclass(frozen=True, slots=True)
class Earned:
    """What is earned by the cars that are touched by a result; `changed` are all they are for."""

    cars: frozenset[Hashable]
    lines: tuple[LedgerLine, ...]
    changed: tuple[Hashable, ...]


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
        self._best_first: dict[Hashable, list[Finish]] = {}
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
        classes = self.championship.classes
        own = (one for one in finishes if classes is None or not classes.isdisjoint(one.classes))
        finished = tuple(_finished(finish, order) for order, finish in enumerate(own, start=1))
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
        if who not in self._best_first:
            self._best_first[who] = sorted(own, key=lambda finish: -self._worth(who, finish))
        return self._best_first[who]

    def _worth(self, who: Hashable, finish: Finish) -> Fraction:
        lines = self.lines([finish]).lines
        return sum((line.points for line in lines if line.recipient == who), NOTHING)

    def has_cars_alike(self, who: Hashable) -> bool:
        """Whether a place is worth the same with each of its cars."""
        own = self.own.get(who, [])
        return len(own) < 2 or len({self._worth(who, finish) for finish in own}) == 1

    def lines(
        self, front: Sequence[Finish] = (), holder: Hashable = None, car: Finish | None = None
    ) -> Earned:
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
        lines = tuple(earned(self.championship, result, self.decisions))
        changed = [line.recipient for line in lines]
        changed += [line.recipient for line in self.nothing if line.car in touched]
        return Earned(frozenset(touched), lines, tuple(dict.fromkeys(changed)))

    def lines_of(self, some: Container[Hashable], result: Earned) -> Iterator[LedgerLine]:
        """The lines of some recipients in a result: all those whom it changes, and others.

        The line of a car that is not touched is the same whoever else starts.
        """
        yield from result.lines
        for line in self.nothing:
            if line.recipient in some and line.car not in result.cars:
                yield line

    @cached_property
    def nothing(self) -> list[LedgerLine]:
        """What is earned if no car starts."""
        result = replace(self.session, finishes=tuple(self._absent))
        return earned(self.championship, result, self.decisions)

    @cached_property
    def _absent(self) -> list[Finish]:
        """Every car that matters as one that did not start, behind all that did."""
        last = len(self.session.finishes)
        mine = {finish.car for finish in self.cars} | {one.car for one in self.session.bonuses}
        return [
            replace(finish, status=Status.DID_NOT_START, order=last + order)
            for order, finish in enumerate(self.session.finishes, start=1)
            if finish.car in mine
        ]

    def with_place(self, who: Hashable, place: int, rival: Hashable) -> Earned | None:
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
