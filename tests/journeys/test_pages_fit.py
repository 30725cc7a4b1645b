"""Every public page fits a phone and a wide screen, light and dark, without script errors."""

import pytest

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"
PAGES = [
    "/",
    "/series/",
    "/aslms/",
    f"{SEASON}/",
    f"{SEASON}/calendar/",
    f"{SEASON}/events/abu-dhabi/",
    f"{SEASON}/events/dubai/entries/",
    f"{SEASON}/entries/",
    f"{SEASON}/results/",
    f"{SEASON}/results/abu-dhabi-race-2/",
    f"{SEASON}/standings/",
    f"{SEASON}/standings/lmp2-teams/",
    f"{SEASON}/standings/gt-drivers/",
    f"{SEASON}/standings/lmp2-teams/why/4/",
    f"{SEASON}/standings/gt-drivers/why/anthony-liu/?after=4",
    f"{SEASON}/awards/",
    "/news/",
    "/nowhere/",
    f"/de{SEASON}/standings/gt-teams/",
    f"/de{SEASON}/standings/lmp3-teams/why/2/",
    f"/fr{SEASON}/results/sepang-race-1/",
]

WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > window.innerWidth"
TOO_SMALL_TO_TAP = """
    [...document.querySelectorAll('nav a, .joined a, button, input, select')]
        .filter(part => part.offsetParent !== null && part.getBoundingClientRect().height < 24)
        .map(part => part.textContent.trim())
"""


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light")])
def test_no_page_scrolls_sideways_or_fails_in_script(site, open_browser, width, scheme):
    page = open_browser(width=width, color_scheme=scheme)
    faults = {}
    for address in PAGES:
        page.goto(site + address)
        found = [page.evaluate(WIDER_THAN_THE_SCREEN), page.evaluate(TOO_SMALL_TO_TAP)]
        if any(found):
            faults[address] = found

    assert faults == {}
    assert page.script_errors == []


def test_the_keyboard_reaches_the_content_first(site, open_browser):
    page = open_browser()
    page.goto(f"{site}{SEASON}/standings/lmp2-teams/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    inside = "document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_everything_is_there_without_script(site, open_browser):
    page = open_browser(java_script_enabled=False)

    page.goto(f"{site}{SEASON}/standings/lmp2-teams/?after=3")

    assert "99 Racing" in page.locator("tbody tr").first.inner_text()
