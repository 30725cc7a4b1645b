"""The life of an entry: received, confirmed or on reserve, withdrawn; and onto the lists of events.

Every change locks the season: two people working on its lists are served one after the other.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Entry, Event, EventCrewSeat, EventEntry, Season
from championship.queries.coming import coming_events, entered_at

from .bulk import insert_objects
from .entry_statuses import (
    OF_EVENT,
    OF_SEASON,
    Changed,
    ListKind,
    Step,
    give,
    number_reserves,
    take,
)

In = Entry.Status
At = EventEntry.Status

CONFIRM = Step(In.CONFIRMED, frozenset({In.RECEIVED, In.WITHDRAWN, In.REJECTED}))
PUT_ON_RESERVE = Step(In.RESERVE, frozenset({In.RECEIVED, In.CONFIRMED, In.WITHDRAWN, In.REJECTED}))
PROMOTE = Step(In.CONFIRMED, frozenset({In.RESERVE}))
REJECT = Step(In.REJECTED, frozenset({In.RECEIVED, In.RESERVE}))
WITHDRAW = Step(In.WITHDRAWN, frozenset({In.RECEIVED, In.CONFIRMED, In.RESERVE}))

PUT_ON_RESERVE_AT_EVENT = Step(At.RESERVE, frozenset({At.ENTERED, At.WITHDRAWN}))
PROMOTE_AT_EVENT = Step(At.ENTERED, frozenset({At.RESERVE}))
ENTER_AGAIN = Step(At.ENTERED, frozenset({At.WITHDRAWN}))
WITHDRAW_FROM_EVENT = Step(At.WITHDRAWN, frozenset({At.ENTERED, At.RESERVE}))


SEVERAL_SEASONS = gettext_lazy("These cars belong to several seasons. Choose those of one season.")


class CannotChangeEntries(Exception):
    """The statuses can't be changed; the message says why, for staff."""


class CannotCarryOver(Exception):
    """The season's entries can't be carried over; the message says why, for staff."""


# The list of a season


@transaction.atomic
def confirm(entries: Iterable[Entry], *, now: datetime) -> Changed:
    """Confirm entries that are received, or that come back.

    Says which coming events do not have them yet. Cars in another status, or whose number
    is taken, are left alone. Nine queries at most.

    Raises CannotChangeEntries if the entries belong to several seasons.
    """
    return _not_entered_yet(_change(entries, CONFIRM), now)


@transaction.atomic
def promote(entries: Iterable[Entry], *, now: datetime) -> Changed:
    """Confirm reserves, and let those behind them move up. As confirm() otherwise."""
    return _not_entered_yet(_change(entries, PROMOTE), now)


@transaction.atomic
def put_on_reserve(entries: Iterable[Entry]) -> Changed:
    """Put entries at the end of the season's reserve list, in the order given.

    Seven queries at most. Raises CannotChangeEntries as confirm() does.
    """
    return _change(entries, PUT_ON_RESERVE)


@transaction.atomic
def reject(entries: Iterable[Entry], *, now: datetime) -> Changed:
    """Reject applications and reserves, which leave the lists of coming events too.

    Twelve queries at most. Raises CannotChangeEntries as confirm() does.
    """
    return _leave_coming_events(_change(entries, REJECT), now)


@transaction.atomic
def withdraw(entries: Iterable[Entry], *, now: datetime) -> Changed:
    """Withdraw entries from the season and from every event that has not begun.

    Their numbers are free again. Events that have begun at `now`, on the circuit's
    calendar, stay as they are. Twelve queries at most. Raises CannotChangeEntries as
    confirm() does.
    """
    return _leave_coming_events(_change(entries, WITHDRAW), now)


# The list of an event


@transaction.atomic
def withdraw_from_event(cars: Iterable[EventEntry]) -> Changed:
    """Withdraw cars from an event; their numbers are free there. Seven queries at most.

    What they did at the event stays, results too. Raises CannotChangeEntries if the cars
    belong to several seasons.
    """
    return _change(cars, WITHDRAW_FROM_EVENT)


@transaction.atomic
def promote_at_event(cars: Iterable[EventEntry]) -> Changed:
    """Enter reserves of an event. Seven queries at most, errors as withdraw_from_event()."""
    return _change(cars, PROMOTE_AT_EVENT)


@transaction.atomic
def enter_again(cars: Iterable[EventEntry]) -> Changed:
    """Enter cars that were withdrawn from an event, where nobody took their numbers since.

    Seven queries at most, errors as withdraw_from_event().
    """
    return _change(cars, ENTER_AGAIN)


@transaction.atomic
def put_on_reserve_at_event(cars: Iterable[EventEntry]) -> Changed:
    """Put cars at the end of the reserve list of their event, in the order given.

    Seven queries at most, errors as withdraw_from_event().
    """
    return _change(cars, PUT_ON_RESERVE_AT_EVENT)


# What was typed on a form


