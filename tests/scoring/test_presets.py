"""The rulebooks that are shipped: their form, a few of their numbers, and a race by each."""

import json
from fractions import Fraction
from importlib import resources
from itertools import pairwise
from math import ceil

import pytest

from championship.scoring.facts import Bonus, Finish, Honour, Kind, Session
from championship.scoring.fractions import parse_points
from championship.scoring.rules import (
    BonusTo,
    Championship,
    Countback,
    Crew,
    DropUnit,
    EqualHolders,
    Guests,
    Listed,
    Recipient,
    Rules,
    Scale,
    StillEqual,
    Surplus,
    parse_parts,
)
from championship.scoring.standings import compute
from championship.scoring.states import Status

FILES = sorted(
    (file for file in resources.files("championship.presets").iterdir() if file.suffix == ".json"),
    key=lambda file: file.name,
)
PRESETS = {file.name.removesuffix(".json"): json.loads(file.read_text("utf-8")) for file in FILES}

# What a scale may say beside its slug, name and points: the engine's word and how it is read.
OF_A_SCALE = {
    "points_for_others": ("others", parse_points),
    "pole_points": ("pole", parse_points),
    "fastest_lap_points": ("fastest_lap", parse_points),
    "pole_within": ("pole_within", int),
    "fastest_lap_within": ("fastest_lap_within", int),
    "equal_holders": ("equal_holders", EqualHolders),
}
# What rules may say beside their scales.
OF_RULES = {
    "guests": ("guests", Guests),
    "cars_counted": ("cars_counted", int),
    "surplus_cars": ("surplus", Surplus),
    "crew": ("crew", Crew),
    "bonus_to": ("bonus_to", BonusTo),
    "results_counted": ("parts", parse_parts),
    "drops": ("drops", DropUnit),
    "disqualification_counts": ("disqualification_counts", bool),
    "minimum_rounds": ("minimum_rounds", int),
    "listed": ("listed", Listed),
    "countback": ("countback", Countback),
    "countback_places": ("countback_places", int),
    "countback_sprints": ("countback_sprints", bool),
    "still_equal": ("still_equal", StillEqual),
}

each_preset = pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)


def read(values, vocabulary):
    """The values in the engine's words. A word that is not in the vocabulary is a KeyError."""
    return {
        vocabulary[word][0]: vocabulary[word][1](value)
        for word, value in values.items()
        if word not in ("slug", "name", "points", "scales")
    }


def scales_of(preset):
    return {
        scale["slug"]: Scale(
            points=tuple(map(parse_points, scale["points"])), **read(scale, OF_A_SCALE)
        )
        for scale in preset["scales"]
    }


def rules_of(preset, **changed):
    scales = scales_of(preset)
    kinds = {Kind(kind): scales[slug] for kind, slug in preset["rules"]["scales"].items()}
    return Rules(scales=kinds, **read(preset["rules"], OF_RULES) | changed)


def points_for(preset, scale, place):
    return scales_of(PRESETS[preset])[scale].for_place(place)


def race(*cars, number=1, kind=Kind.RACE, bonuses=()):
    """A session in which the cars came home in this order: "Ducati 1" is a Ducati."""
    finishes = [
        Finish(
            car,
            order,
            Status.CLASSIFIED,
            entry=car,
            drivers=(car,),
            team=car.split()[0],
            manufacturer=car.split()[0],
            scores="wild card" not in car,
        )
        for order, car in enumerate(cars, start=1)
    ]
    return Session(f"{number} {kind}", number, tuple(finishes), kind, tuple(bonuses))


def table(preset, recipient, *sessions, **changed):
    """(rank, who, points) after the last session."""
    championship = Championship(recipient, {1: rules_of(PRESETS[preset], **changed)})
    return [(row.rank, row.recipient, row.points) for row in compute(championship, sessions).newest]


# The form of a file


@each_preset
def test_a_preset_says_what_it_is_and_where_it_is_from(preset):
    assert list(preset) == ["slug", "name", "source", "scales", "rules"]
    assert preset["name"]
    assert "https://" in preset["source"]


def test_a_preset_is_filed_under_its_slug():
    assert [preset["slug"] for preset in PRESETS.values()] == list(PRESETS)


def test_names_are_not_used_twice():
    assert len({preset["name"] for preset in PRESETS.values()}) == len(PRESETS)


@each_preset
def test_a_scale_has_slug_name_points_and_known_words(preset):
    for scale in preset["scales"]:
        assert list(scale)[:3] == ["slug", "name", "points"]
        assert scale["points"]
        assert list(scale)[3:] == [word for word in OF_A_SCALE if word in scale]


