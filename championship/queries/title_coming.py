"""What is still to be run for a title: the sessions that count, and the cars entered in them."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter

from django.db.models import BooleanField, QuerySet, Value

from championship.models import Championship, Entry, Event, EventEntry, Season
from championship.scoring import rules
from championship.scoring.decisions import Decision
from championship.scoring.facts import ONE, Finish, Kind, Session
from championship.scoring.facts import Bonus as Held
from championship.scoring.states import Status
from championship.scoring.titles import Outlook, outlook

from .combinations import Combinations
from .rulebook import Calendar, Rulebook
from .scoring import KINDS, CalendarRow, Results

# Key, number, entry, team, maker, class and the class it is part of, scores, one driver.
AT_AN_EVENT = (
    "event_id",
    "status",
    "pk",
    "number",
    "entry_id",
    "entry__team_id",
    "car__manufacturer_id",
    "car_class_id",
    "car_class__parent_id",
    "entry__scores",
    "crew__driver_id",
)
OF_A_SEASON = (
    "season_id",
    "status",
    "pk",
    "number",
    "pk",
    "team_id",
    "car__manufacturer_id",
    "car_class_id",
    "car_class__parent_id",
    "scores",
    "crew__driver_id",
)
RACES = (Kind.RACE, Kind.SPRINT)


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of the calendar. `key` is its primary key.

    Of a round without a race in the timetable it stands for the race to be announced, and
    its key is that of the round.
    """

    key: Hashable
    round: int
    season: int
    event: int
    kind: Kind
    slug: str
    name: str
    event_name: str
    factor: Fraction
    classes: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class ToCome:
    """A session still to be run, or not run yet at the time looked at; `numbers` are its cars'."""

    planned: Planned
    session: Session
    numbers: dict[Hashable, str]


class Title:
    """One championship: its rules, the sessions that were run and those to come."""

    def __init__(self, row: Championship, rulebook: Rulebook, results: Results, lists: "Lists"):
        seasons = rulebook.seasons(row)
        self.row = row
        self.calendar: Calendar = results.calendar(seasons)
        self.rules: rules.Championship = rulebook.championship(row, self.calendar)
        self.decisions: list[Decision] = rulebook.decisions(row, self.calendar)
        self.sessions: list[Session] = results.sessions(row, self.calendar)
        self.provisional = results.provisional
        self._lists = lists
        self._numbers = results.numbers

    @property
    def newest(self) -> int:
        """The number of the last round with a result; 0 before the first."""
        return max((session.round for session in self.sessions), default=0)

    @property
    def tables(self) -> list[int]:
        return sorted({session.round for session in self.sessions})

    @cached_property
    def has_gaps(self) -> bool:
        """Whether a result that counts is incomplete: then nothing can be proved."""
        return any(session.is_incomplete and self._counts(session) for session in self.sessions)

    def run(self, after: int) -> list[Session]:
        return [session for session in self.sessions if session.round <= after]

    def to_come(self, after: int) -> list[ToCome]:
        """The sessions that count and were not run after a round, in their order.

        Of those that were run since, the cars are known; of all others, who is entered. A
        pole stands if it was taken by now, and the newest table is looked at.
        """
        published = {session.key: session for session in self.sessions}
        found = (
            self._to_come(planned, number, published, after)
            for key, number in self.calendar.numbers.items()
            for planned in self._lists.planned.get(key, ())
        )
        ordered = sorted((one for one in found if one), key=lambda one: one.session.round)
        return [one for one in ordered if self._counts(one.session)]

    def outlook(self, after: int, *, with_enough: bool = True) -> Outlook:
        """Who is champion, alive or out after a round (0: before the first). No query."""
        coming = [one.session for one in self.to_come(after)]
        return outlook(self.rules, self.run(after), coming, self.decisions, with_enough=with_enough)

    def _to_come(
        self, planned: Planned, number: int, published: dict[Hashable, Session], after: int
    ) -> ToCome | None:
        session = published.get(planned.key)
        if session is None:
            cars = self._lists.cars(planned)
            bonuses = self._bonuses(planned, cars) if after >= self.newest else ()
            session = Session(
                planned.key, number, tuple(cars), planned.kind, bonuses, planned.factor
            )
            return ToCome(planned, session, {one.car: self._lists.numbers[one.car] for one in cars})
        if session.round <= after:
            return None
        numbers = {finish.car: self._numbers[finish.car] for finish in session.finishes}
        return ToCome(planned, replace(session, bonuses=(), is_incomplete=False), numbers)

    def _bonuses(self, planned: Planned, cars: Collection[Finish]) -> tuple[Held, ...]:
        """The poles taken already. Over all classes the best of a sub-class is not the best."""
        entered = {finish.car for finish in cars}
        is_overall = self.row.car_class_id is None
        return tuple(
            one
            for one in self._lists.bonuses[planned.key]
            if one.car in entered and not (is_overall and one.car_class in self._lists.sub_classes)
        )

    def _counts(self, session: Session) -> bool:
        in_force = self.rules.rules_in(session.round)
        is_excluded = session.round in in_force.rounds_excluded
        return not is_excluded and in_force.scale(session.key, session.kind) is not None


