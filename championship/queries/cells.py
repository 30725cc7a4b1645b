"""What stands in the cells of a table: one recipient in one round."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from championship.models import Standing

from .footnotes import Footnotes
from .recipients import dropped_results, is_dropped_result
from .table_facts import StoredCell


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
    standing: Standing, stored: Iterable[StoredCell], notes: Footnotes, whom: str
) -> dict[int, Cell]:
    """The cells of a row by the numbers of the rounds, from what is stored of them."""
    gone = dropped_results(standing)
    who = getattr(standing, whom)
    return {
        cell.round: Cell(
            scores=tuple(
                Score(
                    score.results, score.points, is_dropped_result(cell.round, score.session, gone)
                )
                for score in cell.scores
            ),
            pole="P" in cell.honours,
            fastest_lap="F" in cell.honours,
            marks=tuple(notes.cells.get((who, cell.round), ())),
        )
        for cell in stored
    }
