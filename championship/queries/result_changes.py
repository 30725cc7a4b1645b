"""What changed between two revisions of a classification, by car and never by line."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from championship.models import (
    AppliedDecision,
    Bonus,
    CarClass,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Session,
)

from .results.honours import class_order
from .results.lines import Line, by_car, read_lines
from .results.notes import Note, note_of
from .results.rows import ResultRow, rows_of

# What a row says of its car, beside its places. The name of each is stable.
FACTS = (
    "status",
    "laps",
    "time_ms",
    "best_lap_ms",
    "grid_place",
    "number",
    "team",
    "drivers",
    "top_class",
)
# What a ruling says; where only this differs it is the same decision, changed.
RULED = ("penalty", "time_ms", "laps", "places", "points", "fine_amount", "article", "state")


@dataclass(frozen=True, slots=True)
class CarChange:
    """One car in both revisions; None where it is not in one of them.

    `facts` names what differs, of FACTS.
    """

    before: ResultRow | None
    after: ResultRow | None
    facts: tuple[str, ...] = ()

    @property
    def row(self) -> ResultRow:
        """The car as it is now, or as it was."""
        return self.after or self.before

    @property
    def moves(self) -> bool:
        """Whether it has another place overall, or stands in one revision only."""
        return self._differs("place")

    @property
    def moves_in_class(self) -> bool:
        """Whether it has another place in its class, or stands in one revision only."""
        return self._differs("class_place")

    def _differs(self, place: str) -> bool:
        if self.before is None or self.after is None:
            return True
        return getattr(self.before, place) != getattr(self.after, place)

    @property
    def is_changed(self) -> bool:
        """Whether anything but its place overall is different."""
        return self.moves_in_class or bool(self.facts)


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """The cars of one class, in the order of the later revision.

    `cars` are those that changed; `shifted` those that moved because others did, overall
    and not in their class.
    """

    car_class: CarClass
    cars: list[CarChange]
    shifted: list[CarChange]
    unchanged: int


@dataclass(frozen=True, slots=True)
class HonourChange:
    """Who holds a pole or a fastest lap of a class, before and after; numbers of cars."""

    kind: Bonus.Kind
    car_class: CarClass
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultChanges:
    """All that changed from one revision to another. Points of earlier ones are not known."""

    before: Classification
    after: Classification
    revisions: list[Classification]
    classes: list[ClassChanges]
    added: list[Note]
    changed: list[Note]
    gone: list[Note]
    honours: list[HonourChange]

    @property
    def is_empty(self) -> bool:
        return not (self.classes or self.added or self.changed or self.gone or self.honours)

    @property
    def steps(self) -> list[tuple[Classification, Classification]]:
        """Each revision beside the one before it, and the first beside the newest."""
        ordered = self.revisions[::-1]
        whole = [(ordered[0], ordered[-1])] if len(ordered) > 2 else []
        return [*pairwise(ordered), *whole]


def result_changes(session: Session, before: int, after: int) -> ResultChanges | None:
    """What changed between two revisions; None if there is not one of them. Three queries.

    `session` is from find_session().
    """
    found = {row.revision: row for row in session.revisions}
    if before not in found or after not in found:
        return None
    pair = found[before], found[after]
    lines = defaultdict(list)
    for line in read_lines(ClassificationLine.objects.filter(classification__in=pair)):
        lines[line.classification].append(line)
    old, new = (rows_of(session, lines[each.pk]) for each in pair)
    rulings = _of_each(
        pair, AppliedDecision.objects.select_related("event_entry__car_class__parent")
    )
    bonuses = _of_each(pair, ClassifiedBonus.objects.select_related("car_class", "event_entry"))
    decisions = _decisions(pair, rulings, lines)
    return ResultChanges(
        *pair,
        revisions=session.revisions,
        classes=_classes(old, new),
        **decisions,
        honours=_honours(*(bonuses[each.pk] for each in pair)),
    )


def _of_each(pair: Iterable[Classification], rows) -> dict[int, list]:
    """The rows of two revisions by the key of the revision. One query."""
    found = defaultdict(list)
    for row in rows.filter(classification__in=pair):
        found[row.classification_id].append(row)
    return found


# Cars


def _classes(old: Sequence[ResultRow], new: Sequence[ResultRow]) -> list[ClassChanges]:
    before, after = ({row.car: row for row in rows} for rows in (old, new))
    cars = [
        *(_car(before.get(key), row) for key, row in after.items()),
        *(_car(row, None) for key, row in before.items() if key not in after),
    ]
    groups = defaultdict(list)
    for car in cars:
        groups[car.row.top_class].append(car)
    found = [_class(each, groups[each]) for each in sorted(groups, key=class_order)]
    return [group for group in found if group.cars or group.shifted]


def _class(car_class: CarClass, cars: list[CarChange]) -> ClassChanges:
    changed = [car for car in cars if car.is_changed]
    shifted = [car for car in cars if car.moves and not car.is_changed]
    return ClassChanges(car_class, changed, shifted, len(cars) - len(changed) - len(shifted))


def _car(before: ResultRow | None, after: ResultRow | None) -> CarChange:
    if before is None or after is None:
        return CarChange(before, after)
    differ = (name for name in FACTS if getattr(before, name) != getattr(after, name))
    return CarChange(before, after, tuple(differ))


# Decisions


def _decisions(pair, rulings, lines) -> dict[str, list[Note]]:
    old, new = (
        {_which(note): note for note in _notes(rulings[each.pk], lines[each.pk])} for each in pair
    )
    return {
        "added": [note for key, note in new.items() if key not in old],
        "changed": [
            note for key, note in new.items() if key in old and _ruled(old[key]) != _ruled(note)
        ],
        "gone": [note for key, note in old.items() if key not in new],
    }


def _notes(rulings: Iterable[AppliedDecision], lines: Iterable[Line]) -> list[Note]:
    published = by_car(lines)
    return [note_of(one, published.get(one.event_entry_id)) for one in rulings]


def _which(note: Note) -> Hashable:
    """The same decision in both revisions: by its key, or by what it says if that is lost."""
    decision = note.decision
    return decision.decision_id or (note.car, decision.number, decision.penalty, decision.reason)


def _ruled(note: Note) -> tuple:
    return tuple(getattr(note.decision, name) for name in RULED)


# Poles and fastest laps


def _honours(old: Iterable[ClassifiedBonus], new: Iterable[ClassifiedBonus]) -> list[HonourChange]:
    before, after = _holders(old), _holders(new)
    changes = [
        HonourChange(Bonus.Kind(kind), car_class, before[kind, car_class], after[kind, car_class])
        for kind, car_class in sorted({*before, *after}, key=_poles_first)
    ]
    return [change for change in changes if set(change.before) != set(change.after)]


def _poles_first(key: tuple[str, CarClass]) -> tuple:
    kind, car_class = key
    return kind != Bonus.Kind.POLE, *class_order(car_class)


def _holders(
    bonuses: Iterable[ClassifiedBonus],
) -> defaultdict[tuple[str, CarClass], tuple[str, ...]]:
    held: defaultdict[tuple[str, CarClass], tuple[str, ...]] = defaultdict(tuple)
    for row in bonuses:
        held[row.kind, row.car_class] += (row.event_entry.number,)
    return held
