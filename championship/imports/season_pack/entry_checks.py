"""What entries, their crews, crew rules and entry lists must hold beyond the schema."""

from collections.abc import Iterable, Iterator

from ..nodes import Node
from ..problems import Problem
from .facts import check_day, check_moment, double_numbers, double_texts, doubles

# A car that does not take part leaves its number to another one.
WITHOUT_A_NUMBER = ("withdrawn", "rejected")


class EntryChecks:
    """The part of the checks of a pack that is about entries. `refers` looks a name up."""

    def entries(self) -> Iterator[Problem]:
        entries = list(self.root.each("entries"))
        yield from self.numbers((entry.text("number"), entry) for entry in entries)
        yield from self.reserves(entries)
        for entry in entries:
            yield from self.crew(entry)
            yield from _waivers(entry)

    def event_entries(self, event: Node) -> Iterator[Problem]:
        cars = list(event.each("entries"))
        yield from doubles(cars, "entry")
        yield from self.numbers((self.number_at(car), car) for car in cars)
        yield from self.reserves(cars)
        for car in cars:
            yield from self.refers(car.child("entry"), "entries")
            yield from self.refers(car.child("class"), "classes")
            yield from self.refers(car.child("car"), "cars")
            yield from self.crew(car)
            yield from _waivers(car)

    def number_at(self, car: Node) -> str | None:
        entry = self.known["entries"].get(car.text("entry"))
        return car.text("number") or (entry.text("number") if entry else None)

    def numbers(self, cars: Iterable[tuple[str | None, Node]]) -> Iterator[Problem]:
        yield from double_numbers(
            (number, car) for number, car in cars if car.text("status") not in WITHOUT_A_NUMBER
        )

    def reserves(self, cars: list[Node]) -> Iterator[Problem]:
        yield from doubles(cars, "reserve_place")
        for car in cars:
            place = car.child("reserve_place")
            if place.value is not None and car.text("status") != "reserve":
                yield Problem(place.path, place.value, "is only for a reserve.")

    def crew(self, car: Node) -> Iterator[Problem]:
        seen = set()
        for seat in car.each("crew"):
            driver = seat.child("driver") if isinstance(seat.value, dict) else seat
            yield from self.refers(driver, "drivers")
            if isinstance(driver.value, str) and driver.value in seen:
                yield Problem(driver.path, driver.value, "is already in this crew.")
            seen.add(driver.value if isinstance(driver.value, str) else None)

    def crew_rules(self, car_class: Node) -> Iterator[Problem]:
        """The rules of crews in a class: bounds that can be kept, cars of this pack."""
        rules = car_class.child("crew")
        yield from _bounds(rules, "drivers_at_least", "drivers_at_most")
        for car in rules.each("cars"):
            yield from self.refers(car, "cars")
        yield from double_texts(rules, "cars")
        first: dict[frozenset, str] = {}
        for limit in rules.each("limits"):
            yield from _limit(limit)
            categories = frozenset(filter(None, map(_text, limit.each("categories"))))
            earlier = first.setdefault(categories, limit.path)
            if earlier != limit.path:
                names = ", ".join(sorted(categories))
                yield Problem(limit.path, names, f"has a limit already at {earlier}.")

    def entry_lists(self) -> Iterator[Problem]:
        for issue in self.root.each("entry_lists"):
            yield from self.refers(issue.child("event"), "events")
            yield from _publication(issue)
            yield from self.class_counts(issue)
            yield from self.lines(list(issue.each("entries")))

    def class_counts(self, issue: Node) -> Iterator[Problem]:
        cars = issue.child("cars")
        for name in cars.value if isinstance(cars.value, dict) else ():
            yield from self.refers(Node(name, f"{cars.path}.{name}"), "classes")
        if issue.has("cars") and issue.has("entries"):
            yield Problem(cars.path, None, "stands beside the lines, which are counted.")

    def lines(self, lines: list[Node]) -> Iterator[Problem]:
        yield from doubles(lines, "entry")
        yield from self.numbers((line.text("number"), line) for line in lines)
        yield from self.reserves(lines)
        for line in lines:
            yield from self.refers(line.child("entry"), "entries")
            yield from self.refers(line.child("class"), "classes")
            yield from self.refers(line.child("car"), "cars")
            yield from self.crew(line)
            yield from _waivers(line)


def _text(node: Node) -> str | None:
    return node.value if isinstance(node.value, str) else None


def _waivers(car: Node) -> Iterator[Problem]:
    waivers = list(car.each("waivers"))
    yield from doubles(waivers, "rule")
    for waiver in waivers:
        yield from check_moment(waiver.child("granted_at"))


def _publication(issue: Node) -> Iterator[Problem]:
    day = issue.child("published_on")
    yield from check_day(day)
    yield from check_moment(issue.child("published_at"))
    if issue.has("published_on") and issue.has("published_at"):
        yield Problem(day.path, day.value, "stands beside a time that already says the day.")


def _limit(limit: Node) -> Iterator[Problem]:
    yield from double_texts(limit, "categories")
    yield from _bounds(limit, "at_least", "at_most")
    if isinstance(limit.value, dict) and not limit.has("at_least") and not limit.has("at_most"):
        yield Problem(limit.path, None, "needs “at_least” or “at_most”.")


def _bounds(node: Node, least: str, most: str) -> Iterator[Problem]:
    fewest, highest = node.number(least), node.number(most)
    if fewest is not None and highest is not None and fewest > highest:
        yield Problem(node.child(least).path, fewest, f"is more than “{most}” ({highest}).")
