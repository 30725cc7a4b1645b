"""Entry lists as they stand inside, and what any list is made of."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Prefetch,
    QuerySet,
)
from django_countries.fields import Country

from championship.models import (
    Car,
    CarClass,
    CrewRule,
    CrewSeat,
    DriverCategory,
    Entry,
    Event,
    EventCrewSeat,
    EventEntry,
    Season,
)

TAKES_PART = Entry.Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in a crew. `driver` is a key; without one the driver is to be announced.

    `category_before` is what the newest earlier list of the season has that knows it;
    `slug` leads to the driver's page.
    """

    driver: int | None
    given_name: str
    family_name: str
    country: Country
    category: str
    category_before: str = field(default="", compare=False)
    slug: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def category_name(self) -> str:
        return DriverCategory.Category(self.category).label if self.category else ""


@dataclass(frozen=True, slots=True)
class PrintedWaiver:
    """A rule that is not held against a crew, and why."""

    rule: str
    reason: str

    @property
    def rule_name(self) -> str:
        return CrewRule(self.rule).label


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One car on a list. `entry` is the key of the season's entry, whatever the list.

    `team_slug` leads to the team's page, where a page links to it.
    """

    entry: int
    number: str
    car_class: CarClass
    team: str
    country: Country
    car: Car | None
    car_name: str
    kind: str
    status: str
    reserve_place: int | None
    scores: bool
    note: str
    crew: tuple[Seat, ...]
    waivers: tuple[PrintedWaiver, ...]
    team_slug: str = field(default="", compare=False)

    @property
    def takes_part(self) -> bool:
        return self.status == TAKES_PART

    @property
    def status_name(self) -> str:
        """Empty for a car that simply takes part."""
        return "" if self.takes_part else Entry.Status(self.status).label


@dataclass(frozen=True, slots=True)
class ClassList:
    """The cars of one class. `common_car` names the model that all of them race, or is empty."""

    car_class: CarClass
    rows: list[EntryRow]
    common_car: str

    @property
    def seats(self) -> int:
        return max((len(row.crew) for row in self.rows), default=0)

    @property
    def cars(self) -> int:
        """How many take part: neither reserves nor cars that are withdrawn."""
        return sum(row.takes_part for row in self.rows)

    @property
    def makes(self) -> int:
        """How many manufacturers' cars take part."""
        return len({row.car.manufacturer_id for row in self.rows if row.takes_part and row.car})


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list by class."""

    classes: list[ClassList]

    @property
    def rows(self) -> list[EntryRow]:
        return [row for group in self.classes for row in group.rows]

    @property
    def cars(self) -> int:
        """How many take part: neither reserves nor cars that are withdrawn."""
        return sum(group.cars for group in self.classes)

    @property
    def cars_by_class(self) -> list[tuple[CarClass, int]]:
        return [(group.car_class, group.cars) for group in self.classes]

    @property
    def reserves(self) -> int:
        return sum(row.status == Entry.Status.RESERVE for row in self.rows)

    @property
    def withdrawn(self) -> int:
        return sum(row.status == Entry.Status.WITHDRAWN for row in self.rows)


def list_day(season: Season, event: Event | None = None) -> date:
    """The day whose driver categories count on a list: its first."""
    return event.starts_on if event else season.starts_on


def current_list(
    season: Season, event: Event | None = None, *, applications: bool = False
) -> EntryList:
    """The list of a season or of one of its events as it stands inside, published or not.

    Of a season without what is only received or rejected, unless all `applications` are
    wanted. Five queries at most, whatever the number of cars.
    """
    return by_class(_event_rows(event) if event else _season_rows(season, applications))


def lists_of_events(events: Collection[Event]) -> dict[int, EntryList]:
    """The lists of several events of a season as they stand inside, by the key of the event.

    Five queries, whatever the number of events and cars.
    """
    entries = list(_event_entries(events))
    known = _categories(_drivers(entries)).values_list("driver_id", "category", "valid_from")
    dated = list(known)
    lists = {}
    for event in events:
        day = list_day(event.season, event)
        categories = {driver: category for driver, category, since in dated if since <= day}
        own = (entry for entry in entries if entry.event_id == event.pk)
        lists[event.pk] = by_class(_event_row(entry, categories) for entry in own)
    return lists


def _season_rows(season: Season, applications: bool) -> list[EntryRow]:
    listed = Entry.objects.all() if applications else Entry.objects.on_the_list()
    entries = list(
        listed.filter(season=season)
        .select_related("car_class__parent", "team", "car__manufacturer")
        .prefetch_related(_crews(CrewSeat), "waivers")
    )
    categories = categories_on(list_day(season), _drivers(entries))
    return [_season_row(entry, categories) for entry in entries]


def _event_rows(event: Event) -> list[EntryRow]:
    entries = list(_event_entries([event]))
    categories = categories_on(list_day(event.season, event), _drivers(entries))
    return [_event_row(entry, categories) for entry in entries]


def _event_entries(events: Collection[Event]) -> QuerySet[EventEntry]:
    return (
        EventEntry.objects.filter(event__in=[event.pk for event in events])
        .select_related("car_class__parent", "entry", "car__manufacturer")
        .prefetch_related(_crews(EventCrewSeat), "waivers", "entry__waivers")
    )


def _crews(model) -> Prefetch:
    return Prefetch("crew", queryset=model.objects.select_related("driver"))


def _drivers(entries: Iterable) -> set[int]:
    return {seat.driver_id for entry in entries for seat in entry.crew.all()} - {None}


def categories_on(day: date, drivers: Iterable[int]) -> dict[int, str]:
    """Of each of these drivers, by their key, the category valid on a day. One query."""
    rows = _categories(drivers).filter(valid_from__lte=day)
    return dict(rows.values_list("driver_id", "category"))


def _categories(drivers: Iterable[int]) -> QuerySet[DriverCategory]:
    """Oldest first, so that of one driver the last that is valid counts."""
    return DriverCategory.objects.filter(driver__in=drivers).order_by("valid_from")


def _season_row(entry: Entry, categories: dict[int, str]) -> EntryRow:
    return EntryRow(
        entry=entry.pk,
        number=entry.number,
        car_class=entry.car_class,
        team=entry.shown_team_name,
        country=entry.shown_team_country,
        car=entry.car,
        car_name=str(entry.car or ""),
        kind=entry.kind,
        status=entry.status,
        reserve_place=entry.reserve_place,
        scores=entry.scores,
        note=entry.note,
        crew=_crew(entry, categories),
        waivers=_waivers(entry.waivers.all()),
    )


# A car entered at an event is what a confirmed entry is in the season.
IN_THE_SEASON = {
    EventEntry.Status.ENTERED: Entry.Status.CONFIRMED,
    EventEntry.Status.RESERVE: Entry.Status.RESERVE,
    EventEntry.Status.WITHDRAWN: Entry.Status.WITHDRAWN,
}


def _event_row(entry: EventEntry, categories: dict[int, str]) -> EntryRow:
    return EntryRow(
        entry=entry.entry_id,
        number=entry.number,
        car_class=entry.car_class,
        team=entry.team_name,
        country=entry.team_country,
        car=entry.car,
        car_name=str(entry.car or ""),
        kind=entry.entry.kind,
        status=IN_THE_SEASON[EventEntry.Status(entry.status)].value,
        reserve_place=entry.reserve_place,
        scores=entry.entry.scores,
        note=entry.note,
        crew=_crew(entry, categories),
        waivers=_waivers([*entry.entry.waivers.all(), *entry.waivers.all()]),
    )


def _crew(entry: Entry | EventEntry, categories: dict[int, str]) -> tuple[Seat, ...]:
    return tuple(_seat(seat, categories) for seat in entry.crew.all())


def _seat(seat: CrewSeat | EventCrewSeat, categories: dict[int, str]) -> Seat:
    driver = seat.driver
    if driver is None:
        return Seat(None, "", "", Country(""), "")
    return Seat(
        driver=driver.pk,
        given_name=driver.given_name,
        family_name=driver.family_name,
        country=seat.country or driver.country,
        category=categories.get(driver.pk, ""),
    )


def _waivers(rows: Iterable) -> tuple[PrintedWaiver, ...]:
    """By rule; what is waived for the event stands before what is waived for the season."""
    reasons = {row.rule: row.reason for row in rows}
    return tuple(PrintedWaiver(rule, reasons[rule]) for rule in sorted(reasons))


def by_class(rows: Iterable[EntryRow]) -> EntryList:
    """These cars by class and number, a sub-class among the cars of its class."""
    groups = defaultdict(list)
    for row in sorted(rows, key=_position):
        groups[top_class(row)].append(row)
    return EntryList(
        [ClassList(car_class, own, _common_car(own)) for car_class, own in groups.items()]
    )


def top_class(row: EntryRow) -> CarClass:
    """The class in whose section of a list a car stands."""
    return row.car_class.parent or row.car_class


def _position(row: EntryRow) -> tuple:
    """By class, then by number as people count: 7 before 25, 007 between them."""
    section = top_class(row)
    return (section.order, section.code, *number_order(row.number))


def number_order(number: str) -> tuple:
    """A key that sorts car numbers by their figures, other ones by their letters."""
    figures = "".join(sign for sign in number if sign.isdigit())
    return (int(figures or 0), len(number), number)


def _common_car(rows: list[EntryRow]) -> str:
    cars = {row.car_name for row in rows}
    return cars.pop() if len(cars) == 1 and len(rows) > 1 else ""
