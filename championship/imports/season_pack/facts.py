"""Checks of single facts in a season pack: days, times, points, names that stand once."""

import base64
import difflib
import zoneinfo
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from championship.scoring.durations import parse_duration
from championship.scoring.fractions import parse_points

from ..nodes import Node
from ..problems import Problem

# Days near the ends of the calendar can't be moved or told in another zone.
YEARS = range(1900, 2200)


def unknown(node: Node, what: str, known: Collection[str]) -> Problem:
    names = [name for name in known if isinstance(name, str)]
    if len(names) <= 8:
        hint = ", ".join(names) or "there is none"
    else:
        close = difflib.get_close_matches(node.value, names, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(close)}?" if close else f"{len(names)} are known"
    return Problem(node.path, node.value, f"is not {what} of this pack ({hint}).")


def doubles(nodes: Iterable[Node], key: str) -> Iterator[Problem]:
    first: dict[Any, str] = {}
    for node in nodes:
        value = node.child(key)
        if not isinstance(value.value, str | int):
            continue
        earlier = first.setdefault(value.value, value.path)
        if earlier != value.path:
            yield Problem(value.path, value.value, f"stands already at {earlier}.")


def double_texts(node: Node, key: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for item in node.each(key):
        if isinstance(item.value, str) and first.setdefault(item.value, item.path) != item.path:
            yield Problem(item.path, item.value, f"stands already at {first[item.value]}.")


def double_words(node: Node, section: str, key: str) -> Iterator[Problem]:
    """Words that stand twice under a key of the items of a list, however they are written."""
    first: dict[str, str] = {}
    for item in node.each(section):
        word = item.child(key)
        if not isinstance(word.value, str):
            continue
        earlier = first.setdefault(word.value.lower(), word.path)
        if earlier != word.path:
            yield Problem(word.path, word.value, f"stands already at {earlier}.")


def double_numbers(cars: Iterable[tuple[str | None, Node]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, car in cars:
        if number is not None and first.setdefault(number, car.path) != car.path:
            yield Problem(car.path, number, f"is the number of {first[number]} too.")


def check_days_in_order(node: Node) -> Iterator[Problem]:
    wrong = [*check_day(node.child("starts_on")), *check_day(node.child("ends_on"))]
    yield from wrong
    first, last = as_day(node.text("starts_on")), as_day(node.text("ends_on"))
    if first and last and last < first:
        yield Problem(node.child("ends_on").path, node.text("ends_on"), f"is before {first}.")


def check_base64(content: Node) -> Iterator[Problem]:
    """Only what is text: the schema says so of the rest."""
    if isinstance(content.value, str):
        try:
            base64.b64decode(content.value, validate=True)
        except ValueError:
            yield Problem(content.path, content.value, "is not Base64 (RFC 4648, 4).")


def check_article(article: Node) -> Iterator[Problem]:
    if article.has("picture") and not article.has("picture_text"):
        yield Problem(article.path, None, "“picture_text” is missing: say what the picture shows.")
    if article.text("about") == "series" and article.has("event"):
        path = article.child("event").path
        yield Problem(path, article.text("event"), "stands in an article about the series alone.")


def check_circuit(circuit: Node) -> Iterator[Problem]:
    zone = circuit.child("time_zone")
    if isinstance(zone.value, str) and as_zone(zone.value) is None:
        yield Problem(zone.path, zone.value, "is not a time zone. Write it as Asia/Dubai.")
    for key, limit in (("latitude", 90), ("longitude", 180)):
        text = circuit.text(key)
        try:
            beyond = text is not None and abs(Decimal(text)) > limit
        except InvalidOperation:
            continue  # the schema says so
        if beyond:
            yield Problem(circuit.child(key).path, text, f"is beyond {limit} degrees.")


# What each penalty has to say: one of these.
NEEDS = {
    "time": ("time", "laps"),
    "places": ("places",),
    "grid_places": ("places",),
    "points": ("points",),
    "fine": ("fine",),
}


def check_decision(decision: Node) -> Iterator[Problem]:
    yield from check_duration(decision.child("time"))
    yield from check_moment(decision.child("decided_at"))
    yield from check_points(decision.child("points"))
    penalty = decision.text("penalty")
    needs = NEEDS.get(penalty or "")
    if needs and not any(_says_something(decision.child(key)) for key in needs):
        wanted = " or ".join(f"“{key}”" for key in needs)
        yield Problem(decision.child("penalty").path, penalty, f"needs {wanted}.")
    if penalty == "fine" and not decision.has("currency"):
        yield Problem(decision.child("penalty").path, penalty, "needs “currency”.")


def _says_something(node: Node) -> bool:
    """Whether it is there and not nothing: 0, "0.0", "0/5", "0:00.000"."""
    return node.value is not None and bool(str(node.value).partition("/")[0].strip("0.:"))


def is_classified(line: Node) -> bool:
    return (line.text("status") or "classified") == "classified"


def check_day(node: Node) -> Iterator[Problem]:
    if isinstance(node.value, str) and as_day(node.value) is None:
        yield Problem(node.path, node.value, "is not a day of the calendar.")


def check_moment(node: Node) -> Iterator[Problem]:
    if isinstance(node.value, str) and as_moment(node.value) is None:
        yield Problem(node.path, node.value, "is not a time of the calendar.")


def check_duration(node: Node) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        return
    try:
        parse_duration(node.value)
    except ValueError:
        yield Problem(node.path, node.value, "is not a time. Write 3:43:26.017 or 1:53.653.")


def check_points(node: Node) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        return
    try:
        parse_points(node.value)
    except ValueError:
        yield Problem(node.path, node.value, "is not a number of points. Write 25, 16.5 or 1/3.")


def as_day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None


def as_moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in YEARS else None


def as_zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name or "")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
