"""Standings: the leaders of all titles, each table round by round, and each row line by line."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from championship.models import Championship
from championship.page_cache.parts import render_with_parts
from championship.queries.ledger import explain
from championship.queries.rounds import titles_at
from championship.queries.standings import leaders, reported_champions, standing_table
from championship.queries.title_words import title_sentence
from championship.tables.combined import PartsTable
from championship.tables.ledger import LedgerTable
from championship.tables.standings import StandingTable
from championship.templatetags.results import points

from .files import season_csv
from .finding import NothingHere, link, may_see_hidden, season_crumbs, season_link, season_or_404

TITLES = {
    Championship.Recipient.ENTRY: gettext_lazy("Teams"),
    Championship.Recipient.DRIVER: gettext_lazy("Drivers"),
    Championship.Recipient.TEAM: gettext_lazy("Teams"),
    Championship.Recipient.MANUFACTURER: gettext_lazy("Manufacturers"),
}


@require_safe
def standings(request, series, season):
    season = season_or_404(request, series, season)
    context = {
        "season": season,
        "section": "standings",
        "leaders": leaders(season),
        "reported": reported_champions(season),
        "championships": list(season.championships.all()),
        "breadcrumbs": season_crumbs(season),
    }
    return render(request, "championship/standings.html", context)


@require_safe
def standing(request, series, season, championship):
    make = partial(_standing, request, series, season, championship)
    return render_with_parts(request, "championship/standing.html", "standings", make)


def _standing(request, series, season, championship):
    season, page = standing_page_or_404(request, series, season, championship)
    return {
        "season": season,
        "page": page,
        "decided": _decided(page),
        "table": _table(season, page),
        "classes": _classes(season, page),
        "titles": _titles(season, page),
        "breadcrumbs": season_crumbs(season, season_link(_("Standings"), "standings", season)),
    }


@require_safe
def standing_csv(request, series, season, championship):
    season, page = standing_page_or_404(request, series, season, championship)
    return season_csv(_table(season, page), season, championship)


@require_safe
def why(request, series, season, championship, recipient):
    season = season_or_404(request, series, season)
    page = _explanation_or_404(request, season, championship, recipient)
    context = {
        "season": season,
        "section": "standings",
        "page": page,
        "table": _lines(page),
        "query": _after(page),
        "breadcrumbs": season_crumbs(
            season,
            season_link(_("Standings"), "standings", season),
            _table_link(season, page),
        ),
    }
    return render(request, "championship/why.html", context)


@require_safe
def why_csv(request, series, season, championship, recipient):
    season = season_or_404(request, series, season)
    page = _explanation_or_404(request, season, championship, recipient)
    return season_csv(_lines(page, with_sum=False), season, championship, "why", page.address)


def _decided(page):
    """Who is champion, or can still be, in a sentence; empty where nobody can say."""
    return title_sentence(page.championship, page.states, is_over=page.is_over)


def _explanation_or_404(request, season, slug, recipient):
    page = explain(season, slug, recipient, request.GET.get("after", ""))
    if page is None:
        nearby = [season_link(_("All standings"), "standings", season)]
        if season.championships.filter(slug=slug).exists():
            nearby.insert(0, season_link(_("The newest table"), "standing", season, slug))
        raise NothingHere(season=season, nearby=nearby)
    return page


def _lines(page, *, with_sum=True):
    """Line by line why somebody has its points; of a combined title, title by title."""
    table = PartsTable if page.combined else LedgerTable
    return table(page, caption=_ledger_caption(page), with_sum=with_sum)


def _ledger_caption(page):
    words = {"points": points(page.points), "who": page.recipient.label}
    return _("The %(points)s points of %(who)s, line by line") % words


def _after(page):
    """What keeps a link at an earlier table."""
    return "" if page.is_newest else f"?after={page.after}"


def _table_link(season, page):
    """The table that a row stands in."""
    link = season_link(str(page.championship), "standing", season, page.championship.slug)
    return link | {"url": link["url"] + _after(page)}


def _titles_or_404(request, series, season):
    """The season at this address and its championships: one query, where it has any."""
    titles = list(titles_at(series, season))
    if not titles:
        return season_or_404(request, series, season), titles
    found = titles[0].season
    if not (found.is_public or may_see_hidden(request)):
        raise NothingHere(nearby=[link(_("All series"), "series-list")])
    return found, titles


def standing_page_or_404(request, series, season, slug):
    """The season at an address, and the table of a title there, after the round asked for."""
    season, titles = _titles_or_404(request, series, season)
    page = standing_table(season, slug, request.GET.get("after", ""), titles)
    if page is None:
        nearby = [season_link(_("All standings"), "standings", season)]
        raise NothingHere(season=season, nearby=nearby)
    return season, page


def _table(season, page):
    words = {"title": page.championship}
    if page.combined:
        caption = _("%(title)s: ranks and points by title that counts") % words
    else:
        caption = _("%(title)s: places and points by round") % words
    return StandingTable(page, season=season, caption=caption)


def _classes(season, page):
    """The same title in the other classes; where it has none there, the class's first."""
    own = page.championship
    chosen = {}
    for row in page.siblings:
        known = chosen.get(row.car_class_id)
        if known is None or (row.recipient == own.recipient != known.recipient) or row == own:
            chosen[row.car_class_id] = row
    return [
        season_link(row.car_class or _("Overall"), "standing", season, row.slug)
        | {"current": row == own, "class_slug": row.car_class and row.car_class.slug}
        for row in sorted(chosen.values(), key=_class_order)
    ]


def _class_order(championship):
    """As the classes are ordered; tables over all of them first."""
    car_class = championship.car_class
    return (car_class.order, car_class.code) if car_class else (0, "")


def _titles(season, page):
    """The titles of this class; all by their names where two rank the same."""
    own = page.championship
    rows = [row for row in page.siblings if row.car_class_id == own.car_class_id]
    labels = [TITLES[row.recipient] for row in rows]
    are_told_apart = len(set(labels)) == len(labels)
    return [
        season_link(label if are_told_apart else row.name, "standing", season, row.slug)
        | {"current": row == own}
        for row, label in zip(rows, labels, strict=True)
    ]
