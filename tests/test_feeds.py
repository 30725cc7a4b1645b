"""The feeds, as a reader of feeds takes them."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from championship.models import Classification
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    NoticeFactory,
    SeasonFactory,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(response):
    """Of every entry of a feed its parts, by their names."""
    feed = ElementTree.fromstring(response.content)
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href") for part in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


def feed_of(client, season, name="entries"):
    return client.get(f"/feeds/{season.series.slug}/{season.slug}/{name}/")


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


def test_every_revision_of_a_result_is_an_entry_with_its_winners(client, aslms):
    newest, *_others = entries = entries_of(feed_of(client, aslms, "results"))

    assert len(entries) == Classification.objects.filter(session__season=aslms).count()
    assert newest["title"] == "4 Hours of Abu Dhabi, Race 2: final, revision 2"
    address = "http://testserver/aslms/2023-24/results/abu-dhabi-race-2/revisions/2/"
    assert newest["id"] == newest["link"] == address
    assert "<li>LMP2 #25 Algarve Pro Racing</li>" in newest["summary"]


def test_result_has_the_time_of_its_publication_where_that_is_known(client):
    moment = datetime(2024, 2, 4, 17, 31, tzinfo=UTC)
    result = ClassificationFactory(published_at=moment)

    (entry,) = entries_of(feed_of(client, result.session.season, "results"))

    assert entry["published"] == entry["updated"] == moment.isoformat()


def test_result_that_nobody_dated_is_as_old_as_its_session(client):
    result = ClassificationFactory(published_at=None)

    (entry,) = entries_of(feed_of(client, result.session.season, "results"))

    assert "published" not in entry
    assert entry["updated"] == f"{result.session.starts_on}T00:00:00+00:00"


def test_notices_of_all_events_lead_to_their_pages(client):
    notice = NoticeFactory(number="12/A", subject="Start delayed", text="Rain & <fog>")

    (entry,) = entries_of(feed_of(client, notice.event.season, "notices"))

    assert entry["title"] == f"{notice.event}, document 12/A: Start delayed"
    assert entry["link"] == f"http://testserver{notice.event.get_absolute_url()}notices/12/A/"
    assert entry["summary"].strip() == "<p>Rain &amp; &lt;fog&gt;</p>"


@pytest.mark.parametrize("moment", [None, timezone.now() + timedelta(days=1)])
def test_notice_that_is_not_out_is_in_no_feed(client, moment):
    notice = NoticeFactory(published_at=moment)

    assert entries_of(feed_of(client, notice.event.season, "notices")) == []


@pytest.mark.parametrize("name", ["entries", "results", "notices"])
def test_season_that_is_not_public_has_no_feed(client, name):
    assert feed_of(client, SeasonFactory(is_public=False), name).status_code == 404


@pytest.mark.parametrize("name", ["entries", "results", "notices"])
def test_reader_that_has_a_feed_is_told_so_even_if_it_is_empty(client, name):
    season = SeasonFactory()
    first = feed_of(client, season, name)

    again = client.get(first.request["PATH_INFO"], headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_reader_is_told_by_the_time_of_the_newest_entry_too(client):
    ArticleFactory()
    first = client.get("/feeds/news/")

    again = client.get("/feeds/news/", headers={"If-Modified-Since": first["Last-Modified"]})

    assert again.status_code == 304


def test_feed_holds_fifty_entries_at_most(client):
    event = NoticeFactory().event
    NoticeFactory.create_batch(50, event=event)

    assert len(entries_of(feed_of(client, event.season, "notices"))) == 50


@pytest.mark.parametrize("count", [1, 3])
def test_feeds_cost_the_same_for_more_entries(client, count, django_assert_num_queries):
    notices = NoticeFactory.create_batch(count, event=NoticeFactory().event)
    season = notices[0].event.season
    for _ in range(count):
        ClassificationFactory(session__event=notices[0].event)
    ArticleFactory.create_batch(count)

    with django_assert_num_queries(2):
        feed_of(client, season, "notices")
    with django_assert_num_queries(3):
        feed_of(client, season, "results")
    with django_assert_num_queries(1):
        client.get("/feeds/news/")
