"""The calendar of a season, and one event of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from championship.models import (
    Bonus,
    CarClass,
    Classification,
    ClassifiedBonus,
    EntryListRevision,
    Event,
    Round,
    Season,
)

from .entry_list import newest_revision
from .grids import Grids, grids_of_event
from .notice_board import BoardDocument, notice_board
from .timetable import TimetableRow, timetables
from .winners import ClassWinner, winners

DOCUMENTS = 6  # of the notice board, on the page of its event


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round on the calendar: its race, if one is planned, who won it and who is on pole."""

    number: int
    race: TimetableRow | None = None
    winners: list[ClassWinner] = field(default_factory=list)
    poles: list["Pole"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event with everything that the calendar says of it."""

    event: Event
    rounds: list[RoundRow]
    sessions: list[TimetableRow]
    is_now: bool

    @property
    def is_double_header(self) -> bool:
        return len(self.rounds) > 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """A season's events, first to last, and how many rounds they hold."""

    events: list[CalendarEvent]
    rounds: int

    @property
    def starts_on(self) -> date | None:
        return min((row.event.starts_on for row in self.events), default=None)

    @property
    def ends_on(self) -> date | None:
        return max((row.event.ends_on for row in self.events), default=None)


def season_calendar(season: Season, *, now: datetime) -> Calendar:
    """All events of a season with their rounds, sessions, winners and poles. Six queries."""
    events = list(season.events.select_related("circuit"))
    sessions = timetables(events, now=now)
    won, held = winners(Q(season=season)), poles(Q(session__season=season))
    rounds = defaultdict(list)
    for row in season.rounds.all():
        rounds[row.event_id] += _rounds(row, sessions[row.event_id], won, held)
    return Calendar(
        events=[
            CalendarEvent(
                event=event,
                rounds=rounds[event.pk],
                sessions=sessions[event.pk],
                is_now=_is_now(event, now),
            )
            for event in events
        ],
        rounds=len({row.number for rows in rounds.values() for row in rows}),
    )


def short_calendar(season: Season, *, now: datetime) -> list[CalendarEvent]:
    """The events of a season with their rounds, without sessions and winners. Two queries."""
    events = season.events.select_related("circuit").prefetch_related("rounds")
    return [
        CalendarEvent(
            event=event,
            rounds=[RoundRow(row.number) for row in event.rounds.all()],
            sessions=[],
            is_now=_is_now(event, now),
        )
        for event in events
    ]


def _rounds(row: Round, sessions: list[TimetableRow], won, held) -> list[RoundRow]:
    """One line for each race of the round, or one that waits for its race."""
    races = [s for s in sessions if s.is_race and s.round_number == row.number]
    if not races:
        return [RoundRow(row.number)]
    return [
        RoundRow(row.number, race, won.get(race.slug, []), held.get(race.slug, []))
        for race in races
    ]


def _is_now(event: Event, now: datetime) -> bool:
    today = now.astimezone(event.circuit.zone).date()
    return event.status == Event.Status.SCHEDULED and event.starts_on <= today <= event.ends_on


@dataclass(frozen=True, slots=True)
class Pole:
    """Who holds a pole position, in which class of which race."""

    race: str
    number: str
    car_class: CarClass
    team: str
    driver: str
    time_ms: int | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event: its timetable with results and grids, its rounds, poles, entry list in short
    and the newest documents of its notice board."""

    event: Event
    rounds: list[RoundRow]
    sessions: list[TimetableRow]
    winners: dict[str, list[ClassWinner]]
    grids: dict[str, Grids]
    poles: dict[str, list[Pole]]
    entry_list: EntryListRevision | None
    documents: list[BoardDocument]
    is_now: bool

    @property
    def is_double_header(self) -> bool:
        return len(self.rounds) > 1


def event_page(event: Event, *, now: datetime) -> EventPage:
    """Everything about one event, its circuit joined. Fifteen queries at most."""
    sessions = timetables([event], now=now)[event.pk]
    won, held = winners(Q(event=event)), poles(Q(session__event=event))
    return EventPage(
        event=event,
        rounds=[row for each in event.rounds.all() for row in _rounds(each, sessions, won, held)],
        sessions=sessions,
        winners=won,
        grids=grids_of_event(event),
        poles=held,
        entry_list=newest_revision(event),
        documents=notice_board(event, now=now, limit=DOCUMENTS),
        is_now=_is_now(event, now),
    )


def poles(which: Q) -> dict[str, list[Pole]]:
    """Pole positions by the slug of their race, in the order of the classes. Two queries.

    Those of a published race are as they were published; before it has been run they are
    as they are recorded. `which` is about the session.
    """
    published = Classification.objects.filter(session=OuterRef("session"))
    recorded = Bonus.objects.filter(which & ~Exists(published), kind=Bonus.Kind.POLE)
    frozen = ClassifiedBonus.objects.filter(
        classification__in=Classification.objects.newest().filter(which), kind=Bonus.Kind.POLE
    )
    held = [
        *((row.session, row) for row in _honours(recorded, "session")),
        *((row.classification.session, row) for row in _honours(frozen, "classification__session")),
    ]
    found = defaultdict(list)
    for race, row in sorted(held, key=_by_time):
        found[race.slug].append(
            Pole(
                race=race.name,
                number=row.event_entry.number,
                car_class=row.car_class,
                team=row.event_entry.team_name,
                driver=str(row.driver or ""),
                time_ms=row.time_ms,
            )
        )
    return dict(found)


def _honours(rows: QuerySet, session: str) -> QuerySet:
    return rows.select_related(session, "event_entry", "car_class", "driver").order_by(
        "car_class__order", "pk"
    )


def _by_time(held: tuple) -> tuple:
    race, row = held
    unknown = race.starts_on is None, race.starts_at is None
    return *unknown, race.starts_on, race.starts_at, race.pk, row.car_class.order, row.pk
