"""The result of a session of which not every car is known: as it was reported, gaps and all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from championship.models import Result
from championship.scoring.classification import ClassifiedCar
from championship.scoring.states import Status


def reported_order(results: Iterable[Result]) -> list[ClassifiedCar]:
    """The cars in the places that were reported, those without one behind. No query.

    Nothing is worked out: who is not known may stand between any two of them.
    """
    lines = sorted(results, key=lambda row: (row.reported_place is None, row.order))
    return [
        ClassifiedCar(
            car=row.event_entry_id,
            order=order,
            place=row.reported_place,
            class_place=row.reported_class_place,
            status=Status(row.status),
            laps=row.laps,
            time_ms=row.time_ms,
        )
        for order, row in enumerate(lines, start=1)
    ]


def contradictions(results: Sequence[Result]) -> Iterator[str]:
    """Why these places can't all be true, in words for staff. Nothing if they can.

    The results are in their order, each with its car and its class.
    """
    yield from _missing_places(results)
    placed = [row for row in results if row.reported_place and row.reported_class_place]
    yield from _shared_places(placed)
    yield from _turned_round(placed)
    if len({row.reported_place for row in placed}) == len(placed):
        yield from _no_room(sorted(placed, key=lambda row: row.reported_place or 0))


def _missing_places(results: Iterable[Result]) -> Iterator[str]:
    for row in results:
        number = {"number": row.event_entry.number}
        if row.status != Status.CLASSIFIED:
            if row.reported_place or row.reported_class_place:
                yield _("#%(number)s is not classified, but has a reported place.") % number
        elif not (row.reported_place and row.reported_class_place):
            yield (
                _(
                    "#%(number)s is classified: give its reported places, overall and in class, "
                    "or leave the car out."
                )
                % number
            )


def _shared_places(placed: Iterable[Result]) -> Iterator[str]:
    overall: dict[int | None, Result] = {}
    in_class: dict[tuple, Result] = {}
    for row in placed:
        words = {"other": row.event_entry.number, "place": row.reported_place}
        first = overall.setdefault(row.reported_place, row)
        if first is not row:
            words["one"] = first.event_entry.number
            yield _("#%(one)s and #%(other)s are both reported in place %(place)s.") % words
        own_class = row.event_entry.car_class.top_id, row.reported_class_place
        first = in_class.setdefault(own_class, row)
        if first is not row:
            words |= {"one": first.event_entry.number, "place": row.reported_class_place}
            yield (
                _("#%(one)s and #%(other)s are both reported in place %(place)s of their class.")
                % words
            )


def _turned_round(placed: Sequence[Result]) -> Iterator[str]:
    """Lines that are in another order than their places."""
    for above, below in pairwise(placed):
        if (above.reported_place or 0) > (below.reported_place or 0):
            yield _(
                "#%(one)s stands above #%(other)s, but was reported behind it: "
                "place %(place)s, and place %(other_place)s."
            ) % {
                "one": above.event_entry.number,
                "other": below.event_entry.number,
                "place": above.reported_place,
                "other_place": below.reported_place,
            }


def _no_room(placed: Iterable[Result]) -> Iterator[str]:
    """Places in class that the places overall leave no room for."""
    ahead: Counter[int] = Counter()  # the last place known of each class
    last: dict[int, Result] = {}
    for row in placed:
        own = row.event_entry.car_class.top_id
        place, class_place = row.reported_place or 0, row.reported_class_place or 0
        before = last.get(own)
        gained = class_place - ahead[own]
        room = place - (before.reported_place or 0 if before else 0)
        ahead[own], last[own] = class_place, row
        if not 0 < gained <= room or sum(ahead.values()) > place:
            yield _(
                "#%(number)s can't be in place %(place)s overall and %(class_place)s in class: "
                "the places of the other cars leave no room for that."
            ) % {
                "number": row.event_entry.number,
                "place": place,
                "class_place": class_place,
            }
