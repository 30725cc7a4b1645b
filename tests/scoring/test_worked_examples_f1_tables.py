"""Formula 1 tables from 1958 to 2023, whole or of the few whom they are about.

Results and tables come from F1DB (https://www.f1db.com, https://github.com/f1db/f1db) by
Marcel Overdijk and contributors, licensed under Creative Commons Attribution 4.0
International (https://creativecommons.org/licenses/by/4.0/); selected and shortened.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from championship.scoring.decisions import Decision, Effect
from championship.scoring.facts import Kind
from championship.scoring.rules import (
    BonusTo,
    Countback,
    Crew,
    Recipient,
    StillEqual,
    parse_parts,
)
from championship.scoring.standings import Tie, compute

from .season import (
    F1_1950,
    F1_1961,
    F1_1991,
    F1_2003,
    F1_2010,
    F1_2019,
    car,
    driver,
    earned,
    fastest_lap,
    final_table,
    maker,
    makes,
    race,
    scale,
    season,
    table,
    title,
)

SPRINT_2021 = scale(3, 2, 1)
SPRINT_2022 = scale(8, 7, 6, 5, 4, 3, 2, 1)


def drivers(points, **rules):
    """The drivers' title, whose fastest-lap point goes to the one who drove the lap."""
    return title(Recipient.DRIVER, points, bonus_to=BonusTo.DRIVER, **rules)


def constructors(points, **rules):
    return title(Recipient.MANUFACTURER, points, **rules)


# Constructors


def test_1958_the_first_constructors_championship():
    """Best car of each race, best six results, Indianapolis (round 4) left out.

    In Italy (round 10) a shared Maserati was fourth and scored nothing.
    """
    shared = car(4, drivers=("Gregory", "Shelby"), manufacturer="Maserati")
    rounds = [
        makes(1, "Cooper", "Ferrari", "Ferrari", "Maserati", "Maserati"),
        makes(2, "Cooper", "Ferrari", "Ferrari", "Cooper", "BRM"),
        makes(3, "Vanwall", "BRM", "BRM", "Cooper", "Ferrari"),
        makes(4, "Epperly", "Epperly", "Kurtis Kraft", "Epperly", "Epperly"),
        makes(5, "Vanwall", "Ferrari", "Vanwall", "Lotus", "BRM"),
        makes(6, "Ferrari", "Vanwall", "Ferrari", "Maserati", "Ferrari"),
        makes(7, "Ferrari", "Ferrari", "Cooper", "Vanwall", "BRM"),
        makes(8, "Vanwall", "Cooper", "Cooper", "Ferrari"),
        makes(9, "Vanwall", "Ferrari", "Vanwall", "BRM", "Ferrari"),
        makes(10, "Vanwall", "Ferrari", "Ferrari", shared, "Cooper"),
        makes(11, "Vanwall", "Ferrari", "Ferrari", "BRM", "BRM"),
    ]
    championship = constructors(
        F1_1950,
        cars_counted=1,
        crew=Crew.NONE,
        parts=parse_parts("6"),
        rounds_excluded=frozenset({4}),
    )

    rows = compute(championship, rounds).newest

    assert [(row.rank, row.recipient, row.points, row.before_drops) for row in rows] == [
        (1, "Vanwall", 48, 57),
        (2, "Ferrari", 40, 57),
        (3, "Cooper", 31, 31),
        (4, "BRM", 18, 18),
        (5, "Maserati", 6, 6),
        (6, "Lotus", 3, 3),
    ]


def test_1961_a_win_is_8_points_for_the_constructor_and_9_for_the_driver():
    """Best car of each race, best five results, a table of its own for constructors."""
    rounds = [
        makes(1, "Lotus", "Ferrari", "Ferrari", "Ferrari", "Porsche", "Cooper"),
        makes(2, "Ferrari", "Ferrari", "Lotus", "Lotus", "Ferrari", "Cooper"),
        makes(3, "Ferrari", "Ferrari", "Ferrari", "Ferrari", "Cooper", "Porsche"),
        makes(4, "Ferrari", "Porsche", "Lotus", "Lotus", "Cooper", "BRM"),
        makes(5, "Ferrari", "Ferrari", "Ferrari", "Cooper", "Porsche", "Cooper"),
        makes(6, "Lotus", "Ferrari", "Ferrari", "Lotus", "Cooper", "Cooper"),
        makes(7, "Ferrari", "Porsche", "Cooper", "Cooper", "BRM", "Cooper"),
        makes(8, "Lotus", "Porsche", "BRM", "Cooper", "BRM", "Porsche"),
    ]
    best_five = parse_parts("5")

    constructors_table = final_table(
        constructors(scale(8, 6, 4, 3, 2, 1), cars_counted=1, parts=best_five), rounds
    )
    phil_hill, von_trips = "3 2 1 9 2 3 1 -", "4 1 2 R 1 2 R -"
    drivers_table = final_table(
        drivers(F1_1961, parts=best_five),
        season({"Phil Hill": phil_hill, "von Trips": von_trips}),
    )

    assert constructors_table == [
        (1, "Ferrari", 40),
        (2, "Lotus", 32),
        (3, "Porsche", 22),
        (4, "Cooper", 14),
        (5, "BRM", 7),
    ]
    assert drivers_table == [(1, "Phil Hill", 34), (2, "von Trips", 33)]


