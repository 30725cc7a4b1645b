from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.points import LedgerLine, Reason
from championship.scoring.standings import Countback, table, tables_after_each_round

POINTS = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)


def line(who, race, place):
    points = POINTS[place - 1] if place and place <= len(POINTS) else 0
    return LedgerLine(who, race, race, who, Reason.PLACE, Fraction(points), place)


def pole(who, race):
    return LedgerLine(who, race, race, who, Reason.POLE, Fraction(1))


def ranks(rows):
    return [(row.rank, row.recipient, row.points) for row in rows]


def test_more_points_rank_higher():
    rows = table([line("4", 1, 2), line("99", 1, 1)], listed=["4", "99"])

    assert ranks(rows) == [(1, "99", 25), (2, "4", 18)]


def test_equal_points_are_split_by_second_places():
    # Asian Le Mans Series 2023, LMP3: 73 points and one win each, more second places won.
    places = {"a": [1, 2, 2, 4], "b": [1, 3, 3, 2]}
    lines = [
        line(who, race, place)
        for who, own in places.items()
        for race, place in enumerate(own, start=1)
    ]

    rows = table(lines, listed=["b", "a"])

    assert ranks(rows) == [(1, "a", 73), (2, "b", 73)]


def test_competitors_equal_on_countback_share_a_rank_and_the_next_is_skipped():
    lines = [line("4", 1, 1), line("7", 1, 2), line("7", 2, 1), line("4", 2, 2), line("9", 1, 3)]

    assert [row.rank for row in table(lines, listed=["4", "7", "9"])] == [1, 1, 3]


def test_countback_may_look_at_scoring_places_only():
    # Both have one eighth place; only one of them also has an eleventh.
    lines = [line("9", 1, 8), line("9", 2, 11), line("37", 1, 8)]

    over_all = table(lines, listed=["9", "37"])
    over_scoring = table(lines, listed=["9", "37"], countback=Countback.SCORING)

    assert [row.rank for row in over_all] == [1, 2]
    assert [row.rank for row in over_scoring] == [1, 1]


def test_without_countback_equals_share_their_rank():
    lines = [line("24", 1, 7), line("34", 1, 8), line("34", 2, 9)]

    rows = table(lines, listed=["24", "34"], countback=Countback.NONE)

    assert ranks(rows) == [(1, "24", 6), (1, "34", 6)]


def test_only_the_best_rounds_count():
    # As in Formula 1 in 1988, where 105 points in all lost to 94.
    lines = [line("Prost", race, 2) for race in range(1, 5)] + [line("Senna", 1, 1)]

    rows = table(lines, listed=["Prost", "Senna"], best_results=1)

    assert ranks(rows) == [(1, "Senna", 25), (2, "Prost", 18)]


def test_a_round_is_dropped_with_its_pole():
    lines = [line("a", 1, 1), line("a", 2, 2), pole("a", 2)]

    assert table(lines, listed=["a"], best_results=1)[0].points == 25


def test_equals_are_printed_in_the_order_of_the_list():
    lines = [line("75", 1, 20), line("8", 1, 20)]

    rows = table(lines, listed=["8", "75"])

    assert [(row.line, row.recipient) for row in rows] == [(1, "8"), (2, "75")]


def test_a_stranger_in_the_ledger_is_refused():
    with pytest.raises(ValueError, match="not listed"):
        table([line("4", 1, 1)], listed=[])


def test_a_late_joiner_appears_from_its_first_round():
    lines = [line("4", 1, 1), line("4", 3, 2), line("34", 3, 1)]

    tables = tables_after_each_round(lines, listed=["4", "34"])

    assert {after: ranks(rows) for after, rows in tables.items()} == {
        1: [(1, "4", 25)],
        3: [(1, "4", 43), (2, "34", 25)],
    }


LEDGERS = st.lists(
    st.builds(line, st.sampled_from("abcdef"), st.integers(1, 6), st.none() | st.integers(1, 15)),
    max_size=40,
)
COUNTBACKS = st.sampled_from(Countback)


@given(LEDGERS, st.randoms(), COUNTBACKS)
def test_the_order_of_the_ledger_does_not_matter(lines, random, countback):
    shuffled = random.sample(lines, len(lines))

    assert table(shuffled, listed="abcdef", countback=countback) == table(
        lines, listed="abcdef", countback=countback
    )


@given(LEDGERS, COUNTBACKS)
def test_ranks_agree_with_points(lines, countback):
    rows = table(lines, listed="abcdef", countback=countback)

    for better, worse in pairwise(rows):
        assert better.points >= worse.points
        assert better.rank <= worse.rank <= worse.line
        assert better.points == worse.points or better.rank < worse.rank


@given(LEDGERS, st.integers(1, 6))
def test_dropping_results_never_raises_a_total(lines, best):
    everything = {row.recipient: row.points for row in table(lines, listed="abcdef")}

    for row in table(lines, listed="abcdef", best_results=best):
        assert row.points <= everything[row.recipient]


@given(LEDGERS, LEDGERS)
def test_the_table_after_a_round_depends_on_nothing_later(lines, later):
    later = [line(entry.recipient, entry.round + 6, entry.place) for entry in later]

    before = tables_after_each_round(lines, listed="abcdef")
    after = tables_after_each_round(lines + later, listed="abcdef")

    assert {key: rows for key, rows in after.items() if key <= 6} == before


@given(LEDGERS, st.integers(1, 6))
def test_a_better_finish_never_costs_a_rank(lines, race):
    def rank(place):
        rows = table([*lines, line("a", race, place)], listed="abcdef")
        return next(row.rank for row in rows if row.recipient == "a")

    assert rank(1) <= rank(5) <= rank(11)
