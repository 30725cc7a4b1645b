from dataclasses import replace
from fractions import Fraction

import pytest

from championship.scoring.decisions import Decision, Effect
from championship.scoring.facts import Kind
from championship.scoring.rules import (
    Championship,
    Countback,
    DropUnit,
    Listed,
    Part,
    Recipient,
    Rules,
    StillEqual,
)
from championship.scoring.standings import Tie, compute
from championship.scoring.states import Status

from .season import (
    F1_2010,
    car,
    driver,
    final_table,
    makes,
    pole,
    race,
    scale,
    season,
    table,
    title,
)


def test_more_points_rank_higher():
    assert final_table(title(), [race(1, "99", "4")]) == [(1, "99", 25), (2, "4", 18)]


def test_there_is_a_table_after_every_round_with_a_session():
    tables = compute(title(), [race(1, "4"), race(3, "34", "4")])

    assert {after: table(rows) for after, rows in tables.after.items()} == {
        1: [(1, "4", 25)],
        3: [(1, "4", 43), (2, "34", 25)],
    }


def test_a_championship_without_a_session_has_no_table():
    tables = compute(title(), [])

    assert (tables.after, tables.newest) == ({}, ())


def test_a_session_in_which_nobody_is_classified_gives_places_to_nobody():
    result = race(1, *(car(name, status=Status.RETIRED) for name in "ab"))

    assert final_table(title(), [result]) == [(1, "a", 0), (1, "b", 0)]


def test_ranks_won_and_lost_since_the_table_before():
    tables = compute(title(), season({"a": "1 3", "b": "2 1", "c": "- 2"}))

    assert [(row.recipient, row.moved) for row in tables.newest] == [
        ("b", 1),
        ("a", -1),
        ("c", None),
    ]


def test_a_stranger_in_the_ledger_is_refused():
    with pytest.raises(ValueError, match="in the ledger, but not listed: '5'"):
        compute(title(), [race(1, "4", "5")], listed=["4"])


def test_whoever_is_listed_and_did_nothing_yet_is_in_no_table():
    assert final_table(title(), [race(1, "4")], listed=["5", "4"]) == [(1, "4", 25)]


# Equal points


def test_equal_points_are_split_by_wins_first():
    rows = compute(title(points=scale(3, 2, 1)), season({"a": "2 2 2", "b": "1 1 R"})).newest

    assert table(rows) == [(1, "b", 6), (2, "a", 6)]
    assert (rows[1].tie, rows[1].tie_place) == (Tie.COUNTBACK, 1)


def test_whoever_is_first_of_equals_is_behind_nobody():
    rows = compute(title(), season({"a": "1 2", "b": "2 1", "c": "3 4"})).newest

    assert [row.tie for row in rows] == [None, Tie.SHARED, None]


def test_equals_share_a_rank_and_the_next_is_skipped():
    rows = compute(title(), season({"a": "1 2", "b": "2 1", "c": "3 3"})).newest

    assert [(row.rank, row.line) for row in rows] == [(1, 1), (1, 2), (3, 3)]


def test_equals_are_printed_in_the_order_of_the_list():
    rows = final_table(title(), season({"8": "20 R", "75": "R 20"}), listed=["75", "8"])

    assert rows == [(1, "75", 0), (1, "8", 0)]


@pytest.mark.parametrize(
    ("countback", "places", "ranks"),
    [
        (Countback.ALL, None, [1, 2]),
        (Countback.SCORING, None, [1, 1]),
        (Countback.FIRST, 12, [1, 2]),
        (Countback.FIRST, 11, [1, 1]),
        (Countback.NONE, None, [1, 1]),
    ],
)
def test_the_countback_looks_only_as_far_as_its_rule(countback, places, ranks):
    championship = title(countback=countback, countback_places=places)

    rows = compute(championship, season({"9": "8 12", "37": "R 8"})).newest

    assert [row.rank for row in rows] == ranks


def test_a_dropped_result_still_counts_in_the_countback():
    places = {"a": "2 3 2", "b": "3 2 R"}

    rows = compute(title(parts=(Part(1, None, 2),)), season(places)).newest

    assert [(row.recipient, row.points, row.places.times(2)) for row in rows] == [
        ("a", 36, 2),
        ("b", 33, 1),
    ]


def test_only_races_count_in_the_countback():
    championship = title(scales={Kind.RACE: F1_2010, Kind.SPRINT: F1_2010})

    rows = compute(championship, [race(1, "a", "b", kind=Kind.SPRINT), race(1, "b", "a")]).newest

    assert [(row.recipient, row.rank, row.places.wins) for row in rows] == [
        ("b", 1, 1),
        ("a", 2, 0),
    ]


