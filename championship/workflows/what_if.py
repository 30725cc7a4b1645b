"""What a change would do to the tables: asked within a transaction that is taken back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from django.db import models

from championship.models import Championship, Driver, Entry, Manufacturer, Season, Standing, Team
from championship.queries.combinations import combinations_with
from championship.queries.recipients import recipient_name

from .standings import STANDING_COLUMNS, stale_tables

RECIPIENTS = {
    "entry_id": Entry.objects.select_related("team"),
    "driver_id": Driver.objects,
    "team_id": Team.objects,
    "manufacturer_id": Manufacturer.objects,
}
SHOWN = ("rank", "order", "points", "before_drops", "dropped", "tie", "tie_place", "excluded_by_id")
COLUMNS = ("championship_id", "after", *RECIPIENTS, *SHOWN)

Who = tuple[str, int]  # the column of a recipient and its key
Table = dict[Who, tuple]  # what is shown of each recipient
Tables = dict[Championship, dict[int, Table]]  # by the round after which they stand


@dataclass(frozen=True, slots=True)
class RowChange:
    """One recipient in a table before and after; None where it is not listed.

    `who` is the column of the recipient and its key.
    """

    name: str
    rank_before: int | None
    rank_after: int | None
    points_before: Fraction | None
    points_after: Fraction | None
    is_changed: bool
    who: Who | None = None

    @property
    def is_new(self) -> bool:
        return self.points_before is None

    @property
    def is_gone(self) -> bool:
        return self.points_after is None

    @property
    def moves(self) -> bool:
        return not (self.is_new or self.is_gone) and self.rank_before != self.rank_after

    @property
    def gains(self) -> Fraction:
        """Points won; below zero points lost."""
        return (self.points_after or Fraction(0)) - (self.points_before or Fraction(0))


@dataclass(frozen=True, slots=True)
class TableChange:
    """A championship's table after a round that would be another one, with all its rows.

    The rows stand in the new order; whoever would be listed no longer comes last. A table
    that is there for the first time is compared with the one after round `since`.
    """

    championship: Championship
    after: int
    is_newest: bool
    was_published: bool
    rows: tuple[RowChange, ...]
    since: int | None = None

    @property
    def changed(self) -> list[RowChange]:
        return [row for row in self.rows if row.is_changed]


def stored_tables(season: Season) -> Tables:
    """The tables of a season as they are stored, and all others that its results count for.

    To be kept before something is deleted that takes its tables along. Two queries.
    """
    combined = combinations_with([season.pk]).values("championship")
    mine = (
        models.Q(championship__season=season)
        | models.Q(championship__feeds__season=season)
        | models.Q(championship__in=combined)
    )
    rows = Standing.objects.filter(mine).distinct().order_by().values_list(*COLUMNS)
    keyed = _by_table(rows)
    championships = Championship.objects.select_related("season__series").in_bulk(list(keyed))
    return {championships[key]: tables for key, tables in keyed.items()}


def what_would_change(season: Season, before: Tables | None = None) -> list[TableChange]:
    """Every table that a change would give otherwise than it was, oldest first.

    The change has been made in a transaction that its caller takes back, or goes on with.
    `before` is stored_tables() from before the change, which only matters if it deleted
    some of them. Nothing is written. A fixed number of queries, whatever the season's size.
    """
    was = stored_tables(season) if before is None else before
    names = {row.pk: row for row in was}
    gone = set(names) - set(Championship.objects.filter(pk__in=names).values_list("pk", flat=True))
    becomes: dict[int, dict[int, Table]] = {key: {} for key in gone}
    for stale in stale_tables(season):
        names.setdefault(stale.championship.pk, stale.championship)
        rows = (dict(zip(STANDING_COLUMNS, row, strict=True)) for row in stale.standings)
        tables = _by_table(tuple(row[name] for name in COLUMNS) for row in rows)
        becomes[stale.championship.pk] = tables.get(stale.championship.pk, {})
    by_key = {row.pk: tables for row, tables in was.items()}
    pairs = [
        (names[key], after, by_key.get(key, {}).get(after, {}), tables.get(after, {}))
        for key, tables in becomes.items()
        for after in sorted({*tables, *by_key.get(key, {})})
    ]
    return _changes([pair for pair in pairs if pair[2] != pair[3]], by_key, becomes)


def fingerprint(changes: Iterable[TableChange]) -> str:
    """A short text that is the same for the same changes, to ask again if they are others."""
    facts = [(one.championship.pk, one.after, one.changed) for one in changes]
    return sha256(repr(facts).encode()).hexdigest()[:32]


def _by_table(rows: Iterable[tuple]) -> dict[int, dict[int, Table]]:
    tables: dict[int, dict[int, Table]] = defaultdict(lambda: defaultdict(dict))
    for championship, after, *rest in rows:
        keys, shown = rest[: len(RECIPIENTS)], rest[len(RECIPIENTS) :]
        who = next(pair for pair in zip(RECIPIENTS, keys, strict=True) if pair[1] is not None)
        tables[championship][after][who] = _facts(shown)
    return {key: dict(own) for key, own in tables.items()}


def _facts(shown: list) -> tuple:
    """What a table shows of a row. Points come as fractions or as the database keeps them."""
    rank, order, points, before_drops, *rest = shown
    return (rank, order, Fraction(points), Fraction(before_drops), *rest)


def _changes(pairs: list, was: dict, becomes: dict) -> list[TableChange]:
    listed = [table for title, *_rest in pairs for table in was.get(title.pk, {}).values()]
    people = _people(who for table in [*listed, *(pair[3] for pair in pairs)] for who in table)
    changes = []
    for championship, after, old, new in pairs:
        stored = was.get(championship.pk, {})
        since = None if old else max((number for number in stored if number < after), default=None)
        change = TableChange(
            championship,
            after,
            is_newest=after == max({*stored, *becomes[championship.pk]}),
            was_published=bool(old),
            rows=tuple(_rows(old if since is None else stored[since], new, people)),
            since=since,
        )
        changes.append(change)
    return [one for one in changes if one.changed]


def _rows(old: Table, new: Table, people: dict[Who, str]) -> Iterable[RowChange]:
    listed = sorted(new, key=lambda who: new[who][1])
    gone = sorted(old.keys() - new.keys(), key=lambda who: old[who][1])
    for who in [*listed, *gone]:
        before, after = old.get(who), new.get(who)
        yield RowChange(
            name=people[who],
            rank_before=before[0] if before else None,
            rank_after=after[0] if after else None,
            points_before=before[2] if before else None,
            points_after=after[2] if after else None,
            # The line alone moves when somebody above comes or goes in a shared rank.
            is_changed=_without_line(before) != _without_line(after),
            who=who,
        )


def _without_line(facts: tuple | None) -> tuple | None:
    return facts and (facts[0], *facts[2:])


def _people(whom: Iterable[Who]) -> dict[Who, str]:
    keys = defaultdict(set)
    for column, key in whom:
        keys[column].add(key)
    return {
        (column, key): recipient_name(row)
        for column, rows in RECIPIENTS.items()
        if keys[column]
        for key, row in rows.in_bulk(list(keys[column])).items()
    }
