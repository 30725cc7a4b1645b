"""The rules and decisions that staff have stored, as the scoring rules take them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from championship.models import Championship, ChampionshipRules, PointsDecision, Season
from championship.scoring import rules
from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import NOTHING, Kind

IN_FORCE = [PointsDecision.State.IN_FORCE, PointsDecision.State.APPEALED]
SUBJECTS = tuple(rules.Recipient)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rounds of a championship, numbered in the order in which they count.

    `numbers` holds the number of each round by its primary key, `days` its day.
    """

    numbers: dict[int, int]
    days: dict[int, date]

    @property
    def last(self) -> int | None:
        return max(self.numbers.values(), default=None)

    def felt_from(self, decision: PointsDecision) -> int:
        """The first table that a decision changes: by its round, by its day, or the first."""
        if decision.round_id is not None:
            return self.numbers[decision.round_id]
        if decision.decided_on is None:
            return 1
        run = [number for number, day in self.days.items() if day <= decision.decided_on]
        return max(run, default=1)


def championships_fed_by(season: Season) -> Iterable[Championship]:
    """The championships that the results of a season count for, with their rules.

    Six queries for all of them.
    """
    versions = ChampionshipRules.objects.select_related(
        "race_scale", "sprint_scale", "qualifying_scale"
    ).prefetch_related("session_scales__scale", "excluded_rounds", "nominated")
    return (
        Championship.objects.filter(Q(season=season) | Q(feeds__season=season))
        .distinct()
        .prefetch_related("feeds", Prefetch("rules", versions))
        .order_by("season", "order", "name")
    )


def as_championship(row: Championship, calendar: Calendar) -> rules.Championship:
    """A championship with all versions of its rules. Before the first nothing counts."""
    classes = {row.car_class_id, *(feed.car_class_id for feed in row.feeds.all())}
    return rules.Championship(
        recipient=rules.Recipient(row.recipient),
        versions={1: rules.Rules()}
        | {version.from_round: as_rules(version, calendar) for version in row.rules.all()},
        classes=None if classes == {None} else frozenset(classes - {None}),
    )


def as_rules(row: ChampionshipRules, calendar: Calendar) -> rules.Rules:
    """One version of the rules. Its relations are to be prefetched."""
    scales = {
        Kind.RACE: row.race_scale,
        Kind.SPRINT: row.sprint_scale,
        Kind.QUALIFYING: row.qualifying_scale,
    }
    nominated = frozenset(entry.pk for entry in row.nominated.all())
    return rules.Rules(
        scales={kind: scale.as_scale() for kind, scale in scales.items() if scale},
        session_scales={
            line.session_id: line.scale.as_scale() for line in row.session_scales.all()
        },
        rounds_excluded=frozenset(
            calendar.numbers[excluded.pk] for excluded in row.excluded_rounds.all()
        ),
        entries=nominated or None,
        guests=rules.Guests(row.guests),
        cars_counted=row.cars_counted,
        surplus=rules.Surplus(row.surplus_cars),
        crew=rules.Crew(row.crew),
        bonus_to=rules.BonusTo(row.bonus_to),
        parts=rules.parse_parts(row.results_counted),
        drops=rules.DropUnit(row.drops),
        disqualification_counts=row.disqualification_counts,
        minimum_rounds=row.minimum_rounds,
        listed=rules.Listed(row.listed),
        countback=rules.Countback(row.countback),
        countback_places=row.countback_places,
        countback_sprints=row.countback_sprints,
        still_equal=rules.StillEqual(row.still_equal),
    )


def decisions_on(championships: Collection[Championship]) -> list[PointsDecision]:
    """The decisions in force on any of some championships. Two queries."""
    seasons = {championship.season_id for championship in championships}
    return list(
        PointsDecision.objects.filter(season__in=seasons, state__in=IN_FORCE)
        .prefetch_related("championships")
        .order_by("pk")
    )


def as_decisions(
    rows: Iterable[PointsDecision], championship: Championship, calendar: Calendar
) -> list[Decision]:
    """The decisions that a championship feels."""
    return [_decision(row, calendar) for row in rows if _is_on(row, championship)]


def _is_on(row: PointsDecision, championship: Championship) -> bool:
    named = {one.pk for one in row.championships.all()}
    return row.season_id == championship.season_id and (not named or championship.pk in named)


def _decision(row: PointsDecision, calendar: Calendar) -> Decision:
    subjects = ((kind, getattr(row, f"{kind.value}_id")) for kind in SUBJECTS)
    return Decision(
        effect=Effect(row.effect),
        subject=next((Subject(kind, key) for kind, key in subjects if key is not None), None),
        session=row.session_id,
        from_round=calendar.felt_from(row),
        value=NOTHING if row.value is None else row.value,
        keeps_place=row.keeps_place,
        keeps_points=row.keeps_points,
        key=row.pk,
    )
