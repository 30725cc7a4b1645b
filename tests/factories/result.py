import factory

from championship.models import (
    Bonus,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    Result,
)

from .base import Factory
from .driver import DriverFactory
from .entry import EventEntryFactory
from .event import RaceFactory


class ResultFactory(Factory):
    """The next line in the result of a race: a car at the same event, classified."""

    session = factory.SubFactory(RaceFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..session.event")
    )
    order = factory.LazyAttribute(lambda result: result.session.results.count() + 1)
    laps = 100

    _follow = {"event_entry": ("session__event", "event")}

    class Meta:
        model = Result


class BonusFactory(Factory):
    """A pole position in the class of the car."""

    session = factory.SubFactory(RaceFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..session.event")
    )
    car_class = factory.SelfAttribute("event_entry.car_class")

    _follow = {"event_entry": ("session__event", "event")}

    class Meta:
        model = Bonus


class DecisionFactory(Factory):
    """A draft of a warning."""

    session = factory.SubFactory(RaceFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..session.event")
    )
    number = factory.Sequence(lambda n: str(n + 1))
    penalty = Decision.Penalty.WARNING

    _follow = {"event_entry": ("session__event", "event")}

    class Meta:
        model = Decision


class ClassificationFactory(Factory):
    """The next revision of a race's classification, provisional and without lines."""

    session = factory.SubFactory(RaceFactory)
    revision = factory.LazyAttribute(lambda issue: issue.session.classifications.count() + 1)
    state = Classification.State.PROVISIONAL

    class Meta:
        model = Classification


class ClassificationLineFactory(Factory):
    """The next car of a classification; its place in class is its place overall."""

    classification = factory.SubFactory(ClassificationFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..classification.session.event")
    )
    order = factory.LazyAttribute(lambda line: line.classification.lines.count() + 1)
    car_class = factory.SelfAttribute("event_entry.car_class")
    number = factory.SelfAttribute("event_entry.number")
    team_name = factory.SelfAttribute("event_entry.team_name")
    place = factory.SelfAttribute("order")
    class_place = factory.SelfAttribute("order")
    laps = 100

    _follow = {"event_entry": ("classification__session__event", "event")}

    class Meta:
        model = ClassificationLine


class ClassifiedDriverFactory(Factory):
    line = factory.SubFactory(ClassificationLineFactory)
    order = factory.LazyAttribute(lambda seat: seat.line.crew.count() + 1)
    driver = factory.SubFactory(DriverFactory)

    class Meta:
        model = ClassifiedDriver
