"""Whom the places of a table lead to, and what the rule of an award asks about them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    Championship,
    Classification,
    ClassifiedDriver,
    Driver,
    Entry,
    Manufacturer,
    ReportedPlace,
    Season,
    Session,
    Standing,
    TargetEntry,
    Team,
)
from championship.scoring.awards import Candidate, NotTaken, Rule, To

from .at_once import at_once
from .award_entrants import Entrants, entrants_of
from .recipients import JOINED, Recipient, recipient_entry
from .with_parts import keep_parts, with_parts

# States in which somebody holds an award.
HELD = {
    AwardStep.State.CONFIRMED,
    AwardStep.State.OFFERED,
    AwardStep.State.ACCEPTED,
    AwardStep.State.USED,
    AwardStep.State.NOT_USED,
}
Way = tuple[int, int | None, Hashable, str]  # target, award if it is one, whose, its words
# Recipients who share a place and what it earns: the drivers of a car.
TOGETHER = (Award.Recipient.CREW, Award.Recipient.DRIVER)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has an award, or would: a team (for a car of it), a car, a driver or a manufacturer."""

    team: Team | None = None
    entry: Entry | None = None
    driver: Driver | None = None
    manufacturer: Manufacturer | None = None

    @property
    def key(self) -> tuple[str, int]:
        """The same for the same holder, whether of a table or of a step.

        A team is the same with either of its cars.
        """
        for kind in ("team", "entry", "driver", "manufacturer"):
            if row := getattr(self, kind):
                return kind, row.pk
        raise ValueError("an award is held by somebody")

    @property
    def recipient(self) -> Recipient:
        """Its name, country and plate. A car's team and class are joined."""
        if self.entry:
            return recipient_entry(self.entry)
        someone = self.driver or self.manufacturer or self.team
        return Recipient(str(someone), someone.country)

    @property
    def team_id(self) -> int | None:
        """The team that it counts for in a ledger, None if that is not known."""
        if self.team:
            return self.team.pk
        return self.entry.team_id if self.entry else None


def holder_of(row: AwardCandidate) -> Holder:
    """The holder of a stored line; everything it names is joined."""
    return Holder(row.team, row.entry, row.driver, row.manufacturer)


@dataclass(frozen=True, slots=True)
class Placed:
    """One row of a table: its rank and whom it ranks. `for_team` is a driver's, if reported."""

    rank: int
    subject: Entry | Driver | Team | Manufacturer
    for_team: Team | None = None
    is_reported: bool = False
    points: Fraction | None = None


Tables = Mapping[int, list[Placed]]  # by the key of the championship, best first


def placed(standing: Standing | ReportedPlace) -> Placed:
    """A row of a table, its recipient joined."""
    if isinstance(standing, ReportedPlace):
        return Placed(
            standing.place,
            standing.subject,
            standing.for_team,
            is_reported=True,
            points=standing.points,
        )
    return Placed(standing.rank, standing.subject, points=standing.points)


def stored_tables(championships: Collection[int], after: int | None = None) -> Tables:
    """The tables of championships after a round, or their newest ones. Two queries at most.

    Where nothing is computed, the places that others report stand in.
    """
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    rows = Standing.objects.filter(championship__in=championships, rank__isnull=False)
    rows = rows.filter(after=Subquery(newest.values("after")[:1]) if after is None else after)
    tables: defaultdict[int, list[Placed]] = defaultdict(list)
    for row in rows.select_related(*JOINED).order_by("championship", "order"):
        tables[row.championship_id].append(placed(row))
    missing = set(championships) - set(tables)
    if after is None and missing:
        reported = ReportedPlace.objects.filter(championship__in=missing)
        for row in reported.select_related(*JOINED, "for_team"):
            tables[row.championship_id].append(placed(row))
    return tables


def rule_of(award: Award) -> Rule:
    """The rule of an award as the scoring rules take it."""
    return Rule(
        first=award.place,
        last=award.last_place,
        minimum_entries=award.minimum_entries,
        full_season_only=award.full_season_only,
        not_otherwise_qualified=award.not_otherwise_qualified,
        must_be_entered=award.must_enter_id is not None,
        if_not_taken=NotTaken(award.if_not_taken),
        down_to=award.down_to,
        shared=award.recipient in TOGETHER,
        by_table=award.championship_id is not None,
    )


