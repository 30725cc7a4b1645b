"""The official order of a session."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from championship.templatetags.results import duration, letters, points, time_or_gap

from . import parts
from .base import Column, FileColumn, Table, format_html_lazy

# Wide pages have a column for the place in class; on a phone it stands under the team.
TEAM = format_html_lazy(
    '{}<span class="wide-only"> {}</span><span class="narrow-only">, {}</span>',
    _("Team"),
    pgettext_lazy("after: Team", "and crew"),
    pgettext_lazy("after: Team,", "place in class"),
)


class ClassificationTable(Table):
    """One row per car; the file has the crew, the status and the time of every car."""

    place = Column(pgettext_lazy("short: position", "Pos"))
    number = Column(pgettext_lazy("short: number", "No"))
    class_ = Column(_("Place in class"), page_only=True, accessor="class_place")
    class_name = FileColumn(_("Class"), accessor="car_class__code")
    class_place = FileColumn(_("Place in class"))
    team_and_crew = Column(TEAM, accessor="team", row_header=True, page_only=True)
    team = FileColumn(_("Team"))
    crew = FileColumn(_("Crew"))
    laps = Column(_("Laps"))
    time_gap = Column(_("Time, gap"), accessor="time_ms", page_only=True)
    time = FileColumn(_("Time"), accessor="time_ms")
    gap = FileColumn(_("Gap"), accessor="ms_behind")
    best = Column(_("Best lap"), accessor="best_lap_ms")
    points = Column(_("Points"))
    status = FileColumn(_("Status"), accessor="status_name")

    class Meta:
        attrs = {"class": "classification"}
        row_attrs = {"class": lambda record: "winner" if record.class_place == 1 else ""}

    def __init__(self, rows, *, caption, is_provisional=False, **kwargs):
        rows = list(rows)
        self.caption = caption
        if is_provisional:
            kwargs["attrs"] = {"class": "classification provisional"}
        super().__init__([_Grouped(row) for row in rows], exclude=_without_facts(rows), **kwargs)
        if is_provisional and "points" in self.columns:
            self.columns["points"].column.verbose_name = _("Points, if confirmed")

    def render_place(self, record):
        return record.place or letters(record.status)

    def value_place(self, record):
        return record.place or letters(record.status)

    def render_number(self, record):
        return parts.plate(record.number, record.car_class, size="dense")

    def render_class_(self, record):
        return format_html(
            '<span class="racing-class class-{}">{}</span> {}',
            record.car_class.slug,
            record.car_class.code,
            parts.place(record.class_place or "–"),
        )

    def render_team_and_crew(self, record):
        return format_html(
            '<span class="team">{}</span> <span class="crew">{}</span>',
            record.team,
            " · ".join(record.crew),
        )

    def value_crew(self, record):
        return " / ".join(record.crew)

    def render_laps(self, record):
        if record.laps is None:
            return ""
        words = ngettext("lap", "laps", record.laps)
        return format_html('{}<span class="narrow-only"> {}</span>', record.laps, words)

    def render_time_gap(self, record):
        return format_html("{}{}", time_or_gap(record), parts.note_refs(record.notes))

    def value_time(self, record):
        return duration(record.time_ms)

    def value_gap(self, record):
        return "" if record.is_leader else time_or_gap(record).removeprefix("+")

    def render_best(self, record):
        shown = duration(record.best_lap_ms) or "–"
        return format_html('<b class="best">{}</b>', shown) if record.has_best_of_class else shown

    def value_best(self, record):
        return duration(record.best_lap_ms)

    def render_points(self, record):
        if record.points is None:
            return ""
        shown = points(record.points)
        figure = shown if record.points else format_html('<span class="zero">{}</span>', shown)
        return format_html("{} {}", parts.pole() if record.has_pole else "", figure)

    def value_points(self, value):
        return points(value)


class _Grouped:
    """A row of a result, with the heading of its group for the table's template."""

    def __init__(self, row):
        self._row = row
        self.group = "" if row.is_classified else _("Not classified")

    def __getattr__(self, name):
        return getattr(self._row, name)


def _without_facts(rows):
    """Columns that would be empty in every row: a practice has no points."""
    empty = []
    if all(row.points is None for row in rows):
        empty.append("points")
    if all(row.time_ms is None and not row.laps_behind for row in rows):
        empty += ["time_gap", "time", "gap"]
    if all(row.best_lap_ms is None for row in rows):
        empty.append("best")
    return empty
