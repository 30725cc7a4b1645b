"""Models of car: who raced them, and what they won. All as it was published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from championship.models import (
    Bonus,
    Car,
    CarClass,
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
    Entry,
    EntryListLine,
    EntryListRevision,
    EventEntry,
    Season,
    Session,
    Status,
)

from .basis import Basis, PublishedRace, basis_of
from .champions import Outcome, is_public, outcomes
from .entry_list import number_order

NO_START = (Status.DID_NOT_START, Status.WITHDRAWN)
PODIUM = 3


@dataclass(frozen=True, slots=True)
class Entered:
    """One car of the model in a season, by the last name and number that were published.

    `team_slug` leads to its team.
    """

    number: str
    car_class: CarClass
    team: str
    team_slug: str


@dataclass(slots=True)
class Record:
    """What the cars of the model did in races of one class."""

    car_class: CarClass
    starts: int = 0
    wins: int = 0
    podiums: int = 0
    poles: int = 0
    best: int | None = None


@dataclass(frozen=True, slots=True)
class SeasonOfCar:
    """The cars of a model in a season, what they did in each class, and the titles won."""

    season: Season
    cars: list[Entered]
    records: list[Record]
    titles: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CarPage:
    """A model of car with its seasons, newest first."""

    car: Car
    seasons: list[SeasonOfCar]
    basis: Basis

    @property
    def cars(self) -> int:
        return sum(len(one.cars) for one in self.seasons)

    def total(self, what: str) -> int:
        return sum(getattr(row, what) for one in self.seasons for row in one.records)

    @property
    def starts(self) -> int:
        return self.total("starts")

    @property
    def wins(self) -> int:
        return self.total("wins")

    @property
    def podiums(self) -> int:
        return self.total("podiums")

    @property
    def poles(self) -> int:
        return self.total("poles")

    @property
    def best(self) -> int | None:
        """The best place in class, None if nothing was classified."""
        places = (row.best for one in self.seasons for row in one.records)
        return min((place for place in places if place), default=None)

    @property
    def titles(self) -> int:
        return sum(len(one.titles) for one in self.seasons)

    @property
    def rows(self) -> list[tuple[Season, Record]]:
        """Every season, class by class."""
        return [(one.season, row) for one in self.seasons for row in one.records]


def all_cars(*, hidden: bool = False) -> list[Car]:
    """Every model that the reader may know, by its maker. One query."""
    return list(known_cars(hidden).order_by("manufacturer__name", "name"))


def known_cars(hidden: bool) -> QuerySet[Car]:
    """The models that stand on a list that the reader may see, also on an older one."""
    cars = Car.objects.select_related("manufacturer")
    if hidden:
        return cars
    entries = Entry.objects.on_the_list().filter(season__is_public=True)
    own = (
        EntryListLine.objects.filter(revision__season__is_public=True),
        EventEntry.objects.filter(entry__in=entries),
        entries,
    )
    listed, at_events, for_seasons = (Exists(rows.filter(car=OuterRef("pk"))) for rows in own)
    return cars.filter(listed | at_events | for_seasons)


def car_page(slug: str, *, hidden: bool = False) -> CarPage | None:
    """A model of car; None if there is none that the reader may know. Ten queries."""
    car = known_cars(hidden).filter(slug=slug).first()
    if car is None:
        return None
    joined = (
        "car_class",
        "event_entry__entry__team",
        "classification__session__season__series",
        "classification__session__event",
    )
    raced = list(_raced(hidden).filter(event_entry__car=car).select_related(*joined))
    joined = ("car_class", "entry__team", "revision__season__series")
    listed = list(_listed(hidden).filter(car=car).select_related(*joined))
    seasons = {line.classification.session.season for line in raced}
    seasons |= {line.revision.season for line in listed}
    cars, records = _cars(listed, raced), _records(raced, _poles(car, hidden))
    won = _titles(seasons, raced, {(one, key) for one, own in cars.items() for key in own})
    return CarPage(
        car,
        [
            SeasonOfCar(
                season,
                sorted(cars[season.pk].values(), key=_by_class_and_number),
                sorted(records[season.pk].values(), key=_by_class),
                won[season.pk],
            )
            for season in sorted(seasons, key=_newest_first)
        ],
        basis_of(map(_published, raced)),
    )


def _published(line: ClassificationLine) -> PublishedRace:
    issue = line.classification
    return PublishedRace(
        issue.session_id,
        issue.session.starts_on or issue.session.event.starts_on,
        issue.state,
        issue.is_incomplete,
        issue.published_at,
    )


def _listed(hidden: bool) -> QuerySet[EntryListLine]:
    """The cars that take part by the newest published list of each season and event."""
    newer = EntryListRevision.objects.filter(
        season=OuterRef("season"), number__gt=OuterRef("number")
    )
    of_event = Exists(newer.filter(event=OuterRef("event")))
    of_season = Q(event__isnull=True) & Exists(newer.filter(event__isnull=True))
    newest = EntryListRevision.objects.filter(~of_event).exclude(of_season)
    lines = EntryListLine.objects.filter(
        is_public(hidden, "revision__season"),
        revision__in=newest,
        status=Entry.Status.CONFIRMED,
    )
    return lines.order_by("revision__number", "order")


def _raced(hidden: bool) -> QuerySet[ClassificationLine]:
    """The cars in the newest classifications of races, first to last."""
    lines = ClassificationLine.objects.filter(
        is_public(hidden, "classification__session__season"),
        classification__in=Classification.objects.newest(),
        classification__session__kind__in=Session.RACES,
    )
    return lines.order_by("classification__session__starts_on", "classification", "order")


def _cars(
    listed: Iterable[EntryListLine], raced: Iterable[ClassificationLine]
) -> dict[int, dict[int, Entered]]:
    """The cars by season and entry: as raced where they did, otherwise as listed."""
    found: defaultdict[int, dict[int, Entered]] = defaultdict(dict)
    for line in listed:
        shown = Entered(line.number, line.car_class, line.team_name, line.entry.team.slug)
        found[line.revision.season_id][line.entry_id] = shown
    for line in raced:
        entry = line.event_entry.entry
        shown = Entered(line.number, line.car_class, line.team_name, entry.team.slug)
        found[line.classification.session.season_id][entry.pk] = shown
    return found


def _poles(car: Car, hidden: bool) -> list[ClassifiedBonus]:
    rows = ClassifiedBonus.objects.filter(
        is_public(hidden, "classification__session__season"),
        kind=Bonus.Kind.POLE,
        classification__in=Classification.objects.newest(),
        event_entry__car=car,
    )
    return list(rows.select_related("classification__session", "car_class"))


def _records(
    raced: Iterable[ClassificationLine], poles: Iterable[ClassifiedBonus]
) -> dict[int, dict[int, Record]]:
    """What was reached, by season and class."""
    found: defaultdict[int, dict[int, Record]] = defaultdict(dict)

    def record(row: ClassificationLine | ClassifiedBonus) -> Record:
        own = found[row.classification.session.season_id]
        return own.setdefault(row.car_class_id, Record(row.car_class))

    for line in raced:
        one = record(line)
        one.starts += line.status not in NO_START
        one.wins += line.class_place == 1
        if line.class_place is not None:
            one.podiums += line.class_place <= PODIUM
            one.best = min(line.class_place, one.best or line.class_place)
    for pole in poles:
        record(pole).poles += 1
    return found


def _titles(
    seasons: Iterable[Season], raced: list[ClassificationLine], entries: set[tuple[int, int]]
) -> dict[int, list[Outcome]]:
    """The titles of cars of the model, and of drivers who raced it that season. Six queries."""
    of_lines = {line.pk: line for line in raced}
    crews = ClassifiedDriver.objects.filter(line__in=of_lines).values_list("line", "driver")
    drivers = {
        (of_lines[line].classification.session.season_id, car_class, driver)
        for line, driver in crews
        for car_class in (None, of_lines[line].car_class_id, of_lines[line].car_class.parent_id)
    }
    found: defaultdict[int, list[Outcome]] = defaultdict(list)
    for one in outcomes(Championship.objects.filter(season__in=[row.pk for row in seasons])):
        season, car_class = one.championship.season_id, one.championship.car_class_id
        is_own = any(
            (season, row.entry_id) in entries or (season, car_class, row.driver_id) in drivers
            for row in one.rows
        )
        if one.is_won and is_own:
            found[season].append(one)
    return found


def _newest_first(season: Season) -> tuple:
    return -season.starts_on.toordinal(), season.series.name


def _by_class(record: Record) -> tuple:
    return record.car_class.order, record.car_class.code


def _by_class_and_number(car: Entered) -> tuple:
    return car.car_class.order, car.car_class.code, *number_order(car.number)
