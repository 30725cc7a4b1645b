"""What holds for any combination of any tables."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.combined import (
    Combination,
    Method,
    Rounds,
    Several,
    Source,
    SourceRow,
    TieBreak,
    combine,
)

from .season import scale

LAST = 3
POINTS = st.integers(0, 5).map(Fraction)


@st.composite
def tables(draw, key):
    """A table by its points, equals sharing their ranks; some are excluded at its end."""
    scores = draw(
        st.lists(
            st.tuples(
                st.sampled_from("abcdef"),
                st.dictionaries(st.integers(1, LAST), POINTS, min_size=1),
                st.dictionaries(st.integers(1, 4), st.integers(0, 2), max_size=2),
            ),
            max_size=6,
        )
    )
    scores = sorted(scores, key=lambda one: -sum(one[1].values()))
    totals = [sum(by_round.values()) for _who, by_round, _places in scores]
    rows = [
        SourceRow(who, totals.index(total) + 1, Fraction(total), by_round, places)
        for (who, by_round, places), total in zip(scores, totals, strict=True)
    ]
    excluded = draw(st.booleans()) and rows
    if excluded:
        rows[-1] = replace(rows[-1], rank=None, points=Fraction(0))
    rounds = draw(st.sampled_from(Rounds))
    return Source(
        key,
        tuple(rows),
        LAST,
        rounds,
        best=2 if rounds is Rounds.BEST else None,
        weight=draw(st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(2)])),
        minimum_rounds=draw(st.sampled_from([0, 0, 0, 1, 2])),
    )


SOURCES = st.tuples(tables("asia"), tables("europe"), tables("middle east"))
COMBINATIONS = st.builds(
    Combination,
    method=st.sampled_from(Method),
    scale=st.just(scale(5, 3, 2, 1)),
    several=st.sampled_from(Several),
    tie_break=st.sampled_from(TieBreak),
    identity=st.sampled_from([{}, {"f": "a"}, {"e": "a", "f": "b"}]),
)


@given(COMBINATIONS, SOURCES, st.randoms())
def test_the_order_of_rows_does_not_matter(combination, sources, random):
    mixed = [replace(one, rows=tuple(random.sample(one.rows, len(one.rows)))) for one in sources]

    assert combine(combination, mixed) == combine(combination, sources)


@given(COMBINATIONS, SOURCES)
def test_the_parts_of_a_row_are_its_points(combination, sources):
    for row in combine(combination, sources):
        assert sum(part.counted for part in row.parts) == row.points


@given(COMBINATIONS, SOURCES)
def test_everybody_stands_in_the_table_once_and_in_order(combination, sources):
    rows = combine(combination, sources)

    sign = 1 if combination.method is Method.RANKS else -1
    assert len({row.recipient for row in rows}) == len(rows)
    assert [row.line for row in rows] == list(range(1, len(rows) + 1))
    for above, below in pairwise(rows):
        assert sign * above.points <= sign * below.points
        assert below.rank in (above.rank, below.line)
        assert below.is_equal == (above.points == below.points)


@given(SOURCES, st.sampled_from(Several), st.integers(0, 5), st.integers(1, LAST))
def test_a_better_result_never_costs_points_where_points_are_added(sources, several, gain, number):
    first, *others = sources
    if not first.rows or first.rows[0].rank is None:
        return
    row = first.rows[0]
    more = dict(row.by_round)
    more[number] = more.get(number, Fraction(0)) + gain
    better = replace(row, points=row.points + gain, by_round=more)
    combination = Combination(several=several)

    was = {one.recipient: one.points for one in combine(combination, sources)}
    changed = replace(first, rows=(better, *first.rows[1:]))
    now = {one.recipient: one.points for one in combine(combination, [changed, *others])}

    assert now.get(row.recipient, 0) >= was.get(row.recipient, 0)


@given(COMBINATIONS, SOURCES)
def test_a_source_of_no_weight_moves_nobody_who_is_ranked(combination, sources):
    weightless = replace(sources[0], weight=Fraction(0), minimum_rounds=0)
    combination = replace(combination, tie_break=TieBreak.NONE)
    others = list(sources[1:])

    alone = combine(combination, others)
    names = {row.recipient for row in alone}
    if combination.method in (Method.SCALE, Method.RANKS) and names != {
        row.recipient for row in combine(combination, [weightless, *others])
    }:
        return  # whoever is ranked besides stands in the order of the others, too

    with_it = [row for row in combine(combination, [weightless, *others]) if row.recipient in names]
    assert {row.recipient: row.points for row in with_it} == {
        row.recipient: row.points for row in alone
    }
