"""Bytes in, a result out: tells what kind of file it is and has it read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from ..table.cells import Notes
from ..table.content import SIZE, recognise
from ..table.csv_file import read_csv
from ..table.encoding import Text, decode
from ..table.problems import MESSAGES, CellProblem, at_most
from ..table.table import Table
from ..table.xlsx_file import read_xlsx
from .acc import VARIANT as ACC
from .acc import read_acc
from .columns import TEMPLATE, columns_of
from .drivers import has_names, has_part
from .hints import hints_of
from .records import ResultRecord, ResultsFile, TimingFile
from .results import is_by_best_lap, put_together, read_results
from .variants import is_laps

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BY_BEST_LAP = ("qualifying", "practice")
FRACTION = "saved_as_fraction"
FACTS = {
    "number": "NUMBER",
    "class": "CLASS",
    "group": "GROUP",
    "division": "DIVISION",
    "team": "TEAM",
    "vehicle": "VEHICLE",
    "tyre": "TYRES",
    "position": "POSITION",
    "class_position": "PIC",
    "status": "STATUS",
    "laps": "LAPS",
    "total": "TOTAL_TIME",
    "gap_first": "GAP_FIRST",
    "gap_previous": "GAP_PREVIOUS",
    "best_lap": "FL_TIME",
    "best_lap_number": "FL_LAPNUM",
    "best_lap_speed": "FL_KPH",
}

# Everything that a result can speak of.
RESULT_FACTS = frozenset((*FACTS, "drivers", "driver_countries", "driver_categories"))


@dataclass(frozen=True, slots=True)
class _Read:
    """What has been read, and the kind of file that it was."""

    format: str
    file: TimingFile[ResultRecord]
    by_best_lap: bool = False


def read_results_file(name: str, content: bytes, *, as_cp1252: bool = False) -> ResultsFile:
    """Read a result: a classification of timing, the template for clubs, or ACC's JSON.

    What it is is told by its content; of `name` only hints are taken. `as_cp1252` reads a
    text that is not UTF-8 as Windows-1252. Raises nothing: whatever is wrong is among the
    problems.
    """
    read = _read(content, as_cp1252=as_cp1252)
    file = read.file
    problems, warnings = (
        sorted(found, key=_line) for found in (file.notes.problems, file.notes.warnings)
    )
    return ResultsFile(
        name=name,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        format=read.format,
        variant=file.variant,
        encoding=file.encoding,
        separator=file.separator,
        is_resaved=_is_resaved(file, content),
        hints=hints_of(name),
        session=file.session,
        by_best_lap=read.by_best_lap,
        says=_says(file.filled),
        records=_with_warnings(file.records, warnings),
        problems=at_most(problems),
        warnings=at_most(_counted_together(warnings)),
        ignored_columns=file.ignored,
    )


def _read(content: bytes, *, as_cp1252: bool) -> _Read:
    kind = recognise(content)
    if kind in MESSAGES:
        params = {"size": len(content), "limit": SIZE}
        return _Read("", _refused(CellProblem(None, "", "", kind, params)))
    if kind == "xlsx":
        return _from_table(read_xlsx(content, _is_header))
    text = decode(content, as_cp1252=as_cp1252)
    return _from_json(text) if kind == "json" else _from_csv(text)


def _is_header(titles: Sequence[str]) -> bool:
    return bool(columns_of(titles).variant)


def _refused(
    *problems: CellProblem, variant: str = "", encoding: str = "", separator: str = ""
) -> TimingFile[ResultRecord]:
    return TimingFile(variant, encoding, separator, frozenset(), (), Notes([*problems]))


def _from_json(text: Text) -> _Read:
    file = read_acc(text)
    if isinstance(file, CellProblem):
        return _Read("json", _refused(file, encoding=text.encoding))
    by_best_lap = file.session in BY_BEST_LAP
    records = put_together(file.records, file.filled, file.notes, by_best_lap=by_best_lap)
    return _Read("json", replace(file, records=records), by_best_lap)


def _from_csv(text: Text) -> _Read:
    table = read_csv(text)
    read = _from_table(table)
    if is_cut_off(text.text, table):
        notes = read.file.notes
        found = notes.warnings if read.file.variant == TEMPLATE else notes.problems
        found.append(CellProblem(table.rows[-1].line, "", "", "cut_off"))
    return read


def is_cut_off(text: str, table: Table) -> bool:
    """Whether the last line has no end and far fewer cells than any other."""
    widths = [len(row.cells) for row in table.rows]
    return len(widths) > 1 and text[-1:] not in "\r\n" and widths[-1] + 1 < min(widths[:-1])


def _from_table(table: Table) -> _Read:
    told = {"encoding": table.encoding, "separator": table.separator}
    variant = columns_of(table.header).variant
    if is_laps(variant):
        problem = CellProblem(None, "", "", "is_laps")
        return _Read(table.kind, _refused(problem, variant=variant, **told))
    if not table.header:
        return _Read(table.kind, _refused(*table.problems, **told))
    file = read_results(table)
    return _Read(table.kind, file, is_by_best_lap(file.filled))


def _is_resaved(file: TimingFile[ResultRecord], content: bytes) -> bool:
    """Whether a file of timing has other bytes than timing publishes: see trap 4."""
    is_published = content.startswith(BYTE_ORDER_MARK) and b"\r\n" in content
    is_timing = file.variant not in ("", TEMPLATE, ACC)
    return is_timing and not (is_published and file.separator == ";")


def _says(filled: frozenset[str]) -> frozenset[str]:
    told = {fact for fact, column in FACTS.items() if column in filled}
    told |= {"drivers"} if has_names(filled) else set()
    told |= {"driver_countries"} if has_part(filled, "COUNTRY") else set()
    told |= {"driver_categories"} if has_part(filled, "LICENSE", "IMSA_DRIVERRATINGLONG") else set()
    return frozenset(told)


def _line(problem: CellProblem) -> int:
    return problem.line or 0


def _with_warnings(
    records: Sequence[ResultRecord], warnings: Sequence[CellProblem]
) -> tuple[ResultRecord, ...]:
    """Each record with the warnings of its line."""
    of_line = {line: tuple(found) for line, found in groupby(warnings, key=_line)}
    return tuple(replace(record, warnings=of_line.get(record.line, ())) for record in records)


def _counted_together(warnings: Sequence[CellProblem]) -> list[CellProblem]:
    """The warnings, with those of a whole column as one: saved by a program that writes 1.0."""
    fractions = Counter(note.column for note in warnings if note.code == FRACTION)
    together = [note for note in warnings if note.code != FRACTION]
    columns = (
        CellProblem(None, column, "", "column_of_fractions", {"count": count})
        for column, count in fractions.items()
    )
    return [*columns, *together]
