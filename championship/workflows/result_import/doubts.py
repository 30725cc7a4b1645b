"""What is odd about a result as a whole: the wrong file, the wrong session, cars that lack."""

import re
from collections.abc import Iterator

from championship.imports.table.problems import CellProblem
from championship.imports.timing import ResultsFile
from championship.models import Session, Status

from ..entry_import.matching import is_gone
from ..official_result import CHANGES_THE_ORDER
from .known import KnownResult, own_crew
from .plan import LinePlan, Missing
from .typed import TYPED

Kind = Session.Kind

# What a file calls a session, and which sessions of ours that may be.
KINDS = {
    "race": (Kind.RACE, Kind.SPRINT),
    "qualifying": (Kind.QUALIFYING,),
    "practice": (Kind.PRACTICE,),
    "warm-up": (Kind.WARM_UP,),
    "test": (Kind.TEST,),
}
ENOUGH = 0.6  # of the length of a race
MAYBE_NOT_STARTED = (Status.NOT_CLASSIFIED, Status.RETIRED)


def doubts_of(
    known: KnownResult, file: ResultsFile, lines: list[LinePlan], missing: list[Missing]
) -> Iterator[CellProblem]:
    """Warnings of the session, the list of the event and the decisions; none forbids anything."""
    if file.variant != TYPED:
        yield from _of_the_name(known.session, file)
        yield from _of_the_content(known.session, file)
        yield from _of_the_length(known.session, lines)
        yield from _of_the_positions(lines)
    yield from _of_the_list(known, lines, missing)
    yield from _of_decisions(known, missing)
    for line in lines:
        yield from _of_a_car(known, line)


def may_not_have_started(session: Session, line: LinePlan) -> bool:
    """A car of a race without a lap and without a time: timing calls it retired."""
    is_out = line.status in MAYBE_NOT_STARTED and session.kind in Session.RACES
    return is_out and line.laps == 0 and line.time_ms is None


# The session


def _of_the_name(session: Session, file: ResultsFile) -> Iterator[CellProblem]:
    hints = file.hints
    if hints.session and session.kind not in KINDS[hints.session]:
        yield _said("name_other_kind", session, said=hints.session)
    own = re.findall(r"\d+", session.name)
    if hints.number is not None and own and str(hints.number) not in own:
        yield _said("name_other_number", session, said=hints.number)
    if hints.hour is not None and session.duration_minutes:
        if hints.hour * 60 < session.duration_minutes:
            yield _said("name_earlier_hour", session, said=hints.hour)
    elif hints.hour is not None:
        yield _said("name_hour", session, said=hints.hour)


def _of_the_content(session: Session, file: ResultsFile) -> Iterator[CellProblem]:
    if file.session and session.kind not in KINDS[file.session]:
        yield _said("content_other_kind", session, said=file.session)
    is_race = session.kind in Session.RACES
    if file.by_best_lap and is_race:
        yield _said("by_best_lap", session)
    if "total" in file.says and not (is_race or file.by_best_lap):
        yield _said("by_laps", session)


def _of_the_length(session: Session, lines: list[LinePlan]) -> Iterator[CellProblem]:
    """A winner whose laps fill far less than the race: it may be the file of an hour."""
    if session.kind not in Session.RACES or not (session.duration_minutes and lines):
        return
    winner = lines[0]
    driven = (winner.laps or 0) * winner.best_lap_ms if winner.best_lap_ms else winner.time_ms
    if driven is not None and driven < ENOUGH * session.duration_minutes * 60_000:
        minutes = {"minutes": driven // 60_000, "length": session.duration_minutes}
        yield _said("short", session, number=winner.number, **minutes)


def _of_the_positions(lines: list[LinePlan]) -> Iterator[CellProblem]:
    bare = [
        line.number
        for line in lines
        if line.record.overall_position is None and line.status == Status.CLASSIFIED
    ]
    if bare:
        yield CellProblem(None, "", "", "positions_missing", {"cars": _numbers(bare)})


# The list of the event


def _of_the_list(
    known: KnownResult, lines: list[LinePlan], missing: list[Missing]
) -> Iterator[CellProblem]:
    numbers = {car.number for car in known.cars}
    on_list = [line for line in lines if line.record.number in numbers]
    if lines and 2 * len(on_list) < len(lines):
        counts = {"count": len(on_list), "cars": len(lines)}
        yield CellProblem(None, "", "", "few_on_the_list", counts)
    there = {line.key for line in lines} | {one.key for one in missing}
    left = [
        car.number
        for car in known.cars
        if car.pk not in there and car.status == car.Status.ENTERED and known.takes_part(car)
    ]
    if left:
        yield CellProblem(None, "", "", "not_in_file", {"cars": _numbers(left)})


def _of_decisions(known: KnownResult, missing: list[Missing]) -> Iterator[CellProblem]:
    changing = [one for one in known.decisions if one.penalty in CHANGES_THE_ORDER]
    within = [one for one in changing if one.is_in_timing]
    for code, count in (
        ("decisions_applied", len(changing) - len(within)),
        ("decisions_in_timing", len(within)),
    ):
        if count:
            yield CellProblem(None, "", "", code, {"count": count})
    decided = {one.event_entry_id for one in known.decisions}
    for one in missing:
        if one.key in decided:
            yield CellProblem(None, "", f"#{one.number}", "decided_car_goes")


# One car


def _of_a_car(known: KnownResult, line: LinePlan) -> Iterator[CellProblem]:
    car = line.event_entry
    if car is None:
        return
    if may_not_have_started(known.session, line):
        yield CellProblem(line.record.line, "", f"#{line.number}", "maybe_not_started")
    if not (is_gone(car) or known.takes_part(car)):
        params = {"car_class": str(car.car_class)}
        yield CellProblem(line.record.line, "", f"#{line.number}", "class_elsewhere", params)
    before = own_crew(line.stored) if line.stored else ()
    if line.crew_differs and line.seats != before:
        params = {
            "crew": ", ".join(map(str, line.seats)),
            "nominated": ", ".join(map(str, line.nominated)),
        }
        yield CellProblem(line.record.line, "", f"#{line.number}", "crew_differs", params)


def _numbers(numbers: list[str]) -> str:
    return ", ".join(f"#{number}" for number in numbers)


def _said(code: str, session: Session, **params: object) -> CellProblem:
    return CellProblem(None, "", "", code, {"session": session.name, **params})
