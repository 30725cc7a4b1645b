"""The official order of a session: overall, class by class, or one class."""

from itertools import chain, groupby, repeat
from operator import attrgetter

from django.utils.translation import gettext, ngettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from championship.markup import html, html_join
from championship.queries.results.titles import common_points, points_by_figure
from championship.queries.results.unknown import unknown_before
from championship.templatetags import parts
from championship.templatetags.classifications import (
    decision_in_words,
    places_won,
    title_names,
)
from championship.templatetags.results import (
    duration,
    gap,
    letters,
    points,
    time_or_class_gap,
    time_or_gap,
)

from .addresses import linked
from .base import Column, FileColumn, Table, format_html_lazy, hidden

# Wide pages have a column for the place in class; on a phone it stands under the team.
TEAM = format_html_lazy(
    '{}<span class="wide-only"> {}</span><span class="narrow-only">, {}</span>',
    _("Team"),
    pgettext_lazy("after: Team", "and crew"),
    pgettext_lazy("after: Team,", "place in class"),
)

TEAM_ALONE = format_html_lazy(
    '{}<span class="wide-only"> {}</span>', _("Team"), pgettext_lazy("after: Team", "and crew")
)


class ClassificationTable(Table):
    """One row per car, gaps to the first of all; the file has every fact in a column."""

    place = Column(pgettext_lazy("short: position", "Pos"))
    number = Column(pgettext_lazy("short: number", "No"))
    class_ = Column(_("Place in class"), page_only=True, accessor="class_place")
    class_name = FileColumn(_("Class"), accessor="car_class__code")
    class_place = FileColumn(_("Place in class"))
    team_and_crew = Column(TEAM, accessor="team", row_header=True, page_only=True)
    team = FileColumn(_("Team"))
    crew = FileColumn(_("Crew"), accessor="drivers")
    grid = Column(_("Grid in class"), accessor="grid_place")
    gained = FileColumn(_("Places won in class"))
    laps = Column(_("Laps"))
    time_gap = Column(_("Time, gap"), accessor="time_ms", page_only=True)
    time = FileColumn(_("Time"), accessor="time_ms")
    gap = FileColumn(_("Gap"))
    class_gap = FileColumn(_("Gap in class"))
    best = Column(_("Best lap"), accessor="best_lap_ms")
    best_driver = FileColumn(_("Driver of the best lap"), accessor="best_lap_driver")
    second_best = Column(_("Second-best lap"), accessor="second_best_lap_ms")
    honours = Column(hidden(_("Pole, fastest lap")), page_only=True, accessor="has_pole")
    pole = FileColumn(_("Pole"), accessor="has_pole")
    points = Column(_("Points"))
    status = FileColumn(_("Status"), accessor="status_name")
    decisions = FileColumn(_("Decisions"), accessor="notes")

    def __init__(self, page, rows, *, caption, **kwargs):
        rows = list(rows)
        self.caption = caption
        self.is_race = page.is_race
        kwargs["attrs"] = {"class": self._classes(page)}
        kwargs["row_attrs"] = {"class": _winner}
        unknown = self.unknown_before(rows) if page.is_incomplete else repeat(None)
        grouped = [
            _Grouped(row, self.group_of(row), _unknown(places))
            for row, places in zip(rows, unknown, strict=False)
        ]
        self._say_what_there_is(rows)
        super().__init__(grouped, exclude=_without_facts(page, rows), **kwargs)
        if page.is_provisional and "points" in self.columns:
            self.columns["points"].column.verbose_name = _("Points, if confirmed")
        if not page.is_race and "time_gap" in self.columns:
            self.columns["time_gap"].column.verbose_name = _("Gap")

    def _say_what_there_is(self, rows):
        """For the legend."""
        self.has_gains = any(row.gained is not None for row in rows)
        self.has_poles = any(row.has_pole for row in rows)
        self.has_fastest_laps = any(row.has_fastest_lap for row in rows)
        self.has_best_laps = any(row.has_best_of_class for row in rows)

    def _classes(self, page):
        """Outside races the best lap is the time that counts, on a phone too."""
        kinds = {"provisional": page.is_provisional, "classification-timed": not page.is_race}
        return " ".join(["classification", *(name for name, holds in kinds.items() if holds)])

    def group_of(self, row):
        """The heading under which a car stands."""
        return "" if row.is_classified else gettext("Not classified")

    def unknown_before(self, rows):
        """For each row the places before it that nobody is known for."""
        return unknown_before(row.place for row in rows)

    def render_place(self, record):
        return record.place or letters(record.status)

    value_place = render_place

    def render_number(self, record):
        return parts.plate(record.number, record.car_class, size="dense")

    def value_number(self, record):
        return record.number

    def render_class_(self, record):
        return html(
            '<span class="racing-class class-{}">{}</span> {}',
            record.car_class.slug,
            record.car_class.code,
            parts.place(record.class_place or "–"),
        )

    def render_team_and_crew(self, record):
        return html(
            '{} <span class="crew">{}</span>',
            linked("team", record.team_slug, record.team, kind="team"),
            html_join(" · ", map(_driver, record.drivers)),
        )

    def value_crew(self, record):
        return " / ".join(str(driver) for driver in record.drivers)

    def render_grid(self, record):
        if record.grid_place is None:
            return "–"
        if record.gained is None:
            return record.grid_place
        won = parts.moved(record.gained, places_won(record.gained))
        return html("{} {}", record.grid_place, won)

    def value_grid(self, record):
        return record.grid_place

    def render_laps(self, record):
        if record.laps is None:
            return ""
        words = ngettext("lap", "laps", record.laps)
        return html("{}<small> {}</small>", record.laps, words)

    def value_laps(self, record):
        return record.laps

    def render_time_gap(self, record):
        marks = parts.note_refs([note.letter for note in record.notes])
        if not record.is_classified:
            return html('<span class="status">{}</span>{}', record.status_name, marks)
        return html("{}{}", self.time_or_gap(record), marks)

    def time_or_gap(self, row):
        """The time of the first car of a race, and the gaps of all others to it."""
        if not self.is_race:
            return gap(laps=None, ms=row.gap.ms or None)
        return time_or_gap(row, row.gap, is_first=row.place == 1)

    def value_time(self, record):
        return duration(record.time_ms)

    def value_gap(self, record):
        return _plain(record.gap, record.place)

    def value_class_gap(self, record):
        return _plain(record.class_gap, record.class_place)

    def render_best(self, record):
        shown = duration(record.best_lap_ms) or "–"
        if record.has_best_of_class:
            shown = html('<b class="best">{}</b>', shown)
        if record.best_lap_driver is None:
            return shown
        return html(
            '{} <span class="lap-driver">{}</span>', shown, record.best_lap_driver.family_name
        )

    def value_best(self, record):
        return duration(record.best_lap_ms)

    def render_second_best(self, record):
        return duration(record.second_best_lap_ms) or "–"

    def value_second_best(self, record):
        return duration(record.second_best_lap_ms)

    def render_honours(self, record):
        held = (parts.pole, record.has_pole), (parts.fastest_lap, record.has_fastest_lap)
        return html_join(" ", (sign() for sign, is_held in held if is_held))

    def value_pole(self, record):
        return gettext("pole position") if record.has_pole else ""

    def render_points(self, record):
        figures = points_by_figure(record.points)
        common = common_points(record.points)
        if common is not None:
            return html("{}<small> {}</small>", _figure(common), _short_unit(common))
        return html_join(" ", (_of_titles(*one) for one in figures.items()))

    def value_points(self, record):
        common = common_points(record.points)
        if common is not None:
            return points(common)
        return "; ".join(
            gettext("%(points)s in %(titles)s")
            % {"points": points(value), "titles": title_names(titles)}
            for value, titles in points_by_figure(record.points).items()
        )

    def value_decisions(self, record):
        return " ".join(decision_in_words(note) for note in record.notes)