def title_of(championship: Championship) -> Title:
    """A championship alone, which is not made of others. Five queries at most."""
    rulebook = Rulebook.of(championship)
    results = Results(rulebook.seasons(championship), with_planned=True)
    return Title(championship, rulebook, results, Lists(results))


class Titles:
    """The titles that the results of a season count for.

    Six queries at most, whatever the size of the season.
    """

    def __init__(self, season: Season):
        self._season = season
        self._combinations = Combinations([season.pk])
        self._rulebook = Rulebook.for_season(season, self._combinations.titles)
        every = {key for row in self._rulebook.championships for key in self._rulebook.seasons(row)}
        self._results = Results(every, with_planned=True)
        self._lists = Lists(self._results)
        self._all = {
            row.pk: Title(row, self._rulebook, self._results, self._lists)
            for row in self._rulebook.championships
        }

    def __iter__(self) -> Iterator[Title]:
        """Those that the season's results count for, without the combined ones."""
        return (one for one in self._all.values() if self._is_counted(one.row))

    def _is_counted(self, row: Championship) -> bool:
        return self._rulebook.is_counted(row, self._season)

    def title(self, championship: int) -> Title | None:
        """A championship by its key; None if it is a combined one."""
        return self._all.get(championship)

    def combined(self) -> Iterator[tuple[Championship, bool]]:
        """The combined titles, and whether all that counts for each was run and is known."""
        for row in self._combinations.rows:
            sources = self._combinations.sources(row)
            titles = [self._all.get(source.championship_id) for source in sources]
            yield row.championship, bool(titles) and all(map(_is_complete, titles))

    def complete(self) -> set[int]:
        """The titles, combined ones too, of which all that counts was run and is known."""
        found = {key for key, title in self._all.items() if _is_complete(title)}
        return found | {row.pk for row, is_complete in self.combined() if is_complete}


def _is_complete(title: Title | None) -> bool:
    """Whether a title has results, none of them with gaps, and none to come."""
    if title is None or not title.sessions or title.has_gaps:
        return False
    return not title.to_come(title.newest)


