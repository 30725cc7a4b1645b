from datetime import date

import factory

from championship.models import (
    CrewSeat,
    Entry,
    EntryListCount,
    EntryListRevision,
    EventCrewSeat,
    EventEntry,
)

from .base import Factory
from .car import CarFactory
from .driver import DriverFactory
from .event import EventFactory
from .series import CarClassFactory, SeasonFactory
from .team import TeamFactory


class EntryFactory(Factory):
    """A confirmed car without a crew, in a class of its own season."""

    season = factory.SubFactory(SeasonFactory)
    number = factory.Sequence(lambda n: str(n % 9999 + 1))
    car_class = factory.SubFactory(CarClassFactory, season=factory.SelfAttribute("..season"))
    team = factory.SubFactory(TeamFactory)
    car = factory.SubFactory(CarFactory)
    status = Entry.Status.CONFIRMED

    _follow = {"car_class": ("season", "season")}

    class Meta:
        model = Entry


class CrewSeatFactory(Factory):
    entry = factory.SubFactory(EntryFactory)
    order = factory.LazyAttribute(lambda seat: seat.entry.crew.count() + 1)
    driver = factory.SubFactory(DriverFactory)

    class Meta:
        model = CrewSeat


class EventEntryFactory(Factory):
    """An entry at an event of its season, as it was entered for the season, without a crew."""

    event = factory.SubFactory(EventFactory)
    entry = factory.SubFactory(
        EntryFactory,
        season=factory.SelfAttribute("..event.season"),
    )
    number = factory.SelfAttribute("entry.number")
    car_class = factory.SelfAttribute("entry.car_class")
    team_name = factory.SelfAttribute("entry.shown_team_name")
    team_country = factory.SelfAttribute("entry.team.country")
    car = factory.SelfAttribute("entry.car")

    _follow = {"entry": ("event__season", "season")}

    class Meta:
        model = EventEntry


class EventCrewSeatFactory(Factory):
    event_entry = factory.SubFactory(EventEntryFactory)
    order = factory.LazyAttribute(lambda seat: seat.event_entry.crew.count() + 1)
    driver = factory.SubFactory(DriverFactory)

    class Meta:
        model = EventCrewSeat


class EntryListRevisionFactory(Factory):
    """The next issue of the season's entry list."""

    season = factory.SubFactory(SeasonFactory)
    number = factory.LazyAttribute(lambda issue: issue.season.entry_lists.count() + 1)
    published_on = date(2024, 1, 15)

    _follow = {"event": ("season", "season")}

    class Meta:
        model = EntryListRevision


class EntryListCountFactory(Factory):
    revision = factory.SubFactory(EntryListRevisionFactory)
    car_class = factory.SubFactory(
        CarClassFactory, season=factory.SelfAttribute("..revision.season")
    )
    cars = 12

    _follow = {"car_class": ("revision__season", "season")}

    class Meta:
        model = EntryListCount
