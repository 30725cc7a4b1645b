"""One table of several: each method, choice of rounds, identity and tie-break by hand."""

from fractions import Fraction

import pytest

from championship.scoring.combined import (
    Combination,
    Method,
    Part,
    Rounds,
    Several,
    Source,
    SourceRow,
    TieBreak,
    combine,
)

from .season import scale


def source(key, *rows, **facts):
    """A title's table, best first; its last round is the highest that anybody ran."""
    last = max((number for row in rows for number in row.by_round), default=0)
    return Source(key, rows, **{"last_round": last} | facts)


def row(recipient, rank, *by_round, points=None, places=None, adjusted=0):
    """A row by its points in rounds 1, 2, 3 …; None where it did not take part."""
    run = {number: Fraction(one) for number, one in enumerate(by_round, start=1) if one is not None}
    total = sum(run.values(), Fraction(adjusted)) if points is None else Fraction(points)
    return SourceRow(recipient, rank, total, run, places or {}, Fraction(adjusted))


def totals(rows):
    return [(one.rank, one.recipient, one.points) for one in rows]


ASIA = source("asia", row("Craft-Bamboo", 1, 25, 18), row("Absolute", 2, 18, 15))
MIDDLE_EAST = source("middle east", row("Absolute", 1, 25), row("Pure Rxcing", 2, 18))

# Each method


def test_points_are_added():
    rows = combine(Combination(), [ASIA, MIDDLE_EAST])

    assert totals(rows) == [
        (1, "Absolute", 33 + 25),
        (2, "Craft-Bamboo", 43),
        (3, "Pure Rxcing", 18),
    ]


def test_each_part_says_where_its_points_are_from():
    rows = combine(Combination(), [ASIA, MIDDLE_EAST])

    assert rows[0].parts == (Part("asia", 2, 33, 33, 2), Part("middle east", 1, 25, 25, 1))
    assert rows[1].parts == (Part("asia", 1, 43, 43, 2),)


def test_rescaled_points_give_each_leader_the_same():
    rows = combine(Combination(Method.RESCALED), [ASIA, MIDDLE_EAST])

    assert totals(rows) == [
        (1, "Absolute", Fraction(33 * 100, 43) + 100),
        (2, "Craft-Bamboo", 100),
        (3, "Pure Rxcing", Fraction(18 * 100, 25)),
    ]


def test_rescaled_points_of_a_source_without_any_are_none():
    nothing = source("nothing", row("Absolute", 1, 0))

    rows = combine(Combination(Method.RESCALED), [nothing])

    assert totals(rows) == [(1, "Absolute", 0)]


def test_one_scale_counts_the_order_of_each_source():
    rows = combine(Combination(Method.SCALE, scale=scale(10, 6, 4)), [ASIA, MIDDLE_EAST])

    assert totals(rows) == [
        (1, "Absolute", 6 + 10),
        (2, "Craft-Bamboo", 10),
        (3, "Pure Rxcing", 6),
    ]


def test_who_is_not_ranked_here_is_taken_out_of_the_order_of_each_source():
    both = [
        source("asia", row("A", 1, 25), row("B", 2, 18), row("C", 3, 15), minimum_rounds=1),
        source("east", row("C", 1, 25), row("D", 2, 18), row("B", 3, 15), minimum_rounds=1),
    ]

    rows = combine(Combination(Method.SCALE, scale=scale(10, 6, 4)), both)

    # Of B and C, B is first in Asia (10) and second in the East (6), C the other way round.
    assert totals(rows) == [(1, "B", 16), (1, "C", 16)]
    assert [part.rank for part in rows[0].parts] == [1, 2]


def test_equals_in_a_source_get_the_points_of_their_rank_each():
    level = source("asia", row("A", 1, 20), row("B", 1, 20), row("C", 3, 15))

    rows = combine(Combination(Method.SCALE, scale=scale(10, 6, 4)), [level])

    assert totals(rows) == [(1, "A", 10), (1, "B", 10), (3, "C", 4)]


def test_ranks_are_added_and_the_lowest_sum_is_first():
    rows = combine(Combination(Method.RANKS), [ASIA, MIDDLE_EAST])

    # Two are ranked in each, so whoever is missing there stands third.
    assert totals(rows) == [
        (1, "Absolute", 2 + 1),
        (2, "Craft-Bamboo", 1 + 3),
        (3, "Pure Rxcing", 3 + 2),
    ]
    assert rows[1].parts[1] == Part("middle east", None, 0, 3, 0)


