import factory

from championship.models import Entry, EntryListLine, EntryListSeat, EntryListWaiver

from .base import Factory
from .driver import DriverFactory
from .entry import EntryFactory, EntryListRevisionFactory


class EntryListLineFactory(Factory):
    """The next line of a published list: a car as it is entered for the season, without a crew."""

    revision = factory.SubFactory(EntryListRevisionFactory)
    order = factory.LazyAttribute(lambda line: line.revision.lines.count() + 1)
    entry = factory.SubFactory(EntryFactory, season=factory.SelfAttribute("..revision.season"))
    number = factory.SelfAttribute("entry.number")
    car_class = factory.SelfAttribute("entry.car_class")
    team_name = factory.SelfAttribute("entry.shown_team_name")
    team_country = factory.SelfAttribute("entry.shown_team_country")
    car = factory.SelfAttribute("entry.car")
    car_name = factory.LazyAttribute(lambda line: str(line.car or ""))
    status = Entry.Status.CONFIRMED

    _follow = {"entry": ("revision__season", "season")}

    class Meta:
        model = EntryListLine


class EntryListSeatFactory(Factory):
    """The next seat of a crew as it was printed."""

    line = factory.SubFactory(EntryListLineFactory)
    order = factory.LazyAttribute(lambda seat: seat.line.crew.count() + 1)
    driver = factory.SubFactory(DriverFactory)
    given_name = factory.LazyAttribute(lambda seat: seat.driver.given_name if seat.driver else "")
    family_name = factory.LazyAttribute(lambda seat: seat.driver.family_name if seat.driver else "")
    country = factory.LazyAttribute(lambda seat: seat.driver.country if seat.driver else "")

    class Meta:
        model = EntryListSeat


class EntryListWaiverFactory(Factory):
    """Driver categories waived for a car, as it was printed below the list."""

    line = factory.SubFactory(EntryListLineFactory)
    rule = "categories"
    reason = "Late change."

    class Meta:
        model = EntryListWaiver
