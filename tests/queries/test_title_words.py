"""The title fight in sentences, on the seasons that are shipped."""

from fractions import Fraction

import pytest

from championship.models import Championship
from championship.queries.title_words import (
    alive_sentence,
    champion_sentence,
    margin_words,
    margins_sentence,
    next_place_sentence,
    stored_states,
    title_sentence,
)

CARS, DRIVERS = Championship.Recipient.ENTRY, Championship.Recipient.DRIVER


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (1, "Wide open. 13 cars can still be champion."),
        (2, "Wide open. 13 cars can still be champion."),
        (3, "Seven cars can still be champion."),
        (
            4,
            "Five cars can still be champion: #4 CrowdStrike Racing by APR, #99 99 Racing, "
            "#22 Proton Competition, #83 AF Corse and #3 DKR Engineering.",
        ),
        (5, "#4 CrowdStrike Racing by APR is champion."),
    ],
)
def test_lmp2_2023_24_is_told_after_each_round(aslms, after, sentence):
    title = aslms.championships.get(slug="lmp2-teams")

    said = title_sentence(title, stored_states(title, after), is_over=after == 5)
    assert said == sentence


def test_a_crew_is_champion_together(aslms):
    title = aslms.championships.get(slug="lmp3-drivers")

    sentence = "James Winslow and Alexander Bukhantsov are champions."
    assert title_sentence(title, stored_states(title, 5), is_over=True) == sentence


def test_it_costs_one_query(aslms, django_assert_num_queries):
    title = aslms.championships.get(slug="gt-drivers")

    with django_assert_num_queries(1):
        title_sentence(title, stored_states(title, 1), is_over=False)


def test_a_title_decided_early_says_so():
    sentence = champion_sentence(["#17 COOL Racing"], is_over=False)

    assert sentence == (
        "Decided: #17 COOL Racing is champion, whatever happens in the rounds to come."
    )


def test_a_last_one_alive_that_is_not_proved_is_called_a_bound():
    sentence = alive_sentence(CARS, ["#4 CrowdStrike Racing by APR"], is_exact=False)

    assert sentence == (
        "Only one car can still be champion: #4 CrowdStrike Racing by APR. "
        "It may be fewer: not every outcome could be looked at."
    )


def test_drivers_of_a_dozen_cars_are_not_wide_open_yet():
    assert alive_sentence(DRIVERS, ["driver"] * 36) == "36 drivers can still be champion."
    assert alive_sentence(DRIVERS, ["driver"] * 37).startswith("Wide open.")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (Fraction(12), "12 points more than #99"),
        (Fraction(1), "1 point more than #99"),
        (Fraction(1, 2), "0.5 points more than #99"),
        (Fraction(0), "as many points as #99"),
        (Fraction(-1), "at most 1 point fewer than #99"),
        (Fraction(-3), "at most 3 points fewer than #99"),
    ],
)
def test_a_margin_is_told_in_words(points, words):
    assert margin_words("#99", points) == words


def test_what_suffices_names_the_rounds_left():
    margins = [("#99", Fraction(12)), ("#22", Fraction(-3))]

    assert margins_sentence("#4", margins, 2) == (
        "#4 is champion with 12 points more than #99 and at most 3 points fewer than #22 "
        "in the last two rounds."
    )


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (1, "A win in Race 2, Abu Dhabi decides it."),
        (3, "Place 3 or better in Race 2, Abu Dhabi decides it."),
    ],
)
def test_the_place_that_decides_is_told(place, sentence):
    assert next_place_sentence(place, "Race 2, Abu Dhabi") == sentence
