"""What was published of a session: revisions are added, and never written again."""

from collections import defaultdict
from collections.abc import Iterable

from championship.models import (
    AppliedDecision,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    ClassifiedDriver,
    Decision,
    Session,
)

from ..official_result import published_as_computed
from ..points_taken import follow_points
from ..results import NEXT_STATES, freeze
from .load import Load, Pack
from .rulings import honour, ruling
from .values import moment, plain, timing


def load_classifications(
    load: Load, nodes: dict[Session, Pack], decisions: dict[int, list[Decision]]
) -> None:
    """Publish what is missing. `decisions` are those of each session, in the pack's order."""
    stored = _stored_classifications(nodes)
    for session, node in nodes.items():
        revisions = node.get("classifications", [])
        _add_missing(load, session, revisions, stored[session.pk], decisions[session.pk])


def _add_missing(
    load: Load,
    session: Session,
    revisions: list[Pack],
    stored: list[Classification],
    decisions: list[Decision],
) -> None:
    known = list(stored)
    for revision in revisions[len(stored) :]:
        publication = _publication(revision, known)
        if "lines" in revision:
            number = len(known) + 1
            added = _restore(load, session, number, revision, publication, decisions)
        else:
            added = freeze(session, **publication)
        known.append(added)
        load.sync.written[Classification] += 1
    if not revisions or "lines" in revisions[-1] or len(stored) < len(revisions):
        return
    if published_as_computed(known[-1]):
        return
    freeze(session, **_correction(revisions[-1], known[-1]))
    load.sync.written[Classification] += 1


def _publication(node: Pack, earlier: list[Classification]) -> dict:
    restores = node.get("restores")
    return {
        "state": node["state"],
        **plain(node, "document_number", "note"),
        "published_at": moment(node, "published_at"),
        "provisional_until": moment(node, "provisional_until"),
        "restores": earlier[restores - 1] if restores else None,
    }


def _correction(node: Pack, newest: Classification) -> dict:
    """Of a result that a pack has otherwise than it was published: when, nobody wrote down."""
    follows = node["state"] in NEXT_STATES[newest.state]
    return {
        "state": node["state"] if follows else Classification.State.AMENDED,
        "published_at": None,
        "note": node.get("note", ""),
    }


def _restore(
    load: Load,
    session: Session,
    number: int,
    node: Pack,
    publication: dict,
    decisions: list[Decision],
) -> Classification:
    """Store a revision as it was. Points that its decisions take follow, as when published."""
    classification = Classification.objects.create(
        session=session,
        revision=number,
        is_incomplete=node.get("is_incomplete", False),
        **publication,
    )
    _restore_lines(load, classification, node["lines"])
    ClassifiedBonus.objects.bulk_create(
        ClassifiedBonus(
            classification=classification, **honour(load, one, load.car_at(session, one["car"]))
        )
        for one in node.get("bonuses", [])
    )
    AppliedDecision.objects.bulk_create(
        AppliedDecision(
            classification=classification,
            decision=decisions[one["decision"] - 1] if "decision" in one else None,
            order=order,
            **ruling(one, load.car_at(session, one["car"])),
            place_before=one.get("place_before"),
            place_after=one.get("place_after"),
        )
        for order, one in enumerate(node.get("decisions", []), start=1)
    )
    follow_points(classification)
    return classification


def _restore_lines(load: Load, classification: Classification, nodes: list[Pack]) -> None:
    lines = ClassificationLine.objects.bulk_create(
        ClassificationLine(
            classification=classification,
            event_entry=load.car_at(classification.session, node["car"]),
            order=order,
            car_class=load.classes[node["class"]],
            **plain(node, "number", "team_name"),
            place=node.get("place"),
            class_place=node.get("class_place"),
            scores=node.get("scores", True),
            **timing(load, node),
        )
        for order, node in enumerate(nodes, start=1)
    )
    ClassifiedDriver.objects.bulk_create(
        ClassifiedDriver(line=line, order=order, driver=load.drivers[driver])
        for line, node in zip(lines, nodes, strict=True)
        for order, driver in enumerate(node.get("crew", []), start=1)
    )


def _stored_classifications(sessions: Iterable[Session]) -> dict[int, list[Classification]]:
    stored = defaultdict(list)
    for row in Classification.objects.filter(session__in=sessions).order_by("session", "revision"):
        stored[row.session_id].append(row)
    return stored
