"""Timed cars and stewards' decisions in, the official order out."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from .states import Status


@dataclass(frozen=True, slots=True)
class TimedCar:
    """One car as the timing has it.

    `order` is its line in the result, from 1; `car_class` is the class whose places it
    fights for, `sub_class` the part of it with places of its own (None: in no part);
    `laps` and `time_ms` (milliseconds) are None where they are unknown.
    """

    car: Hashable
    car_class: Hashable
    order: int
    status: Status
    laps: int | None = None
    time_ms: int | None = None
    sub_class: Hashable = None


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a decision does to a car: time, laps or places lost, or its exclusion.

    `to_end_of_class` puts it behind every classified car of its class (IMSA: "moved to the
    back of the class" after a short drive time), laps and time as they were. `status` is
    DISQUALIFIED or EXCLUDED, or None if the car stays classified.
    """

    car: Hashable
    time_ms: int = 0
    laps: int = 0
    places: int = 0
    to_end_of_class: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class MinimumDistance:
    """The part of the winner's laps that a car must cover to be classified.

    `percent` of the laps of the overall winner, or of the winner of the car's class,
    rounded down to whole laps (Formula 1: 90 %, "rounded down to the nearest whole number
    of laps"; WEC: 70 % of the overall winner's distance; clubs: 50 to 60 % of the class
    winner's).
    """

    percent: int
    of_class_winner: bool = False

    def laps(self, winner: int) -> int:
        """The fewest laps that are enough, for a winner's laps."""
        return winner * self.percent // 100


@dataclass(frozen=True, slots=True)
class ClassifiedCar:
    """One line of the official order. Places are None unless the car is classified."""

    car: Hashable
    order: int
    place: int | None
    class_place: int | None
    status: Status
    laps: int | None
    time_ms: int | None
    sub_class_place: int | None = None


def classify(
    cars: Iterable[TimedCar],
    penalties: Iterable[Penalty] = (),
    minimum: MinimumDistance | None = None,
) -> list[ClassifiedCar]:
    """Order the cars of a session and give them their places: overall, in class, in sub-class.

    The printed order is the result: it is not worked out again from laps and times,
    because a dead heat, a red flag or a car put to the end of its class can't be seen
    in them. A time or lap penalty moves a car back behind every car that it no longer
    beats; lost places are places in its class, and so is its end; a car that is
    disqualified or excluded follows after all others. Cars that are not classified stand
    behind those that are. With a minimum distance a car that covered less is not
    classified; a car whose laps are unknown, or whose winner's are, stays as it is.

    Raises ValueError if a car stands in the session twice or a penalty is for a car
    that is not in it.
    """
    line_up = sorted(cars, key=lambda car: car.order)
    _check(line_up, penalties := list(penalties))
    struck_out = {penalty.car: penalty.status for penalty in penalties if penalty.status}
    struck = [replace(car, status=struck_out[car.car]) for car in line_up if car.car in struck_out]
    finished = [car for car in line_up if car.car not in struck_out]
    running = [car for car in finished if car.status == Status.CLASSIFIED]
    others = [car for car in finished if car.status != Status.CLASSIFIED]
    running = _penalised(running, penalties)
    short = _too_short(running, minimum) if minimum else []
    classified = [car for car in running if car not in short]
    short = [replace(car, status=Status.NOT_CLASSIFIED) for car in short]
    return _numbered([*classified, *short, *others, *struck])


def _check(cars: list[TimedCar], penalties: list[Penalty]) -> None:
    seen = Counter(car.car for car in cars)
    twice = [car for car, times in seen.items() if times > 1]
    if twice:
        raise ValueError(f"in the session twice: {twice}")
    missing = [penalty.car for penalty in penalties if penalty.car not in seen]
    if missing:
        raise ValueError(f"penalty for a car that is not in the session: {missing}")


def _penalised(cars: list[TimedCar], penalties: list[Penalty]) -> list[TimedCar]:
    """The order after time, laps and places have been taken."""
    running = [_slowed(car, penalties) for car in cars]
    _move_back_the_slowed(
        running, {penalty.car for penalty in penalties if penalty.time_ms or penalty.laps}
    )
    # From the back to the front: what one car loses another one behind it has lost already.
    lines = {car.car: line for line, car in enumerate(running)}
    for penalty in sorted(penalties, key=lambda penalty: -lines.get(penalty.car, 0)):
        _lose_places(running, penalty.car, penalty.places)
    # Those put last stay in their order among themselves.
    put_last = {penalty.car for penalty in penalties if penalty.to_end_of_class}
    for car in [car.car for car in running if car.car in put_last]:
        _lose_places(running, car, len(running))
    return running


def _slowed(car: TimedCar, penalties: Iterable[Penalty]) -> TimedCar:
    mine = [penalty for penalty in penalties if penalty.car == car.car]
    laps = sum(penalty.laps for penalty in mine)
    time_ms = sum(penalty.time_ms for penalty in mine)
    return replace(
        car,
        laps=None if car.laps is None else max(car.laps - laps, 0),
        time_ms=None if car.time_ms is None else car.time_ms + time_ms,
    )


def _move_back_the_slowed(running: list[TimedCar], penalised: set[Hashable]) -> None:
    """From the back to the front, so that a car meets those behind it already moved."""
    for start in reversed(range(len(running))):
        place = start
        if running[place].car not in penalised:
            continue
        while place + 1 < len(running) and _beats(running[place + 1], running[place]):
            running[place], running[place + 1] = running[place + 1], running[place]
            place += 1


def _beats(one: TimedCar, other: TimedCar) -> bool:
    if one.laps is None or other.laps is None:
        return False
    if one.laps != other.laps:
        return one.laps > other.laps
    if one.time_ms is None or other.time_ms is None:
        return False
    return one.time_ms < other.time_ms


def _lose_places(running: list[TimedCar], loser: Hashable, places: int) -> None:
    index = next((i for i, car in enumerate(running) if car.car == loser), None)
    if index is None or not places:
        return
    rivals = [
        i
        for i, car in enumerate(running)
        if i > index and car.car_class == running[index].car_class
    ]
    if rivals:
        behind = rivals[min(places, len(rivals)) - 1]
        running.insert(behind, running.pop(index))


def _too_short(running: list[TimedCar], minimum: MinimumDistance) -> list[TimedCar]:
    winners: dict[Hashable, int | None] = {}
    short = []
    for car in running:
        winner = winners.setdefault(car.car_class if minimum.of_class_winner else None, car.laps)
        if winner is not None and car.laps is not None and car.laps < minimum.laps(winner):
            short.append(car)
    return short


def _numbered(cars: list[TimedCar]) -> list[ClassifiedCar]:
    class_places: Counter[Hashable] = Counter()
    sub_class_places: Counter[Hashable] = Counter()
    lines = []
    for order, car in enumerate(cars, start=1):
        classified = car.status == Status.CLASSIFIED
        sub_class = car.car_class, car.sub_class
        if classified:
            class_places[car.car_class] += 1
            sub_class_places[sub_class] += 1
        lines.append(
            ClassifiedCar(
                car=car.car,
                order=order,
                place=order if classified else None,
                class_place=class_places[car.car_class] if classified else None,
                sub_class_place=(
                    sub_class_places[sub_class]
                    if classified and car.sub_class is not None
                    else None
                ),
                status=car.status,
                laps=car.laps,
                time_ms=car.time_ms,
            )
        )
    return lines
