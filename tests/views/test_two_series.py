"""The site with two real series beside each other."""

from collections import Counter

from django.urls import resolve

from .html import Page

# Of each kind of page so many are asked for: more of them say nothing new.
OF_A_KIND = 8


def links(response):
    """The addresses of the series that a page of the site links to."""
    found = Page(response).main.find("a")
    paths = (link.attrs["href"].partition("#")[0].partition("?")[0] for link in found)
    return {path for path in paths if path.startswith("/elms/")}


def test_every_page_that_the_second_season_leads_to_is_there(client, elms):
    kinds, waiting = Counter(), ["/elms/2023/"]
    for address in waiting:  # it grows on the way
        kinds[kind := resolve(address).url_name] += 1
        if kinds[kind] > OF_A_KIND:
            continue
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        if response["Content-Type"].startswith("text/html"):
            waiting += sorted(links(response) - {*waiting})

    assert {
        *(f"/elms/2023/events/{event.slug}/" for event in elms.events.all()),
        *(f"/elms/2023/results/{race.slug}/" for race in elms.sessions.races()),
        *(f"/elms/2023/standings/{title.slug}/" for title in elms.championships.all()),
    } <= {*waiting}


def test_the_list_of_series_and_the_home_page_name_both(client, aslms, elms):
    assert "AsLMS Asian Le Mans Series 2023/24 ELMS European Le Mans Series 2023" in (
        Page(client.get("/series/")).text
    )
    # Of two seasons that are over, the later one is what the home page is about.
    assert "Last results Asian Le Mans Series 2023/24" in Page(client.get("/")).text


def test_a_car_that_changed_class_after_its_list_stands_there_as_it_was_published(client, elms):
    aragon = Page(client.get("/elms/2023/events/aragon/entries/")).text

    assert "42 cars: 7 LMP2, 11 LMP2 Pro/Am, 12 LMP3, 12 LMGTE" in aragon
    assert "Car 23 changed class afterwards" in aragon
    assert "8 LMP2 and 10 LMP2 Pro/Am raced." in aragon


def test_the_page_of_the_season_says_why_the_overall_title_is_missing(client, elms):
    text = Page(client.get("/elms/2023/")).text

    assert "The overall title, which several reports give to car 25 of Algarve Pro Racing," in text
