"""The life of an entry: received, confirmed, reserve, withdrawn, rejected."""

from datetime import UTC, date, datetime

import pytest

from championship.models import Entry, EventEntry, Season
from championship.workflows.entries import (
    CannotChangeEntries,
    carry_over,
    confirm,
    enter_again,
    follow_status,
    promote,
    promote_at_event,
    put_on_reserve,
    put_on_reserve_at_event,
    reject,
    withdraw,
    withdraw_from_event,
)
from tests.factories import (
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    ResultFactory,
    SeasonFactory,
)

from .grid import grid

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)  # two weeks before the events of the factory


@pytest.fixture
def season():
    return SeasonFactory()


def entry(season, number, status="received", **kwargs):
    return EntryFactory(season=season, number=number, status=status, **kwargs)


def reserves(season, *numbers):
    return [
        entry(season, number, "reserve", reserve_place=place)
        for place, number in enumerate(numbers, start=1)
    ]


def reserve_list(owner):
    rows = owner.entries.filter(status="reserve").order_by("reserve_place")
    return list(rows.values_list("number", "reserve_place"))


def status(row):
    return type(row).objects.values_list("status", "reserve_place").get(pk=row.pk)


def alone(changed):
    return [(left.car.number, left.reason) for left in changed.left_alone]


def numbers(cars):
    return [car.number for car in cars]


@pytest.mark.parametrize("before", ["received", "withdrawn", "rejected"])
def test_an_application_or_a_car_that_comes_back_is_confirmed(season, before):
    car = entry(season, "7", before)

    changed = confirm([car], now=NOW)

    assert (numbers(changed.cars), status(car)) == (["7"], ("confirmed", None))


def test_cars_that_can_not_be_confirmed_are_left_alone_and_it_is_said_why(season):
    cars = [entry(season, "7", "confirmed"), *reserves(season, "8"), entry(season, "9")]

    changed = confirm(cars, now=NOW)

    assert numbers(changed.cars) == ["9"]
    assert alone(changed) == [("7", "already confirmed"), ("8", "on the reserve list")]


def test_a_car_comes_back_only_while_its_number_is_free(season):
    gone, other = entry(season, "7", "withdrawn"), entry(season, "7", "rejected")
    entry(season, "9", "confirmed")
    late = entry(season, "9", "withdrawn")

    changed = confirm([gone, other, late], now=NOW)

    assert numbers(changed.cars) == ["7"]
    assert [reason for _number, reason in alone(changed)] == ["another car has its number"] * 2


def test_new_reserves_come_last_in_the_order_given(season):
    reserves(season, "1", "2")
    cars = [entry(season, "9"), entry(season, "3")]

    put_on_reserve(cars)

    assert reserve_list(season) == [("1", 1), ("2", 2), ("9", 3), ("3", 4)]


def test_a_reserve_without_a_place_is_given_one(season):
    unnumbered = entry(season, "5", "reserve")

    put_on_reserve([unnumbered])

    assert reserve_list(season) == [("5", 1)]


def test_whoever_stands_behind_a_promoted_reserve_moves_up(season):
    first, second, *_others = reserves(season, "1", "2", "3", "4")

    changed = promote([second], now=NOW)

    assert status(second) == ("confirmed", None)
    assert reserve_list(season) == [("1", 1), ("3", 2), ("4", 3)]
    assert [(car.number, car.reserve_place) for car in changed.moved_up] == [("3", 2), ("4", 3)]
    assert status(first) == ("reserve", 1)


def test_only_reserves_are_promoted(season):
    changed = promote([entry(season, "7")], now=NOW)

    assert (changed.cars, alone(changed)) == ([], [("7", "received")])


@pytest.mark.parametrize("leave", [reject, withdraw])
def test_the_reserve_list_has_no_gap_when_reserves_leave_it(season, leave):
    first, _second, third, _fourth = reserves(season, "1", "2", "3", "4")

    leave([first, third], now=NOW)

    assert reserve_list(season) == [("2", 1), ("4", 2)]


def test_a_confirmed_car_is_withdrawn_not_rejected(season):
    changed = reject([entry(season, "7", "confirmed")], now=NOW)

    assert alone(changed) == [("7", "confirmed")]


def test_a_withdrawn_car_leaves_the_events_that_have_not_begun(season):
    car = entry(season, "7", "confirmed")
    past = EventFactory(season=season, starts_on=date(2024, 1, 5), ends_on=date(2024, 1, 7))
    coming = EventFactory(season=season)
    there, then = (EventEntryFactory(event=event, entry=car) for event in (coming, past))

    changed = withdraw([car], now=NOW)

    assert (status(there), status(then)) == (("withdrawn", None), ("entered", None))
    assert changed.withdrawn_at == [there]


def test_the_number_of_a_withdrawn_car_is_free_in_the_season_and_at_coming_events(season):
    car = entry(season, "7", "confirmed")
    event = EventFactory(season=season)
    EventEntryFactory(event=event, entry=car)

    withdraw([car], now=NOW)
    entry(season, "7", "confirmed")

    assert carry_over(event) == 1


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(15, "withdrawn"), (16, "entered")],  # the 2nd begins in Kuala Lumpur at 16:00 UTC
)
def test_an_event_begins_with_the_day_at_the_circuit(season, hour, expected):
    event = EventFactory(season=season, circuit__time_zone="Asia/Kuala_Lumpur")
    car = EventEntryFactory(event=event)

    withdraw([car.entry], now=datetime(2024, 2, 1, hour, tzinfo=UTC))

    assert status(car)[0] == expected


