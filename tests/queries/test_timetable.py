"""The order of sessions, and which one is next."""

from datetime import UTC, date, datetime

import pytest

from championship.queries.entry_list import number_order
from championship.queries.timetable import timetables
from tests.factories import ClassificationFactory, EventFactory, RaceFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 2, 3, 8, tzinfo=UTC)


def test_sessions_are_in_order_and_unknown_starts_last():
    event = EventFactory()
    days = {"sunday": date(2024, 2, 4), "saturday": date(2024, 2, 3), "unknown": None}
    for name, day in days.items():
        SessionFactory(event=event, slug=name, starts_on=day)
    early = datetime(2024, 2, 3, 6, tzinfo=UTC)
    SessionFactory(event=event, slug="early", starts_on=date(2024, 2, 3), starts_at=early)

    rows = timetables([event], now=NOW)[event.pk]

    assert [row.slug for row in rows] == ["early", "saturday", "sunday", "unknown"]


def test_start_is_in_the_time_of_the_circuit():
    start = datetime(2024, 2, 3, 6, tzinfo=UTC)
    session = SessionFactory(event__circuit__time_zone="Asia/Kuala_Lumpur", starts_at=start)

    (row,) = timetables([session.event], now=NOW)[session.event_id]

    assert row.starts_at == start
    assert row.starts_at.hour == 14


def test_only_the_first_start_to_come_is_next():
    event = EventFactory()
    for hour in (7, 9, 11):
        start = NOW.replace(hour=hour)
        SessionFactory(event=event, slug=f"at-{hour}", starts_on=start.date(), starts_at=start)

    rows = timetables([event], now=NOW)[event.pk]

    assert [row.slug for row in rows if row.is_next] == ["at-9"]


def test_state_is_that_of_the_newest_revision():
    race = RaceFactory()
    for state in ("provisional", "final"):
        ClassificationFactory(session=race, state=state)

    (row,) = timetables([race.event], now=NOW)[race.event_id]

    assert (row.state, row.revision) == ("final", 2)


def test_car_numbers_sort_as_people_count():
    numbers = ["10", "9", "007", "7", "4A", "100"]

    assert sorted(numbers, key=number_order) == ["4A", "7", "007", "9", "10", "100"]


def test_sprint_is_a_race_of_its_round_too():
    sprint = RaceFactory(kind="sprint")

    (row,) = timetables([sprint.event], now=NOW)[sprint.event_id]

    assert (row.is_race, row.round_number) == (True, sprint.round.number)
