"""From a result to a plan: what changes, what is asked, what is wrong or doubtful."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from championship.imports.entry_list import EntryFile
from championship.imports.entry_list.from_timing import entry_of
from championship.imports.table.problems import CellProblem
from championship.imports.timing import ResultRecord, ResultsFile
from championship.models import CarClass, Driver, Result, Session, Status

from ..entry_import.classes import Classes
from ..entry_import.facts import who
from ..entry_import.matching import Found
from ..entry_import.plan import Answers, Question
from .crews import Crews
from .doubts import doubts_of, may_not_have_started
from .known import KnownResult, load_known_result
from .lines import Reading, car_of, crew_named, plan_lines
from .matching import Matching
from .plan import LinePlan, Missing, ResultPlan, fingerprint_of
from .statuses import Statuses
from .typed import TYPED

# What the reader has said of a line is not said again in the terms of the event.
TOLD_AS = {"car_twice": "number_twice"}


def plan_results(
    session: Session,
    file: ResultsFile,
    answers: Mapping[str, str] | None = None,
    *,
    statuses: Mapping[int, str] | None = None,
) -> ResultPlan:
    """Hold a result against the cars of the session's event. Writes nothing.

    `answers` are to the questions of an earlier plan, by their keys; what is not answered
    stands as suggested. `statuses` are corrections by the keys of cars at the event: they
    hold, whatever the file says. Twenty-seven queries at most, whatever the number of cars.
    """
    return plan_with(load_known_result(session), file, answers or {}, statuses or {})


def plan_with(
    known: KnownResult,
    file: ResultsFile,
    answers: Mapping[str, str],
    statuses: Mapping[int, str],
) -> ResultPlan:
    """The same with what is known read already. Two queries if drivers are asked about."""
    planning = _Planning(known, file, Answers(answers), statuses)
    plan = planning.plan()
    bare = plan if not (answers or statuses) else _Planning(known, file, Answers({}), {}).plan()
    planning.crews.tell_apart(planning.crews.drivers.questions)
    return replace(plan, fingerprint=fingerprint_of(bare))


class _Planning:
    """One result on its way to a plan."""

    def __init__(
        self,
        known: KnownResult,
        file: ResultsFile,
        answers: Answers,
        statuses: Mapping[int, str],
    ):
        self.known, self.file, self.answers = known, file, answers
        self.corrections = statuses
        # A line whose number can't be read is a problem already, and is nobody's.
        self.records = [record for record in file.records if record.number]
        entries = _as_entries(file, self.records)
        self.entries = {entry.line: entry for entry in entries.records}
        self.classes = Classes(entries, known.list.classes, answers)
        self.matching = Matching(known, self.records, answers)
        self.statuses = Statuses(file, known.words, answers)
        self.crews = Crews(known.list, entries, answers)
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []
        self.refused = [
            f"status-{key}" for key, one in statuses.items() if one and one not in Status
        ]

    def plan(self) -> ResultPlan:
        found = self.matching.find()
        for line, entry in self.entries.items():
            self.crews.note_drivers(entry, found[line])
        self.crews.decide()
        readings = [self._reading(record, found[record.line]) for record in self.records]
        lines = plan_lines(self.known, self.file, readings)
        missing = self._missing(lines)
        self.warnings += doubts_of(self.known, self.file, lines, missing)
        newest = self.known.newest
        is_same = newest is not None and newest.file.sha256 == self.file.sha256
        is_same = is_same and self.file.variant != TYPED
        return ResultPlan(
            session=self.known.session,
            file=self.file,
            lines=tuple(lines),
            missing=tuple(missing),
            questions=tuple(self._questions()),
            problems=_in_order(self._all_problems()),
            warnings=_in_order(self._all_warnings(lines)),
            added=tuple(self.crews.drivers.added),
            aliases=(*self.classes.aliases, *self.crews.drivers.aliases),
            status_words=tuple(self.statuses.remembered(self.known.session.season.series)),
            refused=(*self.answers.refused, *self.refused),
            version=(newest.version if newest else 0) + (not is_same),
            is_same_file=is_same,
        )

    def _missing(self, lines: list[LinePlan]) -> list[Missing]:
        named = {line.key for line in lines}
        return [Missing(row) for key, row in self.known.results.items() if key not in named]

    def _questions(self) -> Iterator[Question]:
        yield from self.classes.questions.values()
        yield from self.statuses.questions.values()
        yield from self.matching.questions
        yield from self.crews.drivers.questions

    # One line

    def _reading(self, record: ResultRecord, found: Found) -> Reading:
        car = car_of(self.known, found)
        printed = self.classes.of(self.entries[record.line])
        if car and printed:
            self._check_class(record, printed, car.car_class)
        stored = self.known.results.get(car.pk) if car else None
        told = self.statuses.of(record)
        return Reading(
            record=record,
            event_entry=car,
            car_class=car.car_class if car else printed,
            stored=stored,
            status=self._status(car.pk if car else None, stored, told),
            timed_status=self._timed_status(stored, told),
            drivers=self._drivers(record),
            nominated=crew_named(found),
        )

    def _check_class(self, record: ResultRecord, printed: CarClass, own: CarClass) -> None:
        """A file need not speak of sub-classes; else it should say what the list says."""
        if printed.pk not in (own.pk, own.parent_id):
            params = {"car_class": own.code, "number": record.number}
            value = " ".join(filter(None, (record.source_class, record.group or record.division)))
            self.warnings.append(CellProblem(record.line, "CLASS", value, "class_differs", params))

    def _status(self, car: int | None, stored: Result | None, told: str) -> str:
        """What staff say holds, now or before; else what the file says."""
        correction = self.corrections.get(car, "") if car else ""
        if correction in Status:
            return correction
        is_kept = stored is not None and stored.is_corrected and self.file.variant != TYPED
        return stored.status if is_kept else told

    def _timed_status(self, stored: Result | None, told: str) -> str:
        """What the newest timing file says; typing changes nothing of that."""
        if self.file.variant != TYPED:
            return told
        return stored.timed_status if stored else ""

    def _drivers(self, record: ResultRecord) -> tuple[Driver, ...]:
        """The drivers of a line, each once."""
        drivers: dict[object, Driver] = {}
        names: dict[object, str] = {}
        for printed, driver in self.crews.of(self.entries[record.line]):
            key = who(driver)
            if key in drivers and names[key] != printed:
                params = {"other": names[key]}
                self.problems.append(CellProblem(record.line, "", printed, "same_driver", params))
            drivers.setdefault(key, driver)
            names.setdefault(key, printed)
        return tuple(drivers.values())

    # What is wrong, and what is odd

    def _all_problems(self) -> list[CellProblem]:
        is_cut = any(one.code == "and_more" for one in self.file.problems)
        told = [one for one in self.file.problems if is_cut or not self.statuses.is_settled(one)]
        seen = {(one.line, one.code) for one in told}
        found = [*self.classes.problems, *self.matching.problems, *self.problems]
        return told + [
            one for one in found if (one.line, TOLD_AS.get(one.code, one.code)) not in seen
        ]

    def _all_warnings(self, lines: list[LinePlan]) -> list[CellProblem]:
        """Those of the reader, without what is said here in better words or is allowed."""
        maybe = {line.record.line for line in lines if self._is_settled_start(line)}
        several = not self.known.list.season.one_car_per_driver
        told = [
            one
            for one in self.file.warnings
            if not (one.code == "without_a_lap" and one.line in maybe)
            and not (one.code == "driver_in_two_cars" and several)
        ]
        return [*told, *self.matching.warnings, *self.warnings]

    def _is_settled_start(self, line: LinePlan) -> bool:
        """Whether nothing is left to say of a car without a lap: it is said, or corrected."""
        is_race = self.known.session.kind in Session.RACES
        return may_not_have_started(self.known.session, line) or line.is_corrected or not is_race


def _as_entries(file: ResultsFile, records: list[ResultRecord]) -> EntryFile:
    """The lines as entries, for what entry lists and results are matched by alike."""
    return EntryFile(
        format="timing",
        variant=file.variant,
        encoding=file.encoding,
        separator=file.separator,
        says=frozenset(),
        records=tuple(entry_of(record) for record in records),
        problems=(),
        warnings=(),
        ignored_columns=(),
    )


def _in_order(problems: list[CellProblem]) -> tuple[CellProblem, ...]:
    """By line, each once; how many more there are comes last."""
    unique = {repr(one): one for one in problems}
    return tuple(sorted(unique.values(), key=lambda one: (one.code == "and_more", one.line or 0)))
