from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.classification import MinimumDistance, Penalty, TimedCar, classify
from championship.scoring.states import Status


def timed(car, order, laps=100, time_ms=None, car_class="LMP2", status=Status.CLASSIFIED):
    time_ms = 13_000_000 + order * 10_000 if time_ms is None else time_ms
    return TimedCar(car, car_class, order, status, laps, time_ms)


def places(cars):
    return [(car.car, car.place, car.class_place) for car in cars]


def test_each_class_counts_its_own_places():
    cars = [timed("4", 1), timed("17", 2, car_class="LMP3"), timed("99", 3)]

    assert places(classify(cars)) == [("4", 1, 1), ("17", 2, 1), ("99", 3, 2)]


def test_the_printed_order_is_the_result_even_against_the_times():
    # Imola 2014 and VIR 2024: cars put to the end of their class with their laps left in.
    cars = [timed("70", 1, laps=68), timed("27", 2, laps=86)]

    assert [car.car for car in classify(cars)] == ["70", "27"]


def test_a_car_that_is_not_classified_has_no_place():
    # Round 2 of 2023/24: car 24 had 97 % of the distance and missed the flag.
    cars = [timed("4", 1, laps=108), timed("24", 2, laps=105, status=Status.NOT_CLASSIFIED)]

    assert places(classify(cars)) == [("4", 1, 1), ("24", None, None)]


def test_a_stopped_car_can_be_classified_under_a_red_flag():
    # Round 1 of 2023/24: car 93 lost a wheel shortly before the stoppage.
    cars = [timed("42", 1, laps=94), timed("93", 2, laps=89)]

    assert places(classify(cars))[1] == ("93", 2, 2)


def test_added_time_moves_a_car_behind_those_it_no_longer_beats():
    cars = [timed("19", 1), timed("88", 2), timed("91", 3), timed("95", 4)]

    result = classify(cars, [Penalty("19", time_ms=25_000)])

    assert [car.car for car in result] == ["88", "91", "19", "95"]
    assert result[2].time_ms == 13_035_000


def test_a_lap_less_moves_a_car_behind_the_lead_lap():
    cars = [timed("25", 1, laps=90), timed("24", 2, laps=90), timed("4", 3, laps=89)]

    result = classify(cars, [Penalty("24", laps=1, time_ms=1_000)])

    assert [(car.car, car.laps) for car in result] == [("25", 90), ("24", 89), ("4", 89)]


def test_two_penalised_cars_are_compared_with_their_penalties():
    cars = [timed("a", 1), timed("b", 2), timed("c", 3)]

    result = classify(cars, [Penalty("a", time_ms=100_000), Penalty("b", time_ms=50_000)])

    assert [car.car for car in result] == ["c", "b", "a"]


def test_lost_places_are_places_in_class():
    cars = [timed("1", 1), timed("17", 2, car_class="LMP3"), timed("2", 3), timed("3", 4)]

    result = classify(cars, [Penalty("1", places=1)])

    assert places(result) == [("17", 1, 1), ("2", 2, 1), ("1", 3, 2), ("3", 4, 3)]


def test_a_car_cannot_lose_more_places_than_there_are():
    cars = [timed("1", 1), timed("2", 2)]

    assert [car.car for car in classify(cars, [Penalty("1", places=9)])] == ["2", "1"]


def test_a_disqualified_car_follows_all_others_and_they_move_up():
    retired = timed("8", 3, status=Status.RETIRED)
    cars = [timed("44", 1), timed("4", 2), retired]

    result = classify(cars, [Penalty("44", status=Status.DISQUALIFIED)])

    assert [(car.car, car.place, car.status) for car in result] == [
        ("4", 1, Status.CLASSIFIED),
        ("8", None, Status.RETIRED),
        ("44", None, Status.DISQUALIFIED),
    ]


def test_a_car_cannot_stand_in_a_session_twice():
    with pytest.raises(ValueError, match="twice"):
        classify([timed("4", 1), timed("4", 2)])


