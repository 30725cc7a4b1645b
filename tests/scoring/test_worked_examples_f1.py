"""Formula 1 sessions from 1954 to 2021: who got which points, and why.

Results and tables come from F1DB (https://www.f1db.com, https://github.com/f1db/f1db) by
Marcel Overdijk and contributors, licensed under Creative Commons Attribution 4.0
International (https://creativecommons.org/licenses/by/4.0/); selected and shortened.
"""

from fractions import Fraction

import pytest

from championship.scoring.classification import MinimumDistance, TimedCar, classify
from championship.scoring.decisions import Decision, Effect
from championship.scoring.rules import (
    BonusTo,
    Crew,
    Listed,
    Recipient,
)
from championship.scoring.standings import compute
from championship.scoring.states import Status

from .season import (
    F1_1950,
    F1_1954,
    F1_1961,
    F1_2010,
    F1_2019,
    car,
    driver,
    earned,
    fastest_lap,
    final_table,
    race,
    title,
)


def drivers(points, **rules):
    """The drivers' title, whose fastest-lap point goes to the one who drove the lap."""
    return title(Recipient.DRIVER, points, bonus_to=BonusTo.DRIVER, **rules)


def constructors(points, **rules):
    return title(Recipient.MANUFACTURER, points, **rules)


# Fastest laps


def test_1954_british_grand_prix_seven_drivers_share_the_point_of_the_fastest_lap():
    """Round 5 of 1954: timed to the second, seven had the same best lap."""
    out = [car(name, status=Status.RETIRED) for name in ("Moss", "Behra", "Ascari")]
    result = race(5, "Gonzalez", "Hawthorn", "Marimon", "Fangio", "Trintignant", *out)
    seven = ("Gonzalez", "Hawthorn", "Marimon", "Fangio", "Moss", "Behra", "Ascari")
    laps = tuple(fastest_lap(name, driver=name) for name in seven)

    points = earned(drivers(F1_1954), race(5, *result.finishes, bonuses=laps))

    seventh = Fraction(1, 7)
    assert points == {
        "Gonzalez": 8 + seventh,
        "Hawthorn": 6 + seventh,
        "Marimon": 4 + seventh,
        "Fangio": 3 + seventh,
        "Trintignant": 2,
        "Moss": seventh,
        "Behra": seventh,
        "Ascari": seventh,
    }


@pytest.mark.parametrize(("place", "points"), [(10, 2), (11, 0)])
def test_2021_the_fastest_lap_counts_only_in_the_first_ten(place, points):
    """Formula 1 2019–24: one point, if classified tenth or higher."""
    result = race(1, *range(1, 21), bonuses=(fastest_lap(place, driver=place),))

    assert earned(drivers(F1_2019), result)[place] == points


# Shared cars


def test_1956_argentina_musso_and_fangio_divide_a_win():
    """Round 1 of 1956: 4 points each, and one for Fangio's fastest lap."""
    result = race(
        1,
        car("Ferrari 34", drivers=("Musso", "Fangio")),
        "Behra",
        "Hawthorn",
        car("Maserati 10", drivers=("Landi", "Gerini")),
        "Gendebien",
        bonuses=(fastest_lap("Ferrari 34", driver="Fangio"),),
    )

    points = earned(drivers(F1_1954, crew=Crew.SPLIT_BEST), result)

    half = Fraction(1, 2)
    assert points == {
        "Musso": 4,
        "Fangio": 5,
        "Behra": 6,
        "Hawthorn": 4,
        "Landi": 1 + half,
        "Gerini": 1 + half,
        "Gendebien": 2,
    }


def test_1956_monaco_fangio_keeps_only_the_better_of_two_shares():
    """Round 2 of 1956: half of second place, nothing of fourth, one for the fastest lap."""
    result = race(
        2,
        "Moss",
        car("Ferrari 26", drivers=("Collins", "Fangio")),
        "Behra",
        car("Ferrari 20", drivers=("Fangio", "Castellotti")),
        "da Silva Ramos",
        bonuses=(fastest_lap("Ferrari 26", driver="Fangio"),),
    )

    points = earned(drivers(F1_1954, crew=Crew.SPLIT_BEST), result)

    assert points == {
        "Moss": 8,
        "Collins": 3,
        "Fangio": 3 + 1,
        "Behra": 4,
        "Castellotti": Fraction(3, 2),
        "da Silva Ramos": 2,
    }


def test_1957_britain_collins_drove_too_little_to_get_a_share():
    """Round 5 of 1957: all three points of fourth place stay with Trintignant."""
    no_share = Decision(Effect.NO_SHARE, driver("Collins"), session="race 5")
    result = race(
        5,
        car("Vanwall 20", drivers=("Brooks", "Moss")),
        "Musso",
        "Hawthorn",
        car("Ferrari 16", drivers=("Trintignant", "Collins")),
        bonuses=(fastest_lap("Vanwall 20", driver="Moss"),),
    )

    points = earned(drivers(F1_1954, crew=Crew.SPLIT), result, [no_share])

    assert points == {
        "Brooks": 4,
        "Moss": 5,
        "Musso": 6,
        "Hawthorn": 4,
        "Trintignant": 3,
        "Collins": 0,
    }


