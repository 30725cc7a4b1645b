"""Ways into a target over all series, and the ledger of a team.

The real case: for Le Mans 2024 Pure Rxcing was invited as champion of the Asian Le Mans Series
and of a cup of GT World Challenge Europe, had a full-season entry besides, and raced one car.
"""

import csv
from datetime import date

import pytest

from championship.models import Award, AwardStep, Season
from tests.factories import (
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    AwardTargetFactory,
    SeasonFactory,
    TargetEntryFactory,
    TeamFactory,
    staff_with,
)
from tests.queries.racing import car_of, championship, run

from .html import Page

pytestmark = pytest.mark.django_db
TARGET, LEDGER = "/awards/le-mans-2024/", "/teams/pure-rxcing/awards/"
State = AwardStep.State


@pytest.fixture
def le_mans():
    return AwardTargetFactory(slug="le-mans-2024", name="24 Hours of Le Mans", year=2024)


@pytest.fixture
def pure():
    return TeamFactory(slug="pure-rxcing", name="Pure Rxcing")


def held(target, team, *states, series="Asian Le Mans Series", year="2023/24", **facts):
    """An award that a team had, state after state."""
    season = Season.objects.filter(series__name=series, name=year).first()
    award = AwardFactory(
        season=season or SeasonFactory(series__name=series, name=year),
        target=target,
        **facts,
    )
    for state in states:
        AwardCandidateFactory(step=AwardStepFactory(award=award, state=state), team=team)
    return award


@pytest.fixture
def three_ways(le_mans, pure):
    """Two invitations and a car of its own."""
    gt = {"target_class": "LMGT3", "championship__name": "GT teams", "slug": "gt"}
    held(le_mans, pure, State.CONFIRMED, State.NOT_USED, **gt)
    held(
        le_mans,
        pure,
        State.CONFIRMED,
        series="GT World Challenge Europe",
        year="2023",
        target_class="LMGT3",
    )
    return TargetEntryFactory(
        target=le_mans,
        team=pure,
        number="92",
        team_name="Manthey PureRxcing",
        car_class="LMGT3",
        result="41st overall",
        basis={"en": "Full-season entry in the FIA World Endurance Championship"},
    )


def text(client, address):
    return Page(client.get(address)).text


def rows(client, address):
    content = client.get(address[:-1] + ".csv").content.decode()
    return list(csv.DictReader(content.splitlines()))


# The target


def test_target_has_the_ways_of_all_series_by_class(client, three_ways, le_mans):
    apr = TeamFactory(name="CrowdStrike Racing by APR")
    used = held(le_mans, apr, State.CONFIRMED, State.USED, target_class="LMP2")
    car = TargetEntryFactory(target=le_mans, number="45", team=apr, team_name="CrowdStrike by APR")
    used.steps.filter(state=State.USED).update(used_by=car)

    page = Page(client.get(TARGET))

    assert [words for level, words in page.headings() if level == 2] == [
        "LMGT3",
        "LMP2",
        "Cars",
        "No extra car",
    ]
    assert "CrowdStrike Racing by APR Asian Le Mans Series 2023/24 Invitation" in page.text
    assert "Taken up confirmed, date not recorded Car 45, CrowdStrike by APR" in page.text


def test_target_says_by_what_right_each_car_raced(client, three_ways):
    assert (
        "#92 Manthey PureRxcing LMGT3 41st overall Entered by Full-season entry in the FIA "
        "World Endurance Championship"
    ) in text(client, TARGET)


def test_car_without_a_known_right_says_so(client, le_mans):
    TargetEntryFactory(target=le_mans, number="7", team_name="Somebody")

    assert "#7 Somebody Entered by not recorded" in text(client, TARGET)


def test_target_names_who_was_invited_and_raced_no_extra_car(client, three_ways, le_mans):
    held(le_mans, TeamFactory(name="DKR Engineering"), State.CONFIRMED)

    found = text(client, TARGET)

    assert "Pure Rxcing held three ways into the 24 Hours of Le Mans 2024 and raced one car." in (
        found
    )
    assert "DKR Engineering has one way into the 24 Hours of Le Mans 2024. No car of the" in found


def test_team_whose_car_used_its_way_is_not_among_them(client, le_mans, pure):
    held(le_mans, pure, State.CONFIRMED, State.USED)
    TargetEntryFactory(target=le_mans, team=pure)

    assert "No extra car" not in text(client, TARGET)


def test_file_of_a_target_has_a_line_for_every_way(client, three_ways):
    assert [
        (row["Team"], row["Series"], row["State"], row["Car that used it"])
        for row in rows(client, TARGET)
    ] == [
        ("Pure Rxcing", "GT World Challenge Europe", "confirmed", ""),
        ("Pure Rxcing", "Asian Le Mans Series", "not taken up", ""),
        ("Pure Rxcing", "", "entered in its own right", "92"),
    ]


def test_list_counts_the_ways_and_the_cars(client, three_ways):
    assert "2024 24 Hours of Le Mans 2024 2 awards, 1 car known" in text(client, "/awards/")


def test_list_without_a_target_says_so(client):
    assert "No award is planned" in text(client, "/awards/")


