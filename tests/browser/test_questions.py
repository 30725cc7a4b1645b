"""What fans ask, each answered in at most three clicks from the home page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import RaceFactory

pytestmark = pytest.mark.browser


class Visitor:
    """Somebody on the home page, whose clicks are counted."""

    def __init__(self, page, home):
        self.page, self.clicks = page, 0
        page.goto(home)

    def follow(self, name):
        """Click the first link of that name."""
        self._click(self.page.get_by_role("link", name=name, exact=True))

    def press(self, name):
        self._click(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def _click(self, what):
        self.clicks += 1
        assert self.clicks <= 3
        what.first.click()
        self.page.wait_for_load_state()

    def reads(self, selector="main"):
        """What is seen there, with single spaces."""
        return " ".join(self.page.locator(selector).first.inner_text().split())


@pytest.fixture
def visitor(demo, open_browser):
    """A visitor of the demo, for whom nothing but the pages themselves answers."""
    return Visitor(open_browser(java_script_enabled=False), f"{demo}/")


def test_when_does_the_next_race_start_in_my_time(transactional_db, live_server, open_browser):
    day = (timezone.now() + timedelta(days=3)).date()
    start = datetime(day.year, day.month, day.day, 10, 30, tzinfo=UTC)
    RaceFactory(name="Race 1", starts_on=day, starts_at=start)

    visitor = Visitor(open_browser(timezone_id="Asia/Tokyo"), f"{live_server.url}/")

    assert "19:30 UTC+9" in visitor.reads(".pit-board")


def test_who_drives_the_second_proton(visitor):
    visitor.follow("Entries")
    visitor.follow("Abu Dhabi")

    protons = visitor.page.locator("main tbody tr").filter(has_text="Proton Competition")
    second = " ".join(protons.nth(1).inner_text().split())
    assert second.startswith("55")
    for driver in ("P. J. Hyett", "Harry Tincknell", "Paul-Loup Chatin"):
        assert driver in second


def test_which_german_teams_are_entered_in_gt(visitor):
    visitor.follow("Entries")
    visitor.follow("Abu Dhabi")
    visitor.page.get_by_label("GT", exact=True).check(force=True)
    visitor.page.get_by_label("Team from").select_option("DE")
    visitor.press("Show")

    cars = visitor.page.locator("main tbody tr")
    teams = {" ".join(words.split()) for words in cars.locator(".col-team").all_inner_texts()}
    assert len(teams) > 3
    assert all("DEU" in team for team in teams)
    assert visitor.page.locator("main caption").all_inner_texts() == ["Cars entered in GT"]


def test_who_leads_lmp3_and_by_how_much(visitor):
    leaders = visitor.page.locator("main").inner_text()

    lmp3 = " ".join(leaders.partition("LMP3 teams")[2].partition("LMP3 drivers")[0].split())
    assert "1 17 Car 17, LMP3 COOL Racing 104 2 2 Car 2, LMP3 CD Sport 101 −3" in lmp3


def test_why_did_car_4_score_10_at_abu_dhabi(visitor):
    visitor.follow("Full table: LMP2 teams")
    visitor.follow(re.compile("^Why 83.*#4 CrowdStrike"))

    fifth_round = visitor.reads().partition("Round 5 · Abu Dhabi · 11 Feb")[2]
    assert fifth_round.strip().startswith("Race 2 4 Car 4, LMP2 5 Race, 4 hours Place 10")


def test_who_goes_to_le_mans(visitor):
    visitor.follow("Awards")

    awards = visitor.reads()
    assert "Car 45 in LMP2 Pro/Am, CrowdStrike Racing by APR" in awards
    assert "Not taken up: #91 Pure Rxcing" in awards


def test_what_changed_in_the_entry_list_since_sepang(visitor):
    visitor.follow("Entries")
    visitor.page.get_by_label("Compare", exact=True).select_option("2")
    visitor.press("Compare")

    assert "From revision 2 to 4" in visitor.reads("h1")


def test_has_joel_sturm_won_before(visitor):
    visitor.follow("Full table: GT drivers")
    visitor.follow("Joel Sturm")

    assert "Dubai, Race Asian Le Mans Series 2023/24" in visitor.reads()
    assert "Sepang, Race 2 Asian Le Mans Series 2023/24" in visitor.reads()
