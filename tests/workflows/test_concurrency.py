"""Two people publishing in the same moment, on a database that lets them."""

import threading
import time

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import RequestFactory

from championship.admin.scale import PointsScaleAdmin
from championship.models import Classification, EntryListRevision, PointsScale, Standing
from championship.workflows.entries import carry_over
from championship.workflows.entry_lists import CannotPublishList, draft_of, publish_entry_list
from championship.workflows.results import CannotPublish, publish_classification
from championship.workflows.standings import differences, store_standings
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    ChampionshipFeedFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SeasonFactory,
    UserFactory,
)

from .grid import grid

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


def at_once(*tasks):
    """Run the tasks in threads that start together; what each returned or raised."""
    gate, outcomes = threading.Barrier(len(tasks)), []

    def run(task):
        gate.wait()
        try:
            outcomes.append(task())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def race_of(car_class):
    race = RaceFactory(event__season=car_class.season)
    for order in range(1, 6):
        ResultFactory(session=race, order=order, event_entry__entry__car_class=car_class)
    return race


def test_of_two_who_publish_as_final_one_is_told():
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt)
    race = race_of(gt)

    outcomes = at_once(*[lambda: publish_classification(race, state="final")] * 2)

    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Exception)) == [
        CannotPublish
    ]
    assert list(Classification.objects.values_list("revision", "state")) == [(1, "final")]
    assert differences(gt.season) == []


def test_two_races_published_at_once_both_count():
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt)
    races = [race_of(gt), race_of(gt)]

    outcomes = at_once(
        lambda: publish_classification(races[0], state="final"),
        lambda: publish_classification(races[1], state="final"),
    )

    assert all(isinstance(outcome, Classification) for outcome in outcomes)
    assert Standing.objects.values("round").distinct().count() == 2
    assert differences(gt.season) == []


def test_seasons_that_feed_each_other_wait_in_one_order():
    first, second = (CarClassFactory(code="GT").season for _ in range(2))
    for own, other in ((first, second), (second, first)):
        title = ChampionshipFactory(season=own, recipient="driver")
        ChampionshipFeedFactory(championship=title, season=other)
    gate = threading.Barrier(2)

    def ask_and_save(season):
        desk = PointsScaleAdmin(PointsScale, admin.site)
        with transaction.atomic():
            gate.wait()
            found = desk.changes(RequestFactory().get("/"), {season.pk})
            time.sleep(0.2)  # whoever asked for one season alone would now wait for the other
            store_standings(season)
        return found

    outcomes = at_once(lambda: ask_and_save(first), lambda: ask_and_save(second))

    assert outcomes == [[], []]


def publish_list(season, event=None, state="provisional", **more):
    more = {"reason": "The cars follow."} | more
    return publish_entry_list(season, event, state=state, **more)


def issues(season):
    """Number and cars of every published list of a season."""
    return [(issue.number, issue.lines.count()) for issue in season.entry_lists.all()]


def test_of_two_who_publish_one_list_one_is_told_that_nothing_is_left():
    season = SeasonFactory()
    grid(season, 30)

    outcomes = at_once(*[lambda: publish_list(season)] * 2)

    refused = [str(outcome) for outcome in outcomes if isinstance(outcome, CannotPublishList)]
    assert refused == ["Nothing changed since revision 1."]
    assert issues(season) == [(1, 30)]


def test_of_two_who_looked_at_one_draft_one_is_told_who_was_first():
    season = SeasonFactory()
    grid(season, 30)
    seen, anna = draft_of(season).fingerprint, UserFactory(username="anna")

    outcomes = at_once(
        lambda: publish_list(season, seen=seen, user=anna),
        lambda: publish_list(season, state="final", seen=seen, user=anna),
    )

    refused = [str(outcome) for outcome in outcomes if isinstance(outcome, CannotPublishList)]
    assert len(refused) == 1
    assert refused[0].startswith("anna published revision 1 of this list meanwhile.")
    assert issues(season) == [(1, 30)]


def test_lists_of_a_season_and_of_its_events_published_at_once_get_a_number_each():
    season = SeasonFactory()
    grid(season, 30)
    events = EventFactory.create_batch(3, season=season)
    for event in events:
        carry_over(event)

    outcomes = at_once(
        *[lambda scope=scope: publish_list(season, scope) for scope in (None, *events)]
    )

    assert all(isinstance(outcome, EntryListRevision) for outcome in outcomes)
    assert issues(season) == [(1, 30), (2, 30), (3, 30), (4, 30)]
