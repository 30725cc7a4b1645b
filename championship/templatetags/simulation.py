"""What becomes of a car, a title or an award if a result is published, in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import ClassificationLine
from championship.queries.award_words import names_of, nobody_gets_it
from championship.queries.awards import AwardLine
from championship.workflows.simulate import SimulatedRow
from championship.workflows.simulated_titles import Lead

from .results import letters, points

register = template.Library()


@register.filter
def class_places(row: SimulatedRow) -> str:
    """The place in class, or the letters in its stead, before and after: "1 → 7", "2 → DSQ"."""
    now = _place(row.line)
    then = _place(row.before) if row.before else now
    return now if then == now else f"{then} → {now}"


@register.filter
def class_move(row: SimulatedRow) -> str:
    """ "2 places up in class", "disqualified", "new in the result"."""
    if row.before is None:
        return _("new in the result")
    if row.line.class_place is None:
        return str(row.line.get_status_display())
    won = row.class_places_won
    if not won:
        return _("classified")
    up = ngettext("%(count)s place up", "%(count)s places up", won)
    down = ngettext("%(count)s place down", "%(count)s places down", -won)
    return (up if won > 0 else down) % {"count": abs(won)}


@register.filter
def lead(first: Lead | None) -> str:
    """Who is first and by how much: "#91 Pure Rxcing, 2 points ahead"."""
    if first is None:
        return "–"
    names = ", ".join(first.names)
    if first.gap is None:
        return names
    count = 1 if first.gap == 1 else 2  # a half point reads as several do
    text = ngettext(
        "%(names)s, %(points)s point ahead", "%(names)s, %(points)s points ahead", count
    )
    return text % {"names": names, "points": points(first.gap)}


@register.filter
def would_get_it(line: AwardLine) -> str:
    """Whom the rule names, or why it names nobody."""
    return names_of(line.proposed) or nobody_gets_it(line) or "–"


@register.filter
def held_by(line: AwardLine) -> str:
    return names_of(line.holders)


def _place(line: ClassificationLine) -> str:
    return letters(line.status) if line.class_place is None else str(line.class_place)
