from fractions import Fraction

import pytest

from championship.scoring.facts import Kind
from championship.scoring.points import Reason, ledger
from championship.scoring.rules import (
    BonusTo,
    Crew,
    EqualHolders,
    Guests,
    Recipient,
    Surplus,
)
from championship.scoring.states import Status

from .season import car, earned, fastest_lap, makes, pole, race, scale, title

PODIUM = scale(25, 18, 15)
HALF = Fraction(1, 2)


def test_points_follow_the_scale_and_end_with_it():
    lines = ledger(title(points=PODIUM), [race(1, "a", "b", "c", "d")])

    assert [(line.recipient, line.place, line.points) for line in lines] == [
        ("a", 1, 25),
        ("b", 2, 18),
        ("c", 3, 15),
        ("d", 4, 0),
    ]


def test_the_order_of_the_result_gives_the_places_not_the_order_of_the_input():
    result = race(1, "a", "b", "c")
    finishes = tuple(reversed(result.finishes))

    shuffled = type(result)(result.key, 1, finishes)

    assert ledger(title(), [shuffled]) == ledger(title(), [result])


def test_everyone_else_classified_may_get_points():
    result = race(1, "a", "b", "c", car("d", status=Status.RETIRED))

    points = earned(title(points=scale(25, others=HALF)), result)

    assert points == {"a": 25, "b": HALF, "c": HALF, "d": 0}


def test_a_car_that_is_not_classified_has_a_line_without_points():
    lines = ledger(title(), [race(1, car("99", status=Status.NOT_CLASSIFIED))])

    assert [(line.place, line.points, line.status) for line in lines] == [
        (None, 0, Status.NOT_CLASSIFIED)
    ]


def test_a_car_that_is_not_classified_takes_no_place():
    retired = car("a", status=Status.RETIRED)

    assert earned(title(), race(1, retired, "b")) == {"a": 0, "b": 25}


def test_a_session_of_a_kind_without_a_scale_does_not_count():
    assert earned(title(), race(1, "a", kind=Kind.QUALIFYING)) == {}


def test_each_kind_of_session_has_its_scale():
    championship = title(scales={Kind.RACE: PODIUM, Kind.SPRINT: scale(8, 7)})

    points = earned(championship, [race(1, "a", "b", kind=Kind.SPRINT), race(1, "b", "a")])

    assert points == {"a": 8 + 18, "b": 7 + 25}


def test_one_session_may_have_a_scale_of_its_own():
    championship = title(session_scales={"race 2": scale(50, 36)})

    assert earned(championship, [race(1, "a"), race(2, "a", "b")]) == {"a": 75, "b": 36}


def test_an_excluded_round_leaves_no_line():
    championship = title(rounds_excluded=frozenset({1}))

    assert earned(championship, [race(1, "a", bonuses=(pole("a"),)), race(2, "b")]) == {"b": 25}


def test_the_ledger_is_written_round_by_round():
    lines = ledger(title(), [race(2, "a"), race(1, "a")])

    assert [line.round for line in lines] == [1, 2]


def test_a_session_without_cars_leaves_no_line():
    assert ledger(title(), [race(1)]) == []


def test_a_car_without_a_recipient_takes_its_place():
    unnamed = car("7", manufacturer=None)
    result = race(1, unnamed, car("8", manufacturer="Ligier"))

    assert earned(title(Recipient.MANUFACTURER), result) == {"Ligier": 18}


def test_all_cars_of_a_team_score_unless_the_rules_say_how_many():
    result = race(1, *(car(number, team="Cool") for number in (37, 47, 17)))

    assert earned(title(Recipient.TEAM), result) == {"Cool": 25 + 18 + 15}


def test_a_car_cannot_stand_in_a_session_twice():
    with pytest.raises(ValueError, match="in session race 1 twice: a"):
        ledger(title(), [race(1, "a", "b", "a")])


# Classes


def test_places_count_among_the_cars_of_the_class():
    gt, lmp2 = {"classes": ("GT",)}, {"classes": ("LMP2",)}
    result = race(1, car("4", **lmp2), car("91", **gt), car("99", **lmp2), car("92", **gt))

    assert earned(title(classes=frozenset({"GT"})), result) == {"91": 25, "92": 18}


def test_a_title_may_be_open_to_several_classes():
    result = race(1, *(car(name, classes=(name,)) for name in ("LMP2", "LMP3", "GT")))

    assert earned(title(classes=frozenset({"LMP3", "GT"})), result) == {"LMP3": 25, "GT": 18}


# Guests


@pytest.mark.parametrize(
    ("guests", "points"),
    [
        (Guests.PASSED_OVER, {"a": 25, "c": 18}),
        (Guests.KEEP_PLACE, {"a": 25, "c": 15}),
        (Guests.SCORE, {"a": 25, "guest": 18, "c": 15}),
    ],
)
def test_a_guest_is_passed_over_or_keeps_its_place_or_scores(guests, points):
    result = race(1, "a", car("guest", scores=False), "c")

    assert earned(title(guests=guests), result) == points


