"""Awards by the tables as they once stood: after a round, or before its result was changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Exists, F, OuterRef

from championship.models import (
    Championship,
    Classification,
    Driver,
    Entry,
    Manufacturer,
    Round,
    Season,
    Session,
    Standing,
    Team,
)
from championship.scoring.tables import Row

from .award_candidates import Placed, Tables, placed
from .awards import AwardLine, award_lines, lines_of
from .recipients import JOINED
from .scoring import compute_standings

# What the tables rank, with all that a row of a page shows of it.
RANKED = {
    Championship.Recipient.ENTRY: Entry.objects.select_related("team", "car_class"),
    Championship.Recipient.DRIVER: Driver.objects.all(),
    Championship.Recipient.TEAM: Team.objects.all(),
    Championship.Recipient.MANUFACTURER: Manufacturer.objects.all(),
}


ISSUE = (
    "sessions",
    "sessions__kind",
    "sessions__classifications__revision",
    "sessions__classifications__state",
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A revision of the classification of a race; `session` and `round` are keys."""

    session: int
    round: int
    revision: int
    state: str

    @property
    def state_name(self) -> str:
        return str(Classification.State(self.state).label)


@dataclass(frozen=True, slots=True)
class RoundWithTables:
    """A round with tables after it. `revisions` are those of its (last) race, oldest first."""

    key: int
    number: int
    revisions: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardsPage:
    """The awards of a season as they stand, or who would have got them at another time.

    `after` is the round whose tables are asked, None for how things stand now; `revision`
    the classification of its race that counts in place of the newest one.
    """

    lines: list[AwardLine]
    rounds: list[RoundWithTables]
    after: RoundWithTables | None = None
    revision: Issue | None = None

    @property
    def is_now(self) -> bool:
        return self.after is None

    @property
    def choice(self) -> RoundWithTables | None:
        """The round whose revisions the page offers: the one shown, or the newest."""
        return self.after or (self.rounds[-1] if self.rounds else None)


def awards_page(season: Season, *, after: str = "", revision: str = "") -> AwardsPage | None:
    """The awards of a season; with `after` by the tables after that round, and no steps.

    With `revision` too, by the tables as they were when the race of that round was at it.
    None if there is no such round, or no such revision. A fixed number of queries,
    whatever the size of the season.
    """
    rounds = rounds_with_tables(season)
    if not after and not revision:
        return AwardsPage(award_lines(season), rounds)
    shown = next((row for row in rounds if str(row.number) == after), None)
    if shown is None:
        return None
    if not revision:
        return AwardsPage(_lines(season, _tables_after(season, shown)), rounds, shown)
    issue = next((row for row in shown.revisions if str(row.revision) == revision), None)
    if issue is None:
        return None
    return AwardsPage(_lines(season, tables_as_published(season, issue)), rounds, shown, issue)


def rounds_with_tables(season: Season) -> list[RoundWithTables]:
    """The rounds of a season after which a championship of it has a table. One query.

    Each has the revisions of its race, of its last race if it has several.
    """
    tables = Standing.objects.filter(championship__season=season, round=OuterRef("pk"))
    rows = (
        Round.objects.filter(Exists(tables), season=season)
        .order_by(
            "number",
            F("sessions__starts_at").asc(nulls_first=True),
            "sessions",
            "sessions__classifications__revision",
        )
        .values_list("pk", "number", *ISSUE)
    )
    return [
        RoundWithTables(key, number, _of_the_last_race(key, own))
        for (key, number), own in groupby(rows, itemgetter(0, 1))
    ]


def _of_the_last_race(key: int, rows: Iterable[tuple]) -> tuple[Issue, ...]:
    by_race: defaultdict[int, list[Issue]] = defaultdict(list)
    for _key, _number, session, kind, revision, state in rows:
        if kind == Session.Kind.RACE and revision is not None:
            by_race[session].append(Issue(session, key, revision, state))
    return tuple(list(by_race.values())[-1]) if by_race else ()


def tables_as_published(season: Season, issue: Issue) -> Tables:
    """The tables of a season after a round, its race counted as it stood at a revision.

    All else counts as it stands today. Thirteen queries at most, three more for combined titles.
    """
    computed = compute_standings(season, instead={issue.session: issue.revision})
    rows: list[tuple[Championship, Row]] = []
    for one in computed:
        numbers = {key: number for number, key in one.rounds.items()}
        if one.championship.season_id == season.pk:
            table = one.tables.after.get(numbers.get(issue.round, 0), ())
            rows += [(one.championship, row) for row in table if row.rank is not None]
    return _with_subjects(rows)


def _lines(season: Season, tables: Tables) -> list[AwardLine]:
    return lines_of(season.awards.order_by("championship__order", "place", "pk"), tables=tables)


def _tables_after(season: Season, shown: RoundWithTables) -> Tables:
    """The stored tables after a round of the season, whatever its number in a table. One query."""
    standings = Standing.objects.filter(
        championship__season=season, round=shown.key, rank__isnull=False
    )
    tables: defaultdict[int, list[Placed]] = defaultdict(list)
    for row in standings.select_related(*JOINED).order_by("championship", "order"):
        tables[row.championship_id].append(placed(row))
    return tables


def _with_subjects(rows: Iterable[tuple[Championship, Row]]) -> Tables:
    """Computed rows with whom they rank: a query for each kind that is ranked."""
    rows = list(rows)
    keys: defaultdict[str, set] = defaultdict(set)
    for championship, row in rows:
        keys[championship.recipient].add(row.recipient)
    subjects = {kind: RANKED[Championship.Recipient(kind)].in_bulk(of) for kind, of in keys.items()}
    tables: defaultdict[int, list[Placed]] = defaultdict(list)
    for championship, row in rows:
        subject = subjects[championship.recipient][row.recipient]
        tables[championship.pk].append(Placed(row.rank or 0, subject, points=row.points))
    return tables