# Dropped results


def test_1967_the_season_is_split_and_brabham_loses_a_fifth_place():
    """Best five of rounds 1 to 6 and best four of rounds 7 to 11."""
    places = {
        "Hulme": "4 1 3 R 2 2 1 2 R 3 3",
        "Brabham": "6 R 2 R 1 4 2 1 2 5 2",
        "Clark": "R R 1 6 R 1 R R 3 1 1",
    }

    rows = compute(drivers(F1_1961, parts=parse_parts("1-6:5 7-11:4")), season(places)).newest

    assert [(row.recipient, row.points, row.before_drops) for row in rows] == [
        ("Hulme", 51, 51),
        ("Brabham", 46, 48),
        ("Clark", 41, 41),
    ]
    assert [(drop.round, drop.points) for drop in rows[1].dropped if drop.points] == [(10, 2)]


def test_1979_scheckter_counts_four_results_of_each_half():
    """Best four of rounds 1 to 7 and best four of rounds 8 to 15: 51 of 60 points."""
    places = {
        "Scheckter": "R 6 2 2 4 1 1 7 5 4 4 2 1 4 R",
        "Villeneuve": "12 5 1 1 7 7 R 2 14 8 2 R 2 2 1",
        "Jones": "9 R R 3 R R R 4 R 1 1 1 9 1 R",
    }

    rows = compute(drivers(F1_1961, parts=parse_parts("1-7:4 8-15:4")), season(places)).newest

    assert [(row.recipient, row.points, row.before_drops) for row in rows] == [
        ("Scheckter", 51, 60),
        ("Villeneuve", 47, 53),
        ("Jones", 40, 43),
    ]


def test_1988_senna_is_champion_with_fewer_points_in_all():
    """Best eleven of sixteen: Senna counts 90 of 94, Prost 87 of 105."""
    places = {
        "Prost": "1 2 1 1 2 2 1 R 2 2 2 R 1 1 2 1",
        "Senna": "DSQ 1 R 2 1 1 2 1 1 1 1 10 6 4 1 2",
    }

    rows = compute(drivers(F1_1961, parts=parse_parts("11")), season(places)).newest

    assert [(row.rank, row.recipient, row.points, row.before_drops) for row in rows] == [
        (1, "Senna", 90, 94),
        (2, "Prost", 87, 105),
    ]


# Sprints


def test_2021_a_sprint_and_a_race_are_one_result_of_their_round():
    """Rounds 10 and 14 of 2021, counted as if only the best round did."""
    championship = drivers(
        F1_2010, scales={Kind.RACE: F1_2010, Kind.SPRINT: SPRINT_2021}, parts=parse_parts("1")
    )
    races = season({"Hamilton": "1 R", "Verstappen": "R R", "Ricciardo": "5 1"})
    sprints = season({"Hamilton": "2 5", "Verstappen": "1 2", "Ricciardo": "6 3"}, kind=Kind.SPRINT)

    rows = compute(championship, races + sprints).newest

    assert [(row.recipient, row.points, row.before_drops) for row in rows] == [
        ("Hamilton", 25 + 2, 27),
        ("Ricciardo", 25 + 1, 36),
        ("Verstappen", 3, 3 + 2),
    ]


@pytest.mark.parametrize(
    ("countback_sprints", "ahead", "place"), [(False, "Alonso", 3), (True, "Leclerc", 2)]
)
def test_2023_the_tie_for_fourth_place_leaves_sprints_out(countback_sprints, ahead, place):
    """206 points and three second places each; Alonso has five thirds, Leclerc three.

    With Leclerc's second place in the sprint of round 4 it would be the other way round.
    """
    races = {
        "Leclerc": "R 7 R 3 7 6 11 4 2 9 7 3 R 4 4 4 5 DSQ 3 DNS 2 2",
        "Alonso": "3 3 3 4 3 2 7 2 5 7 9 5 2 9 15 8 6 R R 3 9 7",
    }
    sprints = {
        "Leclerc": "- - - 2 - - - - 12 - - 5 - - - - 12 3 - 5",
        "Alonso": "- - - 6 - - - - 5 - - R - - - - 8 13 - 11",
    }
    sessions = season(races) + season(sprints, kind=Kind.SPRINT)
    zandvoort = sessions[12]
    sessions[12] = replace(zandvoort, bonuses=(fastest_lap("Alonso", driver="Alonso"),))
    championship = drivers(
        F1_2010,
        scales={Kind.RACE: F1_2019, Kind.SPRINT: SPRINT_2022},
        countback_sprints=countback_sprints,
    )

    rows = compute(championship, sessions).newest

    assert [row.points for row in rows] == [206, 206]
    assert (rows[0].recipient, rows[1].tie, rows[1].tie_place) == (ahead, Tie.COUNTBACK, place)


