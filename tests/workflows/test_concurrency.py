"""Two people publishing in the same moment, on a database that lets them."""

import threading

import pytest
from django.db import connection

from championship.models import Classification, Standing
from championship.workflows.results import CannotPublish, publish_classification
from championship.workflows.standings import differences
from tests.factories import CarClassFactory, ChampionshipFactory, RaceFactory, ResultFactory

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
