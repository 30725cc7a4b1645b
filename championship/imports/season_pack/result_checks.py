"""What results, grids, decisions and published revisions must hold beyond the schema."""

from collections.abc import Iterator

from ..nodes import Node
from ..problems import Problem
from .facts import (
    check_decision,
    check_duration,
    check_moment,
    double_texts,
    doubles,
    is_classified,
    unknown,
)

RACES = ("race", "sprint")
# What is frozen with a revision has no sense without its lines.
BESIDE_LINES = ("bonuses", "decisions")
REPORTED = ("place", "class_place")


class ResultChecks:
    """The part of the checks of a pack that is about results. `refers` looks a name up."""

    def grid(self, session: Node, event: Node) -> Iterator[Problem]:
        """The qualifyings that set the grid of a race are of its own event."""
        sources = list(session.each("grid"))
        own = {row.text("slug"): row.text("kind") for row in event.each("sessions")}
        if sources and session.text("kind") not in RACES:
            grid = session.child("grid")
            yield Problem(grid.path, session.text("slug"), "is not a race: it has no grid.")
        yield from doubles(sources, "qualifying")
        for source in sources:
            named = source.child("qualifying")
            if not isinstance(named.value, str):
                continue
            if named.value not in own:
                known = ", ".join(slug for slug, kind in own.items() if slug and kind not in RACES)
                yield Problem(named.path, named.value, f"is not a session of this event ({known}).")
            elif own[named.value] in RACES:
                yield Problem(named.path, named.value, "is a race: it sets no grid.")

    def result(self, result: Node) -> Iterator[Problem]:
        slug = result.child("session")
        if isinstance(slug.value, str) and slug.value not in self.sessions:
            yield unknown(slug, "a session", self.sessions)
        event, session = self.sessions.get(result.text("session"), (None, None))
        cars = self.at_event.get(event.text("slug"), {}) if event else None
        lines = list(result.each("lines"))
        yield from self.timed_lines(lines, cars)
        if session is not None:
            yield from self.reported_places_of(lines, session)
        yield from self.bonuses(result, cars)
        for decision in result.each("decisions"):
            yield from self.entered(decision.child("car"), cars)
            yield from check_decision(decision)
        yield from self.classifications(result, lines, cars)

    def timed_lines(self, lines: list[Node], cars: dict | None) -> Iterator[Problem]:
        yield from doubles(lines, "car")
        for line in lines:
            yield from self.entered(line.child("car"), cars)
            yield from self.refers(line.child("best_lap_driver"), "drivers")
            for key in ("time", "best_lap", "second_best_lap"):
                yield from check_duration(line.child(key))
            for driver in line.each("crew"):
                yield from self.refers(driver, "drivers")
            yield from double_texts(line, "crew")

    def reported_places_of(self, lines: list[Node], session: Node) -> Iterator[Problem]:
        """Where not every car is known, places stand once, overall and in class, in order."""
        is_incomplete = session.child("is_incomplete").value is True
        last: dict[tuple, int] = {}
        for line in lines:
            for key in REPORTED:
                place = line.child(key)
                if place.value is not None and not is_incomplete:
                    text = "goes with “is_incomplete” of its session: else places are computed."
                    yield Problem(place.path, place.value, text)
                number = line.number(key)
                if number is None or not is_incomplete:
                    continue
                among = key, self.class_of(line) if key == "class_place" else None
                if number <= last.get(among, 0):
                    text = f"does not come after place {last[among]}, which stands above it."
                    yield Problem(place.path, number, text)
                last[among] = number

    def class_of(self, line: Node) -> str | None:
        """The class in which a car of a result has its places: the one above a sub-class."""
        entry = self.known["entries"].get(line.text("car"))
        name = entry.text("class") if entry else None
        car_class = self.known["classes"].get(name)
        return (car_class.text("parent") if car_class else None) or name

    def bonuses(self, holder: Node, cars: dict | None) -> Iterator[Problem]:
        """Poles and fastest laps of a result, or of a revision."""
        for bonus in holder.each("bonuses"):
            yield from self.entered(bonus.child("car"), cars)
            yield from self.refers(bonus.child("class"), "classes")
            yield from self.refers(bonus.child("driver"), "drivers")
            yield from check_duration(bonus.child("time"))

    def entered(self, car: Node, cars: dict | None) -> Iterator[Problem]:
        yield from self.refers(car, "entries")
        known = car.value in self.known["entries"] if isinstance(car.value, str) else False
        if known and cars is not None and car.value not in cars:
            yield Problem(car.path, car.value, "is not entered at this event.")

    # What was published

    def classifications(
        self, result: Node, results: list[Node], cars: dict | None
    ) -> Iterator[Problem]:
        revisions = list(result.each("classifications"))
        decisions = list(result.each("decisions"))
        for number, revision in enumerate(revisions, start=1):
            lines = list(revision.each("lines"))
            newest = number == len(revisions)
            yield from _publication(revision, number)
            yield from self.timed_lines(lines, cars)
            yield from self.published_lines(lines)
            yield from self.bonuses(revision, cars)
            yield from self.applied(revision, decisions, cars)
            if not lines:
                yield from _without_lines(revision)
            if not lines and not newest:
                yield Problem(revision.path, None, "needs its lines: a later revision replaced it.")
            if not lines and newest and not any(is_classified(line) for line in results):
                yield Problem(revision.path, None, "publishes a result without a classified car.")

    def published_lines(self, lines: list[Node]) -> Iterator[Problem]:
        for line in lines:
            yield from self.refers(line.child("class"), "classes")
            both = line.has("place") and line.has("class_place")
            neither = not line.has("place") and not line.has("class_place")
            if is_classified(line) and not both:
                yield Problem(line.path, line.text("car"), "is classified without its places.")
            if not is_classified(line) and not neither:
                yield Problem(line.path, line.text("car"), "has a place but is not classified.")

    def applied(
        self, revision: Node, decisions: list[Node], cars: dict | None
    ) -> Iterator[Problem]:
        """Decisions as they were published; each may be one of those of the result."""
        for one in revision.each("decisions"):
            yield from self.entered(one.child("car"), cars)
            yield from check_decision(one)
            number = one.number("decision")
            if number is None:
                continue
            place = one.child("decision").path
            if not 1 <= number <= len(decisions):
                text = f"is not a decision of this result ({len(decisions)} are there)."
                yield Problem(place, number, text)
            elif decisions[number - 1].text("car") != one.text("car"):
                yield Problem(place, number, "is a decision on another car.")


def _publication(revision: Node, number: int) -> Iterator[Problem]:
    yield from check_moment(revision.child("published_at"))
    until = revision.child("provisional_until")
    yield from check_moment(until)
    if until.value is not None and revision.text("state") != "provisional":
        yield Problem(until.path, until.value, "is only for what is provisional.")
    restores = revision.number("restores")
    if restores is not None and restores >= number:
        place = revision.child("restores").path
        yield Problem(place, restores, f"is not a revision before this one, the {number}.")


def _without_lines(revision: Node) -> Iterator[Problem]:
    for key in BESIDE_LINES:
        if next(revision.each(key), None) is not None:
            text = "stands without lines: the result gives it."
            yield Problem(revision.child(key).path, None, text)
    flag = revision.child("is_incomplete")
    if flag.value is not None:
        yield Problem(flag.path, flag.value, "stands without lines: the session says it.")
