"""Articles at the race desk: their picture, their languages, and when they appear."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from championship.models import Article, StoredFile
from tests.documents import PDF, picture
from tests.factories import (
    ArticleFactory,
    DriverFactory,
    EventFactory,
    PictureFactory,
    SeasonFactory,
    TeamFactory,
    staff_with,
)

from .browser import errors, save
from .registry import address

WORDS = {"title": "Rain", "slug": "rain", "text": "It rained."}


def upload(content=None, name="grid.png"):
    return SimpleUploadedFile(name, content or picture(size=(40, 30)), content_type="text/html")


def page_of(article):
    return address(Article, "change", article.pk)


# Its picture


def test_picture_is_kept_with_its_size(desk, db):
    save(desk, address(Article, "add"), **WORDS, file=upload(), picture_text="A grid.")

    kept = Article.objects.get().picture
    assert (kept.name, kept.media_type, kept.width, kept.height) == (
        "grid.png",
        "image/png",
        40,
        30,
    )


def test_picture_without_words_is_refused(desk, db):
    response = save(desk, address(Article, "add"), **WORDS, file=upload())

    assert errors(response) == ["Say what the picture shows."]
    assert not StoredFile.objects.exists()


def test_what_is_no_picture_is_refused(desk, db):
    response = save(desk, address(Article, "add"), **WORDS, file=upload(PDF), picture_text="A.")

    assert errors(response) == ["“grid.png” is not a picture (PNG, JPEG or WebP)."]


def test_another_picture_takes_the_place_of_the_first(desk):
    article = ArticleFactory(picture=PictureFactory(), picture_text="A grid.")

    save(desk, page_of(article), file=upload())

    article.refresh_from_db()
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [article.picture_id]


def test_picture_is_removed_with_its_words(desk):
    article = ArticleFactory(picture=PictureFactory(), picture_text="A grid.")

    save(desk, page_of(article), **{"file-clear": "on", "picture_text": ""})

    article.refresh_from_db()
    assert article.picture is None
    assert not StoredFile.objects.exists()


# Its languages


@pytest.fixture
def english(db):
    """An article with everything that another language has in common with it."""
    event = EventFactory()
    article = ArticleFactory(
        slug="rain",
        author="Ann",
        tells_results=False,
        series=event.season.series,
        season=event.season,
        event=event,
        picture=PictureFactory(),
        picture_text="A grid.",
    )
    article.teams.add(TeamFactory())
    article.drivers.add(DriverFactory(), DriverFactory())
    return article


def in_french(desk, english):
    links = desk.get(page_of(english)).context["languages"]
    return next(link["url"] for link in links if link["label"] == "Write it in French")


def test_another_language_begins_with_everything_but_the_words(desk, english):
    words = {"title": "Pluie", "text": "Il a plu.", "picture_text": "Une grille."}

    save(desk, in_french(desk, english), **words)

    french = Article.objects.get(language="fr")
    same = ("slug", "author", "tells_results", "published_at", "event", "picture")
    assert [getattr(french, name) for name in same] == [getattr(english, name) for name in same]
    assert set(french.drivers.all()) == set(english.drivers.all())
    assert set(french.teams.all()) == set(english.teams.all())
    assert french.title == "Pluie"


def test_picture_of_another_language_needs_words_in_it(desk, english):
    response = save(desk, in_french(desk, english), title="Pluie", text="Il a plu.")

    assert errors(response) == ["Say what the picture shows."]


def test_picture_stays_while_another_language_shows_it(desk, english):
    ArticleFactory(slug="rain", language="fr", picture=english.picture, picture_text="Une grille.")

    save(desk, page_of(english), **{"file-clear": "on"})

    assert Article.objects.get(language="fr").picture == StoredFile.objects.get()


def test_language_that_is_written_is_opened(desk, english):
    french = ArticleFactory(slug="rain", language="fr")

    links = desk.get(page_of(english)).context["languages"]

    assert [link["label"] for link in links] == ["Open it in French", "Write it in German"]
    assert links[0]["url"] == page_of(french)


@pytest.mark.parametrize("key", ["", "0", "nobody", "9" * 30])
def test_language_of_an_article_that_is_not_there_begins_empty(desk, db, key):
    form = desk.get(f"{address(Article, 'add')}?from={key}").context["adminform"].form

    assert not form["slug"].value()


def test_same_language_twice_is_refused(desk, english):
    response = save(desk, address(Article, "add"), **WORDS)

    assert errors(response) == ["Article with this Address and Language already exists."]


# When it appears


def state_of(desk, article):
    return desk.get(page_of(article)).text


@pytest.mark.parametrize(
    ("published_at", "text"),
    [
        (None, "draft"),
        (datetime(2024, 2, 1, 12, tzinfo=UTC), "public since Thu 1 Feb 2024, 12:00 UTC"),
        (datetime(2999, 2, 1, 12, tzinfo=UTC), "under embargo, appears on Fri 1 Feb 2999"),
    ],
)
def test_page_says_when_an_article_appears(desk, published_at, text):
    assert text in state_of(desk, ArticleFactory(published_at=published_at))


def test_page_says_that_a_hidden_season_hides_the_article(desk):
    article = ArticleFactory(season=SeasonFactory(is_public=False))

    assert "not public, because its season is not" in state_of(desk, article)


def test_staff_read_what_is_not_out_in_its_language(desk):
    article = ArticleFactory(language="de", title="Regen", published_at=None)

    page = desk.get(desk.get(page_of(article)).context["absolute_url"], follow=True)

    assert page.request["PATH_INFO"] == f"/de/news/{article.slug}/"
    assert "Regen" in page.text


def test_staff_without_a_right_to_articles_read_no_draft(client, db):
    article = ArticleFactory(published_at=timezone.now() + timedelta(days=1))
    client.force_login(staff_with("championship.view_driver"))

    assert client.get(article.get_absolute_url()).status_code == 404


# What it is about


def test_event_says_its_season_and_series(desk, db):
    event = EventFactory()

    save(desk, address(Article, "add"), **WORDS, event=event.pk)

    article = Article.objects.get()
    assert (article.season, article.series) == (event.season, event.season.series)


def test_season_of_another_series_is_refused(desk):
    article = ArticleFactory(series=SeasonFactory().series)

    response = save(desk, page_of(article), season=SeasonFactory().pk)

    assert errors(response) == ["This season belongs to another series."]
