"""The search page: what is typed, what is found, and where it leads."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from .html import Page

SEARCH = "/search/"


def page_of(client, typed, address=SEARCH):
    return Page(client.get(address, {"q": typed}))


def test_second_proton_is_named_with_its_crew(client, aslms):
    page = page_of(client, "proton")

    assert "Proton Competition" in page.text
    assert "LMP2 · Roda · Andlauer · Binder" in page.text
    assert "LMP2 · Hyett · Tincknell · Chatin" in page.text
    assert page.links()["Proton Competition"] == "/teams/proton-competition/"


@pytest.mark.parametrize(
    ("typed", "words", "address"),
    [
        ("joel sturm", "Joel Sturm", "/drivers/joel-sturm/"),
        ("#91", "#91 Pure Rxcing", "/teams/pure-rxcing/"),
        ("sepang", "4 Hours of Sepang", "/aslms/2023-24/events/sepang/"),
        ("yas", "Yas Marina Circuit", "/circuits/yas-marina/"),
        ("gt drivers", "GT drivers", "/aslms/2023-24/standings/gt-drivers/"),
        ("asian le mans", "Asian Le Mans Series 2023/24", "/aslms/2023-24/"),
        ("aco ouest", "Automobile Club de l'Ouest", "/organisations/aco/"),
    ],
)
def test_hits_lead_to_their_pages(client, aslms, typed, words, address):
    links = page_of(client, typed).links()

    assert links[words] == address


def test_number_of_hits_is_said_of_each_kind(client, aslms):
    assert "Drivers 2 hits" in page_of(client, "bell").text


def test_nothing_found_gives_hints(client, aslms):
    text = page_of(client, "xyzzyx").text

    assert "Nothing found Fewer words find more." in text
    assert "You can search for drivers, teams, cars and their numbers" in text


def test_nothing_typed_says_what_can_be_searched(client, db):
    text = Page(client.get(SEARCH)).text

    assert "You can search for" in text
    assert "Nothing found" not in text


def test_names_that_are_nearly_the_same_are_called_so(client, aslms):
    text = page_of(client, "porche").text

    assert "Nothing is called exactly so." in text
    assert "Porsche 911 GT3 R (992)" in text


def test_search_is_kept_out_of_search_engines(client, db):
    assert '<meta name="robots" content="noindex">' in client.get(SEARCH).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_search_answers_in_every_language(client, aslms, language):
    with override(language):
        address = reverse("championship:search")

    assert "Joel Sturm" in page_of(client, "sturm", address).text


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "proton\x00",
        "x" * 10_000,
        "a " * 5_000,
        "🏁",
        "مرحبا",
        "\u202eproton",
        "%",
        "_",
        "'; --",
        "<script>alert(1)</script>",
        '" onfocus="x',
        "\ud7ff\ufdd0",
        "٣",
    ],
)
def test_whatever_is_typed_is_answered(client, db, typed):
    response = client.get(SEARCH, {"q": typed})

    assert response.status_code == 200
    assert Page(response).faults == []
    assert "<script>alert" not in response.content.decode()


def test_bytes_that_are_no_text_are_answered(client, db):
    assert client.get(f"{SEARCH}?q=%ff%fe").status_code == 200
