"""What stands in the cells of a table: one recipient in one round."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from championship.models import LedgerLine, Standing

from .footnotes import Footnotes
from .recipients import dropped_results, is_dropped

PLACED = {LedgerLine.Reason.PLACE, LedgerLine.Reason.SURPLUS}


@dataclass(frozen=True, slots=True)
class Score:
    """What one recipient did in one session, and whether it does not count in the table.

    `results` holds the place of each car, or the status of one without, best first.
    """

    results: tuple[int | str, ...]
    points: Fraction
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one recipient did in one round: each session, in the order they were run."""

    scores: tuple[Score, ...]
    pole: bool = False
    fastest_lap: bool = False
    marks: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction:
        """What was earned, whether it counts or not."""
        return sum((score.points for score in self.scores), Fraction(0))

    @property
    def counted(self) -> Fraction:
        return sum((score.points for score in self.scores if not score.dropped), Fraction(0))

    @property
    def is_dropped(self) -> bool:
        """Whether nothing of it counts."""
        return all(score.dropped for score in self.scores)


def cells_of(
    standing: Standing,
    lines: list[LedgerLine],
    numbers: dict[int, int],
    notes: Footnotes,
    whom: str,
) -> dict[int, Cell]:
    """The cells of a row by the numbers of the rounds, from the lines of its ledger."""
    by_round = defaultdict(list)
    for line in lines:
        if line.session_id is not None:
            by_round[numbers[line.round_id]].append(line)
    gone = dropped_results(standing)
    who = getattr(standing, whom)
    return {
        number: _cell(own, number, gone, tuple(notes.cells.get((who, number), ())))
        for number, own in by_round.items()
    }


def _cell(lines: list[LedgerLine], number: int, gone, marks: tuple[str, ...]) -> Cell:
    by_session = defaultdict(list)
    for line in sorted(lines, key=_as_run):
        by_session[line.session_id].append(line)
    held = {line.reason for line in lines}
    return Cell(
        scores=tuple(_score(own, is_dropped(own[0], number, gone)) for own in by_session.values()),
        pole=LedgerLine.Reason.POLE in held,
        fastest_lap=LedgerLine.Reason.FASTEST_LAP in held,
        marks=marks,
    )


def _as_run(line: LedgerLine) -> tuple:
    """Sessions in the order in which they were run."""
    session = line.session
    return (
        session.starts_on is None,
        session.starts_on or 0,
        session.starts_at is None,
        session.starts_at or 0,
        session.pk,
        line.pk,
    )


def _score(lines: list[LedgerLine], dropped: bool) -> Score:
    places = [line for line in lines if line.reason in PLACED and line.status]
    return Score(
        results=tuple(line.place or line.status for line in sorted(places, key=_best_first)),
        points=sum((line.points for line in lines), Fraction(0)),
        dropped=dropped,
    )


def _best_first(line: LedgerLine) -> tuple[bool, int]:
    return (line.place is None, line.place or 0)
