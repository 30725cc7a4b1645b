"""The pictures that go with a table or a classification when somebody shares its page."""

from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.pictures.share import MOST_ROWS, CarClassSign, PictureRow, SharePicture, drawn
from championship.templatetags.classifications import state_words
from championship.templatetags.results import points, time_or_class_gap
from championship.templatetags.standings import standing_state
from championship.templatetags.times import full_date, long_day

from .finding import NothingHere, season_link
from .results import result_page_or_404
from .standings import standing_page_or_404


@require_safe
def standing_picture(request, series, season, championship):
    season, page = standing_page_or_404(request, series, season, championship)
    if not page.after:
        raise NothingHere(season=season, nearby=[season_link(_("Standings"), "standings", season)])
    own = page.championship.car_class
    state, last = standing_state(page), page.counting.until(page.after)[-1]
    return _png(
        SharePicture(
            above=f"{season.series} {season}",
            title=str(page.championship),
            state=state,
            is_dry=not page.provisionals,
            beside=_what_counts(page),
            rows=[_standing(rows, own) for rows in _level(page.rows)],
            foot=f"{last.short}, {full_date(last.starts_on)}" if last.starts_on else last.short,
            car_class=own and _sign(own),
        )
    )


@require_safe
def result_picture(request, series, season, session, revision=None):
    page = result_page_or_404(request, series, season, session, revision)
    season = page.session.season
    if page.classification is None:
        raise NothingHere(season=season, nearby=[season_link(_("Results"), "results", season)])
    signs = {row.pk: _sign(row) for row in season.classes.all()}
    return _png(
        SharePicture(
            above=f"{season.series} {season}",
            title=f"{page.session.event.short}, {page.session}",
            state=state_words(page),
            is_dry=not page.is_provisional,
            beside=_which_revision(page),
            rows=[_result(row, signs[row.top_class.pk]) for row in _best_of_classes(page)],
            foot=long_day(page.session.starts_on),
        )
    )


def _best_of_classes(page):
    """The first cars of every class, as many of each as there is room for in all."""
    classes = [row for row in page.classes if row.parent_id is None]
    each = max(MOST_ROWS // max(len(classes), 1), 1)
    return [
        row
        for car_class in classes[:MOST_ROWS]
        for row in [one for one in page.of_class(car_class) if one.class_place][:each]
    ]


def _png(picture):
    return HttpResponse(drawn(picture), content_type="image/png")


def _what_counts(page):
    """What the figures are, after which round, and whether anything is missing."""
    words = {"number": page.after, "total": page.rounds}
    told = (
        _("Sum of ranks after round %(number)s of %(total)s")
        if page.adds_ranks
        else _("Points after round %(number)s of %(total)s")
    ) % words
    return f"{told} · {_('incomplete')}" if page.incomplete else told


def _which_revision(page):
    """Which revision is shown, where there are several, and whether anything is missing."""
    number = page.classification.revision
    told = []
    if not page.is_newest:
        words = {"number": number, "newest": page.newest.revision}
        told.append(_("Revision %(number)s, replaced by revision %(newest)s") % words)
    elif len(page.revisions) > 1:
        told.append(_("Revision %(number)s") % {"number": number})
    if page.is_incomplete:
        told.append(_("incomplete"))
    return " · ".join(told)


def _level(rows):
    """The rows that have a rank, those who share it and their points together."""
    ranked = (row for row in rows if row.rank)
    return [list(own) for _key, own in groupby(ranked, lambda row: (row.rank, row.points))]


def _standing(rows, own_class):
    leader = rows[0].recipient
    numbers = {_number(row.recipient) for row in rows}
    car_class = leader.car_class or own_class
    return PictureRow(
        place=str(rows[0].rank),
        number=numbers.pop() if len(numbers) == 1 else "",
        name=" / ".join(row.recipient.name for row in rows),
        figure=points(rows[0].points),
        car_class=car_class and _sign(car_class),
    )


def _number(recipient):
    """That of the car; of a driver that of the last one."""
    return recipient.number or (recipient.numbers[-1] if recipient.numbers else "")


def _result(row, sign):
    return PictureRow(
        place=str(row.class_place),
        number=row.number,
        name=f"{row.team} ({' / '.join(row.crew)})" if row.crew else row.team,
        figure=time_or_class_gap(row),
        car_class=sign,
    )


def _sign(car_class):
    return CarClassSign(car_class.code, car_class.colour)
