"""A title over several titles: their tables in, one table out.

No rule of one series stands here. Known of the kind: SRO adds the points of its Sprint and
Endurance Cups; club championships rescale theirs, or add ranks.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .facts import NOTHING, ONE
from .rules import Scale


class Method(StrEnum):
    """What a source gives.

    Points: those of its table. Rescaled: the same, times what makes its leader's a common
    maximum. Scale: points of one scale for the order of the source, whoever is not ranked in
    the combined table taken out of it. Ranks: the rank itself, in that order; lowest sum
    first, and who is missing in a source stands there behind the last one.
    """

    POINTS = "points"
    RESCALED = "rescaled"
    SCALE = "scale"
    RANKS = "ranks"


class Rounds(StrEnum):
    """Which rounds of a source count: all, the best n, or the final one only."""

    ALL = "all"
    BEST = "best"
    LAST = "last"


class Several(StrEnum):
    """What several rows of one recipient in one source give: the best of them, or all."""

    BEST = "best"
    SUM = "sum"


class TieBreak(StrEnum):
    """What splits equal totals; whoever stays equal shares a rank.

    Countback: most wins, then most second places … over all sources. Best source: the best
    rank in any, then the next best. First or last source: the rank there (unranked last).
    """

    COUNTBACK = "countback"
    BEST_SOURCE = "best_source"
    FIRST_SOURCE = "first_source"
    LAST_SOURCE = "last_source"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source's table, by rounds: points, and places as often as reached.

    `by_round` holds the points of every round it took part in, 0 too. `points` is its total
    in its own table (dropped scores and decisions counted), `rank` its rank there, None if
    it was excluded. `adjusted` is what decisions on the total gave or took: it counts with
    the best rounds as with all, and not with the final one.
    """

    recipient: Hashable
    rank: int | None
    points: Fraction
    by_round: Mapping[int, Fraction] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    adjusted: Fraction = NOTHING


@dataclass(frozen=True, slots=True)
class Source:
    """A title that counts: its newest table, and how it counts.

    `last_round` is the final round of its season; a source that counts its final round
    only gives nothing before. `best` goes with Rounds.BEST.
    """

    key: Hashable
    rows: tuple[SourceRow, ...]
    last_round: int
    rounds: Rounds = Rounds.ALL
    best: int | None = None
    weight: Fraction = ONE
    minimum_rounds: int = 0


