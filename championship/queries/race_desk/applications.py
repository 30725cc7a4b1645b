"""Entries that wait for an answer, of every season."""

from dataclasses import dataclass
from datetime import datetime

from championship.models import Entry
from championship.queries.entry_desk import received_at

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Application:
    """An entry that waits; `received_at` is None if nobody wrote it down."""

    entry: Entry
    received_at: datetime | None


def applications() -> tuple[list[Application], int]:
    """Those that wait longest, and how many more there are. Two queries."""
    received = Entry.objects.filter(status=Entry.Status.RECEIVED).select_related(
        "season__series", "car_class", "team"
    )
    waiting = {entry.pk: entry for entry in received.order_by("pk")}
    since = received_at(waiting)
    rows = [Application(entry, since.get(key)) for key, entry in waiting.items()]
    rows.sort(key=lambda one: (one.received_at is None, one.received_at, one.entry.pk))
    return rows[:SHOWN], len(rows[SHOWN:])
