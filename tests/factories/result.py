from hashlib import sha256

import factory

from championship.models import (
    AppliedDecision,
    Bonus,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
    Decision,
    GridSource,
    Result,
    ResultImport,
    ResultSeat,
    Status,
    StatusAlias,
    StoredFile,
)

from .base import Factory
from .driver import DriverFactory
from .entry import EventEntryFactory
from .event import RaceFactory, SessionFactory
from .series import SeriesFactory


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


class ClassifiedBonusFactory(Factory):
    """A pole position as it was published with a classification."""

    classification = factory.SubFactory(ClassificationFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..classification.session.event")
    )
    car_class = factory.SelfAttribute("event_entry.car_class")

    _follow = {"event_entry": ("classification__session__event", "event")}

    class Meta:
        model = ClassifiedBonus


class AppliedDecisionFactory(Factory):
    """A warning as it was published with a classification."""

    classification = factory.SubFactory(ClassificationFactory)
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..classification.session.event")
    )
    order = factory.LazyAttribute(lambda row: row.classification.decisions.count() + 1)
    number = factory.Sequence(lambda n: str(n + 1))
    penalty = Decision.Penalty.WARNING
    state = Decision.State.IN_FORCE

    _follow = {"event_entry": ("classification__session__event", "event")}

    class Meta:
        model = AppliedDecision


class ResultSeatFactory(Factory):
    """The next driver of a car in one session."""

    result = factory.SubFactory(ResultFactory)
    order = factory.LazyAttribute(lambda seat: seat.result.seats.count() + 1)
    driver = factory.SubFactory(DriverFactory)

    class Meta:
        model = ResultSeat


class StoredFileFactory(Factory):
    """A small PDF."""

    name = factory.Sequence(lambda n: f"document-{n}.pdf")
    media_type = "application/pdf"
    content = b"%PDF-1.4\n%%EOF\n"
    size = factory.LazyAttribute(lambda file: len(file.content))
    sha256 = factory.LazyAttribute(lambda file: sha256(file.content).hexdigest())

    class Meta:
        model = StoredFile


class ResultImportFactory(Factory):
    """The next timing file of a race."""

    session = factory.SubFactory(RaceFactory)
    version = factory.LazyAttribute(lambda row: row.session.imports.count() + 1)
    file = factory.SubFactory(StoredFileFactory, name="03_Race.CSV", media_type="text/csv")
    variant = "A2"
    cars = 0

    class Meta:
        model = ResultImport


class StatusAliasFactory(Factory):
    series = factory.SubFactory(SeriesFactory)
    printed = "Ausfall"
    status = Status.RETIRED

    class Meta:
        model = StatusAlias


class GridSourceFactory(Factory):
    """A qualifying whose best laps set the grid of a race of the same event."""

    race = factory.SubFactory(RaceFactory)
    qualifying = factory.SubFactory(
        SessionFactory, event=factory.SelfAttribute("..race.event"), kind="qualifying"
    )

    _follow = {"qualifying": ("race__event", "event")}

    class Meta:
        model = GridSource
