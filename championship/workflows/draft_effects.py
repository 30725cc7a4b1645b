"""What the drafts of decisions would change in class, of all sessions that have some at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from championship.models import Decision, Session

from .official_result import CannotPublish, OfficialResult, official_of
from .recorded_result import Recorded, recorded
from .simulate import DraftEffect, effects_of


@dataclass(frozen=True, slots=True)
class NewWinner:
    """The numbers of the winners of a class before and if all drafts stand."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Together:
    """What all drafts of a session change: how many cars move in class, and who wins one."""

    moved: int
    winners: list[NewWinner]


@dataclass(frozen=True, slots=True)
class DraftEffects:
    """The effect of each draft alone, by its key, and of all by the key of their session.

    A session that could not be published with all of them is not in `together`.
    """

    alone: dict[int, DraftEffect] = field(default_factory=dict)
    together: dict[int, Together] = field(default_factory=dict)


def draft_effects(drafts: Collection[Decision]) -> DraftEffects:
    """What these drafts would change. They have their sessions and seasons joined.

    At most eight queries, whatever the number of drafts, sessions and cars.
    """
    by_session: defaultdict[Session, list[Decision]] = defaultdict(list)
    for draft in drafts:
        by_session[draft.session].append(draft)
    effects = DraftEffects()
    for key, found in recorded(by_session).items():
        own = by_session[found.session]
        effects.alone.update((one.decision.pk, one) for one in effects_of(found, own))
        if together := _together(found, [draft.pk for draft in own]):
            effects.together[key] = together
    return effects


def _together(found: Recorded, drafts: Collection[int]) -> Together | None:
    try:
        before, after = official_of(found), official_of(found, drafts)
    except CannotPublish:
        return None
    places = {line.event_entry_id: line.class_place for line in before.lines}
    moved = sum(places[line.event_entry_id] != line.class_place for line in after.lines)
    return Together(moved, _new_winners(before, after))


def _new_winners(before: OfficialResult, after: OfficialResult) -> list[NewWinner]:
    first, now = _winners(before), _winners(after)
    return [
        NewWinner(number, now[car_class])
        for car_class, number in first.items()
        if now.get(car_class, number) != number
    ]


def _winners(result: OfficialResult) -> dict[int, str]:
    """The number of each class's winner by the key of the class it fights for places in."""
    return {line.car_class.top_id: line.number for line in result.lines if line.class_place == 1}
