"""Every public page fits a phone and a wide screen, light and dark, without script errors."""

import pytest

from championship.models import Championship
from tests.factories import DriverFactory, SeasonFactory
from tests.queries.racing import car_of, championship, run

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"
PAGES = [
    "/",
    "/series/",
    "/aslms/",
    f"{SEASON}/",
    f"{SEASON}/calendar/",
    f"{SEASON}/events/abu-dhabi/",
    f"{SEASON}/events/abu-dhabi/notices/",
    f"{SEASON}/events/dubai/entries/",
    f"{SEASON}/events/abu-dhabi/entries/?team_country=DE&q=motorsport",
    f"{SEASON}/entries/",
    f"{SEASON}/entries/revisions/2/",
    f"{SEASON}/entries/revisions/3/print/",
    f"{SEASON}/entries/changes/2..3/",
    f"/de{SEASON}/entries/changes/",
    f"{SEASON}/results/",
    f"{SEASON}/results/abu-dhabi-race-2/",
    f"{SEASON}/results/abu-dhabi-race-2/?by=class",
    f"{SEASON}/results/abu-dhabi-race-2/print/",
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


@pytest.fixture
def long_table(transactional_db, live_server):
    """A drivers' table of many rounds, where somebody with a long name drove many cars."""
    season = SeasonFactory(slug="2024", series__slug="cup")
    title = championship(season=season, recipient=Championship.Recipient.DRIVER)
    driver = DriverFactory(given_name="Maximiliano Sebastián", family_name="Wolfeschlegelstein")
    for number in range(10):
        car = car_of(title, number=f"{number}01")
        run(title, car, crews={car: [driver]})
    return f"{live_server.url}/cup/2024/standings/title/"


# In whole pixels: the edges of the table, of rank, name and total, and what spills from the name.
EDGES_WHEN_SCROLLED = """
    () => {
        const region = document.querySelector('.table-scroll')
        region.scrollLeft = 200
        const parts = ['place', 'team', 'points'].map(
            part => document.querySelector(`tbody .col-${part}`)
        )
        const edges = [region, ...parts].map(part => part.getBoundingClientRect())
        const spilt = parts[1].scrollWidth - parts[1].clientWidth
        return [...edges.flatMap(edge => [edge.left, edge.right]), region.scrollLeft, spilt]
            .map(Math.round)
    }
"""


@pytest.mark.parametrize("width", [320, 390, 700])
def test_rank_name_and_total_stay_while_the_rounds_scroll(long_table, open_browser, width):
    page = open_browser(width=width)
    page.goto(long_table)

    (
        left,
        right,
        rank_left,
        rank_right,
        name_left,
        name_right,
        total_left,
        total_right,
        *scroll,
    ) = page.evaluate(EDGES_WHEN_SCROLLED)
    assert scroll == [200, 0]
    edges = [left, rank_left, rank_right, name_left, name_right, total_left, total_right, right]
    assert edges == sorted(edges)
