"""What a classification says beside the stored line."""

import pytest

from championship.queries.results import find_session, result_page
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


@pytest.fixture
def issue():
    return ClassificationFactory()


def page_of(issue):
    session = issue.session
    return result_page(find_session(session.season, session.slug))


def test_gap_is_in_laps_or_in_time_and_unknown_without_either(issue):
    for laps, time_ms in [(100, 1000), (100, 1500), (98, 900), (100, None), (None, None)]:
        ClassificationLineFactory(classification=issue, laps=laps, time_ms=time_ms)

    rows = page_of(issue).rows

    assert [(row.laps_behind, row.ms_behind) for row in rows] == [
        (0, 0),
        (0, 500),
        (2, None),
        (0, None),
        (None, None),
    ]


def test_car_without_a_place_has_no_gap(issue):
    ClassificationLineFactory(classification=issue)
    ClassificationLineFactory(
        classification=issue, status="retired", place=None, class_place=None, laps=3
    )

    out = page_of(issue).rows[1]

    assert (out.is_classified, out.laps_behind, out.ms_behind) == (False, None, None)


def test_several_decisions_on_a_car_get_a_letter_each(issue):
    cars = [ClassificationLineFactory(classification=issue).event_entry for _number in range(2)]
    for car in (cars[1], cars[0], cars[1]):
        DecisionFactory(session=issue.session, event_entry=car, state="in_force")

    page = page_of(issue)

    assert [row.notes for row in page.rows] == [("a",), ("b", "c")]
    assert [note.number for note in page.footnotes] == [
        car.number for car in (cars[0], *[cars[1]] * 2)
    ]


def test_letters_go_on_after_z(issue):
    car = ClassificationLineFactory(classification=issue).event_entry
    DecisionFactory.create_batch(28, session=issue.session, event_entry=car, state="in_force")

    assert [note.letter for note in page_of(issue).footnotes[-3:]] == ["z", "aa", "ab"]


def test_car_of_a_subclass_shows_the_points_of_the_class_it_is_part_of():
    lmp2 = CarClassFactory()
    pro_am = CarClassFactory(parent=lmp2)
    ChampionshipFactory(season=lmp2.season, car_class=lmp2)
    race = RaceFactory(event__season=lmp2.season)
    car = EventEntryFactory(event=race.event, car_class=pro_am)
    ResultFactory(session=race, event_entry=car)
    issue = freeze(race, state="final")
    store_standings(lmp2.season)

    assert [row.points for row in page_of(issue).rows] == [25]


def test_session_without_a_result_has_a_page_without_rows():
    race = RaceFactory()

    page = result_page(find_session(race.season, race.slug))

    assert (page.classification, page.revisions, page.rows, page.classes) == (None, [], [], [])
