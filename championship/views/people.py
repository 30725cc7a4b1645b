"""Drivers and teams with their history over all series."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.histories import driver_history, team_history
from championship.tables.histories import RacesTable

from .files import csv_response
from .finding import NothingHere, link, may_see_hidden, season_crumbs
from .news import news_of


@require_safe
def driver(request, slug):
    page = _driver_or_404(request, slug)
    seasons = [(season, _table(season)) for season in page.history.seasons]
    context = {
        "page": page,
        "seasons": seasons,
        "news": news_of(request, page.driver),
        **_surroundings(page.history),
    }
    return render(request, "championship/driver.html", context)


@require_safe
def driver_csv(request, slug):
    page = _driver_or_404(request, slug)
    return csv_response(RacesTable(page.history.races), slug, "races")


@require_safe
def team(request, slug):
    page = _team_or_404(request, slug)
    context = {"page": page, "news": news_of(request, page.team), **_surroundings(page.history)}
    return render(request, "championship/team.html", context)


@require_safe
def team_csv(request, slug):
    page = _team_or_404(request, slug)
    return csv_response(RacesTable(page.history.races), slug, "races")


def _surroundings(history):
    """The newest season, whose colours and pages stand around a history, and the way from it."""
    newest = history.newest and history.newest.season
    crumbs = season_crumbs(newest) if newest else [_to_series()]
    return {"season": newest, "breadcrumbs": crumbs}


def _table(season):
    """The races of a season; None where no result is published."""
    if not season.races:
        return None
    words = {"season": f"{season.season.series} {season.season}"}
    return RacesTable(season.races, caption=_("Races in the %(season)s") % words)


def _driver_or_404(request, slug):
    page = driver_history(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_series()])
    return page


def _team_or_404(request, slug):
    page = team_history(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_series()])
    return page


def _to_series():
    return link(_("All series"), "series-list")
