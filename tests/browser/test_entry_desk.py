"""From three applications to a published list and the next one, as somebody new would do it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.browser.screens import wider_than_the_screen
from tests.factories import (
    CarClassFactory,
    CarFactory,
    DriverFactory,
    EntryFactory,
    EventFactory,
    SeasonFactory,
    TeamFactory,
)

pytestmark = pytest.mark.browser

TEAMS = ["Proton Competition", "Nielsen Racing", "COOL Racing"]


@pytest.fixture
def season(transactional_db):
    """A season with one class, a coming event, and everybody who will apply."""
    today = timezone.localdate()
    season = SeasonFactory(
        name="2024",
        slug="2024",
        series__slug="cup",
        starts_on=today - timedelta(30),
        ends_on=today + timedelta(90),
    )
    CarClassFactory(season=season, code="LMP2", slug="lmp2")
    day = today + timedelta(30)
    EventFactory(season=season, name="4 Hours of Dubai", starts_on=day, ends_on=day)
    CarFactory(name="07")
    for team, family_name in zip(TEAMS, ["Roda", "Loggie", "Coigny"], strict=True):
        TeamFactory(name=team)
        DriverFactory(family_name=family_name)
    return season


@pytest.fixture
def desk(season, live_server, open_browser):
    """The page of the season, with somebody signed in."""
    get_user_model().objects.create_superuser("secretary", password="race control")
    page = open_browser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/championship/season/{season.pk}/change/")
    page.fill("#id_username", "secretary")
    page.fill("#id_password", "race control")
    page.click("input[type=submit]")
    return page


def choose(page, field, words):
    page.click(f"{field} .select2-selection")
    page.keyboard.type(words)
    page.click(f".select2-results__option:has-text('{words}')")


def apply_for(page, number, team, driver, *, then):
    page.fill("#id_number", number)
    choose(page, ".field-car_class", "LMP2")
    choose(page, ".field-team", team)
    choose(page, ".field-car", "07")
    page.click("text=Add another Seat in the crew")
    choose(page, "#crew-0", driver)
    page.click(f"input[name={then}] >> nth=0")


def tick(page, action, *numbers):
    for number in numbers:
        page.check(f"[aria-label='Choose #{number}']")
    page.click(f"button:text-is('{action}')")


def publish(page, state):
    page.click("a:text-is('Publish list')")
    page.check(f"input[value={state}]")
    page.click("input[value='Publish list']")


def said(page):
    return page.locator(".messagelist li").all_inner_texts()


def receive_three(page):
    page.click("text=Entry desk")
    page.click("a:text-is('Add entry')")
    apply_for(page, "22", "Proton Competition", "Roda", then="_addanother")
    apply_for(page, "24", "Nielsen Racing", "Loggie", then="_addanother")
    apply_for(page, "47", "COOL Racing", "Coigny", then="_save")


def test_from_three_applications_to_two_published_lists(desk, season, live_server):
    receive_three(desk)
    assert desk.locator("#applications").inner_text() == "3 applications wait"

    tick(desk, "Confirm", "22", "24")
    assert said(desk)[0] == "2 cars confirmed: #22, #24."
    tick(desk, "Put on reserve", "47")
    publish(desk, "provisional")
    assert said(desk)[0].startswith("Revision 1 is published: provisional.")

    tick(desk, "Withdraw", "24")
    desk.fill("#id_note", "The car is sold.")
    desk.click("input[value='Withdraw']")
    tick(desk, "Promote from reserve", "47")
    publish(desk, "final")

    desk.goto(f"{live_server.url}/cup/2024/entries/changes/1..2/")
    changes = " ".join(desk.locator(".entry-changes").inner_text().split())
    assert "Withdrawn 24" in changes
    assert "47" in changes
    assert desk.script_errors == []


def test_what_is_not_published_stays_inside(desk, season, live_server):
    receive_three(desk)
    tick(desk, "Confirm", "22", "24", "47")
    publish(desk, "provisional")

    tick(desk, "Withdraw", "24")
    desk.click("input[value='Withdraw']")
    inside = desk.locator("section:has(#changes)").inner_text()
    desk.goto(f"{live_server.url}/cup/2024/entries/")

    assert "Withdrawn" in inside
    assert "withdrawn" not in desk.locator("main").inner_text()


def test_the_desk_fits_every_screen(desk, season, live_server):
    EntryFactory.create_batch(3, season=season, status="received")
    EntryFactory.create_batch(3, season=season, team__name="AlManar Racing by GetSpeed")
    base = f"{live_server.url}/admin/championship/season/{season.pk}/entries/"

    for address in (base, f"{base}?event={season.events.get().pk}"):
        desk.goto(address)
        for width, scheme in [(320, "light"), (390, "dark"), (1440, "dark")]:
            desk.emulate_media(color_scheme=scheme)
            desk.set_viewport_size({"width": width, "height": 900})
            assert wider_than_the_screen(desk) is False, (address, width, scheme)


def test_the_keyboard_alone_confirms_an_application(desk, season, live_server):
    entry = EntryFactory(season=season, number="7", status="received")
    desk.goto(f"{live_server.url}/admin/championship/season/{season.pk}/entries/")

    desk.focus("[aria-label='Choose #7']")
    desk.keyboard.press("Space")
    for _ in range(10):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.value") == "confirm":
            break
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".messagelist")

    entry.refresh_from_db()
    assert entry.status == "confirmed"
