"""The published issues of entry lists, line by line as they were printed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Entry,
    EntryListCount,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
    EntryListWaiver,
)
from championship.queries.entry_list import list_day

from .load import Load, Pack, PackRefused
from .values import day, moment, plain


def load_entry_lists(load: Load) -> None:
    """Issues by their number. One that was published with a time is frozen: PackRefused."""
    nodes = load.nodes("entry_lists", "number")
    stored = {row.number: row for row in load.season.entry_lists.all()}
    wanted = {number: _issue(load, node) for number, node in nodes.items()}
    frozen = {number for number in nodes if number in stored and stored[number].published_at}
    changed = {number for number in frozen if _differs(stored[number], wanted[number])}
    rows = load.sync.rows(EntryListRevision, stored, wanted)
    numbers = {row.pk: number for number, row in rows.items()}
    changed |= {numbers[key] for key in _load_parts(load, nodes, rows)}
    _refuse(load, frozen & changed)


def _issue(load: Load, node: Pack) -> dict[str, Any]:
    return {
        "season_id": load.season.pk,
        "number": node["number"],
        "event_id": load.events[node["event"]].pk if "event" in node else None,
        "published_on": day(node, "published_on"),
        "published_at": moment(node, "published_at"),
        **plain(node, "state", "note", "reason"),
    }


def _differs(row: EntryListRevision, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _refuse(load: Load, numbers: set[int]) -> None:
    message = (
        "was published here with other contents, and what is published stays. "
        "Give the changed list the next number."
    )
    problems = [
        Problem(f"$.entry_lists[{index}].number", node["number"], message)
        for index, node in enumerate(load.pack.get("entry_lists", []))
        if node["number"] in numbers
    ]
    if problems:
        raise PackRefused(problems)


def _load_parts(
    load: Load, nodes: dict[int, Pack], rows: dict[int, EntryListRevision]
) -> Iterable[int]:
    """Totals, lines, crews and waivers. Returns the keys of the issues that changed."""
    keys = {number: rows[number].pk for number in nodes}
    changed = set(
        load.sync.parts(
            EntryListCount,
            "revision_id",
            {keys[number]: _counts(load, node) for number, node in nodes.items()},
        )
    )
    changed.update(
        load.sync.parts(
            EntryListLine,
            "revision_id",
            {keys[number]: _lines(load, node) for number, node in nodes.items()},
        )
    )
    stored = EntryListLine.objects.filter(revision__in=keys.values())
    lines = {
        (revision, entry): (line, revision)
        for line, revision, entry in stored.values_list("pk", "revision_id", "entry_id")
    }
    crews, waivers, issue_of = {}, {}, dict(lines.values())
    for number, node in nodes.items():
        seats = _Seats(load, node)
        for line in node.get("entries", []):
            key, _revision = lines[keys[number], load.entries[line["entry"]].pk]
            crews[key] = seats.of(line)
            waivers[key] = [plain(waiver, "rule", "reason") for waiver in line.get("waivers", [])]
    for model, parts in ((EntryListSeat, crews), (EntryListWaiver, waivers)):
        changed.update(issue_of[key] for key in load.sync.parts(model, "line_id", parts))
    return changed


def _counts(load: Load, node: Pack) -> list[dict[str, Any]]:
    return [
        {"car_class_id": load.classes[name].pk, "cars": cars}
        for name, cars in node.get("cars", {}).items()
    ]


def _lines(load: Load, node: Pack) -> list[dict[str, Any]]:
    return [_line(load, line, order) for order, line in enumerate(node.get("entries", []), start=1)]


def _line(load: Load, node: Pack, order: int) -> dict[str, Any]:
    car = load.cars[node["car"]] if node.get("car") else None
    return {
        "order": order,
        "entry_id": load.entries[node["entry"]].pk,
        "car_class_id": load.classes[node["class"]].pk,
        **plain(node, "number", "team_name", "team_country", "kind", "note"),
        "car_id": car.pk if car else None,
        "car_name": node.get("car_name", str(car or "")),
        "status": node.get("status", Entry.Status.CONFIRMED),
        "reserve_place": node.get("reserve_place"),
        "scores": node.get("scores", True),
    }


class _Seats:
    """The crews of one list: what a seat leaves out is as the pack has it of its driver."""

    def __init__(self, load: Load, node: Pack):
        event = load.events[node["event"]] if "event" in node else None
        self.load = load
        self.day = list_day(load.season, event)

    def of(self, line: Pack) -> list[dict[str, Any]]:
        return [
            {"order": order, **self.seat(seat)}
            for order, seat in enumerate(line.get("crew", []), start=1)
        ]

    def seat(self, seat: Pack | str | None) -> dict[str, Any]:
        shown = seat if isinstance(seat, dict) else {"driver": seat}
        driver = self.load.driver_nodes.get(shown["driver"], {})
        printed = plain(driver, "given_name", "family_name", "country")
        printed["category"] = _category(driver, self.day)
        return {
            "driver_id": self.load.driver_id(shown["driver"]),
            **{name: shown.get(name, value) for name, value in printed.items()},
        }


def _category(driver: Pack, day: date) -> str:
    """The category valid on a day."""
    valid = [
        (fact["valid_from"], fact["category"])
        for fact in driver.get("categories", [])
        if date.fromisoformat(fact["valid_from"]) <= day
    ]
    return max(valid)[1] if valid else ""