def test_a_penalty_needs_its_car():
    with pytest.raises(ValueError, match="not in the session"):
        classify([timed("4", 1)], [Penalty("5", time_ms=1)])


CARS = st.lists(
    st.builds(
        TimedCar,
        car=st.integers(),
        car_class=st.sampled_from(["LMP2", "LMP3", "GT"]),
        order=st.integers(1, 60),
        status=st.sampled_from(Status),
        laps=st.none() | st.integers(0, 120),
        time_ms=st.none() | st.integers(0, 15_000_000),
    ),
    max_size=20,
    unique_by=(lambda car: car.car, lambda car: car.order),
)


@given(CARS, st.data())
def test_places_count_from_one_without_gaps_in_every_class(cars, data):
    penalised = data.draw(st.lists(st.sampled_from(cars), max_size=3) if cars else st.just([]))
    penalties = [Penalty(car.car, time_ms=30_000, laps=1, places=1) for car in penalised]

    result = classify(cars, penalties)

    classes = {car.car: car.car_class for car in cars}
    for group in {"LMP2", "LMP3", "GT"}:
        own = [car.class_place for car in result if car.place and classes[car.car] == group]
        assert own == list(range(1, len(own) + 1))


@given(CARS)
def test_the_order_of_the_input_does_not_matter(cars):
    assert classify(list(reversed(cars))) == classify(cars)


@given(CARS, st.integers(0, 300_000), st.data())
def test_more_time_added_never_gains_a_place(cars, time_ms, data):
    if not cars:
        return
    car = data.draw(st.sampled_from(cars)).car

    orders = [
        next(line.order for line in classify(cars, [Penalty(car, time_ms=ms)]) if line.car == car)
        for ms in (0, time_ms, time_ms + 60_000)
    ]

    assert all(sooner <= later for sooner, later in pairwise(orders))


def test_two_neighbours_who_each_lose_a_place_both_lose_it():
    cars = [timed("a", 1), timed("b", 2), timed("c", 3)]
    penalties = [Penalty("a", places=1), Penalty("b", places=1)]

    orders = [[car.car for car in classify(cars, given)] for given in (penalties, penalties[::-1])]

    assert orders == [["c", "a", "b"], ["c", "a", "b"]]


def test_a_lost_place_compares_no_times():
    cars = [timed("a", 1, laps=100), timed("b", 2, laps=101), timed("c", 3, laps=101)]

    assert [car.car for car in classify(cars, [Penalty("a", places=1)])] == ["b", "a", "c"]


# Sub-classes


def sub_class_places(cars):
    return [(car.car, car.class_place, car.sub_class_place) for car in cars]


def test_a_sub_class_has_places_of_its_own_within_its_class():
    cars = [
        timed("22", 1),
        replace(timed("20", 2), sub_class="Pro/Am"),
        timed("17", 3, car_class="LMP3"),
        replace(timed("83", 4), sub_class="Pro/Am"),
    ]

    assert sub_class_places(classify(cars)) == [
        ("22", 1, None),
        ("20", 2, 1),
        ("17", 1, None),
        ("83", 3, 2),
    ]


def test_sub_classes_of_one_name_in_two_classes_are_two():
    cars = [
        replace(timed("20", 1), sub_class="Am"),
        replace(timed("91", 2, car_class="GT"), sub_class="Am"),
    ]

    assert sub_class_places(classify(cars)) == [("20", 1, 1), ("91", 1, 1)]


def test_a_retired_car_has_no_place_in_its_sub_class():
    retired = replace(timed("20", 1, status=Status.RETIRED), sub_class="Pro/Am")
    cars = [retired, replace(timed("83", 2), sub_class="Pro/Am")]

    assert sub_class_places(classify(cars)) == [("83", 1, 1), ("20", None, None)]


# Minimum distance


@pytest.mark.parametrize(
    ("percent", "winner", "laps"), [(90, 57, 51), (90, 100, 90), (70, 94, 65), (50, 1, 0)]
)
def test_a_minimum_distance_is_rounded_down_to_whole_laps(percent, winner, laps):
    assert MinimumDistance(percent).laps(winner) == laps


