"""The public page of a title fight, and its scenario in the address."""

import pytest
from django.urls import reverse

from championship.models import Award, Classification
from championship.workflows.results import publish_classification
from tests.factories import (
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    RaceFactory,
    SeasonFactory,
)
from tests.queries.finale import before_the_race
from tests.queries.racing import car_of, championship, run

from .html import Page

pytestmark = pytest.mark.django_db
FIGHT = "/aslms/2023-24/standings/lmp2-teams/title-fight/"
RACE = "abu-dhabi-race-2"


def page(client, address=FIGHT):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def text(client, address=FIGHT):
    return page(client, address).text


def test_a_decided_title_names_its_champion_and_the_round(client, aslms):
    found = text(client)

    assert "#4 CrowdStrike Racing by APR is champion." in found
    assert "It was decided in the last round, round 5." in found
    assert "Show what would be" not in found


def test_before_the_last_race_a_scenario_can_be_worked_out(client, aslms):
    before_the_race(aslms)

    assert "Show what would be" in text(client)


def test_contenders_lead_to_their_pages(client, aslms):
    drivers = page(client, FIGHT.replace("teams", "drivers")).links()

    assert page(client).links()["CrowdStrike Racing by APR"] == "/teams/crowdstrike-racing-by-apr/"
    assert drivers["George Kurtz"] == "/drivers/george-kurtz/"


def test_a_title_decided_early_says_since_when(client, elms):
    found = text(client, "/elms/2023/standings/lmp3-teams/title-fight/?after=5")

    assert "Decided: #17 COOL Racing is champion" in found
    assert "Decided since round 5." in found


def test_an_earlier_round_shows_the_fight_as_it_was(client, aslms):
    found = text(client, f"{FIGHT}?after=4")

    assert "Five cars can still be champion" in found
    assert "As things stood after round 4." in found
    assert "8 can’t be champion any more" in found


def test_a_scenario_shows_the_table_and_the_invitation(client, aslms):
    found = text(client, f"{FIGHT}?after=4&{RACE}.4=9&{RACE}.99=1")

    assert "#99 99 Racing is champion." in found
    assert "#99 99 Racing now #4 CrowdStrike Racing by APR" in found


def test_a_place_taken_twice_is_told_beside_the_field_and_the_form_is_kept(client, aslms):
    found = page(client, f"{FIGHT}?after=4&{RACE}.4=1&{RACE}.99=1")

    chosen = [one.attrs["value"] for one in found.root.find("option") if "selected" in one.attrs]
    assert chosen.count("1") == 2
    assert "Place 1 is taken by #99 too. Choose another one." in found.text
    assert "The table that would result" not in found.text


def test_an_unknown_choice_is_left_out_with_a_word(client, aslms):
    found = text(client, f"{FIGHT}?after=4&{RACE}.4=77&utm_source=news")

    assert "One choice in this address is not known here, and was left out." in found


def test_empty_choices_leave_the_address(client, aslms):
    response = client.get(f"{FIGHT}?after=4&{RACE}.4=9&{RACE}.99=")

    assert response.status_code == 302
    assert response.url == f"{FIGHT}?after=4&{RACE}.4=9"


@pytest.mark.parametrize(
    "address",
    [
        FIGHT.replace("lmp2-teams", "lmp1-teams"),
        f"{FIGHT}?after=6",
        f"{FIGHT}?after=x",
        FIGHT.replace("2023-24", "2031"),
    ],
)
def test_what_is_not_there_is_not_found(client, aslms, address):
    assert client.get(address).status_code == 404


def test_a_wild_address_is_answered_in_words(client, aslms):
    wild = f"{FIGHT}?after=4&.=1&{RACE}.=1&%00.4=1&{RACE}.4=1&{RACE}.4=2&{'x' * 2000}.9=1"

    assert "choices in this address are not known here" in text(client, wild)


def test_the_standings_say_below_the_head_what_is_decided(client, aslms):
    found = text(client, "/aslms/2023-24/standings/lmp2-teams/?after=4")

    assert "Five cars can still be champion: #4 CrowdStrike Racing by APR" in found
    assert "Provisionally" not in found


@pytest.fixture
def title():
    return championship(season=SeasonFactory(), name="GT teams", slug="gt-teams")


@pytest.fixture
def cars(title):
    return [car_of(title, number=number, status="confirmed") for number in ("91", "88")]


def address(title, name="title-fight"):
    season = title.season
    return reverse(f"championship:{name}", args=[season.series.slug, season.slug, title.slug])


def test_while_a_result_is_provisional_so_is_the_champion(client, title, cars):
    race = run(title, *cars)
    race.classifications.update(state=Classification.State.PROVISIONAL)

    for name in ("title-fight", "standing"):
        assert "Provisionally: #91" in text(client, address(title, name))


def test_an_amended_result_changes_the_sentence(client, title, cars):
    race = run(title, *cars)
    race.results.filter(event_entry__entry=cars[0]).update(status="disqualified", order=9)
    publish_classification(race, state="amended")

    assert "#88" in text(client, address(title, "standing")).split("is champion.")[0]


def test_before_the_first_race_everything_is_open(client, title, cars):
    RaceFactory(event__season=title.season, slug="race-1")

    found = text(client, address(title))

    assert "No race has been run: everything is open. Two cars can still be champion" in found


def test_results_with_gaps_leave_the_question_open(client, title, cars):
    race = run(title, *cars)
    race.classifications.update(is_incomplete=True)

    found = text(client, address(title))

    assert "Not every result of this season is known" in found


def test_a_season_without_results_or_races_has_nothing_to_work_out(client, title):
    assert "there is nothing to work out" in text(client, address(title))


def test_a_title_without_rules_has_nothing_to_work_out(client, title, cars):
    title.rules.all().delete()
    run(title, *cars)

    assert "there is nothing to work out" in text(client, address(title))


def a_season_of(title, size):
    """So many rounds run and as many to come, for twice as many cars, and an award with a rule."""
    numbers = [str(number) for number in range(10, 10 + 2 * size)]
    cars = [car_of(title, number=number, status="confirmed") for number in numbers]
    for number in range(size):
        run(title, *cars)
        RaceFactory(event__season=title.season, slug=f"race-{number}-to-come")
    award, other = AwardFactory.create_batch(2, season=title.season, championship=title)
    Award.objects.filter(pk=award.pk).update(
        target=other.target, full_season_only=True, not_otherwise_qualified=True
    )
    for car in cars:
        AwardCandidateFactory(step=AwardStepFactory(award=other), team=car.team, entry=car)


@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 7), ("?after=1", 7), ("?after=1&race-0-to-come.10=2&race-0-to-come.11=1", 9)],
)
@pytest.mark.parametrize("size", [1, 10])
def test_page_costs_the_same_for_ten_times_the_season(
    client, title, size, query, queries, django_assert_num_queries
):
    a_season_of(title, size)

    with django_assert_num_queries(queries):
        found = text(client, address(title) + query)

    assert ("The table that would result" in found) == (".10=" in query)
