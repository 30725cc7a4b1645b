"""Who may race together in which car."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.crews import (
    CATEGORIES,
    Breach,
    Crew,
    CrewRules,
    Limit,
    Rule,
    Seat,
    breaches,
    in_several_cars,
)

A_BRONZE = Limit(frozenset({"bronze"}), at_least=1)
ONE_PROFESSIONAL = Limit(frozenset({"platinum", "gold"}), at_most=1)


def crew(*categories, car="Oreca 07", entry="#4"):
    """A crew of drivers a, b, c with these categories; None is to be announced."""
    seats = (
        Seat(None) if category is None else Seat(name, category)
        for name, category in zip("abcdef", categories, strict=False)
    )
    return Crew(entry, car, tuple(seats))


def drivers(entry, names):
    return Crew(entry, "Oreca 07", tuple(Seat(name) for name in names))


@pytest.mark.parametrize(
    ("categories", "is_broken"),
    [
        (["silver", "silver"], True),
        (["silver", "bronze"], False),
        (["silver", ""], False),
        (["silver", None], False),
        ([], False),
    ],
)
def test_a_crew_without_bronze_breaks_a_rule_unless_an_open_seat_can_keep_it(categories, is_broken):
    found = breaches(crew(*categories), CrewRules(limits=(A_BRONZE,)))

    assert found == [Breach("#4", Rule.CATEGORIES, 0, A_BRONZE)] * is_broken


@pytest.mark.parametrize(
    ("categories", "is_broken"),
    [
        (["gold", "platinum", "bronze"], True),
        (["gold", "silver", "bronze"], False),
        (["gold", "", None], False),
    ],
)
def test_more_than_one_professional_breaks_a_rule(categories, is_broken):
    found = breaches(crew(*categories), CrewRules(limits=(ONE_PROFESSIONAL,)))

    assert found == [Breach("#4", Rule.CATEGORIES, 2, ONE_PROFESSIONAL)] * is_broken


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (0, []),
        (1, [Breach("#4", Rule.DRIVERS, 1)]),
        (2, []),
        (3, []),
        (4, [Breach("#4", Rule.DRIVERS, 4)]),
    ],
)
def test_a_crew_of_two_or_three(size, found):
    rules = CrewRules(drivers_at_least=2, drivers_at_most=3)

    assert breaches(crew(*[None] * size), rules) == found


@pytest.mark.parametrize(
    ("car", "found"),
    [("Oreca 07", []), (None, []), ("Ligier JS P320", [Breach("#4", Rule.CAR)])],
)
def test_a_car_is_of_the_list_of_its_class(car, found):
    assert breaches(crew(car=car), CrewRules(cars=frozenset({"Oreca 07"}))) == found


def test_a_driver_in_two_cars_is_named_for_each_of_them():
    found = in_several_cars([drivers("#24", "ab"), drivers("#99", "bc"), drivers("#4", "de")])

    assert found == [
        Breach("#24", Rule.ONE_CAR, driver="b", others=("#99",)),
        Breach("#99", Rule.ONE_CAR, driver="b", others=("#24",)),
    ]


def test_a_reserve_takes_its_driver_from_nobody():
    found = in_several_cars([drivers("#24", "ab")], waiting=[drivers("#65", "b")])

    assert found == [Breach("#65", Rule.ONE_CAR, driver="b", others=("#24",))]


def test_two_reserves_may_name_one_driver():
    assert in_several_cars([], waiting=[drivers("#65", "a"), drivers("#66", "a")]) == []


def test_seats_to_be_announced_are_nobody_in_two_cars():
    assert in_several_cars([crew(None, entry="#24"), crew(None, entry="#99")]) == []


def test_a_sub_class_has_the_limits_of_both_and_what_it_does_not_say_from_its_class():
    lmp2 = CrewRules(2, 3, (A_BRONZE,), frozenset({"Oreca 07"}))
    am = CrewRules(drivers_at_least=3, limits=(ONE_PROFESSIONAL, A_BRONZE))

    assert am.within(lmp2) == CrewRules(3, 3, (A_BRONZE, ONE_PROFESSIONAL), frozenset({"Oreca 07"}))


# Properties

NUMBERS = st.none() | st.integers(0, 4)
SEATS = st.lists(
    st.builds(
        Seat,
        driver=st.none() | st.sampled_from("abcdef"),
        category=st.sampled_from([*CATEGORIES, ""]),
    ).map(lambda seat: seat if seat.driver else Seat(None)),
    max_size=5,
)
CREWS = st.builds(
    Crew,
    entry=st.just("#4"),
    car=st.sampled_from([None, "Oreca 07", "Ligier JS P320"]),
    seats=SEATS.map(tuple),
)
LIMITS = st.builds(
    Limit,
    categories=st.frozensets(st.sampled_from(CATEGORIES), min_size=1),
    at_least=NUMBERS,
    at_most=NUMBERS,
)
RULES = st.builds(
    CrewRules,
    drivers_at_least=NUMBERS,
    drivers_at_most=NUMBERS,
    limits=st.lists(LIMITS, max_size=3).map(tuple),
    cars=st.sampled_from([frozenset(), frozenset({"Oreca 07"})]),
)
ENTRIES = st.lists(SEATS.map(tuple), max_size=4).map(
    lambda crews: [Crew(f"#{n}", None, seats) for n, seats in enumerate(crews)]
)


@given(CREWS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_seats_never_matters(crew, rules, random):
    seats = list(crew.seats)
    random.shuffle(seats)

    assert breaches(replace(crew, seats=tuple(seats)), rules) == breaches(crew, rules)


@given(CREWS, RULES)
def test_a_driver_to_be_announced_never_makes_too_few_of_a_category(crew, rules):
    only_least = tuple(replace(limit, at_most=None) for limit in rules.limits)
    rules = replace(rules, limits=only_least, drivers_at_most=None)
    before = {breach.limit for breach in breaches(crew, rules)}

    more = breaches(replace(crew, seats=(*crew.seats, Seat(None))), rules)

    if crew.seats:
        assert {breach.limit for breach in more if breach.limit} <= before


@given(CREWS)
def test_no_rules_no_breach(crew):
    assert breaches(crew, CrewRules()) == []


@given(CREWS, RULES)
def test_a_rule_fewer_never_makes_a_breach(crew, rules):
    fewer = replace(rules, limits=rules.limits[1:], drivers_at_most=None, cars=frozenset())

    assert all(breach in breaches(crew, rules) for breach in breaches(crew, fewer))


@given(CREWS, RULES, RULES)
def test_a_sub_class_keeps_every_limit_of_its_class(crew, own, wider):
    found = breaches(crew, own.within(wider))

    of_class = [breach for breach in breaches(crew, wider) if breach.limit]
    assert all(breach in found for breach in of_class)


@given(ENTRIES)
def test_who_is_in_two_cars_is_told_for_both(crews):
    pairs = {(one.entry, other) for one in in_several_cars(crews) for other in one.others}

    assert pairs == {(other, entry) for entry, other in pairs}


@given(ENTRIES, ENTRIES)
def test_what_waits_never_changes_what_is_said_of_the_others(crews, waiting):
    waiting = [replace(crew, entry=f"reserve {crew.entry}") for crew in waiting]
    alone = in_several_cars(crews)

    assert in_several_cars(crews, waiting)[: len(alone)] == alone
