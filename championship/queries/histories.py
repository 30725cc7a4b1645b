"""What drivers and teams did over all seasons, as far as it was published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import chain
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim
from django_countries.fields import Country

from championship.models import (
    AwardCandidate,
    Bonus,
    Car,
    CarClass,
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
    Driver,
    DriverAlias,
    DriverCategory,
    Entry,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
    Event,
    LedgerLine,
    ReportedPlace,
    Season,
    Session,
    Standing,
    Status,
    Team,
    TitleState,
)
from championship.scoring.tally import ABSENT

from .award_ledger import known_teams
from .basis import Basis, PublishedRace, basis_of
from .recipients import JOINED
from .with_parts import with_parts

LISTED = (Entry.Status.CONFIRMED, Entry.Status.RESERVE)
PODIUM = 3


@dataclass(frozen=True, slots=True)
class RacedCar:
    """A car as it was entered: its number, class, model and team. `entry` is a key."""

    entry: int
    number: str
    car_class: CarClass
    team: Team
    team_name: str
    car: Car | None


@dataclass(frozen=True, slots=True)
class Race:
    """One car in the newest classification of a race; places are None if it has none."""

    event: Event
    session: Session
    car: RacedCar
    place: int | None
    class_place: int | None
    status: str
    state: str
    is_incomplete: bool
    crew: tuple[Driver, ...]
    has_pole: bool
    published_at: datetime | None = None

    @property
    def season(self) -> Season:
        return self.event.season

    @property
    def day(self) -> date:
        """The day of the race, or the first of its event."""
        return self.session.starts_on or self.event.starts_on

    @property
    def is_start(self) -> bool:
        return self.status not in ABSENT

    @property
    def is_win(self) -> bool:
        return self.class_place == 1

    @property
    def status_name(self) -> str:
        return str(Status(self.status).label)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody started, won, stood on the podium and had the pole; all in class.

    `best` is the best place in class, None if nothing was classified.
    """

    starts: int
    wins: int
    podiums: int
    poles: int
    best: int | None


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """A place in the newest table of a title, or in a final one as others report it.

    `who` is the row it is about: the car, driver or team; a driver's place is not its team's
    own. Somebody excluded has no rank; `points` are None where nobody wrote them down.
    """

    championship: Championship
    who: Entry | Driver | Team
    rank: int | None
    points: Fraction | None
    is_champion: bool
    is_provisional: bool = False
    reported: ReportedPlace | None = None
    is_own: bool = True

    @property
    def is_won(self) -> bool:
        """Whether it is a title won for good."""
        return self.is_own and self.is_champion and not self.is_provisional


@dataclass(frozen=True, slots=True)
class Entered:
    """A car in a season with those who were named for it, and its races in their order."""

    car: RacedCar
    crew: tuple[Driver, ...]
    races: tuple[Race, ...]


@dataclass(frozen=True, slots=True)
class SeasonHistory:
    """One season of a driver or a team. `mates` are the others in its cars."""

    season: Season
    entered: tuple[Entered, ...]
    races: tuple[Race, ...]
    titles: tuple[TitlePlace, ...]
    mates: tuple[Driver, ...] = ()

    @property
    def tally(self) -> Tally:
        return tally(self.races)

    @property
    def is_provisional(self) -> bool:
        return any(race.state == Classification.State.PROVISIONAL for race in self.races)

    @property
    def is_incomplete(self) -> bool:
        return any(race.is_incomplete for race in self.races)


@dataclass(frozen=True, slots=True)
class History:
    """Seasons, the newest first."""

    seasons: list[SeasonHistory]

    @property
    def races(self) -> list[Race]:
        """The newest season first, in each the races in their order."""
        return [race for season in self.seasons for race in season.races]

    @property
    def tally(self) -> Tally:
        return tally(self.races)

    @property
    def wins(self) -> list[Race]:
        """The races won in class, the newest first."""
        won = (race for race in self.races if race.is_win)
        return sorted(won, key=attrgetter("day"), reverse=True)

    @property
    def entries(self) -> int:
        """The cars entered, each season's counted for itself."""
        return sum(len({one.car.entry for one in season.entered}) for season in self.seasons)

    @property
    def basis(self) -> Basis:
        return basis_of(
            PublishedRace(
                race.session.pk, race.day, race.state, race.is_incomplete, race.published_at
            )
            for race in self.races
        )

    @property
    def newest(self) -> SeasonHistory | None:
        return self.seasons[0] if self.seasons else None

    @property
    def titles_won(self) -> int:
        """Titles that are won for good, one that is also reported counted once."""
        rows = (row for season in self.seasons for row in season.titles)
        return len({row.championship for row in rows if row.is_won})


