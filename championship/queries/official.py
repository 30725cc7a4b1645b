"""An official table and ours, side by side, with every difference named."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from championship.models import Championship, OfficialRow, OfficialTable, Standing

from .recipients import recipient_name
from .scoring import RECIPIENT_FIELD

JOINED = ("entry__team", "driver", "team", "manufacturer")
EXACT = Fraction(1, 100)  # below this two printed numbers are the same one


class Difference(StrEnum):
    """What differs in a row. Missing: only the official table has it. Extra: only ours."""

    RANK = "rank"
    POINTS = "points"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One recipient in both tables; None where it is not listed.

    Positions are as printed: ours is a rank, or what stands instead of it.
    """

    name: str
    official_position: str | None
    official_points: Decimal | None
    our_position: str | None
    our_points: Fraction | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An official table beside ours after the same round, in the official order.

    Rows that only we have come last. `has_ours` says if we have that table at all.
    """

    table: OfficialTable
    has_ours: bool
    rows: tuple[ComparedRow, ...]

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return sum(bool(row.differences) for row in self.rows)

    @property
    def is_equal(self) -> bool:
        return self.has_ours and bool(self.rows) and not self.differing


def compare(tables: Collection[OfficialTable]) -> list[Comparison]:
    """Hold our tables against official ones. Two queries, whatever their number."""
    official = defaultdict(dict)
    for row in OfficialRow.objects.filter(table__in=tables).select_related(*JOINED):
        official[row.table_id][_who(row)] = row
    ours = defaultdict(dict)
    standings = (
        Standing.objects.filter(
            championship__in={table.championship_id for table in tables},
            round__in={table.round_id for table in tables},
        )
        .select_related(*JOINED, "excluded_by")
        .order_by("order")
    )
    for row in standings:
        ours[row.championship_id, row.round_id][_who(row)] = row
    return [
        _comparison(table, official[table.pk], ours[table.championship_id, table.round_id])
        for table in tables
    ]


def newest_comparisons(championships: Collection[Championship]) -> dict[int, Comparison]:
    """The newest official table of each championship beside ours, by the championship's key.

    Championships without one are left out. Three queries, whatever their number.
    """
    tables = (
        OfficialTable.objects.filter(championship__in=championships)
        .select_related("championship", "round")
        .order_by("round__number")
    )
    newest = {table.championship_id: table for table in tables}
    return {one.table.championship_id: one for one in compare(list(newest.values()))}


def _who(row: OfficialRow | Standing) -> tuple[str, int]:
    columns = RECIPIENT_FIELD.values()
    return next((name, getattr(row, name)) for name in columns if getattr(row, name) is not None)


def _comparison(table: OfficialTable, official: dict, ours: dict) -> Comparison:
    extra = [who for who in ours if who not in official]
    rows = [_row(official.get(who), ours.get(who)) for who in [*official, *extra]]
    return Comparison(table, bool(ours), tuple(rows))


def _row(official: OfficialRow | None, ours: Standing | None) -> ComparedRow:
    return ComparedRow(
        name=recipient_name((official or ours).subject),
        official_position=official and official.position,
        official_points=official and official.points,
        our_position=ours and _position(ours),
        our_points=ours.points if ours else None,
        differences=tuple(_differences(official, ours)),
    )


def _position(row: Standing) -> str:
    if row.rank is not None:
        return str(row.rank)
    return (row.excluded_by and row.excluded_by.shown_as) or "–"


def _differences(official: OfficialRow | None, ours: Standing | None) -> list[Difference]:
    if official is None:
        return [Difference.EXTRA]
    if ours is None:
        return [Difference.MISSING]
    found = []
    if _rank(official.position) != ours.rank:
        found.append(Difference.RANK)
    if abs(Fraction(official.points) - ours.points) >= EXACT:
        found.append(Difference.POINTS)
    return found


def _rank(position: str) -> int | None:
    """The rank in a printed position: 4 in "4.", "=4" and "T4"; none in "DSQ"."""
    digits = position.strip(" .=tT")
    return int(digits) if digits.isdecimal() else None
