"""Classifications: who was where, behind whom, for how many points."""

import csv
from datetime import UTC, date, datetime

import pytest

from championship.models import Championship, Classification, GridSource, Season, Session
from championship.workflows.standings import store_standings
from tests.factories import PointsScaleFactory

from .html import Page
from .rulings import EVENTS, RESULTS, footnotes

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_race(client, aslms):
    return Page(client.get(f"{RESULTS}abu-dhabi-race-2/"))


def test_winner_has_a_time_and_the_others_a_gap(last_race):
    rows = last_race.tables()[0]

    assert rows[0] == [
        "Pos", "No", "Place in class", "Team and crew, place in class", "Laps", "Time, gap",
        "Best lap", "", "Points",
    ]  # fmt: skip
    assert rows[1] == [
        "1", "25", "LMP2 1", "Algarve Pro Racing McMurry · Tomlinson · Sowery", "90 laps",
        "4:00:40.166", "1:43.065", "", "25 pts",
    ]  # fmt: skip
    assert rows[2][4:] == ["90 laps", "+1:09.676", "1:41.697", "", "18 pts"]
    assert rows[5][4:] == ["89 laps", "+1 lap", "1:42.223", "", "10 pts"]


def test_pole_adds_its_point_and_its_sign(last_race):
    on_pole = [row for row in last_race.tables()[0] if row[-2:-1] == ["P"]]

    assert [(row[1], row[-1]) for row in on_pole] == [
        ("99", "1 pt"),
        ("17", "19 pts"),
        ("9", "1 pt"),
    ]


def test_cars_without_a_place_stand_under_their_own_heading(last_race):
    rows = last_race.tables()[0]
    heading = rows.index(["Not classified"])

    assert [row[:2] for row in rows[heading + 1 :]] == [
        ["NC", "75"], ["NC", "55"], ["NC", "8"], ["NC", "58"], ["NC", "9"],
    ]  # fmt: skip


def test_best_lap_of_each_class_is_bold(last_race):
    bold = [node.seen for node in last_race.root.find("b") if node.attrs.get("class") == "best"]

    assert bold == ["1:41.697", "1:49.792", "1:53.112"]


def test_decisions_are_footnotes_in_the_order_of_the_table(last_race):
    notes = footnotes(last_race)

    assert notes[0] == (
        "a 3 Decision: Laurents Hörr short of the minimum driving time. 1 min 5 s added. "
        "Lost third place in LMP2. Already in the times above."
    )
    assert [note[:4] for note in notes] == ["a 3 ", "b 24", "c 34", "d 19"]
    assert last_race.tables()[0][4][5] == "+2:19.752a"


def test_head_says_round_day_circuit_time_state_and_what_is_not_recorded(last_race):
    assert (
        "Abu Dhabi, Race 2 Round 5 of 5 · Sunday 11 February 2024 · 16:00 UTC+4 · 240 minutes"
        in last_race.text
    )
    assert "Final Revision 2 · publication time not recorded" in last_race.text
    assert "40 cars: 35 classified, 5 not" in last_race.text


def test_one_class_has_its_own_places_and_gaps_to_its_winner(client, aslms):
    rows = Page(client.get(f"{RESULTS}abu-dhabi-race-2/?class=gt")).tables()[0]

    assert rows[0][:3] == ["Pos", "Overall", "No"]
    assert [row[:3] for row in rows[2:4]] == [["1", "17", "88"], ["2", "18", "91"]]
    assert (rows[2][5], rows[3][5]) == ("4:02:00.105", "+1.879")
    assert len(rows) == 1 + 1 + 18 + 1 + 3


def test_class_by_class_each_class_has_its_heading_and_those_without_a_place_theirs(client, aslms):
    rows = Page(client.get(f"{RESULTS}abu-dhabi-race-2/?by=class")).tables()[0]

    assert [row[0] for row in rows if len(row) == 1] == [
        "LMP2", "LMP2, not classified",
        "LMP3", "LMP3, not classified",
        "GT", "GT, not classified",
    ]  # fmt: skip


