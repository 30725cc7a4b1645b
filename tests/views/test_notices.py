"""The notice board of an event, its documents, and their files served safely."""

import csv
from datetime import UTC, datetime

import pytest

from championship.models import Decision, Event
from tests.documents import PDF, PNG
from tests.factories import (
    AppliedDecisionFactory,
    CircuitFactory,
    ClassificationFactory,
    DecisionFactory,
    EntryListRevisionFactory,
    EventEntryFactory,
    EventFactory,
    NoticeFactory,
    RaceFactory,
    StoredFileFactory,
    UserFactory,
    staff_with,
)

from .html import Page

pytestmark = pytest.mark.django_db
YEAR_2999 = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture
def abu_dhabi():
    """An event on a circuit four hours ahead of UTC."""
    return EventFactory(name="4 Hours of Abu Dhabi", circuit=CircuitFactory(time_zone="Asia/Dubai"))


def address(event, more=""):
    return f"{event.get_absolute_url()}notices/{more}"


def decision_address(decision, more=""):
    return f"{decision.session.event.get_absolute_url()}decisions/{decision.pk}/{more}"


def drive_through(event, **more):
    """A decision in force on car 4 in race 2 of an event: 3 min 30 s."""
    more = {"state": Decision.State.IN_FORCE, "number": "12", **more}
    return DecisionFactory(
        session=RaceFactory(event=event, name="Race 2"),
        event_entry=EventEntryFactory(event=event, number="4"),
        penalty=Decision.Penalty.TIME,
        time_ms=210_000,
        reason="Minimum driving time",
        article="9.2.1",
        **more,
    )


# The board


def test_board_lists_what_was_published_by_day_and_newest_first(client, abu_dhabi):
    late = datetime(2024, 2, 10, 20, 30, tzinfo=UTC)
    NoticeFactory(event=abu_dhabi, number="3", subject="Start", published_at=late)
    drive_through(abu_dhabi, decided_at=datetime(2024, 2, 11, 14, 25, tzinfo=UTC))
    ClassificationFactory(
        session=RaceFactory(event=abu_dhabi, name="Race 1"),
        published_at=datetime(2024, 2, 10, 15, 10, tzinfo=UTC),
        document_number="2",
    )
    EntryListRevisionFactory(season=abu_dhabi.season, event=abu_dhabi, number=5, published_on=None)

    rows = Page(client.get(address(abu_dhabi))).tables()[0]

    assert rows == [
        ["Published", "Document", "No.", "Subject", "State", "File"],
        ["Sunday 11 February 2024"],
        ["18:25 UTC+4", "Decision", "12", "Car 4, Race 2 · 3 min 30 s added", "in force", ""],
        ["00:30 UTC+4", "Notice", "3", "Start", "", ""],
        ["Saturday 10 February 2024"],
        ["19:10 UTC+4", "Classification", "2", "Race 1, revision 1", "provisional", ""],
        ["Day not recorded"],
        ["–", "Entry list", "–", "Entry list of the event, revision 5", "", ""],
    ]


@pytest.mark.parametrize(
    ("state", "known", "listed"),
    [
        (Decision.State.DRAFT, {}, False),
        (Decision.State.IN_FORCE, {}, True),
        (Decision.State.APPEALED, {}, True),
        (Decision.State.REVERSED, {}, False),
        (Decision.State.REVERSED, {"decided_at": datetime(2024, 2, 11, tzinfo=UTC)}, True),
    ],
)
def test_board_lists_the_decisions_that_are_or_were_public(client, abu_dhabi, state, known, listed):
    decision = drive_through(abu_dhabi, state=state, **known)

    assert ("Car 4, Race 2" in Page(client.get(address(abu_dhabi))).text) == listed
    assert (client.get(decision_address(decision)).status_code == 200) == listed


def test_board_lists_a_reversed_decision_that_was_applied(client, abu_dhabi):
    decision = drive_through(abu_dhabi, state=Decision.State.REVERSED)
    AppliedDecisionFactory(
        decision=decision,
        event_entry=decision.event_entry,
        classification=ClassificationFactory(session=decision.session),
    )

    assert "Car 4, Race 2 · 3 min 30 s added reversed" in Page(client.get(address(abu_dhabi))).text


def test_board_without_a_document_says_so(client, abu_dhabi):
    NoticeFactory(event=abu_dhabi, published_at=YEAR_2999)

    assert "No document is recorded" in Page(client.get(address(abu_dhabi))).text


def test_board_leads_to_every_document_and_its_file(client, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="3", subject="Start", document=StoredFileFactory())
    decision = drive_through(abu_dhabi, document=StoredFileFactory())

    links = [link.attrs["href"] for link in Page(client.get(address(abu_dhabi))).main.find("a")]

    assert {
        address(abu_dhabi, "3/"),
        address(abu_dhabi, "3/file/"),
        decision_address(decision),
        decision_address(decision, "file/"),
    } < set(links)
    assert all(client.get(link).status_code == 200 for link in links)


def test_board_as_a_file_has_times_states_and_addresses(client, abu_dhabi):
    decision = drive_through(
        abu_dhabi,
        decided_at=datetime(2024, 2, 11, 14, 25, tzinfo=UTC),
        document=StoredFileFactory(),
    )

    answer = client.get(f"{abu_dhabi.get_absolute_url()}notices.csv")

    assert list(csv.reader(answer.content.decode().splitlines()))[1] == [
        "2024-02-11",
        "2024-02-11T14:25:00Z",
        "2024-02-11T18:25:00+04:00",
        "Decision",
        "12",
        "Car 4, Race 2 · 3 min 30 s added",
        "in force",
        decision_address(decision),
        decision_address(decision, "file/"),
    ]


