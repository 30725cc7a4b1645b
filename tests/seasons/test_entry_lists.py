"""The published entry lists of the two real seasons, against what is known of them.

Cars and classes of every list are counted by its sources; the drivers of three of them by
the series itself: 117 at Sepang, 123 at Barcelona and at Aragón.
"""

from collections import Counter

import pytest

from championship.queries.printed_lists import published_list, revisions_of


def issue(season, number):
    return next(one for one in revisions_of(season) if one.number == number)


def cars(season, number):
    """The lines of a published list by car number."""
    return {row.number: row for row in published_list(issue(season, number)).rows}


def crews(season, number):
    return {car: {seat.name for seat in row.crew} for car, row in cars(season, number).items()}


def replaced(season, before, after):
    """Who left and who joined the crew of each car that is on both lists."""
    old, new = crews(season, before), crews(season, after)
    both = old.keys() & new.keys()
    return {car: (old[car] - new[car], new[car] - old[car]) for car in both if old[car] != new[car]}


def joined_and_left(season, before, after):
    old, new = cars(season, before).keys(), cars(season, after).keys()
    return new - old, old - new


# Asian Le Mans Series 2023/24


def test_four_lists_of_the_asian_series_with_their_days_and_states(aslms):
    lists = [
        (one.number, one.event and one.event.slug, one.day, one.state)
        for one in revisions_of(aslms)
    ]

    assert [
        (number, event, day and day.isoformat(), state) for number, event, day, state in lists
    ] == [
        (1, None, "2023-09-15", "provisional"),
        (2, "sepang", "2023-11-22", "provisional"),
        (3, "dubai", "2024-01-24", ""),
        (4, "abu-dhabi", None, ""),
    ]


@pytest.mark.parametrize(
    ("number", "counts"),
    [
        (2, {"LMP2": 11, "LMP3": 5, "GT": 23}),
        (3, {"LMP2": 13, "LMP3": 6, "GT": 23}),
        (4, {"LMP2": 13, "LMP3": 6, "GT": 23}),
    ],
)
def test_the_lists_of_the_asian_series_name_as_many_cars_as_were_counted(aslms, number, counts):
    rows = published_list(issue(aslms, number))

    assert Counter(row.car_class.code for row in rows.rows) == counts
    assert rows.cars == sum(counts.values())


def test_of_the_season_list_of_september_only_the_totals_are_known(aslms):
    first = issue(aslms, 1)

    assert [count.cars for count in first.counts.all()] == [10, 3, 23]
    assert published_list(first).rows == []


def test_the_series_counted_117_drivers_at_sepang(aslms):
    assert sum(len(row.crew) for row in cars(aslms, 2).values()) == 117


def test_from_sepang_to_dubai_four_cars_came_and_one_went(aslms):
    assert joined_and_left(aslms, 2, 3) == ({"34", "47", "58", "98"}, {"37"})


def test_from_dubai_to_abu_dhabi_one_car_came_and_one_went(aslms):
    assert joined_and_left(aslms, 3, 4) == ({"18"}, {"56"})


def test_car_56_was_on_the_list_of_dubai_and_withdrew_afterwards(aslms):
    assert cars(aslms, 3)["56"].status == "confirmed"
    assert cars(aslms, 3)["56"].crew == ()
    assert "Car 56 was on the list and withdrew" in issue(aslms, 3).note


def test_crews_that_changed_from_sepang_to_dubai(aslms):
    changes = replaced(aslms, 2, 3)

    assert changes["24"] == ({"Ferdinand Habsburg"}, {"Will Stevens"})
    assert changes["7"] == ({"Martin Konrad"}, {"Anthony Liu"})
    assert changes["9"] == ({"Steve Jans"}, {"Martin Konrad"})
    assert changes["88"] == ({"Broc Feeney"}, {"Jordan Love"})
    assert "Anthony Liu" in crews(aslms, 2)["37"]
    assert changes.keys() == {"7", "9", "17", "24", "26", "33", "43", "56", "65", "88"}


def test_crews_that_changed_from_dubai_to_abu_dhabi(aslms):
    changes = replaced(aslms, 3, 4)

    assert changes["24"] == ({"Will Stevens"}, {"Ferdinand Habsburg"})
    assert changes["30"] == ({"Oliver Rasmussen"}, {"Jean-Baptiste Simmenauer"})
    assert changes["99"] == ({"Nikita Mazepin"}, {"Filipe Albuquerque"})
    assert changes["33"] == ({"Tim Heinemann"}, {"Morris Schuring"})
    assert changes.keys() == {"17", "24", "26", "30", "33", "43", "99"}