class Lists:
    """The calendar of some seasons, and who is entered where no result is published.

    One query at most. `results` are read with what is planned.
    """

    def __init__(self, results: Results):
        self.numbers: dict[Hashable, str] = {}
        self.sub_classes: set[Hashable] = set()
        self.planned = _planned(results.rows)
        self.bonuses = results.bonuses
        every = (one for own in self.planned.values() for one in own)
        missing = [one for one in every if one.key not in results.published]
        self._at_events: dict[int, list[tuple[str, Finish]]] = {}
        self._of_seasons: dict[int, list[tuple[str, Finish]]] = {}
        if missing:
            self._read({one.event for one in missing}, {one.season for one in missing})

    def cars(self, planned: Planned) -> list[Finish]:
        """The cars of a session: those on the list of its event, else those of the season."""
        if planned.event in self._at_events:
            cars = [
                car
                for status, car in self._at_events[planned.event]
                if status != EventEntry.Status.WITHDRAWN
            ]
        else:
            cars = [
                car
                for status, car in self._of_seasons.get(planned.season, ())
                if status == Entry.Status.CONFIRMED
            ]
        entered = (car for car in cars if _takes_part(car, planned.classes))
        return [
            replace(self._with_crew(car), order=order) for order, car in enumerate(entered, start=1)
        ]

    def _with_crew(self, car: Finish) -> Finish:
        """At an event whose crews are not entered yet those of the season."""
        return car if car.drivers else replace(car, drivers=self._crews.get(car.entry, ()))

    @cached_property
    def _crews(self) -> dict[Hashable, tuple[Hashable, ...]]:
        return {
            car.entry: car.drivers for cars in self._of_seasons.values() for _status, car in cars
        }

    def _read(self, events: Collection[int], seasons: Collection[int]) -> None:
        """The cars of events and of seasons, each with the status of its entry. One query."""
        at_events = EventEntry.objects.filter(event__in=events)
        of_seasons = Entry.objects.filter(season__in=seasons)
        rows = _seats(at_events, AT_AN_EVENT, is_season=False).union(
            _seats(of_seasons, OF_A_SEASON, is_season=True), all=True
        )
        in_order = sorted(
            rows, key=lambda row: (row[0], row[4], row[3], row[-2] or 0, row[-1] or 0)
        )
        for (is_season, where, status, *facts), seats in groupby(
            in_order, itemgetter(slice(0, -3))
        ):
            drivers = tuple(seat[-3] for seat in seats if seat[-3] is not None)
            finish = self._finish(bool(is_season), facts, drivers)
            cars = self._of_seasons if is_season else self._at_events
            cars.setdefault(where, []).append((status, finish))

    def _finish(self, is_season: bool, facts: list, drivers: tuple[Hashable, ...]) -> Finish:
        key, number, entry, team, maker, own, parent, scores = facts
        classes = (own,) if parent is None else (own, parent)
        if parent is not None:
            self.sub_classes.add(own)
        car = ("entry", key) if is_season else key  # at no event yet
        self.numbers[car] = number
        return Finish(car, 1, Status.CLASSIFIED, entry, drivers, team, maker, classes, scores)


def _by_number(row: tuple) -> tuple:
    """Cars by their number, each with its seats in their order."""
    is_season, _where, _status, key, number, *_facts, order, seat = row
    return is_season, number, key, order or 0, seat or 0


def _seats(rows: QuerySet, columns: tuple[str, ...], *, is_season: bool) -> QuerySet:
    """A row for each driver of each car, or one without: the columns, the order of the seat."""
    return rows.order_by().values_list(
        Value(is_season, BooleanField()), *columns, "crew__order", "crew__pk"
    )


def _takes_part(car: Finish, classes: frozenset[Hashable]) -> bool:
    return not classes or not classes.isdisjoint(car.classes)


def _planned(rows: Iterable[CalendarRow]) -> dict[int, list[Planned]]:
    """The sessions of every round by its key, in their order. No query.

    Those of cancelled events are left out, unless they were run.
    """
    by_round = groupby(rows, attrgetter("round"))
    return {key: list(_of_a_round(list(own))) for key, own in by_round}


def _of_a_round(rows: list[CalendarRow]) -> Iterator[Planned]:
    is_cancelled = rows[0].event_status == Event.Status.CANCELLED
    sessions = [row for row in rows if row.kind in KINDS]
    for row in sessions:
        if row.counts or not is_cancelled:
            yield _session(row)
    if not is_cancelled and not any(KINDS[row.kind] in RACES for row in sessions):
        yield _to_be_announced(rows[0])


def _session(row: CalendarRow) -> Planned:
    return Planned(
        key=row.session,
        round=row.round,
        season=row.season,
        event=row.event,
        kind=KINDS[row.kind],
        slug=row.slug,
        name=row.name,
        event_name=row.event_short or row.event_name,
        factor=row.factor,
        classes=row.classes,
    )


def _to_be_announced(row: CalendarRow) -> Planned:
    return Planned(
        key=("round", row.round),
        round=row.round,
        season=row.season,
        event=row.event,
        kind=Kind.RACE,
        slug=f"round-{row.number}",
        name="",
        event_name=row.event_short or row.event_name,
        factor=ONE,
        classes=frozenset(),
    )
