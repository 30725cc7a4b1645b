"""Every model once, in the order a newcomer should read them."""

# ruff: noqa: I001
from .organisation import Organisation, OrganisationRole
from .series import CarClass, ClassAlias, Season, Series
from .circuit import Circuit
from .event import Event, GridSource, Round, Session
from .car import Car, CarAlias, Manufacturer
from .team import Team, TeamAlias
from .driver import Driver, DriverAlias, DriverCategory
from .entry import CrewSeat, Entry
from .event_entry import EventCrewSeat, EventEntry
from .crew_rules import CategoryLimit, CrewRule, Waiver
from .entry_list import (
    EntryListCount,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
    EntryListWaiver,
)
from .stored_file import StoredFile
from .result import Bonus, Result, ResultImport, ResultSeat, Status, StatusAlias
from .decision import Decision
from .classification import (
    AppliedDecision,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
)
from .scale import PointsScale
from .championship import Championship, ChampionshipFeed, ChampionshipRules, SessionScale
from .points_decision import PointsDecision
from .standing import LedgerLine, OfficialRow, OfficialTable, Standing
from .award import Award
from .publication import Article, Notice

__all__ = [
    "AppliedDecision",
    "Article",
    "Award",
    "Bonus",
    "Car",
    "CarAlias",
    "CarClass",
    "CategoryLimit",
    "Championship",
    "ChampionshipFeed",
    "ChampionshipRules",
    "Circuit",
    "ClassAlias",
    "Classification",
    "ClassificationLine",
    "ClassifiedBonus",
    "ClassifiedDriver",
    "CrewRule",
    "CrewSeat",
    "Decision",
    "Driver",
    "DriverAlias",
    "DriverCategory",
    "Entry",
    "EntryListCount",
    "EntryListLine",
    "EntryListRevision",
    "EntryListSeat",
    "EntryListWaiver",
    "Event",
    "EventCrewSeat",
    "EventEntry",
    "GridSource",
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
    "ResultImport",
    "ResultSeat",
    "Round",
    "Season",
    "Series",
    "Session",
    "SessionScale",
    "Standing",
    "Status",
    "StatusAlias",
    "StoredFile",
    "Team",
    "TeamAlias",
    "Waiver",
]