@transaction.atomic
def follow_status(
    car: Entry | EventEntry, *, before: Entry | EventEntry | None, now: datetime
) -> Changed:
    """Do what follows from a status that staff typed and saved; `before` is the row until then.

    A new reserve without a place comes last, a gap on the reserve list is closed, and an
    entry that is withdrawn or rejected leaves the coming events. Twelve queries at most.
    """
    if before and (before.status, before.reserve_place) == (car.status, car.reserve_place):
        return Changed()
    kind = OF_EVENT if isinstance(car, EventEntry) else OF_SEASON
    _locked(kind, [car])
    changed = Changed([car], moved_up=number_reserves(kind, [car]))
    if kind is OF_EVENT or (before and before.status == car.status):
        return changed
    if car.status in OF_SEASON.number_is_free:
        return _leave_coming_events(changed, now)
    return _not_entered_yet(changed, now) if car.status == In.CONFIRMED else changed


# Onto the list of an event


@transaction.atomic
def carry_over(event: Event, *, reserves: bool = False) -> int:
    """Put the season's confirmed entries on the list of an event, as they are now.

    With `reserves` those too, as reserves of the event in their order. Number, class, car,
    team name and country and the crew are frozen: what happened at an event does not
    change because a team is renamed later. Entries already on the list stay as they are.
    Returns how many cars were added. Ten queries at most, whatever their number.

    Raises CannotCarryOver if a car on the list already has the number of another entry.
    """
    Season.objects.select_for_update().get(pk=event.season_id)
    entries = list(_to_carry_over(event, reserves))
    _check_numbers(event, entries)
    new = [at_event(event, entry) for entry in entries]
    _come_last(event, [car for car in new if car.reserve_place])
    insert_objects(new)
    keys = dict(event.entries.values_list("entry_id", "pk"))
    insert_objects(
        [
            EventCrewSeat(
                event_entry_id=keys[entry.pk],
                order=seat.order,
                driver_id=seat.driver_id,
                country=seat.country,
            )
            for entry in entries
            for seat in entry.crew.all()
        ]
    )
    return len(new)


def _to_carry_over(event: Event, reserves: bool) -> Iterable[Entry]:
    statuses = [In.CONFIRMED, In.RESERVE] if reserves else [In.CONFIRMED]
    return (
        Entry.objects.filter(season=event.season_id, status__in=statuses)
        .exclude(event_entries__event=event)
        .select_related("team")
        .prefetch_related("crew")
    )


def _check_numbers(event: Event, entries: Iterable[Entry]) -> None:
    taken = set(event.entries.exclude(status=At.WITHDRAWN).values_list("number", flat=True))
    double = sorted(entry.number for entry in entries if entry.number in taken)
    if double:
        raise CannotCarryOver(
            _("Another car of this event already has the number %(numbers)s.")
            % {"numbers": ", ".join(f"#{number}" for number in double)}
        )


def at_event(event: Event, entry: Entry) -> EventEntry:
    """The car at an event of an entry, as the season has it now; not stored. Join its team."""
    return EventEntry(
        event=event,
        entry=entry,
        number=entry.number,
        car_class_id=entry.car_class_id,
        team_name=entry.shown_team_name,
        team_country=entry.shown_team_country,
        car_id=entry.car_id,
        status=At.RESERVE if entry.status == In.RESERVE else At.ENTERED,
        reserve_place=entry.reserve_place,
    )


def _come_last(event: Event, reserves: list[EventEntry]) -> None:
    """Reserves of the season keep their places, or stand behind those the event has."""
    last = event.entries.aggregate(last=Max("reserve_place"))["last"]
    if last:
        reserves.sort(key=lambda car: car.reserve_place)
        for place, car in enumerate(reserves, start=last + 1):
            car.reserve_place = place


# Parts of the above


def _change(cars: Iterable[Entry] | Iterable[EventEntry], step: Step) -> Changed:
    cars = list(cars)
    if not cars:
        return Changed()
    kind = OF_EVENT if isinstance(cars[0], EventEntry) else OF_SEASON
    return take(kind, _locked(kind, cars), step)


def _locked(kind: ListKind, cars: list) -> list:
    """The same cars in the same order, as they are once their season is ours. Two queries."""
    keys = [car.pk for car in cars]
    of_season = Q(entries__in=keys) if kind is OF_SEASON else Q(events__entries__in=keys)
    seasons = Season.objects.filter(pk__in=Season.objects.filter(of_season).values("pk"))
    if len(seasons.select_for_update()) > 1:
        raise CannotChangeEntries(str(SEVERAL_SEASONS))
    found = kind.model.objects.select_related(*kind.joined).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _leave_coming_events(changed: Changed, now: datetime) -> Changed:
    """Six queries at most."""
    if changed.cars:
        events = coming_events(changed.cars[0].season, now=now)
        leaving = list(entered_at(events, changed.cars).select_related("event"))
        give(OF_EVENT, leaving, At.WITHDRAWN)
        changed.moved_up += number_reserves(OF_EVENT, leaving)
        changed.withdrawn_at = leaving
    return changed


def _not_entered_yet(changed: Changed, now: datetime) -> Changed:
    """Two queries."""
    if not changed.cars:
        return changed
    events = coming_events(changed.cars[0].season, now=now)
    entered = defaultdict(set)
    rows = entered_at(events, changed.cars).filter(status=At.ENTERED)
    for event, entry in rows.values_list("event_id", "entry_id"):
        entered[event].add(entry)
    missing = [
        (event, [car for car in changed.cars if car.pk not in entered[event.pk]])
        for event in events
    ]
    changed.not_entered_at = [(event, cars) for event, cars in missing if cars]
    return changed
