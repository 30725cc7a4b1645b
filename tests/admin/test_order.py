"""The order of a crew and of a result: typed, left empty, or typed twice."""

import pytest

from championship.models import Entry, Result, Season, Session
from tests.factories import (
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    ResultFactory,
    SeasonFactory,
)

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db


def crew(entry):
    return list(entry.crew.values_list("order", "driver"))


def test_a_driver_added_without_an_order_comes_last(desk):
    seat = CrewSeatFactory(order=1)
    new = DriverFactory()

    save(
        desk,
        address(Entry, "change", seat.entry.pk),
        **{"crew-TOTAL_FORMS": 2, "crew-1-order": "", "crew-1-driver": new.pk},
    )

    assert crew(seat.entry) == [(1, seat.driver.pk), (2, new.pk)]


def test_a_whole_crew_may_leave_its_order_empty(desk):
    entry = EntryFactory()
    drivers = [DriverFactory().pk for _ in range(3)]
    rows = {f"crew-{row}-driver": driver for row, driver in enumerate(drivers)}

    save(desk, address(Entry, "change", entry.pk), **{"crew-TOTAL_FORMS": 3}, **rows)

    assert crew(entry) == list(enumerate(drivers, start=1))


def test_seats_are_numbered_without_gaps_and_doubles(desk):
    entry = EntryFactory()
    first, second, third = (CrewSeatFactory(entry=entry, order=order) for order in (1, 2, 3))

    save(desk, address(Entry, "change", entry.pk), **{"crew-0-order": 9})

    assert crew(entry) == [
        (1, second.driver.pk),
        (2, third.driver.pk),
        (3, first.driver.pk),
    ]


def test_two_cars_on_one_line_are_refused_where_they_are_typed(desk):
    first = ResultFactory()
    second = ResultFactory(session=first.session)

    response = save(
        desk, address(Session, "change", first.session.pk), **{"results-1-order": first.order}
    )

    assert errors(response) == ["Two cars are on line 1."]
    assert Result.objects.get(pk=second.pk).order == 2


def test_a_result_typed_without_an_order_is_in_the_order_of_the_page(desk):
    session = ResultFactory().session
    car = EventEntryFactory(event=session.event)

    line = {"results-1-event_entry": car.pk, "results-1-status": "classified"}
    page = address(Session, "change", session.pk)
    save(desk, page, **{"results-TOTAL_FORMS": 2}, **line)

    assert Result.objects.get(event_entry=car).order == 2


def test_a_season_can_be_saved_again_and_again(desk):
    season = SeasonFactory(is_public=False)

    for name in ("2024", "2024/25"):
        assert save(desk, address(Season, "change", season.pk), name=name).status_code == 302

    assert Season.objects.get().name == "2024/25"


def test_line_ends_of_a_browser_change_nothing(desk):
    season = SeasonFactory(sources="one\ntwo")

    save(desk, address(Season, "change", season.pk), sources="one\r\ntwo")

    assert Season.objects.get().sources == "one\ntwo"


def test_received_entries_are_confirmed_from_the_list_and_no_others(desk):
    received = EntryFactory(status="received")
    reserve = EntryFactory(season=received.season, status="reserve")
    chosen = {"action": "confirm", "_selected_action": [received.pk, reserve.pk]}

    desk.post(address(Entry, "changelist"), chosen)

    received.refresh_from_db()
    reserve.refresh_from_db()
    assert (received.status, reserve.status) == ("confirmed", "reserve")


def test_cars_are_listed_in_the_order_of_their_numbers(desk):
    season = SeasonFactory()
    first = EntryFactory(season=season, number="22")
    for number in ("3", "007", "7"):
        EntryFactory(season=season, car_class=first.car_class, number=number)

    listed = desk.get(address(Entry, "changelist")).context["cl"].result_list

    assert [entry.number for entry in listed] == ["3", "7", "22", "007"]


def test_two_drivers_change_seats_in_one_form(desk):
    entry = EntryFactory()
    first, second = (CrewSeatFactory(entry=entry, order=order) for order in (1, 2))

    save(
        desk,
        address(Entry, "change", entry.pk),
        **{"crew-0-driver": second.driver.pk, "crew-1-driver": first.driver.pk},
    )

    assert crew(entry) == [(1, second.driver.pk), (2, first.driver.pk)]


def test_two_cars_change_lines_in_one_form(desk):
    first = ResultFactory()
    second = ResultFactory(session=first.session)
    cars = {
        "results-0-event_entry": second.event_entry.pk,
        "results-1-event_entry": first.event_entry.pk,
    }

    save(desk, address(Session, "change", first.session.pk), **cars)

    listed = first.session.results.order_by("order").values_list("event_entry", flat=True)
    assert list(listed) == [second.event_entry.pk, first.event_entry.pk]
