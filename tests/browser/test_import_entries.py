"""A spreadsheet of 39 cars becomes the list of an empty season, in at most five clicks."""

import pytest
from django.contrib.auth import get_user_model

from championship.exports.entry_list import as_csv, as_xlsx, entry_list_table
from championship.models import CarClass, Driver, Entry, Season, Team

pytestmark = pytest.mark.browser


class Clicks:
    """Counts what a person presses; choosing the file in the dialog is one."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, selector):
        self.count += 1
        self.page.click(selector)

    def choose(self, selector, file):
        self.count += 1
        self.page.set_input_files(selector, file)


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


@pytest.fixture
def empty(site):
    """The next season of the series, with its classes and nothing else."""
    last = Season.objects.get()
    season = Season.objects.create(
        series=last.series,
        slug="2024-25",
        name="2024/25",
        starts_on="2024-12-01",
        ends_on="2025-02-28",
    )
    for row in last.classes.all():
        CarClass.objects.create(season=season, code=row.code, slug=row.slug, order=row.order)
    return season


@pytest.fixture(params=["csv", "xlsx"])
def spreadsheet(request, site, tmp_path):
    """The list of Sepang as somebody might send it."""
    sepang = Season.objects.get(slug="2023-24").events.get(slug="sepang")
    table = entry_list_table(sepang.season, sepang)
    file = tmp_path / f"sepang.{request.param}"
    file.write_bytes(as_csv(table) if request.param == "csv" else as_xlsx(table))
    return file


def open_season(desk, site, season):
    desk.goto(f"{site}/admin/championship/season/{season.pk}/change/")
    return Clicks(desk)


def bring(clicks, file):
    """From the page of the season to the preview."""
    clicks.press("text=Import entries")
    clicks.choose("input[type=file]", file)
    clicks.press("input[value=Preview]")


def test_39_cars_in_at_most_five_clicks_and_nothing_to_change_after(desk, site, empty, spreadsheet):
    before = Team.objects.count(), Driver.objects.count()
    clicks = open_season(desk, site, empty)
    bring(clicks, spreadsheet)
    assert "39 new, 0 changed" in desk.inner_text("#content")
    clicks.press("input[value='Import 39 entries']")
    assert "39 entries imported" in desk.inner_text(".messagelist")

    assert clicks.count <= 5
    assert Entry.objects.filter(season=empty).count() == 39
    assert (Team.objects.count(), Driver.objects.count()) == before

    bring(open_season(desk, site, empty), spreadsheet)

    assert "Nothing to change" in desk.inner_text("#content")
    assert desk.locator("input[value^=Import]").count() == 0
    assert desk.script_errors == []


def test_a_corrected_file_is_chosen_on_the_page_that_names_its_problems(
    desk, site, empty, tmp_path
):
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("Number,Class,Team\n7,LMP4,AF Corse\n")
    good.write_text("Number,Class,Team\n7,GT,AF Corse\n")
    clicks = open_season(desk, site, empty)
    bring(clicks, bad)
    assert "“LMP4” is not a class of this season (LMP2, LMP3, GT)." in desk.inner_text("#content")

    clicks.choose("input[type=file]", good)
    clicks.press("input[value=Preview]")
    clicks.press("input[value='Import 1 entry']")

    assert Entry.objects.get(season=empty).number == "7"


def test_a_question_is_answered_by_keyboard(desk, site, empty, tmp_path):
    file = tmp_path / "entries.csv"
    file.write_text("Number,Class,Team\n7,GT,Corse AF Racing\n")
    clicks = open_season(desk, site, empty)
    bring(clicks, file)

    desk.focus(".import-questions select")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    clicks.press("input[value='Import 1 entry']")

    assert Entry.objects.get(season=empty).team.name == "AF Corse"
