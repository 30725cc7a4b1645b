"""When sessions are over, and which seasons are still worked on."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from championship.models import Season, Session

# A session whose length nobody typed is looked for an hour after its start.
LENGTH_UNKNOWN = timedelta(hours=1)
# Results are appealed and amended weeks after the last race.
AFTER_THE_SEASON = timedelta(days=120)


def ends_at(session: Session) -> datetime | None:
    """When a session is over by its timetable; None if its day is to be announced.

    Without a time of day it is over when its day is at the circuit. The event's circuit is
    to be joined.
    """
    if session.starts_at:
        minutes = session.duration_minutes
        return session.starts_at + (timedelta(minutes=minutes) if minutes else LENGTH_UNKNOWN)
    if session.starts_on:
        day_after = session.starts_on + timedelta(days=1)
        return datetime.combine(day_after, time(0), tzinfo=session.event.circuit.zone)
    return None


def is_over(session: Session, now: datetime) -> bool:
    end = ends_at(session)
    return end is not None and end <= now


def is_running(session: Session, now: datetime) -> bool:
    return bool(session.starts_at) and session.starts_at <= now < ends_at(session)


def current(now: datetime, path: str, also: Season | None = None) -> Q:
    """What belongs, by a path, to a season that has begun or just ended, or to another one."""
    on = Q(
        **{
            f"{path}__starts_on__lte": now.date() + timedelta(days=1),
            f"{path}__ends_on__gte": now.date() - AFTER_THE_SEASON,
        }
    )
    return on | Q(**{path: also}) if also else on
