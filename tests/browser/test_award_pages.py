"""The pages of awards in a real browser: by keyboard, without script."""

import pytest

pytestmark = pytest.mark.browser

AWARDS = "/aslms/2023-24/awards/"


def test_a_reader_follows_an_invitation_without_script(demo, open_browser):
    page = open_browser(width=390, java_script_enabled=False)
    page.goto(demo + AWARDS)

    page.get_by_role("link", name="Pure Rxcing").first.click()
    page.get_by_role("link", name="24 Hours of Le Mans 2024").first.click()
    page.get_by_role("link", name="GT World Challenge Europe 2023").first.click()
    page.get_by_role("link", name="Agreement of ACO, ALMEM and SRO").first.click()

    assert page.url == f"{demo}/agreements/aco-almem-sro-2021/"
    assert "Pure Rxcing" in page.locator("main").inner_text()


def test_the_history_opens_by_keyboard(demo, open_browser):
    page = open_browser()
    page.goto(demo + AWARDS)
    history = page.locator("details.award-life").first

    history.locator("> summary").focus()
    page.keyboard.press("Enter")

    assert history.get_attribute("open") is None