@pytest.mark.parametrize("address", ["/awards/spa/", "/awards/spa.csv", "/teams/nobody/awards/"])
def test_what_is_not_there_leads_to_the_list(client, db, address):
    response = client.get(address)

    assert response.status_code == 404
    assert Page(response).links()["Invitations and awards"] == "/awards/"


# The ledger of a team


def test_ledger_says_how_many_ways_and_cars(client, three_ways):
    page = Page(client.get(LEDGER))

    assert "Pure Rxcing held three ways into the 24 Hours of Le Mans 2024 and raced one car." in (
        page.text
    )
    assert "Invitation LMGT3 Asian Le Mans Series 2023/24 for place 1 in GT teams Not taken up" in (
        page.text
    )
    assert "Raced there: Car 92 in LMGT3, Manthey PureRxcing, 41st overall" in page.text


def test_ledger_counts_one_way_as_one(client, le_mans, pure):
    held(le_mans, pure, State.ACCEPTED)

    assert (
        "Pure Rxcing has one way into the 24 Hours of Le Mans 2024. "
        "No car of the team is recorded there."
    ) in text(client, LEDGER)


@pytest.mark.parametrize("last", [State.DECLINED, State.LAPSED])
def test_way_that_was_let_go_is_told_and_not_counted(client, le_mans, pure, last):
    held(le_mans, pure, State.CONFIRMED, last)

    found = text(client, LEDGER)

    assert str(last.label).capitalize() in found
    assert "way into" not in found


def test_priority_is_told_and_is_no_way_in(client, le_mans, pure):
    held(le_mans, pure, State.CONFIRMED, kind=Award.Kind.PRIORITY)

    found = text(client, LEDGER)

    assert "Priority" in found
    assert "way into" not in found


def test_way_that_went_on_to_another_team_says_with_whom_it_is(client, le_mans, pure):
    award = held(le_mans, pure, State.DECLINED)
    nielsen = TeamFactory(name="Nielsen Racing")
    AwardCandidateFactory(step=AwardStepFactory(award=award), team=nielsen)

    assert "Declined now with Nielsen Racing" in text(client, LEDGER)


def test_what_would_go_to_a_team_is_told_and_not_counted(client, le_mans, pure):
    title = championship(name="GT teams")
    run(title, car_of(title, team=pure))
    AwardFactory(season=title.season, championship=title, target=le_mans)

    found = text(client, LEDGER)

    assert "Would go to it" in found
    assert "way into" not in found


def test_titles_and_prizes_stand_apart(client, pure):
    award = held(None, pure, State.CONFIRMED, kind=Award.Kind.TITLE, benefit="Champion in GT")
    AwardStep.objects.update(taken_on=date(2024, 2, 11))

    assert "Titles and prizes Title Champion in GT Asian Le Mans Series" in text(client, LEDGER)
    assert award.slug in client.get(LEDGER).content.decode()


def test_file_of_a_team_names_the_target_of_each_way(client, three_ways):
    assert [(row["For"], row["Season"]) for row in rows(client, LEDGER)] == [
        ("24 Hours of Le Mans 2024", "2023"),
        ("24 Hours of Le Mans 2024", "2023/24"),
        ("24 Hours of Le Mans 2024", ""),
    ]


def test_team_that_won_nothing_says_so(client, pure):
    car_of(championship(), team=pure)

    assert "No award yet" in text(client, LEDGER)


def test_holder_leads_to_its_ledger_and_back_to_the_award(client, three_ways):
    assert Page(client.get(TARGET)).links()["Pure Rxcing"] == LEDGER
    season = Season.objects.get(name="2023/24")
    address = f"{season.get_absolute_url()}awards/#award-gt"
    assert Page(client.get(LEDGER)).links()["Asian Le Mans Series 2023/24"] == address


# What is not public


@pytest.mark.parametrize("address", [TARGET, LEDGER])
def test_award_of_a_season_that_is_not_public_stays_hidden(client, three_ways, address):
    Season.objects.filter(name="2023").update(is_public=False)

    assert "GT World Challenge Europe" not in client.get(address).text
    assert "GT World Challenge Europe" not in client.get(address[:-1] + ".csv").text


@pytest.mark.parametrize("address", [TARGET, TARGET[:-1] + ".csv", LEDGER])
def test_target_and_team_of_hidden_seasons_alone_are_there_for_staff(
    client, le_mans, pure, address
):
    held(le_mans, pure, State.CONFIRMED)
    Season.objects.update(is_public=False)

    assert client.get(address).status_code == 404
    assert "24 Hours" not in text(client, "/awards/")
    client.force_login(staff_with())
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/awards/", TARGET, LEDGER])
def test_page_costs_the_same_for_one_way_and_for_three(
    client, le_mans, pure, address, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(15) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def way():
        award = held(le_mans, pure, State.CONFIRMED, State.USED)
        car = TargetEntryFactory(target=le_mans, team=pure, basis="Own")
        award.steps.filter(state=State.USED).update(used_by=car)

    way()
    few = cost()
    way()
    way()

    assert cost() == few
