"""What the places of a season earn, and what became of it."""

from itertools import groupby

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.as_published import awards_page
from championship.tables.awards import AwardsFile

from .files import season_csv
from .finding import NothingHere, season_crumbs, season_link, season_or_404


@require_safe
def awards(request, series, season):
    season = season_or_404(request, series, season)
    page = _page_or_404(request, season)
    context = {
        "season": season,
        "section": "awards",
        "page": page,
        "awards": by_award(page.lines),
        "agreements": season.agreements.all(),
        "query": _query(page),
        "breadcrumbs": season_crumbs(season),
    }
    return render(request, "championship/awards.html", context)


@require_safe
def awards_csv(request, series, season):
    season = season_or_404(request, series, season)
    page = _page_or_404(request, season)
    return season_csv(AwardsFile(page.lines), season, "awards")


def by_award(lines):
    """The places of each award together: the award, and its lines."""
    return [
        {"award": award, "lines": list(own)}
        for award, own in groupby(lines, key=lambda line: line.award)
    ]


def _page_or_404(request, season):
    asked = {name: request.GET.get(name, "") for name in ("after", "revision")}
    page = awards_page(season, **asked)
    if page is None:
        raise NothingHere(season=season, nearby=[season_link(_("Awards"), "awards", season)])
    return page


def _query(page):
    """What keeps the file at what is shown."""
    if page.is_now:
        return ""
    revision = f"&revision={page.revision.revision}" if page.revision else ""
    return f"?after={page.after.number}{revision}"
