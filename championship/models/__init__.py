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
from .scale import PointsScale
from .championship import Championship, ChampionshipFeed, ChampionshipRules, SessionScale
from .points_decision import PointsDecision
from .standing import LedgerLine, OfficialRow, OfficialTable, Standing
from .award import Award
from .publication import Article, Notice

__all__ = [
    "Article",
    "Award",
    "Bonus",
    "Car",
    "CarClass",
    "Championship",
    "ChampionshipFeed",
    "ChampionshipRules",
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
    "OfficialRow",
    "OfficialTable",
    "Organisation",
    "OrganisationRole",
    "PointsDecision",
    "PointsScale",
    "Result",
    "Round",
    "Season",
    "Series",
    "Session",
    "SessionScale",
    "Standing",
    "Status",
    "Team",
    "TeamAlias",
]