class ClassesTable(ClassificationTable):
    """The same class by class: places and gaps are those in class."""

    overall = Column(_("Overall"), page_only=True, accessor="place")
    team_and_crew = Column(TEAM_ALONE, accessor="team", row_header=True, page_only=True)

    class Meta:
        sequence = ("place", "overall", "number", "...")
        exclude = ("class_",)

    def _classes(self, page):
        return f"{super()._classes(page)} classification-by-class"

    def group_of(self, row):
        words = {"class": row.top_class}
        if row.is_classified:
            return str(row.top_class)
        return gettext("%(class)s, not classified") % words

    def unknown_before(self, rows):
        own = groupby(rows, attrgetter("top_class"))
        return chain.from_iterable(
            unknown_before(row.class_place for row in of_class) for _class, of_class in own
        )

    def render_place(self, record):
        if not record.is_classified:
            return letters(record.status)
        return parts.place(record.class_place or "–")

    def render_overall(self, record):
        return record.place or "–"

    def time_or_gap(self, row):
        if not self.is_race:
            return gap(laps=None, ms=row.class_gap.ms or None)
        return time_or_class_gap(row)


def _driver(driver):
    return linked("driver", driver.slug, driver.family_name)


class _Grouped:
    """A row of a result, with what stands above it: its group's heading, unknown places."""

    def __init__(self, row, group, unknown):
        self._row, self.group, self.unknown = row, group, unknown

    def __getattr__(self, name):
        return getattr(self._row, name)


def _unknown(places):
    """ "4–7: not known"; nothing if no place is missing."""
    if places is None:
        return ""
    if places.first == places.last:
        return gettext("%(place)s: not known") % {"place": places.first}
    words = {"first": places.first, "last": places.last}
    return gettext("%(first)s–%(last)s: not known") % words


def _winner(record):
    return "winner" if record.class_place == 1 else ""


def _plain(behind, place):
    """A gap for a file, without its sign; none for the first car."""
    return "" if place == 1 else gap(laps=behind.laps, ms=behind.ms).removeprefix("+")


def _figure(value):
    shown = points(value)
    return shown if value else html('<span class="zero">{}</span>', shown)


def _of_titles(value, titles):
    figure, names = _figure(value), title_names(titles)
    return html('<span class="title-points">{} <small>{}</small></span>', figure, names)


def _short_unit(value):
    """A half point reads as several do."""
    return npgettext("short: points", "pt", "pts", 1 if value == 1 else 2)


def _without_facts(page, rows):
    """Columns that would be empty in every row: a practice has no points and no grid."""
    facts = {
        ("points",): any(row.points for row in rows),
        ("honours", "pole"): any(row.has_pole or row.has_fastest_lap for row in rows),
        ("grid", "gained"): any(row.grid_place for row in rows),
        ("laps",): any(row.laps is not None for row in rows),
        ("time_gap", "gap", "class_gap"): any(
            row.time_ms is not None or row.gap.laps or not row.is_classified for row in rows
        ),
        ("time",): page.is_race and any(row.time_ms is not None for row in rows),
        ("best",): any(row.best_lap_ms is not None for row in rows),
        ("best_driver",): any(row.best_lap_driver for row in rows),
        ("second_best",): page.grids.by_second_best
        and any(row.second_best_lap_ms is not None for row in rows),
        ("decisions",): any(row.notes for row in rows),
    }
    return [name for names, is_known in facts.items() if not is_known for name in names]
