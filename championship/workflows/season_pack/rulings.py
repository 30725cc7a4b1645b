"""Poles, fastest laps and rulings of stewards: as recorded, or as published."""

from decimal import Decimal
from typing import Any

from championship.models import Decision, EventEntry
from championship.scoring.fractions import parse_points

from .load import Load, Pack
from .values import duration, moment, plain


def honour(load: Load, node: Pack, car: EventEntry) -> dict[str, Any]:
    """Who holds a pole or a fastest lap: the class is the car's own unless it is said."""
    return {
        "event_entry_id": car.pk,
        "kind": node["kind"],
        "car_class_id": load.classes[node["class"]].pk if "class" in node else car.car_class_id,
        "driver_id": load.driver_id(node.get("driver")),
        "time_ms": duration(node, "time"),
    }


def ruling(node: Pack, car: EventEntry) -> dict[str, Any]:
    return {
        "event_entry_id": car.pk,
        **plain(node, "number", "penalty", "article", "reason", "outcome"),
        "time_ms": duration(node, "time"),
        "laps": node.get("laps"),
        "places": node.get("places"),
        "points": parse_points(node["points"]) if "points" in node else None,
        "fine_amount": Decimal(node["fine"]) if "fine" in node else None,
        "fine_currency": node.get("currency", ""),
        "state": node.get("state", Decision.State.IN_FORCE),
        "is_in_timing": node.get("is_in_timing", False),
        "decided_at": moment(node, "decided_at"),
    }
