from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.facts import Honour, Kind
from championship.scoring.rules import (
    Championship,
    Part,
    Recipient,
    Rules,
    Scale,
    parse_parts,
    write_parts,
)

from .season import F1_1961, F1_2010, scale


def test_a_scale_gives_nothing_beyond_its_end():
    assert [scale(25, 18).for_place(place) for place in (1, 2, 3)] == [25, 18, 0]


def test_a_scale_may_give_points_to_everyone_else():
    points = scale(25, others=Fraction(1, 2))

    assert [points.for_place(place) for place in (1, 2, 60)] == [25, Fraction(1, 2), Fraction(1, 2)]


@pytest.mark.parametrize(
    ("points", "depth"),
    [((25, 18, 15), 3), ((25, 18, 0, 0), 2), ((25, 0, 1), 3), ((), 0)],
)
def test_a_scale_is_as_deep_as_its_last_points(points, depth):
    assert scale(*points).depth == depth


def test_points_for_everyone_else_do_not_deepen_a_scale():
    assert scale(25, 18, others=Fraction(1)).depth == 2


def test_each_bonus_has_its_points_and_its_lowest_place():
    points = Scale((), pole=Fraction(1), fastest_lap=Fraction(2), fastest_lap_within=10)

    assert points.for_bonus(Honour.POLE) == (1, None)
    assert points.for_bonus(Honour.FASTEST_LAP) == (2, 10)


def test_the_scale_of_a_session_wins_over_that_of_its_kind():
    rules = Rules(scales={Kind.RACE: F1_2010}, session_scales={"Le Mans": F1_1961})

    assert rules.scale("Spa", Kind.RACE) == F1_2010
    assert rules.scale("Le Mans", Kind.RACE) == F1_1961
    assert rules.scale("Spa", Kind.SPRINT) is None


def test_rules_are_in_force_until_the_next_version():
    first, second = Rules(minimum_rounds=1), Rules(minimum_rounds=2)
    championship = Championship(Recipient.TEAM, {4: second, 1: first})

    assert [championship.rules_in(number) for number in (1, 3, 4, 99)] == [
        first,
        first,
        second,
        second,
    ]


def test_no_rules_are_in_force_before_the_first_version():
    with pytest.raises(ValueError, match="no rules are in force in round 1"):
        Championship(Recipient.TEAM, {2: Rules()}).rules_in(1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("all", ()),
        ("11", (Part(1, None, 11),)),
        ("1-6:5 7-11:4", (Part(1, 6, 5), Part(7, 11, 4))),
        ("7-11:4, 1-6:5", (Part(1, 6, 5), Part(7, 11, 4))),
        (" 1 – 6 : 5 ", (Part(1, 6, 5),)),
        ("3-3:1", (Part(3, 3, 1),)),
    ],
)
def test_the_results_that_count_are_read(text, parts):
    assert parse_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("some", "not a number of results: 'some'"),
        ("-3", "not a number of results: '-3'"),
        ("4.5", "not a number of results"),
        ("1-6", "not a number of results: '1-6'"),
        ("1-6:", "not a number of results"),
        ("1-6:5:4", "not a number of results"),
        ("1000", "not a number of results"),
        ("0", "counts no result: '0'"),
        ("1-6:0", "counts no result: '1-6:0'"),
        ("6-1:3", "ends before it begins: '6-1:3'"),
        ("0-6:3", "ends before it begins: '0-6:3'"),
        ("1-6:5 6-11:4", "round 6 stands in two parts"),
        ("1-6:5 4", "says twice what counts of the whole season"),
        ("11 11", "says twice what counts of the whole season"),
        ("all 11", "not a number of results: 'all'"),
    ],
)
def test_results_that_count_in_no_season_are_refused(text, fault):
    with pytest.raises(ValueError, match=fault):
        parse_parts(text)


def test_a_part_holds_its_first_and_its_last_round():
    assert [number in Part(2, 4, 1) for number in range(1, 6)] == [False, True, True, True, False]


def test_a_part_without_an_end_holds_every_later_round():
    assert [number in Part(2, None, 1) for number in (1, 2, 999)] == [False, True, True]


@given(
    st.just("")
    | st.integers(1, 999).map(str)
    | st.lists(st.integers(1, 9), min_size=1, max_size=5).map(
        lambda best: " ".join(f"{at * 9 + 1}-{at * 9 + 9}:{n}" for at, n in enumerate(best))
    )
)
def test_what_is_written_is_read_back(text):
    assert write_parts(parse_parts(text)) == text
