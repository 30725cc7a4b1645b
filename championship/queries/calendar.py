"""The calendar of a season, and one event of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from championship.models import EntryListRevision, Event, Season

from .events import events_with_rounds
from .firsts import ClassWinner, Firsts, Pole, firsts
from .grids import Grids, grids_of_event
from .notice_board import BoardDocument, notice_board
from .printed_lists import with_counts
from .timetable import TimetableRow, timetables

DOCUMENTS = 6  # of the notice board, on the page of its event


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round on the calendar: its race, if one is planned, who won it and who is on pole.

    `status` is that of its event: a round that does not take place is kept.
    """

    number: int
    race: TimetableRow | None = None
    winners: list[ClassWinner] = field(default_factory=list)
    poles: list[Pole] = field(default_factory=list)
    status: str = Event.Status.SCHEDULED

    @property
    def takes_place(self) -> bool:
        return self.status == Event.Status.SCHEDULED


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

    @property
    def changed_at(self) -> datetime | None:
        """When its days, place, name or status were last changed, if ever."""
        return changed_at(self.event)


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

    @property
    def stored_at(self) -> datetime | None:
        """When something in it was last written."""
        events = (row.event.calendar_changed_at for row in self.events)
        sessions = (one.stored_at for row in self.events for one in row.sessions)
        return max(filter(None, (*events, *sessions)), default=None)


def season_calendar(season: Season, *, now: datetime) -> Calendar:
    """All events of a season with their rounds, sessions, winners and poles. Three queries."""
    events = events_with_rounds(season)
    sessions = timetables(events, now=now)
    first = firsts(Q(session__season=season))
    return Calendar(
        events=[
            CalendarEvent(
                event=event,
                rounds=_rounds(event, sessions[event.pk], first),
                sessions=sessions[event.pk],
                is_now=_is_now(event, now),
            )
            for event in events
        ],
        rounds=len({number for event in events for number in event.round_numbers}),
    )


def short_calendar(events: Iterable[Event], *, now: datetime) -> list[CalendarEvent]:
    """Events with their rounds, without sessions and winners. No query.

    They are from events_with_rounds() or events_at().
    """
    return [
        CalendarEvent(
            event=event,
            rounds=[RoundRow(number, status=event.status) for number in event.round_numbers],
            sessions=[],
            is_now=_is_now(event, now),
        )
        for event in events
    ]


def _rounds(event: Event, sessions: list[TimetableRow], first: Firsts) -> list[RoundRow]:
    """One line for each race of a round, or one for a round that waits for its race."""
    races = defaultdict(list)
    for row in sessions:
        if row.is_race:
            races[row.round_number].append(row)
    return [
        _round(event, number, race, first)
        for number in event.round_numbers
        for race in races[number] or [None]
    ]


def _round(event: Event, number: int, race: TimetableRow | None, first: Firsts) -> RoundRow:
    if race is None:
        return RoundRow(number, status=event.status)
    won, held = first.winners.get(race.slug, []), first.poles.get(race.slug, [])
    return RoundRow(number, race, won, held, event.status)


def changed_at(event: Event) -> datetime | None:
    """When the days, the place, the name or the status of an event were last changed, if ever."""
    if not event.calendar_sequence:
        return None
    return event.calendar_changed_at.astimezone(event.circuit.zone)


def _is_now(event: Event, now: datetime) -> bool:
    today = now.astimezone(event.circuit.zone).date()
    return event.status == Event.Status.SCHEDULED and event.starts_on <= today <= event.ends_on


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

    @property
    def changed_at(self) -> datetime | None:
        """When its days, place, name or status were last changed, if ever."""
        return changed_at(self.event)

    @property
    def as_calendar(self) -> Calendar:
        """The same as a calendar of one event."""
        row = CalendarEvent(self.event, self.rounds, self.sessions, self.is_now)
        return Calendar([row], len(self.rounds))


def event_page(event: Event, *, now: datetime) -> EventPage:
    """Everything about one event, which is from find_event(). Eight queries."""
    sessions = timetables([event], now=now)[event.pk]
    first = firsts(Q(session__event=event))
    issues = with_counts(event.entry_lists.order_by("-number"))
    return EventPage(
        event=event,
        rounds=_rounds(event, sessions, first),
        sessions=sessions,
        winners=first.winners,
        grids=grids_of_event(event),
        poles=first.poles,
        entry_list=issues[0] if issues else None,
        documents=notice_board(event, now=now, limit=DOCUMENTS, entry_lists=issues),
        is_now=_is_now(event, now),
    )
