"""The cells of a matrix: the rank of a row, what it did in a round, the total with its ledger."""

from functools import lru_cache

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from championship.markup import html, html_join
from championship.models import LedgerLine
from championship.templatetags import parts
from championship.templatetags.parts import SQUARES
from championship.templatetags.results import letters, points
from championship.templatetags.standings import movement


def rank(row, *, shows_movement):
    """The rank of a row with its movement since the table before."""
    if not row.rank:
        return html('<span class="shown-as">{}</span><i>, {}</i>', row.shown_as, _("excluded"))
    equal = ""
    if row.is_equal:
        equal = parts.spoken("=", f", {pgettext('rank', 'equal')}", kind="equal")
    if not shows_movement:
        return html("{}{}", row.rank, equal)
    return html("{}{} {}", row.rank, equal, parts.moved(row.moved, movement(row)))


def total(address, value, who):
    """A total that leads to its ledger."""
    return html(
        '<a href="{}"><i>{} </i>{}<i>{} {}</i></a>',
        address,
        pgettext("before points", "Why"),
        value,
        pgettext("after points", "?"),
        who,
    )


def nothing():
    """A round without a result."""
    return parts.spoken("–", _("no result"))


def of_title(part):
    """A title that counts in a combined table: the rank there, and what it gave."""
    return html("{} {}", square(part.rank or "–"), figure(points(part.counted)))


def round_cell(cell):
    """A round: places and letters of all cars, points as they count, pole, fastest lap."""
    found = _one_car(cell) or _all_cars(cell)
    if cell.pole:
        found = html("{} {}", found, parts.pole())
    if cell.fastest_lap:
        found = html("{} {}", found, parts.fastest_lap())
    if sum(len(score.results) for score in cell.scores) == 1:
        return found
    return html('<span class="several">{}</span>', found)


def dropped_points(cell):
    """The points of a round that do not count; empty if all do."""
    dropped = any(score.dropped for score in cell.scores)
    return points(cell.points - cell.counted) if dropped else ""


def words_of(score):
    """Places and letters of all cars in one session."""
    return [result if isinstance(result, int) else letters(result) for result in score.results]


def square(word, *, scores=True):
    """A place in its square; in a matrix only wins and podiums have a name, others are bare."""
    kind = SQUARES.get(str(word), "")
    if kind:
        return html('<b class="{}">{}</b>', kind, word)
    return html("<b>{}</b>" if scores else "<span>{}</span>", word)


def figure(shown):
    """Points, and what the figure is."""
    return html("<small><i>{} </i>{}</small>", _("points:"), shown)


def _one_car(cell):
    """The cell of one car in one session, of which nothing more is to be told; None of others."""
    if cell.marks or len(cell.scores) != 1:
        return None
    (score,) = cell.scores
    if score.dropped or len(score.results) != 1:
        return None
    return _place_and_points(*words_of(score), points(score.points), get_language())


@lru_cache(maxsize=10_000)
def _place_and_points(word, shown, _language):
    """Kept, because a few places and points fill most of all cells."""
    return html("{} {}", square(word, scores=shown != "0"), figure(shown))


def _all_cars(cell):
    value = cell.points if cell.is_dropped else cell.counted
    return html(
        "{} <small>{}{}</small>",
        _outcomes(cell, scores=bool(value)),
        _counted_and_dropped(cell, points(value)),
        parts.note_refs(cell.marks, hanging=False),
    )


def _counted_and_dropped(cell, shown):
    """Points as they count; those that do not in brackets, struck through."""
    if cell.is_dropped:
        return html("<i>{} </i><s>({})</s>", _("points, dropped:"), shown)
    counted = html("<i>{} </i>{}", _("points:"), shown)
    gone = dropped_points(cell)
    if not gone:
        return counted
    return html("{}<i>, {}</i> <s>({})</s>", counted, _("points, dropped:"), gone)


def _outcomes(cell, *, scores):
    """All cars of each session, those of a dropped one struck through: "1 / 4 · 3"."""
    run = [score for score in cell.scores if score.results]
    if not run:
        return square(LedgerLine.Reason.POLE.label, scores=scores)
    partly = any(score.dropped for score in cell.scores) and not cell.is_dropped
    sessions = [_session(score, scores, partly and score.dropped) for score in run]
    if len(run) == len(run[0].results) == 1:
        return sessions[0]
    return html('<span class="outcomes">{}</span>', html_join(" · ", sessions))


def _session(score, scores, is_struck):
    squares = html_join(" / ", (square(word, scores=scores) for word in words_of(score)))
    return html("<s>{}</s>", squares) if is_struck else squares
