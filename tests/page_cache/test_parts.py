"""Parts with figures outlive the page they stand in, and nothing that changes a figure."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from championship.page_cache import tokens
from championship.page_cache.writes import WORDS, _tables
from championship.spoilers import COOKIE
from championship.workflows.entry_lists import publish_entry_list
from championship.workflows.results import publish_classification
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    DriverFactory,
    NoticeFactory,
    SeasonFactory,
    UserFactory,
)
from tests.queries.racing import car_of, championship, run

pytestmark = pytest.mark.django_db(transaction=True)

STANDING = "/cup/2024/standings/title/"


@pytest.fixture(autouse=True)
def _only_parts(settings):
    settings.KEEP_PAGES = False


@pytest.fixture
def title():
    title = championship(season=SeasonFactory(slug="2024", series__slug="cup"))
    run(title, car_of(title, number="4"), car_of(title, number="91"))
    tokens.drop_everything()
    return title


@pytest.fixture
def result(title):
    session = title.season.sessions.filter(classifications__isnull=False).first()
    return f"/cup/2024/results/{session.slug}/"


@pytest.fixture
def entry_list(title):
    event = title.season.events.first()
    publish_entry_list(title.season, event, state="provisional", reason="crews to come")
    tokens.drop_everything()
    return f"/cup/2024/events/{event.slug}/entries/"


def asked_for(client, address):
    """The tables that were asked for a page, in the words of the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return " ".join(query["sql"] for query in queries.captured_queries)


def made_with_kept_parts(client, address):
    return not asked_for(client, address)


def made_once(client, address):
    assert not made_with_kept_parts(client, address)
    assert made_with_kept_parts(client, address)


def test_standings_are_made_once(title, client):
    made_once(client, STANDING)


def test_result_is_made_once(result, client):
    made_once(client, result)


def test_entry_list_is_made_once(entry_list, client):
    made_once(client, entry_list)


def test_page_of_kept_parts_is_the_page(title, result, entry_list, client, settings):
    tables = (STANDING, f"/fr{STANDING}", result, f"/de{result}?order=best-lap")
    for address in (*tables, entry_list, f"{entry_list}?q=none"):
        made_once(client, address)
        of_parts = client.get(address).content

        settings.KEEP_PARTS = False
        assert client.get(address).content == of_parts
        settings.KEEP_PARTS = True


def test_staff_get_the_parts_of_everybody(title, client):
    made_once(client, STANDING)
    client.force_login(UserFactory(is_staff=True))

    assert "championship_" not in asked_for(client, STANDING)


def test_notice_or_article_drops_the_page_and_not_its_figures(title, client, settings):
    settings.KEEP_PAGES = True
    made_once(client, STANDING)
    page = client.get(STANDING)

    NoticeFactory(event=title.season.events.first())
    ArticleFactory(season=title.season)

    settings.KEEP_PAGES = False
    assert made_with_kept_parts(client, STANDING)
    assert client.get(STANDING).content == page.content


def test_pages_with_parts_show_no_news_and_no_notices(title, result, entry_list, client, settings):
    """Else they would show old ones: a notice or an article drops no part."""
    settings.KEEP_PARTS = False

    for address in (STANDING, result, entry_list):
        asked = asked_for(client, address)
        assert "championship_" in asked
        assert [table for table in _tables(WORDS) if f'"{table}"' in asked] == []


@pytest.mark.parametrize("made", [DriverFactory, SeasonFactory])
def test_whatever_else_is_written_drops_the_parts(title, client, made):
    made_once(client, STANDING)

    made()

    assert not made_with_kept_parts(client, STANDING)


def test_publication_drops_the_parts_of_its_season_only(title, client):
    elsewhere = championship(season=SeasonFactory(slug="2024", series__slug="other"))
    run(elsewhere, car_of(elsewhere))
    other = STANDING.replace("cup", "other")
    made_once(client, STANDING)
    made_once(client, other)
    session = title.season.sessions.filter(classifications__isnull=False).first()

    publish_classification(session, state="amended")

    assert not made_with_kept_parts(client, STANDING)
    assert made_with_kept_parts(client, other)


def test_season_that_is_not_public_is_kept_from_the_public(title, client):
    title.season.is_public = False
    title.season.save()
    staff = Client()
    staff.force_login(UserFactory(is_staff=True))
    assert staff.get(STANDING).status_code == 200

    assert client.get(STANDING).status_code == 404


def test_reader_who_hides_results_has_parts_of_their_own(title, client):
    shielded = Client()
    shielded.cookies[COOKIE] = (title.season.starts_on - timedelta(days=1)).isoformat()

    for first, second in ((client, shielded), (shielded, client)):
        tokens.drop_everything()
        pages = {one: one.get(STANDING).content for one in (first, second, first, second)}
        assert b"<table" in pages[client]
        assert b"<table" not in pages[shielded]


def test_parts_end_when_the_clock_changes_what_they_show(title, client, monkeypatch):
    session = title.season.sessions.filter(classifications__isnull=False).first()
    ClassificationFactory(
        session=session, revision=9, provisional_until=timezone.now() + timedelta(minutes=1)
    )
    made_once(client, STANDING)

    later = timezone.now().timestamp() + 61
    monkeypatch.setattr("championship.page_cache.keys.time", lambda: later)

    assert not made_with_kept_parts(client, STANDING)


def test_what_is_not_there_is_not_kept(title, client):
    missing = STANDING.replace("title", "none")

    assert client.get(missing).status_code == 404
    assert client.get(missing).status_code == 404


def test_long_questions_are_not_kept(title, client):
    for _time in range(2):
        assert not made_with_kept_parts(client, f"{STANDING}?{'a' * 301}")


def test_site_goes_on_when_the_cache_does_not_answer(title, client, monkeypatch):
    def gone(*_args, **_more):
        raise ConnectionError

    monkeypatch.setattr("championship.page_cache.parts.cache.get", gone)
    monkeypatch.setattr("championship.page_cache.parts.cache.set", gone)

    assert b"<table" in client.get(STANDING).content
