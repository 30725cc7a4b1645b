"""The sequence of what calendars hold rises with every change that they show."""

from datetime import UTC, date, datetime, timedelta

import pytest

from championship.models import Circuit, Event, Session
from championship.workflows.calendar import keep_clock_times, move_event
from championship.workflows.season_pack import load_season_pack
from tests.factories import CircuitFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
DUBAI = {"starts_on": date(2024, 2, 2), "starts_at": datetime(2024, 2, 2, 8, tzinfo=UTC)}


@pytest.fixture
def session(db):
    return SessionFactory(**DUBAI)


def sequences(session):
    """Of the session, and of its event."""
    return (
        Session.objects.values_list("calendar_sequence", flat=True).get(pk=session.pk),
        Event.objects.values_list("calendar_sequence", flat=True).get(pk=session.event_id),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Race 1"),
        ("slug", "race-1"),
        ("kind", Session.Kind.QUALIFYING),
        ("starts_on", date(2024, 2, 3)),
        ("starts_at", None),
        ("duration_minutes", 240),
    ],
)
def test_a_saved_change_of_a_session_is_counted(session, field, value):
    setattr(session, field, value)
    session.save()

    assert sequences(session) == (1, 0)


@pytest.mark.parametrize("field", ["note", "points_factor"])
def test_what_no_calendar_shows_is_not_counted(session, field):
    setattr(session, field, "2")
    session.save()

    assert sequences(session) == (0, 0)


def test_saving_the_same_again_is_not_counted(session):
    session.save()
    Session.objects.update(name=session.name)

    assert sequences(session) == (0, 0)


def test_somebody_who_read_it_earlier_does_not_take_the_count_back(session):
    before = Session.objects.get(pk=session.pk)
    Session.objects.update(name="Race 1")
    before.note = "Wet"
    before.save()

    # Saved as it had been read, its old name is a change once more.
    assert sequences(session) == (2, 0)


@pytest.mark.parametrize(
    ("field", "value", "counted"),
    [
        ("status", Event.Status.CANCELLED, (1, 1)),
        ("name", "4 Hours of Dubai", (1, 1)),
        ("ends_on", date(2024, 2, 5), (0, 1)),
        ("slug", "dubai", (0, 1)),
        ("note", "The track is under water.", (0, 0)),
    ],
)
def test_a_change_of_an_event_is_counted_where_it_is_shown(session, field, value, counted):
    Event.objects.update(**{field: value})

    assert sequences(session) == counted


def test_an_event_at_another_circuit_takes_its_sessions_along(session):
    session.event.circuit = CircuitFactory()
    session.event.save()

    assert sequences(session) == (1, 1)


def test_a_circuit_that_is_renamed_is_counted_at_its_events(session):
    elsewhere = SessionFactory(event__circuit=CircuitFactory())

    circuit = Circuit.objects.get(pk=session.event.circuit_id)
    circuit.name = "Dubai Autodrome, new"
    circuit.save()

    assert (sequences(session), sequences(elsewhere)) == ((1, 1), (0, 0))


def test_only_rows_that_change_are_counted_when_many_are_written(session):
    other = SessionFactory(event=session.event, name="Race 1")

    session.name = other.name = "Race 1"
    Session.objects.bulk_update([session, other], ["name"])

    assert (sequences(session)[0], sequences(other)[0]) == (1, 0)


def test_sessions_that_move_with_their_event_are_counted(session):
    event = session.event
    event.starts_on += timedelta(days=7)
    event.ends_on += timedelta(days=7)
    event.save()
    move_event(event, from_day=event.starts_on - timedelta(days=7))

    assert sequences(session) == (1, 1)


def test_sessions_that_keep_the_clock_of_another_circuit_are_counted(session):
    old_zone = session.event.circuit.zone
    session.event.circuit = CircuitFactory(time_zone="Europe/Brussels")

    keep_clock_times(session.event, old_zone=old_zone)

    assert sequences(session) == (1, 0)


def test_a_pack_counts_what_it_changes_and_nothing_else(aslms, aslms_pack):
    dubai = next(event for event in aslms_pack["events"] if event["slug"] == "dubai")
    race = dubai["sessions"][-1]
    race["duration_minutes"] = 180

    load_season_pack(aslms_pack)

    changed = Session.objects.filter(calendar_sequence__gt=0).values_list("slug", flat=True)
    assert list(changed) == [race["slug"]]
    assert not Event.objects.filter(calendar_sequence__gt=0).exists()


def test_the_moment_of_the_last_change_is_kept(session):
    before = Session.objects.get(pk=session.pk).calendar_changed_at
    Session.objects.update(name="Race 1")

    assert Session.objects.get(pk=session.pk).calendar_changed_at > before


def test_an_upsert_that_nobody_would_count_is_refused():
    with pytest.raises(NotImplementedError):
        Event.objects.bulk_create([EventFactory.build()], update_conflicts=True)