@each_preset
def test_rules_have_scales_and_known_words(preset):
    assert list(preset["rules"]) == [
        "scales",
        *(word for word in OF_RULES if word in preset["rules"]),
    ]


@each_preset
def test_what_is_the_default_is_left_out(preset):
    for scale in preset["scales"]:
        usual = Scale(points=())
        assert all(value != getattr(usual, word) for word, value in read(scale, OF_A_SCALE).items())
    usual = Rules()
    assert all(
        value != getattr(usual, word) for word, value in read(preset["rules"], OF_RULES).items()
    )


@each_preset
def test_flags_and_counts_are_not_written_as_text(preset):
    for word, (_, kind) in OF_RULES.items():
        if kind in (bool, int) and word in preset["rules"]:
            assert type(preset["rules"][word]) is kind


@each_preset
def test_points_are_whole_numbers_or_text(preset):
    for scale in preset["scales"]:
        for points in scale["points"]:
            assert type(points) in (int, str)


@each_preset
def test_slugs_of_scales_are_not_used_twice(preset):
    assert len(scales_of(preset)) == len(preset["scales"])


@each_preset
def test_races_count_and_every_scale_that_is_named_exists(preset):
    assert "race" in preset["rules"]["scales"]
    assert set(preset["rules"]["scales"]) <= set(Kind)
    assert set(preset["rules"]["scales"].values()) <= set(scales_of(preset))


@each_preset
def test_a_later_place_never_earns_more(preset):
    for scale in scales_of(preset).values():
        falling = (*scale.points, scale.others, Fraction(0))
        assert all(sooner >= later for sooner, later in pairwise(falling))


@each_preset
def test_the_first_of_two_cars_leads_with_the_points_of_a_win(preset):
    scale = rules_of(preset).scales[Kind.RACE]
    best = [Bonus(honour, "Audi 1") for honour in Honour]

    rows = table(preset["slug"], Recipient.ENTRY, race("Audi 1", "BMW 2", bonuses=best))

    assert rows == [
        (1, "Audi 1", scale.points[0] + scale.pole + scale.fastest_lap),
        (2, "BMW 2", scale.points[1]),
    ]


# World Endurance Championship and the series below it


def test_a_win_at_le_mans_is_worth_two_of_six_hours():
    assert points_for("wec", "24-hours", 1) == 50 == 2 * points_for("wec", "6-hours", 1)


def test_eight_hours_are_worth_half_as_much_again_rounded_up():
    for place in range(1, 11):
        short = points_for("wec", "6-hours", place)
        assert points_for("wec", "8-10-hours", place) == ceil(short * Fraction(3, 2))


def test_only_at_le_mans_is_there_a_point_beyond_tenth():
    assert [points_for("wec", scale, 11) for scale in ("6-hours", "8-10-hours", "24-hours")] == [
        0,
        0,
        1,
    ]


def test_four_hours_pay_ten_places_and_the_pole():
    scale = scales_of(PRESETS["aco-4-hours"])["4-hours"]

    assert scale.points == (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)
    assert (scale.others, scale.pole, scale.fastest_lap) == (0, 1, 0)


# Formula 1


def test_a_fastest_lap_from_eleventh_earned_nothing_in_2022():
    cars = [f"Car {number}" for number in range(1, 12)]
    last = Bonus(Honour.FASTEST_LAP, "Car 11")
    tenth = Bonus(Honour.FASTEST_LAP, "Car 10")

    rows = table("formula-1-2022", Recipient.DRIVER, race(*cars, bonuses=[last]))
    assert rows[-1] == (11, "Car 11", 0)

    rows = table("formula-1-2022", Recipient.DRIVER, race(*cars, bonuses=[tenth]))
    assert (9, "Car 9", 2) in rows
    assert (10, "Car 10", 2) in rows


def test_sprints_pay_eight_places_and_no_fastest_lap():
    scale = scales_of(PRESETS["formula-1-2022"])["sprint"]

    assert scale.points == (8, 7, 6, 5, 4, 3, 2, 1)
    assert scale.fastest_lap == 0


@pytest.mark.parametrize(
    ("preset", "in_sprint", "in_race"), [("formula-1-2022", 1, 6), ("motogp-riders", 2, 7)]
)
def test_of_equals_a_place_in_a_race_beats_any_in_a_sprint(preset, in_sprint, in_race):
    others = list("ABCDEFG")
    sprint = race(*others[: in_sprint - 1], "Sprinter", kind=Kind.SPRINT)
    sunday = race(*others[: in_race - 1], "Racer")

    *_, racer, sprinter = table(preset, Recipient.DRIVER, sprint, sunday)

    assert (racer[1], sprinter[1]) == ("Racer", "Sprinter")
    assert racer[2] == sprinter[2]