def test_sprints_count_in_the_countback_where_the_rules_say_so():
    championship = title(scales={Kind.RACE: F1_2010, Kind.SPRINT: F1_2010}, countback_sprints=True)

    rows = compute(championship, [race(1, "a", "b", kind=Kind.SPRINT), race(1, "b", "a")]).newest

    assert [(row.rank, row.places.wins) for row in rows] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("still_equal", "ahead", "tie"),
    [
        (StillEqual.FIRST_TO_ACHIEVE, "early", Tie.FIRST_TO_ACHIEVE),
        (StillEqual.LAST_TO_ACHIEVE, "late", Tie.LAST_TO_ACHIEVE),
    ],
)
def test_equals_may_be_split_by_who_had_the_best_place_first_or_last(still_equal, ahead, tie):
    rows = compute(title(still_equal=still_equal), season({"late": "2 1", "early": "1 2"})).newest

    assert (rows[0].recipient, rows[1].tie, rows[1].tie_place) == (ahead, tie, 1)


WITHOUT_COUNTBACK = {
    "points": scale(2, 0, 1),
    "countback": Countback.NONE,
    "still_equal": StillEqual.FIRST_TO_ACHIEVE,
}


def test_without_countback_the_better_place_is_ahead_whenever_it_was():
    rows = compute(title(**WITHOUT_COUNTBACK), season({"a": "3 R 3", "b": "R 1 R"})).newest

    assert [row.recipient for row in rows] == ["b", "a"]
    assert (rows[1].tie, rows[1].tie_place) == (Tie.FIRST_TO_ACHIEVE, 1)


def test_without_countback_one_place_more_is_ahead():
    sessions = [
        race(1, "winner", "second", "a", key="1A"),
        race(1, "winner", "second", "b", key="1B"),
        race(2, "winner", "second", "third", "b"),
    ]

    rows = {row.recipient: row for row in compute(title(**WITHOUT_COUNTBACK), sessions).newest}

    assert (rows["b"].rank, rows["a"].rank) == (2, 3)
    assert (rows["a"].tie, rows["a"].tie_place) == (Tie.FIRST_TO_ACHIEVE, 4)


def test_two_who_win_in_the_same_round_stay_equal():
    sessions = [race(1, "a", key="1A"), race(1, "b", key="1B")]

    rows = compute(title(still_equal=StillEqual.FIRST_TO_ACHIEVE), sessions).newest

    assert [row.tie for row in rows] == [None, Tie.SHARED]


def test_a_place_that_nobody_could_reach_was_reached_by_nobody():
    retired = race(1, car("a", status=Status.RETIRED))

    rows = compute(title(), [retired]).newest

    assert (rows[0].places.wins, rows[0].places.times(99), rows[0].places.counts()) == (0, 0, {})


def test_a_row_knows_nothing_of_a_larger_field_later():
    first, later = race(1, "b", "a"), race(2, "c", "d", "e")

    assert compute(title(), [first, later]).after[1] == compute(title(), [first]).after[1]


def test_places_of_fields_of_different_sizes_are_compared():
    small = compute(title(), [race(1, "a", "b")]).newest
    large = compute(title(), [race(1, "c", "d", "a", "b")]).newest

    assert small[0].places.split(large[2].places) == 1
    assert small[1].places.split(large[3].places) == 2
    assert small[0].places.split(large[0].places) is None


# Dropped results


def test_only_the_best_rounds_count():
    rows = compute(title(parts=(Part(1, None, 2),)), season({"a": "3 1 2"})).newest

    assert [(row.points, row.before_drops) for row in rows] == [(43, 58)]
    assert [(drop.round, drop.session, drop.points) for drop in rows[0].dropped] == [(1, None, 15)]


def test_of_equal_results_the_later_drops():
    rows = compute(title(parts=(Part(1, None, 1),)), season({"a": "2 2 2"})).newest

    assert [drop.round for drop in rows[0].dropped] == [2, 3]


def test_a_round_is_dropped_with_its_pole():
    points = scale(25, 18, pole=Fraction(1))
    rounds = [race(1, "a", "b"), race(2, "b", "a", bonuses=(pole("a"),))]

    rows = final_table(title(points=points, parts=(Part(1, None, 1),)), rounds)

    assert rows == [(1, "a", 25), (1, "b", 25)]


def test_a_round_away_is_no_result_that_could_drop():
    assert final_table(title(parts=(Part(1, None, 2),)), season({"a": "1 - 2"})) == [(1, "a", 43)]


