from fractions import Fraction

import pytest

from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.points import Reason, ledger
from championship.scoring.rules import Crew, DropUnit, Part, Recipient, Surplus
from championship.scoring.standings import Tie, compute

from .season import (
    car,
    driver,
    earned,
    fastest_lap,
    final_table,
    maker,
    makes,
    pole,
    race,
    scale,
    season,
    title,
)

HALF = Fraction(1, 2)
BONUSES = scale(25, 18, 15, pole=Fraction(1), fastest_lap=Fraction(2))


# Session factor


def test_a_factor_is_for_its_session_alone():
    half = Decision(Effect.SESSION_FACTOR, session="race 2", value=HALF)

    assert earned(title(), [race(1, "a"), race(2, "b")], [half]) == {"a": 25, "b": 12 + HALF}


def test_a_factor_stands_in_the_ledger_with_its_decision():
    half = Decision(Effect.SESSION_FACTOR, session="race 1", value=HALF, key="No. 12")

    lines = ledger(title(), [race(1, "a")], [half])

    assert [(line.reason, line.decision) for line in lines] == [
        (Reason.PLACE, None),
        (Reason.FACTOR, "No. 12"),
    ]


def test_a_decided_factor_takes_the_place_of_the_planned_one():
    half = Decision(Effect.SESSION_FACTOR, session="race 1", value=HALF)

    assert earned(title(), race(1, "a", factor=Fraction(2)), [half]) == {"a": 12 + HALF}


def test_a_factor_of_nothing_leaves_places_and_no_points():
    nothing = Decision(Effect.SESSION_FACTOR, session="race 1", value=Fraction(0))

    rows = compute(title(), [race(1, "a", "b")], [nothing]).newest

    assert [(row.recipient, row.points, row.places.wins) for row in rows] == [
        ("a", 0, 1),
        ("b", 0, 0),
    ]


# No pole point, no fastest-lap point


@pytest.mark.parametrize(
    ("effect", "points"), [(Effect.NO_POLE_POINT, 27), (Effect.NO_FASTEST_LAP_POINT, 26)]
)
def test_no_bonus_of_one_kind_in_a_session(effect, points):
    result = race(1, "a", bonuses=(pole("a"), fastest_lap("a")))

    assert earned(title(points=BONUSES), result, [Decision(effect, session="race 1")]) == {
        "a": points
    }


# Not eligible


@pytest.mark.parametrize(("keeps_place", "points"), [(False, 25), (True, 18)])
def test_a_car_that_is_not_eligible_is_passed_over_or_keeps_its_place(keeps_place, points):
    decision = Decision(
        Effect.NOT_ELIGIBLE, driver("Rees"), session="race 1", keeps_place=keeps_place
    )

    assert earned(title(), race(1, "Rees", "Ligier"), [decision]) == {"Ligier": points}


def test_not_eligible_without_a_session_is_felt_from_its_round_on():
    decision = Decision(Effect.NOT_ELIGIBLE, driver("a"), from_round=2)

    points = earned(title(), [race(1, "a", "b"), race(2, "a", "b")], [decision])

    assert points == {"a": 25, "b": 18 + 25}


@pytest.mark.parametrize("kind", [Recipient.ENTRY, Recipient.TEAM, Recipient.MANUFACTURER])
def test_a_decision_on_an_owner_is_about_all_of_its_cars(kind):
    owned = [car(number, **{kind.value: "Lola"}) for number in (1, 2)]
    decision = Decision(Effect.NOT_ELIGIBLE, Subject(kind, "Lola"), session="race 1")

    assert earned(title(), race(1, *owned, "b"), [decision]) == {"b": 25}


def test_one_driver_who_is_not_eligible_costs_the_crew_nothing():
    crew = car("4", drivers=("a", "b"))
    decision = Decision(Effect.NOT_ELIGIBLE, driver("b"), session="race 1")

    assert earned(title(), race(1, crew, "c"), [decision]) == {"a": 25, "c": 18}


