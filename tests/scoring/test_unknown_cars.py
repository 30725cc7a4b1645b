"""Results of which not every car is known: places count as they were reported."""

from dataclasses import replace

from championship.scoring.points import ledger
from championship.scoring.rules import Guests, Recipient
from championship.scoring.states import Status
from championship.scoring.unknown_cars import with_unknown_cars

from .season import car, earned, pole, race, scale, title

POINTS = scale(25, 18, 15, 12, 10)
FUJI = {"#9": 1, "#911": 2, "#11": 5}


def reported(places, *others, class_of=lambda name: ("gt3",), **facts):
    """An incomplete race: cars by their places, the same overall and in class."""
    cars = [
        car(name, place=place, class_place=place, classes=class_of(name))
        for name, place in places.items()
    ]
    return replace(race(1, *cars, *others, **facts), is_incomplete=True)


def test_a_place_counts_as_it_was_reported():
    assert earned(title(points=POINTS), reported(FUJI)) == {"#9": 25, "#911": 18, "#11": 10}


def test_without_gaps_the_order_of_the_lines_gives_the_places():
    complete = replace(reported(FUJI), is_incomplete=False)

    assert earned(title(points=POINTS), complete) == {"#9": 25, "#911": 18, "#11": 15}


def test_nobody_gets_the_points_of_an_unknown_car():
    lines = ledger(title(points=POINTS), [reported(FUJI)])

    assert [(line.recipient, line.place) for line in lines] == [("#9", 1), ("#911", 2), ("#11", 5)]


def test_an_unknown_winner_leaves_the_second_in_second_place():
    assert earned(title(points=POINTS), reported({"#911": 2})) == {"#911": 18}


def test_a_car_that_is_not_classified_stays_behind_the_places():
    retired = car("#17", status=Status.RETIRED, classes=("gt3",))

    assert earned(title(points=POINTS), reported(FUJI, retired))["#17"] == 0


def test_in_its_class_a_place_is_the_one_reported_there():
    cars = [
        car("#37", place=1, class_place=1, classes=("gt3",)),
        car("#50", place=28, class_place=2, classes=("gt4",)),
    ]
    suzuka = replace(race(1, *cars), is_incomplete=True)

    assert earned(title(points=POINTS, classes={"gt4"}), suzuka) == {"#50": 18}
    assert earned(title(points=POINTS), suzuka) == {"#37": 25, "#50": 0}


def test_an_unknown_car_may_be_of_any_part_of_its_class():
    """So that nobody is given more there than is certain."""
    known = {"#37": 1, "#7": 2, "#51": 4}
    am = {"#7", "#51"}
    result = reported(known, class_of=lambda name: ("am", "gt3") if name in am else ("gt3",))

    assert earned(title(points=POINTS, classes={"am"}), result) == {"#7": 25, "#51": 15}


def test_a_guest_makes_room_as_in_any_other_result():
    guest = {"#62": 2, "#29": 4}
    result = reported(guest)
    cars = tuple(replace(one, scores=one.car != "#62") for one in result.finishes)

    points = earned(title(points=POINTS, guests=Guests.PASSED_OVER), replace(result, finishes=cars))

    assert points == {"#29": 15}


def test_an_unknown_car_holds_its_place_where_only_some_cars_score():
    points = earned(
        title(points=POINTS, recipient=Recipient.ENTRY, entries=frozenset({"#11"})),
        reported({"#11": 3}),
    )

    assert points == {"#11": 15}


def test_a_known_pole_counts_whatever_the_gaps():
    points = earned(
        title(points=scale(25, 18, pole=1)), reported({"#11": 2}, bonuses=(pole("#11"),))
    )

    assert points == {"#11": 19}


def test_a_pole_of_a_car_whose_place_is_not_known_counts_for_nobody():
    points = earned(
        title(points=scale(25, 18, pole=1)), reported({"#911": 2}, bonuses=(pole("#16"),))
    )

    assert points == {"#911": 18}


def test_cars_of_no_place_and_of_other_classes_are_all_kept():
    retired = car("#17", status=Status.RETIRED, classes=("gt4",))

    cars = with_unknown_cars(reported({"#4": 2}, retired), {"gt3"})

    assert [(one.car if one.is_known else None, one.order) for one in cars] == [
        (None, 1),
        ("#4", 2),
        ("#17", 4),
    ]
