"""Championships of cars that race in the order told."""

from fractions import Fraction

from championship.models import Session
from championship.queries.results import find_session
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import (
    BonusFactory,
    ChampionshipFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SeasonFactory,
    SessionFactory,
)


def championship(**facts):
    """A championship of a season whose cars are added by run()."""
    return ChampionshipFactory(**{"season": SeasonFactory(), "slug": "title"} | facts)


def car_of(title, **facts):
    if title.car_class:
        facts = {"car_class": title.car_class} | facts
    return EntryFactory(**{"season": title.season} | facts)


def run(title, *cars, pole=None, sprint=(), crews=None, factor=1, starts_on=None):
    """A published round with the cars in this order, perhaps with a sprint before its race."""
    season = cars[0].season
    day = {"starts_on": starts_on, "ends_on": starts_on} if starts_on else {}
    race = RaceFactory(event=EventFactory(season=season, **day), points_factor=Fraction(factor))
    entered = {
        car: EventEntryFactory(event=race.event, entry=car)
        for car in dict.fromkeys([*cars, *sprint])
    }
    for car, drivers in (crews or {}).items():
        for driver in drivers:
            EventCrewSeatFactory(event_entry=entered[car], driver=driver)
    for car in cars:
        ResultFactory(session=race, event_entry=entered[car])
    if pole:
        BonusFactory(session=race, event_entry=entered[pole])
    if sprint:
        _sprint(race, [entered[car] for car in sprint])
    freeze(race, state="final")
    store_standings(season)
    return race


def _sprint(race, cars):
    sprint = SessionFactory(
        event=race.event, round=race.round, kind=Session.Kind.SPRINT, name="Sprint"
    )
    for car in cars:
        ResultFactory(session=sprint, event_entry=car)
    freeze(sprint, state="final")


def session_at(session):
    """The session as its page finds it."""
    return find_session(session.season.series.slug, session.season.slug, session.slug)
