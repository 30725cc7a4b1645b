"""A ledger in, the table after each round out."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .points import NOTHING, LedgerLine


class Countback(StrEnum):
    """Which places split equal points: all, only those that earned points, or none."""

    ALL = "all"
    SCORING = "scoring"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient in a table. Equals share a `rank` (1, 1, 3); `line` counts on."""

    recipient: Hashable
    rank: int
    line: int
    points: Fraction


def table(
    ledger: Iterable[LedgerLine],
    *,
    listed: Sequence[Hashable],
    best_results: int | None = None,
    countback: Countback = Countback.ALL,
) -> list[Row]:
    """Rank everyone with a line in the ledger, best first.

    `listed` holds every recipient of the championship in the order in which equals are
    printed (numbers, names). With `best_results` only that many best rounds of each
    recipient count. Equal points are split by countback: most first places, then most
    second places, and so on, over the places that `countback` names. Who is still equal
    shares a rank.

    Raises ValueError if the ledger names somebody who is not listed.
    """
    lines = defaultdict(list)
    for entry in ledger:
        lines[entry.recipient].append(entry)
    strangers = lines.keys() - set(listed)
    if strangers:
        raise ValueError(f"in the ledger, but not listed: {sorted(map(repr, strangers))}")
    totals = {who: _total(own, best_results) for who, own in lines.items()}
    keys = {who: (-totals[who], _best_places(own, countback)) for who, own in lines.items()}
    # sorted() is stable: equals stay in the order of the list.
    ranking = sorted((who for who in listed if who in lines), key=keys.__getitem__)
    rows: list[Row] = []
    for number, who in enumerate(ranking, start=1):
        tied = rows and keys[rows[-1].recipient] == keys[who]
        rows.append(Row(who, rows[-1].rank if tied else number, number, totals[who]))
    return rows


def tables_after_each_round(
    ledger: Iterable[LedgerLine],
    *,
    listed: Sequence[Hashable],
    best_results: int | None = None,
    countback: Countback = Countback.ALL,
) -> dict[int, list[Row]]:
    """The table as it stood after each round that has a line, by the round's number."""
    lines = list(ledger)
    return {
        last: table(
            (line for line in lines if line.round <= last),
            listed=listed,
            best_results=best_results,
            countback=countback,
        )
        for last in sorted({line.round for line in lines})
    }


def _total(lines: list[LedgerLine], best_results: int | None) -> Fraction:
    rounds: defaultdict[int, Fraction] = defaultdict(Fraction)
    for line in lines:
        rounds[line.round] += line.points
    return sum(sorted(rounds.values(), reverse=True)[:best_results], NOTHING)


def _best_places(lines: list[LedgerLine], countback: Countback) -> tuple[int, ...]:
    """How often each place was reached, negated so that more sorts first.

    The 1 at the end stands behind every count, which is never above zero: whoever has
    reached no further place sorts behind whoever has.
    """
    places = Counter(
        line.place
        for line in lines
        if line.place is not None
        and (countback == Countback.ALL or (line.points and countback == Countback.SCORING))
    )
    last = max(places, default=0)
    return (*(-places[place] for place in range(1, last + 1)), 1)