@dataclass(frozen=True, slots=True)
class PrintedCountry:
    """Another country than the driver's own, and the lists that printed it."""

    country: Country
    lists: tuple[EntryListRevision, ...]


@dataclass(frozen=True, slots=True)
class DriverHistory:
    """A driver with other names, categories, oldest first, and namesakes."""

    driver: Driver
    aliases: tuple[str, ...]
    categories: tuple[DriverCategory, ...]
    namesakes: tuple[Driver, ...]
    countries: tuple[PrintedCountry, ...]
    history: History


@dataclass(frozen=True, slots=True)
class TeamHistory:
    """A team with other names, and the drivers who raced its cars, by name."""

    team: Team
    aliases: tuple[str, ...]
    drivers: tuple[Driver, ...]
    history: History


@dataclass(slots=True)
class _Found:
    """What is known of a season before it is put in order."""

    season: Season
    races: list[Race] = field(default_factory=list)
    listed: list[tuple[RacedCar, tuple[Driver, ...]]] = field(default_factory=list)
    titles: list[TitlePlace] = field(default_factory=list)


def driver_history(slug: str, *, hidden: bool = False) -> DriverHistory | None:
    """A driver over all series; None if there is none who may be seen.

    Six queries, whatever the number of seasons and races.
    """
    named_so = _named_like(slug, hidden)
    driver = next((one for one in named_so if one.slug == slug), None)
    if driver is None:
        return None
    listed = _listed(Q(Exists(_seats_of(driver))), hidden)
    drove = ClassifiedDriver.objects.filter(line=OuterRef("pk"), driver=driver)
    races = _races(Q(Exists(drove)), hidden)
    titles = [*_ranked(Q(driver=driver), hidden), *_reported(Q(driver=driver), hidden, of=Driver)]
    return DriverHistory(
        driver,
        tuple(alias.name for alias in driver.aliases.all()),
        tuple(driver.categories.order_by("valid_from")),
        tuple(one for one in named_so if one != driver),
        _printed_countries(driver, listed),
        _history(listed, races, titles, mates_of=driver),
    )


def team_history(slug: str, *, hidden: bool = False) -> TeamHistory | None:
    """A team over all series; None if there is none that may be seen.

    Six queries, whatever the number of seasons and races.
    """
    team = known_teams(hidden).filter(slug=slug).first()
    if team is None:
        return None
    listed = _listed(Q(entry__team=team), hidden)
    races = _races(Q(event_entry__entry__team=team), hidden)
    theirs = Q(team=team) | Q(entry__team=team)
    ranked = _ranked(theirs, hidden)
    reported = _reported(theirs | Q(for_team=team), hidden, of=Team)
    drivers = {driver for race in races if race.is_start for driver in race.crew}
    return TeamHistory(
        team,
        tuple(team.aliases.values_list("name", flat=True)),
        _by_name(drivers),
        _history(listed, races, [*ranked, *reported]),
    )


def known_drivers(hidden: bool) -> QuerySet[Driver]:
    """Those whom a published list or result, a reported place or an award names in public."""
    if hidden:
        return Driver.objects.all()
    own = {"driver": OuterRef("pk")}
    listed = EntryListSeat.objects.filter(**own, line__revision__season__is_public=True)
    raced = ClassifiedDriver.objects.filter(
        **own, line__classification__session__season__is_public=True
    )
    reported = ReportedPlace.objects.filter(**own, championship__season__is_public=True)
    named = AwardCandidate.objects.filter(**own, step__award__season__is_public=True)
    return Driver.objects.filter(Exists(listed) | Exists(raced) | Exists(reported) | Exists(named))


def tally(races: Iterable[Race]) -> Tally:
    """What these races add up to."""
    races = list(races)
    places = [race.class_place for race in races if race.class_place]
    return Tally(
        starts=sum(race.is_start for race in races),
        wins=places.count(1),
        podiums=sum(place <= PODIUM for place in places),
        poles=sum(race.has_pole for race in races),
        best=min(places, default=None),
    )


