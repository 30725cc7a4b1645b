"""The places of a result that nobody is known for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnknownPlaces:
    """Places next to each other without a known car."""

    first: int
    last: int


def unknown_before(places: Iterable[int | None]) -> Iterator[UnknownPlaces | None]:
    """For each place of a list, best first, those missing between it and the one before.

    None where none is missing, and for a car without a place.
    """
    expected = 1
    for place in places:
        is_missing = place is not None and place > expected
        yield UnknownPlaces(expected, place - 1) if is_missing and place else None
        expected = expected if place is None else place + 1
