"""The events of a season that have not begun, and which cars are on their lists."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from championship.models import Entry, Event, EventEntry, Season


def coming_events(season: Season, *, now: datetime) -> list[Event]:
    """The events whose first day, on the circuit's calendar, is still to come. One query."""
    events = season.events.exclude(status=Event.Status.CANCELLED).select_related("circuit")
    return [
        event for event in events if event.starts_on > now.astimezone(event.circuit.zone).date()
    ]


def entered_at(events: Collection[Event], entries: Collection[Entry]) -> QuerySet[EventEntry]:
    """The cars of these entries on the lists of these events, withdrawn ones left out."""
    rows = EventEntry.objects.filter(
        event__in=[event.pk for event in events], entry__in=[entry.pk for entry in entries]
    )
    return rows.exclude(status=EventEntry.Status.WITHDRAWN)
