"""What publishing would change: worked out in a transaction that is taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from championship.models import (
    AppliedDecision,
    CarClass,
    Classification,
    ClassificationLine,
    Decision,
    Session,
)
from championship.queries.awards import AwardLine
from championship.queries.letters import letter

from .official_result import (
    CannotPublish,
    OfficialResult,
    official_of,
    published_result,
)
from .recorded_result import Recorded, recorded
from .results import Draft, copy_of, draft_of, freeze, newest_of
from .simulated_titles import AwardChange, TitleChange, awards_then, title_changes
from .standings import lock_tables
from .what_if import TableChange, what_would_change


@dataclass(frozen=True, slots=True)
class SimulatedRow:
    """One car of the revision to come, beside the line it had before.

    `before` is its line in the newest revision; if nothing is published, what it would be
    without decisions; None if the car was not there. `letters` are those of its footnotes.
    """

    line: ClassificationLine
    car_class: CarClass
    before: ClassificationLine | None
    letters: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether its place in class or its status is another one."""
        if self.before is None:
            return True
        now, then = self.line, self.before
        return (now.class_place, now.status) != (then.class_place, then.status)

    @property
    def class_places_won(self) -> int:
        """Below zero, places lost; 0 if it has, or had, none."""
        then = self.before.class_place if self.before else None
        if then is None or self.line.class_place is None:
            return 0
        return then - self.line.class_place

    @property
    def grid_before(self) -> int | None:
        """Its place on the grid before, if that is another one."""
        if self.before is None or self.before.grid_place == self.line.grid_place:
            return None
        return self.before.grid_place


@dataclass(frozen=True, slots=True)
class SimulatedFootnote:
    """A decision as it will stand below the result, with its letter and its car."""

    letter: str
    number: str
    car_class: CarClass | None
    decision: AppliedDecision