def test_a_driver_who_is_not_eligible_gets_nothing_of_the_crews_bonus():
    crew = car("4", drivers=("a", "b"))
    decision = Decision(Effect.NOT_ELIGIBLE, driver("b"), session="race 1")

    points = earned(title(points=BONUSES), race(1, crew, bonuses=(pole("4"),)), [decision])

    assert points == {"a": 26}


def test_a_driver_who_is_not_eligible_costs_his_team_nothing():
    crew = car("4", drivers=("a", "b"), team="Cool")
    decision = Decision(Effect.NOT_ELIGIBLE, driver("b"), session="race 1")

    assert earned(title(Recipient.TEAM), race(1, crew), [decision]) == {"Cool": 25}


def test_a_car_that_is_not_eligible_gets_no_bonus():
    decision = Decision(Effect.NOT_ELIGIBLE, driver("a"), session="race 1", keeps_place=True)

    result = race(1, "a", "b", bonuses=(pole("a"),))

    assert earned(title(points=BONUSES), result, [decision]) == {"b": 18}


# No points


def test_no_points_keeps_the_place_and_moves_nobody_up():
    decision = Decision(Effect.NO_POINTS, driver("Hill"), session="race 1", key="No. 7")

    rows = compute(title(), [race(1, "a", "Hill", "c")], [decision]).newest

    assert [(row.recipient, row.points) for row in rows] == [("a", 25), ("c", 15), ("Hill", 0)]
    assert rows[2].places.times(2) == 1


def test_no_points_takes_places_and_bonuses_in_one_line():
    decision = Decision(Effect.NO_POINTS, driver("a"), session="race 1", key="No. 7")
    result = race(1, "a", bonuses=(pole("a"),))

    lines = ledger(title(points=BONUSES), [result], [decision])

    assert [(line.reason, line.points, line.decision) for line in lines] == [
        (Reason.PLACE, 25, None),
        (Reason.POLE, 1, None),
        (Reason.NO_POINTS, -26, "No. 7"),
    ]


def test_no_points_for_one_driver_leaves_the_rest_of_the_crew_theirs():
    decision = Decision(Effect.NO_POINTS, driver("b"), session="race 1")

    points = earned(title(), race(1, car("4", drivers=("a", "b"))), [decision])

    assert points == {"a": 25, "b": 0}


def test_no_points_for_a_make_takes_those_of_its_drivers_as_well():
    decision = Decision(Effect.NO_POINTS, maker("Benetton"), session="race 1")

    points = earned(title(), race(1, car("a", manufacturer="Benetton"), "b"), [decision])

    assert points == {"a": 0, "b": 18}


# No share


def test_no_share_leaves_the_points_to_the_other_driver():
    decision = Decision(Effect.NO_SHARE, driver("b"), session="race 1", key="No. 5")
    shared = race(1, car("4", drivers=("a", "b")))

    lines = ledger(title(crew=Crew.SPLIT), [shared], [decision])

    assert [(line.recipient, line.reason, line.points, line.decision) for line in lines] == [
        ("a", Reason.PLACE, 25, None),
        ("b", Reason.PLACE, 25, None),
        ("b", Reason.SHARE, -25, "No. 5"),
    ]


def test_no_share_divides_among_those_who_are_left():
    decision = Decision(Effect.NO_SHARE, driver("c"), session="race 1")

    points = earned(title(crew=Crew.SPLIT), race(1, car("4", drivers=("a", "b", "c"))), [decision])

    assert points == {"a": 12 + HALF, "b": 12 + HALF, "c": 0}


def test_no_share_where_each_gets_all_takes_it_from_one():
    decision = Decision(Effect.NO_SHARE, driver("b"), session="race 1")

    assert earned(title(), race(1, car("4", drivers=("a", "b"))), [decision]) == {"a": 25, "b": 0}


# Points


