"""Small consistent worlds for tests, one file per noun."""

from .access import GroupFactory, UserFactory, staff_with
from .award import AwardFactory
from .car import CarFactory, ManufacturerFactory
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
from .driver import DriverAliasFactory, DriverCategoryFactory, DriverFactory
from .entry import (
    CrewSeatFactory,
    EntryFactory,
    EntryListCountFactory,
    EntryListRevisionFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
)
from .event import EventFactory, RaceFactory, RoundFactory, SessionFactory
from .organisation import OrganisationFactory, OrganisationRoleFactory
from .publication import ArticleFactory, NoticeFactory
from .result import (
    BonusFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    ClassifiedDriverFactory,
    DecisionFactory,
    ResultFactory,
)
from .series import CarClassFactory, SeasonFactory, SeriesFactory
from .team import TeamAliasFactory, TeamFactory

__all__ = [
    "ArticleFactory",
    "AwardFactory",
    "BonusFactory",
    "CarClassFactory",
    "CarFactory",
    "ChampionshipFactory",
    "ChampionshipFeedFactory",
    "ChampionshipRulesFactory",
    "CircuitFactory",
    "ClassificationFactory",
    "ClassificationLineFactory",
    "ClassifiedDriverFactory",
    "CrewSeatFactory",
    "DecisionFactory",
    "DriverAliasFactory",
    "DriverCategoryFactory",
    "DriverFactory",
    "EntryFactory",
    "EntryListCountFactory",
    "EntryListRevisionFactory",
    "EventCrewSeatFactory",
    "EventEntryFactory",
    "EventFactory",
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
    "RoundFactory",
    "SeasonFactory",
    "SeriesFactory",
    "SessionFactory",
    "SessionScaleFactory",
    "StandingFactory",
    "TeamAliasFactory",
    "TeamFactory",
    "UserFactory",
    "staff_with",
]
