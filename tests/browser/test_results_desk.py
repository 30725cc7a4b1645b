"""From a timing file, or from nothing but a list of numbers, to a published classification."""

import random

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from championship.models import Classification
from tests.admin.results import FILE, race_with_cars
from tests.browser.screens import wider_than_the_screen
from tests.factories import EventEntryFactory

pytestmark = pytest.mark.browser

IN_TWO_MINUTES = 480  # keys: four a second


@pytest.fixture
def race(transactional_db):
    return race_with_cars()


@pytest.fixture
def desk(race, live_server, open_browser):
    """The page of the event, with somebody signed in."""
    get_user_model().objects.create_superuser("timekeeper", password="race control")
    page = open_browser()
    address = reverse("admin:championship_event_change", args=[race.event.pk])
    page.goto(f"{live_server.url}/admin/login/?next={address}")
    page.fill("#id_username", "timekeeper")
    page.fill("#id_password", "race control")
    page.click("input[type=submit]")
    return page


class Keyboard:
    """Types as a person does, and counts the keys."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def type(self, text):
        self.count += len(text)
        self.page.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)


def published(race):
    """The places in class of the newest revision, car by car in its order."""
    lines = Classification.objects.newest().get(session=race).lines.order_by("order")
    return list(lines.values_list("number", "class_place"))


def type_page(desk, race, live_server):
    desk.goto(live_server.url + reverse("admin:championship_session_type", args=[race.pk]))
    return Keyboard(desk)


def test_from_the_file_to_the_published_classification_in_five_clicks(desk, race):
    desk.click(".object-tools a:text-is('Results')")
    desk.click(".desk-sessions a:has-text('Import')")
    desk.set_input_files("input[type=file]", FILE)
    desk.click("input[value=Preview]")
    desk.click("input[value='Import 5 cars']")
    desk.click("input[value=Publish]")

    desk.wait_for_selector(".messagelist")
    assert published(race) == [("4", 1), ("24", 2), ("91", 1), ("88", 2), ("22", None)]
    assert "Provisional" in desk.inner_text(".desk-sessions")
    assert desk.script_errors == []


def test_40_cars_are_typed_by_keyboard_in_two_minutes(desk, race, live_server):
    cars = [car.number for car in race.event.entries.all()]
    cars += [
        EventEntryFactory(event=race.event, entry__number=str(number)).number
        for number in range(100, 135)
    ]
    random.Random(40).shuffle(cars)
    keys = type_page(desk, race, live_server)

    for place, number in enumerate(cars):
        keys.type(number)
        keys.press("Enter")
        if place % 4 == 0:
            keys.type(str(100 - place))
        keys.press("Enter")
    keys.press("Enter", "Enter")
    desk.wait_for_selector("input[value='Import 40 cars']")

    assert keys.count < IN_TWO_MINUTES
    desk.click("input[value='Import 40 cars']")
    desk.wait_for_selector(".messagelist")
    rows = race.results.order_by("order").values_list("event_entry__number", "laps")
    assert list(rows) == [(car, 100 - place // 4 * 4) for place, car in enumerate(cars)]
    assert desk.script_errors == []


def test_team_appears_beside_its_number_and_leaves_the_list(desk, race, live_server):
    keys = type_page(desk, race, live_server)
    waiting = desk.locator(".not-typed li:visible")
    before = waiting.count()

    keys.type("91")

    assert desk.locator(".result-grid .team").first.inner_text() == "Team 91, GT"
    assert waiting.count() == before - 1


def test_unknown_and_double_numbers_are_told_while_they_are_typed(desk, race, live_server):
    keys = type_page(desk, race, live_server)

    for number in ("777", "4", "4"):
        keys.type(number)
        keys.press("Enter", "Enter")

    told = desk.locator(".result-grid .team").all_inner_texts()[:3]
    assert told == ["not on the list", "Team 4, LMP2", "in line 2 already"]


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""


def test_lines_of_a_spreadsheet_are_pasted(desk, race, live_server):
    type_page(desk, race, live_server)

    desk.evaluate(PASTE, "4\t100\t3:43:26.017\n24\t100\t3:43:36.554\n22\t12\t\t\tRET\n")
    desk.click("input[name=_show]")

    assert desk.locator("input[value='Import 3 cars']").count() == 1
    assert "3:43:36.554" in desk.inner_text(".result-lines >> nth=0")


def test_grid_works_without_script(desk, race, live_server, open_browser):
    page = open_browser(java_script_enabled=False, storage_state=desk.context.storage_state())
    page.goto(live_server.url + reverse("admin:championship_session_type", args=[race.pk]))
    page.fill("[name=number] >> nth=0", "4")
    page.fill("[name=laps] >> nth=0", "100")
    page.click("input[value='More rows']")
    page.fill("[name=number] >> nth=1", "24")
    page.click("input[value=Preview]")

    assert page.locator("input[value='Import 2 cars']").count() == 1


def test_pages_of_the_desk_fit_every_screen(desk, race, live_server):
    for name, key in (("event_results", race.event.pk), ("session_type", race.pk)):
        desk.goto(live_server.url + reverse(f"admin:championship_{name}", args=[key]))
        assert screens_too_small(desk) == [], name

    desk.goto(live_server.url + reverse("admin:championship_session_import", args=[race.pk]))
    desk.set_input_files("input[type=file]", FILE)
    desk.click("input[value=Preview]")
    assert screens_too_small(desk) == []


def screens_too_small(page):
    """The screens on which the page scrolls sideways."""
    found = []
    for width, scheme in [(320, "light"), (390, "dark"), (1440, "dark")]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        if wider_than_the_screen(page):
            found.append((width, scheme))
    return found
