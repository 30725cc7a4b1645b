"""What script adds: the visitor's time, the countdown, the filter, links to copy."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import RaceFactory

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"
RACE = f"{SEASON}/results/abu-dhabi-race-2/"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Brussels", "14:00 UTC+8 07:00 yours"),
        ("Pacific/Honolulu", "14:00 UTC+8 Fri 20:00 yours"),  # the day before there
        ("Asia/Kuala_Lumpur", "14:00 UTC+8"),  # the circuit's own
    ],
)
def test_visitors_time_stands_beside_that_of_the_circuit(demo, open_browser, zone, shown):
    page = open_browser(timezone_id=zone)
    page.goto(f"{demo}{SEASON}/calendar/")

    assert " ".join(page.locator(".round time").first.inner_text().split()) == shown
    assert page.script_errors == []


def test_zone_of_the_visitor_is_named_in_the_language_of_the_page(demo, open_browser):
    page = open_browser(timezone_id="Europe/Brussels")
    page.goto(f"{demo}{SEASON}/calendar/")

    assert "Europe/Brussels" in page.locator(".site-foot").inner_text()


@pytest.fixture
def race_to_come(transactional_db, live_server):
    """race_to_come(hours=4): the home page of a site whose next race starts then."""

    def site(**left):
        start = timezone.now().replace(microsecond=0) + timedelta(**left)
        RaceFactory(starts_on=start.date(), starts_at=start, name="Race 1")
        return live_server.url, start

    return site


def board(page):
    """The slats of the pit board, each its words."""
    slats = page.locator(".pit-board > div").all()
    return [" ".join(slat.inner_text().split()) for slat in slats]


def test_countdown_goes_on_without_being_announced(race_to_come, open_browser):
    home, start = race_to_come(days=2, hours=1)
    page = open_browser()
    page.clock.install(time=start - timedelta(days=2, seconds=30))
    page.goto(home)
    counts = [board(page)[-1]]
    for passed in ("24:00:00", "23:30:00", "00:31:00"):
        page.clock.fast_forward(passed)
        page.clock.run_for(1000)
        counts.append(board(page)[-1])

    # The seconds are those of a real clock.
    assert [re.sub(r":\d\d min", " min", count) for count in counts] == [
        "Starts in 2 days",
        "Starts in 24:00 h:min",
        "Starts in 30 min:s",
        "Starts in 0:00 started",
    ]
    assert page.locator(".pit-board [aria-live], .pit-board [role=status]").count() == 0


def test_board_shows_the_visitors_time_in_place_of_utc(race_to_come, open_browser):
    home, start = race_to_come(hours=3)
    page = open_browser(timezone_id="Asia/Tokyo")
    page.goto(home)
    yours = start + timedelta(hours=9)

    assert board(page)[2].startswith(f"Your time {yours:%H:%M} UTC+9, {yours:%a} {yours.day}")


def test_board_shows_utc_without_script(race_to_come, open_browser):
    home, start = race_to_come(hours=3)
    page = open_browser(java_script_enabled=False)
    page.goto(home)

    assert board(page)[2].startswith(f"UTC {start:%H:%M}")
    assert board(page)[-1] == "Starts in 2:59 h:min"


def shown_rows(page):
    return page.locator("main tbody tr:not(.group-row):visible").count()


def test_filter_forgives_accents_and_case_and_counts_what_is_left(demo, open_browser):
    page = open_browser()
    page.goto(demo + RACE)
    field = page.get_by_label("Find in the table")

    field.fill("SKOCDOPOLE bretton")

    assert shown_rows(page) == 1
    assert page.locator("output").inner_text() == "1 of 40"
    assert page.get_by_role("rowheader", name="Not classified").count() == 0


def test_escape_clears_the_filter(demo, open_browser):
    page = open_browser(width=390)
    page.goto(demo + RACE)
    field = page.get_by_label("Find in the table")
    field.fill("nobody")
    assert shown_rows(page) == 0

    field.press("Escape")

    assert (field.input_value(), shown_rows(page)) == ("", 40)
    assert page.locator("output").text_content() == ""


def test_entry_list_is_filtered_while_typing_and_empty_classes_step_back(demo, open_browser):
    page = open_browser()
    page.goto(f"{demo}{SEASON}/events/abu-dhabi/entries/")

    page.get_by_label("Team, driver or number").fill("proton")

    assert shown_rows(page) == 2
    assert page.get_by_role("status").filter(has_text="2 of 42 cars.").count() == 1
    assert page.get_by_role("heading", name="LMP3").count() == 0


def test_link_to_a_table_and_to_a_note_can_be_copied(demo, open_browser):
    page = open_browser(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{demo}{RACE}?by=class")
    copied = []
    for name in ("Copy link", "Copy link to note a"):
        page.get_by_role("button", name=name, exact=True).click()
        page.locator("#said", has_text="Copied").wait_for(state="attached")
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    assert copied == [f"{demo}{RACE}?by=class", f"{demo}{RACE}?by=class#note-a"]


def test_without_script_nothing_is_offered_that_needs_it(demo, open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(demo + RACE)

    assert page.locator(".scripted").count() > 0
    assert page.locator(".scripted:visible").count() == 0
    assert shown_rows(page) == 40
