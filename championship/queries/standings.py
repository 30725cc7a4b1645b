"""A championship's table round by round, and the leaders of all: as stored, never recomputed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from itertools import chain
from operator import attrgetter

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from championship.models import (
    Award,
    Championship,
    Classification,
    ComputedTable,
    ReportedPlace,
    Season,
    Standing,
    TitleState,
)

from .at_once import at_once
from .award_candidates import placed
from .awards import AwardLine, lines_at_once, won_by
from .cells import Cell, cells_of
from .combined import CombinedState, combined_lists, combined_of
from .counting import Counting, counting_of, rule_lists
from .footnotes import About, Footnote, about_of, footnotes, note_lists
from .recipients import (
    JOINED,
    RANKED,
    Recipient,
    addresses,
    recipient_of,
)
from .rounds import CountedRound, counted_rounds, titles
from .scoring import RECIPIENT_FIELD
from .table_facts import StoredFacts, read_facts, read_row
from .title_words import stored_states


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
    line: int = 0
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
    classifications behind the table, `incomplete` those of them that have gaps. `reported`
    are final places as others tell of them. A combined title has no heads, and its sources
    in `combined`. `states` tell who is champion, or can still be. `computed_at` is None of
    tables that were computed before times were kept.
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
    incomplete: int = 0
    reported: list[ReportedPlace] = field(default_factory=list)
    combined: CombinedState | None = None
    states: list[TitleState] = field(default_factory=list)
    computed_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether no round of its calendar follows."""
        last = max((row.number for row in self.counting.rounds), default=self.after)
        return self.after == last

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
    def adds_ranks(self) -> bool:
        """Whether the lowest total is first."""
        return self.combined is not None and self.combined.adds_ranks

    @property
    def has_equals(self) -> bool:
        return any(row.is_equal for row in self.rows)

    @property
    def has_fastest_laps(self) -> bool:
        return any(cell.fastest_lap for row in self.rows for cell in row.cells.values())


def standing_table(
    season: Season, slug: str, after: str = "", titles_known: list[Championship] | None = None
) -> StandingTable | None:
    """A championship of a season after a round, the newest unless another is wanted.

    None if there is no such championship, or no table after such a round. `titles_known` are
    those of the season, if they have been read. Five queries besides those, whatever the size
    of the season.
    """
    siblings = list(titles(season)) if titles_known is None else titles_known
    championship = next((row for row in siblings if row.slug == slug), None)
    if championship is None:
        return None
    rounds = counted_rounds(championship)
    tables = [row.number for row in rounds if row.has_table]
    shown = wanted_table(tables, after)
    if shown is None and after:
        return None
    computed = computed_table(championship, shown)
    facts = read_facts(computed.facts if computed else "")
    standings = table_rows(championship, shown)
    lists = _Lists.read(championship, shown, facts)
    rules = counting_of(rounds, *lists.rules)
    combined = combined_of(championship, rounds, shown, facts.behind, *lists.combined)
    reported = sorted(lists.reported, key=attrgetter("order"))
    is_newest = shown == max(tables, default=None) and bool(tables or reported)
    ranked = {
        championship.pk: [placed(row) for row in standings if row.rank]
        or [placed(row) for row in reported]
    }
    awards = lines_at_once(lists.awards, championship, ranked) if is_newest else []
    about = about_of(facts, *lists.notes)
    heads, rows, notes = _table(championship, rules, standings, about, shown)
    finals, provisionals, incomplete = results_behind(combined or rules, shown)
    return StandingTable(
        championship=championship,
        siblings=siblings,
        counting=rules,
        tables=tables,
        after=shown,
        heads=heads,
        rows=[replace(row, won=won_by(row.recipient, awards)) for row in rows] if awards else rows,
        notes=notes,
        awards=awards,
        finals=finals,
        provisionals=provisionals,
        incomplete=incomplete,
        reported=reported,
        combined=combined,
        states=lists.states,
        computed_at=computed.computed_at if computed else None,
    )


@dataclass(frozen=True, slots=True)
class _Lists:
    """What stands around the rows of a table, read at once."""

    rules: list[list]
    notes: list[list]
    combined: list[list]
    states: list[TitleState]
    reported: list[ReportedPlace]
    awards: list[Award]

    @classmethod
    def read(cls, championship: Championship, after: int | None, facts: StoredFacts) -> "_Lists":
        """One query."""
        parts = (
            rule_lists(championship),
            note_lists(championship, facts),
            combined_lists(championship, after),
        )
        found = iter(
            at_once(
                *chain.from_iterable(parts),
                stored_states(championship, after),
                _reported(championship),
                championship.awards.select_related("target", "given_by"),
            )
        )
        return cls(*([next(found) for _rows in part] for part in parts), *found)


def wanted_table(tables: list[int], after: str) -> int | None:
    """The round of the table that an address asks for, the newest without one."""
    if after:
        return next((number for number in tables if str(number) == after), None)
    return max(tables, default=None)


def computed_table(championship: Championship, after: int | None) -> ComputedTable | None:
    """When the table after a round was computed, and what its notes are about. One query."""
    if after is None:
        return None
    return ComputedTable.objects.filter(championship=championship, after=after).first()


