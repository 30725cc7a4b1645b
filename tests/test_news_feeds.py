"""The feeds of news, as a reader of feeds takes them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import ArticleFactory, SeasonFactory

from .test_feeds import entries_of, feed_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("moment", [None, timezone.now() + timedelta(days=1)])
def test_article_that_is_not_out_is_in_no_feed(client, moment):
    article = ArticleFactory(published_at=moment, season=SeasonFactory())

    assert entries_of(client.get("/feeds/news/")) == []
    assert entries_of(feed_of(client, article.season, "news")) == []


def test_feed_of_a_season_has_its_own_articles_alone(client):
    season = SeasonFactory()
    ArticleFactory(season=season, title="Own", summary="In short.")
    ArticleFactory(title="Other")

    (entry,) = entries_of(feed_of(client, season, "news"))

    assert (entry["title"], entry["summary"].strip()) == ("Own", "<p>In short.</p>")


def test_article_without_a_summary_is_told_by_its_words(client):
    ArticleFactory(text="See [the calendar](/club/2025/calendar/) & more.")

    (entry,) = entries_of(client.get("/feeds/news/"))

    assert entry["summary"].strip() == "<p>See the calendar &amp; more.</p>"


def test_article_is_told_in_the_language_of_the_address(client):
    for language, title in (("en", "Title"), ("fr", "Titre")):
        ArticleFactory(slug="title", language=language, title=title)

    (entry,) = entries_of(client.get("/fr/feeds/news/"))

    assert (entry["title"], entry["link"]) == ("Titre", "http://testserver/fr/news/title/")


def test_article_of_a_season_that_is_not_public_is_in_no_feed(client, admin_client):
    ArticleFactory(season=SeasonFactory(is_public=False))

    assert entries_of(admin_client.get("/feeds/news/")) == []
