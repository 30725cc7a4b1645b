"""What a season pack must hold beyond its schema: every check names the place and the value."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from championship.addresses import is_reserved

from ..nodes import Node
from ..problems import Problem
from .award_checks import AwardChecks
from .entry_checks import EntryChecks
from .facts import (
    as_day,
    as_moment,
    as_zone,
    check_article,
    check_base64,
    check_circuit,
    check_day,
    check_days_in_order,
    check_moment,
    check_points,
    double_texts,
    double_words,
    doubles,
    unknown,
)
from .result_checks import ResultChecks
from .title_checks import TitleChecks

# The kinds of things that a pack names, and the key by which the rest of it calls them.
KEYS = {
    "organisations": ("slug", "an organisation"),
    "classes": ("slug", "a class"),
    "manufacturers": ("slug", "a manufacturer"),
    "cars": ("slug", "a car"),
    "circuits": ("slug", "a circuit"),
    "teams": ("slug", "a team"),
    "drivers": ("slug", "a driver"),
    "entries": ("id", "an entry"),
    "events": ("slug", "an event"),
    "points_scales": ("slug", "a points scale"),
    "championships": ("slug", "a championship"),
    "agreements": ("slug", "an agreement"),
    "award_targets": ("slug", "a target of awards"),
    "awards": ("slug", "an award"),
    "pictures": ("id", "a picture"),
}

# Where one thing names another: list, key in it, list that it names.
REFERENCES = [
    ("classes", "parent", "classes"),
    ("cars", "manufacturer", "manufacturers"),
    ("entries", "class", "classes"),
    ("entries", "team", "teams"),
    ("entries", "car", "cars"),
    ("events", "circuit", "circuits"),
    ("championships", "class", "classes"),
    ("awards", "championship", "championships"),
    ("awards", "target", "award_targets"),
    ("awards", "given_by", "organisations"),
    ("awards", "agreement", "agreements"),
    ("articles", "event", "events"),
    ("articles", "picture", "pictures"),
]

# Names that may stand only once, besides the keys above.
ONCE = [
    ("organisations", "name"),
    ("classes", "code"),
    ("manufacturers", "name"),
    ("cars", "name"),
    ("points_scales", "name"),
    ("championships", "name"),
    ("entry_lists", "number"),
    ("results", "session"),
]

TESTS_BEFORE_AN_EVENT = timedelta(days=14)


def check_pack(pack: dict[str, Any]) -> list[Problem]:
    """Every problem of a parsed season pack that its schema can't see.

    The pack may be wrong anywhere; what has the wrong type is left to the schema.
    """
    return list(_Checks(Node(pack)).problems())


class _Checks(EntryChecks, ResultChecks, TitleChecks, AwardChecks):
    """One pass over a pack, with an index of everything it names."""

    def __init__(self, root: Node):
        self.root = root
        self.known = {
            section: {
                node.text(key): node for node in root.each(section) if node.text(key) is not None
            }
            for section, (key, _what) in KEYS.items()
        }
        self.events = {node.text("slug"): node for node in root.each("events")}
        self.sessions = {
            session.text("slug"): (event, session)
            for event in root.each("events")
            for session in event.each("sessions")
        }
        self.rounds = {
            node.number("number") for event in root.each("events") for node in event.each("rounds")
        }
        self.at_event = {
            slug: {car.text("entry"): car for car in event.each("entries")}
            for slug, event in self.events.items()
        }

    def problems(self) -> Iterator[Problem]:
        yield from self.doubles()
        yield from self.references()
        yield from self.basics()
        for event in self.root.each("events"):
            yield from self.event(event)
        yield from self.entries()
        yield from self.entry_lists()
        for result in self.root.each("results"):
            yield from self.result(result)
        yield from self.titles()
        yield from self.agreements()
        yield from self.award_targets()
        yield from self.awards()
        for picture in self.root.each("pictures"):
            yield from check_base64(picture.child("content"))
        yield from self.articles()

    # Names and references

    def doubles(self) -> Iterator[Problem]:
        for section, (key, _what) in KEYS.items():
            yield from doubles(self.root.each(section), key)
        for section, key in ONCE:
            yield from doubles(self.root.each(section), key)
        events = list(self.root.each("events"))
        yield from doubles((node for event in events for node in event.each("sessions")), "slug")
        yield from doubles((node for event in events for node in event.each("rounds")), "number")

    def references(self) -> Iterator[Problem]:
        for section, key, named in REFERENCES:
            for node in self.root.each(section):
                yield from self.refers(node.child(key), named)
        for role in self.root.child("series").each("organisations"):
            yield from self.refers(role.child("organisation"), "organisations")

    def refers(self, node: Node, section: str) -> Iterator[Problem]:
        if isinstance(node.value, str) and node.value not in self.known[section]:
            yield unknown(node, KEYS[section][1], self.known[section])

    # Series, season, classes, people and places

    def basics(self) -> Iterator[Problem]:
        series = self.root.child("series")
        if is_reserved(series.text("slug") or ""):
            yield Problem(
                series.child("slug").path, series.text("slug"), "is an address of the site itself."
            )
        yield from double_words(series, "status_aliases", "printed")
        yield from check_days_in_order(self.root.child("season"))
        for node in self.root.each("classes"):
            parent = self.known["classes"].get(node.text("parent"))
            if parent is not None and parent.has("parent"):
                yield Problem(
                    node.child("parent").path, node.text("parent"), "is a sub-class itself."
                )
            yield from self.crew_rules(node)
        for circuit in self.root.each("circuits"):
            yield from check_circuit(circuit)
        for driver in self.root.each("drivers"):
            yield from doubles(driver.each("categories"), "valid_from")
            yield from double_texts(driver, "aliases")
            for category in driver.each("categories"):
                yield from check_day(category.child("valid_from"))
        for section in ("classes", "cars", "teams"):
            for node in self.root.each(section):
                yield from double_texts(node, "aliases")

    # Events

    def event(self, event: Node) -> Iterator[Problem]:
        yield from check_days_in_order(event)
        yield from self.inside_season(event)
        rounds = {node.number("number") for node in event.each("rounds")}
        for session in event.each("sessions"):
            yield from self.session(session, event, rounds)
        yield from self.event_entries(event)
        yield from doubles(event.each("notices"), "number")
        for notice in event.each("notices"):
            yield from check_moment(notice.child("published_at"))

    def inside_season(self, event: Node) -> Iterator[Problem]:
        season = self.root.child("season")
        first, last = as_day(season.text("starts_on")), as_day(season.text("ends_on"))
        for key in ("starts_on", "ends_on"):
            day = as_day(event.text(key))
            if first and last and day and not first <= day <= last:
                yield Problem(
                    event.child(key).path,
                    event.text(key),
                    f"is outside the season ({first} – {last}).",
                )

    def session(self, session: Node, event: Node, rounds: set) -> Iterator[Problem]:
        number = session.number("round")
        if number is not None and number not in rounds:
            path = session.child("round").path
            yield Problem(path, number, "is not a round of this event.")
        if session.text("kind") == "race" and not session.has("round"):
            yield Problem(session.path, session.text("slug"), "is a race without a round.")
        for name in session.each("classes"):
            yield from self.refers(name, "classes")
        yield from self.grid(session, event)
        yield from check_points(session.child("points_factor"))
        if session.has("starts_on") and session.has("starts_at"):
            yield Problem(
                session.child("starts_on").path,
                session.text("starts_on"),
                "stands beside a start time that already says the day.",
            )
        key = "starts_at" if session.has("starts_at") else "starts_on"
        wrong = list((check_moment if key == "starts_at" else check_day)(session.child(key)))
        yield from wrong
        if not wrong and session.has(key):
            yield from self.inside_event(session, key, event)

    def inside_event(self, session: Node, key: str, event: Node) -> Iterator[Problem]:
        first, last = as_day(event.text("starts_on")), as_day(event.text("ends_on"))
        day = self.day_at_circuit(session.text(key), event)
        if not (first and last and day):
            return
        if session.text("kind") == "test":
            first -= TESTS_BEFORE_AN_EVENT
        if not first <= day <= last:
            yield Problem(
                session.child(key).path,
                session.text(key),
                f"is outside the event ({event.text('starts_on')} – {last}).",
            )

    def day_at_circuit(self, text: str | None, event: Node) -> date | None:
        if text is None or "T" not in text:
            return as_day(text)
        moment = as_moment(text)
        circuit = self.known["circuits"].get(event.text("circuit"))
        zone = as_zone(circuit.text("time_zone")) if circuit else None
        return moment.astimezone(zone).date() if moment and zone else None

    # Articles

    def articles(self) -> Iterator[Problem]:
        seen = set()
        for article in self.root.each("articles"):
            yield from check_moment(article.child("published_at"))
            yield from check_article(article)
            key = (article.text("slug"), article.text("language") or "en")
            if key in seen:
                yield Problem(article.child("slug").path, key[0], "stands twice in one language.")
            seen.add(key)
            for team in article.each("teams"):
                yield from self.refers(team, "teams")
            for driver in article.each("drivers"):
                yield from self.refers(driver, "drivers")
