"""A championship's table, round by round."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championship.models import Award, Championship, LedgerLine
from championship.templatetags.results import behind, letters, points
from championship.templatetags.times import day_and_month

from . import parts
from .base import Column, FileColumn, Table, hidden

# More rounds than this scroll in a region of their own.
FITTING_ROUNDS = 6

WHO = {
    Championship.Recipient.ENTRY: _("Team"),
    Championship.Recipient.DRIVER: _("Driver"),
    Championship.Recipient.TEAM: _("Team"),
    Championship.Recipient.MANUFACTURER: _("Manufacturer"),
}

TAGS = {
    Award.Kind.INVITATION: _("Invited"),
    Award.Kind.PRIORITY: pgettext_lazy("award held", "Priority"),
    Award.Kind.TITLE: pgettext_lazy("award held", "Champion"),
    Award.Kind.PRIZE: pgettext_lazy("award held", "Prize"),
}


class StandingTable(Table):
    """Rank, recipient, one cell per round, total and gap."""

    place = Column(pgettext_lazy("short: position", "Pos"), accessor="rank")
    number = Column(pgettext_lazy("short: number", "No"), accessor="recipient__number")
    team = Column(_("Team"), accessor="recipient__name", row_header=True)
    country = Column(hidden(_("Country")), accessor="recipient__country")

    def __init__(self, standing, *, caption):
        self.caption = caption
        self.by_entry = standing.championship.recipient == Championship.Recipient.ENTRY
        is_long = len(standing.heads) > FITTING_ROUNDS
        if is_long:
            self.scroll_label = caption
        size = "long" if is_long else len(standing.heads)
        super().__init__(
            standing.rows,
            attrs={"class": f"matrix matrix-{size}"},
            extra_columns=[*_round_columns(standing.heads), *_total_columns()],
            sequence=_sequence(self.by_entry),
            exclude=_too_many(standing.championship),
        )
        self.columns["team"].column.verbose_name = WHO[standing.championship.recipient]

    def render_number(self, record):
        recipient = record.recipient
        if recipient.car_class:
            return parts.plate(recipient.number, recipient.car_class)
        return ", ".join(recipient.numbers)

    def value_number(self, record):
        return record.recipient.number or " / ".join(record.recipient.numbers)

    def render_team(self, record):
        won = ((TAGS[kind],) for kind in record.won)
        tags = format_html_join("", ' <span class="tag">{}</span>', won)
        leads = "team-leader" if record.rank == 1 else "team"
        return format_html('<span class="{}">{}</span>{}', leads, record.recipient.name, tags)

    def render_country(self, value):
        return parts.country(value)

    def value_country(self, value):
        return value.alpha3 if value else ""

    def render_points(self, value):
        return points(value)

    def value_points(self, value):
        return points(value)

    def render_gap(self, value):
        return behind(value)

    def value_gap(self, value):
        return f"-{points(value)}" if value else ""


class _RoundColumn(Column):
    """The page's cell of a round: place, points, pole."""

    def __init__(self, head):
        name = format_html(
            '<b>{}</b> {} <br class="wide-only"><time datetime="{}">{}</time>',
            _("R%(number)s") % {"number": head.number},
            head.short,
            head.starts_on.isoformat() if head.starts_on else "",
            day_and_month(head.starts_on),
        )
        super().__init__(name, accessor="cells", page_only=True)
        self.round = head.number

    def render(self, value):
        cell = value.get(self.round)
        return parts.matrix_cell(_shown(cell) if cell else {})


class _RoundFileColumn(FileColumn):
    """A fact of a round in the file: its place, its points or its pole."""

    def __init__(self, verbose_name, number, fact):
        super().__init__(verbose_name, accessor="cells")
        self.round, self.fact = number, fact

    def value(self, value):
        cell = value.get(self.round)
        return self.fact(cell) if cell else ""


def _shown(cell):
    single = cell.results[0] if len(cell.results) == 1 else None
    is_place = isinstance(single, int)
    return {
        "place": single if is_place else None,
        "state_letters": None if is_place else _results(cell) or LedgerLine.Reason.POLE.label,
        "points": points(cell.points),
        "pole": cell.pole,
        "dropped": cell.dropped,
        "several": len(cell.results) > 1,
    }


def _results(cell):
    """Places and letters of all cars: "1", "NC", "1 / 4"."""
    return " / ".join(
        str(result) if isinstance(result, int) else letters(result) for result in cell.results
    )


def _round_columns(heads):
    for head in heads:
        words = {"number": head.number}
        yield f"round_{head.number}", _RoundColumn(head)
        yield (
            f"place_{head.number}",
            _RoundFileColumn(_("Round %(number)s, place") % words, head.number, _results),
        )
        yield (
            f"score_{head.number}",
            _RoundFileColumn(
                _("Round %(number)s, points") % words, head.number, lambda cell: points(cell.points)
            ),
        )
        yield (
            f"pole_{head.number}",
            _RoundFileColumn(
                _("Round %(number)s, pole") % words,
                head.number,
                lambda cell: pgettext_lazy("short: pole position", "P") if cell.pole else "",
            ),
        )


def _total_columns():
    return [("points", Column(_("Points"))), ("gap", Column(_("Gap"), accessor="behind"))]


def _too_many(championship):
    """A maker has more cars than a column of numbers could hold."""
    is_maker = championship.recipient == Championship.Recipient.MANUFACTURER
    return ["number"] if is_maker else []


def _sequence(by_entry):
    """A driver's name comes first, then the numbers of the cars."""
    first = ("place", "number", "team") if by_entry else ("place", "team", "number")
    return (*first, "country", "...")
