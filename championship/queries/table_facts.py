"""What a table shows beside its figures, written once when it is computed: keys, never names.

Whoever has a new name is shown by it at once, and each reader in a language of their own.
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from championship.scoring import rules
from championship.scoring.decisions import Decision, Effect
from championship.scoring.facts import NOTHING, Finish, Session
from championship.scoring.lines import LedgerLine, Reason
from championship.scoring.states import Status
from championship.scoring.tables import Tables

from .entry_list import number_order

PLACED = (Reason.PLACE, Reason.SURPLUS)
CHANGED = (Reason.SHARE, Reason.NO_POINTS)
HONOURS = {Reason.POLE: "P", Reason.FASTEST_LAP: "F"}

Numbers = Mapping[Hashable, str]  # of each car at its event
Apart = tuple[int, int]  # the line of a classification, and the round


@dataclass(frozen=True, slots=True)
class StoredScore:
    """A session of a cell: the place of each car, or the status of one without, best first."""

    session: int
    results: tuple[int | str, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class StoredCell:
    """What somebody did in a round, by keys. `decisions` took points of it, or a share."""

    round: int
    scores: tuple[StoredScore, ...]
    honours: str = ""
    decisions: tuple[int, ...] = ()
    has_further_cars: bool = False


@dataclass(frozen=True, slots=True)
class StoredRow:
    """The cells of a row, the numbers of its cars, and the points that decisions gave or took."""

    cells: tuple[StoredCell, ...] = ()
    numbers: tuple[str, ...] = ()
    adjusted: Fraction = NOTHING


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """What the notes below a table are about.

    `apart` are the classified cars without a line in it, `drove` the drivers ruled not
    eligible who drove here, `behind` the sessions that count for each title of a combined one.
    """

    apart: tuple[Apart, ...] = ()
    drove: frozenset[int] = frozenset()
    behind: Mapping[int, frozenset[int]] = field(default_factory=dict)


def read_row(text: str) -> StoredRow:
    """A row as written_rows() wrote it."""
    if not text:
        return StoredRow()
    stored = json.loads(text)
    return StoredRow(
        cells=tuple(_read_cell(*cell) for cell in stored["cells"]),
        numbers=tuple(stored.get("numbers", ())),
        adjusted=Fraction(stored.get("adjusted", 0)),
    )


def _read_cell(number, scores, honours="", decisions=(), further=0) -> StoredCell:
    return StoredCell(
        number,
        tuple(
            StoredScore(session, tuple(results), Fraction(points))
            for session, results, points in scores
        ),
        honours,
        tuple(decisions),
        bool(further),
    )


def read_facts(text: str) -> StoredFacts:
    """The facts of a table as written_facts() or written_sources() wrote them."""
    stored = json.loads(text) if text else {}
    behind = stored.get("behind", {})
    return StoredFacts(
        apart=tuple((line, number) for line, number in stored.get("apart", ())),
        drove=frozenset(stored.get("drove", ())),
        behind={int(key): frozenset(sessions) for key, sessions in behind.items()},
    )


def written_rows(
    tables: Tables, sessions: Sequence[Session], numbers: Numbers | None
) -> dict[tuple[int, Hashable], str]:
    """What each row of each table did, by the round of the table and the recipient.

    `sessions` are in the order in which they were run; without `numbers` none are told.
    """
    order = {session.key: at for at, session in enumerate(sessions)}
    by_recipient: defaultdict[Hashable, list[LedgerLine]] = defaultdict(list)
    for line in tables.ledger:
        by_recipient[line.recipient].append(line)
    rows = {who: _Record(lines, order, numbers) for who, lines in by_recipient.items()}
    nothing = _Record([], order, numbers)
    return {
        (after, row.recipient): rows.get(row.recipient, nothing).until(after)
        for after, table in tables.after.items()
        for row in table
    }


class _Record:
    """The lines of one recipient, by rounds."""

    def __init__(
        self, lines: Iterable[LedgerLine], order: Mapping[Hashable, int], numbers: Numbers | None
    ):
        by_round: defaultdict[int, list[LedgerLine]] = defaultdict(list)
        adjusted: list[tuple[int, Fraction]] = []
        for line in lines:
            if line.session is None:
                adjusted.append((line.round, line.points))
            else:
                by_round[line.round].append(line)
        self.adjusted = adjusted
        self.cells: list[tuple[int, str]] = []
        self.numbers: list[tuple[int, str]] = []
        for number in sorted(by_round):
            own = sorted(by_round[number], key=lambda line: order[line.session])
            self.cells.append((number, _dumped(_cell(number, own))))
            if numbers is not None:
                cars = {numbers[line.car] for line in own}
                self.numbers += [(number, car) for car in sorted(cars, key=number_order)]

    def until(self, after: int) -> str:
        cells = ",".join(text for number, text in self.cells if number <= after)
        told = [f'"cells":[{cells}]']
        if cars := dict.fromkeys(car for number, car in self.numbers if number <= after):
            told.append(f'"numbers":{_dumped(list(cars))}')
        points = sum((value for number, value in self.adjusted if number <= after), NOTHING)
        if points:
            told.append(f'"adjusted":"{points}"')
        return f"{{{','.join(told)}}}"


def _cell(number: int, lines: Sequence[LedgerLine]) -> list[object]:
    """What read_row() takes apart; without the empty values at its end."""
    by_session: defaultdict[Hashable, list[LedgerLine]] = defaultdict(list)
    for line in lines:
        by_session[line.session].append(line)
    reasons = {line.reason for line in lines}
    changed = (line.decision for line in lines if line.reason in CHANGED)
    cell = [
        number,
        [[key, _results(own), str(_sum(own))] for key, own in by_session.items()],
        "".join(letter for reason, letter in HONOURS.items() if reason in reasons),
        [key for key in dict.fromkeys(changed) if key is not None],
        int(Reason.SURPLUS in reasons),
    ]
    while not cell[-1]:
        cell.pop()
    return cell


def _results(lines: Iterable[LedgerLine]) -> list[int | str]:
    placed = [line for line in lines if line.reason in PLACED and line.status]
    placed.sort(key=lambda line: (line.place is None, line.place or 0))
    return [line.place or line.status.value for line in placed if line.status]


def _sum(lines: Iterable[LedgerLine]) -> Fraction:
    return sum((line.points for line in lines), NOTHING)


def written_facts(
    championship: rules.Championship,
    tables: Tables,
    sessions: Sequence[Session],
    decisions: Iterable[Decision],
    lines: Mapping[tuple[Hashable, Hashable], int],
) -> dict[int, str]:
    """What the notes of each table are about, by its round.

    `lines` has the key of the line of a classification, by session and car.
    """
    apart = [
        (lines[session.key, finish.car], session.round)
        for session, finish in _apart(championship, tables, sessions)
    ]
    drove = _not_eligible(championship, sessions, decisions)
    return {
        after: _facts(
            apart=[[line, number] for line, number in apart if number <= after], drove=drove
        )
        for after in tables.after
    }


def written_sources(
    rounds: Mapping[int, Mapping[int, set[Hashable]]], afters: Iterable[int]
) -> dict[int, str]:
    """The sessions behind each table of a combined title.

    `rounds` are the sessions that count for each of its titles, by the number of the round.
    """
    return {
        after: _facts(
            behind={
                str(key): sorted(
                    session
                    for number, own in by_number.items()
                    if number <= after
                    for session in own
                )
                for key, by_number in rounds.items()
            }
        )
        for after in afters
    }


def _apart(
    championship: rules.Championship, tables: Tables, sessions: Iterable[Session]
) -> Iterator[tuple[Session, Finish]]:
    """The classified cars of the classes that left no line for a place."""
    placed = {(line.session, line.car) for line in tables.ledger if line.reason in PLACED}
    for session in sessions:
        in_force = championship.rules_in(session.round)
        is_out = session.round in in_force.rounds_excluded
        if is_out or in_force.scale(session.key, session.kind) is None:
            continue
        for finish in sorted(session.finishes, key=lambda one: one.order):
            is_classified = finish.status is Status.CLASSIFIED and _is_in(championship, finish)
            if is_classified and (session.key, finish.car) not in placed:
                yield session, finish


def _not_eligible(
    championship: rules.Championship, sessions: Iterable[Session], decisions: Iterable[Decision]
) -> list[Hashable]:
    """The drivers of these classes who are ruled not eligible."""
    ruled = {
        decision.subject.key
        for decision in decisions
        if decision.effect is Effect.NOT_ELIGIBLE
        and decision.subject is not None
        and decision.subject.kind is rules.Recipient.DRIVER
    }
    if not ruled:
        return []
    drivers = (
        driver
        for session in sessions
        for finish in session.finishes
        if _is_in(championship, finish)
        for driver in finish.drivers
    )
    return sorted(ruled.intersection(drivers))


def _is_in(championship: rules.Championship, finish: Finish) -> bool:
    return championship.classes is None or not championship.classes.isdisjoint(finish.classes)


def _facts(**facts: object) -> str:
    told = {name: value for name, value in facts.items() if value}
    return _dumped(told) if told else ""


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
