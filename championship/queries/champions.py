"""Who won the titles of a series, season by season, and what changed from one to the next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from championship.models import (
    Championship,
    Circuit,
    Classification,
    EntryListCount,
    EntryListLine,
    EntryListRevision,
    Event,
    ReportedPlace,
    Season,
    Series,
    Session,
    Standing,
)

from .recipients import JOINED, Recipient, recipient_entry, recipient_someone

COUNTED = (
    "season",
    "feeds__season",
    "combination__sources__championship__season",
    "combination__sources__championship__feeds__season",
)

CLASS_OF_A_LIST = ("revision__season", "car_class__order", "car_class__code")


class How(StrEnum):
    """How it is known who is first in a title; why it may not be a champion yet."""

    FINAL = "final"
    REPORTED = "reported"
    OPEN = "open"
    PROVISIONAL = "provisional"
    GAPS = "gaps"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A title and who is first in it. Champions only if `how` is final or reported."""

    championship: Championship
    how: How
    rows: tuple[Standing | ReportedPlace, ...] = ()

    @property
    def is_won(self) -> bool:
        return self.how in (How.FINAL, How.REPORTED)

    @property
    def recipients(self) -> list[Recipient]:
        return [_recipient(row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rounds of a season that are not cancelled, and how far their results are.

    `to_come` counts those without a published race, while the season lasts; once it is over,
    those are `unknown`.
    """

    rounds: int = 0
    to_come: int = 0
    unknown: int = 0
    is_provisional: bool = False
    has_gaps: bool = False
    circuits: tuple[Circuit, ...] = ()
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClassChange:
    """The cars of a class on two lists; None where the class was not on one."""

    code: str
    before: int | None
    cars: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is known to differ from the season before. `rounds` and `before` are 0 if unknown."""

    previous: Season
    before: int
    rounds: int
    new: tuple[Circuit, ...]
    gone: tuple[Circuit, ...]
    classes: tuple[ClassChange, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.before or self.classes)


@dataclass(frozen=True, slots=True)
class SeasonOfChampions:
    """A season with its titles and what was raced; `entries` are class and cars of its list.

    `changes` is None for the first season that is known.
    """

    season: Season
    outcomes: list[Outcome]
    calendar: Calendar
    entries: dict[str, int]
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class ChampionsPage:
    """The champions of a series, newest season first."""

    series: Series
    seasons: list[SeasonOfChampions]

    @property
    def outcomes(self) -> list[Outcome]:
        """Every title, the newest season first."""
        return [outcome for one in self.seasons for outcome in one.outcomes]

    @property
    def computed_at(self) -> datetime | None:
        """When the newest result behind the titles was published."""
        moments = (one.calendar.published_at for one in self.seasons)
        return max((moment for moment in moments if moment), default=None)


def champions_page(slug: str, *, hidden: bool = False) -> ChampionsPage | None:
    """The champions of a series; None if there is none to be seen. Eight queries."""
    series = Series.objects.filter(slug=slug).first()
    if series is None:
        return None
    found = series.seasons.select_related("series").newest_first()
    seasons = list(found if hidden else found.public())
    if not (seasons or hidden):
        return None
    titles = Championship.objects.filter(season__in=seasons)
    own, calendars = _outcomes(titles, {season.pk for season in seasons})
    lists = _season_lists(seasons)
    rows = [
        (season, own.get(season.pk, []), calendars.get(season.pk, Calendar()), lists[season.pk])
        for season in seasons
    ]
    shown = [
        SeasonOfChampions(*row, _changes(row, before)) for row, before in pairwise([*rows, None])
    ]
    return ChampionsPage(series, shown)


def season_changes(season: Season, *, hidden: bool = False) -> Changes | None:
    """What is known to differ from the season before that the reader may see. Three queries.

    None if there is no season before, or nothing is known to compare.
    """
    older = Season.objects.filter(series=season.series_id, starts_on__lt=season.starts_on)
    previous = (older if hidden else older.public()).newest_first().first()
    if previous is None:
        return None
    calendars, lists = _calendars([season.pk, previous.pk]), _season_lists([season, previous])
    now, then = (
        (one, [], calendars.get(one.pk, Calendar()), lists[one.pk]) for one in (season, previous)
    )
    changes = _changes(now, then)
    return changes if changes and changes.is_known else None


def outcomes(titles: QuerySet[Championship]) -> list[Outcome]:
    """How each of these titles stands, in the order of their seasons. Five queries."""
    by_season, _calendars = _outcomes(titles, set())
    return [one for own in by_season.values() for one in own]


def _outcomes(
    titles: QuerySet[Championship], seasons: set[int]
) -> tuple[dict[int, list[Outcome]], dict[int, Calendar]]:
    """The titles by the key of their season; the calendars of these seasons and all that count."""
    counted = _counted_seasons(titles)
    calendars = _calendars(seasons.union(*counted.values()))
    tables = _first_rows(titles)
    reported = _reported(titles)
    found: defaultdict[int, list[Outcome]] = defaultdict(list)
    rows = titles.select_related("season__series", "car_class")
    for title in rows.order_by("-season__starts_on", "season", "order", "name"):
        own = [calendars.get(key, Calendar()) for key in counted[title.pk]]
        found[title.season_id].append(_outcome(title, tables[title.pk], reported[title.pk], own))
    return found, calendars


def _outcome(
    title: Championship,
    table: list[Standing],
    reported: list[ReportedPlace],
    calendars: Sequence[Calendar],
) -> Outcome:
    is_open = any(one.to_come for one in calendars)
    is_provisional = any(one.is_provisional for one in calendars)
    has_gaps = any(one.has_gaps or one.unknown for one in calendars)
    if table and not (is_open or is_provisional or has_gaps):
        return Outcome(title, How.FINAL, tuple(table))
    if reported:
        return Outcome(title, How.REPORTED, tuple(reported))
    if is_open:
        return Outcome(title, How.OPEN, tuple(table))
    if table:
        how = How.PROVISIONAL if is_provisional else How.GAPS
        return Outcome(title, how, tuple(table))
    return Outcome(title, How.UNKNOWN)


def _recipient(row: Standing | ReportedPlace) -> Recipient:
    if row.entry:
        return recipient_entry(row.entry)
    return recipient_someone(row.subject)


def _counted_seasons(titles: QuerySet[Championship]) -> dict[int, set[int]]:
    """The seasons whose rounds count for each title: its own or those of its sources."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for key, *seasons in titles.order_by().values_list("pk", *COUNTED):
        found[key].update(season for season in seasons if season is not None)
    return found


def _calendars(seasons: Iterable[int]) -> dict[int, Calendar]:
    """The rounds of seasons with the states of their results. One query."""
    newest = Classification.objects.filter(session=OuterRef("rounds__sessions")).order_by(
        "-revision"
    )
    events = (
        Event.objects.filter(season__in=seasons)
        .exclude(status=Event.Status.CANCELLED)
        .select_related("circuit", "season")
        .annotate(
            round=F("rounds"),
            kind=F("rounds__sessions__kind"),
            state=Subquery(newest.values("state")[:1]),
            gaps=Subquery(newest.values("is_incomplete")[:1]),
            published_at=Subquery(newest.values("published_at")[:1]),
        )
    )
    by_season: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events.order_by("starts_on", "pk"):
        by_season[event.season_id].append(event)
    return {season: _calendar(rows) for season, rows in by_season.items()}


def _calendar(rows: list[Event]) -> Calendar:
    """A season's calendar from a row for each session of each round of each event."""
    rounds = {row.round for row in rows if row.round}
    races = [row for row in rows if row.kind in Session.RACES]
    waiting = {row.round for row in races if not row.state}
    without_race = len(rounds - {row.round for row in races} | waiting)
    is_over = any(row.season.is_over for row in rows)
    return Calendar(
        rounds=len(rounds),
        to_come=0 if is_over else without_race,
        unknown=without_race if is_over else 0,
        is_provisional=any(row.state == Classification.State.PROVISIONAL for row in rows),
        has_gaps=any(row.gaps for row in rows),
        circuits=tuple(dict.fromkeys(row.circuit for row in rows)),
        published_at=max((row.published_at for row in rows if row.published_at), default=None),
    )


def _first_rows(titles: QuerySet[Championship]) -> dict[int, list[Standing]]:
    """Who is first in the newest table of each title. One query."""
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    rows = Standing.objects.filter(
        championship__in=titles, rank=1, after=Subquery(newest.values("after")[:1])
    ).select_related(*JOINED)
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    for row in rows.order_by("championship", "order"):
        found[row.championship_id].append(row)
    return found


def _reported(titles: QuerySet[Championship]) -> dict[int, list[ReportedPlace]]:
    """Who was first in each title as others report it. One query."""
    rows = ReportedPlace.objects.filter(championship__in=titles, place=1).select_related(*JOINED)
    found: defaultdict[int, list[ReportedPlace]] = defaultdict(list)
    for row in rows.order_by("championship", "order"):
        found[row.championship_id].append(row)
    return found


def _season_lists(seasons: Iterable[Season]) -> dict[int, dict[str, int]]:
    """The cars of each class on the newest list of each season, by the season. One query."""
    newer = EntryListRevision.objects.filter(
        season=OuterRef("season"), event=None, number__gt=OuterRef("number")
    )
    issues = EntryListRevision.objects.filter(~Exists(newer), season__in=seasons, event=None)
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for season, _order, code, cars in sorted(_counts(issues).union(_lines(issues))):
        found[season][code] = cars
    return found


def _counts(issues: QuerySet[EntryListRevision]) -> QuerySet:
    rows = EntryListCount.objects.filter(revision__in=issues)
    return rows.order_by().values_list(*CLASS_OF_A_LIST, "cars")


def _lines(issues: QuerySet[EntryListRevision]) -> QuerySet:
    rows = EntryListLine.objects.filter(revision__in=issues, status="confirmed")
    return rows.order_by().values_list(*CLASS_OF_A_LIST).annotate(Count("pk"))


Row = tuple[Season, list[Outcome], Calendar, dict[str, int]]


def _changes(row: Row, before: Row | None) -> Changes | None:
    """What is known to differ between two seasons; None if there is none before."""
    if before is None:
        return None
    (_season, _own, now, entries), (previous, _others, then, entered) = row, before
    is_known = bool(now.rounds and then.rounds)
    codes = dict.fromkeys([*entries, *entered]) if entries and entered else {}
    return Changes(
        previous=previous,
        before=then.rounds if is_known else 0,
        rounds=now.rounds if is_known else 0,
        new=tuple(one for one in now.circuits if is_known and one not in then.circuits),
        gone=tuple(one for one in then.circuits if is_known and one not in now.circuits),
        classes=tuple(ClassChange(code, entered.get(code), entries.get(code)) for code in codes),
    )


def is_public(hidden: bool, season: str) -> Q:
    """What a reader may see of rows that belong to a season, by the path to it."""
    return Q() if hidden else Q(**{f"{season}__is_public": True})
