"""A real browser on a real server, for whole tasks."""

import os
import shutil

import pytest

from championship.workflows.season_pack import load_season_pack
from tests.browser import demo as shipped
from tests.conftest import BROWSER_MISSING

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# No process held ready for a page that never comes: one is begun for each that is opened, and
# takes longer than most tests. A list of our own takes the place of playwright's, whose names
# that matter here are said again.
SWITCHED_OFF = [
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    f"--disable-features={','.join(SWITCHED_OFF)}",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium, headless, for the whole run; REQUIRE_BROWSER fails where there is none."""
    if CHROMIUM is None:
        refuse = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
        refuse(BROWSER_MISSING)
    sync_api = pytest.importorskip("playwright.sync_api")
    # Playwright runs an event loop in this thread, and Django must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _demo_folder(tmp_path_factory):
    """One folder for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def demo(chromium, _demo_folder):
    """The address of a server with every shipped season, only to be read."""
    with shipped.served(_demo_folder) as address:
        yield address


@pytest.fixture(scope="session")
def demo_pages(demo, _demo_folder):
    """Of every kind of public page the address that a visitor of the demo meets first."""
    return shipped.addresses(demo, _demo_folder)


@pytest.fixture
def site(transactional_db, aslms_pack, live_server):
    """The address of a server with the season 2023/24, for a test that changes it."""
    load_season_pack(aslms_pack)
    return live_server.url


def wait_after_clicks(page):
    """A click that leads to another page returns when that page is there."""
    click = page.click

    def click_and_wait(selector, **options):
        click(selector, **options)
        page.wait_for_load_state()

    page.click = click_and_wait


@pytest.fixture
def open_browser(chromium):
    """open_browser(width=390, color_scheme="dark"): a page that tells its script errors."""
    contexts = []

    def open_page(*, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        wait_after_clicks(page)
        page.script_errors = []
        page.on("pageerror", lambda error: page.script_errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
