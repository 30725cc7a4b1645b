"""The order of a result as it is printed, and the places in each class."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..table.problems import CellProblem
from .gaps import leading
from .records import ResultRecord


def in_order(records: Sequence[ResultRecord]) -> tuple[list[ResultRecord], list[CellProblem]]:
    """The records in the order of the result, numbered from 1, and what is odd about it.

    The order of the lines is the result. Where the printed positions run otherwise, as
    in a file by class or one that somebody sorted, they say the order, and cars without
    one come last; unless one stands twice, as where every class begins with 1. Laps and
    times never do.
    """
    places = [record.overall_position for record in records if record.overall_position]
    warnings: list[CellProblem] = []
    ordered = list(records)
    if places != sorted(places) and len(places) == len({*places}):
        warnings.append(_note(_first_out_of_order(records), "lines_not_in_order"))
        ordered.sort(key=lambda record: record.overall_position or len(records) + max(places))
    warnings += _doubles(records)
    numbered = [replace(record, order=place) for place, record in enumerate(ordered, 1)]
    return [_leader(numbered[0]), *numbered[1:]], warnings


def with_class_places(
    records: Sequence[ResultRecord], *, has_classes: bool, has_positions: bool
) -> tuple[list[ResultRecord], list[CellProblem]]:
    """Count the places in each class, group and division, in order.

    A place that the file prints stays, and one that differs from the class is a warning.
    Without classes in the file nothing is counted; where positions are printed, a car
    without one has no place in class either.
    """
    counted: Counter[tuple[str, ...]] = Counter()
    placed, warnings = [], []
    for record in records:
        if not has_classes or (has_positions and not record.overall_position):
            placed.append(record)
            continue
        keys = {(record.source_class,), _triple(record)}
        counted.update(keys)
        places = {counted[key] for key in keys}
        if record.class_position and record.class_position not in places:
            params = {"place": counted[_triple(record)]}
            value = str(record.class_position)
            warnings.append(CellProblem(record.line, "PIC", value, "class_place_odd", params))
        place = record.class_position or counted[_triple(record)]
        placed.append(replace(record, class_position=place))
    return placed, warnings


def _triple(record: ResultRecord) -> tuple[str, str, str]:
    return record.source_class, record.group, record.division


def _leader(record: ResultRecord) -> ResultRecord:
    gaps = leading(record.gap_first), leading(record.gap_previous)
    return replace(record, gap_first=gaps[0], gap_previous=gaps[1])


def _first_out_of_order(records: Sequence[ResultRecord]) -> ResultRecord:
    """The first that stands below a car with a worse position."""
    worst = 0
    for record in records:
        if record.overall_position and record.overall_position < worst:
            return record
        worst = max(worst, record.overall_position or 0)
    return records[0]


def _doubles(records: Sequence[ResultRecord]) -> list[CellProblem]:
    seen: dict[int, ResultRecord] = {}
    doubles = []
    for record in records:
        if record.overall_position:
            other = seen.setdefault(record.overall_position, record)
            if other is not record:
                doubles.append(_note(record, "position_twice", other_line=other.line))
    return doubles


def _note(record: ResultRecord, code: str, **params: object) -> CellProblem:
    return CellProblem(record.line, "POSITION", str(record.overall_position), code, params)
