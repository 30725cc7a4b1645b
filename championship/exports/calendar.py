"""Sessions as an iCalendar file (RFC 5545), as calendar programs subscribe to them.

Start times are in UTC: the moment is right in every program, and no rule of summer time
travels along. The circuit's own time stands in the description.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

import icalendar
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from championship.models import Circuit, Event
from championship.queries.calendar_entries import CalendarEntry
from championship.templatetags.times import utc_offset

ASK_AGAIN = timedelta(hours=1)
STATUSES = {
    Event.Status.SCHEDULED: "CONFIRMED",
    Event.Status.POSTPONED: "TENTATIVE",
    Event.Status.CANCELLED: "CANCELLED",
}


def calendar_file(
    entries: Iterable[CalendarEntry], *, name: str, absolute: Callable[[str], str]
) -> bytes:
    """The entries in the active language. `absolute` makes a whole address of a path.

    The same entries give the same bytes, whenever they are asked for.
    """
    file = icalendar.Calendar()
    file.add("prodid", "-//Pitboard//Calendar//EN")
    file.add("version", "2.0")
    file.add("name", name)
    file.add("x-wr-calname", name)  # the older word for it, which most programs read
    file.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        file.add_component(_event(entry, absolute))
    return file.to_ical()


def _event(entry: CalendarEntry, absolute: Callable[[str], str]) -> icalendar.Event:
    written = icalendar.Event()
    written.add("uid", _uid(entry))
    written.add("sequence", entry.row.calendar_sequence)
    # Without a METHOD the stamp says the same as the last change.
    written.add("dtstamp", entry.row.calendar_changed_at)
    written.add("last-modified", entry.row.calendar_changed_at)
    written.add("status", STATUSES[Event.Status(entry.event.status)])
    written.add("summary", _summary(entry))
    written.add("url", absolute(entry.row.get_absolute_url()))
    written.add("transp", "TRANSPARENT")  # who follows a race is not busy
    _add_time(written, entry)
    _add_place(written, entry.event.circuit)
    return written


def _uid(entry: CalendarEntry) -> str:
    """Neither a name, an address nor the site's domain is in it: all of them may change."""
    return f"{entry.row._meta.model_name}-{entry.row.pk}@pitboard"


def _summary(entry: CalendarEntry) -> str:
    name = f"{entry.event}, {entry.session}" if entry.session else str(entry.event)
    if entry.event.status == Event.Status.CANCELLED:
        return _("Cancelled: %(name)s") % {"name": name}
    if entry.event.status == Event.Status.POSTPONED:
        return _("Postponed: %(name)s") % {"name": name}
    return name


def _add_time(written: icalendar.Event, entry: CalendarEntry) -> None:
    """The days of an event, the day of a session, or its start and its length if known."""
    session = entry.session
    if session is None:
        written.add("dtstart", entry.event.starts_on)
        written.add("dtend", entry.event.ends_on + timedelta(days=1))  # the first day after it
        return
    written.add("categories", [capfirst(session.get_kind_display())])
    if session.starts_at is None:
        written.add("dtstart", session.starts_on)
        written.add("description", capfirst(_("start time to be announced")))
        return
    written.add("dtstart", session.starts_at.astimezone(UTC))
    if session.duration_minutes:
        written.add("duration", timedelta(minutes=session.duration_minutes))
    here = session.starts_at.astimezone(entry.event.circuit.zone)
    words = {"clock": date_format(here, "H:i"), "offset": utc_offset(here)}
    written.add("description", _("%(clock)s at the circuit (%(offset)s)") % words)


def _add_place(written: icalendar.Event, circuit: Circuit) -> None:
    country = circuit.country.name if circuit.country else ""
    parts = [str(circuit), circuit.locality, country]
    written.add("location", ", ".join(part for part in parts if part))
    if circuit.latitude is not None and circuit.longitude is not None:
        written.add("geo", (float(circuit.latitude), float(circuit.longitude)))