def _reported(championship: Championship) -> QuerySet[ReportedPlace]:
    """The places that others report of a title, each with whom it is about."""
    joined = RANKED[Championship.Recipient(championship.recipient)]
    rows = ReportedPlace.objects.filter(championship=championship)
    return rows.select_related(*joined, "for_team")


def reported_champions(season: Season) -> dict[Championship, list[ReportedPlace]]:
    """Who was first, as others report it, in the titles without a table of ours. One query."""
    rows = ReportedPlace.objects.filter(
        ~Exists(Standing.objects.filter(championship=OuterRef("championship"))),
        championship__season=season,
        place=1,
    ).select_related("championship__car_class", *JOINED)
    champions = defaultdict(list)
    for row in rows.order_by("championship__order", "championship__name", "order"):
        champions[row.championship].append(row)
    return dict(champions)


def results_behind(rules: Counting | CombinedState, after: int | None) -> tuple[int, int, int]:
    """The results that a table rests on: how many are final (or amended), how many provisional.

    And how many of both have gaps.
    """
    if isinstance(rules, CombinedState):
        return rules.finals, rules.provisionals, rules.incomplete
    sessions = [
        session
        for row in rules.until(after)
        for session in row.sessions
        if session.state and rules.scale(session, row.number)
    ]
    states = [session.state for session in sessions]
    provisionals = states.count(Classification.State.PROVISIONAL)
    incomplete = sum(session.has_gaps for session in sessions)
    return len(states) - provisionals, provisionals, incomplete


def _table(
    championship: Championship,
    rules: Counting,
    standings: list[Standing],
    about: About,
    after: int | None,
) -> tuple[list[Head], list[StandingRow], list[Footnote]]:
    """The heads, rows and footnotes after a round."""
    if after is None:
        return [], [], []
    whom = RECIPIENT_FIELD[championship.recipient]
    if championship.is_combined:
        rules = Counting((), ())
    stored = {getattr(row, whom): read_row(row.cells) for row in standings}
    cells = {who: row.cells for who, row in stored.items()}
    notes = footnotes(championship, rules, standings, cells, whom, after, about)
    heads = [Head(row, tuple(notes.heads[row.number])) for row in rules.until(after)]
    ranks = Counter(standing.rank for standing in standings if standing.rank is not None)
    rows = []
    for standing, address in zip(standings, addresses(standings), strict=True):
        who = getattr(standing, whom)
        rows.append(
            replace(
                _row(standing, standings[0].points, stored[who].numbers),
                address=address,
                adjusted=stored[who].adjusted,
                is_equal=ranks[standing.rank] > 1,
                cells=cells_of(standing, stored[who].cells, notes, whom),
                marks=tuple(notes.rows.get(who, ())),
            )
        )
    return heads, rows, notes.notes


def table_rows(championship: Championship, after: int | None, *further: str) -> list[Standing]:
    """The stored rows of a table, best first. One query; none without a table.

    Whom they rank is joined, and what `further` paths lead to.
    """
    if after is None:
        return []
    joined = RANKED[Championship.Recipient(championship.recipient)]
    rows = Standing.objects.filter(championship=championship, after=after)
    return list(rows.select_related(*joined, "excluded_by", *further).order_by("order"))


def _row(standing: Standing, first: Fraction, numbers: Iterable[str] = ()) -> StandingRow:
    is_out = standing.rank is None
    return StandingRow(
        rank=standing.rank,
        recipient=recipient_of(standing, numbers),
        points=standing.points,
        behind=Fraction(0) if is_out else first - standing.points,
        before_drops=standing.before_drops,
        dropped=standing.dropped,
        line=standing.order,
        moved=standing.moved,
        tie=standing.tie,
        shown_as=shown_as(standing),
    )


def shown_as(standing: Standing) -> str:
    """What stands in the place of a rank; empty where there is one."""
    return "" if standing.rank else standing.excluded_by.shown_as or "EX"


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first three of one championship after its newest round, and when that was computed."""

    championship: Championship
    after: int
    rows: list[StandingRow]
    computed_at: datetime | None = None


def leaders(season: Season) -> list[Leaders]:
    """The first three of every championship that has a table. One query."""
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    table = ComputedTable.objects.filter(
        championship=OuterRef("championship"), round=OuterRef("round")
    )
    standings = (
        Standing.objects.filter(
            championship__season=season,
            order__lte=3,
            rank__isnull=False,
            after=Subquery(newest.values("after")[:1]),
        )
        .annotate(computed_at=Subquery(table.values("computed_at")))
        .select_related("championship__car_class", *JOINED)
        .order_by("championship__order", "championship__name", "order")
    )
    tables = defaultdict(list)
    for standing in standings:
        standing.championship.season = season
        tables[standing.championship].append(standing)
    return [
        Leaders(
            championship,
            rows[0].after,
            [_row(row, rows[0].points) for row in rows],
            rows[0].computed_at,
        )
        for championship, rows in tables.items()
    ]
