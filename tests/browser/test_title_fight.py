"""Asking what if, on a phone: with script at once, without it by the button."""

import pytest

pytestmark = pytest.mark.browser

FIGHT = "/aslms/2023-24/standings/lmp2-teams/title-fight/?after=4"
RACE = "abu-dhabi-race-2"
SCENARIO = f"?after=4&{RACE}.4=9&{RACE}.99=1"


def choose(page, number, place):
    page.get_by_label(number, exact=False).first.select_option(place)


def test_a_choice_shows_at_once_what_would_be(demo, open_browser):
    page = open_browser(width=390)
    page.goto(demo + FIGHT)

    choose(page, "#4 CrowdStrike", "9")
    choose(page, "#99 99 Racing", "1")

    page.get_by_text("#99 99 Racing would be first").wait_for()
    assert page.url.endswith(SCENARIO)
    assert page.locator("#what-if-status").text_content() == "#99 99 Racing is champion."
    assert page.script_errors == []


def test_all_that_is_said_of_a_contender_can_be_read_on_a_phone(demo, open_browser):
    page = open_browser(width=390)
    page.goto(f"{demo}/de{FIGHT.replace('=4', '=3')}")

    boxes = page.locator(".fight tbody > tr > *").evaluate_all(
        "cells => cells.map(cell => cell.scrollWidth - cell.clientWidth)"
    )

    assert max(boxes) == 0


def test_two_cars_on_one_place_are_told_beside_their_fields(demo, open_browser):
    page = open_browser(width=390)
    page.goto(demo + FIGHT)

    choose(page, "#4 CrowdStrike", "1")
    choose(page, "#99 99 Racing", "1")

    page.get_by_text("Place 1 is taken by #4 too.").wait_for()
    choose(page, "#99 99 Racing", "2")
    page.get_by_role("heading", name="Then").wait_for()
    assert page.get_by_text("is taken by").count() == 0


def test_without_script_the_button_does_the_same(demo, open_browser):
    page = open_browser(width=390, java_script_enabled=False)
    page.goto(demo + FIGHT)
    choose(page, "#4 CrowdStrike", "9")
    choose(page, "#99 99 Racing", "1")

    page.get_by_role("button", name="Show what would be").click()

    assert page.url.split("#")[0].endswith(SCENARIO)
    assert page.get_by_text("#99 99 Racing would be first").is_visible()
