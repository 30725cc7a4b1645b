"""What suffices for a title: a margin over each rival, a number of points, a next place."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm

from .facts import NOTHING
from .rules import Crew
from .titles_coming import Coming
from .titles_future import Futures, Relation

# A final table for each of them and each place tried: with more, a title is wide open.
MOST_THREATS = 12


@dataclass(frozen=True, slots=True)
class Margin:
    """How many points more than a rival put a contender ahead of it; below 0: fewer do."""

    rival: Hashable
    points: Fraction


class _Contest:
    """What can be won in a session to come by taking it from another one."""

    def __init__(self, coming: Coming, most: Mapping[Hashable, Fraction]):
        scale = coming.scale
        bonuses = [scale.for_bonus(honour)[0] for honour in coming.open]
        first = scale.for_place(1) * coming.factor + sum(bonuses, NOTHING)
        self.prize = first - scale.for_place(2) * coming.factor
        self.cars = {
            who: own[0].car
            for who, own in coming.own.items()
            if len(own) == 1 and most.get(who) == first
        }

    def at_stake(self, one: Hashable, other: Hashable) -> Fraction:
        """What a win and the bonuses bring beyond a second place, if each has its own car."""
        mine, theirs = self.cars.get(one), self.cars.get(other)
        return NOTHING if mine is None or theirs is None or mine == theirs else self.prize


class Enough:
    """What suffices for one contender against its threats: whoever could end ahead of it."""

    def __init__(self, futures: Futures):
        self.futures = futures
        self.gains = cache(self._gains)
        self.so_far = cache(self._so_far)
        self.most = cache(self._most)
        self.drops = cache(futures.drops)

    def margins(self, who: Hashable, threats: Sequence[Hashable]) -> tuple[Margin, ...]:
        """The margins over all threats, the largest one first.

        None where a dropped score may count for less than its points, or where more would
        be needed than there is: level on points, it takes the countback.
        """
        if not self._adds_up(who, threats):
            return ()
        won = self._won_at_best(who)
        found = []
        for one in threats:
            points = _above(self.so_far(one) - self.so_far(who), self.step)
            if points > won[who] - won.get(one, NOTHING):
                return ()
            found.append(Margin(one, points))
        return tuple(sorted(found, key=lambda margin: -margin.points))

    def points(self, who: Hashable, threats: Sequence[Hashable]) -> Fraction | None:
        """Points in the sessions to come that are enough, whatever the others do.

        None where dropped scores matter, or no score would be enough.
        """
        if not threats or not self._adds_up(who, threats):
            return None
        needed = max(self._points_against(who, one) for one in threats)
        return needed if needed <= self.most(who) else None

    def _points_against(self, who: Hashable, rival: Hashable) -> Fraction:
        """The points that put a rival out of reach though it takes all the others.

        Second places, and sessions without the rival, cost it nothing: so far, each point
        closes the gap by one. Each one beyond is lost to the rival, and closes it by two.
        """
        contested = sum((one.at_stake(who, rival) for one in self.contests), NOTHING)
        at_no_cost = self.most(who) - contested
        lack = self.so_far(rival) + self.most(rival) - self.so_far(who)
        needed = _above(lack, self.step)
        if needed <= at_no_cost:
            return needed
        return at_no_cost + _above((lack - at_no_cost) / 2, self.step)

    # The next session

    def next_place(self, who: Hashable, threats: Sequence[Hashable]) -> int | None:
        """The lowest place in the next session that decides the title, whatever others do.

        A place among the cars that count, without a pole or fastest lap. None if not even a
        win does, if a threat shares a car, if a place is worth more with one of its cars than
        with another, or while there are more than MOST_THREATS.
        """
        futures = self.futures
        if not 0 < len(threats) <= MOST_THREATS or who not in futures.coming[0].own:
            return None
        if not futures.coming[0].has_cars_alike(who):
            return None
        strongest = sorted(threats, key=lambda one: -futures.best(one).points(one))
        if self._is_too_far(who, strongest[0]) or not futures.mates(who).isdisjoint(threats):
            return None
        decides, fails = 0, len(futures.coming[0].cars) + 1
        while fails - decides > 1:
            place = (decides + fails) // 2 if decides else 1
            if all(self._is_decided(who, place, one) for one in strongest):
                decides = place
            else:
                fails = place
        return decides or None

    def _is_too_far(self, who: Hashable, rival: Hashable) -> bool:
        """Whether a win would not do even if the rival scored nothing that day.

        A result never adds more to a total than its points, and drops only make it less.
        """
        if not self.futures.nobody.is_ranked(who):
            return False
        key = self.futures.coming[0].session.key
        most = self.futures.nobody.points(who) + self.gains(who).get(key, NOTHING)
        theirs = self.futures.best(rival).points(rival) - self.gains(rival).get(key, NOTHING)
        return most < theirs

    def _is_decided(self, who: Hashable, place: int, rival: Hashable) -> bool:
        """Whether a place lists one in the final table, out of a rival's reach."""
        first, *later = self.futures.coming
        result = first.with_place(who, place, rival)
        if result is None:
            return False
        results = [result, *(coming.lines(coming.best_first(rival), rival) for coming in later)]
        ending = self.futures.ending(results)
        is_listed = ending.is_ranked(who)
        return is_listed and ending.relation(rival, who) is not Relation.AHEAD

    # Sums

    @cached_property
    def contests(self) -> list[_Contest]:
        most: dict[Hashable, dict[Hashable, Fraction]] = {}
        for who in self.futures.entered:
            for session, points in self.gains(who).items():
                most.setdefault(session, {})[who] = points
        return [_Contest(one, most.get(one.session.key, {})) for one in self.futures.coming]

    def _most(self, who: Hashable) -> Fraction:
        """All the points still open to somebody, before any drops."""
        return sum(self.gains(who).values(), NOTHING)

    def _gains(self, who: Hashable) -> dict[Hashable, Fraction]:
        return self.futures.best(who).gains(who)

    def _so_far(self, who: Hashable) -> Fraction:
        """The total without the sessions to come; decisions on the total are in it."""
        return self.futures.best(who).points(who) - self.most(who)

    def _adds_up(self, who: Hashable, threats: Sequence[Hashable]) -> bool:
        """Whether points to come go straight into the totals, and a contender stays listed."""
        is_listed = self.futures.nobody.is_ranked(who)
        return is_listed and not any(self.drops(one) for one in (who, *threats))

    def _won_at_best(self, who: Hashable) -> dict[Hashable, Fraction]:
        """What each wins in the sessions to come if one wins all: its mates do too."""
        won = {who: NOTHING}
        for line in self.futures.best(who).lines:
            if line.points:
                won[line.recipient] = won.get(line.recipient, NOTHING) + line.points
        return won

    @cached_property
    def step(self) -> Fraction:
        """The least by which points to come can differ."""
        parts, shares = [1], [1]
        for coming in self.futures.coming:
            scale = coming.scale
            worth = [points * coming.factor for points in (*scale.points, scale.others)]
            parts += [points.denominator for points in (*worth, scale.pole, scale.fastest_lap)]
            if coming.rules.crew is not Crew.FULL:
                shares += [len(finish.drivers) for finish in coming.counting if finish.drivers]
        return Fraction(1, lcm(*parts) * lcm(*shares))


def _above(points: Fraction, step: Fraction) -> Fraction:
    """The first multiple of a step that is more."""
    return (points // step + 1) * step
