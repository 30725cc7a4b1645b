"""Results with poles and decisions, and what was published of them."""

from collections import Counter
from typing import Any

from championship.models import Bonus, Decision, Result, ResultSeat, Session

from .classifications import load_classifications
from .load import Load, Pack
from .rulings import honour, ruling
from .values import timing


def load_results(load: Load) -> None:
    """Results, poles and decisions become what the pack says; publications are only added."""
    nodes = {load.sessions[slug]: node for slug, node in load.nodes("results", "session").items()}
    _load_lines(load, nodes)
    _load_bonuses(load, nodes)
    decisions = _load_decisions(load, nodes)
    load_classifications(load, nodes, decisions)


def _load_lines(load: Load, nodes: dict[Session, Pack]) -> None:
    """A line keeps its row, as its car stands once in a result."""
    existing = {
        (row.session_id, row.event_entry_id): row
        for row in Result.objects.filter(session__in=nodes)
    }
    wanted, crews = {}, {}
    for session, node in nodes.items():
        for order, line in enumerate(node.get("lines", []), start=1):
            key = session.pk, load.car_at(session, line["car"]).pk
            wanted[key] = {
                "session_id": session.pk,
                "event_entry_id": key[1],
                "order": order,
                **timing(load, line),
                "timed_status": line.get("timed_status", ""),
                "reported_place": line.get("place"),
                "reported_class_place": line.get("class_place"),
            }
            crews[key] = line.get("crew", [])
    load.sync.drop(Result, [row for key, row in existing.items() if key not in wanted])
    rows = load.sync.rows(Result, existing, wanted)
    seats = {rows[key].pk: _seats(load, crew) for key, crew in crews.items()}
    load.sync.parts(ResultSeat, "result_id", seats)


def _seats(load: Load, crew: list[str]) -> list[dict[str, Any]]:
    return [
        {"order": order, "driver_id": load.drivers[driver].pk}
        for order, driver in enumerate(crew, start=1)
    ]


def _load_bonuses(load: Load, nodes: dict[Session, Pack]) -> None:
    wanted = {
        session.pk: [
            honour(load, line, load.car_at(session, line["car"]))
            for line in node.get("bonuses", [])
        ]
        for session, node in nodes.items()
    }
    load.sync.parts(Bonus, "session_id", wanted)


def _load_decisions(load: Load, nodes: dict[Session, Pack]) -> dict[int, list[Decision]]:
    """The decisions of each session in the order of the pack, by its key.

    A decision keeps its row, and with it its document and its place in what was published:
    it is known by its number and its car, and is counted where both stand several times.
    """
    existing = _known(Decision.objects.filter(session__in=nodes).order_by("session", "pk"))
    wanted, keys = {}, {}
    for session, node in nodes.items():
        cars = [load.car_at(session, line["car"]) for line in node.get("decisions", [])]
        lines = list(zip(node.get("decisions", []), cars, strict=True))
        keys[session.pk] = _counted(
            (session.pk, line.get("number", ""), car.pk) for line, car in lines
        )
        for key, (line, car) in zip(keys[session.pk], lines, strict=True):
            wanted[key] = {"session_id": session.pk, **ruling(line, car)}
    load.sync.drop(Decision, [row for key, row in existing.items() if key not in wanted])
    rows = load.sync.rows(Decision, existing, wanted)
    return {session: [rows[key] for key in own] for session, own in keys.items()}


def _known(rows) -> dict[tuple, Decision]:
    rows = list(rows)
    keys = _counted((row.session_id, row.number, row.event_entry_id) for row in rows)
    return dict(zip(keys, rows, strict=True))


def _counted(keys) -> list[tuple]:
    """The same keys, each with how often it has come before."""
    seen: Counter[tuple] = Counter()
    counted = []
    for key in keys:
        counted.append((*key, seen[key]))
        seen[key] += 1
    return counted
