from decimal import Decimal
from fractions import Fraction

import factory

from championship.models import (
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    LedgerLine,
    OfficialRow,
    OfficialTable,
    PointsDecision,
    PointsScale,
    SessionScale,
    Standing,
)

from .base import Factory
from .entry import EntryFactory, EventEntryFactory
from .event import EventFactory, RaceFactory, RoundFactory
from .series import CarClassFactory, SeasonFactory
from .team import TeamFactory


class PointsScaleFactory(Factory):
    """25, 18, 15 … 1 for the first ten, and a point for pole position."""

    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"scale-{n}")
    name = factory.Sequence(lambda n: f"Scale {n}")
    points = tuple(map(Fraction, (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)))
    pole_points = Fraction(1)

    class Meta:
        model = PointsScale


class ChampionshipFactory(Factory):
    """A title for the cars of one class, every round counting."""

    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"championship-{n}")
    name = factory.Sequence(lambda n: f"Championship {n}")
    recipient = Championship.Recipient.ENTRY
    car_class = factory.SubFactory(CarClassFactory, season=factory.SelfAttribute("..season"))

    _follow = {"car_class": ("season", "season")}

    class Meta:
        model = Championship
        skip_postgeneration_save = True

    @factory.post_generation
    def rules(championship, create, extracted, **answers):
        """Rules from round 1 on: ChampionshipFactory(rules__countback="scoring")."""
        if create and extracted is not False:
            ChampionshipRulesFactory(championship=championship, **answers)


class ChampionshipRulesFactory(Factory):
    """Races score on a scale of their own; everything else is as usual."""

    championship = factory.SubFactory(ChampionshipFactory, rules=False)
    race_scale = factory.SubFactory(
        PointsScaleFactory, season=factory.SelfAttribute("..championship.season")
    )

    _follow = {"race_scale": ("championship__season", "season")}

    class Meta:
        model = ChampionshipRules


class ChampionshipFeedFactory(Factory):
    """A season of another series, over all its classes."""

    championship = factory.SubFactory(ChampionshipFactory, recipient=Championship.Recipient.TEAM)
    season = factory.SubFactory(SeasonFactory)

    class Meta:
        model = ChampionshipFeed


class SessionScaleFactory(Factory):
    """Other points in a single race of the championship's season."""

    rules = factory.SubFactory(ChampionshipRulesFactory)
    session = factory.SubFactory(
        RaceFactory,
        event=factory.SubFactory(
            EventFactory, season=factory.SelfAttribute("...rules.championship.season")
        ),
    )
    scale = factory.SubFactory(
        PointsScaleFactory, season=factory.SelfAttribute("..rules.championship.season")
    )

    class Meta:
        model = SessionScale


class PointsDecisionFactory(Factory):
    """Ten points taken from a team in every championship of a season."""

    season = factory.SubFactory(SeasonFactory)
    effect = PointsDecision.Effect.POINTS
    team = factory.SubFactory(TeamFactory)
    value = Fraction(-10)
    state = PointsDecision.State.IN_FORCE

    class Meta:
        model = PointsDecision


class StandingFactory(Factory):
    """The next line of a table after a round: an entry of that season."""

    championship = factory.SubFactory(ChampionshipFactory)
    round = factory.SubFactory(
        RoundFactory,
        event=factory.SubFactory(
            EventFactory, season=factory.SelfAttribute("...championship.season")
        ),
    )
    entry = factory.SubFactory(
        EntryFactory,
        season=factory.SelfAttribute("..championship.season"),
        car_class=factory.SelfAttribute("..championship.car_class"),
    )
    order = factory.LazyAttribute(
        lambda row: row.championship.standings.filter(round=row.round).count() + 1
    )
    rank = factory.SelfAttribute("order")
    points = Fraction(25)
    before_drops = factory.SelfAttribute("points")
    after = factory.SelfAttribute("round.number")

    _follow = {"round": ("championship__season", "season")}

    class Meta:
        model = Standing


class LedgerLineFactory(Factory):
    """Points of a car for its place in a race."""

    championship = factory.SubFactory(ChampionshipFactory)
    session = factory.SubFactory(
        RaceFactory,
        event=factory.SubFactory(
            EventFactory, season=factory.SelfAttribute("...championship.season")
        ),
    )
    round = factory.SelfAttribute("session.round")
    event_entry = factory.SubFactory(
        EventEntryFactory, event=factory.SelfAttribute("..session.event")
    )
    entry = factory.SelfAttribute("event_entry.entry")
    reason = LedgerLine.Reason.PLACE
    place = 1
    points = Fraction(25)

    _follow = {"session": ("championship__season", "season")}

    class Meta:
        model = LedgerLine


class OfficialTableFactory(Factory):
    """A table after a round as the championship office printed it, without rows yet."""

    championship = factory.SubFactory(ChampionshipFactory)
    round = factory.SubFactory(
        RoundFactory,
        event=factory.SubFactory(
            EventFactory, season=factory.SelfAttribute("...championship.season")
        ),
    )
    source = "championship office"

    _follow = {"round": ("championship__season", "season")}

    class Meta:
        model = OfficialTable


class OfficialRowFactory(Factory):
    """The next line of an official table: an entry of that season with a win's points."""

    table = factory.SubFactory(OfficialTableFactory)
    entry = factory.SubFactory(
        EntryFactory,
        season=factory.SelfAttribute("..table.championship.season"),
        car_class=factory.SelfAttribute("..table.championship.car_class"),
    )
    order = factory.LazyAttribute(lambda row: row.table.rows.count() + 1)
    position = factory.LazyAttribute(lambda row: str(row.order))
    points = Decimal(25)

    class Meta:
        model = OfficialRow
