"""What is due at the race desk: the event it is about, what is missing, what comes next."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from championship.models import GridSource, PointsDecision
from championship.queries.race_desk import (
    applications,
    current_checks,
    focus,
    next_event,
    provisional_documents,
    sessions_without_result,
    waiting_awards,
)
from championship.queries.race_desk.clock import ends_at, is_over
from championship.workflows.awards import take_step
from championship.workflows.results import publish_classification
from tests.factories import (
    AwardFactory,
    CarClassFactory,
    ChampionshipFactory,
    CircuitFactory,
    DriverFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    PointsDecisionFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)
from tests.queries.desk_world import busy_event

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 2, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def event_on(first, last=None, **facts):
    return EventFactory(starts_on=first, ends_on=last or first, **facts)


def race_at(starts_at, **facts):
    """A race of four hours on an event of its own."""
    event = facts.pop("event", None) or event_on(starts_at.date())
    return RaceFactory(
        event=event, starts_at=starts_at, starts_on=event.starts_on, duration_minutes=240, **facts
    )


# When a session is over


def test_a_session_is_over_when_its_length_has_passed():
    race = race_at(NOON)

    assert ends_at(race) == NOON + timedelta(hours=4)
    assert not is_over(race, NOON + timedelta(minutes=239))
    assert is_over(race, NOON + timedelta(minutes=240))


def test_a_session_without_a_time_is_over_with_its_day_at_the_circuit():
    circuit = CircuitFactory(time_zone="Asia/Dubai")
    session = SessionFactory(event__circuit=circuit, starts_on=date(2024, 2, 2))

    assert ends_at(session) == datetime(2024, 2, 2, 20, tzinfo=UTC)


def test_a_session_whose_day_is_to_be_announced_is_never_over():
    assert not is_over(SessionFactory(starts_on=None), NOON)


# The event the desk is about


def test_the_event_that_is_on_comes_before_nearer_sessions_of_others():
    event_on(date(2024, 2, 5))
    on = event_on(date(2024, 2, 3), date(2024, 2, 4))

    assert focus(NOON).event == on


@pytest.mark.parametrize(
    ("now", "nearest"),
    [(NOON + 3 * DAY, "Dubai"), (NOON + 5 * DAY, "Sepang"), (NOON + 400 * DAY, "Sepang")],
)
def test_between_two_events_the_nearer_one_is_shown(now, nearest):
    event_on(date(2024, 2, 4), name="Dubai")
    event_on(date(2024, 2, 11), name="Sepang")

    assert focus(now).event.name == nearest


def test_an_event_begins_with_its_day_at_the_circuit():
    tomorrow_there = event_on(date(2024, 2, 5), circuit__time_zone="Pacific/Auckland")
    late = datetime(2024, 2, 4, 23, tzinfo=UTC)
    event_on(date(2024, 2, 3), date(2024, 2, 3))

    assert focus(late).event == tomorrow_there


def test_another_event_that_is_on_too_is_named():
    event_on(date(2024, 2, 3), date(2024, 2, 5), name="Dubai")
    event_on(date(2024, 2, 4), name="Daytona")

    assert [event.name for event in focus(NOON).others] == ["Daytona"]


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_an_event_that_is_not_held_is_not_the_one(status):
    event_on(date(2024, 2, 4), status=status)

    assert focus(NOON) is None


def test_a_timing_file_is_wanted_of_the_last_race_or_qualifying_without_a_result():
    event = event_on(date(2024, 2, 4))
    qualifying = SessionFactory(event=event, kind="qualifying", starts_at=NOON - timedelta(hours=6))
    SessionFactory(event=event, kind="practice", starts_at=NOON - timedelta(hours=3))
    race_at(NOON + timedelta(hours=1), event=event)

    assert focus(NOON).lacking == qualifying
    assert focus(NOON + timedelta(hours=2)).lacking.kind == "race"


# What is missing


def test_a_race_that_is_over_without_a_publication_is_missing():
    race = race_at(NOON - timedelta(hours=5))
    race_at(NOON - timedelta(hours=3), event=race.event)

    assert sessions_without_result(NOON).sessions == [race]


def test_a_published_race_is_not_missing():
    race = race_at(NOON - DAY)
    ResultFactory(session=race)
    publish_classification(race, state="final")

    assert sessions_without_result(NOON).sessions == []


def test_a_result_that_waits_to_be_published_is_told_of_even_of_a_practice():
    practice = SessionFactory(starts_at=NOON - DAY)
    ResultFactory(session=practice)

    (session,) = sessions_without_result(NOON).sessions

    assert (session, session.has_result) == (practice, True)


def test_practices_without_a_result_are_only_counted():
    SessionFactory.create_batch(3, starts_at=NOON - DAY)

    missing = sessions_without_result(NOON)

    assert (missing.sessions, missing.practices) == ([], 3)


def test_seasons_long_over_are_left_in_peace_unless_asked_for():
    race = race_at(NOON - DAY)
    next_year = NOON + timedelta(days=500)

    assert sessions_without_result(next_year).sessions == []
    assert sessions_without_result(next_year, race.season).sessions == [race]


def test_only_the_newest_are_told_and_the_others_counted():
    event = event_on(date(2024, 2, 2), date(2024, 2, 4))
    for hours in range(8):
        race_at(NOON - DAY - timedelta(hours=hours), event=event)

    missing = sessions_without_result(NOON)

    assert (len(missing.sessions), missing.more) == (6, 2)
    assert missing.sessions[0].starts_at == NOON - DAY


# The next event


def coming(**facts):
    return next_event(NOON, **facts)


def test_an_event_without_anything_lacks_everything():
    event = event_on(date(2024, 3, 1))
    RaceFactory(event=event)
    SessionFactory(event=event, kind="qualifying")
    ChampionshipFactory(season=event.season, name="GT teams", rules__race_scale=None)

    found = coming()

    assert (found.event, found.sessions, found.without_time) == (event, 2, 2)
    assert (found.cars, found.newest, len(found.without_grid)) == (0, None, 1)
    assert [str(one) for one in found.without_points] == ["GT teams"]


def test_a_race_whose_grid_a_qualifying_sets_lacks_none():
    event = event_on(date(2024, 3, 1))
    race = RaceFactory(event=event)
    qualifying = SessionFactory(event=event, kind="qualifying")
    GridSource.objects.create(race=race, qualifying=qualifying)

    assert coming().without_grid == []


def test_without_a_qualifying_nobody_asks_for_a_grid():
    RaceFactory(event=event_on(date(2024, 3, 1)))

    assert coming().without_grid == []


def test_what_is_open_about_the_crews_is_counted():
    car = EventEntryFactory(event=event_on(date(2024, 3, 1)))

    assert coming().open_points > 0
    assert car.event.entries.count() == coming().cars == 1


def test_an_event_that_began_is_not_to_come():
    event_on(date(2024, 2, 4))

    assert coming() is None


# Documents and awards


def test_a_provisional_result_says_its_cars_and_the_tables_that_follow_it():
    busy_event()

    (document,) = provisional_documents()

    assert (document.cars, document.tables) == (2, 1)


def test_an_award_is_nobodys_affair_while_races_are_to_come():
    race = race_at(NOON - DAY)
    ResultFactory(session=race)
    publish_classification(race, state="final")
    RaceFactory(event=event_on(date(2024, 3, 1), season=race.season))
    AwardFactory(season=race.season)

    assert waiting_awards() == []


def test_an_award_is_due_once_every_race_is_published():
    race = race_at(NOON - DAY)
    ResultFactory(session=race)
    publish_classification(race, state="final")
    award = AwardFactory(season=race.season)

    assert [(one.line.award, one.waits) for one in waiting_awards()] == [(award, "is_due")]


def awarded_race(**facts):
    """Two cars in the only race of a season, and an award for the first of its title."""
    race = race_at(NOON - DAY)
    gt = CarClassFactory(season=race.season)
    for _car in range(2):
        ResultFactory(session=race, event_entry__car_class=gt, event_entry__entry__car_class=gt)
    title = ChampionshipFactory(season=race.season, car_class=gt)
    return race, AwardFactory(season=race.season, championship=title, **facts)


def test_an_award_rests_on_a_provisional_result():
    race, award = awarded_race()
    publish_classification(race, state="provisional")

    assert [(one.line.award, one.waits) for one in waiting_awards()] == [(award, "rests")]


def test_a_confirmed_award_waits_for_nothing():
    race, award = awarded_race()
    publish_classification(race, state="final")
    take_step(award, 1, "confirmed", seen=0)

    assert waiting_awards() == []


def test_a_confirmed_award_is_in_question_once_another_one_leads():
    race, award = awarded_race()
    publish_classification(race, state="final")
    take_step(award, 1, "confirmed", seen=0)
    race.results.filter(order=1).update(status="disqualified")
    publish_classification(race, state="amended")

    assert [(one.line.award, one.waits) for one in waiting_awards()] == [(award, "in_question")]


def test_a_declined_award_is_open_if_the_rule_has_somebody_next():
    race, award = awarded_race(if_not_taken="next")
    publish_classification(race, state="final")
    take_step(award, 1, "offered", seen=0)
    take_step(award, 1, "declined", seen=1)

    assert [(one.line.award, one.waits) for one in waiting_awards()] == [(award, "is_open")]


def test_a_declined_award_that_nobody_else_gets_waits_for_nothing():
    race, award = awarded_race()
    publish_classification(race, state="final")
    take_step(award, 1, "offered", seen=0)
    take_step(award, 1, "declined", seen=1)

    assert waiting_awards() == []


# Applications and checks


def test_every_application_of_every_season_waits():
    EntryFactory.create_batch(9, status="received")
    EntryFactory(status="confirmed")

    shown, more = applications()

    assert (len(shown), more) == (8, 1)


def seated(**facts):
    event = event_on(date(2024, 2, 4))
    return EventCrewSeatFactory(
        event_entry=EventEntryFactory(event=event), driver=DriverFactory(**facts)
    )


def test_drivers_who_race_without_a_country_are_counted_once():
    seat = seated(country="")
    EventCrewSeatFactory(
        event_entry=EventEntryFactory(event=seat.event_entry.event), driver=seat.driver
    )
    DriverFactory(country="")

    assert current_checks(NOON).without_country == 1


def shortened(ran=timedelta(hours=2), **facts):
    race = race_at(NOON - DAY, **facts)
    ResultFactory(session=race, time_ms=ran // timedelta(milliseconds=1))
    publish_classification(race, state="final")
    return race


def test_a_race_that_ran_its_time_needs_no_factor():
    shortened(ran=timedelta(hours=4, seconds=20))

    assert current_checks(NOON).shortened == []


def test_a_race_stopped_early_needs_a_decision_on_its_points():
    race = shortened()

    assert [one.session for one in current_checks(NOON).shortened] == [race]


def test_a_factor_typed_at_the_session_decides_it():
    shortened(points_factor=Fraction(1, 2))

    assert current_checks(NOON).shortened == []


def test_a_decision_for_full_points_decides_it_too():
    race = shortened()
    PointsDecisionFactory(
        season=race.season,
        team=None,
        session=race,
        effect=PointsDecision.Effect.SESSION_FACTOR,
        value=Fraction(1),
    )

    assert current_checks(NOON).shortened == []
