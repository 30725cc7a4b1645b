"""A championship's table, round by round."""

from django.urls import reverse
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
    """Rank, recipient, one cell per round, total and gap."""

    place = Column(pgettext_lazy("short: position", "Pos"), accessor="rank")
    number = Column(pgettext_lazy("short: number", "No"), accessor="recipient__number")
    team = Column(_("Team"), accessor="recipient__name", row_header=True)
    country = Column(hidden(_("Country")), accessor="recipient__country")

    def __init__(self, standing, *, season, caption):
        self.caption, self.season, self.standing = caption, season, standing
        self.by_entry = standing.championship.recipient == Championship.Recipient.ENTRY
        is_long = len(standing.heads) > FITTING_ROUNDS
        if is_long:
            self.scroll_label = caption
        size = "long" if is_long else len(standing.heads)
        drops = " matrix-drops" if standing.has_drops else ""
        numbers = "" if self.by_entry else " matrix-numbers"
        super().__init__(
            standing.rows,
            attrs={"class": f"matrix matrix-{size}{drops}{numbers}"},
            extra_columns=[*_round_columns(standing), *_total_columns(standing)],
            sequence=_sequence(self.by_entry),
            exclude=_too_many(standing.championship),
        )
        self.columns["team"].column.verbose_name = WHO[standing.championship.recipient]

    def render_place(self, record):
        is_new = self.standing.has_movement and record.rank is not None
        return parts.rank(record, shows_movement=is_new)

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
        won = ((TAGS[kind],) for kind in record.won)
        tags = format_html_join("", ' <span class="tag">{}</span>', won)
        leads = "team-leader" if record.rank == 1 else "team"
        notes = parts.note_refs(record.marks, hanging=False)
        name = record.recipient.name
        return format_html('<span class="{}">{}</span>{}{}', leads, name, notes, tags)

    def render_country(self, value):
        return parts.country(value)

    def value_country(self, value):
        return value.alpha3 if value else ""

    def render_points(self, record):
        page, season = self.standing, self.season
        words = season.series.slug, season.slug, page.championship.slug, record.address
        url = reverse("championship:why", args=words)
        if not page.is_newest:
            url = f"{url}?after={page.after}"
        return parts.why(url, points(record.points), record.recipient.label)

    def render_before(self, value):
        label = _("before drops")
        return format_html('<span class="narrow-only">{} </span>{}', label, points(value))

    def value_before(self, value):
        return points(value)

    def value_adjusted(self, value):
        return points(value)

    def value_moved(self, value):
        return "" if value is None else value

    def value_points(self, value):
        return points(value)

    def render_gap(self, value):
        return behind(value)

    def value_gap(self, value):
        return f"-{points(value)}" if value else ""


class _RoundColumn(Column):
    """The page's cell of a round: place, points, pole."""

    def __init__(self, head):
        counted = head.round
        name = format_html(
            '<b>{}</b>{} {} <br class="wide-only"><time datetime="{}">{}</time>{}',
            _("R%(number)s") % {"number": head.number},
            parts.note_refs(head.marks, hanging=False),
            counted.short,
            counted.starts_on.isoformat() if counted.starts_on else "",
            day_and_month(counted.starts_on),
            format_html(' <small class="series">{}</small>', counted.series)
            if counted.series
            else "",
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


def _numbers(numbers):
    seen, others = numbers[:SEEN_NUMBERS], numbers[SEEN_NUMBERS:]
    if not others:
        return ", ".join(seen)
    return format_html(
        '{}<span aria-hidden="true"> …</span><span class="visually-hidden">, {}</span>',
        ", ".join(seen),
        ", ".join(others),
    )


def _shown(cell):
    return {
        "outcomes": _outcomes(cell) or parts.place(LedgerLine.Reason.POLE.label),
        "points": points(cell.points if cell.is_dropped else cell.counted),
        "dropped": cell.is_dropped,
        "dropped_points": _dropped(cell) if not cell.is_dropped else "",
        "pole": cell.pole,
        "fastest_lap": cell.fastest_lap,
        "notes": parts.note_refs(cell.marks, hanging=False),
        "several": sum(len(score.results) for score in cell.scores) != 1,
    }


def _outcomes(cell):
    """All cars of each session, those of a dropped one struck through: "1 / 4 · 3"."""
    partly = any(score.dropped for score in cell.scores) and not cell.is_dropped
    sessions = (
        (format_html("<s>{}</s>" if partly and score.dropped else "{}", _squares(score)),)
        for score in cell.scores
        if score.results
    )
    return format_html_join(" · ", "{}", sessions)


def _squares(score):
    """Places and letters of all cars in one session, wins and podiums in their squares."""
    return format_html_join(" / ", "{}", ((parts.place(word),) for word in _words(score)))


def _words(score):
    return [result if isinstance(result, int) else letters(result) for result in score.results]


def _results(cell):
    """Places and letters of a round: "1", "NC", "1 / 4", a sprint and its race "1 · 3"."""
    return " · ".join(" / ".join(map(str, _words(score))) for score in cell.scores if score.results)


def _dropped(cell):
    """The points of a round that do not count; empty if all do."""
    dropped = [score for score in cell.scores if score.dropped]
    return points(cell.points - cell.counted) if dropped else ""


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
                    _("Round %(number)s, points dropped") % words, head.number, _dropped
                ),
            )


def _total_columns(standing):
    if standing.has_movement:
        yield "moved", FileColumn(_("Ranks won or lost"))
    if standing.has_adjustments:
        yield "adjusted", FileColumn(_("Points by decision"))
    if standing.has_drops:
        yield "before", Column(_("Before drops"), accessor="before_drops")
    yield "points", Column(_("Points"))
    yield "gap", Column(_("Gap"), accessor="behind")


def _too_many(championship):
    """A maker has more cars than a column of numbers could hold."""
    is_maker = championship.recipient == Championship.Recipient.MANUFACTURER
    return ["number"] if is_maker else []


def _sequence(by_entry):
    """A driver's name comes first, then the numbers of the cars."""
    first = ("place", "number", "team") if by_entry else ("place", "team", "number")
    return (*first, "country", "...")
