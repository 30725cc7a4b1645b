"""The calendar and its events, in the circuit's time."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from championship.models import Classification, Event, Session
from championship.templatetags.times import full_date
from tests.factories import (
    ClassificationFactory,
    EventEntryFactory,
    EventFactory,
    NoticeFactory,
    RaceFactory,
    RoundFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db
SEASON = "/aslms/2023-24/"


@pytest.fixture
def calendar(client, aslms):
    return Page(client.get(f"{SEASON}calendar/"))


def test_calendar_counts_events_and_rounds(calendar):
    assert "Three events, five rounds, 1 December 2023 – 11 February 2024" in calendar.text


def test_round_has_its_day_circuit_time_and_winners(calendar):
    rounds = [node.seen for node in calendar.root.find("li") if node.attrs.get("class") == "round"]

    assert rounds == [
        "R1 Sat 2 Dec 14:00 UTC+8 Won by LMP2 99 LMP3 17 GT 42 Final Result",
        "R2 Sun 3 Dec 14:00 UTC+8 Won by LMP2 4 LMP3 2 GT 91 Final Result",
        "R3 Sun 4 Feb 13:00 UTC+4 Won by LMP2 99 LMP3 17 GT 91 Final Result",
        "R4 Sat 10 Feb 15:00 UTC+4 Won by LMP2 4 LMP3 2 GT 88 Final Result",
        "R5 Sun 11 Feb 16:00 UTC+4 Won by LMP2 25 LMP3 26 GT 88 Final Result",
    ]


def test_race_without_a_result_shows_who_is_on_pole(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").delete()

    page = Page(client.get(f"{SEASON}calendar/"))

    assert "R3 Sun 4 Feb 13:00 UTC+4 Poles LMP2 55 LMP3 17 GT 7" in page.text


def test_machines_read_every_start_in_utc(calendar):
    starts = {node.attrs["datetime"] for node in calendar.root.find("time")}

    assert {"2023-12-02T06:00:00Z", "2024-02-11T12:00:00Z"} <= starts


def test_calendar_names_the_venue_and_its_zone(calendar):
    assert "Sepang International Circuit, MYS · 5.543 km · 15 turns" in calendar.text
    assert "Time zone Asia/Kuala_Lumpur" in calendar.text


def test_timetable_lists_every_session_with_its_classes(client, aslms):
    rows = Page(client.get(f"{SEASON}events/sepang/")).tables()[0]

    assert rows[0] == ["Day", "Start", "Session", "Classes", "Winners", ""]
    assert rows[5] == [
        "Sat 2 Dec",
        "09:50 UTC+8",
        "Qualifying GT Sets the grid of Race 1 by best laps, of Race 2 by second-best laps.",
        "GT",
        "",
        "",
    ]
    assert rows[7] == [
        "",
        "14:00 UTC+8",
        "Race 1 (R1) Grid by the best laps of Qualifying GT, Qualifying LMP2 and LMP3.",
        "all classes",
        "LMP2 99 LMP3 17 GT 42",
        "Final Result",
    ]


def test_start_that_is_not_known_is_to_be_announced(client):
    race = RaceFactory(starts_on=None)

    text = Page(client.get(race.event.get_absolute_url())).text

    assert "R1 day to be announced start time to be announced" in text


def test_round_that_has_no_race_yet_waits_on_the_calendar(client):
    event = RoundFactory().event

    for address in (f"{event.season.get_absolute_url()}calendar/", event.get_absolute_url()):
        text = Page(client.get(address)).text
        assert "R1 day to be announced start time to be announced" in text


@pytest.mark.parametrize(
    ("status", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")]
)
def test_event_that_does_not_take_place_stays_and_is_marked(client, aslms, status, word):
    Event.objects.filter(slug="dubai").update(status=status, note="The track is under water.")

    text = Page(client.get(f"{SEASON}calendar/")).text

    assert f"2–4 February 2024 {word} 4 Hours of Dubai" in text
    assert "The track is under water." in text


@pytest.mark.parametrize(
    ("status", "words"),
    [("cancelled", "Round 3 is cancelled."), ("postponed", "Round 3 is postponed.")],
)
def test_round_that_does_not_take_place_is_kept_and_said_in_words(client, status, words):
    event = RoundFactory(number=3).event
    Event.objects.filter(pk=event.pk).update(status=status)

    for address in (f"{event.season.get_absolute_url()}calendar/", event.get_absolute_url()):
        assert words in Page(client.get(address)).text


def test_event_that_got_other_days_is_marked(client):
    event = EventFactory()
    addresses = [f"{event.season.get_absolute_url()}calendar/", event.get_absolute_url()]
    texts = [Page(client.get(address)).text for address in addresses]
    event.starts_on -= timedelta(days=1)
    event.save()

    after = [Page(client.get(address)).text for address in addresses]

    assert not any("Days, place or name changed on" in text for text in texts)
    assert all("Days, place or name changed on" in text for text in after)


def test_session_that_got_another_start_is_marked_until_it_has_a_result(client):
    race = RaceFactory()
    race.starts_at = timezone.now()
    race.save()
    address = race.event.get_absolute_url()
    race.refresh_from_db()
    here = race.calendar_changed_at.astimezone(race.event.circuit.zone)

    assert f"changed on {full_date(here.date())}" in Page(client.get(address)).text

    ClassificationFactory(session=race)

    assert "changed on" not in Page(client.get(address)).text


def test_session_of_a_cancelled_event_is_never_next(client):
    soon = timezone.now() + timedelta(hours=1)
    event = EventFactory(status="cancelled")
    RaceFactory(event=event, starts_on=soon.date(), starts_at=soon)

    assert "Next" not in Page(client.get(event.get_absolute_url())).text


def test_event_in_its_days_is_now(client):
    today = timezone.now().astimezone(EventFactory.build().circuit.zone).date()
    event = EventFactory(starts_on=today, ends_on=today)

    assert "Now" in Page(client.get(event.get_absolute_url())).text


def test_event_names_poles_and_counts_the_entry_list(client, aslms):
    page = Page(client.get(f"{SEASON}events/sepang/"))

    assert "LMP2 90 Salih Yoluc, TF Sport, 1:53.653 Race 1" in page.text
    assert "39 cars: 11 LMP2, 5 LMP3, 23 GT" in page.text
    assert page.links()["Entry list, revision 2"] == f"{SEASON}events/sepang/entries/"


def test_event_page_knows_no_entry_list_before_it_is_published(client):
    event = EventEntryFactory(event__season__ends_on=date(2999, 12, 31)).event

    assert "No entry list yet" in Page(client.get(event.get_absolute_url())).text


def test_notice_is_shown_with_its_time_at_the_circuit(client):
    notice = NoticeFactory(
        number="12/A", subject="Start delayed", published_at=datetime(2024, 2, 2, 8, tzinfo=UTC)
    )
    address = f"{notice.event.get_absolute_url()}notices/12/A/"

    text = Page(client.get(address)).text

    assert Page(client.get(notice.event.get_absolute_url())).links()["Start delayed"] == address
    assert "Document 12/A" in text
    assert "published Fri 2 Feb 2024, 12:00 UTC+4" in text


@pytest.mark.parametrize("published_at", [None, datetime(2999, 1, 1, tzinfo=UTC)])
def test_notice_that_is_not_out_is_not_there(client, published_at):
    notice = NoticeFactory(number="1", published_at=published_at)
    home = notice.event.get_absolute_url()

    assert client.get(f"{home}notices/1/").status_code == 404
    assert "No document is recorded." in Page(client.get(home)).text


def test_file_has_every_session_at_the_circuit_and_in_utc(client, aslms):
    response = client.get(f"{SEASON}calendar.csv")
    lines = list(csv.DictReader(response.content.decode().splitlines()))

    assert len(lines) == Session.objects.filter(season=aslms).count()
    assert lines[6] == {
        "Event": "4 Hours of Sepang",
        "Circuit": "Sepang International Circuit",
        "Country": "MYS",
        "Status of the event": "scheduled",
        "Round": "1",
        "Session": "Race 1",
        "Classes": "",
        "Day": "2023-12-02",
        "Start at the circuit": "2023-12-02T14:00:00+08:00",
        "Start, UTC": "2023-12-02T06:00:00Z",
        "Length in minutes": "240",
        "Result": "final",
    }
