"""What staff see of the results of an event."""

from datetime import UTC, datetime

import pytest

from championship.models import Event, ResultImport, StoredFile
from championship.queries.results_desk import DecisionCount, results_desk
from championship.workflows.results import publish_classification
from tests.factories import (
    BonusFactory,
    DecisionFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


def desk(event):
    return results_desk(Event.objects.select_related("circuit", "season").get(pk=event.pk))


def import_of(session, version):
    """A timing file that was imported."""
    file = StoredFile.objects.create(
        name=f"03_Race_{version}.CSV", media_type="text/csv", size=3, sha256="", content=b"abc"
    )
    return ResultImport.objects.create(
        session=session, version=version, file=file, variant="A2", cars=2
    )


def test_sessions_stand_in_time_order_those_without_a_time_last(event):
    day = event.ends_on
    race = RaceFactory(event=event, starts_at=datetime(2024, 2, 4, 12, tzinfo=UTC))
    unknown = SessionFactory(event=event, starts_on=None)
    warm_up = SessionFactory(
        event=event, starts_on=day, starts_at=datetime(2024, 2, 4, 8, tzinfo=UTC)
    )
    same_day = SessionFactory(event=event, starts_on=day)

    assert [line.session for line in desk(event).sessions] == [warm_up, race, same_day, unknown]


def test_start_is_on_the_clock_of_the_circuit(event):
    event.circuit.time_zone = "Asia/Dubai"
    event.circuit.save()
    RaceFactory(event=event, starts_at=datetime(2024, 2, 4, 12, tzinfo=UTC))

    (line,) = desk(event).sessions

    assert f"{line.starts_at:%H:%M}" == "16:00"


def test_line_counts_cars_and_decisions_and_names_files_and_the_newest_revision(event):
    race = RaceFactory(event=event)
    cars = [ResultFactory(session=race).event_entry for _car in range(3)]
    publish_classification(race, state="provisional")
    newest = publish_classification(race, state="final")
    for state in ("draft", "draft", "in_force", "appealed", "reversed"):
        DecisionFactory(session=race, event_entry=cars[0], state=state)
    files = [import_of(race, 1), import_of(race, 2)]

    (line,) = desk(event).sessions

    assert (line.cars, line.newest) == (3, newest)
    assert line.decisions == DecisionCount(drafts=2, in_force=2)
    assert (line.last_import, line.earlier_imports) == (files[1], [files[0]])


def test_session_without_anything_says_so(event):
    SessionFactory(event=event)

    (line,) = desk(event).sessions

    assert (line.cars, line.last_import, line.newest) == (0, None, None)
    assert line.decisions == DecisionCount()


def test_holders_are_grouped_by_race_and_kind(event):
    race = RaceFactory(event=event)
    pole = BonusFactory(session=race)

    poles, fastest_laps = desk(event).honours

    assert (poles.race, poles.kind, poles.held) == (race, "pole", [pole])
    assert (fastest_laps.kind, fastest_laps.held) == ("fastest_lap", [])


@pytest.mark.parametrize(("races", "cars"), [(2, 1), (8, 4)])
def test_desk_costs_six_queries(event, races, cars, django_assert_num_queries):
    for _race in range(races):
        race = RaceFactory(event=event)
        for _car in range(cars):
            result = ResultFactory(session=race)
        BonusFactory(session=race, event_entry=result.event_entry)
        publish_classification(race, state="provisional")
        import_of(race, 1)
    event = Event.objects.select_related("circuit", "season").get(pk=event.pk)

    with django_assert_num_queries(7):
        page = results_desk(event)
        assert len([line.session.season.series for line in page.sessions]) == races