# Ties


def test_1995_of_two_equals_the_first_to_achieve_is_ahead():
    """Suzuki was sixth in round 9 and Lamy in round 17: one point each, 17th and 18th."""
    places = {
        "Lamy": "- - - - - - - - - 9 10 R R 9 13 11 6",
        "Suzuki": "8 R 11 - - - - - 6 - - - - - R DNS -",
    }
    championship = drivers(
        F1_1991, countback=Countback.SCORING, still_equal=StillEqual.FIRST_TO_ACHIEVE
    )

    rows = compute(championship, season(places)).newest

    assert [row.recipient for row in rows] == ["Suzuki", "Lamy"]
    assert (rows[1].tie, rows[1].tie_place) == (Tie.FIRST_TO_ACHIEVE, 6)


def test_1967_rindt_and_love_are_split_by_a_second_place():
    """Six points each: Love's second place in South Africa beats Rindt's two fourths."""
    places = {"Rindt": "R R R 4 R R R R 4 R", "Love": "2 - - - - - - - - -"}

    rows = compute(drivers(F1_1961, countback=Countback.SCORING), season(places)).newest

    assert [(row.rank, row.recipient, row.points) for row in rows] == [
        (1, "Love", 6),
        (2, "Rindt", 6),
    ]


# Decisions on a table


def test_1995_brazil_the_constructors_lose_what_the_drivers_keep():
    """Round 1 of 1995: fuel; Benetton and Williams scored nothing, and nobody moved up."""
    decisions = [
        Decision(Effect.NO_POINTS, maker(name), session="race 1")
        for name in ("Benetton", "Williams")
    ]
    result = race(
        1,
        car("Schumacher", manufacturer="Benetton"),
        car("Coulthard", manufacturer="Williams"),
        car("Berger", manufacturer="Ferrari"),
        car("Hakkinen", manufacturer="McLaren"),
        car("Alesi", manufacturer="Ferrari"),
        car("Blundell", manufacturer="McLaren"),
    )

    assert list(earned(drivers(F1_1991), result).values()) == [10, 6, 4, 3, 2, 1]
    assert earned(constructors(F1_1991), result, decisions) == {
        "Benetton": 0,
        "Williams": 0,
        "Ferrari": 4 + 2,
        "McLaren": 3 + 1,
    }


def test_1997_schumacher_is_excluded_and_keeps_his_78_points():
    """The World Motor Sport Council, November 1997: second place empties, the others move up."""
    out = Decision(Effect.EXCLUDED, driver("Schumacher"), from_round=17, keeps_points=True)
    places = {
        "Villeneuve": "R 1 1 R R 1 R 4 1 R 1 5 5 1 1 DSQ 3",
        "Schumacher": "2 5 R 2 1 4 1 1 R 2 4 1 6 6 R 1 R",
        "Frentzen": "8 9 R 1 R 8 4 2 R R R 3 3 3 3 2 6",
        "Coulthard": "1 10 R R R 6 7 7 4 R R R 1 2 R 10 2",
    }

    tables = compute(drivers(F1_1991), season(places), [out])

    assert table(tables.after[16])[0] == (1, "Schumacher", 78)
    assert [(row.rank, row.recipient, row.points) for row in tables.newest] == [
        (1, "Villeneuve", 81),
        (2, "Frentzen", 42),
        (3, "Coulthard", 36),
        (None, "Schumacher", 78),
    ]


def test_2007_mclaren_is_excluded_without_points_and_its_drivers_are_not():
    """The World Motor Sport Council, September 2007 (after round 13), here on round 1."""
    out = Decision(Effect.EXCLUDED, maker("McLaren"))
    result = race(
        1,
        car("Raikkonen", manufacturer="Ferrari"),
        car("Alonso", manufacturer="McLaren"),
        car("Hamilton", manufacturer="McLaren"),
        car("Heidfeld", manufacturer="BMW Sauber"),
    )

    assert final_table(constructors(F1_2003), [result], [out]) == [
        (1, "Ferrari", 10),
        (2, "BMW Sauber", 5),
        (None, "McLaren", 0),
    ]
    assert final_table(drivers(F1_2003), [result], [out])[:2] == [
        (1, "Raikkonen", 10),
        (2, "Alonso", 8),
    ]


def test_2020_racing_point_loses_15_points_from_round_5_on():
    """Brake ducts: 42 points after four rounds, 41 after the fifth."""
    minus = Decision(Effect.POINTS, maker("Racing Point"), from_round=5, value=Fraction(-15))
    cars = {1: [6], 2: [6, 7], 3: [4, 7], 4: [9], 5: [6, 7]}
    rounds = [
        makes(number, *("Racing Point" if place in own else None for place in range(1, 10)))
        for number, own in cars.items()
    ]

    tables = compute(constructors(F1_2010), rounds, [minus])

    assert [rows[0].points for rows in tables.after.values()] == [8, 22, 40, 42, 41]
