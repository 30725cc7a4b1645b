"""A real browser on a real server, for whole tasks."""

import os
import shutil

import pytest

from championship.workflows.season_pack import load_season_pack

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium, headless, for the whole run."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    # Playwright runs an event loop in this thread, and Django must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db, aslms_pack, live_server):
    """The address of a server with the season 2023/24."""
    load_season_pack(aslms_pack)
    return live_server.url


@pytest.fixture
def open_browser(chromium):
    """open_browser(width=390, color_scheme="dark"): a page that tells its script errors."""
    contexts = []

    def open_page(*, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.script_errors = []
        page.on("pageerror", lambda error: page.script_errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
