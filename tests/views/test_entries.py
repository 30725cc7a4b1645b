"""Entry lists: who races, as it was on the day."""

import csv

import pytest

from championship.models import Entry
from tests.factories import SeasonFactory

from .html import Page

pytestmark = pytest.mark.django_db
SEASON = "/aslms/2023-24/"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("sepang", "Revision 2 39 cars: 11 LMP2, 5 LMP3, 23 GT · published 22 Nov 2023"),
        (
            "dubai",
            "Revision 3 42 cars: 13 LMP2, 6 LMP3, 23 GT · one withdrawn · published 24 Jan 2024",
        ),
        ("abu-dhabi", "Revision 4 42 cars: 13 LMP2, 6 LMP3, 23 GT · date not recorded"),
    ],
)
def test_list_of_an_event_counts_its_cars(client, aslms, event, words):
    assert words in Page(client.get(f"{SEASON}events/{event}/entries/")).text


def test_car_is_listed_with_country_crew_and_categories(client, aslms):
    lmp2 = Page(client.get(f"{SEASON}events/dubai/entries/")).tables()[0]

    assert lmp2[0] == ["No", "Team", "Driver 1", "Driver 2", "Driver 3"]
    assert lmp2[1] == [
        "3", "DKR Engineering LUX", "B Alexander Mattschull DEU", "G Tom Dillmann FRA",
        "G Laurents Hörr DEU",
    ]  # fmt: skip


@pytest.mark.parametrize(("event", "category"), [("sepang", "S"), ("abu-dhabi", "B")])
def test_category_is_the_one_of_the_day(client, aslms, event, category):
    lmp3 = Page(client.get(f"{SEASON}events/{event}/entries/")).tables()[1]

    cells = [cell for row in lmp3 for cell in row if "Skočdopole" in cell]
    assert cells == [f"{category} Dan Skočdopole CZE"]


def test_withdrawn_car_stays_on_the_list_with_its_note(client, aslms):
    gt = Page(client.get(f"{SEASON}events/dubai/entries/")).tables()[2]

    cell = next(row[1] for row in gt if row[0] == "56")
    assert cell == "Team Project 1 DEU withdrawn BMW M4 GT3 Withdrawn before the event."


def test_car_that_all_race_is_said_once(client, aslms):
    page = Page(client.get(f"{SEASON}events/dubai/entries/"))

    assert (2, "LMP2 13 cars Le Mans Prototype 2, all Oreca 07 – Gibson") in page.headings()
    assert "Oreca" not in str(page.tables()[0])


@pytest.mark.parametrize("status", ["received", "rejected"])
def test_entry_that_is_not_public_is_on_no_list(client, aslms, status):
    Entry.objects.filter(number="3").update(status=status)

    lmp2 = Page(client.get(f"{SEASON}entries/")).tables()[0]

    assert "3" not in [row[0] for row in lmp2]


def test_reserve_says_its_place(client, aslms):
    Entry.objects.filter(number="3").update(status="reserve", reserve_place=2)

    lmp2 = Page(client.get(f"{SEASON}entries/")).tables()[0]

    assert lmp2[1][1] == "DKR Engineering LUX reserve 2"


def test_list_of_the_season_leads_to_the_events_and_names_every_issue(client, aslms):
    page = Page(client.get(f"{SEASON}entries/"))

    assert page.links()["Dubai"] == f"{SEASON}events/dubai/entries/"
    assert "1 Season: 10 LMP2, 3 LMP3, 23 GT 15 Sep 2023" in page.text
    assert "4 4 Hours of Abu Dhabi: 13 LMP2, 6 LMP3, 23 GT date not recorded" in page.text


def test_season_without_entries_says_so(client):
    page = Page(client.get(f"{SeasonFactory().get_absolute_url()}entries/"))

    assert "No entry list yet" in page.text


def test_file_has_a_line_for_every_car(client, aslms):
    response = client.get(f"{SEASON}events/dubai/entries.csv")
    heads, first, *others = csv.reader(response.content.decode().splitlines())

    assert heads[:10] == [
        "No", "Class", "Team", "Country", "Car", "Status", "Note", "Driver 1",
        "Driver 1, country", "Driver 1, category",
    ]  # fmt: skip
    assert first[:10] == [
        "3", "LMP2", "DKR Engineering", "LUX", "Oreca 07 – Gibson", "", "",
        "Alexander Mattschull", "DEU", "Bronze",
    ]  # fmt: skip
    assert len(others) == 41
