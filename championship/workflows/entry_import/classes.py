"""Which class of the season a file means by its words for class and sub-class."""

from championship.imports.entry_list import CellProblem, EntryFile, EntryRecord
from championship.models import CarClass
from championship.queries.entry_names import Names, letters

from .choosing import digest
from .plan import Answers, Candidate, Question

LONGEST_ALIAS = 100


class Classes:
    """The class of each line. A timing file has words of its own: staff say what they mean."""

    def __init__(self, file: EntryFile, names: Names[CarClass], answers: Answers):
        self.file, self.names, self.answers = file, names, answers
        self.questions: dict[str, Question] = {}
        self.problems: list[CellProblem] = []
        self.aliases: list[tuple[CarClass, str]] = []

    def of(self, record: EntryRecord) -> CarClass | None:
        """The class of a line; None if it names none, or none of this season."""
        if not record.car_class:
            return None
        found = self._known(record)
        if found is not None:
            return found
        if self.file.format == "timing" and self.names.rows:
            return self._asked(record)
        self.problems.append(self._problem(record))
        return None

    def _known(self, record: EntryRecord) -> CarClass | None:
        top = self._one(record.car_class)
        if not record.sub_class:
            return top
        pair = self._one(f"{record.car_class} {record.sub_class}")
        if pair is not None or top is None:
            return pair
        parts = [row for row in self.names.rows.values() if row.parent_id == top.top_id]
        fitting = [row for row in parts if self._is_called(row, record.sub_class)]
        return fitting[0] if len(fitting) == 1 else None

    def _one(self, name: str) -> CarClass | None:
        for rows in (self.names.spelled(name), self.names.lettered(name)):
            if len(rows) == 1:
                return rows[0]
        return None

    def _is_called(self, row: CarClass, name: str) -> bool:
        return letters(name) in {letters(known) for known in self.names.names[row.pk]}

    # What can't be told

    def _asked(self, record: EntryRecord) -> CarClass | None:
        printed = f"{record.car_class} {record.sub_class}".strip()
        key = f"class-{digest(printed)}"
        if key not in self.questions:
            self.questions[key] = self._question(key, printed, record)
        question = self.questions[key]
        question.lines.append(record.line)
        return self.names.rows[int(question.answer)] if question.answer else None

    def _question(self, key: str, printed: str, record: EntryRecord) -> Question:
        top = self._one(record.car_class)
        rows = sorted(self.names.rows.values(), key=lambda row: row.top_id != (top and top.top_id))
        # A group within a class without sub-classes can only mean the class.
        is_whole = top is not None and not any(row.parent_id == top.pk for row in rows)
        question = Question(
            key=key,
            kind="class",
            printed=printed,
            reason="class",
            lines=[],
            candidates=[Candidate(str(row.pk), row.code, row.name) for row in rows],
            suggested=str(top.pk) if is_whole and top else "",
            may_be_new=False,
        )
        if self.answers.settle(question) and len(printed) <= LONGEST_ALIAS:
            self.aliases.append((self.names.rows[int(question.answer)], printed))
        return question

    def _problem(self, record: EntryRecord) -> CellProblem:
        if not self.names.rows:
            return CellProblem(record.line, "Class", record.car_class, "no_classes")
        top = self._one(record.car_class)
        if top is None:
            params = {"allowed": ", ".join(row.code for row in self.names.rows.values())}
            return CellProblem(record.line, "Class", record.car_class, "unknown_class", params)
        parts = [row.code for row in self.names.rows.values() if row.parent_id == top.top_id]
        params = {"car_class": top.code, "allowed": ", ".join(parts) or "–"}
        return CellProblem(record.line, "Sub-class", record.sub_class, "unknown_sub_class", params)
