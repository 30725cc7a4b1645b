"""Poles and fastest laps as they are suggested, and recorded at one press."""

import pytest

from championship.models import Bonus, GridSource, ResultSeat
from championship.workflows.honours import (
    OthersSuggested,
    fingerprint,
    record_honours,
    suggested_honours,
)
from championship.workflows.results import publish_classification
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    DecisionFactory,
    DriverFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def race(event):
    return RaceFactory(event=event, name="Race 1")


@pytest.fixture
def gt(event):
    return CarClassFactory(season=event.season, code="GT")


@pytest.fixture
def cars(event, gt):
    """#91 and #88 in GT."""
    return [EventEntryFactory(event=event, number=number, car_class=gt) for number in ("91", "88")]


@pytest.fixture
def qualifying(event, race):
    session = SessionFactory(event=event, kind="qualifying", name="Qualifying GT")
    GridSource.objects.create(race=race, qualifying=session)
    return session


def drive(session, car, lap=None, **facts):
    return ResultFactory(session=session, event_entry=car, best_lap_ms=lap, **facts)


def suggested(event, kind):
    return [
        (one.race.name, one.event_entry.number, one.time_ms)
        for one in suggested_honours(event)
        if one.kind == kind
    ]


# Poles


def test_first_of_the_qualifying_that_sets_the_grid_has_the_pole(event, qualifying, cars):
    drive(qualifying, cars[1], 112_673)
    drive(qualifying, cars[0], 112_700)

    assert suggested(event, "pole") == [("Race 1", "88", 112_673)]


def test_each_class_has_its_own_pole(event, qualifying, cars):
    lmp2 = EventEntryFactory(event=event, car_class__code="LMP2", number="4")
    drive(qualifying, lmp2, 100_720)
    drive(qualifying, cars[0], 112_673)

    assert suggested(event, "pole") == [("Race 1", "91", 112_673), ("Race 1", "4", 100_720)]


def test_second_best_laps_give_the_pole_of_the_second_race(event, qualifying, cars):
    second = RaceFactory(event=event, name="Race 2")
    GridSource.objects.create(race=second, qualifying=qualifying, lap="second_best")
    drive(qualifying, cars[0], 112_600, second_best_lap_ms=112_900)
    drive(qualifying, cars[1], 112_700, second_best_lap_ms=112_800)

    assert suggested(event, "pole") == [("Race 1", "91", 112_600), ("Race 2", "88", 112_800)]


def test_without_second_best_laps_nobody_has_the_pole_of_the_second_race(event, cars):
    second = RaceFactory(event=event)
    session = SessionFactory(event=event, kind="qualifying")
    GridSource.objects.create(race=second, qualifying=session, lap="second_best")
    drive(session, cars[0], 112_600)

    assert suggested(event, "pole") == []


def test_published_qualifying_counts_and_not_the_stored_one(event, qualifying, cars):
    drive(qualifying, cars[0], 112_600)
    drive(qualifying, cars[1], 112_700)
    DecisionFactory(
        session=qualifying, event_entry=cars[0], penalty="disqualification", state="in_force"
    )
    publish_classification(qualifying, state="final")

    assert suggested(event, "pole") == [("Race 1", "88", 112_700)]


def test_qualifying_that_sets_no_grid_gives_no_pole(event, race, cars):
    drive(SessionFactory(event=event, kind="qualifying"), cars[0], 112_600)

    assert suggested(event, "pole") == []


def test_driver_who_was_alone_in_the_car_is_named(event, qualifying, cars):
    result = drive(qualifying, cars[0], 112_600)
    anthony = DriverFactory(given_name="Anthony", family_name="Liu")
    EventCrewSeatFactory.create_batch(2, event_entry=cars[0])
    ResultSeat.objects.create(result=result, order=1, driver=anthony)

    (pole,) = suggested_honours(event)

    assert pole.driver == anthony


def test_nobody_is_named_of_a_crew_of_two(event, qualifying, cars):
    drive(qualifying, cars[0], 112_600)
    EventCrewSeatFactory.create_batch(2, event_entry=cars[0])

    (pole,) = suggested_honours(event)

    assert pole.driver is None


# Fastest laps


def test_best_lap_of_each_class_is_its_fastest(event, race, cars):
    lmp2 = EventEntryFactory(event=event, car_class__code="LMP2", number="4")
    drive(race, lmp2, 100_900)
    drive(race, cars[0], 113_000)
    drive(race, cars[1], 112_900, status="retired")

    assert suggested(event, "fastest_lap") == [("Race 1", "88", 112_900), ("Race 1", "4", 100_900)]


def test_of_two_equal_laps_the_first_driven_is_the_fastest(event, race, cars):
    drive(race, cars[0], 113_000, best_lap_number=40)
    drive(race, cars[1], 113_000, best_lap_number=12)

    assert suggested(event, "fastest_lap") == [("Race 1", "88", 113_000)]


def test_disqualified_car_has_no_fastest_lap(event, race, cars):
    drive(race, cars[0], 113_000)
    drive(race, cars[1], 112_900)
    DecisionFactory(session=race, event_entry=cars[1], penalty="disqualification", state="in_force")

    assert suggested(event, "fastest_lap") == [("Race 1", "91", 113_000)]


def test_car_of_a_sub_class_holds_it_for_the_class(event, race, gt):
    am = CarClassFactory(season=event.season, code="GT Am", parent=gt)
    drive(race, EventEntryFactory(event=event, car_class=am), 113_000)

    (one,) = suggested_honours(event)

    assert one.car_class == gt


# Recording


def test_what_is_suggested_is_recorded_at_once(event, race, qualifying, cars):
    drive(qualifying, cars[0], 112_600)
    drive(race, cars[1], 113_000)

    record_honours(event, seen=fingerprint(suggested_honours(event)))

    held = Bonus.objects.order_by("kind").values_list("kind", "event_entry__number", "time_ms")
    assert list(held) == [("fastest_lap", "88", 113_000), ("pole", "91", 112_600)]
    assert suggested_honours(event) == []


def test_holder_who_is_recorded_stays(event, race, gt, cars):
    drive(race, cars[1], 113_000)
    BonusFactory(session=race, kind="fastest_lap", event_entry=cars[0], car_class=gt)

    assert record_honours(event, seen=fingerprint([])) == []
    assert Bonus.objects.get().event_entry == cars[0]


def test_other_suggestions_than_were_seen_record_nothing(event, race, cars):
    drive(race, cars[0], 113_000)
    seen = fingerprint(suggested_honours(event))
    drive(race, cars[1], 112_000)

    with pytest.raises(OthersSuggested):
        record_honours(event, seen=seen)

    assert not Bonus.objects.exists()


@pytest.mark.parametrize(("races", "crew"), [(1, 1), (4, 3)])
def test_suggesting_costs_nine_queries(event, gt, races, crew, django_assert_num_queries):
    for _race in range(races):
        race = RaceFactory(event=event)
        session = SessionFactory(event=event, kind="qualifying")
        GridSource.objects.create(race=race, qualifying=session)
        car = EventEntryFactory(event=event, car_class=gt)
        EventCrewSeatFactory.create_batch(crew, event_entry=car)
        for one in (race, session):
            drive(one, car, 113_000)
        publish_classification(session, state="final")

    with django_assert_num_queries(9):
        assert len(suggested_honours(event)) == 2 * races
