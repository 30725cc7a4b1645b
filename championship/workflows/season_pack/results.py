"""Results with poles and decisions, and what was published of them."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from championship.models import (
    Bonus,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    EventEntry,
    Result,
    Session,
)

from ..official_result import published_as_computed
from ..results import NEXT_STATES, freeze
from .load import Load, Pack
from .values import duration, moment, plain, publication, timing


def load_results(load: Load) -> None:
    """Results, poles and decisions are replaced as wholes; publications only ever added."""
    nodes = {load.sessions[slug]: node for slug, node in load.nodes("results", "session").items()}
    _load_parts(load, Result, "lines", nodes, _result)
    _load_parts(load, Bonus, "bonuses", nodes, _bonus)
    _load_parts(load, Decision, "decisions", nodes, _decision)
    stored = _stored_classifications(nodes)
    for session, node in nodes.items():
        _publish(load, session, node, stored[session.pk])


def _load_parts(load: Load, model, section: str, nodes: dict[Session, Pack], values) -> None:
    wanted = {
        session.pk: [
            {
                "event_entry_id": (car := _car(load, session, line)).pk,
                **values(load, line, car, order),
            }
            for order, line in enumerate(node.get(section, []), start=1)
        ]
        for session, node in nodes.items()
    }
    load.sync.parts(model, "session_id", wanted)


def _car(load: Load, session: Session, node: Pack) -> EventEntry:
    return load.event_entries[session.event_id, load.entries[node["car"]].pk]


def _result(_load: Load, node: Pack, _car: EventEntry, order: int) -> dict[str, Any]:
    return {"order": order, **timing(node)}


def _bonus(load: Load, node: Pack, car: EventEntry, _order: int) -> dict[str, Any]:
    return {
        "kind": node["kind"],
        "car_class_id": load.classes[node["class"]].pk if "class" in node else car.car_class_id,
        "driver_id": load.driver_id(node.get("driver")),
        "time_ms": duration(node, "time"),
    }


def _decision(_load: Load, node: Pack, _car: EventEntry, _order: int) -> dict[str, Any]:
    return {
        **plain(node, "number", "penalty", "article", "reason", "outcome"),
        "time_ms": duration(node, "time"),
        "laps": node.get("laps"),
        "places": node.get("places"),
        "fine_amount": Decimal(node["fine"]) if "fine" in node else None,
        "fine_currency": node.get("currency", ""),
        "state": node.get("state", Decision.State.IN_FORCE),
        "is_in_timing": node.get("is_in_timing", False),
        "decided_at": moment(node, "decided_at"),
    }


def _publish(load: Load, session: Session, node: Pack, stored: list[Classification]) -> None:
    """Add the revisions that are missing. What is published is never written again."""
    revisions = node.get("classifications", [])
    for number, revision in enumerate(revisions[len(stored) :], start=len(stored) + 1):
        if "lines" in revision:
            _restore(load, session, number, revision)
        else:
            freeze(session, **publication(revision))
        load.sync.written[Classification] += 1
    if not revisions or "lines" in revisions[-1] or len(stored) < len(revisions):
        return
    newest, state = stored[-1], revisions[-1]["state"]
    if published_as_computed(newest):
        return
    if state not in NEXT_STATES[newest.state]:
        state = Classification.State.AMENDED
    freeze(session, **{**publication(revisions[-1]), "state": state, "published_at": None})
    load.sync.written[Classification] += 1


def _restore(load: Load, session: Session, number: int, node: Pack) -> None:
    classification = Classification.objects.create(
        session=session, revision=number, **publication(node)
    )
    lines = ClassificationLine.objects.bulk_create(
        ClassificationLine(
            classification=classification,
            event_entry=_car(load, session, line),
            order=order,
            car_class=load.classes[line["class"]],
            **plain(line, "number", "team_name"),
            place=line.get("place"),
            class_place=line.get("class_place"),
            scores=line.get("scores", True),
            **timing(line),
        )
        for order, line in enumerate(node["lines"], start=1)
    )
    ClassifiedDriver.objects.bulk_create(
        ClassifiedDriver(line=line, order=order, driver=load.drivers[driver])
        for line, source in zip(lines, node["lines"], strict=True)
        for order, driver in enumerate(source.get("crew", []), start=1)
    )


def _stored_classifications(sessions: Iterable[Session]) -> dict[int, list[Classification]]:
    stored = defaultdict(list)
    for row in Classification.objects.filter(session__in=sessions).order_by("session", "revision"):
        stored[row.session_id].append(row)
    return stored