def test_a_car_that_is_not_nominated_is_a_guest():
    championship = title(entries=frozenset({"a", "c"}))

    assert earned(championship, race(1, "a", "b", "c")) == {"a": 25, "c": 18}


def test_a_nominated_car_without_registration_is_still_a_guest():
    championship = title(entries=frozenset({"a"}))

    assert earned(championship, race(1, car("a", scores=False))) == {}


# Cars of one recipient


@pytest.mark.parametrize(
    ("surplus", "lotus"), [(Surplus.KEEP_PLACE, 15), (Surplus.PASSED_OVER, 18)]
)
def test_a_second_car_keeps_its_place_or_is_passed_over(surplus, lotus):
    championship = title(Recipient.MANUFACTURER, cars_counted=1, surplus=surplus)

    points = earned(championship, makes(1, "Ferrari", "Ferrari", "Lotus"))

    assert points == {"Ferrari": 25, "Lotus": lotus}


def test_a_surplus_car_has_a_line_that_says_so():
    championship = title(Recipient.MANUFACTURER, cars_counted=1)

    lines = ledger(championship, [makes(1, "Ferrari", "Ferrari")])

    assert [(line.reason, line.place, line.points) for line in lines] == [
        (Reason.PLACE, 1, 25),
        (Reason.SURPLUS, 2, 0),
    ]


def test_a_retired_car_is_no_surplus():
    cars = [car(1, manufacturer="BRM", status=Status.RETIRED), car(2, manufacturer="BRM")]

    lines = ledger(title(Recipient.MANUFACTURER, cars_counted=1), [race(1, *cars)])

    assert {line.reason for line in lines} == {Reason.PLACE}


def test_a_guest_is_none_of_the_cars_that_are_counted():
    guest = car(1, manufacturer="BMW", scores=False)
    championship = title(Recipient.MANUFACTURER, cars_counted=1)

    assert earned(championship, race(1, guest, car(2, manufacturer="BMW"))) == {"BMW": 25}


def test_a_driver_scores_with_so_many_cars_whoever_shared_them():
    cars = [car(1, drivers=("a", "b")), car(2, drivers=("b", "c")), car(3, drivers=("c", "d"))]

    points = earned(title(cars_counted=1, surplus=Surplus.PASSED_OVER), race(1, *cars))

    assert points == {"a": 25, "b": 25, "c": 18, "d": 15}


# Crews


@pytest.mark.parametrize(
    ("crew", "points"),
    [
        (Crew.FULL, {"Kurtz": 25, "Braun": 25}),
        (Crew.SPLIT, {"Kurtz": 12 + HALF, "Braun": 12 + HALF}),
        (Crew.SPLIT_BEST, {"Kurtz": 12 + HALF, "Braun": 12 + HALF}),
        (Crew.NONE, {"Kurtz": 0, "Braun": 0}),
    ],
)
def test_a_crew_gets_its_points_in_full_or_in_parts_or_none(crew, points):
    assert earned(title(crew=crew), race(1, car("4", drivers=("Kurtz", "Braun")))) == points


@pytest.mark.parametrize("crew", Crew)
def test_a_driver_alone_in_a_car_shares_with_nobody(crew):
    assert earned(title(crew=crew), race(1, "Moss")) == {"Moss": 25}


def test_a_team_does_not_share_with_the_crew():
    shared = car("4", team="APR", drivers=("Kurtz", "Braun"))

    assert earned(title(Recipient.TEAM, crew=Crew.SPLIT), race(1, shared)) == {"APR": 25}


def test_a_share_is_written_as_what_was_taken_away():
    lines = ledger(title(crew=Crew.SPLIT), [race(1, car("4", drivers=("Kurtz", "Braun")))])

    shares = [line for line in lines if line.reason is Reason.SHARE]
    assert [(line.points, line.multiplier) for line in shares] == [(-12 - HALF, HALF)] * 2


def test_a_driver_of_two_shared_cars_may_keep_only_the_better_share():
    cars = [car(1, drivers=("a", "b")), car(2, drivers=("b", "c"))]

    split, best = (
        earned(title(crew=crew), race(1, *cars)) for crew in (Crew.SPLIT, Crew.SPLIT_BEST)
    )

    assert split == {"a": 12 + HALF, "b": 12 + HALF + 9, "c": 9}
    assert best == {"a": 12 + HALF, "b": 12 + HALF, "c": 9}


# Bonuses

POLE = scale(25, 18, 15, pole=Fraction(1))
FASTEST_LAP = scale(25, 18, 15, fastest_lap=Fraction(1))


