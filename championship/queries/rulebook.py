"""The rules and decisions that staff have stored, as the scoring rules take them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, IntegerField, Q, Value

from championship.models import (
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    PointsDecision,
    PointsScale,
    Season,
)
from championship.scoring import rules
from championship.scoring.decisions import Decision, Effect, Subject
from championship.scoring.facts import NOTHING, Kind

from .with_parts import with_parts

IN_FORCE = [PointsDecision.State.IN_FORCE, PointsDecision.State.APPEALED]


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
    """Some championships with all that rules them. Four queries.

    What is made of other titles has no rules of its own.
    """

    def __init__(self, championships: Iterable[Championship]):
        self.championships = list(championships)
        keys = [championship.pk for championship in self.championships]
        seasons = {championship.season_id for championship in self.championships}
        self._versions = _grouped(
            (row.championship_id, row)
            for row in ChampionshipRules.objects.filter(championship__in=keys)
        )
        scales = _scales(seasons)
        self._scales = {row.pk: row.as_scale() for row in scales}
        self._feeds, self._parts = _feeds_and_parts(keys)
        self._of_sessions = _grouped(
            (one.rules_id, one.session_id, row.pk)
            for row in scales
            for one in row.session_rules.all()
        )
        self._decisions = _decisions(seasons)

    @classmethod
    def for_season(cls, season: Season, besides: Collection[int] = ()) -> "Rulebook":
        """The championships that the results of a season count for. Five queries.

        Those are its own, and those of other seasons that it feeds; `besides` names others
        by their keys.
        """
        fed = ChampionshipFeed.objects.filter(season=season).values("championship")
        return cls(
            Championship.objects.filter(
                Q(season=season) | Q(pk__in=fed) | Q(pk__in=besides), combination=None
            ).order_by("season", "order", "name")
        )

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
            for row, titles in self._decisions
            if row.season_id == championship.season_id and (not titles or championship.pk in titles)
        ]

    def _rules(self, row: ChampionshipRules, calendar: Calendar) -> rules.Rules:
        scales = {
            Kind.RACE: row.race_scale_id,
            Kind.SPRINT: row.sprint_scale_id,
            Kind.QUALIFYING: row.qualifying_scale_id,
        }
        parts = _grouped(self._parts[row.pk])
        return rules.Rules(
            scales={kind: self._scales[key] for kind, key in scales.items() if key},
            session_scales={key: self._scales[scale] for key, scale in self._of_sessions[row.pk]},
            rounds_excluded=frozenset(
                calendar.numbers[key]
                for (key,) in parts["round"]
                if key in calendar.numbers  # its season may feed the title no longer
            ),
            entries=frozenset(key for (key,) in parts["entry"]) or None,
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


def _scales(seasons: Collection[int]) -> list[PointsScale]:
    """The scales of seasons, each with the single sessions that have it. One query."""
    scales = PointsScale.objects.filter(season__in=seasons)
    return with_parts(scales.order_by("name", "session_rules"), "session_rules")


def _feeds_and_parts(
    championships: Collection[int],
) -> tuple[defaultdict[int, list[tuple]], defaultdict[int, list[tuple]]]:
    """The season and class that feed each championship; of each of its rules what it names.

    That are the excluded rounds and the nominated entries. One query.
    """
    nothing = Value(0, IntegerField())
    of_titles = {"championshiprules__championship__in": championships}
    excluded = ChampionshipRules.excluded_rounds.through.objects.filter(**of_titles)
    nominated = ChampionshipRules.nominated.through.objects.filter(**of_titles)
    rows = (
        ChampionshipFeed.objects.filter(championship__in=championships)
        .order_by()
        .values_list("championship_id", Value("feed"), "season_id", "car_class_id")
        .union(
            excluded.values_list("championshiprules_id", Value("round"), "round_id", nothing),
            nominated.values_list("championshiprules_id", Value("entry"), "entry_id", nothing),
            all=True,
        )
    )
    feeds: defaultdict[int, list[tuple]] = defaultdict(list)
    parts: defaultdict[int, list[tuple]] = defaultdict(list)
    for key, kind, one, other in rows:
        if kind == "feed":
            feeds[key].append((one, other))
        else:
            parts[key].append((kind, one))
    return feeds, parts


def _decisions(seasons: Collection[int]) -> list[tuple[PointsDecision, set[int]]]:
    """The decisions in force, each with the championships it names. One query."""
    rows = (
        PointsDecision.objects.filter(season__in=seasons, state__in=IN_FORCE)
        .select_related("session")
        .only(*(field.name for field in PointsDecision._meta.fields), "session__round")
        .annotate(title=F("championships"))
        .order_by("pk")
    )
    named: dict[PointsDecision, set[int]] = {}
    for row in rows:
        named.setdefault(row, set()).update({row.title} - {None})
    return list(named.items())


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
