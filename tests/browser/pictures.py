"""Pictures of the site for its documents: `make pictures` takes them of the demo that runs."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SEASON = "/aslms/2023-24"
WIDE, PHONE = (1280, 960), (390, 844)

# Name, address, size, theme.
PICTURES = [
    ("home", "/", WIDE, "light"),
    ("home-phone-dark", "/", PHONE, "dark"),
    ("calendar-phone", f"{SEASON}/calendar/", PHONE, "light"),
    ("entries", f"{SEASON}/events/abu-dhabi/entries/", WIDE, "light"),
    ("result-dark", f"{SEASON}/results/abu-dhabi-race-2/", WIDE, "dark"),
    ("standings", f"{SEASON}/standings/lmp2-teams/", WIDE, "light"),
    ("standings-phone", f"{SEASON}/standings/lmp2-teams/", PHONE, "light"),
    ("standings-fr-dark", f"/fr{SEASON}/standings/gt-teams/", WIDE, "dark"),
    ("driver", "/drivers/joel-sturm/", WIDE, "light"),
    ("article-de-phone", "/de/news/five-races-39-cars-two-invitations/", PHONE, "light"),
]


def take(browser, site, name, address, size, theme):
    """One picture of what is on the screen when a page has been opened."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site + address)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main(site):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for picture in PICTURES:
            take(browser, site, *picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
