"""Articles and their pictures, into a database and back."""

import copy
import json
from base64 import b64encode

import pytest

from championship.exports.season_pack import dump_season_pack, write_season_pack
from championship.models import Article, Season, StoredFile
from championship.workflows.season_pack import PackRefused, load_season_pack
from tests.documents import PDF, picture

pytestmark = pytest.mark.django_db

GRID = {"id": "grid", "name": "grid.png", "content": b64encode(picture()).decode()}
OTHER = {"id": "grid/2", "name": "grid.png", "content": b64encode(picture(size=(5, 5))).decode()}


def article(language="en", **more):
    return {"slug": "rain", "language": language, "title": "Rain", "text": "It rained.", **more}


@pytest.fixture
def pack():
    """The smallest season, with a team and a driver to speak of."""
    return {
        "format": "pitboard-season-pack",
        "version": 1,
        "series": {"slug": "club", "name": "Club Endurance"},
        "season": {
            "slug": "2025",
            "name": "2025",
            "starts_on": "2025-05-01",
            "ends_on": "2025-09-30",
            "is_public": True,
        },
        "teams": [{"slug": "red-barn", "name": "Red Barn Racing"}],
        "drivers": [{"slug": "an-example", "given_name": "An", "family_name": "Example"}],
    }


@pytest.fixture
def told(pack):
    """The same with an article in two languages, and one about the series alone."""
    shows = {"picture": "grid", "picture_text": "A grid.", "picture_credit": "Ann"}
    about = {"teams": ["red-barn"], "drivers": ["an-example"]}
    rain = {"author": "Ann", "published_at": "2025-05-02T10:00:00Z", "tells_results": False}
    alone = {"slug": "series", "language": "en", "title": "Series", "text": "It is.", **about}
    pack["pictures"] = [GRID, OTHER]
    pack["articles"] = [
        article("en", **rain, **shows, **about),
        article("fr", **rain, **shows),
        alone | {"picture": "grid/2", "picture_text": "Another.", "about": "series"},
    ]
    return pack


def load(pack):
    return load_season_pack(copy.deepcopy(pack))


def dumped():
    return json.loads(write_season_pack(Season.objects.select_related("series").get()))


def test_what_was_loaded_is_dumped(told):
    load(told)

    again = dumped()
    assert {key: again[key] for key in ("pictures", "articles")} == {
        key: told[key] for key in ("pictures", "articles")
    }


def test_loading_again_writes_nothing(told):
    load(told)

    assert not load(told)


def test_dump_into_an_empty_database_gives_the_same_dump(told):
    load(told)
    first = dumped()
    Article.objects.all().delete()
    StoredFile.objects.all().delete()

    load(first)

    assert dumped() == first


def test_two_languages_share_a_picture(told):
    load(told)

    english, french = Article.objects.filter(slug="rain")
    assert english.picture == french.picture
    assert (english.picture.width, english.picture.height) == (4, 3)


def test_another_picture_takes_the_place_of_the_first(told):
    load(told)
    for each in told["articles"][:2]:
        each["picture"] = "grid/2"
    told["pictures"] = [OTHER]

    load(told)

    assert StoredFile.objects.get().width == 5


def test_article_without_its_picture_lets_go_of_it(told):
    load(told)
    for each in told["articles"]:
        del each["picture"]

    load(told)

    assert not StoredFile.objects.exists()


def test_article_of_the_season_is_of_its_series_too(told):
    load(told)

    season = Season.objects.get()
    stored = Article.objects.values_list("slug", "series", "season").distinct().order_by("slug")
    assert list(stored) == [
        ("rain", season.series_id, season.pk),
        ("series", season.series_id, None),
    ]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            {"content": b64encode(PDF).decode()},
            "$.pictures[0].content: “grid.png” is not a picture (PNG, JPEG or WebP).",
        ),
        ({"name": "grid.exe"}, '$.pictures[0].name: "grid.exe" has to be “grid.png”.'),
    ],
)
def test_what_is_no_picture_is_refused_with_its_place(told, change, text):
    told["pictures"][0] = GRID | change

    with pytest.raises(PackRefused) as refused:
        load(told)

    assert [str(problem) for problem in refused.value.problems] == [text]
    assert not Article.objects.exists()


def test_article_about_no_series_is_in_no_pack(pack):
    load(pack)
    Article.objects.create(slug="site", title="New site", text="It is new.")

    assert "articles" not in dump_season_pack(Season.objects.get())