class Facts:
    """What the rules of some awards ask about their candidates.

    One query at most, whatever the number of awards; none with `asked`. The awards have
    their championship and season joined; `steps` are those of steps_around().
    """

    def __init__(
        self,
        awards: Iterable[Award],
        tables: Tables,
        steps: Iterable[AwardStep],
        asked: "Asked | None" = None,
    ):
        self.awards = list(awards)
        self.tables = tables
        asked = asked or Asked(*at_once(*asked_by(self.awards)))
        self._entrants = Entrants(asked.entrants)
        self._holders: dict[tuple[int, Candidate], tuple[Holder, ...]] = {}
        self._points: dict[tuple[int, Candidate], Fraction | None] = {}
        self._teams = self._drivers_teams(asked.seats)
        self._ways = self._other_ways(steps, asked.cars)

    def candidates(self, award: Award) -> list[Candidate]:
        """The places of the award's championship, best first.

        Those who share a place in the table and get it together count as one for the
        places below: the second crew of a drivers' table is second. Places that others
        report are as they report them.
        """
        rows = sorted(self.tables.get(award.championship_id or 0, []), key=attrgetter("rank"))
        found: list[Candidate] = []
        for rank, rows_of_rank in groupby(rows, key=attrgetter("rank")):
            equals = list(rows_of_rank)
            groups = self._together(award, equals)
            is_counted = _is_by_crew(award) and not rows[0].is_reported
            place = len(found) + 1 if is_counted else rank
            own = [self._candidate(award, place, group) for group in groups]
            self._points.update({(award.pk, one): equals[0].points for one in own})
            found += own
        return found

    def holders(self, award: Award, candidate: Candidate) -> tuple[Holder, ...]:
        """Whom one of the award's candidates stands for; nobody if that is not known."""
        return self._holders[award.pk, candidate]

    def points(self, award: Award, candidate: Candidate) -> Fraction | None:
        """The points of one of the award's candidates in the table; None if nobody knows."""
        return self._points[award.pk, candidate]

    def entries(self, award: Award) -> int | None:
        """How many cars are entered for the season in the class of the award.

        None if too few are written down as that, and the kind of others is not.
        """
        full = self._entrants.count(award, Entry.Kind.FULL_SEASON)
        unknown = self._entrants.count(award, "")
        least = award.minimum_entries or 0
        return None if full < least <= full + unknown else full

    def _together(self, award: Award, equals: list[Placed]) -> list[list[Holder]]:
        """Those at one place of the table, as they get an award: a crew together.

        A driver without a team that is known stands for nobody.
        """
        holders = [self._holder(award, row) for row in equals]
        known = {holder.key: holder for holder in holders if holder}
        if _is_by_crew(award) and award.recipient in TOGETHER:
            return [list(known.values())]
        if _is_by_crew(award):
            nobody: list[list[Holder]] = [[]] if not all(holders) else []
            return [[holder] for holder in known.values()] + nobody
        return [[holder] if holder else [] for holder in holders]

    def _candidate(self, award: Award, place: int, group: list[Holder]) -> Candidate:
        candidate = Candidate(
            rank=place,
            who=tuple(holder.key for holder in group),
            is_full_season=self._are_full_season(award, group),
            is_entered=all(self._is_entered(award, holder) for holder in group),
            qualified=tuple(
                dict.fromkeys(
                    way
                    for holder in group
                    for key in _names(holder)
                    for way in self._ways.get((award.pk, key), ())
                )
            ),
        )
        self._holders[award.pk, candidate] = tuple(group)
        return candidate

    def _holder(self, award: Award, row: Placed) -> Holder | None:
        subject, wanted = row.subject, To(award.recipient)
        if isinstance(subject, Entry):
            return Holder(team=subject.team if wanted is To.TEAM else None, entry=subject)
        if isinstance(subject, Driver) and wanted is To.TEAM:
            team = row.for_team or self._teams.get((award.championship_id or 0, subject.pk))
            return Holder(team=team) if team else None
        if isinstance(subject, Driver):
            return Holder(driver=subject)
        return Holder(team=subject) if isinstance(subject, Team) else Holder(manufacturer=subject)

    def _drivers_teams(self, seats: Iterable[ClassifiedDriver]) -> dict[tuple[int, int], Team]:
        """The team that each driver drove for last, by championship."""
        asked = {
            one.pk: one for one in (award.championship for award in self.awards) if one is not None
        }
        teams: dict[tuple[int, int], Team] = {}
        for seat in sorted(seats, key=_as_driven):
            own = seat.line.car_class
            for key, championship in asked.items():
                is_its_class = championship.car_class_id in (None, own.pk, own.parent_id)
                if own.season_id == championship.season_id and is_its_class:
                    teams[key, seat.driver_id] = seat.line.event_entry.entry.team
        return teams

    def _are_full_season(self, award: Award, group: list[Holder]) -> bool | None:
        """Whether all of a group are entered for the season; None if it is not written down."""
        if not award.full_season_only:
            return True
        kinds = [self._kinds(award, holder) for holder in group]
        if all(Entry.Kind.FULL_SEASON in own for own in kinds):
            return True
        is_unknown = all(own & {Entry.Kind.FULL_SEASON.value, ""} for own in kinds)
        return None if is_unknown else False

    def _kinds(self, award: Award, holder: Holder) -> set[str]:
        if holder.entry:
            return {holder.entry.kind}
        return self._entrants.kinds(award, holder.key)

    def _is_entered(self, award: Award, holder: Holder) -> bool:
        return any(self._entrants.has_entered(award, key) for key in _names(holder))

    def _other_ways(
        self, steps: Iterable[AwardStep], cars: Iterable[TargetEntry]
    ) -> dict[tuple[int, Hashable], list[str]]:
        """The ways that each already has to the target of an award, other than it.

        An invitation that is held is a way, a priority is none; so is what a car of its
        team that raced there was entered by.
        """
        asked = [award for award in self.awards if award.not_otherwise_qualified]
        targets = _targets_of(asked)
        if not targets:
            return {}
        found = [*_invitations_held(steps), *_own_entries(cars)]
        ways: defaultdict[tuple[int, Hashable], list[str]] = defaultdict(list)
        for award in asked:
            for target, own, key, way in found:
                if target == award.target_id and own != award.pk:
                    ways[award.pk, key].append(way)
        return ways


