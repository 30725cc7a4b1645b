"""What becomes of a row of a table, in words."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.queries.official import ComparedRow, Difference
from championship.workflows.what_if import RowChange

from .results import points

register = template.Library()


@register.filter
def what_changes(row: RowChange) -> str:
    """ "up from 3 to 2, 1 point more", or nothing for a row that stays as it is."""
    if row.is_new:
        return _("new in the table")
    if row.is_gone:
        return _("no longer in the table")
    parts = [part for part in (_move(row), _points(row)) if part]
    if row.is_changed and not parts:
        return _("other dropped scores, or another tie")
    return ", ".join(parts)


@register.filter
def ranks(row: RowChange) -> str:
    """The rank, before and after if it is another one: "3 → 2"."""
    return _before_and_after(row, row.rank_before, row.rank_after)


@register.filter
def both_points(row: RowChange) -> str:
    """The points, before and after if they are others: "70 → 50"."""
    before, after = row.points_before, row.points_after
    return _before_and_after(
        row,
        None if before is None else points(before),
        None if after is None else points(after),
    )


def _before_and_after(row: RowChange, before: object, after: object) -> str:
    old, new = ("–" if value is None else str(value) for value in (before, after))
    if row.is_new:
        return new
    if row.is_gone:
        return old
    return new if old == new else f"{old} → {new}"


def _move(row: RowChange) -> str:
    if not row.moves:
        return ""
    ranks = {"before": row.rank_before, "after": row.rank_after}
    if row.rank_after is None:
        return _("loses rank %(before)s") % ranks
    if row.rank_before is None:
        return _("gets rank %(after)s") % ranks
    if row.rank_after < row.rank_before:
        return _("up from %(before)s to %(after)s") % ranks
    return _("down from %(before)s to %(after)s") % ranks


def _points(row: RowChange) -> str:
    amount = abs(row.gains)
    if not amount:
        return ""
    count = 1 if amount == 1 else 2  # a half point reads as several do
    text = (
        ngettext("%(points)s point more", "%(points)s points more", count)
        if row.gains > 0
        else ngettext("%(points)s point less", "%(points)s points less", count)
    )
    return text % {"points": points(amount)}


@register.filter
def what_differs(row: ComparedRow) -> str:
    """How a row of an official table differs from ours: "rank, points by 2"."""
    words = {
        Difference.RANK: _("rank"),
        Difference.MISSING: _("missing in ours"),
        Difference.EXTRA: _("only in ours"),
    }
    return ", ".join(words.get(one) or _points_differ(row) for one in row.differences)


def _points_differ(row: ComparedRow) -> str:
    amount = row.our_points - Fraction(row.official_points)
    signed = f"{'+' if amount > 0 else '−'}{points(abs(amount))}"
    return _("points, ours %(amount)s") % {"amount": signed}


@register.filter
def as_printed(value: Decimal) -> str:
    """Points of an official table without zeros at the end, in the sign of the language."""
    return points(Fraction(value))
