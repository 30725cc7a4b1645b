"""A championship's table, round by round."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championship.markup import html, html_join
from championship.models import Award, Championship
from championship.templatetags import parts
from championship.templatetags.results import behind, points
from championship.templatetags.times import day_and_month

from . import matrix
from .addresses import linked
from .base import Column, FileColumn, Table, hidden
from .combined import source_columns

# More rounds than this scroll in a region of their own.
FITTING_ROUNDS = 6
# The numbers of a driver's cars that are seen; the others are read aloud, and in the file.
SEEN_NUMBERS = 3

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
    """Rank, recipient, one cell per round, or per title that counts, total and gap."""

    place = Column(pgettext_lazy("short: position", "Pos"), accessor="rank")
    number = Column(pgettext_lazy("short: number", "No"), accessor="recipient__number")
    team = Column(_("Team"), accessor="recipient__name", row_header=True)
    country = Column(hidden(_("Country")), accessor="recipient__country")

    def __init__(self, standing, *, season, caption):
        self.caption, self.season, self.standing = caption, season, standing
        self.has_movement = standing.has_movement
        self.after = "" if standing.is_newest else f"?after={standing.after}"
        self.by_entry = standing.championship.recipient == Championship.Recipient.ENTRY
        columns = len(standing.combined.sources if standing.combined else standing.heads)
        is_long = columns > FITTING_ROUNDS
        if is_long:
            self.scroll_label = caption
        size = "long" if is_long else columns
        drops = " matrix-drops" if standing.has_drops else ""
        numbers = "" if self.by_entry else " matrix-numbers"
        combined = " matrix-combined" if standing.combined else ""
        super().__init__(
            standing.rows,
            attrs={"class": f"matrix matrix-{size}{drops}{numbers}{combined}"},
            extra_columns=[
                *_round_columns(standing),
                *source_columns(standing.combined),
                *_total_columns(standing),
            ],
            sequence=_sequence(self.by_entry),
            exclude=_without_numbers(standing),
        )
        self.columns["team"].column.verbose_name = WHO[standing.championship.recipient]

    def render_place(self, record):
        is_new = self.has_movement and record.rank is not None
        return matrix.rank(record, shows_movement=is_new)

    def value_place(self, record):
        return record.rank or record.shown_as

    def render_number(self, record):
        recipient = record.recipient
        if recipient.car_class:
            return parts.plate(recipient.number, recipient.car_class)
        return _numbers(recipient.numbers)

    def value_number(self, record):
        return record.recipient.number or " / ".join(record.recipient.numbers)

    def render_team(self, record):
        tags = [html(' <span class="tag">{}</span>', TAGS[kind]) for kind in record.won]
        kind = "team-leader" if record.rank == 1 else ""
        who = record.recipient
        name = linked(*who.page, who.name, kind=kind) if who.page else _unlinked(who.name, kind)
        notes = parts.note_refs(record.marks, hanging=False)
        return html_join("", [name, notes, *tags])

    def render_country(self, record):
        return parts.country(record.recipient.country)

    def value_country(self, value):
        return value.alpha3 if value else ""

    def render_points(self, record):
        """The ledger's address begins where the table's own address ends."""
        address = f"why/{record.address}/{self.after}"
        return matrix.total(address, points(record.points), record.recipient.label)

    def render_before(self, value):
        label = _("before drops")
        return html('<span class="narrow-only">{} </span>{}', label, points(value))

    def value_before(self, value):
        return points(value)

    def value_adjusted(self, value):
        return points(value)

    def value_moved(self, value):
        return "" if value is None else value

    def value_points(self, value):
        return points(value)

    def render_gap(self, record):
        return behind(record.behind)

    def value_gap(self, value):
        return behind(value).replace("−", "-")


class _RoundColumn(Column):
    """The page's cell of a round: place, points, pole."""

    def __init__(self, head):
        counted = head.round
        name = html(
            '<b>{}</b>{} {} <br class="wide-only"><time datetime="{}">{}</time>{}',
            _("R%(number)s") % {"number": head.number},
            parts.note_refs(head.marks, hanging=False),
            counted.short,
            counted.starts_on.isoformat() if counted.starts_on else "",
            day_and_month(counted.starts_on),
            html(' <small class="series">{}</small>', counted.series) if counted.series else "",
        )
        super().__init__(name, accessor="cells", page_only=True)
        self.round = head.number

    def render(self, record):
        cell = record.cells.get(self.round)
        return matrix.round_cell(cell) if cell else matrix.nothing()


class _RoundFileColumn(FileColumn):
    """A fact of a round in the file: its place, its points or its pole."""

    def __init__(self, verbose_name, number, fact):
        super().__init__(verbose_name, accessor="cells")
        self.round, self.fact = number, fact

    def value(self, value):
        cell = value.get(self.round)
        return self.fact(cell) if cell else ""


class _IncompleteFileColumn(FileColumn):
    """In the file each row tells that the table rests on results with gaps."""

    def __init__(self, incomplete):
        super().__init__(_("Results with gaps"), accessor="rank")
        self.incomplete = incomplete

    def value(self, value):
        return self.incomplete


def _unlinked(name, kind):
    return html('<span class="{}">{}</span>', kind, name) if kind else name


def _numbers(numbers):
    seen, others = numbers[:SEEN_NUMBERS], numbers[SEEN_NUMBERS:]
    if not others:
        return ", ".join(seen)
    return html("{}{}", ", ".join(seen), parts.spoken(" …", f", {', '.join(others)}"))


def _results(cell):
    """Places and letters of a round: "1", "NC", "1 / 4", a sprint and its race "1 · 3"."""
    return " · ".join(
        " / ".join(map(str, matrix.words_of(score))) for score in cell.scores if score.results
    )


def _round_columns(standing):
    for head in standing.heads:
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
        if standing.has_drops:
            yield (
                f"dropped_{head.number}",
                _RoundFileColumn(
                    _("Round %(number)s, points dropped") % words,
                    head.number,
                    matrix.dropped_points,
                ),
            )


def _total_columns(standing):
    if standing.has_movement:
        yield "moved", FileColumn(_("Ranks won or lost"))
    if standing.has_adjustments:
        yield "adjusted", FileColumn(_("Points by decision"))
    if standing.has_drops:
        yield "before", Column(_("Before drops"), accessor="before_drops")
    yield "points", Column(_("Sum of ranks") if standing.adds_ranks else _("Points"))
    yield "gap", Column(_("Gap"), accessor="behind")
    if standing.incomplete:
        yield "incomplete", _IncompleteFileColumn(standing.incomplete)


def _without_numbers(standing):
    """A maker has more cars than a column of numbers could hold; other titles have others."""
    is_maker = standing.championship.recipient == Championship.Recipient.MANUFACTURER
    return ["number"] if is_maker or standing.combined else []


def _sequence(by_entry):
    """A driver's name comes first, then the numbers of the cars."""
    first = ("place", "number", "team") if by_entry else ("place", "team", "number")
    return (*first, "country", "...")
