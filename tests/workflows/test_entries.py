"""The season's confirmed entries go on the list of an event, frozen as they are."""

import pytest

from championship.models import Entry, EventEntry
from championship.workflows.entries import CannotCarryOver, carry_over
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    TeamFactory,
)

from .grid import grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


def on_the_list(event):
    return sorted(event.entries.values_list("number", flat=True))


def test_confirmed_entries_are_carried_over_and_no_others(event):
    for number, status in enumerate(Entry.Status, start=1):
        EntryFactory(season=event.season, number=str(number), status=status)

    added = carry_over(event)

    confirmed = event.season.entries.get(status=Entry.Status.CONFIRMED)
    assert (added, on_the_list(event)) == (1, [confirmed.number])


def test_the_crew_comes_along_in_its_order_with_seats_to_be_announced(event):
    entry = EntryFactory(season=event.season)
    first = CrewSeatFactory(entry=entry, country="MO")
    CrewSeatFactory(entry=entry, driver=None)

    carry_over(event)

    crew = event.entries.get().crew.values_list("order", "driver", "country")
    assert list(crew) == [(1, first.driver_id, "MO"), (2, None, "")]


def frozen(event):
    """Everything that an event's list says of its only car."""
    car = event.entries.get()
    facts = (car.number, car.car_class.code, car.team_name, car.team_country, str(car.car))
    return facts, list(car.crew.values_list("order", "driver", "country"))


def test_what_happened_at_an_event_never_changes(event):
    entry = EntryFactory(season=event.season, team__name="Triple Eight JMR", team_country="MY")
    CrewSeatFactory(entry=entry, country="DE")
    carry_over(event)
    before = frozen(event)

    entry.team.name, entry.team.country = "Triple Eight", "AU"
    entry.team.save()
    entry.number, entry.team_country, entry.car = "888", "SG", None
    entry.car_class = CarClassFactory(season=event.season)
    entry.save()
    entry.crew.update(driver=DriverFactory(), country="")
    carry_over(event)

    assert before[0][2:4] == ("Triple Eight JMR", "MY")
    assert frozen(event) == before


def test_the_name_and_country_on_the_entry_stand_before_those_of_the_team(event):
    EntryFactory(season=event.season, team_name="AF Corse Asia", team_country="SG")
    EntryFactory(season=event.season, team=TeamFactory(name="Viper Niza", country="MY"))

    carry_over(event)

    named = event.entries.values_list("team_name", "team_country").order_by("team_name")
    assert list(named) == [("AF Corse Asia", "SG"), ("Viper Niza", "MY")]


def reserves_of(event):
    reserves = event.entries.filter(status=EventEntry.Status.RESERVE)
    return list(reserves.order_by("reserve_place").values_list("number", "reserve_place"))


def test_reserves_come_along_only_if_asked_for(event):
    EntryFactory(season=event.season, number="47", status="reserve", reserve_place=2)
    EntryFactory(season=event.season, number="98", status="reserve", reserve_place=1)

    without = carry_over(event)
    with_reserves = carry_over(event, reserves=True)

    assert (without, with_reserves) == (0, 2)
    assert reserves_of(event) == [("98", 1), ("47", 2)]


def test_reserves_carried_over_later_stand_behind_those_of_the_event(event):
    EventEntryFactory(event=event, number="10", status="reserve", reserve_place=1)
    EntryFactory(season=event.season, number="47", status="reserve", reserve_place=2)
    EntryFactory(season=event.season, number="98", status="reserve", reserve_place=1)

    carry_over(event, reserves=True)

    assert reserves_of(event) == [("10", 1), ("98", 2), ("47", 3)]


def test_carrying_over_again_adds_only_who_is_new(event):
    EntryFactory(season=event.season)
    carry_over(event)
    EntryFactory(season=event.season)

    assert (carry_over(event), carry_over(event)) == (1, 0)


def test_a_number_taken_at_the_event_refuses_the_whole_list(event):
    EventEntryFactory(event=event, number="7", entry__number="77")
    EntryFactory(season=event.season, number="7")
    EntryFactory(season=event.season, number="8")

    with pytest.raises(CannotCarryOver, match="#7"):
        carry_over(event)

    assert EventEntry.objects.count() == 1


@pytest.mark.parametrize("cars", [40, 400])
def test_carrying_over_costs_no_more_for_ten_times_the_cars(
    event, cars, django_assert_max_num_queries
):
    grid(event.season, cars)

    with django_assert_max_num_queries(12):  # of them two for the savepoint
        assert carry_over(event) == cars
