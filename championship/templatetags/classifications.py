"""What a published classification says, in words: its state, its grid, its decisions."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from championship.models import Classification, Decision, GridSource, Season
from championship.queries.grids import Grid
from championship.queries.results import Note, ResultPage, TitlePoints

from .results import penalty
from .times import at, short_day, utc_offset

register = template.Library()

SETS = {
    GridSource.Lap.BEST: gettext_lazy("of {race} by best laps"),
    GridSource.Lap.SECOND_BEST: gettext_lazy("of {race} by second-best laps"),
}
SET_BY = {
    GridSource.Lap.BEST: gettext_lazy("Grid by the best laps of {sessions}."),
    GridSource.Lap.SECOND_BEST: gettext_lazy("Grid by the second-best laps of {sessions}."),
}
# What changes the order of the cars: other decisions have nothing to do with where a car moved.
MOVES = (
    Decision.Penalty.TIME,
    Decision.Penalty.PLACES,
    Decision.Penalty.END_OF_CLASS,
    Decision.Penalty.DISQUALIFICATION,
    Decision.Penalty.EXCLUSION,
)


def clock_of_day(moment: datetime, day=None) -> str:
    """ "18:42 UTC+4", with its day if that is not the one given."""
    time = f"{date_format(moment, 'H:i')} {utc_offset(moment)}"
    if moment.date() == day:
        return time
    return _("%(day)s, %(time)s") % {"day": short_day(moment.date()), "time": time}


@register.simple_tag
def short_moment(moment: datetime, circuit, day=None) -> str:
    """A moment at the circuit: "18:42 UTC+4", with its day if that is not the one given."""
    return clock_of_day(moment.astimezone(circuit.zone), day)


@register.filter
def provisional_until(row) -> str:
    """ "until 18:42 UTC+4" for a session on a list; nothing if that is not known."""
    if not row.provisional_until:
        return ""
    return _("until %(time)s") % {"time": clock_of_day(row.provisional_until, row.starts_on)}


@register.simple_tag
def provisional_words(page: ResultPage) -> str:
    """ "Provisional until 18:42 UTC+4", or that the time for protests is over."""
    if not page.provisional_until:
        return _("Provisional")
    words = {"time": clock_of_day(page.provisional_until, page.session.starts_on)}
    if page.protests_are_over:
        return _("Protest time ended at %(time)s; not yet final") % words
    return _("Provisional until %(time)s") % words


@register.simple_tag
def state_words(page: ResultPage) -> str:
    """The state of the revision shown: "Final", "Amended 2", "Provisional until 18:42 UTC+4"."""
    if page.is_provisional and page.is_newest:
        return provisional_words(page)
    if page.is_provisional:
        return _("Provisional")
    if page.amendment:
        return _("Amended %(number)s") % {"number": page.amendment}
    return _("Final")


@register.simple_tag
def freshness(page: ResultPage) -> str:
    """What a table holds, in a line: "After round 3 of 5. Final. Computed 4 Feb, 18:12 UTC+4".

    What nobody recorded stays unsaid.
    """
    parts = []
    if page.session.round:
        words = {"number": page.session.round.number, "total": page.rounds}
        parts.append(_("After round %(number)s of %(total)s.") % words)
    words = {"state": state_words(page), "number": page.classification.revision}
    parts.append(_("Revision %(number)s: %(state)s.") % words)
    if not page.is_newest:
        parts.append(_("Revision %(number)s is in force.") % {"number": page.newest.revision})
    if page.published_at:
        parts.append(_("Computed %(time)s.") % {"time": at(page.published_at)})
    return " ".join(parts)


@register.simple_tag
def revision_name(revision: Classification) -> str:
    """ "1 provisional"."""
    return f"{revision.revision} {revision.get_state_display()}"


@register.simple_tag
def sets_grids(grids: Iterable[Grid], season: Season | None = None) -> str:
    """ "Sets the grid of Race 1 by best laps, of Race 2 by second-best laps."; linked if asked."""
    parts = [format_html(str(SETS[grid.lap]), race=_session(grid.race, season)) for grid in grids]
    return format_html(_("Sets the grid {races}."), races=_listed(parts)) if parts else ""


@register.simple_tag
def grid_set_by(grids: Iterable[Grid], season: Season | None = None) -> str:
    """ "Grid by the best laps of Qualifying GT, Qualifying LMP."; linked if asked."""
    grids = list(grids)
    laps = [lap for lap in GridSource.Lap if any(grid.lap == lap for grid in grids)]
    sentences = [
        format_html(
            str(SET_BY[lap]),
            sessions=_listed(
                [_session(grid.qualifying, season) for grid in grids if grid.lap == lap]
            ),
        )
        for lap in laps
    ]
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences))


def _session(session, season: Season | None) -> str:
    if season is None:
        return session.name
    here = [season.series.slug, season.slug, session.slug]
    address = reverse("championship:result", args=here)
    return format_html('<a href="{}">{}</a>', address, session.name)


def _listed(parts: list) -> str:
    return format_html_join(", ", "{}", ((part,) for part in parts))


@register.filter
def places_won(places: int) -> str:
    """ "2 places won"."""
    if not places:
        return _("started there")
    words = (
        ngettext("%(places)s place won", "%(places)s places won", places)
        if places > 0
        else ngettext("%(places)s place lost", "%(places)s places lost", -places)
    )
    return words % {"places": abs(places)}


@register.filter
def place_change(note: Note) -> str:
    """What a decision did to the place of its car: "From place 3 to place 4 in LMP2."."""
    decision = note.decision
    words = {
        "before": decision.place_before,
        "after": decision.place_after,
        "class": note.place_class,
    }
    if decision.penalty not in MOVES or decision.is_in_timing:
        return ""
    if decision.place_before == decision.place_after:
        return _("Place %(after)s in %(class)s kept.") % words if decision.place_after else ""
    if decision.place_after is None:
        return _("Place %(before)s in %(class)s lost.") % words
    if decision.place_before is None:
        return _("Place %(after)s in %(class)s gained.") % words
    return _("From place %(before)s to place %(after)s in %(class)s.") % words


@register.simple_tag
def decision_name(note: Note) -> str:
    """ "Decision 32"; without a number simply what it is."""
    if note.decision.number:
        return _("Decision %(number)s") % {"number": note.decision.number}
    return _("Decision")


@register.simple_tag
def article_of(note: Note) -> str:
    """ ", article 14.6.5", to follow the name of a decision."""
    if not note.decision.article:
        return ""
    return f", {_('article %(article)s') % {'article': note.decision.article}}"


def decision_in_words(note: Note) -> str:
    """A decision for a file: "Decision 32, article 8: driving time. 1 min 5 s added."."""
    decision = note.decision
    words = {"decision": decision_name(note) + article_of(note), "reason": decision.reason}
    told = _("%(decision)s: %(reason)s") % words if decision.reason else words["decision"]
    sentence = f"{told.rstrip('.')}. {penalty(decision)}."
    return " ".join(part for part in (sentence, place_change(note), decision.outcome) if part)


def title_names(titles: Iterable[TitlePoints]) -> str:
    """ "LMP2 teams, LMP2 drivers (Braun)"."""
    return ", ".join(
        _("%(title)s (%(driver)s)") % {"title": row.title, "driver": row.who}
        if row.who
        else row.title
        for row in titles
    )
