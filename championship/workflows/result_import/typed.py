"""A result that somebody typed, in the shape of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from championship.imports.table.cells import NUMBER, Notes
from championship.imports.table.problems import CellProblem, at_most
from championship.imports.table.table import ROWS
from championship.imports.table.words import clean, trouble
from championship.imports.timing import Hints, ResultRecord, ResultsFile
from championship.imports.timing.results import put_together
from championship.imports.timing.statuses import ALLOWED, status_of
from championship.imports.timing.times import NoTime, time_ms
from championship.scoring.states import Status

TYPED = "TYPED"
LONGEST_WORD = 30  # as in a file
KEYS = frozenset(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of the grid, each cell as it was typed.

    `line` is what problems call it, from 1. `status` is a key of Status, or a word for it
    (DNF, abandon, ausgefallen). A row without number, laps, time and best lap is left out.
    """

    line: int
    number: str
    laps: str = ""
    time: str = ""
    status: str = ""
    best_lap: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(map(clean, (self.number, self.laps, self.time, self.best_lap)))


def typed_results(rows: Iterable[TypedRow]) -> ResultsFile:
    """What was typed as a file of variant TYPED, problems and all. The order is that of the rows.

    Laps and time are known to be empty where nothing was typed; best laps only if any was.
    No version of it is kept; its content for import_results() is b"".
    """
    typed = [row for row in rows if not row.is_empty]
    notes = Notes()
    if not typed:
        notes.problems.append(CellProblem(None, "", "", "nothing_typed"))
    if len(typed) > ROWS:
        notes.problems.append(CellProblem(None, "", "", "too_many_rows", {"limit": ROWS}))
    says = {"number", "position", "status", "laps", "total"}
    says |= {"best_lap"} if any(clean(row.best_lap) for row in typed) else set()
    lines = [_record(place, row, notes) for place, row in enumerate(typed[:ROWS], start=1)]
    records = put_together(lines, frozenset({"POSITION", "LAPS", "TOTAL_TIME"}), notes)
    return ResultsFile(
        name="",
        sha256="",
        size=0,
        format="",
        variant=TYPED,
        encoding="",
        separator="",
        is_resaved=False,
        hints=Hints(),
        session="",
        by_best_lap=False,
        says=frozenset(says),
        records=records,
        problems=at_most(_called_as_typed(notes.problems)),
        warnings=at_most(_called_as_typed(notes.warnings)),
        ignored_columns=(),
    )


def _record(place: int, row: TypedRow, notes: Notes) -> ResultRecord:
    found = _Cells(row, notes)
    word, status = found.status()
    return ResultRecord(
        line=row.line,
        number=found.number(),
        overall_position=place,
        status_printed=word,
        status=status,
        laps=found.laps(),
        total_ms=found.time("Time", row.time),
        best_lap_ms=found.time("Best lap", row.best_lap),
    )


class _Cells:
    """The cells of a row, read as those of a file are."""

    def __init__(self, row: TypedRow, notes: Notes):
        self.row, self.notes = row, notes

    def number(self) -> str:
        text = clean(self.row.number).removeprefix("#").upper()
        if NUMBER.fullmatch(text):
            return text
        self._problem("Number", text, "number_wrong" if text else "missing")
        return ""

    def status(self) -> tuple[str, Status | None]:
        """The word that was typed, unless it is a key of ours, and what it means."""
        text = clean(self.row.status)
        if text in KEYS:
            return "", Status(text)
        unfit = trouble(text) or ("text_too_long" if len(text) > LONGEST_WORD else "")
        if unfit:
            self._problem("Status", text, unfit, limit=LONGEST_WORD)
            return "", None
        found = status_of(text)
        if text and not found:
            self._problem("Status", text, "unknown_status", allowed=ALLOWED)
        return text, found

    def laps(self) -> int | None:
        text = clean(self.row.laps)
        if not text:
            return None
        if text.isascii() and text.isdecimal() and len(text) <= 4:
            return int(text)
        self._problem("Laps", text, "no_whole_number")
        return None

    def time(self, column: str, typed: str) -> int | None:
        text = clean(typed)
        try:
            return time_ms(text) if text else None
        except NoTime as error:
            self._problem(column, text, error.code)
            return None

    def _problem(self, column: str, value: str, code: str, **params: object) -> None:
        self.notes.problems.append(CellProblem(self.row.line, column, value, code, params))


COLUMNS = {"NUMBER": "Number", "LAPS": "Laps", "TOTAL_TIME": "Time", "STATUS": "Status"}


def _called_as_typed(problems: Iterable[CellProblem]) -> list[CellProblem]:
    return [replace(one, column=COLUMNS.get(one.column, one.column)) for one in problems]
