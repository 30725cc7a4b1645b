import factory

from championship.models import Championship, Combination, CombinationSource, CountsAs

from .base import Factory
from .championship import ChampionshipFactory
from .team import TeamFactory


class CombinationFactory(Factory):
    """A title for teams over other titles, whose points are added."""

    championship = factory.SubFactory(
        ChampionshipFactory, recipient=Championship.Recipient.TEAM, rules=False
    )

    class Meta:
        model = Combination


class CombinationSourceFactory(Factory):
    """A title for the cars of another season, all rounds of which count."""

    combination = factory.SubFactory(CombinationFactory)
    championship = factory.SubFactory(ChampionshipFactory)
    order = factory.LazyAttribute(lambda source: source.combination.sources.count() + 1)

    class Meta:
        model = CombinationSource


class CountsAsFactory(Factory):
    """A team that is another one."""

    combination = factory.SubFactory(CombinationFactory)
    team = factory.SubFactory(TeamFactory)
    as_team = factory.SubFactory(TeamFactory)

    class Meta:
        model = CountsAs