@pytest.mark.parametrize(
    ("drops", "points"), [(DropUnit.ROUND, 25 + 15 + 25), (DropUnit.SESSION, 25 + 25)]
)
def test_the_best_two_rounds_or_the_best_two_sessions_count(drops, points):
    sessions = [
        race(1, "a", key="1A"),
        race(1, "b", "c", "a", key="1B"),
        race(2, "a"),
    ]

    rows = compute(title(parts=(Part(1, None, 2),), drops=drops), sessions).newest

    assert rows[0].points == points


def test_a_round_of_no_part_counts_in_full():
    parts = (Part(1, 2, 1), Part(4, 5, 1))

    assert final_table(title(parts=parts), season({"a": "1 1 1 1 1"})) == [(1, "a", 75)]


@pytest.mark.parametrize(("counts", "points"), [(False, 43), (True, 25)])
def test_a_disqualification_may_have_to_count(counts, points):
    championship = title(parts=(Part(1, None, 2),), disqualification_counts=counts)

    assert final_table(championship, season({"a": "1 2 DSQ"})) == [(1, "a", points)]


# Who is listed


@pytest.mark.parametrize(
    ("listed", "names"),
    [(Listed.ENTERED, "abc"), (Listed.CLASSIFIED, "ab"), (Listed.POINTS, "a")],
)
def test_a_table_lists_whoever_took_part_or_was_classified_or_has_points(listed, names):
    rows = compute(title(listed=listed), season({"a": "1", "b": "11", "c": "R"})).newest

    assert [row.recipient for row in rows] == list(names)


def test_points_taken_away_put_somebody_on_the_list():
    minus = Decision(Effect.POINTS, driver("c"), value=Fraction(-3))

    rows = final_table(title(listed=Listed.CLASSIFIED), season({"a": "1", "c": "R"}), [minus])

    assert rows == [(1, "a", 25), (2, "c", -3)]


def test_whoever_cannot_reach_the_minimum_of_rounds_any_more_leaves_the_list():
    championship = title(minimum_rounds=2)

    tables = compute(championship, season({"a": "1 1 1", "b": "2 - -"}))

    assert [[row.recipient for row in rows] for rows in tables.after.values()] == [
        ["a", "b"],
        ["a", "b"],
        ["a"],
    ]


def test_the_minimum_of_rounds_waits_for_the_rounds_planned():
    tables = compute(title(minimum_rounds=2), season({"a": "1"}), last_round=5)

    assert table(tables.newest) == [(1, "a", 25)]


def test_whoever_was_not_in_the_table_before_cannot_have_moved():
    minus = Decision(Effect.POINTS, driver("b"), from_round=2, value=Fraction(-18))

    tables = compute(title(listed=Listed.POINTS), season({"a": "1 R 2", "b": "2 R 1"}), [minus])

    assert [[(row.recipient, row.moved) for row in rows] for rows in tables.after.values()] == [
        [("a", None), ("b", None)],
        [("a", 0)],
        [("a", 0), ("b", None)],
    ]


# Rules that change in mid-season


def test_places_score_by_the_rules_of_the_round_they_were_earned_in():
    versions = {
        1: Rules(scales={Kind.RACE: scale(8, 6)}),
        2: Rules(scales={Kind.RACE: scale(9, 6)}),
    }

    rows = final_table(Championship(Recipient.DRIVER, versions), season({"a": "1 2", "b": "2 1"}))

    assert rows == [(1, "b", 15), (2, "a", 14)]


def test_drops_follow_the_rules_in_force_after_the_round():
    everything = Rules(scales={Kind.RACE: F1_2010})
    best_two = replace(everything, parts=(Part(1, None, 2),))

    tables = compute(
        Championship(Recipient.DRIVER, {1: everything, 3: best_two}), season({"a": "1 1 1"})
    )

    assert [rows[0].points for rows in tables.after.values()] == [25, 50, 50]


def test_the_countback_follows_the_rules_in_force_after_the_round():
    all_places = Rules(scales={Kind.RACE: scale(1)})
    scoring = replace(all_places, countback=Countback.SCORING)

    tables = compute(
        Championship(Recipient.DRIVER, {1: all_places, 2: scoring}),
        season({"a": "2 R", "b": "3 R"}),
    )

    assert [[row.rank for row in rows] for rows in tables.after.values()] == [[1, 2], [1, 1]]


def test_no_rules_before_the_first_version_are_refused():
    with pytest.raises(ValueError, match="no rules are in force in round 1"):
        compute(Championship(Recipient.DRIVER, {2: Rules()}), [race(1, "a")])


def test_a_make_counts_the_places_of_all_its_cars():
    rows = compute(title(Recipient.MANUFACTURER), [makes(1, "Ferrari", "Ferrari", "BRM")]).newest

    assert rows[0].places.counts() == {1: 1, 2: 1}
