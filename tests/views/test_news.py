"""News in the reader's language, or in another and saying so."""

from datetime import UTC, datetime

import pytest

from tests.factories import ArticleFactory, EventFactory, SeasonFactory, staff_with

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