def test_a_pole_is_a_line_of_its_own():
    lines = ledger(title(points=POLE), [race(1, "a", "b", bonuses=(pole("b"),))])

    assert [(line.recipient, line.reason, line.points) for line in lines] == [
        ("a", Reason.PLACE, 25),
        ("b", Reason.PLACE, 18),
        ("b", Reason.POLE, 1),
    ]


def test_a_pole_that_is_worth_nothing_makes_no_line():
    lines = ledger(title(), [race(1, "a", bonuses=(pole("a"),))])

    assert [line.reason for line in lines] == [Reason.PLACE]


def test_a_guest_gets_no_bonus_and_nobody_else_does():
    result = race(1, car("guest", scores=False), "b", bonuses=(pole("guest"),))

    assert earned(title(points=POLE), result) == {"b": 25}


def test_a_bonus_goes_to_the_driver_where_the_rules_say_so():
    shared = car("4", drivers=("Kurtz", "Braun"))
    result = race(1, shared, bonuses=(fastest_lap("4", driver="Braun"),))

    points = earned(title(points=FASTEST_LAP, bonus_to=BonusTo.DRIVER), result)

    assert points == {"Kurtz": 25, "Braun": 26}


def test_a_bonus_goes_to_the_whole_crew_whoever_won_it_unless_the_rules_say_so():
    result = race(1, car("4", drivers=("a", "b")), bonuses=(fastest_lap("4", driver="b"),))

    assert earned(title(points=FASTEST_LAP), result) == {"a": 26, "b": 26}


def test_a_bonus_goes_to_the_crew_where_its_driver_is_not_known():
    shared = car("4", drivers=("Kurtz", "Braun"))
    result = race(1, shared, bonuses=(fastest_lap("4"),))

    points = earned(title(points=FASTEST_LAP, bonus_to=BonusTo.DRIVER), result)

    assert points == {"Kurtz": 26, "Braun": 26}


@pytest.mark.parametrize(
    ("holders", "each"), [(EqualHolders.EACH, Fraction(1)), (EqualHolders.SHARE, HALF)]
)
def test_equal_holders_of_a_fastest_lap_get_a_point_each_or_share_it(holders, each):
    championship = title(points=scale(fastest_lap=Fraction(1), equal_holders=holders))
    result = race(1, "a", "b", bonuses=(fastest_lap("a"), fastest_lap("b")))

    assert earned(championship, result) == {"a": each, "b": each}


def test_a_bonus_may_need_a_place_among_the_cars_that_count():
    championship = title(points=scale(25, 18, pole=Fraction(1), pole_within=2))
    result = race(1, car("guest", scores=False), "b", "c", "d", bonuses=(pole("c"),))

    assert earned(championship, result) == {"b": 25, "c": 19, "d": 0}


def test_a_bonus_that_needs_a_place_is_not_for_a_retired_car():
    championship = title(points=scale(25, pole=Fraction(1), pole_within=10))
    result = race(1, car("a", status=Status.RETIRED), bonuses=(pole("a"),))

    assert earned(championship, result) == {"a": 0}


def test_a_bonus_counts_in_the_class_in_which_it_was_won():
    cars = [car("4", classes=("LMP2",)), car("91", classes=("GT",))]
    poles = pole("4", car_class="LMP2"), pole("91", car_class="GT")

    points = earned(title(points=POLE, classes=frozenset({"GT"})), race(1, *cars, bonuses=poles))

    assert points == {"91": 26}


def test_a_bonus_of_a_class_is_none_of_its_sub_class():
    both = car("83", classes=("LMP2 Pro/Am", "LMP2"))
    championship = title(points=POLE, classes=frozenset({"LMP2 Pro/Am"}))

    points = earned(championship, race(1, both, bonuses=(pole("83", car_class="LMP2"),)))

    assert points == {"83": 25}


def test_a_bonus_needs_its_car():
    with pytest.raises(ValueError, match="pole of a car that is not in the session: z"):
        ledger(title(points=POLE), [race(1, "a", bonuses=(pole("z"),))])


# Factors


def test_a_factor_multiplies_the_points_for_places_alone():
    result = race(1, "a", factor=HALF, bonuses=(pole("a"),))

    assert earned(title(points=POLE), result) == {"a": 12 + HALF + 1}


def test_a_factor_is_written_as_what_it_changed():
    lines = ledger(title(), [race(1, "a", factor=Fraction(2))])

    assert [(line.reason, line.points, line.multiplier) for line in lines] == [
        (Reason.PLACE, 25, None),
        (Reason.FACTOR, 25, 2),
    ]


def test_a_shared_car_divides_what_the_factor_left():
    shared = car("4", drivers=("Kurtz", "Braun"))

    points = earned(title(crew=Crew.SPLIT), race(1, shared, factor=HALF))

    assert points == {"Kurtz": Fraction(25, 4), "Braun": Fraction(25, 4)}