def test_points_are_taken_from_the_round_on_in_which_it_was_decided():
    minus = Decision(Effect.POINTS, driver("a"), from_round=2, value=Fraction(-30))

    tables = compute(title(), season({"a": "1 R 1"}), [minus])

    assert [rows[0].points for rows in tables.after.values()] == [25, -5, 20]


def test_points_dated_to_a_round_without_a_session_are_felt_in_the_next_table():
    minus = Decision(Effect.POINTS, driver("a"), from_round=2, value=Fraction(-5))

    tables = compute(title(), [race(number, "a") for number in (1, 3, 4)], [minus])

    assert [rows[0].points for rows in tables.after.values()] == [25, 45, 70]


def test_points_taken_away_do_not_drop():
    minus = Decision(Effect.POINTS, driver("a"), from_round=1, value=Fraction(-5))

    rows = final_table(title(parts=(Part(1, None, 1),)), season({"a": "1 1"}), [minus])

    assert rows == [(1, "a", 20)]


def test_points_are_for_the_tables_that_rank_their_subject():
    minus = Decision(Effect.POINTS, maker("Racing Point"), value=Fraction(-15))
    result = race(1, car("Perez", manufacturer="Racing Point"))

    assert earned(title(), result, [minus]) == {"Perez": 25}
    assert earned(title(Recipient.MANUFACTURER), result, [minus]) == {"Racing Point": 10}


def test_points_are_not_for_a_table_in_which_somebody_never_raced():
    minus = Decision(Effect.POINTS, driver("b"), value=Fraction(-5))

    assert final_table(title(), [race(1, "a")], [minus]) == [(1, "a", 25)]


def test_points_of_somebody_who_joins_later_are_felt_from_then_on():
    minus = Decision(Effect.POINTS, driver("b"), value=Fraction(-5))

    tables = compute(title(), [race(1, "a"), race(2, "a", "b")], [minus])

    assert [row.recipient for row in tables.after[1]] == ["a"]
    assert [(row.recipient, row.points) for row in tables.after[2]] == [("a", 50), ("b", 13)]


# Excluded


@pytest.mark.parametrize(("keeps_points", "points"), [(True, 25), (False, 0)])
def test_somebody_excluded_is_last_without_a_rank(keeps_points, points):
    out = Decision(Effect.EXCLUDED, driver("a"), keeps_points=keeps_points, key="No. 9")

    rows = compute(title(), [race(1, "a", "b", "c")], [out]).newest

    assert [(row.rank, row.line, row.recipient) for row in rows] == [
        (1, 1, "b"),
        (2, 2, "c"),
        (None, 3, "a"),
    ]
    assert (rows[2].points, rows[2].before_drops, rows[2].excluded) == (points, 25, "No. 9")
    assert [row.is_excluded for row in rows] == [False, False, True]


def test_an_exclusion_is_felt_from_its_round_on():
    out = Decision(Effect.EXCLUDED, driver("a"), from_round=2)

    tables = compute(title(), season({"a": "1 1", "b": "2 2"}), [out])

    assert [[row.rank for row in rows] for rows in tables.after.values()] == [[1, 2], [1, None]]


def test_an_exclusion_changes_no_result():
    out = Decision(Effect.EXCLUDED, driver("a"))

    assert final_table(title(), [race(1, "a", "b")], [out]) == [(1, "b", 18), (None, "a", 0)]


def test_an_exclusion_is_for_the_tables_that_rank_its_subject():
    out = Decision(Effect.EXCLUDED, maker("McLaren"))

    rows = compute(title(), [race(1, car("Hamilton", manufacturer="McLaren"))], [out]).newest

    assert [row.is_excluded for row in rows] == [False]


# Not droppable


@pytest.mark.parametrize(
    "about",
    [{"session": "race 3"}, {"from_round": 3}],
    ids=["a session", "a round"],
)
def test_a_result_that_cannot_drop_counts_and_the_next_worse_drops(about):
    kept = Decision(Effect.NOT_DROPPABLE, driver("a"), **about)

    rows = compute(title(parts=(Part(1, None, 2),)), season({"a": "1 2 R"}), [kept]).newest

    assert rows[0].points == 25
    assert [drop.round for drop in rows[0].dropped] == [2]


