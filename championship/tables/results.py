"""The list of results of a season."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from championship.templatetags import parts
from championship.templatetags.classifications import provisional_until
from championship.templatetags.times import short_day

from .base import Column, FileColumn, Table


class ResultsTable(Table):
    """Each race with its state and its winners; races without a result say so."""

    day = Column(_("Day"), accessor="session__starts_on")
    round = Column(_("Round"), accessor="session__round_number")
    session = Column(_("Session"), accessor="session__name", row_header=True)
    winners = Column(_("Winners"))
    result = Column(_("State"), accessor="session__state")
    until = FileColumn(_("Provisional until"), accessor="session__provisional_until")

    class Meta:
        attrs = {"class": "timetable results-list"}

    def __init__(self, rows, *, season, caption):
        self.season, self.caption = season, caption
        super().__init__([_Grouped(row) for row in rows])

    def render_day(self, value):
        return short_day(value)

    def value_day(self, value):
        return value.isoformat() if value else ""

    def render_round(self, value):
        return gettext("R%(number)s") % {"number": value} if value else ""

    def render_session(self, record):
        address = reverse(
            "championship:result",
            args=[self.season.series.slug, self.season.slug, record.session.slug],
        )
        return format_html('<a href="{}">{}</a>', address, record.session.name)

    def value_session(self, record):
        return f"{record.event.short}, {record.session.name}"

    def render_winners(self, value):
        return parts.winners(value)

    def value_winners(self, value):
        return ", ".join(f"{winner.car_class.code} {winner.number}" for winner in value)

    def render_result(self, record):
        if record.event.is_hidden:
            return gettext("hidden")
        if not record.session.state:
            return gettext("not known") if self.season.is_over else gettext("no result yet")
        until = provisional_until(record.session)
        return format_html(
            "{}{}",
            parts.state(record.session.state),
            format_html(' <span class="until">{}</span>', until) if until else "",
        )

    def value_result(self, value):
        return value or ""

    def value_until(self, value):
        return value.isoformat() if value else ""


class _Grouped:
    """A row under the heading of its event."""

    def __init__(self, row):
        self.event, self.session, self.winners = row.event, row.session, row.winners
        self.group = row.event.name
