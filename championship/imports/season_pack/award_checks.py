"""What agreements, targets and awards with their steps must hold beyond the schema."""

import json
from collections.abc import Iterator
from typing import Any

from championship.scoring.awards import GOES_TO, Recipient, State, To

from ..nodes import Node
from ..problems import Problem
from .facts import check_day, check_moment, doubles

WITH_A_TARGET = ("invitation", "priority")
CANDIDATES = {
    "team": "teams",
    "entry": "entries",
    "driver": "drivers",
    "manufacturer": "manufacturers",
}


class AwardChecks:
    """The part of the checks of a pack that is about awards. `refers` looks a name up."""

    def agreements(self) -> Iterator[Problem]:
        for name in self.root.child("season").each("agreements"):
            yield from self.refers(name, "agreements")
        for agreement in self.root.each("agreements"):
            yield from check_day(agreement.child("announced_on"))
            for party in agreement.each("parties"):
                yield from self.refers(party, "organisations")
            yield from self.refers_to_notice(agreement.child("notice"))
            yield from self.refers_to_article(agreement.child("article"))
            yield from check_words(agreement, "name", "summary", "outcome")

    def award_targets(self) -> Iterator[Problem]:
        yield from _targets_twice(list(self.root.each("award_targets")))
        for target in self.root.each("award_targets"):
            yield from doubles(target.each("cars"), "number")
            for car in target.each("cars"):
                yield from self.refers(car.child("team"), "teams")
                yield from check_words(car, "result", "basis", "note")

    def awards(self) -> Iterator[Problem]:
        for award in self.root.each("awards"):
            yield from check_words(award, "benefit", "note")
            yield from self.award_rule(award)
            for step in award.each("steps"):
                yield from self.award_step(step, award)

    def award_rule(self, award: Node) -> Iterator[Problem]:
        if award.text("kind") in WITH_A_TARGET and not award.has("target"):
            yield Problem(award.child("kind").path, award.text("kind"), "needs “target”.")
        if not award.has("championship") and not award.has("given_by"):
            text = "names neither a “championship” nor who gives it (“given_by”)."
            yield Problem(award.path, award.text("slug"), text)
        yield from self.recipient_of(award)
        first, last = first_place(award), award.number("last_place")
        if last is not None and last <= first:
            yield Problem(award.child("last_place").path, last, f"does not come after {first}.")
        down_to = award.number("down_to")
        if down_to is not None and award.text("if_not_taken") != "next":
            text = "goes with “if_not_taken”: “next”."
            yield Problem(award.child("down_to").path, down_to, text)
        elif down_to is not None and down_to <= first:
            yield Problem(award.child("down_to").path, down_to, f"is not below place {first}.")

    def recipient_of(self, award: Node) -> Iterator[Problem]:
        """A table of drivers can't say which manufacturer gets something."""
        championship = self.known["championships"].get(award.text("championship"))
        ranked = championship.text("recipient") if championship else None
        wanted = award.text("recipient") or To.TEAM.value
        if ranked not in set(Recipient) or wanted not in set(To):
            return
        if To(wanted) not in GOES_TO[Recipient(ranked)]:
            path = award.child("recipient").path
            yield Problem(path, wanted, f"can't be told from a table that ranks by {ranked}.")

    def award_step(self, step: Node, award: Node) -> Iterator[Problem]:
        yield from check_day(step.child("taken_on"))
        for key in ("recorded_at", "undone_at"):
            yield from check_moment(step.child(key))
        yield from check_words(step, "note")
        first = first_place(award)
        places = range(first, (award.number("last_place") or first) + 1)
        place = place_of(step, award)
        if place not in places:
            yield Problem(step.child("place").path, place, "is not a place of this award.")
        yield from self.refers_to_notice(step.child("notice"))
        yield from self.used_by(step, award)
        candidates = list(step.each("candidates"))
        for candidate in candidates:
            yield from self.candidate(candidate)
        if step.text("state") != State.VOID and not any(map(_is_holder, candidates)):
            yield Problem(step.path, step.text("state"), "is without a holder.")

    def used_by(self, step: Node, award: Node) -> Iterator[Problem]:
        car = step.child("used_by")
        if car.value is None:
            return
        if step.text("state") != State.USED:
            yield Problem(car.path, car.value, "goes with “state”: “used”.")
        target = self.known["award_targets"].get(award.text("target"))
        cars = [one.text("number") for one in target.each("cars")] if target else []
        if car.value not in cars:
            known = ", ".join(str(number) for number in cars) or "there is none"
            yield Problem(car.path, car.value, f"is not a car of this award's target ({known}).")

    def candidate(self, candidate: Node) -> Iterator[Problem]:
        named = [kind for kind in CANDIDATES if candidate.has(kind)]
        for kind in named:
            yield from self.refers(candidate.child(kind), CANDIDATES[kind])
        if not named:
            yield Problem(candidate.path, None, "names nobody.")
        elif len(named) > 1 and set(named) != {"team", "entry"}:
            yield Problem(candidate.path, None, f"is about {' and '.join(named)}: name one.")
        if _is_holder(candidate) is candidate.has("reason"):
            path = candidate.child("reason").path
            wanted = "goes with “outcome”: “passed_over”, and only there."
            yield Problem(path, candidate.text("reason"), wanted)

    # Documents of this pack

    def refers_to_notice(self, node: Node) -> Iterator[Problem]:
        if not node.has("event") or not node.has("number"):
            return
        yield from self.refers(node.child("event"), "events")
        event = self.known["events"].get(node.text("event"))
        if event is None:
            return
        numbers = [notice.text("number") for notice in event.each("notices")]
        if node.text("number") not in numbers:
            place = node.child("number")
            yield Problem(place.path, place.value, "is not a notice of this event.")

    def refers_to_article(self, node: Node) -> Iterator[Problem]:
        known = {
            (one.text("slug"), one.text("language") or "en") for one in self.root.each("articles")
        }
        if node.has("slug") and (node.text("slug"), node.text("language") or "en") not in known:
            place = node.child("slug")
            yield Problem(place.path, place.value, "is not an article of this pack, so written.")


def first_place(award: Node) -> int:
    place = award.number("place")
    return 1 if place is None else place


def place_of(step: Node, award: Node) -> int:
    """The place that a step is about: the first of the award unless it says so."""
    place = step.number("place")
    return first_place(award) if place is None else place


def check_words(node: Node, *keys: str) -> Iterator[Problem]:
    """A text without a language that reads as data would not be kept as it is: 2024, null."""
    for key in keys:
        text = node.text(key)
        if text is not None and _is_data(text):
            wanted = "reads as data. Say its language: {“en”: “…”}."
            yield Problem(node.child(key).path, text, wanted)


def _is_data(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_holder(candidate: Node) -> bool:
    return (candidate.text("outcome") or "holder") == "holder"


def _targets_twice(targets: list[Node]) -> Iterator[Problem]:
    """A name and a year stand once: two years of a race are two targets."""
    first: dict[tuple[Any, Any], str] = {}
    for target in targets:
        if target.text("name") is None:
            continue
        key = target.text("name"), target.number("year")
        if first.setdefault(key, target.path) != target.path:
            yield Problem(target.child("name").path, key[0], f"stands already at {first[key]}.")
