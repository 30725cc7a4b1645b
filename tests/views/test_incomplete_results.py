"""Results with gaps on public pages, the tables that rest on them, and places others report."""

import csv

import pytest

from championship.workflows.results import publish_classification
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    DriverFactory,
    RaceFactory,
    ReportedPlaceFactory,
    ResultFactory,
    TeamFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """Okayama, race 2: of GT3 places 1 to 4, 10 and 14 are known, of GT4 the winner."""
    gt3 = CarClassFactory(code="GT3", order=1)
    gt4 = CarClassFactory(code="GT4", order=2, season=gt3.season)
    race = RaceFactory(event__season=gt3.season, slug="race-2", is_incomplete=True)
    ChampionshipFactory(season=gt3.season, car_class=gt3, slug="gt3-teams")
    known = {"555": 1, "911": 2, "4": 3, "37": 4, "85": 10, "47": 14}
    for number, place in known.items():
        add(race, gt3, number, place, place)
    add(race, gt4, "50", 30, 2)
    add(race, gt3, "87", None, None, status="did_not_start")
    publish_classification(race, state="final")
    return race


def add(race, car_class, number, place, class_place, **facts):
    ResultFactory(
        session=race,
        event_entry__entry__number=number,
        event_entry__entry__car_class=car_class,
        reported_place=place,
        reported_class_place=class_place,
        **facts,
    )


def address(race, page=""):
    season = race.season
    return f"/{season.series.slug}/{season.slug}/{page}"


def lines(page):
    """The first cells of each row."""
    return [" ".join(row[:2]) if len(row) > 1 else row[0] for row in page.tables()[0][1:]]


def test_places_that_nobody_is_known_for_stand_in_a_line_of_their_own(client, race):
    page = Page(client.get(address(race, "results/race-2/")))

    assert lines(page) == [
        "1 555", "2 911", "3 4", "4 37", "5–9: not known", "10 85", "11–13: not known", "14 47",
        "15–29: not known", "30 50", "Not classified", "DNS 87",
    ]  # fmt: skip
    assert "Incomplete: not every car of this session is known." in page.text


def test_in_each_class_its_own_places_are_missing(client, race):
    page = Page(client.get(address(race, "results/race-2/?by=class")))

    assert lines(page)[4:7] == ["4 4", "5–9: not known", "10 10"]
    assert lines(page)[-3:] == ["GT4", "1: not known", "2 30"]


def test_the_part_of_a_class_has_no_places_of_its_own(client, race):
    am = CarClassFactory(code="Am", parent=race.season.classes.get(code="GT3"), season=race.season)
    add(race, am, "19", 9, 9)
    race.results.filter(event_entry__number="19").update(order=4)
    race.results.filter(event_entry__number="37").delete()
    publish_classification(race, state="amended")

    page = Page(client.get(address(race, f"results/race-2/?class={am.slug}")))

    assert page.tables()[0][2][:3] == ["–", "9", "19"]


def test_on_paper_too_it_says_what_is_missing(client, race):
    page = Page(client.get(address(race, "results/race-2/print/")))

    assert "5–9: not known" in lines(page)
    assert "Incomplete:" in page.text


def test_a_complete_result_has_no_such_line(client, race):
    type(race).objects.update(is_incomplete=False)
    publish_classification(race, state="amended")

    page = Page(client.get(address(race, "results/race-2/")))

    assert lines(page)[:6] == ["1 555", "2 911", "3 4", "4 37", "5 85", "6 47"]
    assert "not known" not in page.text


def test_an_unknown_winner_leaves_no_gap_to_whoever_is_first_of_those_known(client, race):
    race.results.filter(event_entry__number="555").delete()
    race.results.filter(event_entry__number="911").update(time_ms=3_600_000)
    publish_classification(race, state="amended")

    page = Page(client.get(address(race, "results/race-2/")))

    assert lines(page)[:2] == ["1: not known", "2 911"]


def test_a_table_says_how_many_of_its_results_have_gaps(client, race):
    page = Page(client.get(address(race, "standings/gt3-teams/")))

    assert "incomplete: 1 of the results behind this table has gaps" in page.text
    assert "Final after round" not in page.text


def test_the_file_of_a_table_says_it_in_every_row(client, race):
    text = client.get(address(race, "standings/gt3-teams.csv")).content.decode("utf-8-sig")

    heads, *rows = csv.reader(text.splitlines())
    assert heads[-1] == "Results with gaps"
    assert {row[-1] for row in rows} == {"1"}


def test_a_table_of_complete_results_says_nothing_of_gaps(client, race):
    type(race).objects.update(is_incomplete=False)
    publish_classification(race, state="amended")

    page = Page(client.get(address(race, "standings/gt3-teams/")))
    text = client.get(address(race, "standings/gt3-teams.csv")).content.decode("utf-8-sig")

    assert "gaps" not in page.text
    assert "Results with gaps" not in text


@pytest.fixture
def cup():
    """A title of which only the champions are known: Ling and Cao, in car 29."""
    title = ChampionshipFactory(slug="silver-cup", recipient="driver")
    team = TeamFactory(name="Phantom Pro Racing")
    for order, (given, family) in enumerate((("Kang", "Ling"), ("Qi", "Cao")), start=1):
        ReportedPlaceFactory(
            championship=title,
            entry=None,
            driver=DriverFactory(given_name=given, family_name=family),
            place=1,
            order=order,
            for_team=team,
            number="29",
            sources="https://example.org/654",
        )
    return title


def test_reported_champions_stand_on_the_page_of_their_title(client, cup):
    page = Page(client.get(cup.get_absolute_url()))

    assert "As reported" in page.text
    assert "Kang Ling #29, Phantom Pro Racing 1 " in page.text
    assert page.text.count("https://example.org/654") == 1
    assert "No standings yet" not in page.text


def test_champions_of_titles_without_a_table_stand_among_the_standings(client, cup):
    season = cup.season
    page = Page(client.get(f"/{season.series.slug}/{season.slug}/standings/"))

    assert "Champions as reported" in page.text
    assert "Kang Ling" in page.text
    assert "No standings yet" not in page.text


def test_season_of_which_only_champions_are_known_begins_with_them(client, cup):
    page = Page(client.get(cup.season.get_absolute_url()))

    assert "Champions as reported" in page.text
    assert "Kang Ling" in page.text


def test_what_is_to_be_known_of_a_table_stands_with_its_leaders(client, race):
    remark = "No formula was published: this is an illustration. The method is ours."
    race.season.championships.update(remark=remark)

    page = Page(client.get(race.season.get_absolute_url()))

    assert "No formula was published: this is an illustration." in page.text
    assert "The method is ours." not in page.text


def test_a_title_of_which_nothing_is_known_says_only_what_its_remark_says(client):
    title = ChampionshipFactory(slug="gold-cup", remark="The champion was not found.", rules=False)

    page = Page(client.get(title.get_absolute_url()))

    assert "The champion was not found." in page.text
    assert "No standings yet" not in page.text
    assert "How it is counted" not in page.text


@pytest.mark.parametrize("more", [0, 4])
def test_reported_places_cost_one_query(client, cup, more, django_assert_num_queries):
    for order in range(3, 3 + more):
        ReportedPlaceFactory(
            championship=cup, entry=None, driver=DriverFactory(), place=order, order=order
        )
    address = cup.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(3):
        client.get(address)
