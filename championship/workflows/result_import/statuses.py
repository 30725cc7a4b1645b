"""What became of each car, in our words: as the file says, the series means and staff correct."""

from collections.abc import Mapping

from championship.imports.table.problems import CellProblem
from championship.imports.timing import ResultRecord, ResultsFile
from championship.models import Series, Status, StatusAlias
from championship.queries.names import plain

from ..entry_import.choosing import digest
from ..entry_import.plan import Answers, Candidate, Question

MEASURED = ("laps", "total_ms", "best_lap_ms")


class Statuses:
    """The status of each line. A word that nobody knows is asked about once."""

    def __init__(self, file: ResultsFile, words: Mapping[str, str], answers: Answers):
        self.file, self.words, self.answers = file, words, answers
        self.questions: dict[str, Question] = {}
        self._told = [
            name for name in MEASURED if any(getattr(record, name) for record in file.records)
        ]

    def of(self, record: ResultRecord) -> str:
        """The status that the file gives a car; empty as long as its word is unknown."""
        word = plain(record.status_printed)
        if word in self.words:
            return self.words[word]
        if record.status is not None:
            return record.status.value
        return self._asked(word, record) if word else self._by_measures(record)

    def remembered(self, series: Series) -> list[StatusAlias]:
        """The words that were answered."""
        return [
            StatusAlias(series=series, printed=question.printed, status=question.answer)
            for question in self.questions.values()
            if question.answer
        ]

    def is_settled(self, problem: CellProblem) -> bool:
        """Whether a problem of the reader is an unknown word, which is a question here."""
        word = plain(problem.value)
        is_known = word in self.words or _key(word) in self.questions
        return problem.code == "unknown_status" and is_known

    def _by_measures(self, record: ResultRecord) -> str:
        """Without a word: a car with a lap is classified, as far as the file counts any."""
        is_in = any(getattr(record, name) for name in self._told) or not self._told
        return (Status.CLASSIFIED if is_in else Status.NOT_CLASSIFIED).value

    def _asked(self, word: str, record: ResultRecord) -> str:
        key = _key(word)
        if key not in self.questions:
            self.questions[key] = Question(
                key=key,
                kind="status",
                printed=record.status_printed,
                reason="status",
                lines=[],
                candidates=[Candidate(one.value, str(one.label)) for one in Status],
                may_be_new=False,
            )
            self.answers.settle(self.questions[key])
        self.questions[key].lines.append(record.line)
        return self.questions[key].answer


def _key(word: str) -> str:
    return f"status-{digest(word)}"
