"""Staff change something in the race desk, and the public page follows."""

import pytest
from django.contrib.auth import get_user_model

from championship.models import Entry, Event, Team

pytestmark = pytest.mark.browser

SEASON = "/aslms/2023-24"


@pytest.fixture
def desk(site, open_browser):
    """The race desk with somebody signed in."""
    get_user_model().objects.create_superuser("secretary", password="race control")
    page = open_browser()
    page.goto(f"{site}/admin/")
    page.fill("#id_username", "secretary")
    page.fill("#id_password", "race control")
    page.click("input[type=submit]")
    return page


def test_from_the_race_desk_to_an_entry_through_the_season(desk):
    desk.click("#nav-sidebar >> text=Seasons")
    desk.click("#result_list >> text=2023/24")
    desk.click('#content >> text="Entries"')
    desk.click("#result_list >> text=CrowdStrike Racing by APR")

    assert desk.locator("#id_number").input_value() == "4"


def test_a_renamed_team_is_renamed_on_the_standings(desk, site):
    team = Team.objects.get(slug="crowdstrike-racing-by-apr")
    desk.goto(f"{site}/admin/championship/team/{team.pk}/change/")
    desk.fill("#id_name", "CrowdStrike by APR")
    desk.click("input[name=_save] >> nth=0")

    desk.goto(f"{site}{SEASON}/standings/lmp2-teams/")

    first = desk.locator("tbody tr").first.inner_text()
    assert "CrowdStrike by APR" in first


def publish_list_of(desk, site, season):
    desk.goto(f"{site}/admin/championship/season/{season.pk}/entries/publish/")
    desk.check("input[value=provisional]")
    desk.fill("#id_reason", "Crews follow.")
    desk.click("input[value='Publish list']")


def test_a_driver_added_to_a_crew_is_on_the_next_published_list(desk, site):
    entry = Entry.objects.get(number="65")
    desk.goto(f"{site}/admin/championship/entry/{entry.pk}/change/")
    desk.click("text=Add another Seat in the crew")
    desk.fill("#id_crew-2-order", "3")
    desk.click("#crew-2 .select2-selection")
    desk.keyboard.type("Burdon")
    desk.click(".select2-results__option:has-text('Joshua Burdon')")
    desk.click("input[name=_save] >> nth=0")

    publish_list_of(desk, site, entry.season)
    desk.goto(f"{site}{SEASON}/entries/")

    row = desk.locator("tr", has_text="Viper Niza Racing").inner_text()
    assert "Joshua Burdon" in " ".join(row.split())


def test_a_moved_event_moves_in_the_calendar_with_its_sessions(desk, site):
    event = Event.objects.get(slug="dubai")
    desk.goto(f"{site}/admin/championship/event/{event.pk}/change/")
    desk.fill("#id_starts_on", "2024-01-26")
    desk.fill("#id_ends_on", "2024-01-28")
    desk.click("input[name=_save] >> nth=0")
    assert "6 sessions are 7 days earlier now." in desk.locator(".messagelist").inner_text()

    desk.goto(f"{site}{SEASON}/calendar/")

    dubai = desk.locator("section", has_text="4 Hours of Dubai").last.inner_text()
    assert "26–28" in dubai
    assert "Sun 28 Jan" in dubai
    assert "13:00" in dubai
