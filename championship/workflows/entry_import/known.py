"""All that is known before a file comes in, read in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from championship.models import (
    Car,
    CarClass,
    CrewRule,
    CrewSeat,
    Driver,
    DriverCategory,
    Entry,
    Event,
    EventCrewSeat,
    EventEntry,
    Manufacturer,
    Season,
    Team,
    Waiver,
)
from championship.queries.entry_list import list_day
from championship.queries.entry_names import (
    Names,
    known_cars,
    known_classes,
    known_drivers,
    known_teams,
)

GONE = (Entry.Status.WITHDRAWN, Entry.Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Known:
    """The season, its list and whoever the site knows. `entries` are the season's.

    `categories` are those in force on the list's day, by the key of the driver;
    `waived` the keys of entries whose drivers may race in several cars.
    """

    season: Season
    event: Event | None
    day: date
    classes: Names[CarClass]
    teams: Names[Team]
    drivers: Names[Driver]
    cars: Names[Car]
    makers: tuple[Manufacturer, ...]
    entries: tuple[Entry, ...]
    event_entries: tuple[EventEntry, ...]
    categories: dict[int, DriverCategory]
    waived: frozenset[int]

    @property
    def listed(self) -> tuple[Entry, ...] | tuple[EventEntry, ...]:
        """The cars of the list that is imported into."""
        return self.event_entries if self.event else self.entries


def load_known(season: Season, event: Event | None) -> Known:
    """Read everything that a file is held against. Seventeen queries at most."""
    day = list_day(season, event)
    entries = _entries(season)
    return Known(
        season=season,
        event=event,
        day=day,
        classes=known_classes(season),
        teams=known_teams(),
        drivers=known_drivers(),
        cars=known_cars(),
        makers=tuple(Manufacturer.objects.all()),
        entries=entries,
        event_entries=_event_entries(event, entries) if event else (),
        categories=_categories(day),
        waived=_waived(season, event),
    )


def _entries(season: Season) -> tuple[Entry, ...]:
    entries = Entry.objects.filter(season=season).select_related("car_class", "team", "car")
    return tuple(entries.prefetch_related(_crew(CrewSeat)))


def _event_entries(event: Event, entries: Iterable[Entry]) -> tuple[EventEntry, ...]:
    """The cars of an event, each with its entry as it was read with the season's."""
    rows = EventEntry.objects.filter(event=event).select_related("car_class", "car")
    of_season = {entry.pk: entry for entry in entries}
    cars = tuple(rows.prefetch_related(_crew(EventCrewSeat)))
    for car in cars:
        if car.entry_id in of_season:
            car.entry = of_season[car.entry_id]
    return cars


def _crew(model) -> Prefetch:
    return Prefetch("crew", queryset=model.objects.select_related("driver"))


def _categories(day: date) -> dict[int, DriverCategory]:
    rows = DriverCategory.objects.filter(valid_from__lte=day).order_by("valid_from")
    return {row.driver_id: row for row in rows}


def _waived(season: Season, event: Event | None) -> frozenset[int]:
    """The season's entries with a waiver of one car per driver, on this list."""
    waivers = Waiver.objects.filter(rule=CrewRule.ONE_CAR)
    of_list = Q(entry__season=season)
    if event:
        of_list |= Q(event_entry__event=event)
    keys = waivers.filter(of_list).values_list("entry_id", "event_entry__entry_id")
    return frozenset(of_season or at_event for of_season, at_event in keys)
