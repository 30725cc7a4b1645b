"""Why somebody has so many points: every line behind one row of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from championship.models import (
    Championship,
    CombinedPart,
    EventEntry,
    LedgerLine,
    PointsDecision,
    PointsScale,
    Season,
    Standing,
)

from .combined import CombinedState, SourceState, combined_state
from .counting import Counting, counting
from .entry_list import number_order
from .recipients import (
    RANKED,
    Recipient,
    TieBreak,
    addresses,
    dropped_results,
    is_dropped,
    numbers_of,
    recipient_of,
    tie_break,
)
from .rounds import CountedRound, RoundSession, counted_rounds, titles
from .scoring import RECIPIENT_FIELD
from .standings import computed_table, results_behind, shown_as, table_rows, wanted_table
from .table_facts import read_facts


@dataclass(frozen=True, slots=True)
class Why:
    """One line: what a car, or a decision, gave or took.

    `session`, `car` and `scale` are None where a decision is on the total. `reason` is one
    of a ledger line's, or empty where an exclusion takes the points that are left.
    """

    round: CountedRound
    session: RoundSession | None
    car: EventEntry | None
    reason: str
    points: Fraction
    place: int | None = None
    status: str = ""
    status_name: str = ""
    scale: PointsScale | None = None
    multiplier: Fraction | None = None
    decision: PointsDecision | None = None
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A row above or below, with the last word of its address."""

    recipient: Recipient
    points: Fraction
    address: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row of a table after a round, line by line.

    The points of the lines that are not dropped are those of the row. `ties` say why the row
    stands behind or ahead of a neighbour with as many points, `equals` with whom it shares
    its rank. A row of a combined title has `given` instead of lines: what each of its
    sources gave, as `combined` tells.
    """

    championship: Championship
    rounds: int
    after: int
    is_newest: bool
    address: str
    recipient: Recipient
    rank: int | None
    shown_as: str
    points: Fraction
    before_drops: Fraction
    lines: list[Why]
    ties: list[TieBreak]
    equals: list[Recipient]
    excluded_by: PointsDecision | None
    above: Neighbour | None
    below: Neighbour | None
    combined: CombinedState | None = None
    line: int = 0
    finals: int = 0
    provisionals: int = 0
    incomplete: int = 0
    computed_at: datetime | None = None

    @property
    def given(self) -> list[tuple[SourceState, CombinedPart]]:
        return self.combined.given(self.line) if self.combined else []

    @property
    def dropped(self) -> Fraction:
        return sum((line.points for line in self.lines if line.is_dropped), Fraction(0))

    @property
    def has_drops(self) -> bool:
        return any(line.is_dropped for line in self.lines)


def explain(season: Season, slug: str, who: str, after: str = "") -> Explanation | None:
    """Why a row of a championship's table has its points, after the newest round or another.

    `who` is a car's number, or the address of a driver, team or maker. None if there is no
    such championship, table or row. Six queries, whatever the size of the season; one more
    for a combined title.
    """
    championship = titles(season).filter(slug=slug).first()
    if championship is None:
        return None
    rounds = counted_rounds(championship)
    tables = [row.number for row in rounds if row.has_table]
    shown = wanted_table(tables, after)
    if shown is None:
        return None
    joined = RANKED[Championship.Recipient(championship.recipient)]
    rows = table_rows(championship, shown, *(f"excluded_by__{path}" for path in joined))
    words = addresses(rows)
    at = _find(rows, words, who)
    if at is None:
        return None
    row = rows[at]
    computed = computed_table(championship, shown)
    facts = read_facts(computed.facts if computed else "")
    rules = counting(championship, rounds)
    lines = list(_lines(championship, row, rules, shown))
    combined = combined_state(championship, rounds, shown, facts.behind)
    finals, provisionals, incomplete = results_behind(combined or rules, shown)
    return Explanation(
        championship=championship,
        rounds=len(rounds),
        after=shown,
        is_newest=shown == max(tables),
        address=words[at],
        recipient=recipient_of(
            row,
            numbers_of((line.round.number, line.car.number) for line in lines if line.car),
        ),
        rank=row.rank,
        shown_as=shown_as(row),
        points=row.points,
        before_drops=row.before_drops,
        lines=[*lines, *_taken_away(row, lines, rounds)],
        ties=_ties(rows, at),
        equals=_equals(rows, row),
        excluded_by=row.excluded_by,
        above=_neighbour(rows, words, at - 1),
        below=_neighbour(rows, words, at + 1),
        combined=combined,
        line=row.order,
        finals=finals,
        provisionals=provisionals,
        incomplete=incomplete,
        computed_at=computed.computed_at if computed else None,
    )


def _find(rows: list[Standing], words: list[str], who: str) -> int | None:
    """The line that an address names. A number that two cars bore is the higher one's."""
    if who in words:
        return words.index(who)
    numbers = [row.entry.number if row.entry else None for row in rows]
    return numbers.index(who) if who in numbers else None


def _lines(championship: Championship, row: Standing, rules: Counting, after: int) -> Iterator[Why]:
    whom = RECIPIENT_FIELD[championship.recipient]
    shown = {head.key: head for head in rules.until(after)}
    sessions = {one.key: one for head in shown.values() for one in head.sessions}
    order = {key: at for at, key in enumerate(sessions)}
    gone = dropped_results(row)
    stored = championship.ledger.filter(
        round__in=list(shown), **{whom: getattr(row, whom)}
    ).select_related("event_entry__car_class", "decision")
    for line in sorted(stored, key=lambda line: _as_run(line, shown, order)):
        head, session = shown[line.round_id], sessions.get(line.session_id)
        yield Why(
            round=head,
            session=session,
            car=line.event_entry,
            reason=line.reason,
            points=line.points,
            place=line.place,
            status=line.status,
            status_name=line.get_status_display(),
            scale=session and rules.scale(session, head.number),
            multiplier=line.multiplier,
            decision=line.decision,
            is_dropped=is_dropped(line, head.number, gone),
        )


def _as_run(line: LedgerLine, shown: dict[int, CountedRound], order: dict[int, int]) -> tuple:
    """By round, session and number of the car; decisions on the total close their round."""
    return (
        shown[line.round_id].number,
        line.session_id is None,
        order.get(line.session_id, 0),
        number_order(line.event_entry.number if line.event_entry else ""),
        line.pk,
    )


def _taken_away(row: Standing, lines: list[Why], rounds: list[CountedRound]) -> Iterator[Why]:
    """The points that somebody lost with an exclusion."""
    left = sum((line.points for line in lines if not line.is_dropped), Fraction(0)) - row.points
    if row.excluded_by and left:
        last = next(head for head in rounds if head.number == row.after)
        yield Why(last, None, None, "", -left, decision=row.excluded_by)


def _ties(rows: list[Standing], at: int) -> list[TieBreak]:
    """What put the row behind the one above, and the one below behind it."""
    pairs = [rows[at - 1 : at + 1] if at else [], rows[at : at + 2]]
    ties = (tie_break(*pair) for pair in pairs if len(pair) == 2)
    return [tie for tie in ties if tie and tie.kind != Standing.Tie.SHARED]


def _equals(rows: list[Standing], row: Standing) -> list[Recipient]:
    if row.rank is None:
        return []
    return [recipient_of(one) for one in rows if one.rank == row.rank and one.pk != row.pk]


def _neighbour(rows: list[Standing], words: list[str], at: int) -> Neighbour | None:
    if not 0 <= at < len(rows):
        return None
    return Neighbour(recipient_of(rows[at]), rows[at].points, words[at])
