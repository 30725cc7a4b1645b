"""The rules and decisions that staff have stored, as the scoring rules take them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q, QuerySet

from championship.models import (
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    PointsDecision,
    PointsScale,
    Season,
    SessionScale,
)
from championship.scoring import rules
from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import NOTHING, Kind

from .at_once import at_once

IN_FORCE = [PointsDecision.State.IN_FORCE, PointsDecision.State.APPEALED]
Keys = Collection[int] | QuerySet  # or what selects them


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rounds of a championship, numbered in the order in which they count.

    `numbers` holds the number of each round by its primary key, `days` its day.
    """

    numbers: dict[int, int]
    days: dict[int, date]

    @classmethod
    def of(cls, rounds: Iterable[tuple[int, int, int, date]], *, several: bool) -> "Calendar":
        """The calendar of some rounds: season, key, number and day of each.

        Those of one season keep their numbers; those of several are numbered by their days.
        """
        if several:
            by_day = sorted(rounds, key=lambda row: (row[3], row[0], row[2]))
            counted = [(row[1], number, row[3]) for number, row in enumerate(by_day, start=1)]
        else:
            counted = [row[1:] for row in rounds]
        return cls(
            {key: number for key, number, _day in counted},
            {number: day for _key, number, day in counted},
        )

    @property
    def last(self) -> int | None:
        return max(self.numbers.values(), default=None)

    def felt_from(self, decision: PointsDecision) -> int:
        """The first table that a decision changes: by its round, its day, or the first.

        A decision on a session is felt from that session's round on. Join the session.
        """
        session_round = decision.session.round_id if decision.session else None
        round_id = decision.round_id or session_round
        if round_id is not None:
            return self.numbers[round_id]
        if decision.decided_on is None:
            return 1
        run = [number for number, day in self.days.items() if day <= decision.decided_on]
        return max(run, default=1)


