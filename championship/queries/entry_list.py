"""Entry lists: of a season, or of one event as it was there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from championship.models import (
    Car,
    CarClass,
    CrewSeat,
    DriverCategory,
    Entry,
    EntryListCount,
    EntryListRevision,
    Event,
    EventCrewSeat,
    EventEntry,
    Season,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in a crew. Without a family name the driver is to be announced."""

    given_name: str
    family_name: str
    country: object
    category: str
    category_name: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One car on a list. `status` is empty for a car that simply takes part."""

    number: str
    car_class: CarClass
    team: str
    country: object
    car: Car | None
    status: str
    status_name: str
    reserve_place: int | None
    note: str
    crew: list[Seat]


@dataclass(frozen=True, slots=True)
class ClassList:
    """The cars of one class. `common_car` is set if all of them race the same model."""

    car_class: CarClass
    rows: list[EntryRow]
    common_car: Car | None

    @property
    def seats(self) -> int:
        return max((len(row.crew) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list by class, and its issues as they were published."""

    classes: list[ClassList]
    revisions: list[EntryListRevision]

    @property
    def cars(self) -> int:
        return sum(len(group.rows) for group in self.classes)

    @property
    def cars_by_class(self) -> list[tuple[CarClass, int]]:
        return [(group.car_class, len(group.rows)) for group in self.classes]

    @property
    def newest(self) -> EntryListRevision | None:
        return self.revisions[-1] if self.revisions else None

    @property
    def withdrawn(self) -> int:
        rows = (row for group in self.classes for row in group.rows)
        return sum(row.status == Entry.Status.WITHDRAWN for row in rows)


def season_entry_list(season: Season) -> EntryList:
    """The season's list as fans see it, categories as on the season's last day.

    Five queries, whatever the number of cars.
    """
    seats = CrewSeat.objects.select_related("driver")
    entries = list(
        Entry.objects.on_the_list()
        .filter(season=season)
        .select_related("car_class", "team", "car")
        .prefetch_related(Prefetch("crew", queryset=seats))
    )
    categories = _categories(entries, season.ends_on)
    rows = [_season_row(entry, categories) for entry in entries]
    return EntryList(_by_class(rows), _revisions(season))


def event_entry_list(event: Event) -> EntryList:
    """The list of one event, categories as on its first day.

    Five queries, whatever the number of cars. Of the issues only the event's own.
    """
    seats = EventCrewSeat.objects.select_related("driver")
    entries = list(
        EventEntry.objects.filter(event=event)
        .select_related("car_class", "car")
        .prefetch_related(Prefetch("crew", queryset=seats))
    )
    categories = _categories(entries, event.starts_on)
    rows = [_event_row(entry, categories) for entry in entries]
    issues = [issue for issue in _revisions(event.season_id) if issue.event_id == event.pk]
    return EntryList(_by_class(rows), issues)


def _revisions(season) -> list[EntryListRevision]:
    revisions = EntryListRevision.objects.filter(season=season).select_related("event")
    counts = EntryListCount.objects.select_related("car_class")
    return list(revisions.prefetch_related(Prefetch("counts", queryset=counts)))


def _categories(entries: Iterable, day: date) -> dict[int, DriverCategory]:
    """Of each driver of these crews the category valid on a day. One query."""
    drivers = {seat.driver_id for entry in entries for seat in entry.crew.all()}
    known = defaultdict(list)
    for row in DriverCategory.objects.filter(driver__in=drivers - {None}, valid_from__lte=day):
        known[row.driver_id].append(row)
    return {driver: max(rows, key=lambda row: row.valid_from) for driver, rows in known.items()}


def _season_row(entry: Entry, categories) -> EntryRow:
    plain = entry.status == Entry.Status.CONFIRMED
    return EntryRow(
        number=entry.number,
        car_class=entry.car_class,
        team=entry.shown_team_name,
        country=entry.team.country,
        car=entry.car,
        status="" if plain else entry.status,
        status_name="" if plain else entry.get_status_display(),
        reserve_place=entry.reserve_place,
        note=entry.note,
        crew=[_seat(seat, categories) for seat in entry.crew.all()],
    )


def _event_row(entry: EventEntry, categories) -> EntryRow:
    plain = entry.status == EventEntry.Status.ENTERED
    return EntryRow(
        number=entry.number,
        car_class=entry.car_class,
        team=entry.team_name,
        country=entry.team_country,
        car=entry.car,
        status="" if plain else entry.status,
        status_name="" if plain else entry.get_status_display(),
        reserve_place=None,
        note=entry.note,
        crew=[_seat(seat, categories, seat.country) for seat in entry.crew.all()],
    )


def _seat(seat, categories, country=None) -> Seat:
    driver = seat.driver
    if driver is None:
        return Seat("", "", "", "", "")
    known = categories.get(driver.pk)
    return Seat(
        given_name=driver.given_name,
        family_name=driver.family_name,
        country=country or driver.country,
        category=known.category[0].upper() if known else "",
        category_name=known.get_category_display() if known else "",
    )


def _by_class(rows: Iterable[EntryRow]) -> list[ClassList]:
    groups = defaultdict(list)
    for row in sorted(rows, key=_position):
        groups[row.car_class].append(row)
    return [ClassList(car_class, own, _common_car(own)) for car_class, own in groups.items()]


def _position(row: EntryRow) -> tuple:
    """By class, then by number as people count: 7 before 25, 007 between them."""
    return (row.car_class.order, row.car_class.code, *number_order(row.number))


def number_order(number: str) -> tuple:
    """A key that sorts car numbers by their figures, other ones by their letters."""
    figures = "".join(sign for sign in number if sign.isdigit())
    return (int(figures or 0), len(number), number)


def _common_car(rows: list[EntryRow]) -> Car | None:
    cars = {row.car for row in rows}
    return cars.pop() if len(cars) == 1 and len(rows) > 1 else None
