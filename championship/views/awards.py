"""What the places of a season earn."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from championship.queries.awards import award_lines
from championship.tables.awards import AwardsFile

from .files import season_csv
from .finding import season_crumbs, season_or_404


@require_safe
def awards(request, series, season):
    season = season_or_404(request, series, season)
    context = {
        "season": season,
        "section": "awards",
        "lines": award_lines(season),
        "breadcrumbs": season_crumbs(season),
    }
    return render(request, "championship/awards.html", context)


@require_safe
def awards_csv(request, series, season):
    season = season_or_404(request, series, season)
    return season_csv(AwardsFile(award_lines(season)), season, "awards")
