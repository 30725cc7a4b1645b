"""Writing the computed standings, in the transaction of whatever changed them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from championship.models import Championship, ChampionshipFeed, LedgerLine, Season, Standing
from championship.queries.scoring import RECIPIENT_FIELD, ComputedTables, compute_standings
from championship.scoring.standings import Drop, Places

from .bulk import insert_rows

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
)
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
Stored = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StaleTables:
    """A championship that is stored otherwise than its results give, and what they give."""

    championship: Championship
    standings: list[Stored]
    ledger: list[Stored]


@transaction.atomic
def store_standings(season: Season) -> list[str]:
    """Recompute every championship that a season counts for and write what differs.

    Returns the names of the championships that were written. Nothing is written for
    the others, so that doing it twice writes once. Twenty queries at most, whatever
    the size of the season.
    """
    lock_tables([season.pk])
    stale = list(stale_tables(season))
    if stale:
        keys = [tables.championship.pk for tables in stale]
        Standing.objects.filter(championship__in=keys).delete()
        LedgerLine.objects.filter(championship__in=keys).delete()
        insert_rows(Standing, STANDING_COLUMNS, (row for one in stale for row in one.standings))
        insert_rows(LedgerLine, LEDGER_COLUMNS, (row for one in stale for row in one.ledger))
    return [tables.championship.name for tables in stale]


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
    for computed in all_computed:
        rows, ledger = _as_rows(computed), _as_ledger(computed)
        key = computed.championship.pk
        if _differ(rows, stored_rows[key]) or _differ(ledger, stored_ledger[key]):
            yield StaleTables(computed.championship, rows, ledger)


def _differ(rows: list[Stored], stored: Counter[Stored]) -> bool:
    return len(rows) != stored.total() or Counter(rows) != stored


def lock_tables(seasons: Collection[int]) -> None:
    """Make whoever computes one of the same championships wait: one query, in one order.

    To be asked for all the seasons that a transaction computes before the first of them:
    two that feed each other would wait for each other for ever.
    """
    fed = ChampionshipFeed.objects.filter(season__in=seasons).values("championship__season")
    mine = Season.objects.filter(Q(pk__in=seasons) | Q(pk__in=fed)).order_by("pk")
    list(mine.select_for_update().values_list("pk"))


def _stored(
    model: type[models.Model], championships: list[int], columns: tuple[str, ...]
) -> defaultdict[int, Counter[Stored]]:
    """The rows of each championship, values as the database keeps them."""
    as_text = {
        f"{name}_text": Cast(name, models.TextField())
        for name in columns
        if name in ("points", "before_drops", "multiplier")
    }
    names = [f"{name}_text" if f"{name}_text" in as_text else name for name in columns]
    rows = model.objects.filter(championship__in=championships).annotate(**as_text)
    stored: defaultdict[int, Counter[Stored]] = defaultdict(Counter)
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
