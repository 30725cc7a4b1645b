"""What search engines are told of the site: its pages, their addresses, and what not to read."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import ArticleFactory, ClassificationFactory, EventFactory, SeasonFactory

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "http://testserver"
OTHER_LANGUAGE = re.compile("^/(fr|de)(?=/)")
SECTIONS = ("general", "seasons", "events", "results", "standings", "people", "places", "news")


def urls_of(client, section):
    """The pages of a section of the sitemap, by their addresses on the site."""
    tree = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content)
    urls = tree.iter(f"{SITEMAP}url")
    return {url.findtext(f"{SITEMAP}loc").removeprefix(SITE): url for url in urls}


def each_page_once(addresses):
    """Of every page one address: in one language after the other, from page to page."""
    pages = {}
    for address in addresses:
        pages.setdefault(OTHER_LANGUAGE.sub("", address), []).append(address)
    return [languages[turn % len(languages)] for turn, languages in enumerate(pages.values())]


def test_index_names_every_section(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)

    named = [node.text for node in tree.iter(f"{SITEMAP}loc")]
    assert named == [f"{SITE}/sitemap-{section}.xml" for section in SECTIONS]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_page_that_is_named_is_there(client, aslms, section):
    ArticleFactory(season=aslms)

    addresses = urls_of(client, section)

    assert addresses
    assert [one for one in each_page_once(addresses) if client.get(one).status_code != 200] == []


def test_page_is_named_in_every_language_beside_the_others(client, aslms):
    urls = urls_of(client, "standings")

    url = urls["/de/aslms/2023-24/standings/lmp2-teams/"]
    alternates = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
    english = f"{SITE}/aslms/2023-24/standings/lmp2-teams/"
    assert alternates == {
        "en": english,
        "fr": f"{SITE}/fr/aslms/2023-24/standings/lmp2-teams/",
        "de": f"{SITE}/de/aslms/2023-24/standings/lmp2-teams/",
        "x-default": english,
    }


def test_article_is_named_in_the_languages_it_exists_in(client):
    for language in ("fr", "de"):
        ArticleFactory(slug="title", language=language)

    own = {address for address in urls_of(client, "news") if address.endswith("/title/")}
    assert own == {"/de/news/title/", "/fr/news/title/"}


def test_result_is_named_with_the_day_of_its_newest_revision(client):
    old = ClassificationFactory(published_at=datetime(2024, 2, 4, 17, tzinfo=UTC))
    ClassificationFactory(
        session=old.session, revision=2, published_at=datetime(2024, 2, 6, 9, tzinfo=UTC)
    )

    url = urls_of(client, "results")[old.session.get_absolute_url()]

    assert url.findtext(f"{SITEMAP}lastmod") == "2024-02-06"


def test_nothing_of_a_season_that_is_not_public_is_named(client, admin_client):
    season = SeasonFactory(is_public=False)
    ClassificationFactory(session__event=EventFactory(season=season))
    ArticleFactory(season=season, slug="secret")

    named = [address for section in SECTIONS for address in urls_of(admin_client, section)]

    assert [address for address in named if season.series.slug in address] == []
    assert [address for address in named if address.endswith("/news/secret/")] == []


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_costs_the_same_for_more_seasons(
    client, count, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(count):
        ArticleFactory(season=ClassificationFactory().session.season)

    for section in ("seasons", "events", "results", "standings", "news"):
        with django_assert_num_queries(1):
            client.get(f"/sitemap-{section}.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-people.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-places.xml")
    with django_assert_max_num_queries(6):
        client.get("/sitemap-general.xml")


def test_search_engine_that_has_the_sitemap_is_told_so(client, aslms):
    first = client.get("/sitemap-seasons.xml")

    again = client.get("/sitemap-seasons.xml", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_robots_are_shown_the_sitemap_and_kept_from_the_race_desk(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /fr/admin/",
        "Disallow: /de/admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
