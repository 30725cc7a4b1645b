"""News in the reader's language, or in another and saying so."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from championship.models import Article, Series
from championship.queries.news import news_about
from tests.factories import (
    ArticleFactory,
    ClassificationLineFactory,
    ClassifiedDriverFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    PictureFactory,
    RaceFactory,
    SeasonFactory,
    TeamFactory,
    staff_with,
)

from .html import Page

pytestmark = pytest.mark.django_db


def test_article_is_shown_in_the_language_of_the_page(client):
    ArticleFactory(slug="rain", title="Rain")
    ArticleFactory(slug="rain", title="Pluie", language="fr")

    assert Page(client.get("/news/rain/")).headings() == [(1, "Rain")]
    assert Page(client.get("/fr/news/rain/")).headings() == [(1, "Pluie")]


def test_article_in_another_language_says_so_and_links_to_those_it_has(client):
    ArticleFactory(slug="rain", title="Pluie", language="fr")

    page = Page(client.get("/news/rain/"))

    assert page.headings() == [(1, "Pluie")]
    assert (
        "This article does not exist in the language of this page. It exists in: Français"
        in page.text
    )
    assert next(page.root.find("article")).attrs["lang"] == "fr"


def test_list_names_each_article_once_in_the_best_language(client):
    ArticleFactory(slug="rain", title="Rain")
    ArticleFactory(slug="rain", title="Regen", language="de")
    ArticleFactory(slug="sun", title="Soleil", language="fr")

    titles = {
        path: {words for level, words in Page(client.get(path)).headings() if level == 2}
        for path in ("/news/", "/de/news/", "/fr/news/")
    }

    assert titles == {
        "/news/": {"Rain", "Soleil"},
        "/de/news/": {"Regen", "Soleil"},
        "/fr/news/": {"Rain", "Soleil"},
    }


@pytest.mark.parametrize("published_at", [None, datetime(2999, 1, 1, tzinfo=UTC)])
def test_draft_is_not_there(client, published_at):
    ArticleFactory(slug="draft", published_at=published_at)

    assert client.get("/news/draft/").status_code == 404
    assert "No news yet" in Page(client.get("/news/")).text


@pytest.mark.parametrize("of", ["season", "event"])
def test_article_of_a_hidden_season_is_for_staff_only(client, of):
    season = SeasonFactory(is_public=False)
    about = season if of == "season" else EventFactory(season=season)
    ArticleFactory(slug="secret", **{of: about})

    assert client.get("/news/secret/").status_code == 404
    client.force_login(staff_with())
    assert client.get("/news/secret/").status_code == 200


def test_text_of_an_article_is_text(client):
    ArticleFactory(slug="rain", text="<script>alert(1)</script>\n\nSecond.")

    content = client.get("/news/rain/").content.decode()

    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in content
    assert "<p>Second.</p>" in content


def test_many_articles_stand_on_pages(client):
    ArticleFactory.create_batch(21)

    assert "Page 1 of 2 Next" in Page(client.get("/news/")).text
    assert len(Page(client.get("/news/?page=2")).headings()) == 2


# What it says and shows


def shown(client, **fields):
    article = ArticleFactory(slug="rain", **fields)
    return client.get(article.get_absolute_url()).content.decode()


def test_page_of_the_site_is_linked_in_the_language_of_the_page(client):
    season = SeasonFactory()
    page = f"/{season.series.slug}/{season.slug}/calendar/"
    ArticleFactory(slug="rain", text=f"Look at [the calendar]({page}), or at {page}.")

    assert f'<a href="{page}">the calendar</a>' in client.get("/news/rain/").text
    french = client.get("/fr/news/rain/").text
    assert (
        f'<a href="/fr{page}">the calendar</a>, or at <a href="/fr{page}">/fr{page}</a>' in french
    )


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (
            "[a <b>](https://example.org/?a=1&b=2)",
            '<a href="https://example.org/?a=1&amp;b=2">a &lt;b&gt;</a>',
        ),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](//example.org/)", "[a](//example.org/)"),
        ("[a](/admin/)", "<p>a</p>"),
        ("[a](/no/such/page/at/all/)", "<p>a</p>"),
        ("and/or/both/", "<p>and/or/both/</p>"),
        ('[a](https://example.org/"onclick="x)', "[a](https://example.org/&quot;onclick=&quot;x)"),
    ],
)
def test_nothing_else_becomes_a_link_into_the_unknown(client, written, html):
    assert html in shown(client, text=written)


def test_picture_has_its_words_and_its_room(client):
    html = shown(client, picture=PictureFactory(), picture_text="A grid.", picture_credit="Ann")

    assert 'alt="A grid." width="4" height="3">' in html
    assert "Ann</figcaption>" in html


def test_article_names_what_and_whom_it_is_about(client):
    event = EventFactory()
    entry = EntryFactory(season=event.season)
    article = ArticleFactory(season=event.season, event=event)
    article.teams.add(entry.team, TeamFactory(name="Never raced"))

    page = Page(client.get(article.get_absolute_url()))

    links = [node.attrs["href"] for node in page.root.find("a")]
    assert event.get_absolute_url() in links
    assert f"/teams/{entry.team.slug}/" in links
    assert "Never raced" not in page.text


# Its picture


def picture_page(article):
    return f"{article.get_absolute_url()}picture/{article.picture.sha256}/"


@pytest.fixture
def pictured(db):
    return ArticleFactory(picture=PictureFactory(), picture_text="A grid.")


def test_picture_is_served_as_it_is_and_for_good(client, pictured):
    response = client.get(picture_page(pictured))

    assert response.content == pictured.picture.content
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_who_has_the_picture_is_told_so(client, pictured):
    first = client.get(picture_page(pictured))

    again = client.get(picture_page(pictured), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("fields", [{"published_at": None}, {"season": "hidden"}])
def test_picture_of_what_is_not_out_is_for_staff_only(client, pictured, fields):
    if "season" in fields:
        fields = {"season": SeasonFactory(is_public=False)}
    Article.objects.update(**fields)

    assert client.get(picture_page(pictured)).status_code == 404
    client.force_login(staff_with("championship.view_article"))
    assert client.get(picture_page(pictured))["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("checksum", ["0" * 64, "x"])
def test_picture_of_another_checksum_is_not_there(client, pictured, checksum):
    assert client.get(f"{pictured.get_absolute_url()}picture/{checksum}/").status_code == 404


# Where it is listed


@pytest.fixture
def world(db):
    """A race with a car and its driver, and an article about all of them."""
    car = EventEntryFactory()
    driver = EventCrewSeatFactory(event_entry=car).driver
    race = RaceFactory(event=car.event)
    line = ClassificationLineFactory(classification__session=race, event_entry=car)
    ClassifiedDriverFactory(line=line, driver=driver)
    season = car.event.season
    article = ArticleFactory(title="Rain", series=season.series, season=season, event=car.event)
    article.teams.add(car.entry.team)
    article.drivers.add(driver)
    home = season.get_absolute_url()
    return {
        "home": "/",
        "series": f"/{season.series.slug}/",
        "season": home,
        "event": car.event.get_absolute_url(),
        "team": f"/teams/{car.entry.team.slug}/",
        "driver": f"/drivers/{driver.slug}/",
        "feed": "/feeds/news/",
        "feed of the season": f"/feeds{home}news/",
        "sitemap": "/sitemap-news.xml",
    }


PLACES = ["home", "series", "season", "event", "team", "driver"]
PROGRAMS = ["feed", "feed of the season", "sitemap"]


@pytest.mark.parametrize("place", [*PLACES, *PROGRAMS])
def test_article_is_listed_where_it_belongs(client, world, place):
    assert f"/news/{Article.objects.get().slug}/" in client.get(world[place]).text


@pytest.mark.parametrize("place", [*PLACES, *PROGRAMS])
def test_article_under_embargo_is_listed_nowhere(client, world, place):
    Article.objects.update(published_at=datetime(2999, 1, 1, tzinfo=UTC))

    assert f"/news/{Article.objects.get().slug}/" not in client.get(world[place]).text


@pytest.mark.parametrize("place", ["home", "series", "feed", "sitemap"])
def test_article_of_a_hidden_season_is_listed_nowhere(client, world, place):
    Article.objects.update(season=SeasonFactory(is_public=False, series=Series.objects.get()))

    assert f"/news/{Article.objects.get().slug}/" not in client.get(world[place]).text


def test_article_about_a_series_that_nobody_sees_yet_is_not_there(client):
    article = ArticleFactory(series=SeasonFactory(is_public=False).series)

    assert client.get(article.get_absolute_url()).status_code == 404


def test_pages_list_the_newest_five(client):
    season = SeasonFactory()
    for day in range(1, 8):
        ArticleFactory(
            season=season, title=f"Day {day}", published_at=datetime(2024, 2, day, tzinfo=UTC)
        )

    titles = [words for _level, words in Page(client.get(season.get_absolute_url())).headings()]

    assert [title for title in titles if title.startswith("Day")] == [
        f"Day {day}" for day in (7, 6, 5, 4, 3)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_articles_about_a_subject_cost_one_query(count, django_assert_num_queries):
    season = SeasonFactory()
    ArticleFactory.create_batch(count, season=season)

    with django_assert_num_queries(1):
        found = news_about(season, "fr", now=timezone.now())

    assert len(found) == count


# Its filter


@pytest.fixture
def two_seasons(db):
    """A series with news of two seasons, and one with its own."""
    first = SeasonFactory(series__slug="club", slug="2024")
    second = SeasonFactory(series=first.series, slug="2025")
    other = SeasonFactory(series__slug="cup", slug="2024")
    for season, title in ((first, "First"), (second, "Second"), (other, "Other")):
        ArticleFactory(series=season.series, season=season, title=title)
    ArticleFactory(series=first.series, title="Whole")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"First", "Second", "Other", "Whole"}),
        ("?series=club", {"First", "Second", "Whole"}),
        ("?series=club&season=2024", {"First"}),
        ("?series=cup", {"Other"}),
    ],
)
def test_news_are_narrowed_to_a_series_or_a_season(client, two_seasons, query, titles):
    page = Page(client.get(f"/news/{query}"))

    assert {words for level, words in page.headings() if level == 2} == titles


@pytest.mark.parametrize("query", ["?series=none", "?series=club&season=1999"])
def test_news_of_what_is_not_there_are_not_there(client, two_seasons, query):
    assert client.get(f"/news/{query}").status_code == 404