@pytest.mark.parametrize(("laps", "status"), [(90, Status.CLASSIFIED), (89, Status.NOT_CLASSIFIED)])
def test_a_car_that_covered_too_little_is_not_classified(laps, status):
    cars = [timed("1", 1, laps=100), timed("2", 2, laps=laps)]

    result = classify(cars, minimum=MinimumDistance(90))

    assert (result[1].status, result[1].place) == (status, 2 if laps == 90 else None)


@pytest.mark.parametrize(
    ("of_class_winner", "status"), [(False, "not_classified"), (True, "classified")]
)
def test_the_distance_is_that_of_the_overall_or_of_the_class_winner(of_class_winner, status):
    cars = [timed("4", 1, laps=100), timed("91", 2, laps=80, car_class="GT")]
    slow = timed("92", 3, laps=65, car_class="GT")

    result = classify([*cars, slow], minimum=MinimumDistance(70, of_class_winner))

    assert result[2].status == status


def test_a_car_that_covered_too_little_stands_before_those_that_retired():
    cars = [
        timed("1", 1, laps=100),
        timed("2", 2, laps=10),
        timed("3", 3, laps=95, status=Status.RETIRED),
    ]

    assert places(classify(cars, minimum=MinimumDistance(90))) == [
        ("1", 1, 1),
        ("2", None, None),
        ("3", None, None),
    ]


def test_a_car_whose_laps_are_unknown_stays_classified():
    cars = [timed("1", 1, laps=100), timed("2", 2, laps=None)]

    assert places(classify(cars, minimum=MinimumDistance(90))) == [("1", 1, 1), ("2", 2, 2)]


def test_no_distance_is_too_short_for_a_winner_whose_laps_are_unknown():
    cars = [timed("1", 1, laps=None), timed("2", 2, laps=1)]

    assert places(classify(cars, minimum=MinimumDistance(90))) == [("1", 1, 1), ("2", 2, 2)]


def test_the_distance_is_measured_against_the_winner_after_the_penalties():
    cars = [timed("1", 1, laps=120), timed("2", 2, laps=100), timed("3", 3, laps=90)]

    result = classify(cars, [Penalty("1", status=Status.DISQUALIFIED)], minimum=MinimumDistance(90))

    assert places(result) == [("2", 1, 1), ("3", 2, 2), ("1", None, None)]


def test_a_car_moved_to_the_end_of_its_class_keeps_its_laps_and_time():
    # IMSA, VIR 2024: car 27 stands behind car 70, which did 18 laps less.
    cars = [timed("32", 1), timed("27", 2, laps=86), timed("1", 3), timed("70", 4, laps=68)]

    result = classify(cars, [Penalty("27", to_end_of_class=True)])

    assert [(car.car, car.laps) for car in result] == [
        ("32", 100),
        ("1", 100),
        ("70", 68),
        ("27", 86),
    ]


def test_the_end_of_its_class_is_not_the_end_of_the_result():
    cars = [timed("4", 1), timed("25", 2), timed("17", 3, car_class="LMP3")]

    result = classify(cars, [Penalty("4", to_end_of_class=True)])

    assert places(result) == [("25", 1, 1), ("4", 2, 2), ("17", 3, 1)]


def test_two_cars_moved_to_the_end_of_their_class_stay_in_order():
    cars = [timed(car, order) for order, car in enumerate(("72", "47", "13", "55"), start=1)]

    result = classify(
        cars, [Penalty("47", to_end_of_class=True), Penalty("72", to_end_of_class=True)]
    )

    assert [car.car for car in result] == ["13", "55", "72", "47"]


def test_a_retired_car_stays_behind_those_moved_to_the_end_of_the_class():
    cars = [timed("4", 1), timed("25", 2), timed("99", 3, status=Status.RETIRED)]

    result = classify(cars, [Penalty("4", to_end_of_class=True)])

    assert [car.car for car in result] == ["25", "4", "99"]
