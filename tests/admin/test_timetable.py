"""Days and times are typed and shown on the circuit's clock."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages

from championship.models import Circuit, Event, Session
from tests.factories import CircuitFactory, EventFactory, RaceFactory, SessionFactory

from .browser import errors, save
from .registry import address


def noon(day):
    """12:00 at a circuit four hours ahead of UTC."""
    return datetime(2024, 2, day, 8, 0, tzinfo=UTC)


def test_start_is_shown_on_the_circuits_clock(desk):
    session = SessionFactory(starts_at=noon(2))

    page = desk.get(address(Session, "change", session.pk))

    assert page.context["adminform"].form["start_time"].value().strftime("%H:%M") == "12:00"


def test_list_shows_the_start_on_the_circuits_clock(desk):
    SessionFactory(starts_at=noon(2))

    assert "Fri 2 Feb 2024, 12:00" in desk.get(address(Session, "changelist")).content.decode()


def test_start_is_stored_in_utc(desk):
    session = SessionFactory()

    save(desk, address(Session, "change", session.pk), start_time="12:00")

    assert Session.objects.get().starts_at == noon(2)


def test_emptied_time_is_to_be_announced(desk):
    session = SessionFactory(starts_at=noon(2))

    save(desk, address(Session, "change", session.pk), start_time="")

    assert Session.objects.get().starts_at is None


def test_session_saved_untouched_keeps_its_start(desk):
    session = SessionFactory(starts_at=noon(2))

    save(desk, address(Session, "change", session.pk))

    assert Session.objects.get().starts_at == noon(2)


def test_start_can_be_typed_on_the_event_page(desk):
    session = SessionFactory()

    save(desk, address(Event, "change", session.event.pk), **{"sessions-0-start_time": "12:00"})

    assert Session.objects.get().starts_at == noon(2)


def test_time_without_a_day_is_refused(desk):
    session = SessionFactory(starts_on=None)

    response = save(desk, address(Session, "change", session.pk), start_time="12:00")

    assert errors(response) == ["A start time needs a day."]


def test_time_that_a_change_to_summer_time_skips_is_refused(desk):
    spa = CircuitFactory(time_zone="Europe/Brussels")
    day = date(2024, 3, 31)
    session = SessionFactory(event=EventFactory(circuit=spa, starts_on=day, ends_on=day))

    response = save(desk, address(Session, "change", session.pk), start_time="02:30")

    assert errors(response) == [
        "This time does not exist on this day: clocks go forward at the circuit."
    ]


def test_time_that_comes_twice_in_autumn_is_the_first(desk):
    spa = CircuitFactory(time_zone="Europe/Brussels")
    day = date(2024, 10, 27)
    session = SessionFactory(event=EventFactory(circuit=spa, starts_on=day, ends_on=day))

    save(desk, address(Session, "change", session.pk), start_time="02:30")

    assert Session.objects.get().starts_at == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_empty_address_is_made_of_event_and_name(desk):
    event = EventFactory(name="4 Hours of Sepang", short_name="Sepang")

    save(desk, address(Session, "add"), event=event.pk, name="Free Practice 1", kind="practice")

    assert Session.objects.get().slug == "sepang-free-practice-1"


def test_sessions_follow_their_event_to_another_day(desk):
    race = RaceFactory(starts_at=noon(4))

    response = save(
        desk,
        address(Event, "change", race.event.pk),
        starts_on="2024-02-09",
        ends_on="2024-02-11",
    )

    race.refresh_from_db()
    assert (race.starts_on, race.starts_at) == (date(2024, 2, 11), noon(11))
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert "1 session is 7 days later now." in said


def test_a_day_more_before_an_event_leaves_its_sessions_alone(desk):
    race = RaceFactory(starts_at=noon(4))

    save(desk, address(Event, "change", race.event.pk), starts_on="2024-02-01")

    race.refresh_from_db()
    assert race.starts_at == noon(4)
    assert Event.objects.get().starts_on == date(2024, 2, 1)


def test_sessions_typed_with_a_moved_event_are_left_as_typed(desk):
    race = RaceFactory(starts_at=noon(4))

    save(
        desk,
        address(Event, "change", race.event.pk),
        starts_on="2024-02-09",
        ends_on="2024-02-11",
        **{"sessions-0-starts_on": "2024-02-10"},
    )

    race.refresh_from_db()
    assert (race.starts_on, race.starts_at) == (date(2024, 2, 10), noon(10))


def test_event_saved_untouched_moves_nothing(desk):
    race = RaceFactory(starts_at=noon(4))

    response = save(desk, address(Event, "change", race.event.pk))

    race.refresh_from_db()
    assert (race.starts_on, race.starts_at) == (date(2024, 2, 4), noon(4))
    assert not any("moved" in str(m) for m in get_messages(response.wsgi_request))


def test_sessions_keep_their_clock_at_another_circuit(desk):
    race = RaceFactory(starts_at=noon(4))
    sepang = CircuitFactory(time_zone="Asia/Kuala_Lumpur")

    save(desk, address(Event, "change", race.event.pk), circuit=sepang.pk)

    race.refresh_from_db()
    assert race.starts_at == datetime(2024, 2, 4, 4, 0, tzinfo=UTC)


def test_start_typed_with_another_circuit_is_on_its_clock(desk):
    race = RaceFactory(starts_at=noon(4))
    sepang = CircuitFactory(time_zone="Asia/Kuala_Lumpur")

    save(
        desk,
        address(Event, "change", race.event.pk),
        circuit=sepang.pk,
        **{"sessions-0-start_time": "14:00"},
    )

    race.refresh_from_db()
    assert race.starts_at == datetime(2024, 2, 4, 6, 0, tzinfo=UTC)


def test_sessions_keep_their_clock_when_a_circuits_zone_is_corrected(desk):
    race = RaceFactory(starts_at=noon(4))

    save(desk, address(Circuit, "change", race.event.circuit.pk), time_zone="Asia/Kuala_Lumpur")

    race.refresh_from_db()
    assert race.starts_at == datetime(2024, 2, 4, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", ""])
def test_unknown_time_zone_is_refused(desk, zone):
    circuit = CircuitFactory()

    response = save(desk, address(Circuit, "change", circuit.pk), time_zone=zone)

    assert len(errors(response)) == 1
