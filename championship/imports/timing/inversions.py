"""Where the order of a result is not that of laps and time. It stays: stewards do such things."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import inf

from ..table.problems import CellProblem
from .records import ResultRecord

Key = tuple[float, float]


def unexplained(records: Sequence[ResultRecord], *, by_best_lap: bool) -> Iterator[CellProblem]:
    """The fewest cars that, left aside, leave an order explained by laps and time.

    Cars are compared with those of the same state: timing puts the ones that are not
    classified last, whatever they did. A car without laps or time is not compared.
    """
    key = _by_best_lap if by_best_lap else _by_laps(records)
    for status in {record.status: None for record in records}:
        group = (record for record in records if record.status == status)
        keyed = ((key(record), record) for record in group)
        yield from _misfits([(its, record) for its, record in keyed if its])


def _by_best_lap(record: ResultRecord) -> Key | None:
    return (0, record.best_lap_ms) if record.best_lap_ms else None


def _by_laps(records: Sequence[ResultRecord]) -> Callable[[ResultRecord], Key | None]:
    """Most laps first, then the shortest time, as far as the file tells any."""
    has_laps = any(record.laps is not None for record in records)
    has_times = any(record.total_ms is not None for record in records)

    def key(record: ResultRecord) -> Key | None:
        is_unknown = has_times and record.total_ms is None and record.laps != 0
        if is_unknown or (has_laps and record.laps is None):
            return None
        return -(record.laps or 0), inf if record.total_ms is None else record.total_ms

    return key


def _misfits(keyed: Sequence[tuple[Key, ResultRecord]]) -> Iterator[CellProblem]:
    """Each car left aside, with the first that it would be ahead of, or the last behind."""
    kept = _longest_rise([key for key, _record in keyed])
    others = [(at, its, other) for at, (its, other) in enumerate(keyed) if at in kept]
    for place, (key, record) in enumerate(keyed):
        if place in kept:
            continue
        slower = [other for at, its, other in others if at < place and its > key]
        faster = [other for at, its, other in others if at > place and its < key]
        if slower:
            yield _order_note(record, "order_ahead", slower[0])
        else:
            yield _order_note(record, "order_behind", faster[-1])


def _longest_rise(keys: Sequence[Key]) -> set[int]:
    """The places of the longest part of a sequence that never falls."""
    ends: list[Key] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, key in enumerate(keys):
        length = bisect_right(ends, key)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [key]
        last[length : length + 1] = [place]
    kept: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept


def _order_note(record: ResultRecord, code: str, other: ResultRecord) -> CellProblem:
    params = {"other_number": other.number, "other_line": other.line}
    return CellProblem(record.line, "NUMBER", record.number, code, params)
