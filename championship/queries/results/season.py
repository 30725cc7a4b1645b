"""The list of a season's results."""

from dataclasses import dataclass

from django.db.models import Q

from championship.models import Event, Season, Session

from ..events import events_with_rounds
from ..firsts import ClassWinner, firsts
from ..timetable import TimetableRow, read_sessions, with_newest_state


@dataclass(frozen=True, slots=True)
class ResultsRow:
    """One session on the list of results."""

    event: Event
    session: TimetableRow
    winners: list[ClassWinner]


def results_list(season: Season) -> list[ResultsRow]:
    """Every race of a season, and whatever else has a result. Three queries."""
    events = events_with_rounds(season)
    sessions = with_newest_state(season.sessions.all())
    listed = sessions.filter(Q(kind__in=Session.RACES) | Q(state__isnull=False))
    rows = read_sessions(listed, {event.pk: event.circuit.zone for event in events})
    won = firsts(Q(session__season=season)).winners
    return [
        ResultsRow(event=event, session=row, winners=won.get(row.slug, []))
        for event in events
        for row in rows
        if row.event_id == event.pk
    ]
