"""What pages are made of, shown to staff."""

import pytest

from championship.colour import LIGHT_PAPER, contrast
from championship.styleguide import class_colours, colour_tokens
from tests.factories import CarClassFactory, SessionFactory

from .html import Page

CSS = """
:root {
  --paper: #fbf8f1;
  --board: #000;
  --s1: 0.25rem;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #121210;
  }
}
"""


def test_colours_are_read_from_the_stylesheet_in_both_themes():
    tones = [(token.name, token.light, token.dark) for token in colour_tokens(CSS)]

    assert tones == [("paper", "#fbf8f1", "#121210"), ("board", "#000000", "#000000")]


def test_colour_of_a_class_is_checked_by_its_least_contrast():
    [row] = class_colours([("LMP2", "lmp2", "#0A57A4")])

    assert row.text_light == contrast("#0A57A4", LIGHT_PAPER)
    assert row.is_readable


@pytest.mark.django_db
def test_visitor_meets_the_ordinary_page_for_what_is_not_there(client):
    response = client.get("/styleguide/")

    assert response.status_code == 404
    assert "Page not found" in Page(response).text


@pytest.mark.django_db
def test_staff_see_the_parts_with_the_classes_of_the_newest_season(admin_client):
    car_class = CarClassFactory(code="LMP2", colour="#0A57A4")
    SessionFactory(event__season=car_class.season, name="Warm-up")

    page = Page(admin_client.get("/styleguide/"))

    assert page.faults == []
    assert "LMP2 #0A57A4" in page.text
    assert "readable" in page.text
    assert "Warm-up" in page.text


@pytest.mark.django_db
def test_empty_site_has_a_styleguide_too(admin_client):
    page = Page(admin_client.get("/styleguide/"))

    assert "No class yet" in page.text
    assert "No timetable yet" in page.text