def test_a_category_on_a_list_is_the_one_of_its_first_day(aslms):
    shown = {
        number: seat.category
        for number in (2, 4)
        for seat in cars(aslms, number)["26"].crew
        if seat.family_name == "Skočdopole"
    }

    assert shown == {2: "silver", 4: "bronze"}


def test_every_class_of_the_asian_series_needs_a_bronze_and_no_other_rule_has_a_source(aslms):
    for car_class in aslms.classes.all():
        limits = [
            (limit.categories, limit.at_least, limit.at_most)
            for limit in car_class.category_limits.all()
        ]
        assert limits == [(["bronze"], 1, None)]
        assert (car_class.drivers_at_least, car_class.drivers_at_most) == (None, None)
        assert not car_class.cars.exists()


@pytest.mark.parametrize("number", [2, 3, 4])
def test_every_crew_of_the_asian_series_had_a_bronze(aslms, number):
    without = [
        car
        for car, row in cars(aslms, number).items()
        if row.crew and "bronze" not in {seat.category for seat in row.crew}
    ]

    assert without == []


# European Le Mans Series 2023


@pytest.mark.parametrize(
    ("number", "counts"),
    [
        (2, {"LMP2": 7, "LMP2 Pro/Am": 11, "LMP3": 12, "LMGTE": 12}),
        (3, {"LMP2": 7, "LMP2 Pro/Am": 11, "LMP3": 12, "LMGTE": 12}),
        (4, {"LMP2": 7, "LMP2 Pro/Am": 11, "LMP3": 12, "LMGTE": 12}),
        (5, {"LMP2": 7, "LMP2 Pro/Am": 10, "LMP3": 12, "LMGTE": 12}),
        (6, {"LMP2": 7, "LMP2 Pro/Am": 10, "LMP3": 12, "LMGTE": 12}),
    ],
)
def test_the_lists_of_the_european_series_name_as_many_cars_as_were_counted(elms, number, counts):
    rows = published_list(issue(elms, number))

    assert Counter(row.car_class.code for row in rows.rows) == counts
    assert rows.cars == sum(counts.values())


def test_of_the_season_list_of_february_only_the_totals_are_known(elms):
    first = issue(elms, 1)

    assert [count.cars for count in first.counts.all()] == [7, 11, 12, 12]
    assert published_list(first).rows == []


@pytest.mark.parametrize("number", [2, 4])
def test_the_series_counted_123_drivers_at_barcelona_and_at_aragon(elms, number):
    drivers = [seat.driver for row in cars(elms, number).values() for seat in row.crew]

    assert (len(drivers), len(set(drivers))) == (123, 123)


def test_the_lists_of_the_european_series_have_the_days_that_a_source_names(elms):
    days = {one.number: one.day and one.day.isoformat() for one in revisions_of(elms)}

    assert days == {1: None, 2: "2023-04-12", 3: None, 4: None, 5: None, 6: "2023-10-11"}
    assert {one.state for one in revisions_of(elms)} == {""}


@pytest.mark.parametrize(
    ("number", "event", "car", "listed", "raced"),
    [
        (2, "barcelona", "19", "Rob Hodes", "Dennis Andersen"),
        (4, "aragon", "23", "James McGuire", "Garnet Patterson"),
        (4, "aragon", "10", "Jacek Zielonka", "Matthias Lüthen"),
    ],
)
def test_who_was_listed_and_did_not_race(elms, number, event, car, listed, raced):
    crew = elms.events.get(slug=event).entries.get(number=car).crew.all()
    at_event = {str(seat.driver) for seat in crew.select_related("driver")}
    on_list = crews(elms, number)[car]

    assert (on_list - at_event, at_event - on_list) == ({listed}, {raced})


def test_car_23_was_listed_in_pro_am_at_aragon_and_raced_in_lmp2(elms):
    raced = elms.events.get(slug="aragon").entries.get(number="23")

    assert cars(elms, 4)["23"].car_class.code == "LMP2 Pro/Am"
    assert raced.car_class.code == "LMP2"


def test_car_10_was_on_the_list_of_portimao(elms):
    assert cars(elms, 6)["10"].crew == ()
    assert "Car 10 withdrew" in issue(elms, 6).note


def test_pro_am_needs_a_bronze_and_no_other_rule_is_clear_enough_to_ship(elms):
    limits = {
        car_class.code: list(car_class.category_limits.all()) for car_class in elms.classes.all()
    }

    assert [code for code, found in limits.items() if found] == ["LMP2 Pro/Am"]
    assert [(one.categories, one.at_least) for one in limits["LMP2 Pro/Am"]] == [(["bronze"], 1)]
