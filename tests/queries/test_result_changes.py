"""What one revision of a classification changed in another."""

import pytest

from championship.models import Decision
from championship.queries.result_changes import result_changes
from championship.workflows.results import freeze
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    DecisionFactory,
    EventEntryFactory,
    RaceFactory,
    ResultFactory,
)
from tests.queries.racing import session_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """Cars 4, 7 and 9 of LMP2, then car 88 of GT, a second apart."""
    race = RaceFactory()
    lmp2 = CarClassFactory(season=race.season, code="LMP2", order=1)
    gt = CarClassFactory(season=race.season, code="GT", order=2)
    for number, car_class in (("4", lmp2), ("7", lmp2), ("9", lmp2), ("88", gt)):
        car = EventEntryFactory(event=race.event, car_class=car_class, number=number)
        order = race.results.count() + 1
        ResultFactory(session=race, event_entry=car, order=order, time_ms=10**7 + order * 1000)
    freeze(race, state="provisional")
    return race


def changes_of(race, before=1, after=2):
    return result_changes(session_at(race), before, after)


def moves(race, **between):
    """Of each class the places in class of the cars that changed."""
    return {
        group.car_class.code: [
            (car.row.number, car.before.class_place, car.after.class_place) for car in group.cars
        ]
        for group in changes_of(race, **between).classes
    }


def decide(race, number, **facts):
    car = race.event.entries.get(number=number)
    facts = {"state": Decision.State.IN_FORCE} | facts
    return DecisionFactory(session=race, event_entry=car, **facts)


def test_nothing_changed_between_equal_revisions(race):
    freeze(race, state="final")

    changes = changes_of(race)

    assert (changes.is_empty, changes.classes) == (True, [])


def test_time_added_moves_cars_in_their_class_and_is_told_with_its_decision(race):
    decide(race, "4", penalty="time", time_ms=1500)
    freeze(race, state="final")

    changes = changes_of(race)

    assert moves(race) == {"LMP2": [("7", 2, 1), ("4", 1, 2)]}
    assert [car.facts for car in changes.classes[0].cars] == [(), ("time_ms",)]
    assert [note.number for note in changes.added] == ["4"]
    assert changes.classes[0].unchanged == 1


def test_car_that_moves_overall_alone_is_not_among_those_that_changed(race):
    decide(race, "4", penalty="disqualification")
    freeze(race, state="final")

    lmp2, gt = changes_of(race).classes

    assert [car.row.number for car in lmp2.cars] == ["7", "9", "4"]
    assert lmp2.cars[-1].facts == ("status",)
    assert (gt.cars, [car.row.number for car in gt.shifted]) == ([], ["88"])


def test_comparison_reads_backwards_too(race):
    decide(race, "4", penalty="time", time_ms=1500)
    freeze(race, state="final")

    assert moves(race, before=2, after=1) == {"LMP2": [("4", 2, 1), ("7", 1, 2)]}
    assert [note.number for note in changes_of(race, before=2, after=1).gone] == ["4"]


def test_decision_that_is_appealed_has_changed_and_is_not_new(race):
    ruling = decide(race, "7", penalty="warning")
    freeze(race, state="final")
    ruling.state = Decision.State.APPEALED
    ruling.save()
    freeze(race, state="amended")

    changes = changes_of(race, before=2, after=3)

    assert [note.number for note in changes.changed] == ["7"]
    assert (changes.added, changes.gone) == ([], [])


def test_pole_that_is_passed_on_is_told(race):
    held = BonusFactory(session=race, event_entry=race.event.entries.get(number="4"))
    freeze(race, state="final")
    held.event_entry = race.event.entries.get(number="7")
    held.save()
    freeze(race, state="amended")

    (change,) = changes_of(race, before=2, after=3).honours

    assert (change.before, change.after) == (("4",), ("7",))


def test_car_that_was_forgotten_is_in_one_revision_only(race):
    lmp2 = race.event.entries.get(number="4").car_class
    late = EventEntryFactory(event=race.event, car_class=lmp2, number="10")
    ResultFactory(session=race, event_entry=late, laps=90)
    freeze(race, state="final")

    (car,) = changes_of(race).classes[0].cars

    assert (car.before, car.row.number) == (None, "10")


def test_unknown_revision_can_not_be_compared(race):
    assert changes_of(race) is None


def test_steps_lead_from_each_revision_to_the_next_and_over_all(race):
    for state in ("final", "amended"):
        freeze(race, state=state)

    steps = changes_of(race).steps

    assert [(one.revision, other.revision) for one, other in steps] == [(1, 2), (2, 3), (1, 3)]


@pytest.mark.parametrize("more", [0, 20])  # a query per car shows as two different numbers
def test_comparison_costs_three_queries(race, django_assert_num_queries, more):
    car_class = race.event.entries.first().car_class
    for _number in range(more):
        car = EventEntryFactory(event=race.event, car_class=car_class)
        ResultFactory(session=race, event_entry=car)
        DecisionFactory(session=race, event_entry=car, state=Decision.State.IN_FORCE)
    freeze(race, state="final")
    session = session_at(race)

    with django_assert_num_queries(3):
        changes = result_changes(session, 1, 2)

    assert len(changes.added) == more
