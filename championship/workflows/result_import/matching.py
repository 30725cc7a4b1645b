"""Which car of the event each line of a result is."""

from collections.abc import Iterator, Sequence

from championship.imports.table.problems import CellProblem
from championship.imports.timing import ResultRecord
from championship.models import Entry, EventEntry

from ..entry_import.known import GONE
from ..entry_import.matching import Found, is_gone
from ..entry_import.plan import Answers, Candidate, Question
from .known import KnownResult, nominated

Row = Entry | EventEntry


class Matching:
    """Finds the cars of all lines by their numbers, to the letter; else staff are asked.

    Asked about are cars of the season that are not at the event, and cars of the event
    whose number has other zeros before it: a spreadsheet makes 7 of 007. A number that is
    neither is a problem: nobody's result is dropped silently.
    """

    def __init__(self, known: KnownResult, records: Sequence[ResultRecord], answers: Answers):
        self.known, self.records, self.answers = known, records, answers
        self.questions: list[Question] = []
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []
        self._numbers = {record.number for record in records}

    def find(self) -> dict[int, Found]:
        """What each line is, by its line; without an entry if nobody knows."""
        found = {record.line: self._found(record) for record in self.records}
        self.problems += self._doubles(found)
        return found

    def _found(self, record: ResultRecord) -> Found:
        cars = [car for car in self.known.cars if car.number == record.number]
        present = [car for car in cars if not is_gone(car)] or cars
        if len(present) == 1:
            if is_gone(present[0]):
                self.warnings.append(_note(record, "withdrawn_raced"))
            return _as_found(record, present[0])
        return self._ask(record)

    def _doubles(self, found: dict[int, Found]) -> Iterator[CellProblem]:
        """Two lines that are one car."""
        seen: dict[int, ResultRecord] = {}
        for record in self.records:
            entry = found[record.line].entry
            other = seen.setdefault(entry.pk, record) if entry else record
            if other is not record:
                yield _note(record, "car_twice", other_line=other.line, car=f"#{other.number}")

    # A number that nobody at the event has

    def _ask(self, record: ResultRecord) -> Found:
        rows = dict(self._candidates(record))
        if not rows:
            self.problems.append(_note(record, "car_unknown", event=self.known.session.event.short))
            return Found(number=record.number)
        question = Question(
            key=f"entry-{record.line}-{record.number}",
            kind="entry",
            printed=f"#{record.number} {record.team}".strip(),
            reason=self._reason(rows),
            lines=[record.line],
            candidates=[Candidate(key, f"#{row.number}", _about(row)) for key, row in rows.items()],
            suggested=self._suggested(rows),
            may_be_new=False,
        )
        self.questions.append(question)
        answer = self.answers.settle(question)
        return _as_found(record, rows[answer]) if answer else Found(number=record.number)

    def _candidates(self, record: ResultRecord) -> Iterator[tuple[str, Row]]:
        at_event = {car.entry_id for car in self.known.cars}
        for row in self.known.list.entries:
            is_open = row.pk not in at_event and row.status != Entry.Status.REJECTED
            if is_open and row.number == record.number:
                yield str(row.pk), row
        for car in self.known.cars:
            # Several of one number have been withdrawn if they come here.
            if car.number == record.number or self._has_other_zeros(car, record):
                yield f"e{car.pk}", car

    def _has_other_zeros(self, car: EventEntry, record: ResultRecord) -> bool:
        is_same = car.number.lstrip("0") == record.number.lstrip("0")
        return is_same and car.number not in self._numbers and not is_gone(car)

    def _reason(self, rows: dict[str, Row]) -> str:
        if any(isinstance(row, Entry) for row in rows.values()):
            return "not_at_event"
        return "zeros"

    def _suggested(self, rows: dict[str, Row]) -> str:
        """The only car that it can be, unless that has left the list."""
        here = [key for key, row in rows.items() if row.status not in GONE]
        return here[0] if len(rows) == len(here) == 1 else ""


def _as_found(record: ResultRecord, row: Row) -> Found:
    if isinstance(row, EventEntry):
        return Found(row.entry, row, record.number)
    return Found(row, None, record.number)


def _about(row: Row) -> str:
    team = row.team_name if isinstance(row, EventEntry) else row.shown_team_name
    drivers = ", ".join(map(str, nominated(row)))
    return f"{row.car_class}, {team}: {drivers}" if drivers else f"{row.car_class}, {team}"


def _note(record: ResultRecord, code: str, **params: object) -> CellProblem:
    return CellProblem(record.line, "NUMBER", record.number, code, params)
