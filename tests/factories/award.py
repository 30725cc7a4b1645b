import factory

from championship.models import Award

from .base import Factory
from .championship import ChampionshipFactory
from .series import SeasonFactory


class AwardFactory(Factory):
    """A provisional invitation for the winner of a championship of the season."""

    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"award-{n}")
    kind = Award.Kind.INVITATION
    target = "24 Hours of Le Mans 2024"
    championship = factory.SubFactory(ChampionshipFactory, season=factory.SelfAttribute("..season"))

    _follow = {"championship": ("season", "season"), "holder": ("season", "season")}

    class Meta:
        model = Award