def test_ranks_wait_for_a_source_that_has_not_begun():
    rows = combine(Combination(Method.RANKS), [ASIA, source("middle east")])

    assert totals(rows) == [(1, "Craft-Bamboo", 1), (2, "Absolute", 2)]


# Weights, rounds and who takes part often enough


def test_a_source_can_weigh_more():
    double = source("east", *MIDDLE_EAST.rows, weight=Fraction(2))

    rows = combine(Combination(), [ASIA, double])

    assert totals(rows)[:2] == [(1, "Absolute", 33 + 2 * 25), (2, "Craft-Bamboo", 43)]


def test_a_rank_can_weigh_more():
    double = source("east", *MIDDLE_EAST.rows, weight=Fraction(2))

    rows = combine(Combination(Method.RANKS), [ASIA, double])

    assert totals(rows) == [
        (1, "Absolute", 2 + 2 * 1),
        (2, "Craft-Bamboo", 1 + 2 * 3),
        (2, "Pure Rxcing", 3 + 2 * 2),
    ]


def test_only_the_best_rounds_of_a_source_count():
    rows = [row("A", 1, 25, 25, 0), row("B", 2, 18, 15, 15)]

    combined = combine(Combination(), [source("asia", *rows, rounds=Rounds.BEST, best=2)])

    assert totals(combined) == [(1, "A", 25 + 25), (2, "B", 18 + 15)]


def test_the_order_of_a_source_is_that_of_its_best_rounds():
    rows = [row("A", 1, 15, 15, 15), row("B", 2, 25, 18, 0)]
    best = source("asia", *rows, rounds=Rounds.BEST, best=2)

    combined = combine(Combination(Method.RANKS), [best])

    assert totals(combined) == [(1, "B", 1), (2, "A", 2)]


def test_points_taken_from_a_total_are_taken_from_the_best_rounds_too():
    fined = row("A", 1, 25, 18, 15, adjusted=-10)

    combined = combine(Combination(), [source("asia", fined, rounds=Rounds.BEST, best=2)])

    assert totals(combined) == [(1, "A", 25 + 18 - 10)]


def test_only_the_final_round_of_a_source_counts():
    final = source("asia", row("A", 1, 25, 0), row("B", 2, 15, 8), rounds=Rounds.LAST)

    assert totals(combine(Combination(), [final])) == [(1, "B", 8), (2, "A", 0)]


def test_a_final_round_gives_nothing_before_it_is_run():
    before = source("asia", *ASIA.rows, rounds=Rounds.LAST, last_round=5)

    rows = combine(Combination(), [before, MIDDLE_EAST])

    assert totals(rows) == [(1, "Absolute", 25), (2, "Pure Rxcing", 18)]


def test_best_rounds_without_a_number_are_refused():
    with pytest.raises(ValueError, match="how many of the best rounds"):
        combine(Combination(), [source("asia", *ASIA.rows, rounds=Rounds.BEST)])


def test_a_scale_that_is_missing_is_refused():
    with pytest.raises(ValueError, match="no scale"):
        combine(Combination(Method.SCALE), [ASIA])


def test_who_took_part_too_seldom_in_a_source_is_left_out_everywhere():
    once = source("east", *MIDDLE_EAST.rows, minimum_rounds=1)

    rows = combine(Combination(), [ASIA, once])

    assert totals(rows) == [(1, "Absolute", 58), (2, "Pure Rxcing", 18)]


def test_rounds_without_points_are_rounds_run_and_missed_ones_are_not():
    asked = source("asia", row("A", 1, 25, None), row("B", 2, 18, 0), minimum_rounds=2)

    assert totals(combine(Combination(), [asked])) == [(1, "B", 18)]


def test_the_leader_of_a_source_gives_the_measure_even_if_it_is_not_ranked_here():
    asked = source("asia", row("A", 1, 50, None), row("B", 2, 15, 10), minimum_rounds=2)

    rows = combine(Combination(Method.RESCALED), [asked])

    assert totals(rows) == [(1, "B", Fraction(25 * 100, 50))]


# Who is whom


def test_a_team_under_two_names_is_one():
    east = source("east", row("Absolute Racing", 1, 25))
    same = Combination(identity={"Absolute Racing": "Absolute"})

    rows = combine(same, [ASIA, east])

    assert totals(rows)[0] == (1, "Absolute", 33 + 25)


def test_of_two_cars_of_a_team_only_the_better_counts():
    cars = source("asia", row("A", 1, 25), row("B", 2, 18), row("A", 3, 15))

    rows = combine(Combination(Method.SCALE, scale=scale(10, 6, 4)), [cars])

    assert totals(rows) == [(1, "A", 10), (2, "B", 6)]
    assert totals(combine(Combination(), [cars])) == [(1, "A", 25), (2, "B", 18)]