def test_of_the_sessions_of_a_round_only_one_may_be_kept():
    kept = Decision(Effect.NOT_DROPPABLE, driver("a"), session="1B")
    sessions = [
        race(1, "a", key="1A"),
        race(1, "b", "c", "a", key="1B"),
        race(1, "b", "a", key="1C"),
    ]
    championship = title(parts=(Part(1, None, 2),), drops=DropUnit.SESSION)

    rows = {row.recipient: row for row in compute(championship, sessions, [kept]).newest}

    assert [drop.session for drop in rows["a"].dropped] == ["1C"]


def test_a_table_is_changed_by_no_subject_of_another_kind():
    out = Decision(Effect.EXCLUDED, Subject(Recipient.TEAM, "a"))

    assert final_table(title(), [race(1, "a")], [out]) == [(1, "a", 25)]


def test_a_result_that_cannot_drop_may_be_still_to_come():
    kept = Decision(Effect.NOT_DROPPABLE, driver("a"), session="race 4")

    rows = final_table(title(parts=(Part(1, None, 2),)), season({"a": "1 2 R"}), [kept])

    assert rows == [(1, "a", 43)]


def test_a_round_that_cannot_drop_says_nothing_of_later_rounds():
    kept = Decision(Effect.NOT_DROPPABLE, driver("a"), from_round=2)

    rows = compute(title(parts=(Part(1, None, 1),)), season({"a": "1 2 R"}), [kept]).newest

    assert [drop.round for drop in rows[0].dropped] == [1, 3]


# Order of a tie


def test_a_ruling_orders_those_whom_nothing_else_splits():
    first = Decision(Effect.TIE_ORDER, driver("b"), value=Fraction(1))
    second = Decision(Effect.TIE_ORDER, driver("a"), value=Fraction(2))

    rows = compute(title(), season({"a": "1 2", "b": "2 1"}), [first, second]).newest

    assert [(row.rank, row.recipient, row.tie) for row in rows] == [
        (1, "b", None),
        (2, "a", Tie.DECISION),
    ]


def test_a_ruling_on_one_puts_it_ahead_of_the_others():
    first = Decision(Effect.TIE_ORDER, driver("b"), value=Fraction(1))

    rows = compute(title(), season({"a": "1 2", "b": "2 1"}), [first]).newest

    assert [row.recipient for row in rows] == ["b", "a"]


def test_a_ruling_does_not_go_against_the_countback():
    first = Decision(Effect.TIE_ORDER, driver("b"), value=Fraction(1))
    points = scale(2, 1)

    rows = compute(title(points=points), season({"a": "1 R", "b": "2 2"}), [first]).newest

    assert [(row.recipient, row.tie) for row in rows] == [("a", None), ("b", Tie.COUNTBACK)]


def test_a_ruling_is_felt_from_its_round_on():
    first = Decision(Effect.TIE_ORDER, driver("b"), from_round=4, value=Fraction(1))

    tables = compute(title(), season({"a": "1 2 1 2", "b": "2 1 2 1"}), [first])

    assert [[row.rank for row in tables.after[number]] for number in (2, 4)] == [[1, 1], [1, 2]]


# A subject


def test_a_make_that_is_not_eligible_is_none_of_the_cars_counted():
    decision = Decision(Effect.NOT_ELIGIBLE, maker("Ford"), session="race 1")
    championship = title(Recipient.MANUFACTURER, cars_counted=1, surplus=Surplus.PASSED_OVER)

    points = earned(championship, makes(1, "Ford", "BMW", "BMW", "Audi"), [decision])

    assert points == {"BMW": 25, "Audi": 18}


def test_a_decision_on_another_session_is_not_felt():
    decision = Decision(Effect.NO_POINTS, driver("a"), session="race 2")

    assert earned(title(), race(1, "a"), [decision]) == {"a": 25}
