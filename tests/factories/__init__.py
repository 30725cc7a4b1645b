"""Small consistent worlds for tests, one file per noun."""

from .access import GroupFactory, UserFactory, staff_with
from .award import (
    AgreementFactory,
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    AwardTargetFactory,
    TargetEntryFactory,
)
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
from .combination import CombinationFactory, CombinationSourceFactory, CountsAsFactory
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
from .publication import ArticleFactory, NoticeFactory, PictureFactory
from .reported_place import ReportedPlaceFactory
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
    "AgreementFactory",
    "AppliedDecisionFactory",
    "ArticleFactory",
    "AwardCandidateFactory",
    "AwardFactory",
    "AwardStepFactory",
    "AwardTargetFactory",
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
    "CombinationFactory",
    "CombinationSourceFactory",
    "CountsAsFactory",
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
    "PictureFactory",
    "PointsDecisionFactory",
    "PointsScaleFactory",
    "RaceFactory",
    "ReportedPlaceFactory",
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
    "TargetEntryFactory",
    "TeamAliasFactory",
    "TeamFactory",
    "UserFactory",
    "WaiverFactory",
    "staff_with",
]