def _named_like(slug: str, hidden: bool) -> list[Driver]:
    """A driver, and those who share one of the driver's names or spellings. One query."""
    drivers = Driver.objects.annotate(whole=Trim(Concat("given_name", Value(" "), "family_name")))
    own = drivers.filter(slug=slug).values("whole")
    spelled = DriverAlias.objects.filter(driver__slug=slug).values("name")
    shared = DriverAlias.objects.filter(
        Q(name__in=own) | Q(name__in=spelled), driver=OuterRef("pk")
    )
    named = drivers.filter(Q(whole__in=own) | Q(whole__in=spelled) | Exists(shared))
    known = named.filter(pk__in=known_drivers(hidden))
    return with_parts(known.order_by("slug", "aliases__name"), "aliases")


def _seats_of(driver: Driver) -> QuerySet[EntryListSeat]:
    return EntryListSeat.objects.filter(line=OuterRef("pk"), driver=driver)


def _listed(whose: Q, hidden: bool) -> list[EntryListLine]:
    """Cars on the newest published list of each season and event, with crews. One query."""
    newer = EntryListRevision.objects.filter(
        season=OuterRef("revision__season"), number__gt=OuterRef("revision__number")
    )
    of_event = Q(Exists(newer.filter(event=OuterRef("revision__event"))))
    of_season = Q(Exists(newer.filter(event__isnull=True)), revision__event__isnull=True)
    lines = EntryListLine.objects.filter(whose, ~of_event, ~of_season, status__in=LISTED)
    if not hidden:
        lines = lines.filter(revision__season__is_public=True)
    joined = lines.select_related(
        "revision__season__series", "revision__event", "car_class", "entry__team", "car"
    )
    in_order = joined.order_by("revision__season", "revision__number", "order", "crew__order")
    return with_parts(in_order, "crew", "driver")


def _races(whose: Q, hidden: bool) -> list[Race]:
    """Lines of the newest classifications of races, in order of time. One query."""
    newest = Classification.objects.newest().filter(session__kind__in=Session.RACES)
    if not hidden:
        newest = newest.filter(session__season__is_public=True)
    lines = (
        ClassificationLine.objects.filter(whose, classification__in=newest)
        .annotate(has_pole=Exists(_poles()))
        .select_related(
            "classification__session__event__season__series",
            "classification__session__round",
            "car_class",
            "event_entry__entry__team",
            "event_entry__car",
        )
        .order_by("classification", "order", "crew__order")
    )
    races = [_race(line) for line in with_parts(lines, "crew", "driver")]
    return sorted(races, key=lambda race: (race.day, race.session.pk, race.car.number))


def _poles() -> QuerySet[ClassifiedBonus]:
    """The poles of a classified car in its race."""
    return ClassifiedBonus.objects.filter(
        kind=Bonus.Kind.POLE,
        classification=OuterRef("classification"),
        event_entry=OuterRef("event_entry"),
    )


def _race(line: ClassificationLine) -> Race:
    session = line.classification.session
    own = line.event_entry
    return Race(
        event=session.event,
        session=session,
        car=RacedCar(
            own.entry_id, line.number, line.car_class, own.entry.team, line.team_name, own.car
        ),
        place=line.place,
        class_place=line.class_place,
        status=line.status,
        state=line.classification.state,
        is_incomplete=line.classification.is_incomplete,
        crew=tuple(seat.driver for seat in line.crew.all()),
        has_pole=line.has_pole,
        published_at=line.classification.published_at,
    )


def _ranked(whose: Q, hidden: bool) -> list[TitlePlace]:
    """Rows of the newest table of every title. One query."""
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    champion = TitleState.objects.filter(
        Q(driver=OuterRef("driver")) | Q(entry=OuterRef("entry")) | Q(team=OuterRef("team")),
        championship=OuterRef("championship"),
        after=OuterRef("after"),
        state=TitleState.State.CHAMPION,
    )
    rows = Standing.objects.filter(whose, after=Subquery(newest.values("after")[:1]))
    if not hidden:
        rows = rows.filter(championship__season__is_public=True)
    rows = rows.annotate(
        is_champion=Exists(champion), is_provisional=Exists(_provisional_lines())
    ).select_related("championship__season__series", "championship__car_class", *JOINED)
    return [
        TitlePlace(
            row.championship,
            row.subject,
            row.rank,
            row.points,
            row.is_champion,
            row.is_provisional,
        )
        for row in rows.order_by("championship__order", "championship__name", "order")
    ]


