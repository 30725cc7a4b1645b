"""Calendars as two independent readers of iCalendar take them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from championship.models import Event, Session
from tests.factories import (
    CircuitFactory,
    EventFactory,
    RaceFactory,
    SeasonFactory,
    SeriesFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
ASLMS = "/aslms/2023-24/calendar.ics"


def address(row, only=""):
    """The calendar of the season that something belongs to."""
    season = row.season
    return f"/{season.series.slug}/{season.slug}/calendar.ics" + (only and f"?only={only}")


def entries_of(client, where):
    """The entries of a calendar by their summary, as the icalendar library reads them."""
    file = icalendar.Calendar.from_ical(client.get(where).content)
    return {str(entry["SUMMARY"]): entry for entry in file.walk("VEVENT")}


def second_reading(client, where):
    """The same, as vobject reads them."""
    file = vobject.readOne(client.get(where).content.decode())
    return {entry.summary.value: entry for entry in file.contents.get("vevent", [])}


def test_session_is_an_entry_with_its_start_length_and_place(client, aslms):
    race = entries_of(client, ASLMS)["4 Hours of Sepang, Race 1"]

    assert race.decoded("DTSTART") == datetime(2023, 12, 2, 6, tzinfo=UTC)
    assert race.decoded("DURATION") == timedelta(hours=4)
    assert race["LOCATION"] == "Sepang International Circuit, Sepang, Malaysia"
    assert race["DESCRIPTION"] == "14:00 at the circuit (UTC+8)"
    assert race["URL"] == "http://testserver/aslms/2023-24/results/sepang-race-1/"
    assert (race["STATUS"], race["SEQUENCE"]) == ("CONFIRMED", 0)


def test_every_session_is_read_alike_by_both_readers(client, aslms):
    ours, theirs = entries_of(client, ASLMS), second_reading(client, ASLMS)

    assert len(ours) == Session.objects.filter(season=aslms).count()
    assert {name: entry.decoded("DTSTART") for name, entry in ours.items()} == {
        name: entry.dtstart.value for name, entry in theirs.items()
    }


def test_season_goes_on_over_new_year(client, aslms):
    starts = [entry.decoded("DTSTART") for entry in entries_of(client, ASLMS).values()]

    assert {start.year for start in starts} == {2023, 2024}
    assert all(before <= after for before, after in pairwise(starts))


@pytest.mark.parametrize(("day", "utc"), [(date(2024, 3, 30), 12), (date(2024, 3, 31), 11)])
def test_start_is_right_on_both_sides_of_the_change_to_summer_time(client, day, utc):
    zone = ZoneInfo("Europe/Brussels")
    event = EventFactory(circuit__time_zone=zone.key, starts_on=day, ends_on=day, name="Spa")
    start = datetime(day.year, day.month, day.day, 13, tzinfo=zone)
    race = RaceFactory(event=event, name="Race", starts_at=start)

    assert entries_of(client, address(race))["Spa, Race"].decoded("DTSTART").hour == utc
    assert second_reading(client, address(race))["Spa, Race"].dtstart.value == start


def test_session_without_a_time_takes_its_day(client):
    race = RaceFactory(name="Race", event__name="Spa")

    entry = second_reading(client, address(race))["Spa, Race"]

    assert entry.dtstart.value == date(2024, 2, 4)
    assert entry.description.value == "Start time to be announced"
    assert "dtend" not in entry.contents


def test_event_without_sessions_takes_its_days_and_leads_to_its_page(client):
    event = EventFactory(name="Spa")

    entry = second_reading(client, address(event))["Spa"]

    # The end is the first day that is not part of it any more.
    assert (entry.dtstart.value, entry.dtend.value) == (date(2024, 2, 2), date(2024, 2, 5))
    assert entry.url.value == f"http://testserver{event.get_absolute_url()}"


def test_session_without_a_day_leaves_its_event_in_the_calendar(client):
    race = RaceFactory(starts_on=None, event__name="Spa")

    assert list(entries_of(client, address(race))) == ["Spa"]


@pytest.mark.parametrize(
    ("status", "word", "written"),
    [("cancelled", "Cancelled", "CANCELLED"), ("postponed", "Postponed", "TENTATIVE")],
)
def test_event_that_does_not_take_place_stays_and_says_so(client, status, word, written):
    race = RaceFactory(name="Race", event__name="Spa", event__status=status)

    entry = entries_of(client, address(race))[f"{word}: Spa, Race"]

    assert entry["STATUS"] == written


def test_cancelling_an_event_raises_the_sequence_and_keeps_the_id(client):
    race = RaceFactory(name="Race", event__name="Spa")
    before = entries_of(client, address(race))["Spa, Race"]

    Event.objects.filter(pk=race.event_id).update(status=Event.Status.CANCELLED)

    after = entries_of(client, address(race))["Cancelled: Spa, Race"]
    assert after["UID"] == before["UID"] == f"session-{race.pk}@pitboard"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")


@pytest.mark.parametrize(
    ("only", "count"), [("race", 5), ("qualifying", 6), ("race,qualifying", 11), ("sprint", 0)]
)
def test_calendar_of_some_kinds_of_session(client, aslms, only, count):
    assert len(entries_of(client, f"{ASLMS}?only={only}")) == count


def test_event_whose_races_have_no_day_stands_in_the_calendar_of_races(client):
    race = RaceFactory(starts_on=None, event__name="Spa")
    SessionFactory(event=race.event, name="Practice")

    assert list(entries_of(client, address(race, "race"))) == ["Spa"]
    assert list(entries_of(client, address(race, "practice"))) == ["Spa, Practice"]


def test_kind_that_is_none_is_not_found(client, aslms):
    assert client.get(f"{ASLMS}?only=parade").status_code == 404


def test_long_name_is_folded_and_comes_back_whole(client):
    name = "6 Stunden vom Nürburgring – Großer Preis; mit Sprühregen, 大会 " * 2
    event = EventFactory(name=name[:100].strip())

    lines = client.get(address(event)).content.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert list(entries_of(client, address(event))) == [event.name]
    assert list(second_reading(client, address(event))) == [event.name]


def test_place_on_the_map_is_written_where_it_is_known(client):
    circuit = CircuitFactory(latitude="50.437222", longitude="5.971389")
    event = EventFactory(name="Spa", circuit=circuit)

    assert entries_of(client, address(event))["Spa"]["GEO"].to_ical() == "50.437222;5.971389"


def test_calendar_speaks_the_language_of_its_address(client, aslms):
    race = entries_of(client, f"/de{ASLMS}")["4 Hours of Dubai, Race"]

    assert race["URL"] == "http://testserver/de/aslms/2023-24/results/dubai-race/"
    assert race["LOCATION"].endswith("Vereinigte Arabische Emirate")


def test_two_requests_give_the_same_bytes_and_the_second_costs_nothing(client, aslms):
    first, second = client.get(ASLMS), client.get(ASLMS)
    again = client.get(ASLMS, headers={"If-None-Match": first.headers["ETag"]})

    assert first.content == second.content
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("sessions", [1, 3])
def test_calendar_costs_three_queries(client, sessions, django_assert_num_queries):
    event = EventFactory()
    SessionFactory.create_batch(sessions, event=event)

    with django_assert_num_queries(3):
        client.get(address(event))


def test_calendar_of_a_series_has_the_last_season_and_those_to_come(client):
    series = SeriesFactory(slug="elms")
    for year in (2001, 2002, 2199):
        days = {"starts_on": date(year, 5, 1), "ends_on": date(year, 5, 3)}
        season = SeasonFactory(series=series, slug=str(year), name=str(year), **days)
        EventFactory(season=season, name=f"Spa {year}", **days)

    assert list(entries_of(client, "/elms/calendar.ics")) == ["Spa 2002", "Spa 2199"]


def test_series_without_a_public_season_has_no_calendar(client):
    season = SeasonFactory(is_public=False)

    assert client.get(f"/{season.series.slug}/calendar.ics").status_code == 404
