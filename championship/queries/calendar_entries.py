"""What a calendar program subscribes to: the sessions of seasons, each a row of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from championship.models import Event, Season, Session


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A session that has a day at least, or an event as a whole, whose sessions have none yet.

    The event has its circuit, season and series joined, so that both know their addresses.
    """

    event: Event
    session: Session | None = None

    @property
    def row(self) -> Event | Session:
        """What carries the sequence."""
        return self.session or self.event


def seasons_to_follow(series: str, *, today: date) -> list[Season]:
    """The public seasons of a series that are running or to come, and the last that is over.

    First to last, the series joined. Empty if there is no such series. One query.
    """
    public = Season.objects.public().filter(series__slug=series).select_related("series")
    seasons = list(public.order_by("ends_on", "pk"))
    over = [season for season in seasons if season.ends_on < today]
    return over[-1:] + seasons[len(over) :]


def calendar_entries(
    seasons: Collection[Season], kinds: Collection[str] = ()
) -> list[CalendarEntry]:
    """The sessions of seasons in the order of their events, or those of some kinds alone.

    An event stands for itself while it has no session, or none of those that are wanted
    has a day. Two queries.
    """
    events = Event.objects.filter(season__in=seasons).select_related("circuit", "season__series")
    sessions = defaultdict(list)
    in_order = Session.objects.filter(season__in=seasons).order_by("starts_on", "starts_at", "pk")
    for session in in_order:
        sessions[session.event_id].append(session)
    return [entry for event in events for entry in _entries(event, sessions[event.pk], kinds)]


def _entries(
    event: Event, sessions: list[Session], kinds: Collection[str]
) -> Iterable[CalendarEntry]:
    wanted = [session for session in sessions if not kinds or session.kind in kinds]
    dated = [session for session in wanted if session.starts_on]
    for session in dated:
        # Both are at hand; asking the row for them would be a query for each.
        session.event, session.season = event, event.season
        yield CalendarEntry(event, session)
    if not dated and (wanted or not sessions):
        yield CalendarEntry(event)
