"""The rounds of a championship in the order in which they count, over all series that feed it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from championship.models import (
    Championship,
    ChampionshipFeed,
    Classification,
    Combination,
    CombinationSource,
    Round,
    Season,
    Session,
    Standing,
)

from .rulebook import Calendar

FIELDS = (
    "pk",
    "season_id",
    "number",
    "event__name",
    "event__short_name",
    "event__starts_on",
    "season__is_public",
    "season__slug",
    "season__series__slug",
    "season__series__name",
    "season__series__short_name",
    "sessions__pk",
    "sessions__kind",
    "sessions__slug",
    "sessions__name",
    "sessions__starts_on",
    "sessions__points_factor",
)


@dataclass(frozen=True, slots=True)
class RoundSession:
    """A session of a round, with the state of its newest classification, if it has one.

    `has_gaps` tells that not every car in that is known. `address` holds what leads to its
    result: series, season, session. None where the season is not public and not the reader's own.
    """

    key: int
    kind: str
    slug: str
    name: str
    starts_on: date | None
    factor: object
    state: str | None
    address: tuple[str, str, str] | None
    has_gaps: bool = False


@dataclass(frozen=True, slots=True)
class CountedRound:
    """A round as a championship numbers it, with the day by which it is ordered.

    `series` is named only where several count; `own_number` is that in its own season.
    """

    key: int
    number: int
    day: date
    short: str
    series: str
    has_table: bool
    season: int = 0
    own_number: int = 0
    sessions: tuple[RoundSession, ...] = field(default=())

    @property
    def starts_on(self) -> date | None:
        """The day of its race."""
        days = [one.starts_on for one in self.sessions if one.kind == Session.Kind.RACE]
        return min((day for day in days if day), default=None)


def titles(season: Season) -> QuerySet[Championship]:
    """The championships of a season with their class, and how many seasons feed each.

    `is_combined` says whether a title is made of others.
    """
    return _told(season.championships)


def titles_at(series: str, season: str) -> QuerySet[Championship]:
    """The same of the season at an address, with the season and its series."""
    rows = Championship.objects.filter(season__series__slug=series, season__slug=season)
    return _told(rows).select_related("car_class", "season__series").defer("season__sources")


def _told(championships: QuerySet[Championship]) -> QuerySet[Championship]:
    return championships.select_related("car_class").annotate(
        fed=Count("feeds"),
        is_combined=Exists(Combination.objects.filter(championship=OuterRef("pk"))),
    )


def counted_rounds(championship: Championship) -> list[CountedRound]:
    """Every round of a championship's own season and of those that feed it, in their order.

    Of a combined title those of all its sources. One query, whatever the size of the
    seasons. `championship` is one of titles().
    """
    newest = Classification.objects.filter(session=OuterRef("sessions")).order_by("-revision")
    rows = (
        Round.objects.filter(_counting_for(championship))
        .annotate(
            has_table=Exists(
                Standing.objects.filter(championship=championship, round=OuterRef("pk"))
            ),
            state=Subquery(newest.values("state")[:1]),
            has_gaps=Subquery(newest.values("is_incomplete")[:1]),
        )
        .order_by(
            "season_id", "number", "sessions__starts_on", "sessions__starts_at", "sessions__pk"
        )
        .values(*FIELDS, "has_table", "state", "has_gaps")
    )
    by_round = [list(own) for _key, own in groupby(rows, itemgetter("pk"))]
    several = bool(championship.fed or championship.is_combined)
    numbers = Calendar.of(map(_dated, by_round), several=several).numbers
    own = championship.season_id
    counted = (_counted(rows, numbers[rows[0]["pk"]], own, several) for rows in by_round)
    return sorted(counted, key=lambda row: row.number)


def _counting_for(championship: Championship) -> Q:
    """The rounds of the seasons that count for a championship."""
    if not championship.is_combined:
        return _of_season_and_feeds(Championship.objects.filter(pk=championship.pk))
    sources = CombinationSource.objects.filter(combination__championship=championship)
    return _of_season_and_feeds(
        Championship.objects.filter(pk__in=sources.values("championship"), combination=None)
    )


def _of_season_and_feeds(championships: QuerySet[Championship]) -> Q:
    feeds = ChampionshipFeed.objects.filter(championship__in=championships)
    return Q(season__in=championships.values("season")) | Q(season__in=feeds.values("season"))


def calendar(rounds: Iterable[CountedRound]) -> Calendar:
    """The numbers and days of rounds, as the scoring rules take them."""
    rounds = list(rounds)
    return Calendar(
        {row.key: row.number for row in rounds}, {row.number: row.day for row in rounds}
    )


def _dated(rows: list[dict]) -> tuple[int, int, int, date]:
    """Season, key, number and day of a round: the day of its first session, or of its event."""
    first = rows[0]
    days = [row["sessions__starts_on"] for row in rows if row["sessions__starts_on"]]
    day = min(days, default=first["event__starts_on"])
    return first["season_id"], first["pk"], first["number"], day


def _counted(rows: list[dict], number: int, own_season: int, several: bool) -> CountedRound:
    first = rows[0]
    series = first["season__series__short_name"] or first["season__series__name"]
    return CountedRound(
        key=first["pk"],
        number=number,
        day=_dated(rows)[3],
        short=first["event__short_name"] or first["event__name"],
        series=series if several else "",
        has_table=first["has_table"],
        season=first["season_id"],
        own_number=first["number"],
        sessions=tuple(_session(row, own_season) for row in rows if row["sessions__pk"]),
    )


def _session(row: dict, own_season: int) -> RoundSession:
    is_linked = row["season__is_public"] or row["season_id"] == own_season
    return RoundSession(
        key=row["sessions__pk"],
        kind=row["sessions__kind"],
        slug=row["sessions__slug"],
        name=row["sessions__name"],
        starts_on=row["sessions__starts_on"],
        factor=row["sessions__points_factor"],
        state=row["state"],
        address=(row["season__series__slug"], row["season__slug"], row["sessions__slug"])
        if is_linked
        else None,
        has_gaps=bool(row["has_gaps"]),
    )
