"""The season's confirmed entries go on the list of an event, frozen as they are."""

import pytest

from championship.models import Entry, EventEntry
from championship.workflows.entries import CannotCarryOver, carry_over
from tests.factories import CrewSeatFactory, EntryFactory, EventEntryFactory, EventFactory

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
    first = CrewSeatFactory(entry=entry)
    CrewSeatFactory(entry=entry, driver=None)

    carry_over(event)

    crew = event.entries.get().crew.values_list("order", "driver")
    assert list(crew) == [(1, first.driver_id), (2, None)]


def test_a_team_renamed_later_keeps_its_name_at_the_event(event):
    entry = EntryFactory(season=event.season, team__name="Triple Eight JMR")
    carry_over(event)

    entry.team.name = "Triple Eight"
    entry.team.save()

    assert event.entries.get().team_name == "Triple Eight JMR"


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


@pytest.mark.parametrize("cars", [1, 10])
def test_carrying_over_costs_the_same_queries_for_ten_times_the_cars(
    event, cars, django_assert_num_queries
):
    for _ in range(cars):
        CrewSeatFactory(entry__season=event.season)

    with django_assert_num_queries(8):
        carry_over(event)
