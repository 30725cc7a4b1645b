"""Revisions of a result say what is official, since when, and why."""

import csv
from datetime import UTC, datetime

import pytest

from championship.models import Classification, Decision
from championship.workflows.results import restore_classification

from .html import Page
from .rulings import EVENTS, RESULTS, amend, footnotes, rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "notes"), [("in_force", 4), ("appealed", 4), ("draft", 0), ("reversed", 0)]
)
def test_only_decisions_that_stood_at_publication_are_told(client, aslms, state, notes):
    Decision.objects.update(state=state)
    amend("abu-dhabi-race-2")

    page = Page(client.get(f"{RESULTS}abu-dhabi-race-2/"))

    assert len(footnotes(page)) == notes


def test_older_revision_keeps_its_address_under_a_banner(client, aslms):
    amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/revisions/1/"))

    assert "This is revision 1, final. Revision 2 is in force." in page.text
    assert page.links()["The newest result of this session"] == f"{RESULTS}dubai-race/"
    assert "Points" not in page.tables()[0][0]


def test_newest_revision_is_shown_with_its_time_at_the_circuit(client, aslms):
    amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert "Final Amended 1 Revision 2 · published Sun 4 Feb 2024, 22:31 UTC+4" in page.text
    assert page.links()["1 final"] == f"{RESULTS}dubai-race/revisions/1/"


def test_provisional_result_says_that_it_is_not_official(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").update(state="provisional")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert "Provisional Not yet official: it can still change." in page.text
    assert page.tables()[0][0][-1] == "Points, if confirmed"


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (datetime(2999, 2, 4, 14, 42, tzinfo=UTC), "Provisional until Mon 4 Feb, 18:42 UTC+4"),
        (datetime(2024, 2, 4, 14, 42, tzinfo=UTC), "Protest time ended at 18:42 UTC+4; not yet"),
        (None, "Provisional Not yet official"),
    ],
)
def test_provisional_result_says_until_when(client, aslms, until, words):
    shown = Classification.objects.filter(session__slug="dubai-race")
    shown.update(state="provisional", provisional_until=until)

    assert words in Page(client.get(f"{RESULTS}dubai-race/")).text


def test_line_under_the_table_says_what_it_holds_and_what_is_not_recorded_stays_unsaid(
    client, aslms
):
    before = Page(client.get(f"{RESULTS}dubai-race/")).text
    amend("dubai-race")

    after = Page(client.get(f"{RESULTS}dubai-race/")).text
    earlier = Page(client.get(f"{RESULTS}dubai-race/revisions/1/")).text

    assert "After round 3 of 5. Revision 1: Final. 1 class winner" in before
    assert (
        "After round 3 of 5. Revision 2: Amended 1. Computed Sun 4 Feb 2024, 22:31 UTC+4." in after
    )
    assert "After round 3 of 5. Revision 1: Final. Revision 2 is in force." in earlier


def test_cause_and_document_stand_above_the_result(client, aslms):
    amend("dubai-race", note="The stewards met again.", document_number="35")

    text = Page(client.get(f"{RESULTS}dubai-race/")).text

    assert "Revision 2 · document 35 · published" in text
    assert "Cause: The stewards met again." in text


def test_revision_that_takes_another_back_says_which_one_it_is_like(client, aslms):
    first = Classification.objects.get(session__slug="dubai-race")
    amend("dubai-race")
    restore_classification(first, state="amended")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert "Restores revision 1." in page.text
    assert page.links()["revision 1"] == f"{RESULTS}dubai-race/revisions/1/"


def test_decision_is_told_with_its_page_its_article_and_what_it_did(client, aslms):
    ruling = rule("dubai-race", order=1, penalty="time", time_ms=105_000, article="14.6.5")
    amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    assert (
        "a 99 Decision 32, article 14.6.5: Driving time. 1 min 45 s added. "
        "From place 1 to place 8 in LMP2."
    ) in page.text
    assert page.links()["Decision 32"] == f"{EVENTS}dubai/decisions/{ruling.pk}/"


def test_warning_is_not_told_to_have_moved_its_car(client, aslms):
    rule("dubai-race", order=1, penalty="time", time_ms=105_000)
    rule("dubai-race", order=2, penalty="warning")
    amend("dubai-race")

    text = Page(client.get(f"{RESULTS}dubai-race/")).text

    assert "Decision 33: Driving time. Warning. b 99 Decision 32" in text


def test_car_that_is_struck_out_has_its_state_in_words(client, aslms):
    rule("dubai-race", order=1, penalty="disqualification")
    amend("dubai-race")

    page = Page(client.get(f"{RESULTS}dubai-race/"))

    (row,) = [row for row in page.tables()[0] if row[0] == "DSQ"]
    assert (row[1], row[5]) == ("99", "disqualifieda")
    assert "Disqualification. Place 1 in LMP2 lost." in page.text


def test_file_tells_decisions_in_words(client, aslms):
    rule("dubai-race", order=1, penalty="time", time_ms=105_000)
    amend("dubai-race")

    response = client.get(f"{RESULTS}dubai-race.csv")
    (line,) = [
        row for row in csv.DictReader(response.content.decode().splitlines()) if row["No"] == "99"
    ]

    assert line["Decisions"] == (
        "Decision 32: Driving time. 1 min 45 s added. From place 1 to place 8 in LMP2."
    )
    assert (line["Gap"], line["Gap in class"]) == ("1:41.501", "1:41.501")


def test_what_changed_between_revisions_is_told_class_by_class(client, aslms):
    rule("dubai-race", order=1, penalty="time", time_ms=105_000)
    amend("dubai-race", note="Driving time.")

    page = Page(client.get(f"{RESULTS}dubai-race/changes/1..2/"))

    lmp2 = page.tables()[0]
    assert lmp2[0] == ["No", "Team", "Place in class", "Overall", "What else changed"]
    assert lmp2[1] == ["22", "Proton Competition", "2 → 1", "2 → 1", ""]
    assert [row[3:] for row in lmp2 if row[0] == "99"] == [
        ["1 → 8", "Time: 4:03:10.599, was 4:01:25.599"]
    ]
    assert "New 99 Decision 32: Driving time. 1 min 45 s added." in page.text
    assert "Cause: Driving time." in page.text


@pytest.mark.parametrize("pair", ["1..2", "2..1", "0..1"])
def test_comparison_with_a_revision_that_is_not_there_is_not_found(client, aslms, pair):
    response = client.get(f"{RESULTS}dubai-race/changes/{pair}/")

    assert response.status_code == 404
    assert Page(response).links()["Race"] == f"{RESULTS}dubai-race/"


def test_paper_has_its_state_at_the_head_and_its_permanent_address_at_the_foot(client, aslms):
    amend("dubai-race", document_number="35")

    newest = Page(client.get(f"{RESULTS}dubai-race/print/?class=gt"))
    earlier = Page(client.get(f"{RESULTS}dubai-race/revisions/1/print/"))

    assert "Amended 1 Revision 2 · document 35 · published Sun 4 Feb 2024" in newest.text
    assert newest.text.endswith(f"http://testserver{RESULTS}dubai-race/revisions/2/")
    assert "Final Revision 1 · publication time not recorded · Revision 2 is in" in earlier.text
    assert earlier.text.endswith(f"http://testserver{RESULTS}dubai-race/revisions/1/")


def test_there_is_no_paper_of_a_result_that_is_not_published(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()

    assert client.get(f"{RESULTS}dubai-race/print/").status_code == 404
