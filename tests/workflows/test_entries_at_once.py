"""Two people changing one entry list in the same moment, on a database that lets them."""

import pytest
from django.db import connection
from django.utils import timezone

from championship.workflows.entries import carry_over, promote, put_on_reserve
from tests.factories import EntryFactory, EventFactory, SeasonFactory

from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


def reserves(season, count):
    return [
        EntryFactory(season=season, number=str(place), status="reserve", reserve_place=place)
        for place in range(1, count + 1)
    ]


def test_two_reserves_promoted_at_once_leave_no_gap():
    season = SeasonFactory()
    first, second, *_others = reserves(season, 4)
    now = timezone.now()

    at_once(lambda: promote([second], now=now), lambda: promote([first], now=now))

    left = season.entries.filter(status="reserve").order_by("reserve_place")
    assert list(left.values_list("number", "reserve_place")) == [("3", 1), ("4", 2)]


def test_two_cars_put_on_reserve_at_once_have_two_places():
    season = SeasonFactory()
    cars = [EntryFactory(season=season, status="received") for _ in range(2)]

    at_once(*[lambda car=car: put_on_reserve([car]) for car in cars])

    places = season.entries.values_list("reserve_place", flat=True)
    assert sorted(places) == [1, 2]


def test_an_event_carried_over_twice_at_once_has_every_car_once():
    season = SeasonFactory()
    EntryFactory.create_batch(3, season=season)
    event = EventFactory(season=season)

    outcomes = at_once(*[lambda: carry_over(event)] * 2)

    assert (sorted(outcomes), event.entries.count()) == ([0, 3], 3)
