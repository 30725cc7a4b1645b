"""Small consistent worlds for tests, one file per noun."""

from .access import GroupFactory, UserFactory, staff_with
from .award import AwardFactory
from .car import CarAliasFactory, CarFactory, ManufacturerFactory
from .championship import (
    ChampionshipFactory,
    ChampionshipFeedFactory,
    ChampionshipRulesFactory,
    LedgerLineFactory,
    OfficialRowFactory,
    OfficialTableFactory,
    PointsDecisionFactory,
    PointsScaleFactory,
    SessionScaleFactory,
    StandingFactory,
)
from .circuit import CircuitFactory
from .crew_rules import CategoryLimitFactory, WaiverFactory
from .driver import DriverAliasFactory, DriverCategoryFactory, DriverFactory
from .entry import (
    CrewSeatFactory,
    EntryFactory,
    EntryListCountFactory,
    EntryListRevisionFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
)
from .entry_list import EntryListLineFactory, EntryListSeatFactory, EntryListWaiverFactory
from .event import EventFactory, RaceFactory, RoundFactory, SessionFactory
from .organisation import OrganisationFactory, OrganisationRoleFactory
from .publication import ArticleFactory, NoticeFactory
from .result import (
    AppliedDecisionFactory,
    BonusFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    ClassifiedBonusFactory,
    ClassifiedDriverFactory,
    DecisionFactory,
    GridSourceFactory,
    ResultFactory,
    ResultImportFactory,
    ResultSeatFactory,
    StatusAliasFactory,
    StoredFileFactory,
)
from .series import CarClassFactory, ClassAliasFactory, SeasonFactory, SeriesFactory
from .team import TeamAliasFactory, TeamFactory

__all__ = [
    "AppliedDecisionFactory",
    "ArticleFactory",
    "AwardFactory",
    "BonusFactory",
    "CarAliasFactory",
    "CarClassFactory",
    "CarFactory",
    "CategoryLimitFactory",
    "ChampionshipFactory",
    "ChampionshipFeedFactory",
    "ChampionshipRulesFactory",
    "CircuitFactory",
    "ClassAliasFactory",
    "ClassificationFactory",
    "ClassificationLineFactory",
    "ClassifiedBonusFactory",
    "ClassifiedDriverFactory",
    "CrewSeatFactory",
    "DecisionFactory",
    "DriverAliasFactory",
    "DriverCategoryFactory",
    "DriverFactory",
    "EntryFactory",
    "EntryListCountFactory",
    "EntryListLineFactory",
    "EntryListRevisionFactory",
    "EntryListSeatFactory",
    "EntryListWaiverFactory",
    "EventCrewSeatFactory",
    "EventEntryFactory",
    "EventFactory",
    "GridSourceFactory",
    "GroupFactory",
    "LedgerLineFactory",
    "ManufacturerFactory",
    "NoticeFactory",
    "OfficialRowFactory",
    "OfficialTableFactory",
    "OrganisationFactory",
    "OrganisationRoleFactory",
    "PointsDecisionFactory",
    "PointsScaleFactory",
    "RaceFactory",
    "ResultFactory",
    "ResultImportFactory",
    "ResultSeatFactory",
    "RoundFactory",
    "SeasonFactory",
    "SeriesFactory",
    "SessionFactory",
    "SessionScaleFactory",
    "StandingFactory",
    "StatusAliasFactory",
    "StoredFileFactory",
    "TeamAliasFactory",
    "TeamFactory",
    "UserFactory",
    "WaiverFactory",
    "staff_with",
]