def test_formula_1_had_neither_sprint_nor_fastest_lap_point_in_2010():
    preset = PRESETS["formula-1-2010"]

    assert preset["rules"]["scales"] == {"race": "race"}
    assert scales_of(preset)["race"].fastest_lap == 0


def test_who_was_never_classified_is_not_in_the_table_of_formula_1():
    stopped = Finish("Albon", 2, Status.RETIRED, drivers=("Albon",))
    start = race("Alonso")
    session = Session("race", 1, (*start.finishes, stopped))

    assert table("formula-1-2022", Recipient.DRIVER, session) == [(1, "Alonso", 25)]


# MotoGP


def test_a_grand_prix_pays_fifteen_places_and_a_sprint_nine():
    scales = scales_of(PRESETS["motogp-riders"])

    assert (scales["race"].points[0], scales["race"].depth) == (25, 15)
    assert (scales["sprint"].points[0], scales["sprint"].depth) == (12, 9)


def test_the_three_titles_of_motogp_have_the_same_points():
    assert (
        PRESETS["motogp-riders"]["scales"]
        == PRESETS["motogp-constructors"]["scales"]
        == PRESETS["motogp-teams"]["scales"]
    )


def test_of_equal_riders_the_last_winner_is_ahead():
    first, second = race("Bagnaia", "Martin"), race("Martin", "Bagnaia", number=2)

    assert table("motogp-riders", Recipient.DRIVER, first, second) == [
        (1, "Martin", 45),
        (2, "Bagnaia", 45),
    ]


def test_a_constructors_second_machine_keeps_its_place():
    session = race("Ducati 1", "Ducati 89", "KTM 33")

    assert table("motogp-constructors", Recipient.MANUFACTURER, session) == [
        (1, "Ducati", 25),
        (2, "KTM", 16),
    ]


def test_a_wild_card_scores_for_itself_and_for_no_team():
    session = race("Ducati 1", "KTM wild card", "Honda 10")

    riders = table("motogp-riders", Recipient.DRIVER, session)
    teams = table("motogp-teams", Recipient.TEAM, session)

    assert riders[1] == (2, "KTM wild card", 20)
    assert teams == [(1, "Ducati", 25), (2, "Honda", 16)]


# IMSA


def test_an_imsa_race_pays_ten_times_its_qualifying():
    scales = scales_of(PRESETS["imsa"])

    assert scales["qualifying"].points[:6] == (35, 32, 30, 28, 26, 25)
    assert scales["race"].points == tuple(10 * points for points in scales["qualifying"].points)


def test_thirtieth_and_everyone_behind_get_the_same():
    assert [points_for("imsa", "qualifying", place) for place in (29, 30, 31)] == [2, 1, 1]
    assert [points_for("imsa", "race", place) for place in (29, 30, 31)] == [20, 10, 10]


# British Touring Car Championship


def test_a_touring_car_race_pays_fifteen_places():
    assert [points_for("btcc-drivers", "race", place) for place in (1, 2, 3, 15, 16)] == [
        20,
        17,
        15,
        1,
        0,
    ]


def test_each_of_two_equal_fastest_laps_earns_the_point():
    laps = [Bonus(Honour.FASTEST_LAP, car) for car in ("BMW 1", "Ford 116")]

    rows = table("btcc-drivers", Recipient.DRIVER, race("BMW 1", "Ford 116", bonuses=laps))

    assert rows == [(1, "BMW 1", 21), (2, "Ford 116", 18)]


def test_only_the_first_race_of_a_meeting_pays_the_pole():
    scales = scales_of(PRESETS["btcc-drivers"])

    assert (scales["first-race"].pole, scales["race"].pole) == (1, 0)
    assert scales["first-race"].points == scales["race"].points


def test_two_nominated_cars_of_a_manufacturer_score_and_no_bonus():
    nominated = frozenset({"BMW 1", "BMW 15", "Honda 25"})
    lap = Bonus(Honour.FASTEST_LAP, "BMW 1")
    session = race("BMW 1", "BMW 77", "BMW 15", "Honda 25", bonuses=[lap])

    rows = table("btcc-manufacturers", Recipient.MANUFACTURER, session, entries=nominated)

    assert rows == [(1, "BMW", 37), (2, "Honda", 15)]
