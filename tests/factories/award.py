import factory

from championship.models import (
    Agreement,
    Award,
    AwardCandidate,
    AwardStep,
    AwardTarget,
    TargetEntry,
)

from .base import Factory
from .championship import ChampionshipFactory
from .series import SeasonFactory
from .team import TeamFactory


class AwardTargetFactory(Factory):
    """The 24 Hours of Le Mans of a year of its own, none of the shipped seasons."""

    slug = factory.Sequence(lambda n: f"le-mans-{2031 + n}")
    name = "24 Hours of Le Mans"
    year = factory.Sequence(lambda n: 2031 + n)

    class Meta:
        model = AwardTarget


class TargetEntryFactory(Factory):
    """A car that raced at Le Mans."""

    target = factory.SubFactory(AwardTargetFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    team_name = "Manthey PureRxcing"

    class Meta:
        model = TargetEntry


class AgreementFactory(Factory):
    """An agreement; name its parties and seasons afterwards."""

    slug = factory.Sequence(lambda n: f"agreement-{n}")
    name = "Agreement on a joint classification"

    class Meta:
        model = Agreement


class AwardFactory(Factory):
    """An invitation for the winner of a championship of the season, by no step given yet."""

    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"award-{n}")
    kind = Award.Kind.INVITATION
    target = factory.SubFactory(AwardTargetFactory)
    championship = factory.SubFactory(ChampionshipFactory, season=factory.SelfAttribute("..season"))

    _follow = {"championship": ("season", "season")}

    class Meta:
        model = Award


class AwardStepFactory(Factory):
    """A step of an award: confirmed, unless told. Its candidates are rows of their own."""

    award = factory.SubFactory(AwardFactory)
    number = factory.LazyAttribute(lambda step: step.award.steps.count() + 1)
    state = AwardStep.State.CONFIRMED

    class Meta:
        model = AwardStep


class AwardCandidateFactory(Factory):
    """The holder of a step: a team, unless told that it is a car, a driver or a manufacturer."""

    step = factory.SubFactory(AwardStepFactory)
    order = factory.LazyAttribute(lambda row: row.step.candidates.count() + 1)
    outcome = AwardCandidate.Outcome.HOLDER

    class Meta:
        model = AwardCandidate

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        if not {"team", "entry", "driver", "manufacturer"} & kwargs.keys():
            kwargs["team"] = TeamFactory()
        return kwargs
