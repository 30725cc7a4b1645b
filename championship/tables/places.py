"""Circuits, models of car and champions as files."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from championship.models import Classification
from championship.queries.champions import How

from .base import FileColumn, Table

HOW = {
    How.FINAL: _("champion"),
    How.REPORTED: _("champion as reported"),
    How.OPEN: _("first so far, rounds are to come"),
    How.PROVISIONAL: _("first by provisional results"),
    How.GAPS: _("first by the results that are known"),
    How.UNKNOWN: _("not known"),
}


class CircuitFile(Table):
    """One line for each class of each race at a circuit: who won it, and who had the pole."""

    series = FileColumn(_("Series"), accessor="event__season__series__name")
    season = FileColumn(_("Season"), accessor="event__season__name")
    event = FileColumn(_("Event"), accessor="event__name")
    race = FileColumn(_("Race"), accessor="race__session__name")
    day = FileColumn(_("Day"), accessor="race__session__starts_on")
    state = FileColumn(_("State"), accessor="race__state")
    gaps = FileColumn(_("Result with gaps"), accessor="race__has_gaps")
    class_name = FileColumn(_("Class"), accessor="car_class__code")
    number = FileColumn(_("Winner, number"), accessor="winners")
    team = FileColumn(_("Winner, team"), accessor="winners")
    crew = FileColumn(_("Winner, crew"), accessor="winners")
    pole_number = FileColumn(_("Pole, number"), accessor="poles")
    pole_team = FileColumn(_("Pole, team"), accessor="poles")

    def value_day(self, record):
        day = record.race.session.starts_on or record.event.starts_on
        return day.isoformat() if day else ""

    def value_state(self, record):
        state = record.race.state
        return Classification.State(state).label if state else ""

    def value_gaps(self, record):
        return gettext("yes") if record.race.has_gaps else ""

    def value_number(self, value):
        return ", ".join(one.number for one in value)

    def value_team(self, value):
        return ", ".join(one.team for one in value)

    def value_crew(self, value):
        return ", ".join(" / ".join(map(str, one.crew)) for one in value)

    def value_pole_number(self, value):
        return self.value_number(value)

    def value_pole_team(self, value):
        return self.value_team(value)


class CarFile(Table):
    """One line for each class of each season in which a model of car was raced."""

    series = FileColumn(_("Series"), accessor="0__series__name")
    season = FileColumn(_("Season"), accessor="0__name")
    class_name = FileColumn(_("Class"), accessor="1__car_class__code")
    starts = FileColumn(_("Starts"), accessor="1__starts")
    wins = FileColumn(_("Wins"), accessor="1__wins")
    podiums = FileColumn(_("Podiums"), accessor="1__podiums")
    poles = FileColumn(_("Poles"), accessor="1__poles")
    best = FileColumn(_("Best place"), accessor="1__best")


class ChampionsFile(Table):
    """One line for each title of each season, and who is first in it."""

    series = FileColumn(_("Series"), accessor="championship__season__series__name")
    season = FileColumn(_("Season"), accessor="championship__season__name")
    title = FileColumn(pgettext_lazy("championship", "Title"), accessor="championship__name")
    class_name = FileColumn(_("Class"), accessor="championship__car_class__code")
    how = FileColumn(_("How it stands"))
    number = FileColumn(_("Number"), accessor="recipients")
    names = FileColumn(_("First"), accessor="recipients")

    def value_how(self, record, value):
        if value is How.UNKNOWN and record.championship.season.is_hidden:
            return gettext("hidden")
        return str(HOW[value])

    def value_number(self, value):
        return ", ".join(one.number for one in value if one.number)

    def value_names(self, value):
        return ", ".join(one.name for one in value)
