"""Who may race together in which car: the rules of crews, and what breaks them.

Every class of a season has its own: how many drivers, how many of which FIA category, and
which cars. A crew that is not complete yet breaks no rule that its open seats can keep.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What staff may waive for one crew."""

    DRIVERS = "drivers"
    CATEGORIES = "categories"
    ONE_CAR = "one_car"
    CAR = "car"


# The FIA's driver categories, best first.
CATEGORIES = ("platinum", "gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class Limit:
    """A crew needs `at_least`, and has `at_most`, so many drivers of these categories."""

    categories: frozenset[str]
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class CrewRules:
    """The rules of one class. None, or no cars: there is no such rule."""

    drivers_at_least: int | None = None
    drivers_at_most: int | None = None
    limits: tuple[Limit, ...] = ()
    cars: frozenset[Hashable] = frozenset()

    def within(self, wider: "CrewRules") -> "CrewRules":
        """The rules of a sub-class with those of the class it is part of.

        The limits of both hold. The size of a crew and the cars are its own if it has any.
        """
        return CrewRules(
            _first(self.drivers_at_least, wider.drivers_at_least),
            _first(self.drivers_at_most, wider.drivers_at_most),
            tuple(dict.fromkeys(wider.limits + self.limits)),
            self.cars or wider.cars,
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """A driver and the category valid on the day; None and "" are not known yet."""

    driver: Hashable | None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who drives one entry, and in which model of car; None is not known yet."""

    entry: Hashable
    car: Hashable | None
    seats: tuple[Seat, ...]

    @property
    def drivers(self) -> list[Hashable]:
        """Everybody who is known already, once and in the order of the seats."""
        return list(dict.fromkeys(seat.driver for seat in self.seats if seat.driver is not None))


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks a rule.

    `found` is how many drivers there are, of the limit's categories if there is a limit.
    Of a driver in two cars, `driver` says who, and `others` the other entries.
    """

    entry: Hashable
    rule: Rule
    found: int = 0
    limit: Limit | None = None
    driver: Hashable | None = None
    others: tuple[Hashable, ...] = ()


def breaches(crew: Crew, rules: CrewRules) -> list[Breach]:
    """What of the rules of its class a crew breaks: size, categories in their order, car."""
    return [*_of_size(crew, rules), *_of_categories(crew, rules), *_of_car(crew, rules)]


def in_several_cars(crews: Iterable[Crew], waiting: Iterable[Crew] = ()) -> list[Breach]:
    """Every driver in the crews of several cars, once for each of these cars, in their order.

    Cars that are only `waiting` to take part take nobody from another car: of them it is
    said which of their drivers are in others, and not the other way round.
    """
    crews = list(crews)
    cars: dict[Hashable, dict[Hashable, None]] = defaultdict(dict)
    for crew in crews:
        for driver in crew.drivers:
            cars[driver][crew.entry] = None
    return [
        Breach(crew.entry, Rule.ONE_CAR, driver=driver, others=others)
        for crew in [*crews, *waiting]
        for driver in crew.drivers
        if (others := tuple(entry for entry in cars.get(driver, ()) if entry != crew.entry))
    ]


def _first(own: int | None, wider: int | None) -> int | None:
    return wider if own is None else own


def _of_size(crew: Crew, rules: CrewRules) -> Iterator[Breach]:
    """An empty crew is not known yet, and breaks nothing."""
    found = len(crew.seats)
    fewest, most = rules.drivers_at_least or 0, rules.drivers_at_most
    if found and (found < fewest or (most is not None and found > most)):
        yield Breach(crew.entry, Rule.DRIVERS, found)


def _of_categories(crew: Crew, rules: CrewRules) -> Iterator[Breach]:
    unknown = sum(not seat.category for seat in crew.seats)
    for limit in rules.limits if crew.seats else ():
        found = sum(seat.category in limit.categories for seat in crew.seats)
        too_few = limit.at_least is not None and found + unknown < limit.at_least
        too_many = limit.at_most is not None and found > limit.at_most
        if too_few or too_many:
            yield Breach(crew.entry, Rule.CATEGORIES, found, limit)


def _of_car(crew: Crew, rules: CrewRules) -> Iterator[Breach]:
    if rules.cars and crew.car is not None and crew.car not in rules.cars:
        yield Breach(crew.entry, Rule.CAR)
