"""Values of a pack as the database wants them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from championship.models import Status
from championship.scoring.durations import parse_duration

from .load import Pack


def plain(node: Pack, *names: str) -> dict[str, str]:
    return {name: node.get(name, "") for name in names}


def aliases(nodes: Mapping[str, Pack], rows: Mapping[str, Model]) -> dict[int, list[Pack]]:
    """The other names of each of these rows, by its key."""
    return {
        rows[slug].pk: [{"name": name} for name in sorted(node.get("aliases", []))]
        for slug, node in nodes.items()
    }


def duration(node: Pack, key: str) -> int | None:
    return parse_duration(node[key]) if key in node else None


def day(node: Pack, key: str) -> date | None:
    return date.fromisoformat(node[key]) if key in node else None


def moment(node: Pack, key: str) -> datetime | None:
    return datetime.fromisoformat(node[key]) if key in node else None


def timing(node: Pack) -> dict[str, Any]:
    return {
        "status": node.get("status", Status.CLASSIFIED),
        "laps": node.get("laps"),
        "time_ms": duration(node, "time"),
        "best_lap_ms": duration(node, "best_lap"),
        "best_lap_number": node.get("best_lap_number"),
    }


def publication(node: Pack) -> dict[str, Any]:
    return {
        "state": node["state"],
        "published_at": moment(node, "published_at"),
        "note": node.get("note", ""),
    }
