import factory

from championship.models import Team, TeamAlias

from .base import Factory


class TeamFactory(Factory):
    slug = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")
    country = "GB"

    class Meta:
        model = Team


class TeamAliasFactory(Factory):
    team = factory.SubFactory(TeamFactory)
    name = factory.Sequence(lambda n: f"Other Team {n}")

    class Meta:
        model = TeamAlias
