"""Where a result contradicts itself. Nothing is corrected: stewards do such things."""

from collections.abc import Iterator, Sequence

from championship.scoring.durations import write_duration
from championship.scoring.states import Status

from ..table.problems import CellProblem
from .records import Gap, ResultRecord

UNITS = (1000, 100, 10, 1)
FEW = 3


def contradicting_gaps(
    records: Sequence[ResultRecord], *, by_best_lap: bool
) -> Iterator[CellProblem]:
    """Gaps that laps and times do not give."""
    to_first = [(record, records[0], record.gap_first) for record in records[1:]]
    to_previous = [
        (record, other, record.gap_previous)
        for record, other in zip(records[1:], records, strict=False)
    ]
    unit = _unit(records)
    for column, pairs in (("GAP_FIRST", to_first), ("GAP_PREVIOUS", to_previous)):
        notes = [
            _gap_note(record, column, gap, expected)
            for record, other, gap in pairs
            if (expected := _expected(record, other, by_best_lap=by_best_lap))
            and gap.kind in ("time", "laps")
            and not _fits(gap, expected, slack=2 * unit)
        ]
        yield from _of_another_kind(column, notes) if 2 * len(notes) > len(pairs) else notes


def _of_another_kind(column: str, notes: Sequence[CellProblem]) -> Iterator[CellProblem]:
    """One warning instead of many, if a column seems to say something else."""
    if len(notes) <= FEW:
        yield from notes
    else:
        params = {"count": len(notes)}
        yield CellProblem(None, column, "", "gaps_of_another_kind", params)


def odd_lines(records: Sequence[ResultRecord]) -> Iterator[CellProblem]:
    """Lines at odds with themselves: more laps than fit into the time, a state without a lap."""
    for record in records:
        laps, best, total = record.laps, record.best_lap_ms, record.total_ms
        if laps and best and total is not None and total < (laps - 1) * best:
            params = {"laps": laps}
            yield CellProblem(record.line, "TOTAL_TIME", _time(total), "time_too_short", params)
        if laps == 0 and record.status and record.status is not Status.DID_NOT_START:
            yield CellProblem(record.line, "STATUS", record.status_printed, "without_a_lap")


def double_numbers(records: Sequence[ResultRecord]) -> Iterator[CellProblem]:
    """A number that stands twice in one class."""
    seen: dict[tuple[str, str], int] = {}
    for record in records:
        other = seen.setdefault((record.source_class, record.number), record.line)
        if record.number and other != record.line:
            params = {"other_line": other}
            yield CellProblem(record.line, "NUMBER", record.number, "number_twice", params)


def _expected(record: ResultRecord, other: ResultRecord, *, by_best_lap: bool) -> Gap | None:
    if by_best_lap:
        mine, its, laps = record.best_lap_ms, other.best_lap_ms, 0
    elif record.laps is None or other.laps is None:
        return None
    else:
        mine, its, laps = record.total_ms, other.total_ms, other.laps - record.laps
    if laps:
        return Gap(kind="laps", laps=laps)
    return None if mine is None or its is None else Gap(kind="time", ms=mine - its)


def _fits(gap: Gap, expected: Gap, *, slack: int) -> bool:
    if gap.kind != expected.kind:
        return False
    if gap.kind == "laps":
        return gap.laps == expected.laps
    return abs((gap.ms or 0) - (expected.ms or 0)) <= slack


def _gap_note(record: ResultRecord, column: str, gap: Gap, expected: Gap) -> CellProblem:
    if expected.kind == "laps":
        return CellProblem(record.line, column, gap.text, "gap_in_laps", {"laps": expected.laps})
    params = {"time": _time(expected.ms or 0)}
    return CellProblem(record.line, column, gap.text, "gap_in_time", params)


def _unit(records: Sequence[ResultRecord]) -> int:
    """The unit that the file's times are rounded to, in milliseconds."""
    times = [record.total_ms or record.best_lap_ms or 0 for record in records]
    times += [gap.ms or 0 for record in records for gap in (record.gap_first, record.gap_previous)]
    return next(unit for unit in UNITS if all(time % unit == 0 for time in times))


def _time(ms: int) -> str:
    return f"-{write_duration(-ms)}" if ms < 0 else write_duration(ms)
