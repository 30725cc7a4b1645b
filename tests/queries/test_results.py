"""What a classification says beside the stored line."""

from datetime import UTC, datetime

import pytest

from championship.models import AppliedDecision
from championship.queries.results import Gap, find_session, result_page
from championship.queries.results.titles import common_points
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    DecisionFactory,
    EventEntryFactory,
    RaceFactory,
    ResultFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 2, 4, 15, tzinfo=UTC)


@pytest.fixture
def issue():
    return ClassificationFactory()


def applied(issue, car, order):
    return AppliedDecision.objects.create(
        classification=issue, event_entry=car, order=order, penalty="warning", state="in_force"
    )


def page_of(issue):
    session = issue.session
    return result_page(find_session(session.season, session.slug), now=NOW)


def test_gap_is_in_laps_or_in_time_and_unknown_without_either(issue):
    for laps, time_ms in [(100, 1000), (100, 1500), (98, 900), (100, None), (None, None)]:
        ClassificationLineFactory(classification=issue, laps=laps, time_ms=time_ms)

    rows = page_of(issue).rows

    assert [row.gap for row in rows] == [Gap(ms=0), Gap(ms=500), Gap(laps=2), Gap(), Gap()]


def test_car_without_a_place_has_no_gap(issue):
    ClassificationLineFactory(classification=issue)
    ClassificationLineFactory(
        classification=issue, status="retired", place=None, class_place=None, laps=3
    )

    out = page_of(issue).rows[1]

    assert (out.is_classified, out.gap, out.class_gap) == (False, Gap(), Gap())


def test_several_decisions_on_a_car_get_a_letter_each(issue):
    cars = [ClassificationLineFactory(classification=issue).event_entry for _number in range(2)]
    for order, car in enumerate((cars[0], cars[1], cars[1]), start=1):
        applied(issue, car, order)

    page = page_of(issue)

    assert [[note.letter for note in row.notes] for row in page.rows] == [["a"], ["b", "c"]]


def test_letters_go_on_after_z(issue):
    car = ClassificationLineFactory(classification=issue).event_entry
    for order in range(1, 29):
        applied(issue, car, order)

    assert [note.letter for note in page_of(issue).notes[-3:]] == ["z", "aa", "ab"]


def test_decision_of_the_desk_is_no_footnote_before_it_is_published(issue):
    car = ClassificationLineFactory(classification=issue).event_entry
    DecisionFactory(session=issue.session, event_entry=car, state="in_force")

    assert page_of(issue).notes == []


def test_car_of_a_subclass_shows_the_points_of_the_class_it_is_part_of():
    lmp2 = CarClassFactory()
    pro_am = CarClassFactory(parent=lmp2)
    ChampionshipFactory(season=lmp2.season, car_class=lmp2)
    race = RaceFactory(event__season=lmp2.season)
    car = EventEntryFactory(event=race.event, car_class=pro_am)
    ResultFactory(session=race, event_entry=car)
    issue = freeze(race, state="final")
    store_standings(lmp2.season)

    assert [common_points(row.points) for row in page_of(issue).rows] == [25]


def test_session_without_a_result_has_a_page_without_rows():
    race = RaceFactory()

    page = result_page(find_session(race.season, race.slug), now=NOW)

    assert (page.classification, page.revisions, page.rows, page.classes) == (None, [], [], [])
