"""Finding a season by the addresses of its series and its own."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from championship.models import OrganisationRole, Season, Series


class NoSuchSeason(Exception):
    """There is no such season; the message names those that there are."""


def find_season(series: str, season: str) -> Season:
    """The season at /<series>/<season>/, public or not, with its series joined.

    Raises NoSuchSeason. One query, two if it is not found.
    """
    seasons = Season.objects.select_related("series")
    found = seasons.filter(series__slug=series, slug=season).first()
    if found is None:
        known = ", ".join(f"{row.series.slug} {row.slug}" for row in seasons) or "none"
        raise NoSuchSeason(f"There is no season {series} {season}. Known: {known}.")
    return found


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series with its seasons, newest first, and the bodies behind it."""

    series: Series
    seasons: list[Season]
    roles: list[OrganisationRole]


def all_series(*, hidden: bool = False) -> list[SeriesPage]:
    """Every series that has a public season, or every one at all. Three queries."""
    wanted = Prefetch("seasons", queryset=_seasons(hidden), to_attr="shown")
    roles = Prefetch("roles", queryset=OrganisationRole.objects.select_related("organisation"))
    rows = Series.objects.prefetch_related(wanted, roles)
    return [
        SeriesPage(row, row.shown, list(row.roles.all())) for row in rows if row.shown or hidden
    ]


def series_page(slug: str, *, hidden: bool = False) -> SeriesPage | None:
    """One series; None if there is none, or none of its seasons is public. Three queries."""
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        return None
    seasons = list(_seasons(hidden).filter(series=series))
    if not (seasons or hidden):
        return None
    roles = series.roles.select_related("organisation").order_by("role", "organisation__name")
    return SeriesPage(series, seasons, list(roles))


def _seasons(hidden: bool) -> QuerySet[Season]:
    seasons = Season.objects.newest_first()
    return seasons if hidden else seasons.public()
