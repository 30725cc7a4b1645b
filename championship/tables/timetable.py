"""Timetables: of one event, and the calendar of a season as a file."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from championship.templatetags import parts
from championship.templatetags.classifications import (
    grid_set_by,
    provisional_until,
    sets_grids,
)
from championship.templatetags.times import clock, full_date, iso_utc, short_day

from .base import Column, FileColumn, Table, hidden


class TimetableTable(Table):
    """The sessions of one event. The day stands once, for eyes; every row says it aloud."""

    day = Column(_("Day"), accessor="starts_on")
    time = Column(_("Start"), accessor="starts_at")
    session = Column(_("Session"), accessor="name", row_header=True)
    classes = Column(_("Classes"))
    result = Column(hidden(_("Result")), accessor="state")

    class Meta:
        attrs = {"class": "timetable"}
        row_attrs = {"class": lambda record: "next" if record.is_next else ""}

    def __init__(self, rows, *, season, caption):
        self.season, self.caption = season, caption
        rows = list(rows)
        self.first_of_day = {
            row.slug
            for row, before in zip(rows, [None, *rows], strict=False)
            if before is None or before.starts_on != row.starts_on
        }
        super().__init__(rows)

    def render_day(self, record):
        shown = short_day(record.starts_on)
        if record.slug in self.first_of_day:
            return shown
        return format_html("<i>{}</i>", shown)

    def value_day(self, value):
        return value.isoformat() if value else ""

    def render_time(self, value):
        return clock(value)

    def value_time(self, value):
        return value.isoformat() if value else ""

    def render_session(self, record):
        if not record.is_changed or record.state:
            return self._name(record)
        words = gettext("changed on %(day)s") % {"day": full_date(record.stored_at.date())}
        return format_html('{} <span class="note">{}</span>', self._name(record), words)

    def _name(self, record):
        if not (record.is_race and record.round_number):
            return record.name
        return gettext("%(session)s (R%(round)s)") % {
            "session": record.name,
            "round": record.round_number,
        }

    def render_classes(self, value):
        return ", ".join(car_class.code for car_class in value) or gettext("all classes")

    def value_classes(self, value):
        return ", ".join(car_class.code for car_class in value)

    def render_result(self, record):
        if record.is_next:
            return format_html('<span class="signal">{}</span>', pgettext("session", "Next"))
        if not record.state:
            return ""
        until = provisional_until(record)
        here = [self.season.series.slug, self.season.slug, record.slug]
        address = reverse("championship:result", args=here)
        return format_html(
            '{}{} <a href="{}">{}<i> {}</i></a>',
            parts.state(record.state),
            format_html(' <span class="until">{}</span>', until) if until else "",
            address,
            gettext("Result"),
            record.name,
        )

    def value_result(self, value):
        return value or ""


class EventTable(TimetableTable):
    """A timetable with what became of each session: who won, and which grid it set."""

    winners = Column(_("Winners"), accessor="slug", page_only=True)

    class Meta(TimetableTable.Meta):
        sequence = ("day", "time", "session", "classes", "winners", "result")

    def __init__(self, page, *, season):
        self.winners, self.grids = page.winners, page.grids
        caption = gettext("Timetable and results of %(event)s, circuit time")
        super().__init__(page.sessions, season=season, caption=caption % {"event": page.event})
        if not any(self.winners.values()):
            self.exclude = ("winners",)

    def render_session(self, record):
        grids = self.grids.get(record.slug)
        if grids is None:
            return super().render_session(record)
        told = filter(None, (sets_grids(grids.sets), grid_set_by(grids.set_by)))
        return format_html(
            '{} <span class="note">{}</span>', super().render_session(record), " ".join(told)
        )

    def render_winners(self, value):
        return parts.winners(self.winners.get(value, ()))


class CalendarFile(Table):
    """Every session of a season, a line each: the circuit's time, and UTC."""

    event = FileColumn(_("Event"), accessor="event__name")
    circuit = FileColumn(_("Circuit"), accessor="event__circuit__name")
    country = FileColumn(_("Country"), accessor="event__circuit__country")
    event_status = FileColumn(_("Status of the event"), accessor="event")
    round = FileColumn(_("Round"), accessor="session__round_number")
    session = FileColumn(_("Session"), accessor="session__name")
    classes = FileColumn(_("Classes"), accessor="session__classes")
    day = FileColumn(_("Day"), accessor="session__starts_on")
    circuit_time = FileColumn(_("Start at the circuit"), accessor="session__starts_at")
    utc = FileColumn(_("Start, UTC"), accessor="session__starts_at")
    minutes = FileColumn(_("Length in minutes"), accessor="session__duration_minutes")
    result = FileColumn(_("Result"), accessor="session__state")

    def __init__(self, calendar):
        super().__init__(
            [
                {"event": row.event, "session": session}
                for row in calendar.events
                for session in row.sessions
            ]
        )

    def value_country(self, value):
        return value.alpha3 if value else ""

    def value_event_status(self, value):
        return value.get_status_display()

    def value_classes(self, value):
        return ", ".join(car_class.code for car_class in value or ())

    def value_day(self, value):
        return value.isoformat() if value else ""

    def value_circuit_time(self, value):
        return value.isoformat() if value else ""

    def value_utc(self, value):
        return iso_utc(value) if value else ""