# Notices


def test_notice_is_shown_with_its_time_at_the_circuit(client, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="12/A", published_at=datetime(2024, 2, 2, 8, tzinfo=UTC))

    text = Page(client.get(address(abu_dhabi, "12/A/"))).text

    assert "Document 12/A" in text
    assert "published Fri 2 Feb 2024, 12:00 UTC+4" in text


@pytest.mark.parametrize("published_at", [None, YEAR_2999])
def test_notice_that_is_not_out_is_seen_by_whoever_writes_notices(client, abu_dhabi, published_at):
    NoticeFactory(
        event=abu_dhabi, number="1", published_at=published_at, document=StoredFileFactory()
    )
    pages = [address(abu_dhabi, "1/"), address(abu_dhabi, "1/file/")]

    assert [client.get(page).status_code for page in pages] == [404, 404]

    client.force_login(staff_with("championship.change_notice"))
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert "Not public" in Page(client.get(pages[0])).text


def test_notice_without_a_file_has_none_to_read(client, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="1")

    assert client.get(address(abu_dhabi, "1/file/")).status_code == 404


def test_notice_shows_its_picture(client, abu_dhabi):
    map_of_the_pits = StoredFileFactory(name="pits.png", media_type="image/png", content=PNG)
    NoticeFactory(event=abu_dhabi, number="1", subject="Pit boxes", document=map_of_the_pits)

    picture = next(Page(client.get(address(abu_dhabi, "1/"))).main.find("img"))

    assert picture.attrs["src"] == address(abu_dhabi, "1/file/")
    assert picture.attrs["alt"] == "Picture of the document: Pit boxes"


# Decisions


def test_decision_says_whom_it_is_about_why_and_what_it_costs(client, abu_dhabi):
    decision = drive_through(abu_dhabi, decided_at=datetime(2024, 2, 11, 14, 25, tzinfo=UTC))

    text = Page(client.get(decision_address(decision))).text

    assert "Decision 12" in text
    assert "decided Sun 11 Feb 2024, 18:25 UTC+4" in text
    assert "Penalty 3 min 30 s added Reason Minimum driving time Article 9.2.1" in text
    assert decision.event_entry.team_name in text


def test_decision_says_what_it_changed_in_which_revision(client, abu_dhabi):
    decision = drive_through(abu_dhabi)
    AppliedDecisionFactory(
        decision=decision,
        event_entry=decision.event_entry,
        classification=ClassificationFactory(session=decision.session, revision=2),
        place_before=1,
        place_after=3,
    )

    text = Page(client.get(decision_address(decision))).text

    car_class = decision.event_entry.car_class
    assert f"Race 2, revision 2: from place 1 to place 3 in {car_class}" in text


@pytest.mark.parametrize("state", [Decision.State.DRAFT, Decision.State.REVERSED])
def test_file_of_a_decision_that_does_not_stand_is_seen_by_whoever_may_see_drafts(
    client, abu_dhabi, state
):
    decision = drive_through(
        abu_dhabi,
        state=state,
        document=StoredFileFactory(),
        decided_at=datetime(2024, 2, 11, tzinfo=UTC),
    )

    assert client.get(decision_address(decision, "file/")).status_code == 404

    client.force_login(staff_with("championship.view_decision"))
    assert client.get(decision_address(decision, "file/")).status_code == 200


def test_drafts_are_hidden_from_staff_with_another_office(client, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="1", published_at=None, document=StoredFileFactory())
    draft = drive_through(abu_dhabi, state=Decision.State.DRAFT, document=StoredFileFactory())
    client.force_login(staff_with("championship.change_article", "championship.view_result"))

    pages = [address(abu_dhabi, "1/"), decision_address(draft)]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert [client.get(f"{page}file/").status_code for page in pages] == [404, 404]


def test_decision_of_another_event_is_not_here(client, abu_dhabi):
    elsewhere = drive_through(EventFactory(season=abu_dhabi.season))

    answer = client.get(f"{abu_dhabi.get_absolute_url()}decisions/{elsewhere.pk}/")

    assert answer.status_code == 404


# Files


@pytest.fixture
def bulletin(abu_dhabi):
    """The address of a PDF on the board."""
    file = StoredFileFactory(name="Décision 3.pdf", content=PDF)
    NoticeFactory(event=abu_dhabi, number="3", document=file)
    return address(abu_dhabi, "3/file/")


def test_file_is_served_as_what_it_is_and_can_do_nothing(client, bulletin):
    answer = client.get(bulletin)

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''D%C3%A9cision%203.pdf"
    assert answer["Cache-Control"] == "no-cache"


def test_file_is_not_sent_twice_to_whoever_has_it(client, bulletin):
    etag = client.get(bulletin)["ETag"]

    answer = client.get(bulletin, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_size_of_a_file_can_be_asked_without_its_content(client, bulletin):
    answer = client.head(bulletin)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Length"] == str(len(PDF))


def test_file_of_a_hidden_season_is_seen_by_staff_only_and_kept_by_no_cache(client, bulletin):
    season = Event.objects.get().season
    season.is_public = False
    season.save()

    assert client.get(bulletin).status_code == 404

    client.force_login(UserFactory(is_staff=True))
    assert client.get(bulletin)["Cache-Control"] == "private, no-cache"


def test_file_can_only_be_read(client, bulletin):
    assert client.post(bulletin).status_code == 405
