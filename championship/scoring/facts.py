"""What happened: sessions with their classified cars, entered once for every table."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .states import Status

ONE = Fraction(1)
NOTHING = Fraction(0)


class Kind(StrEnum):
    """The kinds of session that a rulebook can give points for."""

    RACE = "race"
    SPRINT = "sprint"
    QUALIFYING = "qualifying"


class Honour(StrEnum):
    """What a car can hold of a session besides its place."""

    POLE = "pole"
    FASTEST_LAP = "fastest_lap"


@dataclass(frozen=True, slots=True)
class Finish:
    """One car in the official classification of one session.

    `car` is the car as it ran there, `entry` the entry of the season that it belongs to;
    `order` its line, from 1; `drivers` its crew in order, whoever started first. `classes`
    holds its class and the class that one is part of. A car that does not score is a guest:
    classified, but not registered for points. It never carries points: those are a table's.
    `place` and `class_place` are those of the result, read only where that has gaps. A car
    that nobody knows holds its place, as if it scored, for nobody.
    """

    car: Hashable
    order: int
    status: Status
    entry: Hashable = None
    drivers: tuple[Hashable, ...] = ()
    team: Hashable = None
    manufacturer: Hashable = None
    classes: tuple[Hashable, ...] = ()
    scores: bool = True
    place: int | None = None
    class_place: int | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Bonus:
    """Who holds the pole or the fastest lap of a session: recorded, never worked out from times.

    In round 5 of Formula 1 1953 two drivers had the same time and one of them the point, and
    stewards pass a pole on. `driver` is None where only the car is known; `car_class` the
    class in which it was won, None for the session as a whole.
    """

    honour: Honour
    car: Hashable
    driver: Hashable = None
    car_class: Hashable = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a round with its result.

    `round` counts from 1 in the order in which rounds were run. `factor` multiplies the
    points for places: 1, or 1/2 for half points, or 2 for a final that counts double. In an
    incomplete one not every car is known: places are those reported, with gaps between them.
    """

    key: Hashable
    round: int
    finishes: tuple[Finish, ...]
    kind: Kind = Kind.RACE
    bonuses: tuple[Bonus, ...] = ()
    factor: Fraction = ONE
    is_incomplete: bool = False
