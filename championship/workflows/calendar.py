"""Moving an event in the calendar takes its sessions along."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from championship.models import Event, Session


def at_circuit(day: date, clock, zone: ZoneInfo) -> datetime:
    """The moment at which a clock at the circuit shows this time on this day."""
    return datetime.combine(day, clock, tzinfo=zone)


@transaction.atomic
def move_event(event: Event, *, from_day: date) -> int:
    """Shift the sessions of an event whose first day was `from_day` until now.

    Every session keeps its distance from the first day and its time on the circuit's
    clock, also across a change to summer time. Returns how many sessions were moved.
    """
    by = event.starts_on - from_day
    zone = event.circuit.zone
    sessions = list(event.sessions.filter(starts_on__isnull=False))
    for session in sessions:
        session.starts_on += by
        if session.starts_at:
            clock = session.starts_at.astimezone(zone).time()
            session.starts_at = at_circuit(session.starts_on, clock, zone)
    Session.objects.bulk_update(sessions, ["starts_on", "starts_at"])
    return len(sessions)


@transaction.atomic
def keep_clock_times(event: Event, *, old_zone: ZoneInfo) -> int:
    """Keep every session at its time on the clock after a change of circuit.

    `old_zone` is the zone of the circuit before. Returns how many sessions were changed.
    """
    zone = event.circuit.zone
    sessions = list(event.sessions.filter(starts_at__isnull=False))
    for session in sessions:
        clock = session.starts_at.astimezone(old_zone).time()
        session.starts_at = at_circuit(session.starts_on, clock, zone)
    Session.objects.bulk_update(sessions, ["starts_at"])
    return len(sessions)
