"""Who would lead, be champion or hold an award, if other tables were published."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Max

from championship.models import Award, Championship
from championship.queries.awards import GIVEN

from .what_if import RowChange, TableChange

Placed = tuple[int, Fraction, str]  # rank, points, name


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is first in a table, and how many points ahead of the next.

    A crew leads together and counts as one. `gap` is None if nobody else is listed.
    """

    names: tuple[str, ...]
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class TitleChange:
    """The lead of a championship before and after; None while nobody was listed.

    `is_decided` if its last round is run: whoever leads then is champion.
    """

    championship: Championship
    is_decided: bool
    before: Lead | None
    after: Lead | None

    @property
    def changes_hands(self) -> bool:
        return _names(self.before) != _names(self.after)


@dataclass(frozen=True, slots=True)
class AwardChange:
    """An award whose place somebody else would have. It may be given already."""

    award: Award
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_given(self) -> bool:
        return self.award.state in GIVEN


def title_changes(
    tables: Iterable[TableChange],
) -> tuple[tuple[TitleChange, ...], tuple[AwardChange, ...]]:
    """The leads and the holders of awards that other newest tables would change.

    Three queries at most.
    """
    newest = {table.championship.pk: table for table in tables if table.is_newest}
    last_rounds = dict(
        Championship.objects.filter(pk__in=newest)
        .annotate(last_round=Max("season__rounds__number"))
        .values_list("pk", "last_round")
    )
    titles = (_title(table, last_rounds[key]) for key, table in newest.items())
    awards = Award.objects.filter(championship__in=newest).exclude(state=Award.State.VOID)
    moved = (
        _award(award, newest[award.championship_id])
        for award in awards.select_related("championship", "holder__team")
    )
    return (
        tuple(title for title in titles if title.before != title.after),
        tuple(award for award in moved if award.before != award.after),
    )


def _title(table: TableChange, last_round: int | None) -> TitleChange:
    return TitleChange(
        championship=table.championship,
        is_decided=last_round is not None and table.after >= last_round,
        before=_lead(_before(table.rows)),
        after=_lead(_after(table.rows)),
    )


def _award(award: Award, table: TableChange) -> AwardChange:
    return AwardChange(
        award,
        before=_at(award.place, _before(table.rows)),
        after=_at(award.place, _after(table.rows)),
    )


def _before(rows: Iterable[RowChange]) -> list[Placed]:
    return [
        (row.rank_before, row.points_before, row.name)
        for row in rows
        if row.rank_before is not None and row.points_before is not None
    ]


def _after(rows: Iterable[RowChange]) -> list[Placed]:
    return [
        (row.rank_after, row.points_after, row.name)
        for row in rows
        if row.rank_after is not None and row.points_after is not None
    ]


def _at(rank: int, placed: list[Placed]) -> tuple[str, ...]:
    return tuple(sorted(name for own, _points, name in placed if own == rank))


def _lead(placed: list[Placed]) -> Lead | None:
    if not placed:
        return None
    best, points, _name = min(placed)
    behind = [own for rank, own, _name in placed if rank != best]
    return Lead(_at(best, placed), points - max(behind) if behind else None)


def _names(lead: Lead | None) -> tuple[str, ...]:
    return lead.names if lead else ()
