"""Finding a season by the addresses of its series and its own."""

from championship.models import Season


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
