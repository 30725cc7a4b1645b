"""The stewards' decisions that were published with a classification, as its footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass

from championship.models import AppliedDecision, CarClass, Classification

from ..letters import letter
from .lines import Line, by_car


@dataclass(frozen=True, slots=True)
class Note:
    """A decision under the letter by which the table refers to it; the car is as published."""

    letter: str
    car: int
    number: str
    car_class: CarClass
    decision: AppliedDecision

    @property
    def place_class(self) -> CarClass:
        """The class whose places it moved its car in."""
        return self.car_class.parent or self.car_class


def notes_of(shown: Classification, lines: Iterable[Line]) -> list[Note]:
    """The decisions of a revision in its order, about the cars of these lines. One query."""
    published = by_car(lines)
    decisions = shown.decisions.select_related("event_entry__car_class__parent")
    return [
        note_of(decision, published.get(decision.event_entry_id), letter(index))
        for index, decision in enumerate(decisions)
    ]


def note_of(decision: AppliedDecision, line: Line | None, mark: str = "") -> Note:
    """A decision on the car of a line, or on one that is not in the classification."""
    car = line or decision.event_entry
    return Note(mark, decision.event_entry_id, car.number, car.car_class, decision)