@dataclass(frozen=True, slots=True)
class Combination:
    """How sources are put together. `identity` says who counts as whom."""

    method: Method = Method.POINTS
    common_maximum: Fraction = Fraction(100)
    scale: Scale | None = None
    several: Several = Several.BEST
    tie_break: TieBreak = TieBreak.COUNTBACK
    identity: Mapping[Hashable, Hashable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one source gives to one row: rank and points there, and what they count for.

    The rank is that of its table; by Method.SCALE and Method.RANKS the one that counts, in
    the order of those who are ranked here. None: missing there, or excluded.
    """

    source: Hashable
    rank: int | None
    points: Fraction
    counted: Fraction
    rounds: int


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """One recipient of a combined table; equals share a rank (1, 1, 3), `line` counts on.

    `is_equal` says that it stands behind the row above it by the tie-break, or beside it.
    """

    recipient: Hashable
    rank: int
    line: int
    points: Fraction
    parts: tuple[Part, ...]
    places: Mapping[int, int] = field(default_factory=dict)
    is_equal: bool = False


def combine(combination: Combination, sources: Sequence[Source]) -> tuple[CombinedRow, ...]:
    """Make one table of several, best first.

    Whoever took part in fewer rounds of a source than it asks for is left out everywhere,
    and whoever counts in no source is not listed. Equals are printed by their ranks in the
    sources, the first one first. Raises ValueError if Method.SCALE has no scale or
    Rounds.BEST no number.
    """
    tables = [_table(combination, source) for source in sources]
    ranked = _ranked(sources, tables)
    parts: defaultdict[Hashable, list[Part]] = defaultdict(list)
    for source, table in zip(sources, tables, strict=True):
        for recipient, part in _parts(combination, source, table, ranked):
            parts[recipient].append(part)
    entrants = [
        _Entrant(recipient, combination, sources, own, _places(recipient, tables))
        for recipient, own in parts.items()
    ]
    return tuple(_in_order(entrants))


# What somebody has in one source


@dataclass(frozen=True, slots=True)
class _There:
    """All rows of one recipient in a source together: `points` by the rounds that count."""

    rank: int | None
    points: Fraction
    rounds: int
    places: Mapping[int, int]
    counts: bool


_Table = dict[Hashable, _There]


def _table(combination: Combination, source: Source) -> _Table:
    rows: defaultdict[Hashable, list[SourceRow]] = defaultdict(list)
    for row in source.rows:
        rows[combination.identity.get(row.recipient, row.recipient)].append(row)
    return {who: _together(combination.several, source, own) for who, own in rows.items()}


def _together(several: Several, source: Source, rows: list[SourceRow]) -> _There:
    run = {number for row in rows for number in row.by_round}
    if several is Several.BEST:
        rows = [min(rows, key=lambda row: (row.rank is None, -_points(source, row), row.rank or 0))]
    ranks = [row.rank for row in rows if row.rank is not None]
    points = sum((_points(source, row) for row in rows), NOTHING)
    is_run = source.rounds is not Rounds.LAST or source.last_round in run
    return _There(
        rank=min(ranks, default=None),
        points=points,
        rounds=len(run),
        places=_sum_of(row.places for row in rows),
        counts=is_run and bool(ranks or points),
    )


def _points(source: Source, row: SourceRow) -> Fraction:
    """The points of a row by the rounds that count; none if it was excluded without them."""
    if source.rounds is Rounds.ALL or (row.rank is None and not row.points):
        return row.points
    if source.rounds is Rounds.LAST:
        return row.by_round.get(source.last_round, NOTHING)
    if source.best is None:
        raise ValueError(f"says not how many of the best rounds count: {source.key!r}")
    best = sorted(row.by_round.values(), reverse=True)[: source.best]
    return sum(best, row.adjusted)


def _ranked(sources: Sequence[Source], tables: Sequence[_Table]) -> set[Hashable]:
    """Everyone who counts somewhere and took part often enough everywhere."""
    found = {who for table in tables for who, there in table.items() if there.counts}
    return {
        who
        for who in found
        if all(
            (table[who].rounds if who in table else 0) >= source.minimum_rounds
            for source, table in zip(sources, tables, strict=True)
        )
    }


# What it counts for


def _parts(
    combination: Combination, source: Source, table: _Table, ranked: set[Hashable]
) -> Iterable[tuple[Hashable, Part]]:
    """What a source gives to each of those who are ranked, by the method."""
    own = {who: there for who, there in table.items() if who in ranked and there.counts}
    if combination.method in (Method.POINTS, Method.RESCALED):
        factor = source.weight * _factor(combination, table)
        for who, there in own.items():
            counted = there.points * factor
            yield who, Part(source.key, there.rank, there.points, counted, there.rounds)
        return
    order = _order(source, own)
    value = _value(combination)
    for who in ranked if order else ():
        points, rounds = (own[who].points, own[who].rounds) if who in own else (NOTHING, 0)
        if who in order:
            counted = source.weight * value(order[who])
            yield who, Part(source.key, order[who], points, counted, rounds)
        elif combination.method is Method.RANKS:
            counted = source.weight * value(len(order) + 1)
            yield who, Part(source.key, None, points, counted, rounds)


def _factor(combination: Combination, table: _Table) -> Fraction:
    """What makes the points of the source's leader the common maximum, if they are rescaled."""
    if combination.method is Method.POINTS:
        return ONE
    most = max((there.points for there in table.values() if there.rank), default=NOTHING)
    return combination.common_maximum / most if most > 0 else NOTHING


def _value(combination: Combination) -> Callable[[int], Fraction]:
    """What a rank in the order of a source counts for."""
    if combination.method is Method.RANKS:
        return Fraction
    if combination.scale is None:
        raise ValueError("one scale for the order of each source, but no scale")
    return combination.scale.for_place


def _order(source: Source, own: _Table) -> dict[Hashable, int]:
    """The rank of each among those who count, equals sharing theirs (1, 1, 3).

    Where all rounds count, the source's own ranks split equal points; in a choice of rounds
    equal points are equal.
    """
    keys = {
        who: (-there.points, there.rank if source.rounds is Rounds.ALL else 0)
        for who, there in own.items()
        if there.rank is not None
    }
    ahead = sorted(keys.values())
    return {who: ahead.index(key) + 1 for who, key in keys.items()}


# Who is ahead


class _Entrant:
    """One recipient with all its parts, and what puts it ahead of others."""

    def __init__(
        self,
        recipient: Hashable,
        combination: Combination,
        sources: Sequence[Source],
        parts: list[Part],
        places: Mapping[int, int],
    ):
        self.recipient, self.parts, self.places = recipient, tuple(parts), places
        self.points = sum((part.counted for part in parts), NOTHING)
        ranks = {part.source: part.rank for part in parts}
        in_sources = [_last_if_none(ranks.get(source.key)) for source in sources]
        lowest_first = combination.method is Method.RANKS
        self.total = self.points if lowest_first else -self.points
        self.key = self.total, _split(combination.tie_break, in_sources, places)
        self.printed = self.key, in_sources, len(repr(recipient)), repr(recipient)


def _split(
    tie_break: TieBreak, ranks: list[tuple[bool, int]], places: Mapping[int, int]
) -> Sequence[tuple[int, ...]]:
    """What splits equal totals: the smaller, the further ahead."""
    match tie_break:
        case TieBreak.COUNTBACK:
            # Behind the last place stands nothing, so that one place more goes ahead.
            reached = sorted((place, -times) for place, times in places.items() if times)
            return [*((False, *one) for one in reached), (True, 0, 0)]
        case TieBreak.BEST_SOURCE:
            return sorted(ranks)
        case TieBreak.FIRST_SOURCE:
            return ranks[:1]
        case TieBreak.LAST_SOURCE:
            return ranks[-1:]
        case TieBreak.NONE:
            return []


def _in_order(entrants: Iterable[_Entrant]) -> Iterable[CombinedRow]:
    above: _Entrant | None = None
    rank = 0
    for line, one in enumerate(sorted(entrants, key=lambda one: one.printed), start=1):
        if above is None or above.key != one.key:
            rank = line
        is_equal = above is not None and above.total == one.total
        yield CombinedRow(one.recipient, rank, line, one.points, one.parts, one.places, is_equal)
        above = one


def _last_if_none(rank: int | None) -> tuple[bool, int]:
    return rank is None, rank or 0


def _places(recipient: Hashable, tables: Iterable[_Table]) -> dict[int, int]:
    """How often each place was reached in the sources that count for somebody."""
    own = (table[recipient] for table in tables if recipient in table)
    return _sum_of(there.places for there in own if there.counts)


def _sum_of(places: Iterable[Mapping[int, int]]) -> dict[int, int]:
    total: Counter[int] = Counter()
    for one in places:
        total.update(one)
    return dict(total)