def test_1958_italy_a_shared_maserati_scores_for_nobody():
    """Round 10 of 1958: it was fourth, for no driver and no constructor, and kept its place."""
    result = race(
        10,
        car("Brooks", manufacturer="Vanwall"),
        car("Hawthorn", manufacturer="Ferrari"),
        car("Phil Hill", manufacturer="Ferrari"),
        car("Maserati 32", drivers=("Gregory", "Shelby"), manufacturer="Maserati"),
        car("Salvadori", manufacturer="Cooper"),
    )
    rules = {"crew": Crew.NONE, "listed": Listed.POINTS}

    assert final_table(drivers(F1_1950, **rules), [result]) == [
        (1, "Brooks", 8),
        (2, "Hawthorn", 6),
        (3, "Phil Hill", 4),
        (4, "Salvadori", 2),
    ]
    assert final_table(constructors(F1_1950, cars_counted=1, **rules), [result]) == [
        (1, "Vanwall", 8),
        (2, "Ferrari", 6),
        (3, "Cooper", 2),
    ]


# Formula 2 cars among them


def test_1958_germany_the_formula_2_cars_keep_their_places():
    """Round 8 of 1958: McLaren was fifth in a Formula 2 car; nobody got the two points."""
    formula_2 = [
        Decision(Effect.NO_POINTS, driver(name), session="race 8")
        for name in ("McLaren", "Barth", "Burgess")
    ]
    result = race(
        8,
        "Brooks",
        "Salvadori",
        "Trintignant",
        "von Trips",
        "McLaren",
        "Barth",
        "Burgess",
        "Allison",
    )

    points = earned(drivers(F1_1950), result, formula_2)

    assert {name: own for name, own in points.items() if own} == {
        "Brooks": 8,
        "Salvadori": 6,
        "Trintignant": 4,
        "von Trips": 3,
    }


def test_1967_germany_the_formula_2_cars_vanish_and_ligier_is_sixth():
    """Round 7 of 1967: Bonnier from sixth to fifth place, Ligier from eighth to sixth."""
    formula_2 = [
        Decision(Effect.NOT_ELIGIBLE, driver(name), session="race 7") for name in ("Oliver", "Rees")
    ]
    result = race(7, "Hulme", "Brabham", "Amon", "Surtees", "Oliver", "Bonnier", "Rees", "Ligier")

    rows = compute(drivers(F1_1961), [result], formula_2).newest

    assert [(row.recipient, row.points) for row in rows] == [
        ("Hulme", 9),
        ("Brabham", 6),
        ("Amon", 4),
        ("Surtees", 3),
        ("Bonnier", 2),
        ("Ligier", 1),
    ]
    assert rows[5].places.counts() == {6: 1}


# Factors


def test_2021_belgium_half_points_after_one_lap():
    """Round 12 of 2021, by decision: 12.5 for Verstappen, 9 for Russell."""
    half = Decision(Effect.SESSION_FACTOR, session="race 12", value=Fraction(1, 2))
    result = race(
        12,
        *("Verstappen", "Russell", "Hamilton", "Ricciardo", "Vettel", "Gasly"),
        *("Ocon", "Leclerc", "Latifi", "Sainz", "Alonso"),
    )

    points = earned(drivers(F1_2019), result, [half])

    assert list(points.values()) == [
        Fraction(twice, 2) for twice in (25, 18, 15, 12, 10, 8, 6, 4, 2, 1, 0)
    ]


def test_2014_abu_dhabi_counts_double():
    """Round 19 of 2014: 50 points for Hamilton, 4 for Alonso in ninth place."""
    final = race(
        19,
        *("Hamilton", "Massa", "Bottas", "Ricciardo", "Button", "Hulkenberg"),
        *("Perez", "Vettel", "Alonso", "Raikkonen", "Magnussen"),
        factor=Fraction(2),
    )

    points = earned(drivers(F1_2010), final)

    assert list(points.values()) == [50, 36, 30, 24, 20, 16, 12, 8, 4, 2, 0]


# The classification


@pytest.mark.parametrize(("laps", "place"), [(51, 2), (50, None)])
def test_a_formula_1_car_covers_90_percent_of_the_winners_laps(laps, place):
    """Sporting regulations: 90 % "rounded down to the nearest whole number of laps"."""
    cars = [
        TimedCar("Verstappen", None, 1, Status.CLASSIFIED, laps=57),
        TimedCar("Sargeant", None, 2, Status.CLASSIFIED, laps=laps),
    ]

    assert classify(cars, minimum=MinimumDistance(90))[1].place == place
