"""From one status of an entry to another, on the list of a season and of an event alike.

Reserves are numbered 1, 2, 3: whoever leaves the reserve list lets those behind move up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from championship.models import Entry, Event, EventEntry

Car = Entry | EventEntry

RESERVE = Entry.Status.RESERVE
LAST = 32_767  # after every place on a reserve list

# What a car has for a moment while others take its number or its place as a reserve.
OFF_THE_LIST = {"status": Entry.Status.WITHDRAWN, "reserve_place": None}


@dataclass(frozen=True, slots=True)
class ListKind:
    """Which column says on whose list a car is, and with which statuses its number is free."""

    model: type[models.Model]
    owner: str
    number_is_free: frozenset[str]
    joined: tuple[str, ...]

    def owner_of(self, car: Car) -> int:
        return getattr(car, self.owner)


OF_SEASON = ListKind(
    Entry,
    "season_id",
    number_is_free=frozenset({Entry.Status.WITHDRAWN, Entry.Status.REJECTED}),
    joined=("season", "team"),
)
OF_EVENT = ListKind(
    EventEntry,
    "event_id",
    number_is_free=frozenset({EventEntry.Status.WITHDRAWN}),
    joined=("event",),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A status, and those from which a car can take it. Any other car is left alone."""

    to: str
    start: frozenset[str]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A car that does not change its status, and why."""

    car: Car
    reason: str


@dataclass(slots=True)
class Changed:
    """What a change of status did.

    `cars` took the new status. Reserves that `moved_up` have other places now. The cars
    `withdrawn_at` coming events left them with their entry; `not_entered_at` names coming
    events that do not have a confirmed entry, or not as one that takes part.
    """

    cars: list[Car] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    moved_up: list[Car] = field(default_factory=list)
    withdrawn_at: list[EventEntry] = field(default_factory=list)
    not_entered_at: list[tuple[Event, list[Entry]]] = field(default_factory=list)


def take(kind: ListKind, cars: Sequence[Car], step: Step) -> Changed:
    """Give cars of one list another status where their own allows it. Five queries at most.

    Cars are those that the caller's transaction has locked and read, in its order: new
    reserves come after those that there are, in the order given.
    """
    reasons = _reasons(kind, cars, step)
    changed = Changed(
        cars=[car for car in cars if car.pk not in reasons],
        left_alone=[LeftAlone(car, reasons[car.pk]) for car in cars if car.pk in reasons],
    )
    give(kind, changed.cars, step.to)
    changed.moved_up = number_reserves(kind, changed.cars)
    return changed


def give(kind: ListKind, cars: Collection[Car], status: str) -> None:
    """Store a status, without any place on the reserve list. One query."""
    for car in cars:
        car.status, car.reserve_place = status, None
    rows = kind.model.objects.filter(pk__in=[car.pk for car in cars])
    rows.update(status=status, reserve_place=None)


def number_reserves(kind: ListKind, cars: Collection[Car]) -> list[Car]:
    """Close the gaps in the reserve lists that these cars are on or were on: 1, 2, 3.

    Those of `cars` that are new reserves come last, in the order given, and get their
    places. Other reserves without a place keep none. Returns whoever else moved. Three
    queries, one if every place is right already.
    """
    new = {car.pk: car for car in cars}
    order = {key: position for position, key in enumerate(new)}
    moving = []
    for reserves in _reserves(kind, cars):
        reserves.sort(key=lambda car: (car.reserve_place or LAST, order.get(car.pk, 0)))
        for place, car in enumerate(reserves, start=1):
            if car.reserve_place != place:
                moving.append((new.get(car.pk, car), place))
    _store_places(kind, moving)
    return [car for car, _place in moving if car.pk not in new]


def _reserves(kind: ListKind, cars: Collection[Car]) -> Iterable[list[Car]]:
    """Of each list that these cars are on, the reserves with a place and the new ones."""
    keys = [car.pk for car in cars]
    rows = kind.model.objects.filter(
        Q(reserve_place__isnull=False) | Q(pk__in=keys),
        **{f"{kind.owner}__in": {kind.owner_of(car) for car in cars}},
        status=RESERVE,
    )
    found = defaultdict(list)
    for car in rows.order_by():
        found[kind.owner_of(car)].append(car)
    return found.values()


def _store_places(kind: ListKind, moving: Sequence[tuple[Car, int]]) -> None:
    """In two steps, because no place may be taken twice, not even for a moment."""
    if not moving:
        return
    rows = kind.model.objects.filter(pk__in=[car.pk for car, _place in moving])
    rows.update(reserve_place=None)
    rows.update(
        reserve_place=Case(
            *(When(pk=car.pk, then=Value(place)) for car, place in moving),
            output_field=models.PositiveSmallIntegerField(),
        )
    )
    for car, place in moving:
        car.reserve_place = place


def _reasons(kind: ListKind, cars: Iterable[Car], step: Step) -> dict[int, str]:
    """Why some of the cars can't take a step, by their keys. One query at most."""
    reasons = {}
    able = []
    for car in cars:
        if car.status in step.start or _waits_for_a_place(car, step):
            able.append(car)
        else:
            reasons[car.pk] = _why_not(car, step)
    return reasons | _number_is_taken(kind, able, step)


def _waits_for_a_place(car: Car, step: Step) -> bool:
    return step.to == car.status == RESERVE and car.reserve_place is None


def _why_not(car: Car, step: Step) -> str:
    if car.status == RESERVE:
        return _("on the reserve list")
    if car.status == step.to:
        return _("already %(status)s") % {"status": car.get_status_display()}
    return car.get_status_display()


def _number_is_taken(kind: ListKind, cars: Iterable[Car], step: Step) -> dict[int, str]:
    """A car that left the list may find another one with its number when it comes back."""
    back = [car for car in cars if car.status in kind.number_is_free]
    if not back or step.to in kind.number_is_free:
        return {}
    others = kind.model.objects.exclude(status__in=kind.number_is_free).filter(
        **{f"{kind.owner}__in": {kind.owner_of(car) for car in back}}
    )
    taken = set(others.values_list(kind.owner, "number"))
    reasons = {}
    for car in back:
        number = (kind.owner_of(car), car.number)
        if number in taken:
            reasons[car.pk] = _("another car has its number")
        taken.add(number)
    return reasons
