"""Who has which ways into what awards lead to, over all series: by target, and by team."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    AwardTarget,
    Entry,
    ReportedPlace,
    Season,
    Standing,
    TargetEntry,
    Team,
)

from .award_candidates import HELD, holders_of
from .awards import AwardLine, lines_of
from .entry_list import number_order

ORDER = ("-season__starts_on", "season", "championship__order", "place", "pk")
INTO = (Award.Kind.INVITATION, Award.Kind.PRIORITY)


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a target: a place of an award, or a car that was entered in its own right.

    `car` is the one that used it. `step` says how the award stands for whoever has this
    way: None while it would go to them. With `is_passed_on` somebody else has it now.
    """

    line: AwardLine | None = None
    car: TargetEntry | None = None
    step: AwardStep | None = None
    is_passed_on: bool = False

    @property
    def is_held(self) -> bool:
        """Whether it is a way now: not what would be, was let go, or is void."""
        return self.line is None or bool(
            self.step and self.step.state in HELD and not self.is_passed_on
        )

    @property
    def car_class(self) -> str:
        """The class that it leads to there."""
        if self.line:
            return self.line.award.target_class
        return self.car.car_class if self.car else ""

    @property
    def is_priority(self) -> bool:
        """Whether it is a first call without a guarantee."""
        return bool(self.line and self.line.award.kind == Award.Kind.PRIORITY)


@dataclass(frozen=True, slots=True)
class TeamAtTarget:
    """All that a team has toward one target, and the cars that it raced there."""

    team: Team
    target: AwardTarget
    ways: tuple[Way, ...]
    cars: tuple[TargetEntry, ...]

    @property
    def held(self) -> int:
        """How many ways in it holds: invitations, and cars entered in their own right."""
        return sum(way.is_held and not way.is_priority for way in self.ways)

    @property
    def priorities(self) -> int:
        return sum(way.is_held and way.is_priority for way in self.ways)