def test_all_cars_of_a_team_can_count():
    cars = source("asia", row("B", 1, 25), row("A", 2, 18), row("A", 3, 15))

    rows = combine(Combination(several=Several.SUM), [cars])

    assert totals(rows) == [(1, "A", 18 + 15), (2, "B", 25)]


def test_a_driver_of_two_cars_ran_the_rounds_of_both():
    cars = source("asia", row("Tincknell", 1, 25, None), row("Tincknell", 2, None, 18))

    asked = source("asia", *cars.rows, minimum_rounds=2)

    assert totals(combine(Combination(), [asked])) == [(1, "Tincknell", 25)]
    assert combine(Combination(), [asked])[0].parts[0].rounds == 2


# Excluded from a source


def test_who_is_excluded_from_a_source_gets_nothing_there():
    excluded = source("asia", row("B", 1, 18), row("A", None, 25, points=0))

    rows = combine(Combination(), [excluded, source("east", row("A", 1, 10))])

    assert totals(rows) == [(1, "B", 18), (2, "A", 10)]


def test_who_is_excluded_stands_behind_the_last_by_ranks():
    excluded = source("asia", row("B", 1, 18), row("A", None, 25, points=0))

    rows = combine(Combination(Method.RANKS), [excluded, source("east", row("A", 1, 10))])

    assert totals(rows) == [(1, "B", 1 + 2), (1, "A", 2 + 1)]


def test_who_is_excluded_everywhere_is_not_listed():
    assert combine(Combination(), [source("asia", row("A", None, 25, points=0))]) == ()


# Equal points

LEVEL = [
    source("asia", row("A", 1, 20, places={1: 2, 4: 1}), row("B", 2, 18, places={1: 1, 2: 3})),
    source("east", row("B", 3, 12, places={2: 1}), row("A", 4, 10, places={5: 1})),
]


@pytest.mark.parametrize(
    ("tie_break", "order"),
    [
        (TieBreak.COUNTBACK, [(1, "A", 30), (2, "B", 30)]),  # two wins against one
        (TieBreak.BEST_SOURCE, [(1, "A", 30), (2, "B", 30)]),  # first against second
        (TieBreak.FIRST_SOURCE, [(1, "A", 30), (2, "B", 30)]),  # first against second
        (TieBreak.LAST_SOURCE, [(1, "B", 30), (2, "A", 30)]),  # third against fourth
        (TieBreak.NONE, [(1, "A", 30), (1, "B", 30)]),
    ],
)
def test_equal_points_are_split_as_told(tie_break, order):
    assert totals(combine(Combination(tie_break=tie_break), LEVEL)) == order


def test_after_equal_best_ranks_the_next_best_splits():
    sources = [
        source("asia", row("A", 1, 20), row("B", 2, 18)),
        source("east", row("B", 1, 12), row("A", 3, 10)),
    ]

    rows = combine(Combination(tie_break=TieBreak.BEST_SOURCE), sources)

    assert totals(rows) == [(1, "B", 30), (2, "A", 30)]


def test_places_of_all_sources_are_counted_together():
    sources = [
        source("asia", row("A", 1, 20, places={1: 1}), row("B", 2, 18, places={2: 1})),
        source("east", row("B", 1, 12, places={1: 1}), row("A", 2, 10, places={3: 1})),
    ]

    rows = combine(Combination(), sources)

    # A win each; a second place beats a third.
    assert totals(rows) == [(1, "B", 30), (2, "A", 30)]
    assert rows[0].places == {1: 1, 2: 1}


def test_a_place_more_goes_ahead():
    sources = [source("asia", row("A", 1, 20, places={1: 1}), row("B", 1, 20, places={1: 1, 9: 1}))]

    assert totals(combine(Combination(), sources)) == [(1, "B", 20), (2, "A", 20)]


def test_a_source_that_somebody_missed_is_the_worst_rank():
    sources = [
        source("asia", row("A", 1, 20), row("B", 9, 8)),
        source("east", row("B", 8, 12)),
    ]

    rows = combine(Combination(tie_break=TieBreak.LAST_SOURCE), sources)

    assert totals(rows) == [(1, "B", 20), (2, "A", 20)]


def test_a_row_says_that_it_has_as_many_points_as_the_one_above():
    rows = combine(Combination(), [*LEVEL, source("more", row("C", 1, 3))])

    assert [(one.recipient, one.line, one.is_equal) for one in rows] == [
        ("A", 1, False),
        ("B", 2, True),
        ("C", 3, False),
    ]
