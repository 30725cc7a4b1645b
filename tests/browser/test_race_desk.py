"""The race desk in a browser: on a phone, without a script, with the keyboard."""

import re

import pytest
from django.contrib.auth.models import User

from tests.browser.screens import wider_than_the_screen
from tests.queries.desk_world import busy_event

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.fixture
def site(transactional_db, live_server):
    """The address of a server with an event that is on, and a head of the race desk."""
    busy_event()
    User.objects.create_superuser("head", password="at-the-desk")
    return live_server.url


def at_the_desk(page, site):
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("head")
    page.get_by_label("Password").fill("at-the-desk")
    page.get_by_role("button", name="Log in").click()
    page.locator("#user-tools").wait_for()
    page.wait_for_load_state()
    return page


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light")])
def test_the_desk_fits_the_screen(site, open_browser, width, scheme):
    page = at_the_desk(open_browser(width=width, color_scheme=scheme), site)

    assert page.get_by_role("heading", name="Provisional now").is_visible()
    assert wider_than_the_screen(page) is False
    assert page.script_errors == []


@pytest.mark.parametrize("width", [390, 1440])
def test_without_a_script_everything_is_there_but_the_filter(site, open_browser, width):
    page = at_the_desk(open_browser(width=width, java_script_enabled=False), site)

    lists = page.get_by_role("navigation", name="Sidebar")
    assert lists.get_by_role("link", name="Championships").first.is_visible()
    assert page.locator("#nav-filter").is_hidden()


def test_typing_leaves_only_the_lists_that_match(site, open_browser):
    page = at_the_desk(open_browser(), site)

    page.get_by_label("Filter navigation items").press_sequentially("agreement")

    expect(page.locator("#nav-sidebar th a:visible")).to_have_text(["Agreements"])


def test_the_time_here_stands_beside_that_of_the_circuit(site, open_browser):
    page = at_the_desk(open_browser(timezone_id="Asia/Tokyo"), site)

    page.locator("time[data-here]", has_text=re.compile(r" here$")).wait_for()


def test_the_checks_are_run_with_the_keyboard(site, open_browser):
    page = at_the_desk(open_browser(), site)

    page.get_by_role("button", name="Run the checks").press("Enter")

    assert page.get_by_text("1 championship was computed again").is_visible()
