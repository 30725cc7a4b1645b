"""A championship's table round by round, and the leaders of all: as stored, never recomputed."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery

from championship.models import (
    Award,
    CarClass,
    Championship,
    Classification,
    LedgerLine,
    Round,
    Season,
    Session,
    Standing,
)

from .entry_list import number_order
from .scoring import RECIPIENT_FIELD

GIVEN = {Award.State.AWARDED, Award.State.ACCEPTED, Award.State.DECLINED}
JOINED = ("entry__team", "entry__car_class", "driver", "team", "manufacturer")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a row ranks. Only an entry has a plate; a driver's numbers are those of the cars."""

    name: str
    country: object
    number: str = ""
    car_class: CarClass | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one recipient did in one round.

    `results` holds the place of each car in each race, or the status of one without.
    """

    results: tuple[int | str, ...]
    points: Fraction
    pole: bool
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of a table: cells by the number of the round."""

    rank: int | None
    recipient: Recipient
    points: Fraction
    behind: Fraction
    cells: dict[int, Cell] = field(default_factory=dict)
    won: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundHead:
    """A round at the head of a column."""

    number: int
    short: str
    starts_on: date | None
    race: str | None


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award of a championship and who holds it, or would get it today."""

    award: Award
    holder: Recipient | None


@dataclass(frozen=True, slots=True)
class StandingTable:
    """A championship after a round, with what it rests on.

    `after` is None while nothing is published. `finals` and `provisionals` count the
    classifications behind the table.
    """

    championship: Championship
    siblings: list[Championship]
    rounds: int
    tables: list[int]
    after: int | None
    heads: list[RoundHead]
    rows: list[StandingRow]
    awards: list[AwardLine]
    finals: int
    provisionals: int

    @property
    def is_newest(self) -> bool:
        return not self.tables or self.after == self.tables[-1]


def standing_table(season: Season, slug: str, after: str = "") -> StandingTable | None:
    """A championship of a season after a round, the newest unless another is wanted.

    None if there is no such championship, or no table after such a round. Six
    queries, whatever the size of the season.
    """
    siblings = list(season.championships.select_related("car_class"))
    championship = next((row for row in siblings if row.slug == slug), None)
    if championship is None:
        return None
    rounds = _rounds(championship)
    tables = {str(row.number): row.number for row in rounds if row.has_table}
    if after and after not in tables:
        return None
    shown = tables[after] if after else max(tables.values(), default=None)
    heads = [_head(row) for row in rounds if shown is not None and row.number <= shown]
    finals, provisionals = _states(season, shown)
    rows = _rows(championship, shown)
    is_newest = shown == max(tables.values(), default=None)
    awards = _awards(championship, rows) if is_newest else []
    return StandingTable(
        championship=championship,
        siblings=siblings,
        rounds=len(rounds),
        tables=list(tables.values()),
        after=shown,
        heads=heads,
        rows=[replace(row, won=_won(row, awards)) for row in rows],
        awards=awards,
        finals=finals,
        provisionals=provisionals,
    )


def _rounds(championship: Championship) -> list[Round]:
    race = Session.objects.filter(round=OuterRef("pk"), kind=Session.Kind.RACE)
    standings = Standing.objects.filter(championship=championship, round=OuterRef("pk"))
    return list(
        Round.objects.filter(season=championship.season_id)
        .select_related("event")
        .annotate(
            has_table=Exists(standings),
            race_on=Min("sessions__starts_on", filter=Q(sessions__kind=Session.Kind.RACE)),
            race=Subquery(race.order_by("starts_on", "pk").values("slug")[:1]),
        )
        .order_by("number")
    )


def _head(row: Round) -> RoundHead:
    return RoundHead(row.number, row.event.short, row.race_on, row.race)


def _states(season: Season, after: int | None) -> tuple[int, int]:
    """How many final (or amended), and how many provisional classifications count."""
    states = (
        Classification.objects.newest()
        .filter(
            session__season=season,
            session__kind=Session.Kind.RACE,
            session__round__number__lte=after or 0,
        )
        .values_list("state", flat=True)
    )
    provisional = [state == Classification.State.PROVISIONAL for state in states]
    return provisional.count(False), provisional.count(True)


def _rows(championship: Championship, after: int | None) -> list[StandingRow]:
    whom = RECIPIENT_FIELD[championship.recipient]
    standings = list(
        championship.standings.filter(round__number=after or 0)
        .select_related(*JOINED)
        .order_by("order")
    )
    ledger = defaultdict(list)
    for line in championship.ledger.filter(round__number__lte=after or 0).select_related(
        "round", "event_entry"
    ):
        ledger[getattr(line, whom)].append(line)
    first = standings[0].points if standings else Fraction(0)
    return [
        _row(standing, ledger[getattr(standing, whom)], championship, first)
        for standing in standings
    ]


def _row(standing: Standing, lines: list[LedgerLine], championship, first) -> StandingRow:
    return StandingRow(
        rank=standing.rank,
        recipient=_recipient(standing, lines),
        points=standing.points,
        behind=first - standing.points,
        cells=_cells(lines, standing.dropped),
    )


def _recipient(standing: Standing, lines: list[LedgerLine]) -> Recipient:
    if standing.entry:
        entry = standing.entry
        return Recipient(entry.shown_team_name, entry.team.country, entry.number, entry.car_class)
    someone = standing.driver or standing.team or standing.manufacturer
    numbers = [line.event_entry.number for line in sorted(lines, key=_round_and_number)]
    return Recipient(str(someone), someone.country, numbers=tuple(dict.fromkeys(numbers)))


def _round_and_number(line: LedgerLine) -> tuple:
    """Cars in the order in which they were raced, those of one round by their numbers."""
    return (line.round.number, *number_order(line.event_entry.number))


def _cells(lines: list[LedgerLine], dropped: str) -> dict[int, Cell]:
    by_round = defaultdict(list)
    for line in lines:
        by_round[line.round.number].append(line)
    gone = {int(result.split("/")[0]) for result in dropped.split()}
    return {number: _cell(own, number in gone) for number, own in by_round.items()}


def _cell(lines: list[LedgerLine], dropped: bool) -> Cell:
    placed = {LedgerLine.Reason.PLACE, LedgerLine.Reason.SURPLUS}
    places = [line for line in lines if line.reason in placed and line.status]
    return Cell(
        results=tuple(line.place or line.status for line in sorted(places, key=_best_first)),
        points=sum((line.points for line in lines), Fraction(0)),
        pole=any(line.reason == LedgerLine.Reason.POLE for line in lines),
        dropped=dropped,
    )


def _best_first(line: LedgerLine) -> tuple[bool, int]:
    return (line.place is None, line.place or 0)


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first three of one championship after its newest round."""

    championship: Championship
    after: int
    rows: list[StandingRow]


