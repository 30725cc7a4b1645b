"""Sessions keep their time on the circuit's clock when their event moves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from championship.workflows.calendar import keep_clock_times, move_event
from tests.factories import CircuitFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


def spa(**dates):
    circuit = CircuitFactory(name="Spa-Francorchamps", time_zone="Europe/Brussels")
    return EventFactory(circuit=circuit, **dates)


def test_sessions_move_with_their_event():
    event = spa(starts_on=date(2024, 2, 2), ends_on=date(2024, 2, 4))
    race = SessionFactory(
        event=event, starts_on=date(2024, 2, 4), starts_at=datetime(2024, 2, 4, 12, tzinfo=UTC)
    )
    event.starts_on += timedelta(days=7)

    moved = move_event(event, from_day=date(2024, 2, 2))

    race.refresh_from_db()
    assert (moved, race.starts_on) == (1, date(2024, 2, 11))
    assert race.starts_at == datetime(2024, 2, 11, 12, tzinfo=UTC)


def test_the_clock_at_the_circuit_stays_across_the_change_to_summer_time():
    event = spa(starts_on=date(2024, 3, 23), ends_on=date(2024, 3, 24))
    race = SessionFactory(
        event=event, starts_on=date(2024, 3, 24), starts_at=datetime(2024, 3, 24, 12, tzinfo=UTC)
    )
    event.starts_on += timedelta(days=7)

    move_event(event, from_day=date(2024, 3, 23))

    race.refresh_from_db()
    assert race.starts_at == datetime(2024, 3, 31, 11, tzinfo=UTC)  # 13:00 in Spa, both times


def test_a_session_to_be_announced_stays_so():
    event = spa(starts_on=date(2024, 2, 2), ends_on=date(2024, 2, 4))
    session = SessionFactory(event=event, starts_on=None)
    event.starts_on += timedelta(days=7)

    assert move_event(event, from_day=date(2024, 2, 2)) == 0
    session.refresh_from_db()
    assert (session.starts_on, session.starts_at) == (None, None)


def test_another_circuit_keeps_the_time_on_the_clock():
    event = spa(starts_on=date(2024, 2, 2), ends_on=date(2024, 2, 4))
    race = SessionFactory(
        event=event, starts_on=date(2024, 2, 4), starts_at=datetime(2024, 2, 4, 12, tzinfo=UTC)
    )
    event.circuit = CircuitFactory(time_zone="Asia/Dubai")

    keep_clock_times(event, old_zone=ZoneInfo("Europe/Brussels"))

    race.refresh_from_db()
    assert race.starts_at == datetime(2024, 2, 4, 9, tzinfo=UTC)  # 13:00 in Dubai
