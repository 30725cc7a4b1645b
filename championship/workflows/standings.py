"""Writing the computed standings, in the transaction of whatever changed them."""

from collections.abc import Iterator

from django.db import transaction

from championship.models import Championship, LedgerLine, Season, Standing
from championship.queries.scoring import RECIPIENT_FIELD, ComputedTables, compute_standings

RECIPIENTS = tuple(RECIPIENT_FIELD.values())
STANDING_FIELDS = ("round_id", "rank", "order", "points", *RECIPIENTS)
LEDGER_FIELDS = (
    "round_id",
    "session_id",
    "event_entry_id",
    "reason",
    "status",
    "place",
    "points",
    *RECIPIENTS,
)


@transaction.atomic
def store_standings(season: Season) -> list[str]:
    """Recompute every championship of a season and write the tables that differ.

    Returns the names of the championships that were written. Nothing is written for
    the others, so that doing it twice writes once. Seven queries to compare, whatever
    the size of the season; three more for each championship written.
    """
    Season.objects.select_for_update().get(pk=season.pk)
    written = []
    for championship, rows, ledger in _stale(season):
        _replace(Standing, championship, STANDING_FIELDS, rows)
        _replace(LedgerLine, championship, LEDGER_FIELDS, ledger)
        written.append(championship.name)
    return written


def differences(season: Season) -> list[str]:
    """Name every championship whose stored tables are not what its results give.

    Same queries as store_standings(); writes nothing.
    """
    return [championship.name for championship, _rows, _ledger in _stale(season)]


def _stale(season: Season) -> Iterator[tuple[Championship, list[tuple], list[tuple]]]:
    """Each championship that is stored otherwise, with the rows and the ledger it should have."""
    rounds = dict(season.rounds.values_list("number", "pk"))
    stored_rows = _stored(Standing, season, STANDING_FIELDS)
    stored_ledger = _stored(LedgerLine, season, LEDGER_FIELDS)
    for computed in compute_standings(season):
        rows, ledger = _as_rows(computed, rounds), _as_ledger(computed, rounds)
        key = computed.championship.pk
        if rows != stored_rows.get(key, []) or ledger != stored_ledger.get(key, []):
            yield computed.championship, rows, ledger


def _stored(model, season, fields) -> dict[int, list[tuple]]:
    stored: dict[int, list[tuple]] = {}
    rows = model.objects.filter(championship__season=season).values_list("championship_id", *fields)
    for championship, *row in rows.order_by("championship_id"):
        stored.setdefault(championship, []).append(tuple(row))
    return {championship: sorted(rows, key=repr) for championship, rows in stored.items()}


def _as_rows(computed: ComputedTables, rounds: dict[int, int]) -> list[tuple]:
    rows = [
        (rounds[number], row.rank, row.line, row.points, *_recipient(computed, row.recipient))
        for number, table in computed.tables.items()
        for row in table
    ]
    return sorted(rows, key=repr)


def _as_ledger(computed: ComputedTables, rounds: dict[int, int]) -> list[tuple]:
    lines = [
        (
            rounds[line.round],
            line.session,
            line.car,
            line.reason.value,
            line.status.value if line.status else "",
            line.place,
            line.points,
            *_recipient(computed, line.recipient),
        )
        for line in computed.ledger
    ]
    return sorted(lines, key=repr)


def _recipient(computed: ComputedTables, recipient) -> tuple:
    mine = RECIPIENT_FIELD[computed.championship.recipient]
    return tuple(recipient if field == mine else None for field in RECIPIENTS)


def _replace(model, championship, fields, rows) -> None:
    model.objects.filter(championship=championship).delete()
    model.objects.bulk_create(
        model(championship=championship, **dict(zip(fields, row, strict=True))) for row in rows
    )
