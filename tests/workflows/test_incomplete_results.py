"""Publishing a result of which not every car is known: Suzuka, race 1, as far as reported."""

from types import SimpleNamespace

import pytest

from championship.models import LedgerLine
from championship.workflows.official_result import CannotPublish, official_result
from championship.workflows.reported_result import contradictions
from championship.workflows.results import publish_classification, restore_classification
from championship.workflows.simulate import simulate
from championship.workflows.standings import differences
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    RaceFactory,
    ResultFactory,
)


@pytest.fixture
def race(db):
    """Cars 911, 500 and 11 first, second and fourth of GT3; car 50 won GT4; car 47 retired."""
    gt3 = CarClassFactory(code="GT3")
    gt4 = CarClassFactory(code="GT4", season=gt3.season)
    race = RaceFactory(event__season=gt3.season, is_incomplete=True)
    ChampionshipFactory(season=gt3.season, car_class=gt3, slug="gt3-teams")
    for number, car_class, place, class_place in (
        ("911", gt3, 1, 1),
        ("500", gt3, 2, 2),
        ("11", gt3, 4, 4),
        ("50", gt4, 28, 1),
        ("47", gt3, None, None),
    ):
        ResultFactory(
            session=race,
            event_entry__entry__number=number,
            event_entry__entry__car_class=car_class,
            reported_place=place,
            reported_class_place=class_place,
            status="classified" if place else "retired",
        )
    return race


def places(classification):
    lines = classification.lines.order_by("order")
    return list(lines.values_list("number", "place", "class_place"))


def result(race, number):
    return race.results.get(event_entry__number=number)


def test_the_places_are_those_reported(race):
    classification = publish_classification(race, state="final")

    assert classification.is_incomplete
    assert places(classification) == [
        ("911", 1, 1),
        ("500", 2, 2),
        ("11", 4, 4),
        ("50", 28, 1),
        ("47", None, None),
    ]


def test_nobody_has_the_points_of_the_third_place(race):
    publish_classification(race, state="final")

    lines = LedgerLine.objects.order_by("pk").values_list("entry__number", "place", "points")
    assert list(lines) == [("911", 1, 25), ("500", 2, 18), ("11", 4, 12), ("47", None, 0)]
    assert differences(race.season) == []


def test_a_known_third_car_fills_the_gap_and_the_result_is_amended(race):
    publish_classification(race, state="final")
    ResultFactory(
        session=race,
        order=9,
        event_entry__entry__number="18",
        event_entry__entry__car_class=result(race, "11").event_entry.car_class,
        reported_place=3,
        reported_class_place=3,
    )
    race.results.filter(event_entry__number__in=("11", "50")).update(order=10)
    race.results.filter(event_entry__number="50").update(order=11)

    amended = publish_classification(race, state="amended")

    assert places(amended)[2] == ("18", 3, 3)
    assert LedgerLine.objects.get(entry__number="11").points == 12


def test_a_result_that_becomes_complete_counts_by_its_lines(race):
    publish_classification(race, state="provisional")
    type(race).objects.filter(pk=race.pk).update(is_incomplete=False)

    complete = publish_classification(race, state="final")

    assert not complete.is_incomplete
    assert LedgerLine.objects.get(entry__number="11").points == 15


def test_a_revision_that_is_restored_has_its_gaps_again(race):
    first = publish_classification(race, state="provisional")
    type(race).objects.filter(pk=race.pk).update(is_incomplete=False)
    publish_classification(race, state="provisional")

    restored = restore_classification(first, state="provisional")

    assert restored.is_incomplete
    assert LedgerLine.objects.get(entry__number="11").points == 12


def test_a_pole_stays_known_where_the_place_of_its_car_is_not(race):
    pole = BonusFactory(session=race, event_entry__entry__number="16")

    classification = publish_classification(race, state="final")

    assert classification.bonuses.get().event_entry == pole.event_entry
    assert differences(race.season) == []


def test_a_decision_that_is_in_the_places_already_is_told(race):
    car = result(race, "11").event_entry
    facts = {"penalty": "time", "time_ms": 30_000, "is_in_timing": True, "state": "in_force"}
    DecisionFactory(session=race, event_entry=car, **facts)

    classification = publish_classification(race, state="final")

    assert classification.decisions.get().place_after == 4


def test_a_decision_that_would_move_a_car_is_refused(race):
    car = result(race, "11").event_entry
    DecisionFactory(session=race, event_entry=car, penalty="time", time_ms=30_000, state="in_force")

    with pytest.raises(CannotPublish, match="can't move any"):
        official_result(race)


def test_before_publishing_the_page_tells_of_the_refusal(race):
    race.results.filter(event_entry__number="11").update(reported_place=None)

    assert simulate(race).refusal.startswith("#11 is classified: give its reported places")


def cars(*places):
    """Results of GT3 and GT4 cars by number: class, place and place in class."""
    return [
        SimpleNamespace(
            event_entry=SimpleNamespace(number=number, car_class=SimpleNamespace(top_id=car_class)),
            status="classified",
            reported_place=place,
            reported_class_place=class_place,
        )
        for number, car_class, place, class_place in places
    ]


@pytest.mark.parametrize(
    ("places", "problem"),
    [
        ([("4", "GT3", 3, 3), ("9", "GT3", 3, 4)], "#4 and #9 are both reported in place 3."),
        (
            [("4", "GT3", 3, 3), ("9", "GT3", 6, 3)],
            "#4 and #9 are both reported in place 3 of their class.",
        ),
        (
            [("4", "GT3", 3, 3), ("9", "GT3", 1, 1)],
            "#4 stands above #9, but was reported behind it: place 3, and place 1.",
        ),
        (
            [("4", "GT3", 3, None)],
            "#4 is classified: give its reported places, overall and in class, or leave the car "
            "out.",
        ),
        (
            [("4", "GT3", 3, 4)],
            "#4 can't be in place 3 overall and 4 in class: the places of the other cars leave "
            "no room for that.",
        ),
        (
            [("4", "GT3", 5, 1), ("9", "GT3", 6, 3)],
            "#9 can't be in place 6 overall and 3 in class: the places of the other cars leave "
            "no room for that.",
        ),
        (
            [("4", "GT3", 5, 5), ("50", "GT4", 6, 2)],
            "#50 can't be in place 6 overall and 2 in class: the places of the other cars leave "
            "no room for that.",
        ),
        (
            [("4", "GT3", 5, 5), ("9", "GT3", 8, 4)],
            "#9 can't be in place 8 overall and 4 in class: the places of the other cars leave "
            "no room for that.",
        ),
    ],
)
def test_places_that_can_not_all_be_true_are_refused_in_words(places, problem):
    assert next(contradictions(cars(*places))) == problem


def test_gaps_in_two_classes_may_hold_each_others_cars():
    both = cars(("4", "GT3", 2, 1), ("50", "GT4", 3, 2), ("9", "GT3", 6, 3))

    assert list(contradictions(both)) == []


def test_a_car_that_retired_has_no_reported_place(race):
    race.results.filter(event_entry__number="47").update(reported_place=30)

    with pytest.raises(CannotPublish, match="#47 is not classified, but has a reported place"):
        official_result(race)
