"""Titles of the shipped seasons: when they were decided, and what was still possible."""

import pytest

from championship.queries.title_fight import fight_page, find_title
from championship.queries.title_scenario import scenario

ASLMS = {
    "lmp2-teams": (5, ["CrowdStrike Racing by APR"]),
    "lmp2-drivers": (5, ["George Kurtz", "Colin Braun", "Malthe Jakobsen"]),
    "lmp3-teams": (5, ["COOL Racing"]),
    "lmp3-drivers": (5, ["James Winslow", "Alexander Bukhantsov"]),
    "gt-teams": (5, ["Pure Rxcing"]),
    "gt-drivers": (5, ["Alex Malykhin", "Klaus Bachler", "Joel Sturm"]),
}
ELMS = {
    "lmp2-teams": (6, ["Algarve Pro Racing"]),
    "lmp2-drivers": (6, ["Kyffin Simpson", "James Allen", "Alexander Lynn"]),
    "lmp2-pro-am-teams": (6, ["AF Corse"]),
    "lmp2-pro-am-drivers": (6, ["François Perrodo", "Matthieu Vaxivière"]),
    "lmp3-teams": (5, ["COOL Racing"]),
    "lmp3-drivers": (5, ["Adrien Chila", "Marcos Siebert", "Alejandro García"]),
    "lmgte-teams": (6, ["Proton Competition"]),
    "lmgte-drivers": (6, ["Ryan Hardwick", "Zacharie Robichon", "Alessio Picariello"]),
}


def fight(season, slug, after=""):
    found = find_title(season.series.slug, season.slug, slug)
    return fight_page(found, after) if found else None


def decided(season, slug):
    page = fight(season, slug)
    return page.decided_after, [one.name for row in page.fighters for one in row.recipients]


@pytest.mark.parametrize("slug", ASLMS)
def test_titles_of_the_asian_series_2023_24_were_decided_in_the_last_round(aslms, slug):
    assert decided(aslms, slug) == ASLMS[slug]


@pytest.mark.parametrize("slug", ELMS)
def test_of_the_european_titles_of_2023_only_lmp3_was_decided_early(elms, slug):
    assert decided(elms, slug) == ELMS[slug]


def at_4(aslms, slug="lmp2-teams"):
    return fight(aslms, slug, "4")


def test_before_the_finale_each_contender_reads_what_suffices(aslms):
    second = at_4(aslms).fighters[1]

    assert (second.number, second.points, second.most) == ("99", 69, 95)
    assert second.suffices == (
        "25 points more are enough, whatever the others do.",
        "A win in Race 2, Abu Dhabi decides it.",
        "#99 is champion with 5 points more than #4, at most 15 points fewer than #22, at most "
        "16 points fewer than #83 and at most 18 points fewer than #3 in the last round.",
    )


def test_the_drivers_of_a_car_stand_together(aslms):
    first = at_4(aslms, "lmp3-drivers").fighters[0]

    assert first.name == "Michael Jensen, Nick Adcock and Fabien Lavergne"
    assert first.numbers == ("2",)
    assert first.suffices[-1] == (
        "The crew of #2 is champion with as many points as the crew of #17 in the last round."
    )


def test_points_still_to_be_won_are_told_by_round(aslms):
    page = fight(aslms, "gt-teams", "3")

    assert [(row.number, row.points, row.has_pole) for row in page.available] == [
        (4, 26, True),
        (5, 26, True),
    ]
    assert page.points_available == 52


def test_a_title_that_is_not_there_has_no_page(aslms):
    assert fight(aslms, "lmp1-teams") is None
    assert fight(aslms, "lmp2-teams", "6") is None


# What if

RACE = "abu-dhabi-race-2"


def imagined(aslms, slug="lmp2-teams", **places):
    """What follows from places in the last race, by number of the car."""
    asked = {f"{RACE}.{name.lstrip('n')}": place for name, place in places.items()}
    return scenario(at_4(aslms, slug), asked)


def test_the_places_of_the_finale_give_its_points(aslms):
    real = imagined(aslms, n4="5", n99="10")

    assert real.result.sentence == "#4 CrowdStrike Racing by APR is champion."
    assert [(row.recipient.number, row.points) for row in real.result.rows][:2] == [
        ("4", 83),
        ("99", 70),
    ]


def test_a_car_without_a_choice_takes_no_place_and_no_points(aslms):
    result = imagined(aslms, n4="9").result

    assert [(row.recipient.number, row.gained) for row in result.rows][:3] == [
        ("4", 2),
        ("99", 0),
        ("22", 0),
    ]


def test_the_pole_counts_in_the_scenario(aslms):
    result = imagined(aslms, n99="1", pole="99").result

    assert result.rows[0].gained == 26


def test_another_champion_would_get_the_invitation(aslms):
    result = imagined(aslms, n4="9", n99="1").result

    assert result.changes == (
        "#99 99 Racing would be first instead of #4 CrowdStrike Racing by APR.",
    )
    (award,) = result.awards
    assert (award.before, award.after) == ("#4 CrowdStrike Racing by APR", "#99 99 Racing")


def test_two_cars_cannot_take_one_place(aslms):
    page = imagined(aslms, n4="1", n99="1")

    errors = {field.label: field.error for field in page.sessions[0].fields if field.error}
    assert errors == {
        "#4 CrowdStrike Racing by APR": "Place 1 is taken by #99 too. Choose another one.",
        "#99 99 Racing": "Place 1 is taken by #4 too. Choose another one.",
    }
    assert page.result is None


def test_two_cars_may_both_score_nothing(aslms):
    assert imagined(aslms, n4="0", n99="0").has_errors is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (f"{RACE}.1", "1"),  # no such contender
        ("monza.4", "1"),
        (f"{RACE}.4", "99"),  # more places than cars
        (f"{RACE}.4", "²"),
        (f"{RACE}.4", "-1"),
        (f"{RACE}.4", "first"),
        (f"{RACE}.pole", "1"),
        (f"{RACE}.pole\x00", "4"),
    ],
)
def test_what_is_not_known_is_left_out_and_said(aslms, name, value):
    page = scenario(at_4(aslms), {name: value, "utm_source": "news"})

    assert page.problems == ("One choice in this address is not known here, and was left out.",)
    assert page.result is None


def test_the_address_holds_the_scenario_and_nothing_else(aslms):
    page = imagined(aslms, n4="9", n99="0", pole="99")

    assert page.query == (f"after=4&{RACE}.4=9&{RACE}.99=0&{RACE}.pole=99")


def test_a_session_without_a_choice_stays_to_come(aslms):
    page = fight(aslms, "lmp2-teams", "3")

    found = scenario(page, {"abu-dhabi-race-1.99": "1"})

    assert found.result.sentence == (
        "Decided: #99 99 Racing is champion, whatever happens in the rounds to come."
    )


def test_a_decided_title_has_no_scenario(aslms):
    assert scenario(fight(aslms, "lmp2-teams"), {f"{RACE}.4": "1"}) is None
