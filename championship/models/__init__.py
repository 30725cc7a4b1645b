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
from .standing import (
    ComputedTable,
    LedgerLine,
    OfficialRow,
    OfficialTable,
    ReportedPlace,
    Standing,
    TitleState,
)
from .combination import Combination, CombinationSource, CombinedPart, CountsAs
from .publication import Article, Notice
from .agreement import Agreement
from .award_target import AwardTarget, TargetEntry
from .award import Award
from .award_step import AwardCandidate, AwardStep

__all__ = [
    "Agreement",
    "AppliedDecision",
    "Article",
    "Award",
    "AwardCandidate",
    "AwardStep",
    "AwardTarget",
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
    "Combination",
    "CombinationSource",
    "CombinedPart",
    "ComputedTable",
    "CountsAs",
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
    "ReportedPlace",
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
    "TargetEntry",
    "Team",
    "TeamAlias",
    "TitleState",
    "Waiver",
]