STEP_COLUMNS = (
    *(field.name for field in AwardStep._meta.concrete_fields if field.name != "sources"),
    *(f"used_by__{field.name}" for field in TargetEntry._meta.concrete_fields),
    "award__kind",
    "award__target",
    "award__season__name",
    "award__season__is_public",
    "award__season__series__name",
)


class Asked(NamedTuple):
    """What the rules of some awards ask of the database: see asked_by()."""

    entrants: list[tuple]
    seats: list[ClassifiedDriver]
    cars: list[TargetEntry]


def asked_by(awards: list[Award]) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What the rules of awards ask, to be read at once: nothing of what no rule asks."""
    targets = _targets_of(awards)
    cars = TargetEntry.objects
    return (
        entrants_of(awards),
        _seats_of(awards),
        cars.filter(target__in=targets, team__isnull=False) if targets else cars.none(),
    )


def _seats_of(awards: Iterable[Award]) -> QuerySet[ClassifiedDriver]:
    """Who drove for which team, where drivers are ranked and their team gets the award."""
    seasons = {
        award.championship.season_id
        for award in awards
        if award.recipient == Award.Recipient.TEAM and _is_by_crew(award) and award.championship
    }
    if not seasons:
        return ClassifiedDriver.objects.none()
    return ClassifiedDriver.objects.filter(
        line__classification__in=Classification.objects.newest(),
        line__classification__session__kind__in=Session.RACES,
        line__classification__session__season__in=seasons,
    ).select_related(
        "line__car_class", "line__classification__session", "line__event_entry__entry__team"
    )


def _as_driven(seat: ClassifiedDriver) -> tuple[bool, date, int]:
    day = seat.line.classification.session.starts_on
    return day is None, day or date.min, seat.pk


def _targets_of(awards: Iterable[Award]) -> set[int]:
    """What is led to by those awards for which nobody may have another way to it."""
    return {one.target_id for one in awards if one.not_otherwise_qualified and one.target_id}


def _invitations_held(steps: Iterable[AwardStep]) -> Iterator[Way]:
    invitations = [one for one in steps if one.award.kind == Award.Kind.INVITATION]
    for step in newest_steps(invitations):
        if step.state in HELD:
            for holder in holders_of(step):
                for key in _names(holder):
                    yield step.award.target_id, step.award_id, key, _named(step.award.season)


def _own_entries(cars: Iterable[TargetEntry]) -> Iterator[Way]:
    for car in sorted(cars, key=attrgetter("target_id", "number")):
        if str(car.basis):
            yield car.target_id, None, ("team", car.team_id), str(car.basis)


def _named(season: Season) -> str:
    """A season by its name; fans must not learn it of one that is not public."""
    return f"{season.series} {season}" if season.is_public else _("a season that is not public")


def _is_by_crew(award: Award) -> bool:
    """Whether the drivers of a car share a place in the table that earns an award."""
    title = award.championship
    return title is not None and title.recipient == Championship.Recipient.DRIVER


def _names(holder: Holder) -> list[Hashable]:
    """By what a holder is known elsewhere: a car by its team too."""
    team = holder.team_id
    own = holder.key
    return [own, ("team", team)] if team and own != ("team", team) else [own]


def steps_of(chosen: Q) -> list[AwardStep]:
    """Steps with their candidates, documents and awards, oldest first. One query."""
    steps = (
        AwardStep.objects.filter(chosen)
        .select_related(
            "award__season__series",
            "award__target",
            "award__championship__car_class",
            "notice__event__season__series",
            "used_by",
            "recorded_by",
            "undone_by",
        )
        .order_by("award", "place", "number", "candidates__order", "candidates__pk")
    )
    return with_parts(
        steps, "candidates", "team", "entry__team", "entry__car_class", "driver", "manufacturer"
    )


def step_lists(chosen: Q) -> tuple[QuerySet[AwardStep], QuerySet[AwardCandidate]]:
    """Steps and their candidates, to be read at once for steps_with()."""
    steps = AwardStep.objects.filter(chosen)
    return (
        steps.select_related("award__season__series", "used_by").only(*STEP_COLUMNS),
        AwardCandidate.objects.filter(step__in=steps).select_related(
            "team", "entry__team", "entry__car_class", "driver", "manufacturer"
        ),
    )


def steps_with(steps: Iterable[AwardStep], candidates: Iterable[AwardCandidate]) -> list[AwardStep]:
    """Steps with their candidates, oldest first. No query."""
    by_step: defaultdict[int, list[AwardCandidate]] = defaultdict(list)
    for row in sorted(candidates, key=attrgetter("order", "pk")):
        by_step[row.step_id].append(row)
    ordered = sorted(steps, key=attrgetter("award_id", "place", "number"))
    for step in ordered:
        keep_parts(step, "candidates", by_step[step.pk])
    return ordered


def around(awards: Iterable[Award]) -> Q:
    """The steps of awards, and of all invitations that their rules look at."""
    awards = list(awards)
    return Q(award__in=awards) | otherwise(awards)


def otherwise(awards: Iterable[Award]) -> Q:
    """The steps of all invitations by which somebody has another way to what awards lead to."""
    return Q(award__target__in=_targets_of(awards), award__kind=Award.Kind.INVITATION)


def steps_around(awards: Iterable[Award], *, with_own: bool = True) -> list[AwardStep]:
    """The steps of awards, and of all invitations that their rules look at. One query at most."""
    awards = list(awards)
    if with_own and awards:
        return steps_of(around(awards))
    return steps_of(otherwise(awards)) if _targets_of(awards) else []


def newest_steps(steps: Iterable[AwardStep]) -> list[AwardStep]:
    """Of each place of an award the newest step that was not taken back."""
    newest = {(step.award_id, step.place): step for step in steps if step.undone_at is None}
    return list(newest.values())


def holders_of(step: AwardStep) -> list[Holder]:
    """Who held an award with a step; nobody if it is void."""
    return [
        holder_of(row)
        for row in step.candidates.all()
        if row.outcome == AwardCandidate.Outcome.HOLDER
    ]
