"""What staff see of the list of a season, and of an event."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType

from championship.models import CategoryLimit, Entry
from championship.queries.entry_checks import check_list
from championship.queries.entry_desk import entry_desk
from championship.workflows.entries import carry_over
from championship.workflows.entry_lists import publish_entry_list
from tests.factories import (
    CarClassFactory,
    CarFactory,
    DriverCategoryFactory,
    EntryFactory,
    EntryListRevisionFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    SeasonFactory,
    UserFactory,
)
from tests.workflows.grid import grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return SeasonFactory()


def received(season, number, moment=None):
    entry = EntryFactory(season=season, number=number, status="received")
    if moment:
        LogEntry.objects.create(
            user=UserFactory(),
            content_type=ContentType.objects.get_for_model(Entry),
            object_id=entry.pk,
            action_flag=ADDITION,
            action_time=moment,
        )
    return entry


def test_whoever_waits_longest_stands_first_and_unknown_dates_last(season):
    late, early = (datetime(2024, 1, day, tzinfo=UTC) for day in (9, 2))
    received(season, "1")
    received(season, "2", late)
    received(season, "3", early)

    waiting = entry_desk(season).applications

    assert [(row.car.number, row.received_at) for row in waiting] == [
        ("3", early),
        ("2", late),
        ("1", None),
    ]


def test_applications_stand_beside_the_list_and_are_not_published(season):
    received(season, "1")
    EntryFactory(season=season, number="2", status="rejected")
    EntryFactory(season=season, number="3")

    desk = entry_desk(season)

    listed = [row.car.number for _car_class, rows in desk.classes for row in rows]
    assert (sorted(listed), [row.number for row in desk.inside.rows]) == (["2", "3"], ["3"])


def test_cars_are_counted_by_class_and_by_the_statuses_that_occur(season):
    lmp2, gt = (CarClassFactory(season=season, code=c, order=n) for n, c in enumerate(("A", "B")))
    for car_class, status in [(lmp2, "confirmed"), (gt, "confirmed"), (gt, "received")]:
        EntryFactory(season=season, car_class=car_class, status=status)

    counts = entry_desk(season).counts

    assert counts.statuses == ["received", "confirmed"]
    assert [(str(line.car_class), line.numbers, line.total) for line in counts.lines] == [
        ("A", [0, 1], 1),
        ("B", [1, 1], 2),
    ]
    assert counts.totals.numbers == [1, 2]


def test_a_car_that_takes_part_is_entered_at_an_event(season):
    event = EventFactory(season=season)
    EventEntryFactory(event=event)
    EventEntryFactory(event=event, status="withdrawn")

    assert entry_desk(season, event).counts.statuses == ["entered", "withdrawn"]


def test_staff_open_the_car_at_the_event_not_its_entry(season):
    EntryFactory(season=season)
    car = EventEntryFactory(event__season=season)

    ((_car_class, (row,)),) = entry_desk(season, car.event).classes

    assert (row.key, row.car.entry) == (car.pk, car.entry.pk)


def test_an_event_lacks_the_confirmed_entries_it_does_not_have(season):
    event = EventFactory(season=season)
    EventEntryFactory(event=event)
    EntryFactory(season=season, number="7")
    EntryFactory(season=season, status="reserve")

    assert (entry_desk(season, event).missing, entry_desk(season).missing) == (["7"], [])


def test_every_event_of_the_season_is_named_with_its_cars_and_its_list(season):
    event = EventFactory(season=season)
    for status in ("entered", "entered", "reserve", "withdrawn"):
        EventEntryFactory(event=event, status=status)
    EntryListRevisionFactory(season=season)
    issue = EntryListRevisionFactory(season=season, event=event)

    (line,) = entry_desk(season).events

    inside = line.inside
    assert (inside.cars, inside.reserves, inside.withdrawn) == (2, 1, 1)
    assert line.newest == issue


def test_what_is_open_at_an_event_is_counted_on_its_own_day(season):
    gt = CarClassFactory(season=season)
    CategoryLimit.objects.create(car_class=gt, bronze=True, at_least=1)
    driver = DriverCategoryFactory(category="bronze", valid_from=date(2024, 3, 1)).driver
    for starts_on in (date(2024, 2, 2), date(2024, 4, 5)):
        event = EventFactory(season=season, starts_on=starts_on, ends_on=starts_on)
        car = EventEntryFactory(event=event, entry__car_class=gt)
        EventCrewSeatFactory(event_entry=car, driver=driver)

    lines = entry_desk(season).events

    assert [line.open_points for line in lines] == [1, 0]
    assert [len(check_list(season, line.event)) for line in lines] == [1, 0]


@pytest.mark.parametrize("cars", [40, 400])
@pytest.mark.parametrize(("at_event", "most"), [(False, 20), (True, 17)])
def test_the_desk_costs_the_same_for_ten_times_the_cars(
    season, at_event, most, cars, django_assert_max_num_queries
):
    event = EventFactory(season=season)
    entries = grid(season, cars)
    car = CarFactory()
    CategoryLimit.objects.create(car_class=entries[0].car_class, bronze=True, at_least=1)
    entries[0].car_class.cars.add(car)
    carry_over(event)
    received(season, "R1", datetime(2024, 1, 2, tzinfo=UTC))
    for listed in (None, event):
        publish_entry_list(season, listed, state="provisional", reason="For the test.")

    with django_assert_max_num_queries(most):
        desk = entry_desk(season, event if at_event else None)

    assert len(desk.classes[0][1]) == cars
