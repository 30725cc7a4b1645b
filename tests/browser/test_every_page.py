"""What holds for every public page, seen wide and on a phone.

A new page is covered when it has an address: the visitor finds it by following links.
"""

from urllib.request import urlopen

import pytest

from tests.browser.screens import (
    axe_faults,
    too_small_to_tap,
    wider_than_the_screen,
    with_text_twice_as_large,
    words_cut,
)
from tests.browser.visit import Visit, window
from tests.views.addresses import HTML

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"
# The same pages in other states than that in which a visitor meets them first.
STATES = [
    "/nowhere/",
    f"{SEASON}/events/abu-dhabi/entries/?team_country=DE&q=motorsport",
    f"{SEASON}/results/abu-dhabi-race-2/?by=class",
    f"{SEASON}/results/abu-dhabi-race-2/revisions/1/",
    f"{SEASON}/standings/gt-drivers/?after=4",
    f"{SEASON}/standings/gt-drivers/why/anthony-liu/?after=4",
    "/gtwc-asia/2023/standings/asia-combined-gt-teams/progress/",
    f"{SEASON}/standings/lmp2-teams/title-fight/?after=4&abu-dhabi-race-2.4=9",
    f"{SEASON}/awards/?after=3",
    f"{SEASON}/awards/?after=5&revision=1",
    "/elms/2023/standings/",
    "/gtwc-asia/2023/standings/",
]
WIDE, PHONE, NARROWEST = 1440, 360, 320


@pytest.fixture(scope="module", params=[*HTML, *STATES])
def address(request, demo_pages):
    """Every kind of public page in turn, each at one address."""
    if request.param.startswith("/"):
        return request.param
    assert request.param in demo_pages, "no page leads there"
    return demo_pages[request.param]


@pytest.fixture(scope="module")
def desk(chromium):
    """A window on a desk for one page after the other."""
    with window(chromium, width=WIDE) as page:
        yield page


@pytest.fixture(scope="module")
def pocket(chromium):
    """A window as small as that of a small phone."""
    with window(chromium, width=PHONE) as page:
        yield page


@pytest.fixture(scope="module")
def wide(desk, demo, address):
    """The page on a desk, in daylight."""
    visit = Visit(desk, demo, address, color_scheme="light")
    yield visit
    visit.leave()


@pytest.fixture(scope="module")
def phone(pocket, demo, address):
    """The page on a small phone, in the dark."""
    visit = Visit(pocket, demo, address, color_scheme="dark")
    yield visit
    visit.leave()


def test_axe_finds_nothing_on_a_wide_screen(wide):
    assert axe_faults(wide.page) == []


def test_axe_finds_nothing_on_a_phone(phone):
    assert axe_faults(phone.page) == []


def test_page_says_nothing_in_the_console(wide, phone, address):
    expected = ["status of 404"] if address == "/nowhere/" else []

    said = [*wide.complaints, *phone.complaints]
    assert [words for words in said if not any(part in words for part in expected)] == []


def test_nothing_is_asked_of_another_site(wide):
    assert wide.asked_elsewhere == []


def test_nothing_moves_while_the_page_loads(wide, phone):
    assert (wide.shift, phone.shift) == (0, 0)


def test_page_is_light(wide):
    css, script = wide.compressed("stylesheet"), wide.compressed("script")

    assert css <= 15_000
    assert script <= 10_000
    assert css + script + wide.bytes_of("document") <= 100_000
    assert len(wide.paths) <= 6, wide.paths


def test_standings_of_25_cars_and_5_rounds_are_at_most_40_kilobytes(demo):
    with urlopen(f"{demo}{SEASON}/standings/gt-teams/") as response:
        page = response.read()

    assert page.count(b"<tr") >= 25
    assert len(page) <= 40_000


def test_nothing_scrolls_sideways_or_is_cut(wide, phone):
    for visit in (wide, phone):
        assert not wider_than_the_screen(visit.page)
        assert words_cut(visit.page) == []


def test_text_of_double_size_fits(wide):
    assert not with_text_twice_as_large(wide.page, wider_than_the_screen)
    assert with_text_twice_as_large(wide.page, words_cut) == []


@pytest.mark.parametrize("width", [WIDE // 2, NARROWEST])
def test_page_fits_at_twice_and_four_times_the_size(wide, width):
    wide.page.set_viewport_size({"width": width, "height": 450})

    try:
        assert not wider_than_the_screen(wide.page)
        assert words_cut(wide.page) == []
    finally:
        wide.page.set_viewport_size({"width": WIDE, "height": 900})


def test_everything_is_large_enough_to_tap(phone):
    assert too_small_to_tap(phone.page) == []


@pytest.mark.parametrize("language", ["fr", "de"])
def test_page_fits_a_phone_in_other_languages(phone, demo, address, language):
    page = phone.page

    page.goto(f"{demo}/{language}{address}")

    assert page.evaluate("document.documentElement.lang") == language
    assert not wider_than_the_screen(page)
    assert words_cut(page) == []