def test_result_of_a_season_that_lasts_is_to_come(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()
    Season.objects.update(ends_on=date(2999, 12, 31))

    text = Page(client.get(f"{RESULTS}dubai-race/")).text

    assert "No result yet It appears here as soon as it is published." in text


def test_session_without_a_result_says_so_and_names_the_poles(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()

    text = Page(client.get(f"{RESULTS}dubai-race/")).text

    assert "The result is not known The season is over, and no classification" in text
    assert "LMP2 Pole 55 P. J. Hyett, Proton Competition, 1:48.873" in text


def test_points_that_differ_from_title_to_title_are_named(client, aslms):
    drivers = Championship.objects.get(slug="lmp2-drivers")
    drivers.rules.update(race_scale=PointsScaleFactory(season=aslms, points="7 3"))
    store_standings(aslms)

    rows = Page(client.get(f"{RESULTS}abu-dhabi-race-2/")).tables()[0]
    response = client.get(f"{RESULTS}abu-dhabi-race-2.csv")
    line = next(csv.DictReader(response.content.decode().splitlines()))

    assert rows[1][-1] == "25 LMP2 teams 7 LMP2 drivers"
    assert line["Points"] == "25 in LMP2 teams; 7 in LMP2 drivers"


def test_view_keeps_its_class_in_its_file_and_on_paper(client, aslms):
    links = Page(client.get(f"{RESULTS}dubai-race/?class=gt")).links()

    assert links["CSV"] == f"{RESULTS}dubai-race.csv?class=gt"
    assert links["Print"] == f"{RESULTS}dubai-race/print/?class=gt"


def test_names_of_teams_and_drivers_lead_to_their_histories(client, aslms):
    links = Page(client.get(f"{RESULTS}dubai-race/")).links()

    assert links["Proton Competition"] == "/teams/proton-competition/"
    assert links["Hyett"] == "/drivers/p-j-hyett/"


def test_session_without_a_result_leads_to_its_entry_list(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()

    links = Page(client.get(f"{RESULTS}dubai-race/")).links()

    assert links["Entry list of the event"] == f"{EVENTS}dubai/entries/"


def test_qualifying_names_the_grids_it_sets_and_a_race_where_its_own_is_from(client, aslms):
    GridSource.objects.all().delete()
    first, second, qualifying = (
        Session.objects.get(slug=f"sepang-{slug}") for slug in ("race-1", "race-2", "qualifying-gt")
    )
    GridSource.objects.create(race=first, qualifying=qualifying, lap="best")
    GridSource.objects.create(race=second, qualifying=qualifying, lap="second_best")

    pages = [Page(client.get(f"{RESULTS}{one.slug}/")) for one in (qualifying, second)]
    event = Page(client.get(f"{EVENTS}sepang/"))

    told = "Sets the grid of Race 1 by best laps, of Race 2 by second-best laps."
    assert told in pages[0].text
    assert pages[0].links()["Race 2"] == f"{RESULTS}sepang-race-2/"
    assert "Grid by the second-best laps of Qualifying GT." in pages[1].text
    assert told in event.text


def test_list_says_until_when_a_result_is_provisional(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").update(
        state="provisional", provisional_until=datetime(2024, 2, 4, 14, 42, tzinfo=UTC)
    )

    rows = Page(client.get(RESULTS)).tables()[0]

    assert rows[5][-1] == "Provisional until 18:42 UTC+4"


def test_list_names_the_state_and_the_winners_of_every_race(client, aslms):
    Classification.objects.filter(session__slug="abu-dhabi-race-2").delete()

    assert Page(client.get(RESULTS)).tables()[0] == [
        ["Day", "Round", "Session", "Winners", "State"],
        ["4 Hours of Sepang"],
        ["Sat 2 Dec", "R1", "Race 1", "LMP2 99 LMP3 17 GT 42", "Final"],
        ["Sun 3 Dec", "R2", "Race 2", "LMP2 4 LMP3 2 GT 91", "Final"],
        ["4 Hours of Dubai"],
        ["Sun 4 Feb", "R3", "Race", "LMP2 99 LMP3 17 GT 91", "Final"],
        ["4 Hours of Abu Dhabi"],
        ["Sat 10 Feb", "R4", "Race 1", "LMP2 4 LMP3 2 GT 88", "Final"],
        ["Sun 11 Feb", "R5", "Race 2", "", "not known"],
    ]


def test_file_has_every_fact_in_a_column(client, aslms):
    response = client.get(f"{RESULTS}abu-dhabi-race-2.csv?class=lmp2")
    lines = list(csv.reader(response.content.decode().splitlines()))

    assert lines[0] == [
        "Pos", "No", "Class", "Place in class", "Team", "Crew", "Laps", "Time", "Gap",
        "Gap in class", "Best lap", "Pole", "Points", "Status", "Decisions",
    ]  # fmt: skip
    assert lines[2] == [
        "2", "22", "LMP2", "2", "Proton Competition",
        "Giorgio Roda / Julien Andlauer / René Binder", "90", "4:01:49.842", "1:09.676",
        "1:09.676", "1:41.697", "", "18", "classified", "",
    ]  # fmt: skip
    assert len(lines) == 1 + 13
