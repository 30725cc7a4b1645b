"""How far cars are behind the first one: in laps, or else in time."""

from dataclasses import dataclass
from typing import Protocol


class Timed(Protocol):
    """What a gap is counted from. Laps are None where only the time decides."""

    place: int | None
    laps: int | None
    time_ms: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Laps behind; if none, milliseconds. Both are None if it is not known."""

    laps: int | None = None
    ms: int | None = None


def gap_between(car: Timed, first: Timed, *, is_race: bool) -> Gap:
    """The gap of a car to the first one, of whom both need a place.

    In a race a lap is more than any time; elsewhere the best times alone are compared. A car
    that stands behind others for another reason than its laps and time has no gap.
    """
    if car.place is None or first.place is None:
        return Gap()
    if is_race:
        if car.laps is None or first.laps is None or car.laps > first.laps:
            return Gap()
        if car.laps < first.laps:
            return Gap(laps=first.laps - car.laps)
    if car.time_ms is None or first.time_ms is None or car.time_ms < first.time_ms:
        return Gap()
    return Gap(ms=car.time_ms - first.time_ms)
