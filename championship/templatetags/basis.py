"""What a history rests on, in a line below its tables."""

from collections.abc import Iterator

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.queries.basis import Basis

from .times import at, full_date

register = template.Library()


@register.simple_tag
def basis_line(basis: Basis) -> str:
    """ "From 12 published races, the newest of 11 February 2024. 1 of them is provisional."

    What nobody recorded stays unsaid.
    """
    return " ".join(_sentences(basis))


def _sentences(basis: Basis) -> Iterator[str]:
    if not basis.races:
        yield _("No race is published yet.")
        return
    text = ngettext(
        "From %(races)s published race, run on %(day)s.",
        "From %(races)s published races, the newest of %(day)s.",
        basis.races,
    )
    undated = ngettext(
        "From %(races)s published race.", "From %(races)s published races.", basis.races
    )
    words = {"races": basis.races, "day": full_date(basis.until) if basis.until else ""}
    yield (text if basis.until else undated) % words
    if basis.provisional:
        yield _("Provisional among them: %(number)s.") % {"number": basis.provisional}
    if basis.incomplete:
        yield _("Not every car is known in %(number)s of them.") % {"number": basis.incomplete}
    if basis.published_at:
        yield _("Computed %(time)s.") % {"time": at(basis.published_at)}
