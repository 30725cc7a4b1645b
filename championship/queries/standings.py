"""A championship's table round by round, and the leaders of all: as stored, never recomputed."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction

from django.db.models import OuterRef, Subquery

from championship.models import (
    Championship,
    Classification,
    LedgerLine,
    Season,
    Standing,
)

from .awards import AwardLine, awards_of, won_by
from .cells import Cell, cells_of
from .counting import Counting, counting
from .footnotes import Footnote, footnotes
from .recipients import (
    JOINED,
    Recipient,
    addresses,
    recipient_of,
)
from .rounds import CountedRound, counted_rounds, titles
from .scoring import RECIPIENT_FIELD

EXCLUDED_BY = tuple(
    f"excluded_by__{joined}" for joined in ("entry__team", "driver", "team", "manufacturer")
)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of a table: cells by the number of the round.

    `address` is the last word of its ledger's address. `moved` is how many ranks were won
    since the table before, None if it was not in that. Somebody excluded has no rank:
    `shown_as` stands in its place.
    """

    rank: int | None
    recipient: Recipient
    points: Fraction
    behind: Fraction
    address: str = ""
    before_drops: Fraction = Fraction(0)
    adjusted: Fraction = Fraction(0)
    dropped: str = ""
    moved: int | None = None
    is_equal: bool = False
    tie: str = ""
    shown_as: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    won: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A round at the head of a column, with the letters of its footnotes."""

    round: CountedRound
    marks: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.round.number


@dataclass(frozen=True, slots=True)
class StandingTable:
    """A championship after a round, with what it rests on.

    `after` is None while nothing is published. `finals` and `provisionals` count the
    classifications behind the table.
    """

    championship: Championship
    siblings: list[Championship]
    counting: Counting
    tables: list[int]
    after: int | None
    heads: list[Head]
    rows: list[StandingRow]
    notes: list[Footnote]
    awards: list[AwardLine]
    finals: int
    provisionals: int

    @property
    def rounds(self) -> int:
        return len(self.counting.rounds)

    @property
    def is_newest(self) -> bool:
        return not self.tables or self.after == self.tables[-1]

    @property
    def has_drops(self) -> bool:
        return any(row.dropped for row in self.rows)

    @property
    def has_adjustments(self) -> bool:
        return any(row.adjusted for row in self.rows)

    @property
    def has_movement(self) -> bool:
        return any(row.moved is not None for row in self.rows)

    @property
    def has_equals(self) -> bool:
        return any(row.is_equal for row in self.rows)

    @property
    def has_fastest_laps(self) -> bool:
        return any(cell.fastest_lap for row in self.rows for cell in row.cells.values())


def standing_table(season: Season, slug: str, after: str = "") -> StandingTable | None:
    """A championship of a season after a round, the newest unless another is wanted.

    None if there is no such championship, or no table after such a round. Eleven
    queries, whatever the size of the season.
    """
    siblings = list(titles(season))
    championship = next((row for row in siblings if row.slug == slug), None)
    if championship is None:
        return None
    rounds = counted_rounds(championship)
    tables = [row.number for row in rounds if row.has_table]
    shown = wanted_table(tables, after)
    if shown is None and after:
        return None
    rules = counting(championship, rounds)
    heads, rows, notes = _table(championship, rules, shown)
    awards = (
        awards_of(championship, {row.rank: row.recipient for row in reversed(rows) if row.rank})
        if tables and shown == tables[-1]
        else []
    )
    finals, provisionals = _states(rules, shown)
    return StandingTable(
        championship=championship,
        siblings=siblings,
        counting=rules,
        tables=tables,
        after=shown,
        heads=heads,
        rows=[replace(row, won=won_by(row.recipient, awards)) for row in rows],
        notes=notes,
        awards=awards,
        finals=finals,
        provisionals=provisionals,
    )


def wanted_table(tables: list[int], after: str) -> int | None:
    """The round of the table that an address asks for, the newest without one."""
    if after:
        return next((number for number in tables if str(number) == after), None)
    return max(tables, default=None)


def _states(rules: Counting, after: int | None) -> tuple[int, int]:
    """How many final (or amended), and how many provisional classifications count."""
    states = [
        session.state
        for row in rules.until(after)
        for session in row.sessions
        if session.state and rules.scale(session, row.number)
    ]
    provisionals = states.count(Classification.State.PROVISIONAL)
    return len(states) - provisionals, provisionals


def _table(
    championship: Championship, rules: Counting, after: int | None
) -> tuple[list[Head], list[StandingRow], list[Footnote]]:
    """The heads, rows and footnotes after a round: four queries, none before the first."""
    if after is None:
        return [], [], []
    whom = RECIPIENT_FIELD[championship.recipient]
    standings = table_rows(championship, after)
    shown = rules.until(after)
    ledger = defaultdict(list)
    for line in championship.ledger.filter(round__in=[row.key for row in shown]).select_related(
        "session", "event_entry", "decision"
    ):
        ledger[getattr(line, whom)].append(line)
    notes = footnotes(championship, rules, standings, ledger, whom, after)
    heads = [Head(row, tuple(notes.heads[row.number])) for row in shown]
    numbers = {row.key: row.number for row in shown}
    words = addresses(standings)
    ranks = [standing.rank for standing in standings]
    rows = [
        replace(
            _row(standing, standings[0].points),
            recipient=_with_numbers(standing, ledger[getattr(standing, whom)], numbers),
            address=address,
            adjusted=_adjusted(ledger[getattr(standing, whom)]),
            is_equal=ranks.count(standing.rank) > 1 and standing.rank is not None,
            cells=cells_of(standing, ledger[getattr(standing, whom)], numbers, notes, whom),
            marks=tuple(notes.rows[getattr(standing, whom)]),
        )
        for standing, address in zip(standings, words, strict=True)
    ]
    return heads, rows, notes.notes


def table_rows(championship: Championship, after: int) -> list[Standing]:
    """The stored rows of a table, best first. One query."""
    rows = championship.standings.filter(after=after).select_related(*JOINED, *EXCLUDED_BY)
    return list(rows.order_by("order"))


def _row(standing: Standing, first: Fraction) -> StandingRow:
    is_out = standing.rank is None
    return StandingRow(
        rank=standing.rank,
        recipient=recipient_of(standing),
        points=standing.points,
        behind=Fraction(0) if is_out else first - standing.points,
        before_drops=standing.before_drops,
        dropped=standing.dropped,
        moved=standing.moved,
        tie=standing.tie,
        shown_as=shown_as(standing),
    )


def shown_as(standing: Standing) -> str:
    """What stands in the place of a rank; empty where there is one."""
    return "" if standing.rank else standing.excluded_by.shown_as or "EX"


def _with_numbers(standing: Standing, lines: list[LedgerLine], numbers) -> Recipient:
    driven = (
        (numbers[line.round_id], line.event_entry.number) for line in lines if line.event_entry
    )
    return recipient_of(standing, driven)


def _adjusted(lines: list[LedgerLine]) -> Fraction:
    """What decisions on the total gave or took."""
    adjustments = (line.points for line in lines if line.session_id is None)
    return sum(adjustments, Fraction(0))


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
            championship__season=season,
            order__lte=3,
            rank__isnull=False,
            after=Subquery(newest.values("after")[:1]),
        )
        .select_related("championship__car_class", *JOINED)
        .order_by("championship__order", "championship__name", "order")
    )
    tables = defaultdict(list)
    for standing in standings:
        tables[standing.championship].append(standing)
    return [
        Leaders(
            championship,
            rows[0].after,
            [_row(row, rows[0].points) for row in rows],
        )
        for championship, rows in tables.items()
    ]
