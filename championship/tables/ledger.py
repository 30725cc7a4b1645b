"""Why somebody has so many points: one line per car, session and reason."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from championship.models import LedgerLine, Status
from championship.templatetags import parts
from championship.templatetags.results import letters, points
from championship.templatetags.standings import decision_title, effect_words, signed, times
from championship.templatetags.times import day_and_month

from .base import Column, FileColumn, Table


class LedgerTable(Table):
    """The lines of a row, grouped by round; on the page its sum, in the file no sum."""

    round = FileColumn(_("Round"))
    session = Column(_("Session"), row_header=True)
    car = Column(_("Car"))
    place = Column(pgettext_lazy("short: position", "Pos"))
    scale = Column(_("Points scale"))
    reason = Column(_("Reason"))
    factor = Column(_("Factor or share"), accessor="multiplier")
    points = Column(_("Points"))
    dropped = FileColumn(_("Dropped"), accessor="is_dropped")

    class Meta:
        attrs = {"class": "ledger"}
        row_attrs = {"class": lambda record: getattr(record, "row_class", "")}

    def __init__(self, page, *, caption, with_sum=True):
        self.caption = caption
        lines = [_Grouped(line) for line in page.lines if line.reason or not with_sum]
        is_plain = with_sum and all(line.multiplier is None for line in page.lines)
        super().__init__(
            [*lines, *(_sum(page) if with_sum else ())], exclude=["factor"] if is_plain else []
        )

    def render_session(self, record):
        session = record.session
        if session is None:
            return _without_session(record)
        if session.address is None:
            return session.name
        url = reverse("championship:result", args=session.address)
        return format_html('<a href="{}">{}</a>', url, session.name)

    def value_session(self, record):
        return record.session.name if record.session else _without_session(record)

    def render_car(self, value):
        return parts.plate(value.number, value.car_class, size="dense") if value else ""

    def value_car(self, value):
        return value.number if value else ""

    def render_place(self, record):
        return record.place or letters(record.status)

    def value_place(self, record):
        return record.place or letters(record.status)

    def render_scale(self, value):
        return value or ""

    def value_scale(self, value):
        return value or ""

    def render_reason(self, record):
        return _reason_with_decision(_reason(record), record.decision)

    def value_reason(self, record):
        if record.decision is None:
            return _reason(record)
        told = (_reason(record), decision_title(record.decision), record.decision.reason)
        return ": ".join(filter(None, told))

    def render_factor(self, value):
        return times(value)

    def value_factor(self, value):
        return points(value)

    def render_points(self, record):
        if record.is_dropped:
            return format_html(
                '<s>{}</s> <span class="tag">{}</span>', signed(record.points), _("dropped")
            )
        return signed(record.points)

    def value_points(self, value):
        return points(value)

    def value_round(self, value):
        return value.number

    def value_dropped(self, value):
        return _("yes") if value else ""


class _Grouped:
    """A line with the heading of its round."""

    def __init__(self, line):
        self._line = line
        self.group = _heading(line.round)
        self.row_class = "dropped" if line.is_dropped else ""

    def __getattr__(self, name):
        return getattr(self._line, name)


class _Sum:
    """A line of the sum: its words stand in the place of a session."""

    group = _("Sum")
    round = session = car = place = scale = multiplier = decision = None
    reason = status = ""
    is_dropped = False

    def __init__(self, words, value, *, decision=None, row_class="sum-part"):
        self.words, self.points, self.decision = words, value, decision
        self.row_class = row_class


def _sum(page):
    if page.has_drops:
        yield _Sum(_("Before drops"), page.before_drops)
        yield _Sum(_("Dropped scores"), -page.dropped)
    for line in page.lines:
        if not line.reason:
            yield _Sum(_("Excluded from the table"), line.points, decision=line.decision)
    yield _Sum(_("Total"), page.points, row_class="sum")


def _heading(head):
    words = [_("Round %(number)s") % {"number": head.number}, head.series, head.short]
    return " · ".join(str(word) for word in (*words, day_and_month(head.starts_on)) if word)


def _without_session(record):
    return getattr(record, "words", None) or _("On the total")


def _reason(record):
    """Why a line is there; of a car without a place, what became of it."""
    if record.reason == LedgerLine.Reason.PLACE and record.status != Status.CLASSIFIED:
        return _capital(record.status_name)
    if record.reason == LedgerLine.Reason.ADJUSTMENT:
        return _capital(effect_words(record.decision))
    return _capital(LedgerLine.Reason(record.reason).label if record.reason else "")


def _reason_with_decision(words, decision):
    if decision is None:
        return words
    shown = format_html('<span class="reason">{}</span> ', words) if words else ""
    return format_html('{}<span class="note">{}</span>', shown, _decision(decision))


def _decision(decision):
    """A decision with its reason and the way to its document."""
    told = decision_title(decision)
    if decision.reason:
        told = f"{told}{pgettext('punctuation', ':')} {decision.reason}"
    if not decision.document:
        return told
    return format_html('{} <a href="{}">{}</a>', told, decision.document, _("Document"))


def _capital(words):
    words = str(words)
    return words[:1].upper() + words[1:]
