"""The races of a driver or a team: those of a season on the page, all of them in the file."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from championship.models import Classification
from championship.templatetags import parts
from championship.templatetags.results import letters
from championship.templatetags.times import full_date

from .base import Column, FileColumn, Table, hidden


class RacesTable(Table):
    """A race and car a row; the places that count are those in class."""

    series = FileColumn(_("Series"), accessor="season__series__name")
    season = FileColumn(_("Season"), accessor="season__name")
    round = Column(_("Round"), accessor="session__round")
    race = Column(_("Race"), accessor="session", row_header=True)
    day = Column(_("Day"))
    number = Column(pgettext_lazy("short: number", "No"), accessor="car")
    class_name = FileColumn(_("Class"), accessor="car__car_class__code")
    team = FileColumn(_("Team"), accessor="car__team_name")
    model = FileColumn(_("Car"), accessor="car__car")
    crew = FileColumn(_("Crew"))
    place = Column(_("In class"), accessor="class_place")
    overall = Column(_("Overall"), accessor="place")
    status = FileColumn(_("Status"), accessor="status_name")
    marks = Column(hidden(_("Notes")), accessor="state", page_only=True)
    pole = FileColumn(_("Pole"), accessor="has_pole")
    state = FileColumn(_("State"))
    gaps = FileColumn(_("Result with gaps"), accessor="is_incomplete")

    class Meta:
        attrs = {"class": "history"}

    def __init__(self, races, *, caption=""):
        self.caption = caption
        super().__init__(races)

    def render_round(self, value):
        return gettext("R%(number)s") % {"number": value.number} if value else ""

    def value_round(self, value):
        return value.number if value else ""

    def render_race(self, record):
        season = record.season
        words = [season.series.slug, season.slug, record.session.slug]
        address = reverse("championship:result", args=words)
        return format_html('<a href="{}">{}</a>', address, _race_name(record))

    def value_race(self, record):
        return _race_name(record)

    def render_day(self, value):
        return full_date(value)

    def value_day(self, value):
        return value.isoformat()

    def render_number(self, value):
        return parts.plate(value.number, value.car_class, size="dense")

    def value_number(self, value):
        return value.number

    def value_crew(self, value):
        return " / ".join(map(str, value))

    def render_place(self, record):
        label = "" if record.class_place else record.status_name
        return parts.place(record.class_place or letters(record.status), label=label)

    def value_place(self, record):
        return record.class_place

    def render_overall(self, value):
        if value is None:
            return "–"
        return format_html('{}<span class="narrow-only"> {}</span>', value, gettext("overall"))

    def value_overall(self, value):
        return value

    def render_marks(self, record):
        return format_html_join(" ", "{}", ((mark,) for mark in _marks(record)))

    def value_pole(self, value):
        return gettext("pole position") if value else ""

    def value_gaps(self, value):
        return gettext("yes") if value else ""


def _race_name(race):
    return f"{race.event.short}, {race.session.name}"


def _marks(race):
    """What sets a race apart, in signs that have words."""
    if race.has_pole:
        yield parts.pole()
    if race.class_place is None:
        yield race.status_name
    if race.state == Classification.State.PROVISIONAL:
        yield parts.state(race.state)
    if race.is_incomplete:
        yield gettext("not every car is known")
