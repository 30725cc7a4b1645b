"""What changed between two entry lists, as plain values for a JSON file."""

from collections.abc import Callable
from typing import Any

from championship.queries.change_sentences import Item, groups
from championship.queries.entry_changes import (
    Changes,
    CrewChange,
    DriverChange,
    Pair,
    SeatChange,
)
from championship.queries.entry_list import EntryRow, Seat

# What a kind of change is about, before and after; unknown is None.
OF_A_CAR: dict[str, Callable[[EntryRow], Any]] = {
    "number": lambda row: row.number,
    "class": lambda row: row.car_class.code,
    "car": lambda row: row.car_name or None,
    "team": lambda row: row.team,
    "country": lambda row: row.country.code or None,
    "kind": lambda row: row.kind or None,
    "scoring": lambda row: row.scores,
    "note": lambda row: row.note or None,
    "waiver": lambda row: [{"rule": one.rule, "reason": one.reason} for one in row.waivers],
}
OF_A_DRIVER: dict[str, Callable[[Seat], Any]] = {
    "category": lambda seat: seat.category or None,
    "nationality": lambda seat: seat.country.code or None,
    "spelling": lambda seat: seat.name,
}


def changes_as_data(changes: Changes) -> dict[str, Any]:
    """The totals of the classes, and every change with its car, its facts and its sentence.

    Facts are the same in every language; `text` is in the active one.
    """
    return {
        "only_totals": changes.only_totals,
        "cars": {
            total.car_class.code: {"before": total.before, "after": total.after}
            for total in changes.totals
        },
        "changes": [
            {"kind": group.kind, **_car(item.car), "text": item.text, **_facts(group.kind, item)}
            for group in groups(changes)
            for item in group.items
        ],
    }


def _car(row: EntryRow) -> dict[str, Any]:
    return {"number": row.number, "class": row.car_class.code, "team": row.team}


def _facts(kind: str, item: Item) -> dict[str, Any]:
    match item.change:
        case CrewChange(seats=seats):
            return {"seats": [_seat(seat) for seat in seats]}
        case DriverChange(before=before, after=after):
            fact = OF_A_DRIVER[kind]
            return {"driver": after.name, "before": fact(before), "after": fact(after)}
        case Pair(before=before, after=after):
            found = OF_A_CAR.get(kind, _place)
            return {"before": found(before), "after": found(after)}
        case row:
            return {**_place(row), "crew": [_driver(seat) for seat in row.crew]}


def _place(row: EntryRow) -> dict[str, Any]:
    return {"status": row.status, "reserve_place": row.reserve_place}


def _seat(change: SeatChange) -> dict[str, Any]:
    came, went = change.comes_from, change.goes_to
    return {
        "joins": change.joins and _driver(change.joins),
        "from": came and came.number,
        "leaves": change.leaves and _driver(change.leaves),
        "to": went and went.number,
    }


def _driver(seat: Seat) -> dict[str, Any]:
    """Without a name the driver is to be announced."""
    return {
        "name": seat.name or None,
        "country": (seat.country.code or None) if seat.country else None,
        "category": seat.category or None,
    }
