"""Awards: what a place earns, and who holds it."""

import csv

import pytest

from championship.models import Award

from .html import Page

pytestmark = pytest.mark.django_db
AWARDS = "/aslms/2023-24/awards/"


@pytest.mark.parametrize(
    "words",
    [
        "Invitation 24 Hours of Le Mans 2024, LMP2 for place 1 in LMP2 teams "
        "4 CrowdStrike Racing by APR awarded, 11 Feb 2024 Taken up Car 45 in LMP2 Pro/Am",
        "Priority Road to Le Mans 2024, LMP3 for place 1 in LMP3 teams "
        "17 COOL Racing awarded, date not recorded Not recorded whether taken up",
        "Invitation 24 Hours of Le Mans 2024, LMGT3 for place 1 in GT teams "
        "91 Pure Rxcing awarded, 11 Feb 2024 Not taken up",
    ],
)
def test_award_says_what_for_whom_and_whether_it_was_taken_up(client, aslms, words):
    assert words in Page(client.get(AWARDS)).text


def test_award_that_is_open_goes_to_whoever_stands_at_its_place_now(client, aslms):
    Award.objects.filter(slug="le-mans-2024-lmgt3").update(
        state="provisional", holder=None, place=2
    )

    assert "for place 2 in GT teams 88 Triple Eight would go to" in Page(client.get(AWARDS)).text


def test_award_of_a_table_that_does_not_exist_yet_goes_to_nobody(client, aslms):
    Award.objects.update(state="provisional", holder=None, place=99)

    assert "for place 99 in GT teams nobody yet would go to" in Page(client.get(AWARDS)).text


def test_file_has_a_line_for_every_award(client, aslms):
    lines = list(csv.DictReader(client.get(AWARDS[:-1] + ".csv").content.decode().splitlines()))

    assert [(row["Holder, number"], row["Holder"], row["Taken up"]) for row in lines] == [
        ("4", "CrowdStrike Racing by APR", "yes"),
        ("17", "COOL Racing", "not recorded"),
        ("91", "Pure Rxcing", "no"),
    ]
