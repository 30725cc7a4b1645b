"""What pages say of themselves to programs: JSON-LD, canonical addresses, links to feeds."""

import json
from urllib.parse import urlsplit

import pytest

from championship.models import Event
from championship.templatetags.linked_data import as_script
from tests.factories import ArticleFactory, CircuitFactory, EventFactory

from .html import Page

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
SEPANG = "/aslms/2023-24/events/sepang/"


def data_of(page):
    """What a page says of itself, by its type."""
    scripts = page.root.find("script")
    data = [node for node in scripts if node.attrs.get("type") == "application/ld+json"]
    found = [json.loads(node.children[0]) for node in data]
    return {data["@type"]: data for data in found}


def heads_of(client, address):
    """The links in the head of a page: relation, and what tells it from others, to address."""
    links = Page(client.get(address)).root.find("link")
    return {
        (link.attrs["rel"], link.attrs.get("hreflang", "")): link.attrs["href"]
        for link in links
        if link.attrs["rel"] == "canonical" or "hreflang" in link.attrs
    }


def test_event_says_where_and_when_it_is(client, aslms):
    event = data_of(Page(client.get(SEPANG)))["SportsEvent"]

    assert (event["name"], event["url"]) == ("4 Hours of Sepang", SITE + SEPANG)
    assert (event["startDate"], event["endDate"]) == ("2023-12-01", "2023-12-03")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["superEvent"]["name"] == "Asian Le Mans Series 2023/24"
    assert event["location"]["name"] == "Sepang International Circuit"
    assert event["location"]["address"]["addressCountry"] == "MY"


def test_event_names_its_races_with_their_moments(client, aslms):
    races = data_of(Page(client.get(SEPANG)))["SportsEvent"]["subEvent"]

    assert [(race["name"], race["startDate"], race["duration"]) for race in races] == [
        ("Race 1", "2023-12-02T14:00:00+08:00", "PT240M"),
        ("Race 2", "2023-12-03T14:00:00+08:00", "PT240M"),
    ]


@pytest.mark.parametrize(
    ("status", "word"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")]
)
def test_event_that_does_not_take_place_says_so(client, aslms, status, word):
    Event.objects.filter(slug="sepang").update(status=status)

    event = data_of(Page(client.get(SEPANG)))["SportsEvent"]

    assert {event["eventStatus"], *(race["eventStatus"] for race in event["subEvent"])} == {
        f"https://schema.org/{word}"
    }


def test_place_on_the_map_is_said_where_it_is_known(client):
    event = EventFactory(circuit=CircuitFactory(latitude="50.437222", longitude="5.971389"))

    place = data_of(Page(client.get(event.get_absolute_url())))["SportsEvent"]["location"]

    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 50.437222, "longitude": 5.971389}


def test_page_says_the_way_to_it(client, aslms):
    way = data_of(Page(client.get(f"/de{SEPANG}")))["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"], urlsplit(step["item"]).path) for step in way] == [
        (1, "Asian Le Mans Series 2023/24", "/de/aslms/2023-24/"),
        (2, "Kalender", "/de/aslms/2023-24/calendar/"),
    ]


def test_name_can_not_break_out_of_the_data(client):
    name = "</script><script>alert(1)</script><!-- & Söhne"
    event = EventFactory(name=name)

    response = client.get(event.get_absolute_url())

    assert data_of(Page(response))["SportsEvent"]["name"] == name
    assert "<script>alert" not in response.content.decode()


def test_escaped_data_are_the_same_data():
    data = {"name": "<&>\u2028\u2029 Nürburgring"}
    opened, _mark, rest = as_script(data).partition(">")

    assert opened == '<script type="application/ld+json"'
    assert json.loads(rest.removesuffix("</script>")) == data


def test_page_names_its_own_address_and_those_in_other_languages(client, aslms):
    assert heads_of(client, f"/fr{SEPANG}") == {
        ("canonical", ""): f"{SITE}/fr{SEPANG}",
        ("alternate", "en"): SITE + SEPANG,
        ("alternate", "fr"): f"{SITE}/fr{SEPANG}",
        ("alternate", "de"): f"{SITE}/de{SEPANG}",
        ("alternate", "x-default"): SITE + SEPANG,
    }


@pytest.mark.parametrize(
    ("asked", "at_home"),
    [
        ("/aslms/2023-24/standings/lmp2-teams/?after=2", "/aslms/2023-24/standings/lmp2-teams/"),
        ("/news/?page=2&utm_source=x", "/news/?page=2"),
        ("/news/?page=1", "/news/"),
        ("/news/?page=last", "/news/"),
    ],
)
def test_question_that_only_chooses_a_view_is_not_part_of_the_address(
    client, aslms, asked, at_home
):
    assert heads_of(client, asked)["canonical", ""] == SITE + at_home


def test_article_is_at_home_in_the_language_in_which_it_is_shown(client):
    for language in ("en", "de"):
        ArticleFactory(slug="title", language=language)

    links = heads_of(client, "/fr/news/title/")

    assert links["canonical", ""] == f"{SITE}/news/title/"
    assert sorted(code for _rel, code in links) == ["", "de", "en", "x-default"]


def test_page_that_is_not_there_has_no_address(client):
    assert heads_of(client, "/aslms/1999/") == {}


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("/", ["/feeds/news/", "/feeds/aslms/2023-24/news/"]),
        (
            "/aslms/2023-24/results/",
            [
                "/feeds/news/",
                "/feeds/aslms/2023-24/news/",
                "/feeds/aslms/2023-24/results/",
                "/feeds/aslms/2023-24/notices/",
            ],
        ),
        (
            SEPANG,
            [
                "/feeds/news/",
                "/feeds/aslms/2023-24/news/",
                "/feeds/aslms/2023-24/results/",
                "/feeds/aslms/2023-24/notices/",
                "/aslms/2023-24/calendar.ics",
            ],
        ),
    ],
)
def test_page_links_what_programs_can_follow_from_it(client, aslms, address, followed):
    links = Page(client.get(address)).root.find("link")

    named = [
        link.attrs["href"]
        for link in links
        if link.attrs["rel"] == "alternate" and "type" in link.attrs
    ]
    assert [href for href in named if "2023-24" in address or "news" in href] == followed


def test_calendar_offers_each_kind_of_session_to_subscribe_to(client, aslms):
    links = Page(client.get("/aslms/2023-24/calendar/")).links()

    assert links["All sessions"] == "/aslms/2023-24/calendar.ics"
    assert links["Race"] == "/aslms/2023-24/calendar.ics?only=race"
    assert links["Asian Le Mans Series, with the coming seasons"] == "/aslms/calendar.ics"
    assert "Sprint race" not in links