class Rulebook:
    """Some championships with all that rules them. One query.

    What is made of other titles has no rules of its own.
    """

    def __init__(self, championships: Iterable[Championship], ruled_by: "RuledBy"):
        self.championships = list(championships)
        self._versions = _grouped((row.championship_id, row) for row in ruled_by.versions)
        self._scales = {row.pk: row.as_scale() for row in ruled_by.scales}
        self._of_sessions = _grouped(ruled_by.of_sessions)
        self._feeds = _grouped(ruled_by.feeds)
        self._excluded = _grouped(ruled_by.excluded)
        self._nominated = _grouped(ruled_by.nominated)
        self._decisions = sorted(ruled_by.decisions, key=attrgetter("pk"))
        self._titles_named = _grouped(ruled_by.titles_named)

    @classmethod
    def of(cls, championship: Championship) -> "Rulebook":
        """A championship alone."""
        lists = at_once(*_lists([championship.pk], [championship.season_id]))
        return cls([championship], RuledBy(*lists))

    @classmethod
    def for_season(cls, season: Season, besides: Collection[int] = ()) -> "Rulebook":
        """The championships that the results of a season count for.

        Those are its own, and those of other seasons that it feeds; `besides` names others
        by their keys.
        """
        fed = ChampionshipFeed.objects.filter(season=season).values("championship")
        chosen = Championship.objects.filter(
            Q(season=season) | Q(pk__in=fed) | Q(pk__in=besides), combination=None
        )
        lists = _lists(chosen.values("pk"), chosen.values("season"))
        championships, *ruled_by = at_once(chosen.select_related("season"), *lists)
        return cls(sorted(championships, key=_as_listed), RuledBy(*ruled_by))

    def seasons(self, championship: Championship) -> list[int]:
        """The seasons whose rounds count, by primary key: its own first."""
        return [championship.season_id, *(feed[0] for feed in self._feeds[championship.pk])]

    def is_counted(self, championship: Championship, season: Season) -> bool:
        """Whether the results of a season count for a championship."""
        return season.pk in self.seasons(championship)

    def championship(self, row: Championship, calendar: Calendar) -> rules.Championship:
        """A championship with all versions of its rules. Before the first nothing counts."""
        classes = {row.car_class_id, *(feed[1] for feed in self._feeds[row.pk])}
        versions = {
            version.from_round: self._rules(version, calendar)
            for (version,) in self._versions[row.pk]
        }
        return rules.Championship(
            recipient=rules.Recipient(row.recipient),
            versions={1: rules.Rules()} | versions,
            classes=None if classes == {None} else frozenset(classes - {None}),
        )

    def decisions(self, championship: Championship, calendar: Calendar) -> list[Decision]:
        """The decisions in force that a championship feels."""
        return [
            _decision(row, calendar)
            for row in self._decisions
            if row.season_id == championship.season_id and self._is_felt(row, championship)
        ]

    def _is_felt(self, decision: PointsDecision, championship: Championship) -> bool:
        """Whether a decision is about a championship: it names it, or none at all."""
        named = self._titles_named[decision.pk]
        return not named or (championship.pk,) in named

    def _rules(self, row: ChampionshipRules, calendar: Calendar) -> rules.Rules:
        scales = {
            Kind.RACE: row.race_scale_id,
            Kind.SPRINT: row.sprint_scale_id,
            Kind.QUALIFYING: row.qualifying_scale_id,
        }
        return rules.Rules(
            scales={kind: self._scales[key] for kind, key in scales.items() if key},
            session_scales={key: self._scales[scale] for key, scale in self._of_sessions[row.pk]},
            rounds_excluded=frozenset(
                calendar.numbers[key]
                for (key,) in self._excluded[row.pk]
                if key in calendar.numbers  # its season may feed the title no longer
            ),
            entries=frozenset(key for (key,) in self._nominated[row.pk]) or None,
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


def _grouped(rows: Iterable[tuple]) -> defaultdict[Hashable, list[tuple]]:
    """What follows the first value of each row, by that value."""
    groups: defaultdict[Hashable, list[tuple]] = defaultdict(list)
    for key, *rest in rows:
        groups[key].append(tuple(rest))
    return groups


class RuledBy(NamedTuple):
    """What _lists() reads of some championships."""

    versions: list[ChampionshipRules]
    scales: list[PointsScale]
    of_sessions: list[tuple[int, int, int]]  # rules, session, scale
    feeds: list[tuple[int, int, int | None]]  # championship, season, class there
    excluded: list[tuple[int, int]]  # rules, round
    nominated: list[tuple[int, int]]  # rules, entry
    decisions: list[PointsDecision]
    titles_named: list[tuple[int, int]]  # decision, championship


def _lists(championships: Keys, seasons: Keys) -> tuple[QuerySet, ...]:
    """All that rules the championships of these keys, which are of these seasons."""
    rules_of = {"championshiprules__championship__in": championships}
    excluded = ChampionshipRules.excluded_rounds.through.objects.filter(**rules_of)
    nominated = ChampionshipRules.nominated.through.objects.filter(**rules_of)
    of_sessions = SessionScale.objects.filter(scale__season__in=seasons)
    feeds = ChampionshipFeed.objects.filter(championship__in=championships)
    decisions = PointsDecision.objects.filter(season__in=seasons, state__in=IN_FORCE)
    columns = (field.name for field in PointsDecision._meta.fields)
    named = PointsDecision.championships.through.objects.filter(
        pointsdecision__season__in=seasons, pointsdecision__state__in=IN_FORCE
    )
    return (
        ChampionshipRules.objects.filter(championship__in=championships),
        PointsScale.objects.filter(season__in=seasons),
        of_sessions.values_list("rules_id", "session_id", "scale_id"),
        feeds.values_list("championship_id", "season_id", "car_class_id"),
        excluded.values_list("championshiprules_id", "round_id"),
        nominated.values_list("championshiprules_id", "entry_id"),
        decisions.select_related("session").only(*columns, "session__round"),
        named.values_list("pointsdecision_id", "championship_id"),
    )


def _as_listed(row: Championship) -> tuple[int, str, int, str]:
    """The newest season first, its titles in their order. The season is joined."""
    return -row.season.starts_on.toordinal(), row.season.name, row.order, row.name


def _decision(row: PointsDecision, calendar: Calendar) -> Decision:
    subjects = ((kind, getattr(row, f"{kind.value}_id")) for kind in rules.Recipient)
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
