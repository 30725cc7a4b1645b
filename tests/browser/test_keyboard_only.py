"""A visitor without a mouse: the first key leads past the menu, all else is reached in order."""

import pytest

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"
FOCUSED = """
    () => {
        const part = document.activeElement
        const {outlineStyle, boxShadow} = getComputedStyle(part)
        return {
            name: (part.getAttribute('aria-label') ?? part.innerText ?? '').trim(),
            tag: part.tagName.toLowerCase(),
            marked: outlineStyle !== 'none' || boxShadow !== 'none',
            inMain: Boolean(part.closest('main')),
        }
    }
"""


def press(page, key, *, until, at_most=60):
    """Press the key until what has the focus is as wanted; what had it on the way."""
    passed = []
    while len(passed) < at_most:
        page.keyboard.press(key)
        passed.append(page.evaluate(FOCUSED))
        if until(passed[-1]):
            return passed
    raise AssertionError([part["name"] for part in passed])


def on(words):
    return lambda part: part["name"] == words


@pytest.fixture
def page(demo, open_browser):
    """The home page."""
    page = open_browser()
    page.goto(f"{demo}/")
    return page


def test_the_first_key_leads_past_the_menu(page):
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Skip to content"

    page.keyboard.press("Enter")

    assert press(page, "Tab", until=lambda part: True)[0]["inMain"]


def test_whatever_has_the_focus_shows_it(page):
    passed = press(page, "Tab", until=on("Staff"), at_most=150)

    assert [part for part in passed if not part["marked"]] == []


def test_from_the_menu_to_a_table_and_why_a_car_has_its_points(page, demo):
    press(page, "Tab", until=on("Standings"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo}{SEASON}/standings/")
    press(page, "Tab", until=lambda part: "LMP2 teams" in part["name"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/lmp2-teams/")
    press(page, "Tab", until=lambda part: "#4 CrowdStrike" in part["name"])
    page.keyboard.press("Enter")

    page.wait_for_url("**/why/4/")


def test_cars_of_a_country_are_chosen(page, demo):
    page.goto(f"{demo}{SEASON}/events/abu-dhabi/entries/")
    page.get_by_label("Team from").focus()

    page.keyboard.type("Germany")
    press(page, "Tab", until=on("Show"))
    page.keyboard.press("Enter")

    page.wait_for_url("**team_country=DE**")
    assert "of 42 cars" in page.locator("main").inner_text()
