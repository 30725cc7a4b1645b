"""Every outcome of a small season, one by one: an oracle for who can still win a title.

Nothing of it is shared with the engine but the values of its rules. A season is a list of
rounds; a round a list of cars, each with its drivers. What is run has an order, what is to
come has none. All cars count in one class, over drivers, by one scale.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, permutations, product


@dataclass(frozen=True)
class Car:
    """A car of a round: whom it brings points, and whether it is registered for them."""

    name: str
    owners: tuple[str, ...]
    scores: bool = True


@dataclass(frozen=True)
class Round:
    """A round: all its cars, and of one that was run those classified, best first."""

    number: int
    cars: tuple[Car, ...]
    finished: tuple[str, ...] | None = None
    fastest: str | None = None
    factor: Fraction = Fraction(1)


@dataclass(frozen=True)
class Book:
    """The rules of a small season; `best` results count, of all rounds or of two parts."""

    points: tuple[int, ...]
    fastest_lap: int = 0
    parts: tuple[tuple[int, int, int], ...] = ()
    splits: bool = False
    guests_keep_places: bool = False
    cars_counted: int | None = None
    countback: int = 99  # how many places split equals
    still_equal: int = 0  # 1: first to achieve, -1: last to achieve
    minimum_rounds: int = 0
    added: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class Earned:
    """What somebody has of one round: points, the places reached, and whether he started."""

    points: Fraction
    places: tuple[int, ...]
    started: bool


def outcomes(book, one):
    """Every (finished, fastest, starters) of a round to come."""
    names = [car.name for car in one.cars]
    for size in range(len(names) + 1):
        for finished in permutations(names, size):
            others = [name for name in names if name not in finished]
            fastest = [None, *names] if book.fastest_lap else [None]
            for holder, started in product(fastest, _subsets(book, others)):
                yield finished, holder, {*finished, *started}


def _subsets(book, names):
    if not book.minimum_rounds:
        return [()]
    return [some for size in range(len(names) + 1) for some in combinations(names, size)]


def earned(book, one, finished, fastest, started):
    """What each owner has of a round that ended so: {owner: Earned}."""
    cars, got, taken, counted = {car.name: car for car in one.cars}, {}, 0, Counter()
    for car in one.cars:
        for owner in car.owners if car.scores else ():
            got.setdefault(owner, [Fraction(0), [], False])
            got[owner][2] |= car.name in started
    for name in finished:
        car = cars[name]
        taken += car.scores or book.guests_keep_places
        for owner in car.owners if car.scores else ():
            counted[owner] += 1
            got[owner][1].append(taken)
            if book.cars_counted is None or counted[owner] <= book.cars_counted:
                worth = book.points[taken - 1] if taken <= len(book.points) else 0
                share = len(car.owners) if book.splits else 1
                got[owner][0] += Fraction(worth) * one.factor / share
    if fastest is not None and cars[fastest].scores:
        for owner in cars[fastest].owners:
            got[owner][0] += book.fastest_lap
    return {who: Earned(have[0], tuple(have[1]), have[2]) for who, have in got.items()}


def table(book, rounds):
    """Rank by owner of [(number, {owner: Earned})], and total: who is not listed has neither."""
    keys = {}
    for who in {who for _number, got in rounds for who in got}:
        mine = [(number, got[who]) for number, got in rounds if who in got]
        if sum(have.started for _number, have in mine) >= book.minimum_rounds:
            keys[who] = _key(book, who, mine)
    ranks = {who: 1 + sum(other < key for other in keys.values()) for who, key in keys.items()}
    return ranks, {who: -key[0] for who, key in keys.items()}


def _key(book, who, mine):
    total = Fraction(book.added.get(who, 0))
    for first, last, best in book.parts or ((1, 99, 99),):
        points = sorted((have.points for at, have in mine if first <= at <= last), reverse=True)
        total += sum(points[:best])
    places = [
        (place, book.still_equal * at)
        for at, have in mine
        for place in have.places
        if place <= (book.countback or 99)
    ]
    reached = Counter(place for place, _at in places)
    countback = [-reached[place] for place in range(1, 9)] if book.countback else []
    when = [*sorted(places), (99, 0)] if book.still_equal else []
    return -total, countback, when


@dataclass(frozen=True)
class End:
    """One way the season may end: ranks, totals, what was won on the way, the next places."""

    ranks: dict[str, int]
    totals: dict[str, Fraction]
    won: dict[str, Fraction]
    next_places: dict[str, int]


def ends(book, run, coming):
    """Every way the season may end."""
    past = []
    for one in run:
        started = {car.name for car in one.cars}
        past.append((one.number, earned(book, one, one.finished, one.fastest, started)))
    choices = []
    for one in coming:
        results = [earned(book, one, *outcome) for outcome in outcomes(book, one)]
        choices.append([(one.number, got) for got in _distinct(results)])
    for chosen in product(*choices):
        first = chosen[0][1] if chosen else {}
        next_places = {who: min(have.places) for who, have in first.items() if have.places}
        yield End(*table(book, [*past, *chosen]), _won(chosen), next_places)


def _distinct(results):
    return list({tuple(sorted(got.items())): got for got in results}.values())


def _won(chosen):
    won = Counter()
    for _number, got in chosen:
        for who, have in got.items():
            won[who] += have.points
    return won


def states(all_ends):
    """Who is first in every end, and who in some: two sets."""
    first = [{who for who, rank in end.ranks.items() if rank == 1} for end in all_ends]
    return set.intersection(*first), set.union(*first)
