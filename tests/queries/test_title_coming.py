"""Who is taken to be in the sessions still to be run."""

from datetime import date

import pytest

from championship.models import Entry, EventEntry, Session
from championship.queries.title_coming import Titles
from tests.factories import (
    BonusFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    RoundFactory,
    SessionFactory,
)

from .racing import car_of, championship, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def title():
    return championship()


@pytest.fixture
def cars(title):
    return [car_of(title, number=number, status=Entry.Status.CONFIRMED) for number in ("4", "99")]


def coming(title, after=None):
    """The sessions to come, each with its event's name and the numbers of its cars."""
    asked = Titles(title.season).title(title.pk)
    found = asked.to_come(asked.newest if after is None else after)
    return [(one.planned.slug, sorted(one.numbers.values())) for one in found]


def a_race(title, slug="finale", **event):
    return RaceFactory(event=EventFactory(season=title.season, **event), slug=slug)


def test_before_an_event_has_a_list_the_seasons_entries_are_taken(title, cars):
    EntryFactory(season=title.season, number="7", status=Entry.Status.RECEIVED)
    EntryFactory(season=title.season, number="8", status=Entry.Status.RESERVE)
    a_race(title)

    assert coming(title) == [("finale", ["4", "99"])]


def test_the_list_of_an_event_goes_before_that_of_the_season(title, cars):
    race = a_race(title)
    EventEntryFactory(event=race.event, entry=cars[0])
    EventEntryFactory(event=race.event, entry=cars[1], status=EventEntry.Status.WITHDRAWN)

    assert coming(title) == [("finale", ["4"])]


def test_cars_bear_the_crew_of_the_event_or_else_of_the_season(title, cars):
    race, drivers = a_race(title), DriverFactory.create_batch(2)
    entered = [EventEntryFactory(event=race.event, entry=car) for car in cars]
    for car in cars:
        CrewSeatFactory(entry=car, driver=drivers[0])
    EventCrewSeatFactory(event_entry=entered[1], driver=drivers[1])

    (found,) = Titles(title.season).title(title.pk).to_come(0)

    crews = {found.numbers[one.car]: one.drivers for one in found.session.finishes}
    assert crews == {"4": (drivers[0].pk,), "99": (drivers[1].pk,)}


def test_looking_back_the_cars_are_those_that_ran(title, cars):
    run(title, *cars)
    run(title, cars[0])

    assert [numbers for _slug, numbers in coming(title, after=1)] == [["4"]]
    assert coming(title) == []


def test_a_cancelled_event_is_not_to_come(title, cars):
    a_race(title, status="cancelled")
    a_race(title, slug="postponed", status="postponed")

    assert coming(title) == [("postponed", ["4", "99"])]


def test_a_round_without_a_timetable_has_a_race_to_come(title, cars):
    event = EventFactory(season=title.season)
    RoundFactory(event=event, number=7)

    assert coming(title) == [("round-7", ["4", "99"])]


def test_only_sessions_with_a_scale_are_to_come(title, cars):
    race = a_race(title)
    SessionFactory(event=race.event, round=race.round, kind=Session.Kind.QUALIFYING)

    assert coming(title) == [("finale", ["4", "99"])]


def test_a_session_of_one_class_has_only_its_cars(title, cars):
    EntryFactory(season=title.season, number="7", status=Entry.Status.CONFIRMED)
    race = a_race(title)
    race.classes.add(title.car_class)

    assert coming(title) == [("finale", ["4", "99"])]


def test_a_pole_taken_already_stands_for_the_newest_table_only(title, cars):
    run(title, *cars, starts_on=date(2024, 1, 13))
    run(title, *cars, starts_on=date(2024, 1, 20))
    race = a_race(title, starts_on=date(2024, 1, 27), ends_on=date(2024, 1, 27))
    car = EventEntryFactory(event=race.event, entry=cars[0])
    BonusFactory(session=race, event_entry=car)

    asked = Titles(title.season).title(title.pk)

    assert [bonus.car for bonus in asked.to_come(2)[-1].session.bonuses] == [car.pk]
    assert [one.session.bonuses for one in asked.to_come(1)] == [(), ()]


@pytest.mark.parametrize("size", [1, 10])
def test_it_costs_six_queries(title, size, django_assert_num_queries):
    for number in range(10, 10 + 2 * size):
        car_of(title, number=str(number), status=Entry.Status.CONFIRMED)
    run(title, *Entry.objects.all())
    for number in range(size):
        a_race(title, slug=f"race-{number}-to-come")

    with django_assert_num_queries(6):
        Titles(title.season).title(title.pk).outlook(1)
