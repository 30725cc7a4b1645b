"""The pages of drivers and teams, with the real seasons."""

import csv

import pytest

from championship.models import Season
from tests.factories import DriverFactory, ReportedPlaceFactory, TeamFactory, staff_with

from .html import Page

pytestmark = pytest.mark.django_db
STURM, PURE = "/drivers/joel-sturm/", "/teams/pure-rxcing/"


def text(client, address):
    return Page(client.get(address)).text


def rows(client, address):
    content = client.get(address[:-1] + ".csv").content.decode()
    return list(csv.DictReader(content.splitlines()))


# Drivers


def test_driver_page_tells_what_was_won(client, aslms):
    found = text(client, STURM)

    assert "Joel Sturm" in found
    assert "Entries 1 Starts 5 Wins 2 Podiums 3 Poles 0 Best place 1 Titles 1" in found
    assert "1 GT drivers Champion 76 points" in found
    assert "With Klaus Bachler, Alex Malykhin" in found


def test_driver_page_has_every_race_with_the_place_in_class(client, aslms):
    (table,) = Page(client.get(STURM)).tables()

    assert table[0][:6] == ["Round", "Race", "Day", "No", "In class", "Overall"]
    assert table[2][:5] == ["R2", "Sepang, Race 2", "3 Dec 2023", "91", "1"]
    assert table[4][4:] == ["NC", "–", "not classified"]


def test_driver_page_leads_to_results_team_mates_team_and_table(client, aslms):
    links = Page(client.get(STURM)).links()

    assert links["Sepang, Race 2"] == "/aslms/2023-24/results/sepang-race-2/"
    assert links["Klaus Bachler"] == "/drivers/klaus-bachler/"
    assert links["Pure Rxcing"] == PURE
    assert links["GT drivers"] == "/aslms/2023-24/standings/gt-drivers/"


def test_driver_page_lists_the_wins_with_their_days(client, aslms):
    found = text(client, STURM)

    assert (
        "Wins in class, the newest first 4 Feb 2024 Dubai, Race Asian Le Mans Series 2023/24 · "
        "GT, #91 Pure Rxcing 3 Dec 2023 Sepang, Race 2"
    ) in found


def test_driver_without_a_win_has_none_in_the_results_held_here(client, aslms):
    assert "No win in the results held here." in text(client, "/drivers/salih-yoluc/")


def test_driver_page_says_what_it_rests_on(client, aslms):
    assert "From 5 published races, the newest of 11 Feb 2024." in text(client, STURM)


@pytest.mark.parametrize(
    ("slug", "other"),
    [("matthew-bell", "matthew-richard-bell"), ("matthew-richard-bell", "matthew-bell")],
)
def test_namesakes_name_each_other(client, aslms, elms, slug, other):
    page = Page(client.get(f"/drivers/{slug}/"))

    assert "Not to be confused with a namesake: Matthew" in page.text
    assert f"/drivers/{other}/" in page.links().values()


def test_driver_file_has_a_line_for_every_race(client, aslms):
    found = rows(client, STURM)

    assert [(row["Round"], row["In class"], row["Status"]) for row in found] == [
        ("1", "6", "classified"),
        ("2", "1", "classified"),
        ("3", "1", "classified"),
        ("4", "", "not classified"),
        ("5", "2", "classified"),
    ]
    assert found[0]["Crew"] == "Alex Malykhin / Klaus Bachler / Joel Sturm"


# Teams


def test_team_page_has_its_cars_with_crew_and_places(client, aslms):
    found = text(client, PURE)

    assert "Pure Rxcing LTU Lithuania" in found
    assert "91 GT, Porsche 911 GT3 R (992)" in found
    assert "R2 Sepang, Race 2 1" in found
    assert "1 GT teams Champion #91 76 points" in found
    assert "Drivers who raced its cars Klaus Bachler, Alex Malykhin, Joel Sturm" in found


def test_team_page_leads_to_its_awards(client, aslms):
    assert Page(client.get(PURE)).links()["Awards"] == f"{PURE}awards/"


def test_team_file_has_a_line_for_every_car_and_race(client, aslms):
    found = rows(client, "/teams/tf-sport/")

    numbers = [row["No"] for row in found if row["Series"] == "Asian Le Mans Series"]
    assert numbers == ["90", "95"] * 5


def test_title_of_its_driver_is_told_and_not_counted_as_the_teams(client, aslms):
    team = TeamFactory(slug="reported")
    driver = DriverFactory(family_name="Malykhin")
    ReportedPlaceFactory(entry=None, driver=driver, for_team=team)

    found = text(client, "/teams/reported/")

    assert "Titles 0" in found
    assert f"Malykhin as others report it, for {team}" in found


# What is not there


@pytest.mark.parametrize("address", [STURM, PURE])
def test_season_that_is_not_public_is_for_staff_alone(client, aslms, address):
    Season.objects.update(is_public=False)

    assert "Sepang" not in client.get(address).text
    assert "Sepang" not in client.get(address[:-1] + ".csv").text
    client.force_login(staff_with())
    assert "Sepang" in text(client, address)


def test_driver_of_hidden_seasons_alone_has_no_page(client, aslms):
    Season.objects.update(is_public=False)

    assert client.get(STURM).status_code == 404


@pytest.mark.parametrize("address", ["/drivers/nobody/", "/teams/nobody/", "/drivers/nobody.csv"])
def test_unknown_name_leads_to_all_series(client, db, address):
    response = client.get(address)

    assert response.status_code == 404
    assert Page(response).links()["All series"] == "/series/"
