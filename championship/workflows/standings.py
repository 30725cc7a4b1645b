"""Writing the computed standings, in the transaction of whatever changed them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils import timezone

from championship.models import (
    Championship,
    ChampionshipFeed,
    CombinationSource,
    CombinedPart,
    ComputedTable,
    LedgerLine,
    Season,
    Standing,
)
from championship.queries.combinations import combinations_with
from championship.queries.computed import ComputedTables
from championship.queries.scoring import RECIPIENT_FIELD, compute_standings
from championship.scoring.standings import Drop, Places

from .bulk import insert_objects, insert_rows
from .title_states import store_title_states

RECIPIENTS = tuple(RECIPIENT_FIELD.values())
STANDING_COLUMNS = (
    "championship_id",
    "round_id",
    "after",
    *RECIPIENTS,
    "rank",
    "order",
    "points",
    "before_drops",
    "moved",
    "dropped",
    "places",
    "tie",
    "tie_place",
    "excluded_by_id",
    "cells",
)
COMPUTED_AT = ("championship_id", "after", "computed_at")
TABLE_COLUMNS = ("championship_id", "round_id", "after", "facts")
LEDGER_COLUMNS = (
    "championship_id",
    "round_id",
    *RECIPIENTS,
    "session_id",
    "event_entry_id",
    "reason",
    "status",
    "place",
    "points",
    "multiplier",
    "decision_id",
)
PART_COLUMNS = (
    "championship_id",
    "round_id",
    "after",
    "line",
    "source_id",
    "rank",
    "points",
    "counted",
    "round_count",
)
AFTER = STANDING_COLUMNS.index("after")  # as in TABLE_COLUMNS
CELLS = STANDING_COLUMNS.index("cells")
FRACTIONS = ("points", "before_drops", "multiplier", "counted")
Stored = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StaleTables:
    """A championship that is stored otherwise than its results give, and what they give.

    Only a combined title has parts, and no ledger. `changed` are the rounds after which a
    table is another one, `told_anew` those after which it is, or says something else.
    """

    championship: Championship
    standings: list[Stored]
    ledger: list[Stored]
    parts: list[Stored]
    tables: list[Stored]
    is_combined: bool = False
    changed: frozenset[int] = frozenset()
    told_anew: frozenset[int] = frozenset()


@transaction.atomic
def store_standings(season: Season) -> list[str]:
    """Recompute every championship that a season counts for and write what differs.

    A combined title is written after the titles that it is made of. Returns the names of
    the championships that were written. Nothing is written for the others, so that doing
    it twice writes once. Who can still win follows (store_title_states). Thirty-nine queries
    at most, whatever the size of the season; five more where it counts for combined titles.
    """
    lock_tables([season.pk])
    stale = list(stale_tables(season))
    if stale:
        keys = [tables.championship.pk for tables in stale]
        Standing.objects.filter(championship__in=keys).delete()
        LedgerLine.objects.filter(championship__in=keys).delete()
        insert_rows(Standing, STANDING_COLUMNS, (row for one in stale for row in one.standings))
        insert_rows(LedgerLine, LEDGER_COLUMNS, (row for one in stale for row in one.ledger))
        _store_parts([one for one in stale if one.is_combined])
        _store_tables(stale)
    store_title_states(season, {one.championship.pk: one.changed for one in stale})
    return [tables.championship.name for tables in stale]


def _store_parts(stale: list[StaleTables]) -> None:
    """Write what the sources of combined titles give; no query if there is none."""
    if stale:
        keys = [tables.championship.pk for tables in stale]
        CombinedPart.objects.filter(championship__in=keys).delete()
        insert_rows(CombinedPart, PART_COLUMNS, (row for one in stale for row in one.parts))


def _store_tables(stale: list[StaleTables]) -> None:
    """Write what each table says beside its rows; one that says what it said keeps its time."""
    stored = ComputedTable.objects.filter(championship__in=[one.championship.pk for one in stale])
    times = {(key, after): at for key, after, at in stored.values_list(*COMPUTED_AT)}
    stored.delete()
    for one in stale:
        for after in one.told_anew:
            times.pop((one.championship.pk, after), None)
    now = timezone.now()
    insert_objects(
        [
            ComputedTable(
                championship_id=key,
                round_id=round_id,
                after=after,
                facts=facts,
                computed_at=times.get((key, after), now),
            )
            for one in stale
            for key, round_id, after, facts in one.tables
        ]
    )


def differences(season: Season) -> list[str]:
    """Name every championship whose stored tables are not what its results give.

    Same queries as store_standings(); writes nothing.
    """
    return [tables.championship.name for tables in stale_tables(season)]


def stale_tables(season: Season) -> Iterator[StaleTables]:
    """Each championship that is stored otherwise, with the rows it should have."""
    all_computed = compute_standings(season)
    keys = [computed.championship.pk for computed in all_computed]
    stored_rows = _stored(Standing, keys, STANDING_COLUMNS)
    stored_ledger = _stored(LedgerLine, keys, LEDGER_COLUMNS)
    combined = [computed.championship.pk for computed in all_computed if computed.is_combined]
    stored_parts = _stored(CombinedPart, combined, PART_COLUMNS)
    stored_tables = _stored(ComputedTable, keys, TABLE_COLUMNS)
    for computed in all_computed:
        rows, ledger, parts = _as_rows(computed), _as_ledger(computed), _as_parts(computed)
        tables = _as_tables(computed)
        key = computed.championship.pk
        if (
            _differ(rows, stored_rows[key])
            or _differ(ledger, stored_ledger[key])
            or _differ(parts, stored_parts[key])
            or _differ(tables, stored_tables[key])
        ):
            yield StaleTables(
                computed.championship,
                rows,
                ledger,
                parts,
                tables,
                computed.is_combined,
                changed=_changed(
                    map(_without_cells, rows), map(_without_cells, stored_rows[key].elements())
                ),
                told_anew=_changed(rows, stored_rows[key].elements())
                | _changed(tables, stored_tables[key].elements()),
            )


def _differ(rows: list[Stored], stored: Counter[Stored]) -> bool:
    return len(rows) != stored.total() or Counter(rows) != stored


def _changed(rows: Iterable[Stored], stored: Iterable[Stored]) -> frozenset[int]:
    """The rounds after which a table differs from what is stored."""
    new, old = Counter(rows), Counter(stored)
    return frozenset(row[AFTER] for row in (new - old) + (old - new))


def _without_cells(row: Stored) -> Stored:
    """A row of a table by its figures alone: how they are shown decides nothing."""
    return row[:CELLS] + row[CELLS + 1 :]


def lock_tables(seasons: Collection[int]) -> dict[int, Season]:
    """Make whoever computes one of the same championships wait: one query, in one order.

    Returns the seasons by key, as they are once they are locked; one that was deleted
    meanwhile is missing.

    Whatever these seasons count for is locked, and what counts for their titles: it may be
    about to change, and whoever changes it may not know of them yet. To be asked for all
    the seasons that a transaction computes before the first of them: two that feed each
    other would wait for each other for ever.
    """
    feeds, sources = ChampionshipFeed.objects, CombinationSource.objects
    concerned = [
        feeds.filter(season__in=seasons).values("championship__season"),
        combinations_with(seasons).values("championship__season"),
        feeds.filter(championship__season__in=seasons).values("season"),
        sources.filter(combination__championship__season__in=seasons).values(
            "championship__season"
        ),
    ]
    chosen = reduce(or_, (Q(pk__in=rows) for rows in concerned), Q(pk__in=seasons))
    rows = Season.objects.filter(chosen).order_by("pk").select_for_update()
    return {row.pk: row for row in rows}


def _stored(
    model: type[models.Model], championships: list[int], columns: tuple[str, ...]
) -> defaultdict[int, Counter[Stored]]:
    """The rows of each championship, values as the database keeps them."""
    as_text = {
        f"{name}_text": Cast(name, models.TextField()) for name in columns if name in FRACTIONS
    }
    names = [f"{name}_text" if f"{name}_text" in as_text else name for name in columns]
    stored: defaultdict[int, Counter[Stored]] = defaultdict(Counter)
    rows = model.objects.filter(championship__in=championships).annotate(**as_text)
    for row in rows.order_by().values_list(*names):
        stored[row[0]][row] += 1
    return stored


def _as_rows(computed: ComputedTables) -> list[Stored]:
    championship = computed.championship
    before, after = _around(championship)
    return [
        (
            championship.pk,
            computed.rounds[number],
            number,
            *before,
            row.recipient,
            *after,
            row.rank,
            row.line,
            str(row.points),
            str(row.before_drops),
            row.moved,
            _written_drops(row.dropped) if row.dropped else "",
            _written_places(row.places),
            row.tie.value if row.tie else "",
            row.tie_place,
            row.excluded,
            computed.cells.get((number, row.recipient), ""),
        )
        for number, table in computed.tables.after.items()
        for row in table
    ]


def _as_ledger(computed: ComputedTables) -> list[Stored]:
    championship = computed.championship
    before, after = _around(championship)
    return [
        (
            championship.pk,
            computed.rounds[line.round],
            *before,
            line.recipient,
            *after,
            line.session,
            line.car,
            line.reason.value,
            line.status.value if line.status else "",
            line.place,
            str(line.points),
            None if line.multiplier is None else str(line.multiplier),
            line.decision,
        )
        for line in computed.tables.ledger
    ]


def _as_tables(computed: ComputedTables) -> list[Stored]:
    key, rounds, facts = computed.championship.pk, computed.rounds, computed.facts
    return [(key, rounds[after], after, facts.get(after, "")) for after in computed.tables.after]


def _as_parts(computed: ComputedTables) -> list[Stored]:
    return [
        (
            computed.championship.pk,
            computed.rounds[number],
            number,
            line,
            part.source,
            part.rank,
            str(part.points),
            str(part.counted),
            part.rounds,
        )
        for number, line, part in computed.parts
    ]


def _around(championship: Championship) -> tuple[tuple[None, ...], tuple[None, ...]]:
    """The empty columns before and after that of a recipient, of four."""
    at = RECIPIENTS.index(RECIPIENT_FIELD[championship.recipient])
    return (None,) * at, (None,) * (len(RECIPIENTS) - at - 1)


def _written_drops(dropped: tuple[Drop, ...]) -> str:
    return " ".join(
        str(drop.round) if drop.session is None else f"{drop.round}/{drop.session}"
        for drop in dropped
    )


@lru_cache(maxsize=4096)
def _written_places(places: Places) -> str:
    return " ".join(f"{place}:{times}" for place, times in places.counts().items())
