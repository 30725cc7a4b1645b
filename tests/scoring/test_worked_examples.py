"""Endurance, touring cars, motorcycles, karts: their rulebooks' words, each with an example.

Each names its source: a regulation, the organiser's page or a report. The rules are as
published; where a test names no event, the results are invented to show them.
"""

from fractions import Fraction

import pytest

from championship.scoring.classification import MinimumDistance, TimedCar, classify
from championship.scoring.decisions import Decision, Effect
from championship.scoring.facts import Kind
from championship.scoring.rules import (
    EqualHolders,
    Guests,
    Part,
    Recipient,
    StillEqual,
    Surplus,
)
from championship.scoring.standings import Tie, compute
from championship.scoring.states import Status

from .season import (
    F1_2010,
    POINT,
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

ACO = scale(25, 18, 15, 12, 10, 8, 6, 4, 2, 1, pole=POINT)
WEC_LONG = scale(38, 27, 23, 18, 15, 12, 9, 6, 3, 2, pole=POINT)
LE_MANS = scale(50, 36, 30, 24, 20, 16, 12, 8, 4, 2, others=POINT, pole=POINT)
MOTOGP = scale(25, 20, 16, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
BTCC = scale(15, 12, 10, 8, 6, 5, 4, 3, 2, 1, fastest_lap=POINT)
IMSA_RACE = scale(350, 320, 300, 280, 260)
IMSA_QUALIFYING = scale(35, 32, 30, 28, 26)
SUPERCUP = scale(20, 18, 16, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)


# World Endurance Championship


def test_an_extra_car_of_the_wec_keeps_its_place_in_the_race_and_is_invisible_in_the_table():
    """fiawec.com/en/regulations/31: they "retain their place … while being invisible"."""
    classified = classify(
        TimedCar(name, "Hypercar", order, Status.CLASSIFIED) for order, name in enumerate("abc", 1)
    )

    points = earned(title(points=ACO), race(1, "a", car("b", scores=False), "c"))

    assert [line.place for line in classified] == [1, 2, 3]
    assert points == {"a": 25, "c": 18}


def test_the_scale_of_the_wec_follows_the_length_of_the_race():
    """fiawec.com/en/points/70: 25 for 6 hours, 38 for 8 and 10, 50 for 24."""
    championship = title(
        points=ACO, session_scales={"8 h Bahrain": WEC_LONG, "24 h Le Mans": LE_MANS}
    )
    rounds = [
        race(1, "7", "8", key="6 h Spa"),
        race(2, "7", "8", key="24 h Le Mans"),
        race(3, "7", "8", key="8 h Bahrain"),
    ]

    assert earned(championship, rounds) == {"7": 25 + 50 + 38, "8": 18 + 36 + 27}


def test_every_further_car_classified_at_le_mans_gets_a_point():
    """fiawec.com/en/points/70: 1 point for each car beyond tenth."""
    result = race(1, *range(1, 13), car(13, status=Status.RETIRED), car(14, status=Status.RETIRED))

    points = earned(title(points=LE_MANS), result)

    assert [points[number] for number in (10, 11, 12, 13)] == [2, 1, 1, 0]


def test_half_a_point_for_every_car_beyond_tenth():
    """Sporting regulations of the WEC 2019/20 (thecheckeredflag.co.uk, August 2019)."""
    half = Fraction(1, 2)
    short = scale(25, 18, 15, 12, 10, 8, 6, 4, 2, 1, others=half)

    points = earned(title(points=short), race(1, *range(1, 13)))

    assert [points[number] for number in (10, 11, 12)] == [1, half, half]


@pytest.mark.parametrize(("laps", "place"), [(245, 2), (244, None)])
def test_a_car_of_the_wec_covers_70_percent_of_the_overall_winners_distance(laps, place):
    """fiawec.com/en/race-finish-and-classification/127; of 350 laps 245 are enough."""
    cars = [
        TimedCar("50", "Hypercar", 1, Status.CLASSIFIED, laps=350),
        TimedCar("92", "LMGT3", 2, Status.CLASSIFIED, laps=laps),
    ]

    assert classify(cars, minimum=MinimumDistance(70))[1].place == place


@pytest.mark.parametrize(("laps", "place"), [(60, 3), (59, None)])
def test_a_car_of_a_club_covers_part_of_its_class_winners_distance(laps, place):
    """Endurance ruleset of the Apex Racing League: 60 % of the class winner."""
    cars = [
        TimedCar("1", "GTP", 1, Status.CLASSIFIED, laps=150),
        TimedCar("2", "GT4", 2, Status.CLASSIFIED, laps=100),
        TimedCar("3", "GT4", 3, Status.CLASSIFIED, laps=laps),
    ]

    assert classify(cars, minimum=MinimumDistance(60, of_class_winner=True))[2].place == place


def test_half_points_for_a_race_of_less_than_three_quarters_of_its_time():
    """Rules of the WEC (competition.total.com): a factor that a person decides."""
    half = Decision(Effect.SESSION_FACTOR, session="6 h", value=Fraction(1, 2))

    points = earned(title(points=ACO), race(1, "7", "8", key="6 h"), [half])

    assert points == {"7": Fraction(25, 2), "8": 9}


# European and Asian Le Mans Series


def test_a_win_and_the_pole_are_26_points_for_the_car_and_each_of_its_drivers():
    """Asian Le Mans Series 2015/16 (endurance-info.com, 101446): "26 points"."""
    result = race(1, car("8", drivers=("a", "b", "c")), bonuses=(pole("8"),))

    assert earned(title(Recipient.ENTRY, ACO), result) == {"8": 26}
    assert earned(title(Recipient.DRIVER, ACO), result) == {"a": 26, "b": 26, "c": 26}


def test_a_pole_point_survives_a_retirement_with_no_lap_run():
    """Asian Le Mans Series 2023/24, round 5: car 9 had the pole of GT."""
    result = race(5, "91", car("9", status=Status.NOT_CLASSIFIED), bonuses=(pole("9"),))

    assert earned(title(points=ACO), result) == {"91": 25, "9": 1}


def test_the_lmp3_title_of_2023_was_decided_by_second_places():
    """autosport.pt, February 2023: 73 points each, a win each, more second places for car 8."""
    places = {"29 MV2S": "1 3 2 3", "8 Graff": "2 2 4 1"}

    rows = compute(title(points=ACO), season(places)).newest

    assert [(row.rank, row.recipient, row.points) for row in rows] == [
        (1, "8 Graff", 73),
        (2, "29 MV2S", 73),
    ]
    assert (rows[1].tie, rows[1].tie_place) == (Tie.COUNTBACK, 2)


def test_a_car_of_a_sub_class_scores_there_and_in_its_class():
    """LMP2 Pro/Am within LMP2: one result, two tables, places counted in each."""
    pro_am = ("LMP2 Pro/Am", "LMP2")
    result = race(
        1, car("22", classes=("LMP2",)), car("20", classes=pro_am), car("83", classes=pro_am)
    )

    lmp2, sub_class = (
        earned(title(points=ACO, classes=frozenset({name})), result)
        for name in ("LMP2", "LMP2 Pro/Am")
    )

    assert lmp2 == {"22": 25, "20": 18, "83": 15}
    assert sub_class == {"20": 25, "83": 18}


# SRO


def test_the_makes_not_entered_in_the_world_title_of_2021_keep_their_place():
    """endurance-info.com: points "sans redistribution" of those of the makes not entered."""
    nissan = car("18", manufacturer="Nissan", scores=False)
    result = race(1, car("1", manufacturer="Audi"), nissan, car("4", manufacturer="Ferrari"))
    championship = title(Recipient.MANUFACTURER, F1_2010, guests=Guests.KEEP_PLACE, cars_counted=1)

    assert earned(championship, result) == {"Audi": 25, "Ferrari": 15}


def test_the_makes_not_entered_and_the_third_cars_are_invisible_in_2025():
    """autoracing1.com/pl/444109: two cars score, the others' points are redistributed."""
    nissan = Decision(Effect.NOT_ELIGIBLE, maker("Nissan"))
    championship = title(
        Recipient.MANUFACTURER, F1_2010, cars_counted=2, surplus=Surplus.PASSED_OVER
    )

    points = earned(
        championship, makes(1, "BMW", "Nissan", "BMW", "BMW", "Porsche", "BMW", "Audi"), [nissan]
    )

    assert points == {"BMW": 25 + 18, "Porsche": 15, "Audi": 12}


def test_one_table_may_count_the_rounds_of_two_series():
    """The Michelin Asia GT Challenge 2016: GT Asia and the Asian Le Mans Series."""
    rounds = [
        race(1, car("5", team="Absolute"), car("37", team="BBT"), key="GT Asia, Okayama"),
        race(2, car("90", team="BBT"), car("66", team="Absolute"), key="AsLMS, Zhuhai"),
        race(3, car("37", team="BBT"), key="GT Asia, Fuji"),
    ]

    rows = final_table(title(Recipient.TEAM), rounds)

    assert rows == [(1, "BBT", 18 + 25 + 25), (2, "Absolute", 25 + 18)]


# IMSA


def test_qualifying_scores_a_tenth_of_the_race():
    """IMSA 2021 (racer.com, 9 September 2020): 350, 320, 300 and 35, 32, 30."""
    championship = title(scales={Kind.RACE: IMSA_RACE, Kind.QUALIFYING: IMSA_QUALIFYING})
    sessions = [race(1, "31", "10", "55", kind=Kind.QUALIFYING), race(1, "10", "55", "31")]

    points = earned(championship, sessions)

    assert points == {"31": 35 + 300, "10": 32 + 350, "55": 30 + 320}


def test_a_make_scores_in_qualifying_with_its_highest_car():
    """IMSA 2021 (speedsport.com): "each manufacturer's highest-qualifying car"."""
    championship = title(
        Recipient.MANUFACTURER, scales={Kind.QUALIFYING: IMSA_QUALIFYING}, cars_counted=1
    )

    points = earned(championship, makes(1, "Cadillac", "Cadillac", "Acura", kind=Kind.QUALIFYING))

    assert points == {"Cadillac": 35, "Acura": 30}


def test_a_driver_who_drove_too_little_scores_nothing_and_his_crew_does():
    """IMSA's drive time (frontstretch.com, 16 December 2016), where the car keeps its place."""
    decision = Decision(Effect.NO_POINTS, driver("Am"), session="race 1")
    result = race(1, car("54", drivers=("Pro", "Am")))

    assert earned(title(points=IMSA_RACE), result, [decision]) == {"Pro": 350, "Am": 0}


# British Touring Car Championship


def test_a_make_scores_with_its_two_nominated_cars():
    """teamrac.com/btcc-races/points.htm: two per manufacturer, nominated before the race."""
    vectra, honda = ({"manufacturer": name} for name in ("Vauxhall", "Honda"))
    result = race(
        1, car(1, **vectra), car(52, **honda), car(21, **vectra), car(2, **vectra), car(25, **honda)
    )
    championship = title(
        Recipient.MANUFACTURER, BTCC, entries=frozenset({1, 2, 25, 52}), cars_counted=2
    )

    assert earned(championship, result) == {"Vauxhall": 15 + 10, "Honda": 12 + 8}


def test_a_team_scores_with_its_two_highest_cars():
    """teamrac.com/btcc-races/points.htm: the third car keeps its place."""
    team = {"team": "Dynamics"}
    result = race(1, car(52, **team), car(25, **team), car(3, **team), car(4, team="RAC"))

    points = earned(title(Recipient.TEAM, BTCC, cars_counted=2), result)

    assert points == {"Dynamics": 15 + 12, "RAC": 8}


def test_each_driver_with_the_fastest_lap_of_a_touring_car_race_gets_the_point():
    """teamrac.com/btcc-races/points.htm: "if two or more drivers achieve this then each"."""
    result = race(1, "a", "b", bonuses=(fastest_lap("a"), fastest_lap("b")))

    assert BTCC.equal_holders is EqualHolders.EACH
    assert earned(title(points=BTCC), result) == {"a": 16, "b": 13}


# MotoGP


def test_a_motorcycle_constructor_scores_with_its_highest_machine_by_its_place_in_the_race():
    """motogp.com/ja/MotoGP+Basics/points: the other machines keep their places."""
    championship = title(Recipient.MANUFACTURER, MOTOGP, cars_counted=1)

    points = earned(championship, makes(1, "Ducati", "Ducati", "Ducati", "KTM", "Aprilia"))

    assert points == {"Ducati": 25, "KTM": 13, "Aprilia": 11}


def test_a_tie_of_riders_goes_to_the_latest_best_place():
    """motogp.com/ja/MotoGP+Basics/points: "precedence going to the latest result"."""
    places = {"early": "1 2", "late": "2 1"}

    rows = compute(
        title(points=MOTOGP, still_equal=StillEqual.LAST_TO_ACHIEVE), season(places)
    ).newest

    assert [row.recipient for row in rows] == ["late", "early"]
    assert (rows[1].tie, rows[1].tie_place) == (Tie.LAST_TO_ACHIEVE, 1)


# Cups, clubs and karts


def test_guests_of_the_supercup_are_passed_over():
    """2024 Porsche Supercup: the next driver takes the points of a guest who won."""
    result = race(1, car("guest", scores=False), "a", "b")

    assert earned(title(points=F1_2010), result) == {"a": 25, "b": 18}


def test_a_driver_of_the_supercup_takes_part_in_six_rounds_to_be_listed():
    """porsche.com, Supercup 2014: "at least 6 classification rounds"."""
    places = {"a": "1 1 1 1 1 1 1", "five": "- 2 2 2 2 2 -", "six": "2 3 3 3 3 3 -"}

    tables = compute(title(points=SUPERCUP, minimum_rounds=6), season(places))

    assert [row.recipient for row in tables.newest] == ["a", "six"]


def test_a_disqualified_kart_cannot_drop_that_race():
    """Burris National Speedway Series 2006, 5.1.4: "may NOT use that as a drop race"."""
    places = {"retired": "1 2 R", "disqualified": "2 1 DSQ"}
    championship = title(parts=(Part(1, None, 2),), disqualification_counts=True)

    assert final_table(championship, season(places)) == [
        (1, "retired", 43),
        (2, "disqualified", 25),
    ]


def test_the_worst_round_of_a_kart_season_drops():
    """North Shore Kart Club 2019: "your worst round (that you actually raced in)"."""
    assert final_table(title(parts=(Part(1, None, 3),)), season({"a": "3 1 4 2"})) == [
        (1, "a", 25 + 18 + 15)
    ]


def test_a_tie_that_no_rule_decides_is_decided_by_a_ruling():
    """Formula 1, article 7: "according to such criteria as it thinks fit"."""
    ruling = [
        Decision(Effect.TIE_ORDER, driver(name), value=Fraction(order))
        for order, name in enumerate(("b", "a"), start=1)
    ]

    rows = compute(title(), season({"a": "1 2", "b": "2 1"}), ruling).newest

    assert [(row.rank, row.recipient, row.tie) for row in rows] == [
        (1, "b", None),
        (2, "a", Tie.DECISION),
    ]
