"""Everything is there without script, in every language."""

import pytest

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"


@pytest.fixture
def page(demo, open_browser):
    """The home page in a browser without script, on a phone."""
    page = open_browser(width=390, java_script_enabled=False)
    page.goto(f"{demo}/")
    return page


def test_results_and_standings_are_read(page):
    page.get_by_role("link", name="Standings", exact=True).first.click()
    page.get_by_role("link", name="LMP2 teams").first.click()
    page.get_by_role("link", name="3", exact=True).click()

    assert "99 Racing" in page.locator("tbody tr").first.inner_text()


def test_cars_of_a_country_are_chosen(page, demo):
    page.goto(f"{demo}{SEASON}/events/abu-dhabi/entries/")

    page.get_by_label("Team from").select_option("DE")
    page.get_by_role("button", name="Show", exact=True).click()

    assert "10 of 42 cars." in page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "code"), [("Français", "fr"), ("Deutsch", "de")])
def test_another_language_keeps_the_page(page, demo, language, code):
    page.goto(f"{demo}{SEASON}/entries/")

    page.get_by_role("link", name=language, exact=True).click()

    assert page.url == f"{demo}/{code}{SEASON}/entries/"
    assert page.locator("html").get_attribute("lang") == code
