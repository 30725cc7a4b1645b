from fractions import Fraction

from championship.scoring.points import Finish, Honour, Reason, Scale, ledger
from championship.scoring.states import Status

SCALE = Scale(points=tuple(map(Fraction, (25, 18, 15))), pole=Fraction(1))


def finish(car, order, *, status=Status.CLASSIFIED, recipients=None, **facts):
    return Finish(1, "race 1", car, order, status, recipients or (car,), **facts)


def points(lines):
    return [(line.recipient, line.place, line.points) for line in lines]


def test_points_follow_the_scale_and_end_with_it():
    finishes = [finish(car, order) for order, car in enumerate("abcd", start=1)]

    assert points(ledger(finishes, scale=SCALE)) == [
        ("a", 1, 25),
        ("b", 2, 18),
        ("c", 3, 15),
        ("d", 4, 0),
    ]


def test_everyone_else_classified_may_get_points():
    # World Endurance Championship 2019: half a point beyond tenth.
    scale = Scale(points=(Fraction(25),), others=Fraction(1, 2))

    lines = ledger([finish("a", 1), finish("b", 2), finish("c", 3)], scale=scale)

    assert [line.points for line in lines] == [25, Fraction(1, 2), Fraction(1, 2)]


def test_places_count_among_the_cars_given_not_overall():
    lines = ledger([finish("17", 12), finish("2", 13)], scale=SCALE)

    assert points(lines) == [("17", 1, 25), ("2", 2, 18)]


def test_every_driver_of_the_crew_gets_the_full_points():
    crew = ("Kurtz", "Braun", "Jakobsen")

    lines = ledger([finish("4", 1, recipients=crew)], scale=SCALE)

    assert points(lines) == [(driver, 1, 25) for driver in crew]


def test_a_car_that_is_not_classified_has_a_line_without_points():
    lines = ledger([finish("99", 1, status=Status.NOT_CLASSIFIED)], scale=SCALE)

    assert [(line.place, line.points, line.status) for line in lines] == [
        (None, 0, Status.NOT_CLASSIFIED)
    ]


def test_a_pole_point_survives_a_retirement_with_no_lap_run():
    # Round 5 of 2023/24: car 9 had the GT pole and did no lap.
    pole = Honour(1, "race 1", "9", Reason.POLE, ("9",))

    lines = ledger([finish("9", 1, status=Status.NOT_CLASSIFIED)], [pole], scale=SCALE)

    assert [(line.reason, line.points) for line in lines] == [
        (Reason.PLACE, 0),
        (Reason.POLE, 1),
    ]


def test_a_pole_that_is_worth_nothing_makes_no_line():
    pole = Honour(1, "race 1", "9", Reason.POLE, ("9",))

    assert ledger([], [pole], scale=Scale(points=(Fraction(25),))) == []


def test_a_guest_is_passed_over_and_the_next_car_takes_the_points():
    # World Endurance Championship: extra cars are invisible in the tables.
    finishes = [finish("guest", 1, scores=False), finish("4", 2)]

    assert points(ledger(finishes, scale=SCALE)) == [("4", 1, 25)]


def test_a_guest_may_keep_its_place_so_that_nobody_takes_the_points():
    finishes = [finish("guest", 1, scores=False), finish("4", 2)]

    assert points(ledger(finishes, scale=SCALE, guests_keep_place=True)) == [("4", 2, 18)]


def test_half_points_halve_the_places_exactly():
    lines = ledger([finish("a", 1, factor=Fraction(1, 2))], scale=SCALE)

    assert lines[0].points == Fraction(25, 2)
