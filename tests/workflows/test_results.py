"""Publishing a classification: its revisions, its decisions, and the standings that follow."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import (
    Classification,
    ClassificationLine,
    Decision,
    LedgerLine,
    PointsDecision,
    Standing,
)
from championship.workflows.official_result import CannotPublish, published_as_computed
from championship.workflows.results import (
    draft_of,
    publish_classification,
    restore_classification,
)
from championship.workflows.standings import differences
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    DriverFactory,
    EventCrewSeatFactory,
    GridSourceFactory,
    RaceFactory,
    ResultFactory,
    ResultSeatFactory,
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
    rows = Standing.objects.filter(round=race.round, entry__isnull=False).order_by("order")
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

    assert len(queries) == 44


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


# Honours and decisions stand as they were published


def test_a_pole_counts_from_the_publication_that_holds_it(race, gt):
    publish_classification(race, state="provisional")
    BonusFactory(session=race, event_entry=car(race, "91"), car_class=gt)

    assert points(race) == [(1, "88", 25), (2, "91", 18), (3, "95", 15)]
    publish_classification(race, state="final")
    assert points(race)[1] == (2, "91", 19)


def test_an_earlier_revision_keeps_its_pole_and_its_decisions(race, gt):
    pole = BonusFactory(session=race, event_entry=car(race, "91"), car_class=gt)
    decision = decide(race, "88", penalty="time", time_ms=15_000, reason="Short pit stop")
    first = publish_classification(race, state="provisional")

    pole.delete()
    decision.state = Decision.State.REVERSED
    decision.save()
    second = publish_classification(race, state="final")

    assert [bonus.event_entry.number for bonus in first.bonuses.all()] == ["91"]
    applied = first.decisions.get()
    assert (applied.reason, applied.time_ms) == ("Short pit stop", 15_000)
    assert (applied.place_before, applied.place_after) == (1, 2)
    assert (second.bonuses.count(), second.decisions.count()) == (0, 0)


def test_a_deleted_decision_stays_in_the_revision_that_applied_it(race):
    decision = decide(race, "88", penalty="reprimand", reason="Unsafe release")
    classification = publish_classification(race, state="provisional")

    decision.delete()

    assert classification.decisions.get().reason == "Unsafe release"


def test_the_place_before_is_the_one_without_any_penalty(race):
    decide(race, "88", penalty="time", time_ms=15_000)
    decide(race, "91", penalty="time", time_ms=15_000)

    classification = publish_classification(race, state="provisional")

    moves = classification.decisions.values_list(
        "event_entry__number", "place_before", "place_after"
    )
    assert list(moves) == [("88", 1, 1), ("91", 2, 3)]


# Drafts that come into force with a publication


def test_a_draft_comes_into_force_with_the_publication_that_names_it(race):
    draft = decide(race, "88", penalty="time", time_ms=15_000, state=Decision.State.DRAFT)

    classification = publish_classification(race, state="provisional", decisions=[draft.pk])

    draft.refresh_from_db()
    assert draft.state == Decision.State.IN_FORCE
    assert draft.decided_at is not None
    assert published(classification)[0][0] == "91"
    assert classification.decisions.get().decided_at == draft.decided_at


def test_nothing_is_final_while_a_draft_is_left(race):
    decide(race, "88", penalty="warning", state=Decision.State.DRAFT)

    with pytest.raises(CannotPublish, match="A draft of a decision is left, on #88"):
        publish_classification(race, state="final")

    assert Classification.objects.count() == 0


def test_the_last_draft_may_come_into_force_with_the_final_result(race):
    draft = decide(race, "88", penalty="warning", state=Decision.State.DRAFT)

    classification = publish_classification(race, state="final", decisions=[draft.pk])

    assert classification.state == "final"


def test_a_draft_of_another_session_is_not_put_in_force(race):
    other = DecisionFactory()

    publish_classification(race, state="final", decisions=[other.pk])

    other.refresh_from_db()
    assert other.state == Decision.State.DRAFT


# What was looked at is what is published


def test_what_was_edited_since_it_was_looked_at_is_not_published(race):
    seen = draft_of(race).fingerprint
    decide(race, "88", penalty="time", time_ms=15_000)

    with pytest.raises(CannotPublish, match="edited since you looked at it"):
        publish_classification(race, state="final", seen=seen)

    assert Classification.objects.count() == 0


def test_who_published_first_is_named_to_the_second(race):
    seen = draft_of(race).fingerprint
    publish_classification(race, state="provisional", user=UserFactory(username="anna"))

    with pytest.raises(CannotPublish, match="anna published revision 1 of this result meanwhile"):
        publish_classification(race, state="final", seen=seen)


# Taking back


def test_undoing_a_publication_is_a_new_revision_like_the_earlier_one(race):
    first = publish_classification(race, state="final")
    decide(race, "88", penalty="disqualification")
    publish_classification(race, state="amended")

    third = restore_classification(first, state="amended", note="The appeal was upheld.")

    assert (third.revision, third.state, third.restores) == (3, "amended", first)
    assert published(third) == published(first)
    assert points(race) == [(1, "88", 25), (2, "91", 18), (3, "95", 15)]
    assert race.classifications.get(revision=2).lines.get(number="88").status == "disqualified"


def test_a_restored_revision_has_the_crews_poles_and_decisions_of_the_earlier_one(race, gt):
    driver = DriverFactory()
    seat = EventCrewSeatFactory(event_entry=car(race, "88"), driver=driver)
    pole = BonusFactory(session=race, event_entry=car(race, "88"), car_class=gt)
    decide(race, "91", penalty="warning", reason="Blue flags")
    first = publish_classification(race, state="provisional")
    seat.delete()
    pole.delete()
    publish_classification(race, state="provisional")

    third = restore_classification(first, state="provisional")

    assert [seat.driver for seat in third.lines.get(number="88").crew.all()] == [driver]
    assert third.bonuses.get().event_entry.number == "88"
    assert third.decisions.get().reason == "Blue flags"
    assert first.lines.count() == third.lines.count() == 3


def test_the_newest_revision_can_not_be_taken_for_an_earlier_one(race):
    only = publish_classification(race, state="provisional")

    with pytest.raises(CannotPublish, match="nothing to take back"):
        restore_classification(only, state="provisional")


def test_what_was_taken_back_leaves_the_desk_s_result_to_be_published_again(race):
    first = publish_classification(race, state="provisional")
    decide(race, "88", penalty="disqualification")
    publish_classification(race, state="provisional")

    third = restore_classification(first, state="provisional")

    assert not published_as_computed(third)


# Points that stewards take


def test_points_are_taken_from_the_car_and_its_drivers(race, gt):
    driver = DriverFactory()
    EventCrewSeatFactory(event_entry=car(race, "88"), driver=driver)
    ChampionshipFactory(season=gt.season, car_class=gt, slug="gt-drivers", recipient="driver")
    decide(race, "88", penalty="points", points=Fraction(10), reason="Twice warned")

    publish_classification(race, state="final")

    assert points(race) == [(1, "91", 18), (2, "88", 15), (3, "95", 15)]
    assert Standing.objects.get(driver=driver).points == 15
    assert differences(race.season) == []


def test_points_taken_in_one_class_list_nobody_in_another(race, gt):
    lmp2 = CarClassFactory(season=gt.season, code="LMP2")
    other = ChampionshipFactory(season=gt.season, car_class=lmp2, slug="lmp2-teams")
    ResultFactory(
        session=race,
        order=4,
        event_entry__entry__number="4",
        event_entry__entry__car_class=lmp2,
    )
    decide(race, "88", penalty="points", points=Fraction(10))

    publish_classification(race, state="final")

    listed = Standing.objects.filter(championship=other).select_related("entry")
    assert [row.entry.number for row in listed] == ["4"]


def test_points_come_back_when_the_decision_is_reversed(race):
    decision = decide(race, "88", penalty="points", points=Fraction(10))
    publish_classification(race, state="provisional")

    decision.state = Decision.State.REVERSED
    decision.save()
    publish_classification(race, state="provisional")

    assert points(race)[0] == (1, "88", 25)
    assert PointsDecision.objects.count() == 0


# The grid


def test_the_grid_is_that_of_the_qualifying_that_sets_it(race):
    qualifying = GridSourceFactory(race=race).qualifying
    for order, number in enumerate(("95", "88", "91"), start=1):
        ResultFactory(
            session=qualifying, order=order, event_entry=car(race, number), best_lap_ms=122_000
        )
    publish_classification(qualifying, state="final")

    classification = publish_classification(race, state="final")

    assert dict(classification.lines.values_list("number", "grid_place")) == {
        "95": 1,
        "88": 2,
        "91": 3,
    }


def test_second_best_laps_set_the_grid_where_the_regulations_say_so(race):
    qualifying = GridSourceFactory(race=race, lap="second_best").qualifying
    for order, (number, second) in enumerate(
        {"95": 123_500, "88": 123_100, "91": None}.items(), start=1
    ):
        ResultFactory(
            session=qualifying,
            order=order,
            event_entry=car(race, number),
            best_lap_ms=122_000 + order,
            second_best_lap_ms=second,
        )
    publish_classification(qualifying, state="final")

    classification = publish_classification(race, state="final")

    assert dict(classification.lines.values_list("number", "grid_place")) == {
        "88": 1,
        "95": 2,
        "91": None,
    }


def test_grid_places_are_lost_in_the_class(race):
    qualifying = GridSourceFactory(race=race).qualifying
    for order, number in enumerate(("95", "88", "91"), start=1):
        ResultFactory(
            session=qualifying, order=order, event_entry=car(race, number), best_lap_ms=122_000
        )
    publish_classification(qualifying, state="final")
    decide(race, "95", penalty="grid_places", places=1)

    classification = publish_classification(race, state="final")

    assert classification.lines.get(number="88").grid_place == 1
    assert classification.lines.get(number="95").grid_place == 2
    assert published(classification)[0][0] == "88"  # the race itself is as it was run


def test_a_place_on_the_grid_that_was_recorded_holds(race):
    race.results.filter(event_entry__entry__number="91").update(grid_place=1)

    classification = publish_classification(race, state="final")

    assert classification.lines.get(number="91").grid_place == 1


def test_the_crew_of_the_session_goes_before_that_of_the_event(race):
    EventCrewSeatFactory(event_entry=car(race, "88"))
    drove = DriverFactory()
    ResultSeatFactory(result=race.results.get(event_entry=car(race, "88")), driver=drove)

    classification = publish_classification(race, state="final")

    assert [seat.driver for seat in classification.lines.get(number="88").crew.all()] == [drove]
