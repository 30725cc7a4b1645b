"""The season's entries and their crews."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from championship.models import CrewSeat, Entry

from .load import Load, Pack
from .values import plain


def load_entries(load: Load) -> None:
    """Entries are known by number and team, counted where that is not enough."""
    nodes = load.entry_nodes
    wanted = _counted(
        ((node["number"], load.teams[node["team"]].pk), _entry(load, node))
        for node in nodes.values()
    )
    stored = _counted(
        ((entry.number, entry.team_id), entry)
        for entry in load.season.entries.order_by("car_class__order", "pk")
    )
    rows = load.sync.rows(Entry, stored, wanted)
    load.entries = dict(zip(nodes, rows.values(), strict=True))
    crews = {
        load.entries[key].pk: [
            {"order": order, "driver_id": load.driver_id(driver)}
            for order, driver in enumerate(node.get("crew", []), start=1)
        ]
        for key, node in nodes.items()
    }
    load.sync.parts(CrewSeat, "entry_id", crews)


def _counted(pairs: Iterable[tuple[tuple, Any]]) -> dict[tuple, Any]:
    """Tell apart what has the same key: a car that was withdrawn and entered again."""
    seen: Counter[tuple] = Counter()
    counted = {}
    for key, value in pairs:
        seen[key] += 1
        counted[*key, seen[key]] = value
    return counted


def _entry(load: Load, node: Pack) -> dict[str, Any]:
    return {
        "season_id": load.season.pk,
        "number": node["number"],
        "car_class_id": load.classes[node["class"]].pk,
        "team_id": load.teams[node["team"]].pk,
        **plain(node, "team_name", "note"),
        "car_id": load.car_id(node.get("car")),
        "kind": node.get("kind", ""),
        "status": node.get("status", Entry.Status.CONFIRMED),
        "reserve_place": node.get("reserve_place"),
        "scores": node.get("scores", True),
    }
