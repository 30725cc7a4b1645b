"""The list of results of a season."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from championship.templatetags.times import short_day

from . import parts
from .base import Column, Table


class ResultsTable(Table):
    """Each race with its state and its winners; races without a result say so."""

    day = Column(_("Day"), accessor="session__starts_on")
    round = Column(_("Round"), accessor="session__round_number")
    session = Column(_("Session"), accessor="session__name", row_header=True)
    winners = Column(_("Winners"))
    result = Column(_("State"), accessor="session__state")

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
        plates = format_html_join(
            "",
            '<li><span class="racing-class class-{}" aria-hidden="true">{}</span> {}</li> ',
            (
                (
                    winner.car_class.slug,
                    winner.car_class.code,
                    parts.plate(winner.number, winner.car_class, size="dense"),
                )
                for winner in value
            ),
        )
        return format_html('<ul class="plates">{}</ul>', plates) if value else ""

    def value_winners(self, value):
        return ", ".join(f"{winner.car_class.code} {winner.number}" for winner in value)

    def render_result(self, value):
        return parts.state(value) if value else gettext("no result yet")

    def value_result(self, value):
        return value or ""


class _Grouped:
    """A row under the heading of its event."""

    def __init__(self, row):
        self.event, self.session, self.winners = row.event, row.session, row.winners
        self.group = row.event.name
