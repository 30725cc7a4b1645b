"""What an import would do, said before anything is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import ClassVar

from championship.imports.entry_list import CellProblem, EntryFile, EntryRecord
from championship.models import (
    Car,
    CarClass,
    Driver,
    Entry,
    Event,
    EventEntry,
    Manufacturer,
    Season,
    Team,
)

NEW = "new"
CHANGED = "changed"
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer. `about` tells it apart from another of the same name."""

    key: str
    name: str
    about: str = ""


@dataclass(slots=True)
class Question:
    """What only staff can decide, once for all the lines that print it.

    `kind` is class, entry, team, car or driver; `reason` says why it is asked (see words).
    `suggested` is the key of the likely answer, or empty; `answer` what holds now.
    """

    key: str
    kind: str
    printed: str
    reason: str
    lines: list[int]
    candidates: list[Candidate]
    suggested: str = ""
    answer: str = ""
    may_be_new: bool = True

    @property
    def allowed(self) -> set[str]:
        keys = {candidate.key for candidate in self.candidates}
        return keys | {NEW} if self.may_be_new else keys


class Answers:
    """What staff answered, by the key of the question. Only what was offered holds.

    Where nothing is answered yet the suggestion stands. `refused` names the questions
    whose answers nobody offered.
    """

    def __init__(self, given: Mapping[str, str]):
        self.given = given
        self.refused: list[str] = []

    def settle(self, question: Question) -> str:
        """Put the answer that holds into a question, and return it; empty: it is open."""
        answer = self.given.get(question.key, question.suggested)
        if answer and answer not in question.allowed:
            self.refused.append(question.key)
            answer = ""
        question.answer = answer
        return answer


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One fact before and after, as plain values; `who` names the driver it is about."""

    field: str
    old: object
    new: object
    who: str = ""


Crew = tuple[tuple[Driver | None, str], ...]  # drivers in order, with the country shown


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What becomes of one line: the entry, new or stored, and the values it will have.

    Of an event's list `event_entry` is the car there. None instead of values or of a
    crew: they stay as they are.
    """

    record: EntryRecord
    number: str
    team: str
    car_class: CarClass | None
    action: str
    changes: tuple[FieldChange, ...]
    entry: Entry
    values: dict[str, object]
    crew: Crew | None
    event_entry: EventEntry | None = None
    event_values: dict[str, object] = field(default_factory=dict)
    event_crew: Crew | None = None

    @property
    def is_new_entry(self) -> bool:
        return self.entry.pk is None

    def with_facts(self, facts: list[FieldChange]) -> "LinePlan":
        """The same with what is new of its team and drivers."""
        action = CHANGED if facts and self.action == UNCHANGED else self.action
        return replace(self, changes=(*self.changes, *facts), action=action)


@dataclass(frozen=True, slots=True)
class Missing:
    """A car of the list that the file does not name. It stays, unless staff withdraw it."""

    row: Entry | EventEntry
    team: str
    is_withdrawn: bool

    @property
    def key(self) -> int:
        return self.row.pk


@dataclass(slots=True)
class NewRows:
    """Whom and what the site does not know yet."""

    teams: list[Team] = field(default_factory=list)
    drivers: list[Driver] = field(default_factory=list)
    cars: list[Car] = field(default_factory=list)
    makers: list[Manufacturer] = field(default_factory=list)

    def __iter__(self) -> Iterator[list]:
        return iter((self.makers, self.teams, self.drivers, self.cars))


@dataclass(frozen=True, slots=True)
class Country:
    """The country of a team or driver that had none."""

    row: Team | Driver
    code: str


@dataclass(frozen=True, slots=True)
class Category:
    """The category of a driver from the list's day on, and the line that says so."""

    driver: Driver
    category: str
    line: int


@dataclass(slots=True)
class NewFacts:
    """What the file adds to what is known of teams and drivers."""

    countries: dict[object, Country] = field(default_factory=dict)
    categories: dict[object, Category] = field(default_factory=dict)


class Plan:
    """What the plans of all imports have: lines with an action, questions, problems.

    `of_answers` are the problems that may come from whom a name was taken for.
    """

    __slots__ = ()
    of_answers: ClassVar[frozenset[str]] = frozenset()

    def of(self, action: str) -> list:
        return [line for line in self.lines if line.action == action]

    @property
    def new(self) -> list:
        return self.of(NEW)

    @property
    def changed(self) -> list:
        return self.of(CHANGED)

    @property
    def unchanged(self) -> list:
        return self.of(UNCHANGED)

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.answer]

    @property
    def can_be_answered(self) -> bool:
        """Whether other answers may help: no problem is one of the file alone."""
        if not self.problems:
            return True
        return bool(self.questions) and all(one.code in self.of_answers for one in self.problems)


@dataclass(frozen=True, slots=True)
class ImportPlan(Plan):
    """All that an import would do. While there are problems nothing may be done."""

    of_answers: ClassVar[frozenset[str]] = frozenset(
        (
            "driver_in_two_cars",
            "driver_twice",
            "number_taken",
            "reserve_place_taken",
            "two_categories",
        )
    )

    season: Season
    event: Event | None
    file: EntryFile
    lines: tuple[LinePlan, ...]
    missing: tuple[Missing, ...]
    questions: tuple[Question, ...]
    problems: tuple[CellProblem, ...]
    warnings: tuple[CellProblem, ...]
    added: NewRows
    facts: NewFacts
    aliases: tuple[tuple[object, str], ...]
    refused: tuple[str, ...]  # answers that were not offered

    @property
    def withdrawn(self) -> list[Missing]:
        return [one for one in self.missing if one.is_withdrawn]

    @property
    def changes_nothing(self) -> bool:
        """Whether all is stored already: no line, no name and no question is left."""
        return not (
            self.new
            or self.changed
            or self.withdrawn
            or self.questions
            or self.aliases
            or any(self.added)
        )

    @property
    def fingerprint(self) -> str:
        """A short text that is the same as long as the same would be shown."""
        return sha256(repr(list(self._facts())).encode()).hexdigest()[:32]

    def _facts(self) -> Iterator[object]:
        yield from ((one.record.line, one.action, _key(one), one.changes) for one in self.lines)
        yield from (one.key for one in self.missing)
        yield from ((one.key, sorted(one.allowed), one.suggested) for one in self.questions)
        yield from _places(self.problems)
        yield from ([str(row) for row in rows] for rows in self.added)


def _key(line: LinePlan) -> tuple[int | None, int | None]:
    return line.entry.pk, line.event_entry.pk if line.event_entry else None


def _places(problems: Iterable[CellProblem]) -> list[tuple]:
    return [(one.line, one.column, one.value, one.code) for one in problems]
