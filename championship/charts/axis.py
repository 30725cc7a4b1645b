"""An axis of points: round figures that a reader can add up."""

import math
from dataclasses import dataclass
from fractions import Fraction

MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Axis:
    """Points from `low` to `high`, both multiples of the step between the ticks."""

    low: int
    high: int
    ticks: tuple[int, ...]

    def share(self, value: Fraction | int) -> float:
        """How far up the axis a value is: 0 at its lower end, 1 at its upper end."""
        return float((Fraction(value) - self.low) / (self.high - self.low))


def axis_of(lowest: Fraction | int, highest: Fraction | int) -> Axis:
    """An axis that holds zero and all values between two, with at most seven ticks or so."""
    lowest, highest = min(Fraction(lowest), Fraction(0)), max(Fraction(highest), Fraction(0))
    step = _step((highest - lowest) / MOST_STEPS)
    low, high = math.floor(lowest / step) * step, math.ceil(highest / step) * step
    high = max(high, low + step)
    return Axis(low, high, tuple(range(low, high + 1, step)))


def _step(least: Fraction) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is not below `least`."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= least:
                return digit * power
        power *= 10
