"""Readers who have not seen the last races choose after which event nothing is told."""

import pytest

from championship.spoilers import COOKIE, seen_until
from tests.factories import ArticleFactory, EventFactory

from .html import Page

pytestmark = pytest.mark.django_db
SEASON = "/aslms/2023-24"
SEPANG = "2023-12-03"


@pytest.fixture
def after_sepang(client, aslms):
    """A reader who has seen Sepang, and nothing since."""
    client.cookies[COOKIE] = SEPANG
    return client


def test_choice_is_kept_and_leads_back(client):
    response = client.post("/spoilers/", {"until": SEPANG, "next": f"{SEASON}/"})

    assert response["Location"] == f"{SEASON}/"
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (SEPANG, True, "Lax")


def test_everything_is_shown_again(after_sepang):
    response = after_sepang.post("/spoilers/", {"until": "", "next": "/"})

    assert response.cookies[COOKIE].value == ""
    assert response.cookies[COOKIE]["max-age"] == 0


@pytest.mark.parametrize("until", ["yesterday", "2023-13-45", "\x00", "9" * 5000])
def test_day_that_is_none_hides_nothing(client, until):
    response = client.post("/spoilers/", {"until": until})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert response.cookies[COOKIE].value == ""


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:x"])
def test_form_leads_to_this_site_only(client, address):
    assert client.post("/spoilers/", {"until": SEPANG, "next": address})["Location"] == "/"


def test_another_site_cannot_choose(client):
    response = client.post(
        "/spoilers/", {"until": SEPANG}, headers={"Origin": "https://example.org"}
    )

    assert response.status_code == 403


def test_events_of_public_seasons_can_be_chosen(client):
    EventFactory(name="Open", ends_on="2024-05-05", starts_on="2024-05-04")
    EventFactory(name="Secret", season__is_public=False)

    words = Page(client.get("/spoilers/")).text

    assert "Open, 5 May 2024" in words
    assert "Secret" not in words


def test_standings_are_those_after_the_event(after_sepang):
    page = Page(after_sepang.get(f"{SEASON}/standings/gt-teams/"))

    assert "after round 2 of 5" in page.text
    assert "Results after 3 Dec 2023 are hidden" in page.text


def test_later_table_is_not_there(after_sepang):
    assert after_sepang.get(f"{SEASON}/standings/gt-teams/?after=5").status_code == 404


def test_later_result_is_not_shown_nor_its_revisions(after_sepang):
    page = after_sepang.get(f"{SEASON}/results/abu-dhabi-race-2/")

    assert page.status_code == 200
    assert "Pure Rxcing" not in page.content.decode()
    assert after_sepang.get(f"{SEASON}/results/abu-dhabi-race-2/revisions/2/").status_code == 404


@pytest.mark.parametrize("page", ["results/abu-dhabi-race-2/", "events/abu-dhabi/"])
def test_page_says_that_it_hides_and_not_that_nothing_is_known(after_sepang, page):
    words = Page(after_sepang.get(f"{SEASON}/{page}")).text

    assert "Hidden until you have seen it" in words
    assert "not known" not in words


def test_results_of_the_season_name_what_is_hidden(after_sepang):
    rows = Page(after_sepang.get(f"{SEASON}/results/")).tables()[0]

    assert sum("hidden" in row for row in rows) == 3  # one race of Dubai, two of Abu Dhabi


@pytest.mark.parametrize("page", ["events/sepang/", "results/sepang-race-1/"])
def test_results_can_be_hidden_where_an_event_is_read(client, aslms, page):
    address = f"{SEASON}/{page}"
    switch = next(form for form in Page(client.get(address)).main.find("form"))
    button = next(switch.find("button"))

    given = {one.attrs["name"]: one.attrs["value"] for one in switch.find("input", "button")}

    assert button.seen == "Hide results after this event"
    assert given == {"next": address, "until": SEPANG}


def test_event_that_is_hidden_offers_to_be_seen(after_sepang):
    words = Page(after_sepang.get(f"{SEASON}/events/abu-dhabi/")).text

    assert "Show results up to this event" in words


def test_home_of_a_season_offers_its_events(client, aslms):
    chosen = [one.seen for one in Page(client.get(f"{SEASON}/")).main.find("option")]

    assert chosen == ["Sepang", "Dubai", "Abu Dhabi"]


def test_awards_are_as_they_stood(after_sepang):
    words = Page(after_sepang.get(f"{SEASON}/awards/")).text

    assert "99 Racing 10 points ahead" in words
    assert "Confirmed" not in words


def test_driver_has_won_what_was_won_until_then(after_sepang):
    words = Page(after_sepang.get("/drivers/joel-sturm/")).text

    assert "Wins 1" in words


def test_article_that_tells_results_is_left_out(client):
    ArticleFactory(title="Who won", language="en", tells_results=True)
    ArticleFactory(title="The calendar", language="en", tells_results=False)
    client.cookies[COOKIE] = SEPANG

    words = Page(client.get("/news/")).text

    assert "The calendar" in words
    assert "Who won" not in words


def test_staff_pages_are_never_shielded(admin_client, aslms):
    admin_client.cookies[COOKIE] = SEPANG

    assert "Abu Dhabi" in admin_client.get("/admin/championship/classification/").content.decode()


def test_next_reader_is_not_shielded(after_sepang):
    after_sepang.get("/")

    assert seen_until() is None
