"""The list of a season's results."""

from dataclasses import dataclass

from django.db.models import F, Q

from championship.models import Event, Season, Session

from ..timetable import TimetableRow, timetable_row, with_newest_state
from ..winners import ClassWinner, winners


@dataclass(frozen=True, slots=True)
class ResultsRow:
    """One session on the list of results."""

    event: Event
    session: TimetableRow
    winners: list[ClassWinner]


def results_list(season: Season) -> list[ResultsRow]:
    """Every race of a season, and whatever else has a result. Three queries."""
    sessions = (
        with_newest_state(season.sessions.all())
        .filter(Q(kind__in=Session.RACES) | Q(state__isnull=False))
        .select_related("event__circuit", "round")
        .prefetch_related("classes")
        .order_by("event__starts_on", "event", F("starts_on").asc(nulls_last=True), "starts_at")
    )
    won = winners(Q(season=season))
    return [
        ResultsRow(
            event=session.event,
            session=timetable_row(session, session.event.circuit),
            winners=won[session.slug],
        )
        for session in sessions
    ]
