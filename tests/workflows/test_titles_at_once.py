"""Two people at work on combined titles and awards in the same moment."""

import threading

import pytest
from django.db import connection, transaction

from championship.models import (
    AwardStep,
    Championship,
    Classification,
    Combination,
    CombinationSource,
    Season,
    Standing,
)
from championship.workflows.awards import CannotTakeStep, confirm_awards, take_step, undo_step
from championship.workflows.results import publish_classification
from championship.workflows.standings import differences, store_standings
from tests.factories import (
    AwardFactory,
    AwardTargetFactory,
    CarClassFactory,
    ChampionshipFactory,
    CombinationFactory,
    CombinationSourceFactory,
)

from .test_concurrency import at_once, race_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


@pytest.fixture
def races():
    """A race of GT cars in each of two seasons, with a title in each."""
    return [title_and_race() for _ in range(2)]


def title_and_race():
    gt = CarClassFactory(code="GT")
    return ChampionshipFactory(season=gt.season, car_class=gt), race_of(gt)


@pytest.fixture
def combined(races):
    """A title of the first season over both."""
    row = empty_title(races[0][0].season)
    combination = CombinationFactory(championship=row)
    for title, _race in races:
        CombinationSourceFactory(combination=combination, championship=title)
    return row


def empty_title(season):
    return ChampionshipFactory(
        season=season, recipient="team", name="Combined", rules=False, car_class=None
    )


def stale():
    return [name for season in Season.objects.all() for name in differences(season)]


def publish(race):
    return publish_classification(race, state="final")


def test_results_of_two_series_published_at_once_both_count_for_the_combined_title(races, combined):
    outcomes = at_once(*[lambda race=race: publish(race) for _title, race in races])

    assert all(isinstance(outcome, Classification) for outcome in outcomes)
    assert combined.standings.values("round").distinct().count() == 2
    assert stale() == []


def test_a_title_that_begins_to_count_counts_what_is_published_meanwhile(races):
    (first, _), (second, race) = races
    combination = CombinationFactory(championship=empty_title(first.season))
    is_added, is_told = threading.Event(), threading.Event()

    def add():
        with transaction.atomic():
            CombinationSource.objects.create(combination=combination, championship=second, order=1)
            is_added.set()
            is_told.wait(1)
            store_standings(first.season)

    def publish_it():
        is_added.wait()
        with transaction.atomic():
            publish(race)
            is_told.set()
            threading.Event().wait(0.3)

    at_once(add, publish_it)

    assert combination.championship.standings.exists()
    assert stale() == []


def test_a_combination_is_changed_while_a_result_is_published(races, combined):
    def change():
        with transaction.atomic():
            Combination.objects.filter(championship=combined).update(method="ranks")
            store_standings(combined.season)

    at_once(change, *[lambda race=race: publish(race) for _title, race in races])

    assert stale() == []


@pytest.fixture
def award(races):
    title, race = races[0]
    publish(race)
    return AwardFactory(season=title.season, championship=title)


def states(award):
    return [(step.state, step.undone_at is None) for step in award.steps.order_by("number")]


def test_of_two_steps_at_once_one_is_told(award):
    outcomes = at_once(
        lambda: take_step(award, 1, "offered", seen=0),
        lambda: take_step(award, 1, "confirmed", seen=0),
    )

    assert {type(outcome) for outcome in outcomes} == {AwardStep, CannotTakeStep}
    assert len(states(award)) == 1


def test_of_taking_back_and_accepting_at_once_one_is_told(award):
    take_step(award, 1, "offered", seen=0)

    outcomes = at_once(
        lambda: undo_step(award, 1, seen=1), lambda: take_step(award, 1, "accepted", seen=1)
    )

    assert {type(outcome) for outcome in outcomes} == {AwardStep, CannotTakeStep}
    assert states(award) in ([("offered", False)], [("offered", True), ("accepted", True)])


def test_two_who_confirm_the_awards_of_a_title_confirm_each_once(award):
    titles = Championship.objects.filter(pk=award.championship_id)

    outcomes = at_once(*[lambda: confirm_awards(titles)] * 2)

    assert sorted(map(len, outcomes)) == [0, 1]
    assert states(award) == [("confirmed", True)]


def test_awards_of_two_seasons_that_lead_to_the_same_targets_wait_in_one_order(races):
    targets = [AwardTargetFactory(), AwardTargetFactory()]
    for number, (title, race) in enumerate(races):
        publish(race)
        for place in (1, 2):
            target = targets[(place + number) % 2]
            AwardFactory(season=title.season, championship=title, place=place, target=target)

    outcomes = at_once(*[lambda title=title: confirm_awards([title]) for title, _race in races])

    assert [list(map(type, outcome)) for outcome in outcomes] == [[AwardStep, AwardStep]] * 2


def test_a_step_while_the_result_is_amended_stands_on_the_new_table(award, races):
    race = races[0][1]
    second = race.results.get(order=2).event_entry.entry
    race.results.filter(order=1).update(status="disqualified")

    at_once(
        lambda: publish_classification(race, state="amended"),
        lambda: take_step(award, 1, "confirmed", seen=0),
    )

    (step,) = award.steps.all()
    assert step.candidates.filter(outcome="holder").count() == 1
    assert Standing.objects.get(championship=award.championship_id, rank=1).entry == second
    assert stale() == []
