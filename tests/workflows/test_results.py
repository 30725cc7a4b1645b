"""Publishing a classification: its revisions, its decisions, and the standings that follow."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import Classification, ClassificationLine, Decision, LedgerLine, Standing
from championship.workflows.results import CannotPublish, publish_classification
from championship.workflows.standings import differences
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    DriverFactory,
    EventCrewSeatFactory,
    RaceFactory,
    ResultFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gt():
    return CarClassFactory(code="GT")


@pytest.fixture
def race(gt):
    """A race of GT cars 88, 91 and 95, ten seconds apart, with a title for the cars."""
    race = RaceFactory(event__season=gt.season)
    ChampionshipFactory(season=gt.season, car_class=gt, slug="gt-teams")
    for order, number in enumerate(("88", "91", "95"), start=1):
        ResultFactory(
            session=race,
            order=order,
            time_ms=14_000_000 + order * 10_000,
            event_entry__entry__number=number,
            event_entry__entry__car_class=gt,
        )
    return race


def published(classification):
    lines = classification.lines.order_by("order")
    return list(lines.values_list("number", "place", "class_place", "status"))


def points(race):
    rows = Standing.objects.filter(round=race.round).order_by("order")
    return [(row.rank, row.entry.number, row.points) for row in rows.select_related("entry")]


def car(race, number):
    return race.results.get(event_entry__number=number).event_entry


def decide(race, number, **effect):
    state = effect.pop("state", Decision.State.IN_FORCE)
    return DecisionFactory(session=race, event_entry=car(race, number), state=state, **effect)


def test_publishing_freezes_the_order_with_its_places(race):
    user = UserFactory()

    classification = publish_classification(race, state="provisional", user=user)

    assert (classification.revision, classification.published_by) == (1, user)
    assert published(classification) == [
        ("88", 1, 1, "classified"),
        ("91", 2, 2, "classified"),
        ("95", 3, 3, "classified"),
    ]


def test_standings_follow_in_the_same_step(race):
    publish_classification(race, state="provisional")

    assert points(race) == [(1, "88", 25), (2, "91", 18), (3, "95", 15)]
    assert differences(race.season) == []


def test_the_next_publication_is_a_new_revision_and_the_old_one_stays(race):
    first = publish_classification(race, state="provisional")
    decide(race, "88", penalty="time", time_ms=15_000)

    second = publish_classification(race, state="final")

    assert [line[0] for line in published(first)] == ["88", "91", "95"]
    assert [line[0] for line in published(second)] == ["91", "88", "95"]
    assert points(race) == [(1, "91", 25), (2, "88", 18), (3, "95", 15)]


@pytest.mark.parametrize("state", [Decision.State.DRAFT, Decision.State.REVERSED])
def test_a_decision_that_is_not_in_force_changes_nothing(race, state):
    decide(race, "88", penalty="time", time_ms=15_000, state=state)

    classification = publish_classification(race, state="provisional")

    assert published(classification)[0][0] == "88"


def test_a_decision_that_the_timing_contains_is_not_applied_twice(race):
    decide(race, "88", penalty="time", time_ms=15_000, is_in_timing=True)

    assert published(publish_classification(race, state="final"))[0][0] == "88"


def test_a_disqualified_car_loses_its_place_and_points(race):
    decide(race, "88", penalty="disqualification")

    classification = publish_classification(race, state="final")

    assert published(classification)[2] == ("88", None, None, "disqualified")
    assert points(race) == [(1, "91", 25), (2, "95", 18), (3, "88", 0)]


def test_the_crew_of_the_event_is_frozen_with_its_car(race):
    driver = DriverFactory()
    seat = EventCrewSeatFactory(event_entry=car(race, "88"), driver=driver)
    classification = publish_classification(race, state="final")

    seat.delete()

    line = classification.lines.get(number="88")
    assert [seat.driver for seat in line.crew.all()] == [driver]


def test_a_later_edit_of_the_result_changes_nothing_that_is_published(race):
    classification = publish_classification(race, state="final")

    race.results.filter(order=1).update(laps=1)

    assert classification.lines.get(order=1).laps == 100


def test_a_pole_earns_its_point_once_the_race_is_published(race):
    BonusFactory(session=race, event_entry=car(race, "95"))
    assert LedgerLine.objects.count() == 0

    publish_classification(race, state="final")

    assert points(race)[2] == (3, "95", 16)


def test_half_points_are_a_factor_of_the_session(race):
    race.points_factor = Fraction(1, 2)
    race.save()

    publish_classification(race, state="final")

    assert points(race)[0] == (1, "88", Fraction(25, 2))


def test_a_car_that_does_not_score_is_classified_and_passed_over(race):
    entry = car(race, "88").entry
    entry.scores = False
    entry.save()

    classification = publish_classification(race, state="final")

    assert published(classification)[0] == ("88", 1, 1, "classified")
    assert points(race) == [(1, "91", 25), (2, "95", 18)]


@pytest.mark.parametrize(
    ("before", "state", "allowed"),
    [
        ([], "provisional", True),
        ([], "final", True),
        ([], "amended", False),
        (["provisional"], "provisional", True),
        (["provisional"], "final", True),
        (["final"], "provisional", False),
        (["final"], "final", False),
        (["final"], "amended", True),
        (["final", "amended"], "amended", True),
    ],
)
def test_what_is_final_can_only_be_amended(race, before, state, allowed):
    for earlier in before:
        publish_classification(race, state=earlier)

    if allowed:
        assert publish_classification(race, state=state).revision == len(before) + 1
    else:
        with pytest.raises(CannotPublish):
            publish_classification(race, state=state)
        assert Classification.objects.count() == len(before)


def two_cars_on_one_line(race):
    race.results.filter(order=2).update(order=1)


def nobody_classified(race):
    race.results.update(status="retired")


def no_result(race):
    race.results.all().delete()


def decision_about_an_absent_car(race):
    decide(race, "88", penalty="time", time_ms=1_000)
    race.results.filter(event_entry__number="88").delete()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (two_cars_on_one_line, "#88 and #91 are both on line 1."),
        (nobody_classified, "Nobody is classified in this result."),
        (no_result, "Nobody is classified in this result."),
        (decision_about_an_absent_car, "A decision in force is about a car that is not in"),
    ],
)
def test_a_refusal_says_why_and_leaves_nothing_behind(race, spoil, said):
    spoil(race)

    with pytest.raises(CannotPublish, match=said):
        publish_classification(race, state="final")

    assert (ClassificationLine.objects.count(), Standing.objects.count()) == (0, 0)


def test_a_failure_in_the_standings_takes_the_classification_back(race, monkeypatch):
    def fail(season):
        raise RuntimeError("the power went off")

    monkeypatch.setattr("championship.workflows.results.store_standings", fail)

    with pytest.raises(RuntimeError):
        publish_classification(race, state="final")

    assert Classification.objects.count() == 0


def test_a_practice_gives_no_points(race):
    race.kind = "practice"
    race.save()

    publish_classification(race, state="final")

    assert Standing.objects.count() == 0


@pytest.mark.parametrize("cars", [3, 30])
def test_publishing_costs_the_same_queries_for_ten_times_the_cars(race, gt, cars):
    for order in range(4, cars + 1):
        number = str(1000 + order)  # never one of the cars that are there already
        ResultFactory(
            session=race,
            order=order,
            event_entry__entry__number=number,
            event_entry__entry__car_class=gt,
        )

    with CaptureQueriesContext(connection) as queries:
        publish_classification(race, state="final")

    assert len(queries) == 38


def test_a_car_short_of_the_minimum_distance_is_not_classified(race):
    race.results.update(laps=100)
    race.results.filter(event_entry__entry__number="91").update(laps=69)
    race.season.minimum_distance = 70
    race.season.save()

    classification = publish_classification(race, state="final")

    assert published(classification) == [
        ("88", 1, 1, "classified"),
        ("95", 2, 2, "classified"),
        ("91", None, None, "not_classified"),
    ]


def test_without_a_minimum_distance_the_timing_says_who_is_classified(race):
    race.results.update(laps=100)
    race.results.filter(event_entry__entry__number="91").update(laps=10)

    classification = publish_classification(race, state="final")

    assert ("91", 2, 2, "classified") in published(classification)