def _provisional_lines() -> QuerySet[LedgerLine]:
    """Points of a title, or of one that it is made of, from a result that is provisional."""
    newest = Classification.objects.newest().filter(
        session=OuterRef("session"), state=Classification.State.PROVISIONAL
    )
    title = OuterRef("championship")
    return LedgerLine.objects.filter(
        Q(championship=title) | Q(championship__counts_for__combination__championship=title),
        Exists(newest),
    )


def _reported(whose: Q, hidden: bool, *, of: type[Driver | Team]) -> list[TitlePlace]:
    """Places of final tables as others report them, for a driver or a team. One query."""
    rows = ReportedPlace.objects.filter(whose)
    if not hidden:
        rows = rows.filter(championship__season__is_public=True)
    joined = rows.select_related(
        "championship__season__series", "championship__car_class", "for_team", *JOINED
    )
    return [
        TitlePlace(
            row.championship,
            row.subject,
            row.place,
            row.points,
            is_champion=row.place == 1,
            reported=row,
            is_own=(of is Driver) == (row.driver is not None),
        )
        for row in joined.order_by("championship__order", "championship__name", "order")
    ]


def _history(
    listed: Iterable[EntryListLine],
    races: Iterable[Race],
    titles: Iterable[TitlePlace],
    *,
    mates_of: Driver | None = None,
) -> History:
    """Everything by season, the newest first."""
    found: dict[int, _Found] = {}

    def of(season: Season) -> _Found:
        return found.setdefault(season.pk, _Found(season))

    for line in listed:
        of(line.revision.season).listed.append((_listed_car(line), _named(line)))
    for race in races:
        of(race.season).races.append(race)
    for title in titles:
        of(title.championship.season).titles.append(title)
    ordered = sorted(found.values(), key=lambda one: one.season.series.name)
    ordered.sort(key=lambda one: one.season.starts_on, reverse=True)
    return History([_season(one, mates_of) for one in ordered])


def _season(found: _Found, mates_of: Driver | None) -> SeasonHistory:
    entered = _entered(found)
    together = chain.from_iterable(
        [race.crew for race in found.races] or [one.crew for one in entered]
    )
    mates = {one for one in together if one != mates_of} if mates_of else set()
    return SeasonHistory(
        found.season, entered, tuple(found.races), tuple(found.titles), _by_name(mates)
    )


def _entered(found: _Found) -> tuple[Entered, ...]:
    """The cars of a season as they raced; those that did not, as the newest list has them."""
    by_car: defaultdict[RacedCar, list[Race]] = defaultdict(list)
    for race in found.races:
        by_car[race.car].append(race)
    raced = {car.entry for car in by_car}
    named = {car.entry: (car, crew) for car, crew in found.listed if car.entry not in raced}
    cars = [
        *(Entered(car, _crew(races), tuple(races)) for car, races in by_car.items()),
        *(Entered(car, crew, ()) for car, crew in named.values()),
    ]
    return tuple(sorted(cars, key=_class_and_number))


def _class_and_number(entered: Entered) -> tuple[int, str, int, str]:
    car = entered.car
    return car.car_class.order, car.car_class.code, len(car.number), car.number


def _crew(races: Iterable[Race]) -> tuple[Driver, ...]:
    """Everybody who raced a car, in the order in which they came to it."""
    return tuple(dict.fromkeys(driver for race in races for driver in race.crew))


def _listed_car(line: EntryListLine) -> RacedCar:
    return RacedCar(
        line.entry_id, line.number, line.car_class, line.entry.team, line.team_name, line.car
    )


def _named(line: EntryListLine) -> tuple[Driver, ...]:
    return tuple(seat.driver for seat in line.crew.all() if seat.driver)


def _printed_countries(
    driver: Driver, listed: Iterable[EntryListLine]
) -> tuple[PrintedCountry, ...]:
    """Which newest lists print another country for a driver than the driver's own."""
    by_country: defaultdict[Country, list[EntryListRevision]] = defaultdict(list)
    for line in listed:
        for seat in line.crew.all():
            if seat.driver_id == driver.pk and seat.country and seat.country != driver.country:
                by_country[seat.country].append(line.revision)
    return tuple(
        PrintedCountry(country, tuple(dict.fromkeys(lists)))
        for country, lists in by_country.items()
    )


def _by_name(drivers: Iterable[Driver]) -> tuple[Driver, ...]:
    return tuple(sorted(drivers, key=lambda one: (one.family_name, one.given_name, one.pk)))
