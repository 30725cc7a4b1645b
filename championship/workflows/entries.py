"""From the season's entries to the list of an event."""

from django.db import transaction
from django.utils.translation import gettext as _

from championship.models import Entry, Event, EventCrewSeat, EventEntry


class CannotCarryOver(Exception):
    """The season's entries can't be carried over; the message says why, for staff."""


@transaction.atomic
def carry_over(event: Event) -> int:
    """Put the season's confirmed entries on the list of an event, as they are now.

    Number, class, car, team name and country and the crew are frozen: what happened at
    an event does not change because a team is renamed later. Entries already on the
    list stay as they are. Returns how many cars were added.

    Raises CannotCarryOver if a car on the list already has the number of another entry.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    confirmed = (
        event.season.entries.filter(status=Entry.Status.CONFIRMED)
        .exclude(event_entries__event=event)
        .select_related("team")
        .prefetch_related("crew")
    )
    _check_numbers(event, confirmed)
    added = EventEntry.objects.bulk_create(_at_event(event, entry) for entry in confirmed)
    EventCrewSeat.objects.bulk_create(
        EventCrewSeat(event_entry=new, order=seat.order, driver_id=seat.driver_id)
        for new, entry in zip(added, confirmed, strict=True)
        for seat in entry.crew.all()
    )
    return len(added)


def _check_numbers(event: Event, entries) -> None:
    taken = set(
        event.entries.exclude(status=EventEntry.Status.WITHDRAWN).values_list("number", flat=True)
    )
    double = sorted(entry.number for entry in entries if entry.number in taken)
    if double:
        raise CannotCarryOver(
            _("Another car of this event already has the number %(numbers)s.")
            % {"numbers": ", ".join(f"#{number}" for number in double)}
        )


def _at_event(event: Event, entry: Entry) -> EventEntry:
    return EventEntry(
        event=event,
        entry=entry,
        number=entry.number,
        car_class_id=entry.car_class_id,
        team_name=entry.shown_team_name,
        team_country=entry.team.country,
        car_id=entry.car_id,
    )
