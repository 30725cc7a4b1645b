"""The feed of entry lists, as a reader of feeds takes it."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import EntryListLineFactory, EntryListRevisionFactory, SeasonFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(response):
    """Of every entry of a feed its parts, by their names."""
    feed = ElementTree.fromstring(response.content)
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href") for part in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


def feed_of(client, season):
    return client.get(f"/feeds/{season.series.slug}/{season.slug}/entries/")


def test_every_list_is_an_entry_that_leads_to_its_page(client, aslms):
    entries = entries_of(feed_of(client, aslms))

    assert [entry["title"] for entry in entries] == [
        "Entry list, revision 4: 4 Hours of Abu Dhabi",
        "Entry list, revision 3: 4 Hours of Dubai",
        "Entry list, revision 2: 4 Hours of Sepang",
        "Entry list, revision 1: season",
    ]
    assert entries[0]["link"] == "http://testserver/aslms/2023-24/entries/revisions/4/"


def test_entry_says_what_changed(client, aslms):
    newest, dubai, sepang, season = entries_of(feed_of(client, aslms))

    assert "<li>#24 Ferdinand Habsburg replaces Will Stevens</li>" in newest["summary"]
    assert "LMP2 11 → 13; LMP3 5 → 6; GT 23, unchanged" in dubai["summary"]
    assert "LMP2 10 → 11" in sepang["summary"]
    assert "LMP2" not in season["summary"]


def test_entry_whose_day_nobody_wrote_down_has_that_of_the_list_before(client, aslms):
    abu_dhabi, dubai, *_others = entries_of(feed_of(client, aslms))

    assert "published" not in abu_dhabi
    assert abu_dhabi["updated"] == dubai["updated"] == dubai["published"]
    assert dubai["published"] == "2024-01-24T00:00:00+00:00"


def test_first_list_without_a_day_is_as_old_as_its_season(client):
    season = SeasonFactory()
    EntryListRevisionFactory(season=season, published_on=None)

    assert entries_of(feed_of(client, season))[0]["updated"] == "2024-01-01T00:00:00+00:00"


def test_time_of_publication_is_exact_where_it_is_known(client):
    moment = datetime(2024, 1, 24, 16, 30, tzinfo=UTC)
    issue = EntryListRevisionFactory(published_at=moment)

    assert entries_of(feed_of(client, issue.season))[0]["published"] == moment.isoformat()


def test_name_can_not_bring_markup_into_the_feed(client):
    issue = EntryListRevisionFactory(published_on=None, note="<script>alert(1)</script>")
    EntryListLineFactory(
        revision=EntryListRevisionFactory(season=issue.season), team_name="<b>Team</b> & Sons"
    )
    EntryListLineFactory(
        revision=EntryListRevisionFactory(season=issue.season), team_name="<b>Team</b> & Sons"
    )

    entries = entries_of(feed_of(client, issue.season))

    assert "&lt;b&gt;Team&lt;/b&gt; &amp; Sons" in entries[0]["summary"]
    assert "<script>" not in entries[2]["summary"]


def test_season_without_a_list_has_a_feed_without_entries(client):
    assert entries_of(feed_of(client, SeasonFactory())) == []
