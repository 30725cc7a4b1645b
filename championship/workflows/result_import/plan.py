"""What importing a result would do, said before anything is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar

from championship.imports.table.problems import CellProblem
from championship.imports.timing import ResultRecord, ResultsFile
from championship.models import CarClass, Driver, EventEntry, Result, Session, StatusAlias

from ..entry_import.plan import FieldChange, Plan, Question
from .typed import TYPED


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one line: the car it is, and the result that it will have.

    `event_entry` is None while nobody knows whose line it is, and not stored yet where a
    car of the season joins the event with this result. `class_place` is counted in printed
    order among the classified cars of the class. `status` is what will hold, `timed_status`
    what the file says; both are empty while a word of the file is unknown, and the latter
    for what was typed. `crew` is who drove, `nominated` the crew of the event. `changes` are
    before and after, for a car with a stored result.

    `values` are the fields of the result, and `seats` its own crew: empty if that of the
    event holds.
    """

    record: ResultRecord
    event_entry: EventEntry | None
    number: str
    team: str
    car_class: CarClass | None
    class_place: int | None
    status: str
    timed_status: str
    laps: int | None
    time_ms: int | None
    best_lap_ms: int | None
    crew: tuple[Driver, ...]
    nominated: tuple[Driver, ...]
    action: str
    changes: tuple[FieldChange, ...]
    stored: Result | None = None
    values: dict[str, object] = field(default_factory=dict)
    seats: tuple[Driver, ...] = ()

    @property
    def order(self) -> int:
        return self.record.order

    @property
    def key(self) -> int | None:
        """The key by which `statuses` names the car; None if it is not at the event yet."""
        return self.event_entry.pk if self.event_entry else None

    @property
    def is_corrected(self) -> bool:
        """Whether staff gave it, now or before, another status than the file."""
        return bool(self.timed_status) and self.status != self.timed_status

    @property
    def crew_differs(self) -> bool:
        """Whether others drove than were nominated for the event, if anybody was."""
        return bool(self.seats and self.nominated)

    @property
    def joins_event(self) -> bool:
        return self.event_entry is not None and self.event_entry.pk is None


@dataclass(frozen=True, slots=True)
class Missing:
    """A car with a stored result that the file no longer has: its result will be removed."""

    result: Result

    @property
    def event_entry(self) -> EventEntry:
        return self.result.event_entry

    @property
    def key(self) -> int:
        return self.result.event_entry_id

    @property
    def number(self) -> str:
        return self.result.event_entry.number

    @property
    def team(self) -> str:
        return self.result.event_entry.team_name


@dataclass(frozen=True, slots=True)
class ResultPlan(Plan):
    """All that an import would do. While there are problems nothing may be done.

    `version` is the number that the file will have, and `is_same_file` says that it is the
    newest version already, to the byte. `added` are drivers that the site does not know
    yet, `aliases` names of drivers and classes to be remembered, `status_words` words for
    a status. `fingerprint` is the same as long as the same would be shown: it does not
    depend on answers and corrections, so that any plan of one file has it.
    """

    of_answers: ClassVar[frozenset[str]] = frozenset(("car_twice", "same_driver"))

    session: Session
    file: ResultsFile
    lines: tuple[LinePlan, ...]
    missing: tuple[Missing, ...]
    questions: tuple[Question, ...]
    problems: tuple[CellProblem, ...]
    warnings: tuple[CellProblem, ...]
    added: tuple[Driver, ...]
    aliases: tuple[tuple[Driver | CarClass, str], ...]
    status_words: tuple[StatusAlias, ...]
    refused: tuple[str, ...]  # answers that were not offered
    version: int
    is_same_file: bool
    fingerprint: str = ""

    @property
    def corrected(self) -> list[LinePlan]:
        """Cars that have another status than the file says."""
        return [line for line in self.lines if line.is_corrected]

    @property
    def joining(self) -> list[LinePlan]:
        """Cars of the season that come onto the event's list with this result."""
        return [line for line in self.lines if line.joins_event]

    @property
    def is_typed(self) -> bool:
        return self.file.variant == TYPED

    @property
    def changes_nothing(self) -> bool:
        """Whether every car has this result already, and no other one has any."""
        return not (self.new or self.changed or self.missing)

    @property
    def stores_nothing(self) -> bool:
        """Whether there is nothing to do at all: not even a new version of the file."""
        return self.changes_nothing and (self.is_same_file or self.is_typed)

    @property
    def needs_yes(self) -> bool:
        """Whether somebody has to say that they saw the warnings and the cars that go."""
        return bool(self.warnings or self.missing) and not self.stores_nothing


def fingerprint_of(plan: ResultPlan) -> str:
    """A short text that is the same as long as the same would be shown."""
    return sha256(repr(list(_facts(plan))).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _facts(plan: ResultPlan) -> Iterator[object]:
    yield plan.session.pk, plan.version, plan.file.sha256
    for one in plan.lines:
        entry = one.event_entry
        yield (one.order, one.number, one.action, one.changes, one.class_place, one.status)
        yield (one.timed_status, entry.pk, entry.entry_id) if entry else None
        yield [driver.pk or str(driver) for driver in one.crew], len(one.seats)
    yield [one.key for one in plan.missing]
    yield from ((one.key, sorted(one.allowed), one.suggested) for one in plan.questions)
    yield from _places(plan.problems)
    yield from _places(plan.warnings)
    yield [str(driver) for driver in plan.added]


def _places(problems: Iterable[CellProblem]) -> list[tuple]:
    return [
        (one.line, one.column, one.value, one.code, sorted(one.params.items())) for one in problems
    ]
