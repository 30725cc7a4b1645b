"""What pages say of themselves to those who share them, and the pictures that go with them."""

import io

import pytest
from PIL import Image

from championship.models import Series
from championship.templatetags.descriptions import SENTENCES
from tests.factories import ArticleFactory, PictureFactory

from .addresses import HTML, address
from .html import Page
from .worlds import parts

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
STANDING = "/aslms/2023-24/standings/lmp2-teams/"
RESULT = "/aslms/2023-24/results/abu-dhabi-race-2/"
TOLD_BY_DATA = {"standing", "progress", "result", "revision", "article"}


def told(client, address):
    """What the head of a page says: the name of each property to all that it holds."""
    found = {}
    for node in Page(client.get(address)).root.find("meta"):
        name = node.attrs.get("property") or node.attrs.get("name")
        found.setdefault(name, []).append(node.attrs.get("content"))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def test_a_page_tells_its_title_address_and_languages(client, aslms):
    found = told(client, "/fr/aslms/2023-24/calendar/")

    assert found["og:site_name"] == "Pitboard"
    assert found["og:type"] == "website"
    assert found["og:url"] == f"{SITE}/fr/aslms/2023-24/calendar/"
    assert found["og:locale"] == "fr_FR"
    assert found["og:locale:alternate"] == ["en_GB", "de_DE"]
    assert found["og:description"] == found["description"]
    assert found["twitter:card"] == "summary"


def test_a_table_tells_its_leaders_and_has_a_picture(client, aslms):
    found = told(client, STANDING)

    assert found["og:title"] == "LMP2 teams, Asian Le Mans Series 2023/24"
    assert found["description"] == (
        "LMP2 teams, Asian Le Mans Series 2023/24, after round 5 of 5: "
        "1. #4 CrowdStrike Racing by APR, 83 points; 2. #22 Proton Competition, 71 points; "
        "3. #99 99 Racing, 70 points. Final."
    )
    assert found["og:image"] == f"{SITE}{STANDING}share.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == found["description"]
    assert found["twitter:card"] == "summary_large_image"


def test_an_earlier_table_has_its_own_picture(client, aslms):
    assert told(client, f"{STANDING}?after=3")["og:image"] == f"{SITE}{STANDING}share.png?after=3"


def test_a_result_tells_the_winner_of_each_class(client, aslms):
    found = told(client, RESULT)

    assert found["description"] == (
        "Abu Dhabi, Race 2, Asian Le Mans Series 2023/24. First: LMP2: #25 Algarve Pro Racing; "
        "LMP3: #26 Bretton Racing; GT: #88 Triple Eight. Final."
    )
    assert found["og:image"] == f"{SITE}{RESULT}share.png"


def test_a_revision_has_the_picture_of_that_revision(client, aslms):
    found = told(client, f"{RESULT}revisions/1/")

    assert found["og:image"] == f"{SITE}{RESULT}revisions/1/share.png"
    assert found["og:description"].endswith("Provisional.")


def test_an_article_is_shared_with_its_summary_and_its_picture(client):
    article = ArticleFactory(picture=PictureFactory(), picture_text="A car.")

    found = told(client, f"/news/{article.slug}/")

    assert found["og:type"] == "article"
    assert found["og:image"].startswith(f"{SITE}/news/{article.slug}/picture/")
    assert found["og:image:alt"] == "A car."


def test_special_signs_in_names_are_written_once(client, aslms):
    Series.objects.filter(pk=aslms.series.pk).update(name='Fun & "Speed" <Cup>')

    found = told(client, "/aslms/2023-24/results/")

    assert found["og:title"] == 'Results, Fun & "Speed" <Cup> 2023/24'
    assert 'Fun & "Speed" <Cup> 2023/24' in found["description"]


def test_a_page_that_is_not_there_says_nothing_of_itself(client, aslms):
    assert "og:title" not in told(client, "/aslms/2023-24/standings/nothing/")


@pytest.mark.parametrize("name", HTML)
def test_every_page_says_what_it_is(client, worlds, name):
    found = told(client, address(name, **parts(worlds["small"])))

    assert all(found[f"og:{part}"] for part in ("title", "description", "type", "url", "locale"))
    assert "%(" not in found["description"]


@pytest.mark.parametrize("name", HTML)
def test_every_page_is_described_in_words(name):
    assert name in TOLD_BY_DATA or name in SENTENCES


@pytest.mark.parametrize(
    "picture",
    [
        f"{STANDING}share.png",
        f"{STANDING}share.png?after=2",
        "/de/aslms/2023-24/standings/gt-drivers/share.png",
        f"{RESULT}share.png",
        f"{RESULT}revisions/1/share.png",
    ],
)
def test_pictures_are_made_of_what_is_published(client, aslms, picture):
    response = client.get(picture)

    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_whoever_has_the_picture_is_not_sent_it_again(client, aslms):
    first = client.get(f"{STANDING}share.png")

    again = client.get(f"{STANDING}share.png", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert "public" in first["Cache-Control"]


def test_another_table_and_another_language_are_another_picture(client, aslms):
    pictures = {
        client.get(address)["ETag"]
        for address in (
            f"{STANDING}share.png",
            f"{STANDING}share.png?after=2",
            f"/fr{STANDING}share.png",
        )
    }

    assert len(pictures) == 3


@pytest.mark.parametrize("shared", [f"{STANDING}share.png", f"{RESULT}share.png", STANDING])
def test_nothing_of_a_hidden_season_is_shared(client, aslms, shared):
    aslms.is_public = False
    aslms.save()

    response = client.get(shared)

    assert response.status_code == 404
    assert "CrowdStrike" not in response.content.decode()


def test_before_anything_is_published_there_is_no_picture(client, aslms):
    assert client.get(f"{STANDING}share.png?after=9").status_code == 404
    assert client.get(f"{RESULT}revisions/9/share.png").status_code == 404


def test_a_reader_behind_the_shield_gets_the_picture_of_that_day(client, aslms):
    whole = client.get(f"{STANDING}share.png")["ETag"]

    client.cookies["results_until"] = "2023-12-03"

    assert client.get(f"{STANDING}share.png")["ETag"] != whole


@pytest.mark.parametrize(
    ("picture", "queries"), [(f"{STANDING}share.png", 6), (f"{RESULT}share.png", 7)]
)
def test_a_picture_costs_few_queries(client, aslms, django_assert_num_queries, picture, queries):
    with django_assert_num_queries(queries):
        client.get(picture)
