"""An event with something of everything that can be due at the race desk."""

from datetime import timedelta

from django.utils import timezone

from championship.workflows.results import publish_classification
from tests.factories import (
    AwardFactory,
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SeasonFactory,
    SessionFactory,
)


def busy_event(now=None):
    """A season with an event on now: a provisional race with a draft, a qualifying without a
    result, an application, an award, and another event to come. Returns the event.
    """
    now = now or timezone.now()
    today = now.date()
    season = SeasonFactory(starts_on=today - timedelta(30), ends_on=today + timedelta(60))
    gt = CarClassFactory(season=season, code="GT", slug="gt")
    title = ChampionshipFactory(season=season, car_class=gt, slug="gt-teams")
    AwardFactory(season=season, championship=title)
    EntryFactory(season=season, car_class=gt, status="received")
    event = _event(season, today - timedelta(1), today + timedelta(1))
    SessionFactory(
        event=event, kind="qualifying", starts_at=now - timedelta(hours=20), duration_minutes=15
    )
    _provisional_race(event, gt, now - timedelta(hours=10))
    coming = _event(season, today + timedelta(20), today + timedelta(21))
    RaceFactory(event=coming)
    EventEntryFactory(event=coming, car_class=gt, entry__car_class=gt)
    return event


def _event(season, first, last):
    return EventFactory(season=season, starts_on=first, ends_on=last)


def _provisional_race(event, car_class, starts_at):
    race = RaceFactory(event=event, starts_at=starts_at, duration_minutes=240)
    for _car in range(2):
        ResultFactory(
            session=race,
            event_entry__car_class=car_class,
            event_entry__entry__car_class=car_class,
        )
    publish_classification(race, state="provisional")
    last = race.results.last()
    DecisionFactory(session=race, event_entry=last.event_entry)
