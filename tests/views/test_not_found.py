"""Addresses that lead nowhere say so, and say what there is."""

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string

from championship.models import Season
from tests.factories import SeasonFactory, staff_with

from .addresses import PAGES, address
from .html import Page
from .worlds import parts

pytestmark = pytest.mark.django_db
OF_A_SEASON = [name for name in PAGES if "season" in PAGES[name]]
ODD = ["%00", "-1", "9" * 5000, "٣", "1e3", "lmp2%00", "' OR 1=1", "\N{PILE OF POO}", "../.."]


@pytest.mark.parametrize(
    ("path", "nearby"),
    [
        ("/nowhere/", {"All series": "/series/"}),
        ("/aslms/1999/", {"All series": "/series/"}),
        ("/aslms/2023-24/events/spa/", {"Calendar": "/aslms/2023-24/calendar/"}),
        (
            "/aslms/2023-24/events/spa/entries/",
            {
                "Entry list of the season": "/aslms/2023-24/entries/",
                "4 Hours of Sepang": "/aslms/2023-24/events/sepang/entries/",
                "4 Hours of Dubai": "/aslms/2023-24/events/dubai/entries/",
                "4 Hours of Abu Dhabi": "/aslms/2023-24/events/abu-dhabi/entries/",
            },
        ),
        (
            "/aslms/2023-24/events/sepang/notices/7/",
            {
                "Notice board": "/aslms/2023-24/events/sepang/notices/",
                "4 Hours of Sepang": "/aslms/2023-24/events/sepang/",
            },
        ),
        ("/aslms/2023-24/results/spa-race/", {"Results": "/aslms/2023-24/results/"}),
        (
            "/aslms/2023-24/results/dubai-race/revisions/2/",
            {
                "The newest result of this session": "/aslms/2023-24/results/dubai-race/",
                "Results": "/aslms/2023-24/results/",
            },
        ),
        ("/aslms/2023-24/standings/gt4/", {"All standings": "/aslms/2023-24/standings/"}),
        ("/news/never/", {"News": "/news/"}),
    ],
)
def test_wrong_address_names_what_is_nearby(client, aslms, path, nearby):
    response = client.get(path)

    assert response.status_code == 404
    assert Page(response).headings()[0] == (1, "Page not found There is nothing at this address")
    assert nearby.items() <= Page(response).links().items()


def test_address_that_no_page_could_have_is_answered_in_the_same_words(client, db):
    response = client.get("/what/is/this/")

    assert response.status_code == 404
    assert "There is nothing at this address" in Page(response).text


@pytest.mark.parametrize("name", OF_A_SEASON)
def test_season_that_is_not_public_is_not_there(client, worlds, name):
    Season.objects.update(is_public=False)

    assert client.get(address(name, **parts(worlds["small"]))).status_code == 404


@pytest.mark.parametrize("name", OF_A_SEASON)
def test_staff_see_a_season_before_it_is_public(client, worlds, name):
    Season.objects.update(is_public=False)
    client.force_login(staff_with())

    assert client.get(address(name, **parts(worlds["small"]))).status_code == 200


def test_season_that_is_not_public_says_so_to_staff(client):
    season = SeasonFactory(is_public=False)
    client.force_login(staff_with())

    head = Page(client.get(season.get_absolute_url())).root.find("header")

    assert f"{season.series} {season} Not public" in next(head).seen


def test_series_without_a_public_season_is_not_there(client):
    season = SeasonFactory(is_public=False)

    listed = client.get("/series/").text

    assert season.series.name not in listed
    assert client.get(f"/{season.series.slug}/").status_code == 404


@pytest.mark.parametrize("value", ["6", "0", "01", *ODD])
def test_table_after_a_round_that_never_was_is_not_there(client, aslms, value):
    response = client.get(f"/aslms/2023-24/standings/gt-teams/?after={value}")

    assert response.status_code == 404


@pytest.mark.parametrize("value", ["gt4", *ODD])
def test_result_of_a_class_that_never_was_is_not_there(client, aslms, value):
    response = client.get(f"/aslms/2023-24/results/dubai-race/?class={value}")

    assert response.status_code == 404


@pytest.mark.parametrize("value", ["", "0", *ODD])
def test_odd_page_of_the_news_is_the_nearest(client, db, value):
    assert client.get(f"/news/?page={value}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/aslms/2023-24/results/dubai-race/revisions/99999999999999999999999/",
        "/aslms/2023-24/results/dubai-race/revisions/0/",
        "/aslms/2023-24/results/%00/",
        "/aslms/2023-24/events/sepang/notices/%00/",
        "/aslms%00/2023-24/",
        "/news/%00/",
    ],
)
def test_odd_address_is_not_there(client, aslms, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name", [name for name in OF_A_SEASON if set(PAGES[name]) == {"series", "season"}]
)
def test_season_that_is_only_announced_has_its_pages(client, db, name):
    season = SeasonFactory()

    assert client.get(address(name, **parts(season))).status_code == 200


def test_page_for_our_own_faults_stands_alone_in_three_languages():
    page = Page(HttpResponse(render_to_string("500.html")))

    assert page.faults == []
    assert [words for _level, words in page.headings()] == [
        "Something went wrong",
        "Une erreur est survenue",
        "Etwas ist schiefgegangen",
    ]
