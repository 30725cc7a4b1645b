"""Every model once, in the order a newcomer should read them."""

# ruff: noqa: I001
from .organisation import Organisation, OrganisationRole
from .series import CarClass, Season, Series
from .circuit import Circuit
from .event import Event, Round, Session
from .car import Car, Manufacturer
from .team import Team, TeamAlias
from .driver import Driver, DriverAlias, DriverCategory
from .entry import (
    CrewSeat,
    Entry,
    EntryListCount,
    EntryListRevision,
    EventCrewSeat,
    EventEntry,
)
from .result import (
    Bonus,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    Result,
    Status,
)
from .points import Championship, LedgerLine, PointsScale, Standing
from .award import Award
from .publication import Article, Notice

__all__ = [
    "Article",
    "Award",
    "Bonus",
    "Car",
    "CarClass",
    "Championship",
    "Circuit",
    "Classification",
    "ClassificationLine",
    "ClassifiedDriver",
    "CrewSeat",
    "Decision",
    "Driver",
    "DriverAlias",
    "DriverCategory",
    "Entry",
    "EntryListCount",
    "EntryListRevision",
    "Event",
    "EventCrewSeat",
    "EventEntry",
    "LedgerLine",
    "Manufacturer",
    "Notice",
    "Organisation",
    "OrganisationRole",
    "PointsScale",
    "Result",
    "Round",
    "Season",
    "Series",
    "Session",
    "Standing",
    "Status",
    "Team",
    "TeamAlias",
]