def test_reserves_of_an_event_move_up_when_one_withdraws_from_the_season(season):
    event = EventFactory(season=season)
    first, *_others = (
        EventEntryFactory(event=event, number=str(place), status="reserve", reserve_place=place)
        for place in (1, 2, 3)
    )

    withdraw([first.entry], now=NOW)

    assert reserve_list(event) == [("2", 1), ("3", 2)]


def test_a_car_with_a_result_can_be_withdrawn_from_its_event(season):
    car = ResultFactory(session__event__season=season).event_entry

    withdraw_from_event([car])

    assert status(car) == ("withdrawn", None)


def test_a_confirmed_car_is_at_no_event_until_it_is_carried_over(season):
    dubai, sepang = EventFactory.create_batch(2, season=season)
    new, entered = entry(season, "7"), entry(season, "8")
    EventEntryFactory(event=dubai, entry=entered)

    changed = confirm([new, entered], now=NOW)

    named = [(event, numbers(cars)) for event, cars in changed.not_entered_at]
    assert named == [(dubai, ["7"]), (sepang, ["7", "8"])]
    assert not EventEntry.objects.filter(entry=new).exists()


def test_a_promoted_car_that_is_a_reserve_at_an_event_does_not_race_there_yet(season):
    (reserve,) = reserves(season, "47")
    event = EventFactory(season=season)
    carry_over(event, reserves=True)

    changed = promote([reserve], now=NOW)

    assert [event for event, _cars in changed.not_entered_at] == [event]


def test_the_reserves_of_an_event_are_promoted_and_move_up(season):
    event = EventFactory(season=season)
    reserves(season, "1", "2", "3")
    carry_over(event, reserves=True)

    promote_at_event([event.entries.get(number="1")])

    assert reserve_list(event) == [("2", 1), ("3", 2)]
    assert reserve_list(season) == [("1", 1), ("2", 2), ("3", 3)]


def test_cars_of_two_events_stand_on_two_reserve_lists(season):
    cars = [EventEntryFactory(event=EventFactory(season=season)) for _ in range(2)]

    put_on_reserve_at_event(cars)

    assert [status(car) for car in cars] == [("reserve", 1)] * 2


def test_a_car_that_was_withdrawn_from_an_event_enters_again(season):
    first = EventEntryFactory(event__season=season, number="7", status="withdrawn")
    EventEntryFactory(event=first.event, number="8")
    second = EventEntryFactory(event=first.event, number="8", status="withdrawn")

    changed = enter_again([first, second])

    assert (numbers(changed.cars), alone(changed)) == (
        ["7"],
        [("8", "another car has its number")],
    )


def test_cars_of_two_seasons_are_refused_and_nothing_changes():
    cars = EntryFactory.create_batch(2, status="received")

    with pytest.raises(CannotChangeEntries, match="several seasons"):
        confirm(cars, now=NOW)

    assert not Entry.objects.exclude(status="received").exists()


def test_the_status_that_counts_is_the_one_stored(season):
    seen = entry(season, "7")
    withdraw([seen], now=NOW)

    changed = put_on_reserve([Entry(pk=seen.pk, status="received")])

    assert numbers(changed.cars) == ["7"]
    assert status(seen) == ("reserve", 1)


def test_nothing_chosen_changes_nothing(season):
    assert confirm([], now=NOW).cars == []


def typed(car, **changes):
    """Save a row as a form does. Returns what followed."""
    before = type(car).objects.get(pk=car.pk)
    for name, value in changes.items():
        setattr(car, name, value)
    car.save()
    return follow_status(car, before=before, now=NOW)


def test_a_reserve_typed_without_a_place_comes_last(season):
    reserves(season, "1")
    car = entry(season, "2")

    typed(car, status="reserve")

    assert reserve_list(season) == [("1", 1), ("2", 2)]


def test_a_reserve_that_is_typed_as_confirmed_leaves_no_gap(season):
    first, _second = reserves(season, "1", "2")

    changed = typed(first, status="confirmed", reserve_place=None)

    assert (reserve_list(season), numbers(changed.moved_up)) == ([("2", 1)], ["2"])


def test_a_place_typed_beyond_the_last_is_the_last(season):
    first, _second = reserves(season, "1", "2")

    typed(first, reserve_place=9)

    assert reserve_list(season) == [("2", 1), ("1", 2)]


def test_an_entry_typed_as_withdrawn_leaves_the_coming_events(season):
    car = EventEntryFactory(event__season=season)

    changed = typed(car.entry, status="withdrawn")

    assert (status(car)[0], changed.withdrawn_at) == ("withdrawn", [car])


def test_a_form_that_leaves_the_status_asks_for_nothing(season, django_assert_num_queries):
    car = entry(season, "7")

    with django_assert_num_queries(2):  # the savepoint
        follow_status(car, before=car, now=NOW)


MOST = {confirm: 9, promote: 9, put_on_reserve: 7, reject: 12, withdraw: 12}


@pytest.mark.parametrize("cars", [40, 400])
@pytest.mark.parametrize("change", MOST, ids=lambda change: change.__name__)
def test_a_change_costs_the_same_for_ten_times_the_cars(
    season, change, cars, django_assert_max_num_queries
):
    entries = grid(season, cars)
    carry_over(EventFactory(season=season))
    at_first = {promote: "reserve", confirm: "withdrawn", reject: "received"}
    Entry.objects.update(status=at_first.get(change, "confirmed"))
    when = {} if change is put_on_reserve else {"now": NOW}

    with django_assert_max_num_queries(MOST[change] + 2):  # and the savepoint
        changed = change(entries, **when)

    assert (len(changed.cars), Season.objects.count()) == (cars, 1)