def leaders(season: Season) -> list[Leaders]:
    """The first three of every championship that has a table. One query."""
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    standings = (
        Standing.objects.filter(
            championship__season=season, order__lte=3, round=Subquery(newest.values("round")[:1])
        )
        .select_related("championship__car_class", "round", *JOINED)
        .order_by("championship__order", "championship__name", "order")
    )
    tables = defaultdict(list)
    for standing in standings:
        tables[standing.championship].append(standing)
    return [
        Leaders(
            championship,
            rows[0].round.number,
            [_row(row, [], championship, rows[0].points) for row in rows],
        )
        for championship, rows in tables.items()
    ]


def award_lines(season: Season) -> list[AwardLine]:
    """The awards of a season with their holders, provisional ones by the newest tables.

    Two queries.
    """
    awards = list(
        season.awards.select_related(
            "championship__car_class", "holder__team", "holder__car_class"
        ).order_by("championship__order", "place", "pk")
    )
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    standings = (
        Standing.objects.filter(
            championship__awards__season=season,
            rank=F("championship__awards__place"),
            round=Subquery(newest.values("round")[:1]),
        )
        .select_related(*JOINED)
        .order_by("-order")
    )
    at_place = {(row.championship_id, row.rank): _recipient(row, []) for row in standings}
    return [
        AwardLine(award, _holder(award, at_place.get((award.championship_id, award.place))))
        for award in awards
    ]


def _awards(championship: Championship, rows: list[StandingRow]) -> list[AwardLine]:
    awards = championship.awards.select_related("holder__team", "holder__car_class")
    at_place = {row.rank: row.recipient for row in reversed(rows)}
    return [AwardLine(award, _holder(award, at_place.get(award.place))) for award in awards]


def _won(row: StandingRow, awards: list[AwardLine]) -> tuple[str, ...]:
    """The kinds of award that are given to the recipient of a row."""
    return tuple(
        line.award.kind
        for line in awards
        if line.award.state in GIVEN and line.holder == row.recipient
    )


def _holder(award: Award, would_get_it: Recipient | None) -> Recipient | None:
    if award.state == Award.State.PROVISIONAL:
        return would_get_it
    if award.holder is None:
        return None
    entry = award.holder
    return Recipient(entry.shown_team_name, entry.team.country, entry.number, entry.car_class)