@dataclass(frozen=True, slots=True)
class RacedCar:
    """A car that raced in a target, and the awards that it used."""

    car: TargetEntry
    lines: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Every way into a target, class by class, and the cars that raced there."""

    target: AwardTarget
    classes: list[tuple[str, list[Way]]]
    cars: list[RacedCar]
    teams: list[TeamAtTarget]

    @property
    def ways(self) -> list[Way]:
        return [way for _name, ways in self.classes for way in ways]

    @property
    def without_a_car_of_its_own(self) -> list[TeamAtTarget]:
        """Teams with more ways in than cars, once it is known which cars raced."""
        return [row for row in self.teams if row.held > len(row.cars)] if self.cars else []


@dataclass(frozen=True, slots=True)
class TeamAwards:
    """The ledger of a team: its ways into each target, and all else that it won."""

    team: Team
    targets: list[TeamAtTarget]
    others: list[Way]

    @property
    def ways(self) -> list[Way]:
        return [*(way for row in self.targets for way in row.ways), *self.others]


def public_awards(*, hidden: bool) -> QuerySet[Award]:
    """The awards of public seasons, or of all."""
    awards = Award.objects.order_by(*ORDER)
    return awards if hidden else awards.filter(season__is_public=True)


def award_targets(*, hidden: bool = False) -> list[AwardTarget]:
    """What awards lead to, newest first, with `ways` and `raced` counted. One query."""
    return list(
        _targets(hidden)
        .annotate(
            ways=Count(
                "awards", filter=Q() if hidden else Q(awards__season__is_public=True), distinct=True
            ),
            raced=Count("cars", filter=Q(cars__in=TargetEntry.objects.all()), distinct=True),
        )
        .order_by(F("year").desc(nulls_last=True), "name")
    )


def seasons_with_awards(*, hidden: bool = False) -> list[Season]:
    """The seasons that have awards, newest first. One query."""
    own = Award.objects.filter(season=OuterRef("pk"))
    seasons = Season.objects.filter(Exists(own)).select_related("series").newest_first()
    return list(seasons if hidden else seasons.public())


def target_page(slug: str, *, hidden: bool = False) -> TargetPage | None:
    """A target with every way in; None if there is none that may be seen.

    Two queries beside those of the awards, whatever their number.
    """
    joined = _targets(hidden).select_related("series", "event__season__series")
    target = joined.filter(slug=slug).first()
    if target is None:
        return None
    lines = lines_of(public_awards(hidden=hidden).filter(target=target))
    cars = _by_number(target.cars.select_related("team"))
    ways = [*map(_way, lines), *(Way(car=car) for car in cars if str(car.basis))]
    used: defaultdict[int, list[AwardLine]] = defaultdict(list)
    for way in ways:
        if way.line and way.car:
            used[way.car.pk].append(way.line)
    return TargetPage(
        target,
        _by_class(ways),
        [RacedCar(car, tuple(used[car.pk])) for car in cars],
        _by_team(target, ways, cars),
    )


def team_ledger(slug: str, *, hidden: bool = False) -> TeamAwards | None:
    """The ledger of a team; None if there is no such team, or it is nowhere in public.

    Two queries beside those of the awards, whatever their number.
    """
    team = known_teams(hidden).filter(slug=slug).first()
    if team is None:
        return None
    lines = lines_of(_awards_around(team, hidden=hidden))
    ways = [way for line in lines if (way := _way_of(team, line))]
    cars = _by_number(TargetEntry.objects.filter(team=team).select_related("target", "team"))
    return TeamAwards(
        team,
        _by_target(team, ways, cars),
        [way for way in ways if way.line and not _leads_in(way.line)],
    )


def teams_of(line: AwardLine) -> list[Team]:
    """The teams that hold an award, or would: for a car of theirs, or as teams."""
    teams = (holder.team or (holder.entry and holder.entry.team) for holder in line.holders)
    return list(dict.fromkeys(team for team in teams if team))


def _leads_in(line: AwardLine) -> bool:
    return line.award.kind in INTO and line.award.target is not None


def _targets(hidden: bool) -> QuerySet[AwardTarget]:
    """Those with a car that raced, or an award that may be seen."""
    awards = public_awards(hidden=hidden).filter(target=OuterRef("pk"))
    cars = TargetEntry.objects.filter(target=OuterRef("pk"))
    targets = AwardTarget.objects.all()
    return targets if hidden else targets.filter(Exists(awards) | Exists(cars))


def known_teams(hidden: bool) -> QuerySet[Team]:
    """Those that raced in public, here or in a target, or have an award."""
    if hidden:
        return Team.objects.all()
    entries = Entry.objects.filter(team=OuterRef("pk"), season__is_public=True)
    raced = TargetEntry.objects.filter(team=OuterRef("pk"))
    named = AwardCandidate.objects.filter(team=OuterRef("pk"), step__award__season__is_public=True)
    reported = ReportedPlace.objects.filter(
        Q(team=OuterRef("pk")) | Q(for_team=OuterRef("pk")), championship__season__is_public=True
    )
    return Team.objects.filter(Exists(entries) | Exists(raced) | Exists(named) | Exists(reported))


def _awards_around(team: Team, *, hidden: bool) -> QuerySet[Award]:
    """The awards that a team has or had, or that could be about to go to it."""
    theirs = Q(team=team) | Q(entry__team=team)
    steps = AwardCandidate.objects.filter(theirs).values("step__award")
    tables = Standing.objects.filter(team=team).values("championship")
    reported = ReportedPlace.objects.filter(theirs | Q(for_team=team)).values("championship")
    seasons = Entry.objects.filter(team=team).values("season")
    return public_awards(hidden=hidden).filter(
        Q(pk__in=steps)
        | Q(season__in=seasons)
        | Q(championship__in=tables)
        | Q(championship__in=reported)
    )


def _way(line: AwardLine) -> Way:
    step = line.newest
    return Way(line, step.used_by if step else None, step)


def _way_of(team: Team, line: AwardLine) -> Way | None:
    """How an award stands for a team: as it has it, would get it, or last had it."""
    if team in teams_of(line):
        return _way(line)
    for step in reversed(line.steps):
        teams = {holder.team_id for holder in holders_of(step)}
        if step.undone_at is None and team.pk in teams:
            return Way(line, step.used_by, step, is_passed_on=True)
    return None


def _by_class(ways: Iterable[Way]) -> list[tuple[str, list[Way]]]:
    """The ways by the class that they lead to, those without one last."""
    classes: defaultdict[str, list[Way]] = defaultdict(list)
    for way in ways:
        classes[way.car_class].append(way)
    return sorted(classes.items(), key=lambda item: (not item[0], item[0]))


def _by_team(
    target: AwardTarget, ways: Iterable[Way], cars: Iterable[TargetEntry]
) -> list[TeamAtTarget]:
    """What each team has toward a target, by its name."""
    by_team: defaultdict[Team, tuple[list[Way], list[TargetEntry]]] = defaultdict(lambda: ([], []))
    for way in ways:
        for team in _teams_with(way):
            by_team[team][0].append(way)
    for car in cars:
        if car.team:
            by_team[car.team][1].append(car)
    rows = (
        TeamAtTarget(team, target, tuple(ways), tuple(cars))
        for team, (ways, cars) in by_team.items()
    )
    return sorted(rows, key=lambda row: row.team.name)


def _teams_with(way: Way) -> Iterator[Team]:
    if way.line:
        yield from teams_of(way.line)
    elif way.car and way.car.team:
        yield way.car.team


def _by_target(team: Team, ways: Iterable[Way], cars: Iterable[TargetEntry]) -> list[TeamAtTarget]:
    """What a team has toward each target, newest first."""
    by_target: defaultdict[AwardTarget, tuple[list[Way], list[TargetEntry]]] = defaultdict(
        lambda: ([], [])
    )
    for way in ways:
        if way.line and _leads_in(way.line):
            by_target[way.line.award.target][0].append(way)
    for car in cars:
        own = by_target[car.target]
        own[1].append(car)
        if str(car.basis):
            own[0].append(Way(car=car))
    rows = (
        TeamAtTarget(team, target, tuple(own), tuple(raced))
        for target, (own, raced) in by_target.items()
    )
    return sorted(rows, key=lambda row: (-(row.target.year or 0), row.target.name))


def _by_number(cars: Iterable[TargetEntry]) -> list[TargetEntry]:
    return sorted(cars, key=lambda car: number_order(car.number))
