"""Cars ticked in a list are confirmed, put on reserve, promoted, rejected and withdrawn."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from championship.models import Entry, EventEntry
from tests.factories import (
    CrewSeatFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    ResultFactory,
    SeasonFactory,
    staff_with,
)
from tests.workflows.grid import grid

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def act(client, action, *cars, **answers):
    """Tick these cars in their list and choose an action."""
    chosen = {"action": action, "_selected_action": [car.pk for car in cars]}
    return client.post(address(type(cars[0]), "changelist"), chosen | answers)


@pytest.fixture
def season():
    today = timezone.localdate()
    return SeasonFactory(starts_on=today - timedelta(100), ends_on=today + timedelta(100))


@pytest.fixture
def coming(season):
    day = timezone.localdate() + timedelta(30)
    return EventFactory(season=season, name="4 Hours of Dubai", starts_on=day, ends_on=day)


def reserves(season, *numbers):
    return [
        EntryFactory(season=season, number=number, status="reserve", reserve_place=place)
        for place, number in enumerate(numbers, start=1)
    ]


def history(row):
    entries = LogEntry.objects.filter(
        object_id=str(row.pk), content_type__model=row._meta.model_name
    )
    return [entry.get_change_message() for entry in entries]


def test_it_is_said_who_was_confirmed_and_who_was_left_alone(desk, season):
    cars = [
        EntryFactory(season=season, number=number, status=status)
        for number, status in [("4", "received"), ("7", "received"), ("9", "confirmed")]
    ]

    response = act(desk, "confirm", *cars)

    assert said(response) == [
        "2 cars confirmed: #4, #7.",
        "Left alone: #9 (already confirmed).",
    ]
    assert [history(car) for car in cars] == [["Confirmed."], ["Confirmed."], []]


def test_it_is_said_which_coming_event_does_not_have_a_promoted_car(desk, season, coming):
    first, second = reserves(season, "47", "98")

    response = act(desk, "promote", first)

    assert said(response) == [
        "1 reserve promoted: #47.",
        "Now on the reserve list: #98 in place 1.",
        "Not entered yet at 4 Hours of Dubai: #47. Carry over there, or look at its list.",
    ]
    assert history(second) == ["Place 1 on the reserve list."]


def test_reserves_are_numbered_in_the_order_of_the_list(desk, season):
    cars = grid(season, 3, status="received")

    act(desk, "put_on_reserve", *reversed(cars))

    places = Entry.objects.order_by("reserve_place").values_list("number", flat=True)
    assert list(places) == ["1", "2", "3"]


def test_an_application_is_rejected(desk, season):
    car = EntryFactory(season=season, number="7", status="received")

    response = act(desk, "reject", car)

    assert said(response) == ["1 application rejected: #7."]


def test_withdrawing_asks_first_and_shows_the_coming_events(desk, coming):
    car = EventEntryFactory(event=coming, number="7")

    page = act(desk, "withdraw", car.entry)

    assert "4 Hours of Dubai: #7" in page.text
    assert Entry.objects.get().status == "confirmed"


def test_a_withdrawal_is_kept_with_its_note_here_and_at_the_event(desk, coming):
    car = EventEntryFactory(event=coming, entry__number="7", number="7")

    response = act(desk, "withdraw", car.entry, post="yes", note="By letter of 3 May.")

    assert said(response) == [
        "1 car withdrawn: #7.",
        "Withdrawn from 4 Hours of Dubai too: #7.",
    ]
    assert history(car.entry) == ["Withdrawn. By letter of 3 May."]
    assert history(car) == ["Withdrawn with its entry of the season. By letter of 3 May."]


def test_a_note_that_no_database_keeps_is_asked_for_again(desk, season):
    car = EntryFactory(season=season)

    page = act(desk, "withdraw", car, post="yes", note="\x00")

    assert "Null characters are not allowed." in page.text
    assert Entry.objects.get().status == "confirmed"


def test_cars_of_two_seasons_are_not_withdrawn_together(desk):
    response = act(desk, "withdraw", EntryFactory(), EntryFactory())

    assert said(response) == ["These cars belong to several seasons. Choose those of one season."]


def test_cars_of_two_seasons_are_not_confirmed_together(desk):
    cars = EntryFactory.create_batch(2, status="received")

    response = act(desk, "confirm", *cars)

    assert said(response) == ["These cars belong to several seasons. Choose those of one season."]
    assert not LogEntry.objects.exists()


def test_a_car_leaves_one_event_and_enters_again(desk, coming):
    car = EventEntryFactory(event=coming, number="7")

    left = act(desk, "withdraw", car, post="yes")
    back = act(desk, "enter_again", car)

    assert said(left)[0] == "1 car withdrawn: #7."
    assert said(back)[-1] == "1 car entered again: #7."
    assert EventEntry.objects.get().status == "entered"


def test_a_reserve_of_an_event_is_promoted(desk, coming):
    first, second = EventEntryFactory.create_batch(2, event=coming)
    act(desk, "put_on_reserve", first, second)

    act(desk, "promote", first)

    after = EventEntry.objects.order_by("pk").values_list("status", "reserve_place")
    assert list(after) == [("entered", None), ("reserve", 1)]


def test_a_car_with_a_result_is_withdrawn_but_not_deleted(desk):
    car = ResultFactory().event_entry

    act(desk, "delete_selected", car, post="yes")
    act(desk, "withdraw", car, post="yes")

    assert EventEntry.objects.get().status == "withdrawn"


@pytest.mark.parametrize("action", ["confirm", "put_on_reserve", "promote", "reject", "withdraw"])
@pytest.mark.parametrize(("permission", "changes"), [("view_entry", False), ("change_entry", True)])
def test_statuses_change_only_for_who_may_change_entries(client, action, permission, changes):
    before = "reserve" if action == "promote" else "received"
    car = EntryFactory(status=before)
    client.force_login(staff_with("championship.view_entry", f"championship.{permission}"))

    act(client, action, car, post="yes")

    assert (Entry.objects.get().status != before) is changes


def test_a_typed_status_takes_the_place_on_the_reserve_list_along(desk, season):
    first, second = reserves(season, "47", "98")

    save(desk, address(Entry, "change", first.pk), status="confirmed")

    places = Entry.objects.order_by("number").values_list("status", "reserve_place")
    assert list(places) == [("confirmed", None), ("reserve", 1)]
    assert history(second) == ["Place 1 on the reserve list."]


def test_a_place_typed_for_a_car_that_is_no_reserve_is_refused(desk, season):
    car = EntryFactory(season=season)

    response = save(desk, address(Entry, "change", car.pk), reserve_place=3)

    assert errors(response) == ["Only a reserve has a place on the reserve list."]


def test_a_place_that_another_reserve_has_is_refused(desk, season):
    _first, second = reserves(season, "47", "98")

    response = save(desk, address(Entry, "change", second.pk), reserve_place=1)

    assert errors(response) == ["Another entry has this place on the reserve list."]


def test_an_entry_typed_as_withdrawn_leaves_the_coming_event(desk, coming):
    car = EventEntryFactory(event=coming, number="7")

    response = save(desk, address(Entry, "change", car.entry.pk), status="withdrawn")

    assert "Withdrawn from 4 Hours of Dubai too: #7." in said(response)
    assert EventEntry.objects.get().status == "withdrawn"


def test_a_reserve_typed_at_an_event_comes_last(desk, coming):
    EventEntryFactory(event=coming, status="reserve", reserve_place=1)
    car = EventEntryFactory(event=coming)

    save(desk, address(EventEntry, "change", car.pk), status="reserve")

    car.refresh_from_db()
    assert car.reserve_place == 2


def test_the_list_shows_the_crew_and_the_place_of_a_reserve(desk, season):
    (car,) = reserves(season, "47")
    CrewSeatFactory(entry=car, driver__family_name="Kurtz")
    CrewSeatFactory(entry=car, driver=None)

    page = " ".join(desk.get(address(Entry, "changelist")).text.split())

    assert "Kurtz / to be announced" in page
    assert "reserve 1" in page


def test_an_entry_added_to_an_event_brings_its_countries_along(desk):
    entry = EntryFactory(team_country="SG")
    CrewSeatFactory(entry=entry, country="MO")
    event = EventFactory(season=entry.season)

    save(desk, address(EventEntry, "add"), event=event.pk, entry=entry.pk)

    car = EventEntry.objects.get()
    assert (car.team_country, car.crew.get().country) == ("SG", "MO")


def cost(client, action, cars):
    with CaptureQueriesContext(connection) as captured:
        act(client, action, *cars, post="yes")
    return len(captured)


ACTIONS = {
    "confirm": "received",
    "put_on_reserve": "confirmed",
    "promote": "reserve",
    "reject": "received",
    "withdraw": "confirmed",
}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_costs_no_more_for_ten_times_the_cars(desk, action):
    costs = []
    for cars in (40, 400):
        entries = grid(SeasonFactory(), cars, status=ACTIONS[action])
        costs.append(cost(desk, action, entries))

    few, many = costs
    assert many <= few + 1  # SQLite takes a long history in two statements