@dataclass(frozen=True, slots=True)
class Simulation:
    """What one more revision of a session would be, and everything it changes.

    With a `refusal`, why it can't be published, all else is empty. `draft` is None where an
    earlier revision would be published again. `due` are the awards that could be confirmed
    with it, once it is final.
    """

    session: Session
    last: Classification | None
    draft: Draft | None = None
    refusal: str = ""
    rows: tuple[SimulatedRow, ...] = ()
    gone: tuple[ClassificationLine, ...] = ()
    footnotes: tuple[SimulatedFootnote, ...] = ()
    tables: tuple[TableChange, ...] = ()
    titles: tuple[TitleChange, ...] = ()
    awards: tuple[AwardChange, ...] = ()
    due: tuple[AwardLine, ...] = ()

    @property
    def moved(self) -> list[SimulatedRow]:
        return [row for row in self.rows if row.moves]

    @property
    def has_times(self) -> bool:
        """Whether cars have a total time, as after a race, or only laps."""
        return any(row.line.time_ms for row in self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether fans would see the same places and tables as now."""
        return not (self.moved or self.gone or self.tables)


def simulate(session: Session, decisions: Collection[int] = ()) -> Simulation:
    """What publishing a session would change, with some drafts of decisions in force.

    `decisions` are their keys. Nothing is written. A fixed number of queries, whatever the
    number of cars. A refusal is told, not raised.
    """
    with _taken_back(session):
        last = newest_of(session)
        try:
            draft = draft_of(session, decisions=decisions)
            official = draft.official
            before = published_result(last) if last else _without_decisions(session)
        except CannotPublish as refusal:
            return Simulation(session, last, refusal=str(refusal))
        return _simulated(session, last, official, before, draft)


def simulate_restoring(earlier: Classification) -> Simulation:
    """What publishing an earlier revision once more would change. As simulate()."""
    session = earlier.session
    with _taken_back(session):
        last = newest_of(session)
        if last is None or last.pk == earlier.pk:
            refusal = _("This is the newest revision; there is nothing to take back.")
            return Simulation(session, last, refusal=refusal)
        return _simulated(session, last, copy_of(earlier), published_result(last))


@contextmanager
def _taken_back(session: Session) -> Iterator[None]:
    """Whoever publishes in this season meanwhile waits, and finds nothing of this."""
    with transaction.atomic():
        lock_tables([session.season_id])
        yield
        transaction.set_rollback(True)


def _without_decisions(session: Session) -> OfficialResult:
    return official_of(replace(recorded([session])[session.pk], decisions=[]))


def _simulated(
    session: Session,
    last: Classification | None,
    official: OfficialResult,
    before: OfficialResult,
    draft: Draft | None = None,
) -> Simulation:
    freeze(session, official, state=Classification.State.PROVISIONAL)
    tables = tuple(what_would_change(session.season))
    awards = awards_then(session, tables)
    classes = CarClass.objects.in_bulk({line.car_class_id for line in official.lines})
    footnotes = tuple(_footnotes(official, classes))
    listed = {line.event_entry_id for line in official.lines}
    return Simulation(
        session=session,
        last=last,
        draft=draft,
        rows=tuple(_rows(official, before, classes, footnotes)),
        gone=tuple(line for line in before.lines if line.event_entry_id not in listed),
        footnotes=footnotes,
        tables=tables,
        titles=title_changes(session.season, tables),
        awards=awards.changes,
        due=awards.due,
    )


def _rows(
    official: OfficialResult,
    before: OfficialResult,
    classes: dict[int, CarClass],
    footnotes: Iterable[SimulatedFootnote],
) -> Iterator[SimulatedRow]:
    was = {line.event_entry_id: line for line in before.lines}
    letters: defaultdict[int, list[str]] = defaultdict(list)
    for note in footnotes:
        letters[note.decision.event_entry_id].append(note.letter)
    for line in official.lines:
        car = line.event_entry_id
        yield SimulatedRow(line, classes[line.car_class_id], was.get(car), tuple(letters[car]))


def _footnotes(
    official: OfficialResult, classes: dict[int, CarClass]
) -> Iterator[SimulatedFootnote]:
    """In the order of the table, as the public page prints them."""
    lines = {line.event_entry_id: line for line in official.lines}
    for index, decision in enumerate(official.decisions):
        line = lines.get(decision.event_entry_id)
        yield SimulatedFootnote(
            letter=letter(index),
            number=line.number if line else decision.event_entry.number,
            car_class=classes[line.car_class_id] if line else None,
            decision=decision,
        )


# Each draft by itself


@dataclass(frozen=True, slots=True)
class DraftEffect:
    """What one draft would do to its car, and how many others it moves in class."""

    decision: Decision
    before: ClassificationLine | None = None
    after: ClassificationLine | None = None
    others: int = 0
    refusal: str = ""

    @property
    def changes(self) -> bool:
        """Whether the car gets another place in class or another status."""
        if self.before is None or self.after is None:
            return False
        then, now = self.before, self.after
        return (then.class_place, then.status) != (now.class_place, now.status)


def simulate_each(session: Session, drafts: Iterable[Decision]) -> list[DraftEffect]:
    """What each draft alone would do to the result as it stands, in class. Seven queries.

    Tables are not computed: simulate() tells of those.
    """
    return effects_of(recorded([session])[session.pk], drafts)


def effects_of(found: Recorded, drafts: Iterable[Decision]) -> list[DraftEffect]:
    """The same of what was fetched, of many sessions at once perhaps. No query."""
    try:
        as_it_stands = official_of(found)
    except CannotPublish as refusal:
        return [DraftEffect(draft, refusal=str(refusal)) for draft in drafts]
    before = {line.event_entry_id: line for line in as_it_stands.lines}
    effects = []
    for draft in drafts:
        alone = replace(found, decisions=[copy(one) for one in found.decisions])
        try:
            official = official_of(alone, [draft.pk])
        except CannotPublish as refusal:
            effects.append(DraftEffect(draft, refusal=str(refusal)))
            continue
        effects.append(_effect(draft, before, official.lines))
    return effects


def _effect(
    draft: Decision, before: dict[int, ClassificationLine], lines: list[ClassificationLine]
) -> DraftEffect:
    own = draft.event_entry_id
    after = {line.event_entry_id: line for line in lines}
    others = [
        car
        for car, line in after.items()
        if car != own and line.class_place != before[car].class_place
    ]
    return DraftEffect(draft, before.get(own), after.get(own), len(others))
