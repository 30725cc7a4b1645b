"""What changed between two revisions of a classification, a class to a table."""

from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from championship.templatetags import parts
from championship.templatetags.results import duration

from .base import Column, Table

# What a fact of a row is called, and how its value is written.
FACTS = {
    "status": (_("Status"), lambda row: row.status_name),
    "laps": (_("Laps"), lambda row: row.laps),
    "time_ms": (_("Time"), lambda row: duration(row.time_ms)),
    "best_lap_ms": (_("Best lap"), lambda row: duration(row.best_lap_ms)),
    "grid_place": (_("Grid in class"), lambda row: row.grid_place),
    "number": (_("Number"), lambda row: row.number),
    "team": (_("Team"), lambda row: row.team),
    "drivers": (_("Crew"), lambda row: " · ".join(row.crew)),
    "top_class": (_("Class"), lambda row: row.top_class),
}


class ResultChangesTable(Table):
    """The cars of one class that changed, each with its places before and after."""

    number = Column(_("No"))
    team = Column(_("Team"), row_header=True)
    class_place = Column(_("Place in class"))
    place = Column(_("Overall"))
    facts = Column(_("What else changed"))

    class Meta:
        attrs = {"class": "result-changes"}

    def __init__(self, group):
        self.group = group
        self.caption = gettext("What changed in %(class)s") % {"class": group.car_class}
        super().__init__(group.cars)

    def render_number(self, record):
        return parts.plate(record.row.number, record.row.car_class, size="dense")

    def render_team(self, record):
        return record.row.team

    def render_class_place(self, record):
        return _moved(*(_place(row, "class_place") for row in (record.before, record.after)))

    def render_place(self, record):
        return _moved(*(_place(row, "place") for row in (record.before, record.after)))

    def render_facts(self, record):
        if record.before is None:
            return gettext("new in the classification")
        if record.after is None:
            return gettext("no longer in the classification")
        sentences = ((_now_was(name, record),) for name in record.facts)
        return format_html_join("", '<span class="fact">{}</span> ', sentences)


def _place(row, name):
    return "–" if row is None else getattr(row, name) or "–"


def _moved(before, after):
    return str(after) if before == after else f"{before} → {after}"


def _now_was(name, record):
    label, value = FACTS[name]
    now, was = (value(row) for row in (record.after, record.before))
    return gettext("%(fact)s: %(now)s, was %(was)s") % {
        "fact": label,
        "now": "–" if now in (None, "") else now,
        "was": "–" if was in (None, "") else was,
    }
