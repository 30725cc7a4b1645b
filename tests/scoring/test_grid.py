"""The grid of a race from the laps of a qualifying."""

from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.grid import (
    QualifyingCar,
    grid_by_lap,
    grid_by_order,
    with_grid_penalties,
)


def qualified(car, order, lap_ms, car_class="GT"):
    return QualifyingCar(car, car_class, order, lap_ms)


def test_the_result_of_the_qualifying_is_the_grid_of_each_class():
    cars = [
        qualified("99", 1, 110_000, "LMP2"),
        qualified("17", 2, 118_000, "LMP3"),
        qualified("4", 3, 119_000, "LMP2"),
    ]

    assert grid_by_order(cars) == {"99": 1, "17": 1, "4": 2}


def test_a_car_without_a_lap_starts_behind_those_that_have_one():
    cars = [qualified("75", 1, None), qualified("37", 2, 122_000)]

    assert grid_by_order(cars) == {"37": 1, "75": 2}


def test_second_best_laps_set_another_grid():
    # Double-headers of 2023/24: the best lap for race 1, the second-best for race 2.
    cars = [qualified("37", 1, 122_900), qualified("42", 2, 122_500), qualified("91", 3, 123_000)]

    assert grid_by_lap(cars) == {"42": 1, "37": 2, "91": 3}


def test_nothing_is_said_of_a_car_whose_second_best_lap_is_unknown():
    assert grid_by_lap([qualified("37", 1, None), qualified("42", 2, 122_500)]) == {"42": 1}


def test_equal_laps_stand_in_the_order_of_the_result():
    cars = [qualified("42", 2, 122_500), qualified("37", 1, 122_500)]

    assert grid_by_lap(cars) == {"37": 1, "42": 2}


def test_places_lost_on_the_grid_are_places_in_the_class():
    grid = with_grid_penalties(
        {"4": 1, "25": 2, "37": 1, "99": 3},
        {"4": "LMP2", "25": "LMP2", "99": "LMP2", "37": "GT"},
        {"4": 1},
    )

    assert grid == {"25": 1, "4": 2, "99": 3, "37": 1}


def test_nobody_falls_behind_the_last_of_the_class():
    grid = with_grid_penalties({"4": 1, "25": 2}, dict.fromkeys(("4", "25"), "LMP2"), {"4": 10})

    assert grid == {"25": 1, "4": 2}


def test_cars_with_the_same_penalty_keep_their_order():
    places = {"4": 1, "25": 2, "99": 3, "3": 4}
    grid = with_grid_penalties(places, dict.fromkeys(places, "LMP2"), {"4": 2, "25": 2})

    assert sorted(grid, key=grid.get) == ["99", "3", "4", "25"]


@given(
    cars=st.integers(1, 8),
    lost=st.dictionaries(st.integers(0, 7), st.integers(0, 9), max_size=8),
)
def test_every_place_of_the_grid_is_taken_once_whoever_is_penalised(cars, lost):
    places = {car: car + 1 for car in range(cars)}

    grid = with_grid_penalties(places, dict.fromkeys(places, "GT"), lost)

    assert sorted(grid.values()) == list(range(1, cars + 1))
    assert all(lost.get(car) or grid[car] <= places[car] for car in places)
