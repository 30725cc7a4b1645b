"""The columns of a combined table, one for each title that counts, and what each gave to a row."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championship.templatetags.combined import part_sentence, source_name
from championship.templatetags.results import points
from championship.templatetags.standings import signed

from . import matrix
from .base import Column, FileColumn, Table


class _SourceColumn(Column):
    """The page's cell of a title: the rank there, and what it counts for here."""

    def __init__(self, state, given):
        title = state.championship
        series = title.season.series.short_name or title.season.series.name
        name = format_html(
            '<b>{} {}</b> <br class="wide-only">{}', series, title.season, title.name
        )
        super().__init__(name, accessor="line", page_only=True)
        self.key, self.given = state.source.pk, given

    def render(self, value):
        part = self.given.get(value, {}).get(self.key)
        return matrix.nothing() if part is None else matrix.of_title(part)


class _SourceFileColumn(FileColumn):
    """A fact of what a title gave, in the file."""

    def __init__(self, verbose_name, state, given, fact):
        super().__init__(verbose_name, accessor="line")
        self.key, self.given, self.fact = state.source.pk, given, fact

    def value(self, value):
        part = self.given.get(value, {}).get(self.key)
        return "" if part is None else self.fact(part)


FACTS = {
    "rank": (_("%(title)s: rank"), lambda part: part.rank or ""),
    "there": (_("%(title)s: points"), lambda part: points(part.points)),
    "counted": (_("%(title)s: counts for"), lambda part: points(part.counted)),
    "rounds": (_("%(title)s: rounds run"), lambda part: part.round_count),
}


def source_columns(combined):
    """The columns of the titles that count; none where nothing is combined."""
    for number, state in enumerate(combined.sources if combined else (), start=1):
        yield f"round_{number}", _SourceColumn(state, combined.parts)
        words = {"title": source_name(state.championship)}
        for fact, (name, of) in FACTS.items():
            yield (
                f"{fact}_{number}",
                _SourceFileColumn(name % words, state, combined.parts, of),
            )


class PartsTable(Table):
    """What each title gave to one row of a combined table; on the page with its sum."""

    title = Column(_("Title"), row_header=True)
    rank = Column(pgettext_lazy("short: position", "Pos"))
    there = Column(_("Points there"))
    rounds = Column(_("Rounds run"))
    reason = Column(_("Reason"))
    points = Column(_("Points"))

    class Meta:
        attrs = {"class": "ledger ledger-parts"}
        row_attrs = {"class": lambda record: record.get("row_class", "")}

    def __init__(self, page, *, caption, with_sum=True):
        self.caption = caption
        rows = [_row(given, page) for given in page.given]
        total = {"title": _("Total"), "points": page.points, "row_class": "sum"}
        super().__init__([*rows, total] if with_sum else rows)

    def render_title(self, record):
        url = record.get("url")
        return format_html('<a href="{}">{}</a>', url, record["title"]) if url else record["title"]

    def render_there(self, value):
        return "" if value is None else points(value)

    def value_there(self, value):
        return points(value)

    def render_rank(self, value):
        return value or ""

    def render_rounds(self, value):
        return "" if value is None else value

    def render_reason(self, value):
        return value or ""

    def render_points(self, value):
        return signed(value)

    def value_points(self, value):
        return points(value)


def _row(given, page):
    state, part = given
    return {
        "title": source_name(state.championship),
        "url": source_url(state),
        "rank": part.rank,
        "there": part.points,
        "rounds": part.round_count,
        "reason": part_sentence(given, page.combined.combination),
        "points": part.counted,
    }


def source_url(state):
    """The address of the table that counts; None where its season is not public."""
    if not state.is_linked or not state.run:
        return None
    title = state.championship
    words = title.season.series.slug, title.season.slug, title.slug
    after = f"?after={state.table}" if state.table else ""
    return reverse("championship:standing", args=words) + after
