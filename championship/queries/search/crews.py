"""What tells teams and drivers apart: the cars that they have, and the seats that they had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from championship.models import (
    CarClass,
    ClassifiedDriver,
    Entry,
    EntryListLine,
    EntryListSeat,
    Season,
)

SEATS = 4  # of a driver, the newest


@dataclass(frozen=True, slots=True)
class CarOfTeam:
    """A car of a team in its newest season, with the crew of the newest list that names it."""

    season: Season
    number: str
    car_class: CarClass
    crew: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A car in which a driver sat in a season."""

    series_name: str
    season_name: str
    number: str
    team_name: str


def cars_of_teams(teams: Iterable[int], *, hidden: bool) -> dict[int, list[CarOfTeam]]:
    """The cars of each of these teams in its newest season, by number. Two queries."""
    seen = Q() if hidden else Q(revision__season__is_public=True)
    lines = (
        _newest()
        .filter(seen, entry__team__in=teams)
        .exclude(status=Entry.Status.WITHDRAWN)
        .select_related("entry", "revision__season__series", "car_class")
        .prefetch_related(Prefetch("crew", queryset=EntryListSeat.objects.order_by("order")))
        .order_by("-revision__season__starts_on", "car_class__order", "order")
    )
    found: defaultdict[int, list[CarOfTeam]] = defaultdict(list)
    for line in lines:
        own, season = found[line.entry.team_id], line.revision.season
        if not own or own[0].season == season:
            crew = tuple(seat.family_name for seat in line.crew.all() if seat.family_name)
            own.append(CarOfTeam(season, line.number, line.car_class, crew))
    return found


def seats_of_drivers(drivers: Iterable[int], *, hidden: bool) -> dict[int, Sequence[Seat]]:
    """The newest seats of each of these drivers on lists and in results. Two queries."""
    listed = EntryListSeat.objects.filter(driver__in=drivers, line__in=_newest())
    raced = ClassifiedDriver.objects.filter(driver__in=drivers)
    found: defaultdict[int, set[tuple]] = defaultdict(set)
    for rows, season in (
        (listed, "line__revision__season"),
        (raced, "line__classification__session__season"),
    ):
        seen = Q() if hidden else Q(**{f"{season}__is_public": True})
        columns = ("starts_on", "series__name", "name")
        facts = rows.filter(seen).values_list(
            "driver",
            *(f"{season}__{column}" for column in columns),
            "line__number",
            "line__team_name",
        )
        for driver, *seat in facts.distinct():
            found[driver].add(tuple(seat))
    return {driver: _newest_seats(seats) for driver, seats in found.items()}


def _newest() -> QuerySet[EntryListLine]:
    """The newest line of each entry."""
    newer = EntryListLine.objects.filter(
        entry=OuterRef("entry"), revision__number__gt=OuterRef("revision__number")
    )
    return EntryListLine.objects.filter(~Exists(newer))


def _newest_seats(seats: set[tuple]) -> list[Seat]:
    ordered = sorted(
        sorted(seats, key=lambda seat: seat[1:]), key=lambda seat: seat[0], reverse=True
    )
    return [Seat(*rest) for _day, *rest in ordered[:SEATS]]
