"""The season's entries with their crews and waivers."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from championship.models import CrewSeat, Entry, Waiver

from ..entry_statuses import OFF_THE_LIST
from .load import Load, Pack
from .values import moment, plain


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
    rows = load.sync.rows(Entry, stored, wanted, aside=OFF_THE_LIST)
    load.entries = dict(zip(nodes, rows.values(), strict=True))
    keys = {key: load.entries[key].pk for key in nodes}
    crews = {keys[key]: seats(load, node.get("crew", [])) for key, node in nodes.items()}
    load.sync.parts(CrewSeat, "entry_id", crews)
    load.sync.parts(Waiver, "entry_id", {keys[key]: waivers(node) for key, node in nodes.items()})


def seats(load: Load, crew: list[Any]) -> list[dict[str, Any]]:
    """A crew as a pack has it: drivers by address, null, or a driver with another country."""
    shown = (seat if isinstance(seat, dict) else {"driver": seat} for seat in crew)
    return [
        {
            "order": order,
            "driver_id": load.driver_id(seat["driver"]),
            "country": seat.get("country", ""),
        }
        for order, seat in enumerate(shown, start=1)
    ]


def waivers(node: Pack) -> list[dict[str, Any]]:
    """The rules that are not held against a crew; who granted them stays behind."""
    return [
        {**plain(waiver, "rule", "reason"), "granted_at": moment(waiver, "granted_at")}
        for waiver in node.get("waivers", [])
    ]


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
        **plain(node, "team_name", "team_country", "note"),
        "car_id": load.car_id(node.get("car")),
        "kind": node.get("kind", ""),
        "status": node.get("status", Entry.Status.CONFIRMED),
        "reserve_place": node.get("reserve_place"),
        "scores": node.get("scores", True),
    }
