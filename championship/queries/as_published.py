"""Awards by the tables as they once stood: after a round, or before its result was changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Exists, F, Model, OuterRef, QuerySet

from championship.models import (
    Award,
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

from .at_once import at_once
from .award_candidates import Placed, Tables, placed
from .awards import JOINED, AwardLine, award_lines, lines_by
from .recipients import JOINED as RECIPIENTS_JOINED
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
        return AwardsPage(_lines_after(season, shown), rounds, shown)
    issue = next((row for row in shown.revisions if str(row.revision) == revision), None)
    if issue is None:
        return None
    return AwardsPage(_lines_as_published(season, issue), rounds, shown, issue)


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


def _lines_after(season: Season, shown: RoundWithTables) -> list[AwardLine]:
    """Who would get the awards of a season by the stored tables after a round. Three queries."""
    (lines,) = lines_by(list(_awards(season)), _tables_after(season, shown))
    return lines


def _lines_as_published(season: Season, issue: Issue) -> list[AwardLine]:
    """The same by the tables after a round, its race counted as it stood at a revision.

    All else counts as it stands today. Seven queries at most.
    """
    rows = _rows_as_published(season, issue)
    ranked = _ranked(rows)
    awards, *subjects = at_once(_awards(season), *ranked.values())
    tables = _tables(rows, dict(zip(ranked, subjects, strict=True)))
    (lines,) = lines_by(sorted(awards, key=_in_order), tables)
    return lines


def _awards(season: Season) -> QuerySet[Award]:
    return season.awards.select_related(*JOINED)


def _in_order(award: Award) -> tuple[bool, int, int, int]:
    """As they are ordered by default; by no table last."""
    title = award.championship
    return title is None, title.order if title else 0, award.place, award.pk


def _tables_after(season: Season, shown: RoundWithTables) -> Tables:
    """The stored tables after a round of the season, whatever its number in a table. One query."""
    standings = Standing.objects.filter(
        championship__season=season, round=shown.key, rank__isnull=False
    )
    tables: defaultdict[int, list[Placed]] = defaultdict(list)
    for row in standings.select_related(*RECIPIENTS_JOINED).order_by("championship", "order"):
        tables[row.championship_id].append(placed(row))
    return tables


def _rows_as_published(season: Season, issue: Issue) -> list[tuple[Championship, Row]]:
    """The rows of the tables of a season after a round, with a revision of its race."""
    rows: list[tuple[Championship, Row]] = []
    for one in compute_standings(season, instead={issue.session: issue.revision}):
        numbers = {key: number for number, key in one.rounds.items()}
        if one.championship.season_id == season.pk:
            table = one.tables.after.get(numbers.get(issue.round, 0), ())
            rows += [(one.championship, row) for row in table if row.rank is not None]
    return rows


def _ranked(rows: Iterable[tuple[Championship, Row]]) -> dict[str, QuerySet]:
    """Whom computed rows rank, by their kind."""
    keys: defaultdict[str, set] = defaultdict(set)
    for championship, row in rows:
        keys[championship.recipient].add(row.recipient)
    return {
        kind: RANKED[Championship.Recipient(kind)].filter(pk__in=of) for kind, of in keys.items()
    }


def _tables(
    rows: Iterable[tuple[Championship, Row]], ranked: Mapping[str, Iterable[Model]]
) -> Tables:
    """Computed rows with whom they rank."""
    subjects = {kind: {one.pk: one for one in those} for kind, those in ranked.items()}
    tables: defaultdict[int, list[Placed]] = defaultdict(list)
    for championship, row in rows:
        subject = subjects[championship.recipient][row.recipient]
        tables[championship.pk].append(Placed(row.rank or 0, subject, points=row.points))
    return tables
