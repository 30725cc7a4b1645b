"""Classifications say what is official, since when, and why."""

import csv
from datetime import UTC, datetime

import pytest

from championship.models import Classification, Decision, Session
from championship.workflows.results import publish_classification

from .html import Page

pytestmark = pytest.mark.django_db
RESULTS = "/aslms/2023-24/results/"


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
        "4:00:40.166", "1:43.065", "", "25",
    ]  # fmt: skip
    assert rows[2][4:] == ["90 laps", "+1:09.676", "1:41.697", "", "18"]
    assert rows[5][4:] == ["89 laps", "+1 lap", "1:42.223", "", "10"]


def test_pole_adds_its_point_and_its_sign(last_race):
    on_pole = [row for row in last_race.tables()[0] if row[-2:-1] == ["P"]]

    assert [(row[1], row[-1]) for row in on_pole] == [("99", "1"), ("17", "19"), ("9", "1")]


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
    notes = _footnotes(last_race)

    assert notes[0] == (
        "a 3 Decision: Laurents Hörr short of the minimum driving time. 1 min 5 s added. "
        "Lost third place in LMP2. Already in the times above."
    )
    assert [note[:4] for note in notes] == ["a 3 ", "b 24", "c 34", "d 19"]
    assert last_race.tables()[0][4][5] == "+2:19.752a"


@pytest.mark.parametrize(
    ("state", "notes"), [("in_force", 4), ("appealed", 4), ("draft", 0), ("reversed", 0)]
)
def test_only_decisions_that_stood_at_publication_are_told(client, aslms, state, notes):
    Decision.objects.update(state=state)
    _amend("abu-dhabi-race-2")

    page = Page(client.get(f"{RESULTS}abu-dhabi-race-2/"))

    assert len(_footnotes(page)) == notes


def test_head_says_round_day_circuit_time_state_and_what_is_not_recorded(last_race):
    assert (
        "Abu Dhabi, Race 2 Round 5 of 5 · Sunday 11 February 2024 · 16:00 UTC+4 · 240 minutes"
        in last_race.text
    )
    assert "Final Revision 1 · publication time not recorded" in last_race.text
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


def test_session_without_a_result_says_so_and_names_the_poles(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()

    text = Page(client.get(f"{RESULTS}dubai-race/")).text

    assert "No result yet It appears here as soon as it is published." in text
    assert "LMP2 Pole 55 P. J. Hyett, Proton Competition, 1:48.873" in text


def test_older_revision_keeps_its_address_under_a_banner(client, aslms):
    _amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/revisions/1/"))

    assert "This is revision 1, final. Revision 2 is in force." in page.text
    assert page.links()["The newest result of this session"] == f"{RESULTS}dubai-race/"
    assert "Points" not in page.tables()[0][0]


def test_newest_revision_is_shown_with_its_time_at_the_circuit(client, aslms):
    _amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert "Final Amended 1 Revision 2 · published Sun 4 Feb 2024, 22:31 UTC+4" in page.text
    assert page.links()["1 final"] == f"{RESULTS}dubai-race/revisions/1/"


def test_provisional_result_says_that_it_is_not_official(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").update(state="provisional")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert "Provisional Not yet official: it can still change." in page.text
    assert page.tables()[0][0][-1] == "Points, if confirmed"


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
        ["Sun 11 Feb", "R5", "Race 2", "", "no result yet"],
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


def _footnotes(page):
    return [node.seen for node in page.root.find("li") if node.attrs.get("id")]


def _amend(slug):
    publish_classification(
        Session.objects.get(slug=slug),
        state=Classification.State.AMENDED,
        published_at=datetime(2024, 2, 4, 18, 31, tzinfo=UTC),
    )
