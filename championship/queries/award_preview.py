"""Who would have got an award after each round run so far, by its rule alone."""

from collections import defaultdict
from dataclasses import dataclass

from championship.models import Award, Round, Standing

from .award_candidates import Facts, Placed, placed, steps_around, stored_tables
from .awards import JOINED as AWARD_JOINED
from .awards import AwardLine, lines_by_rule
from .recipients import JOINED


@dataclass(frozen=True, slots=True)
class AfterRound:
    """The places of a rule by the table after a round; None where others report the table."""

    round: Round | None
    lines: list[AwardLine]


def award_by_rounds(key: int) -> list[AfterRound]:
    """Who would have got the award of this key after each round, whatever became of it.

    Newest first. Without any table there is one outcome, which says why nobody would get
    it. Seven queries at most, whatever the number of rounds.
    """
    award = Award.objects.select_related(*AWARD_JOINED).get(pk=key)
    championship = award.championship_id or 0
    tables = _tables_by_round(championship)
    if not tables:
        tables = [(None, stored_tables([championship]).get(championship, []))]
    facts = Facts([award], {}, steps_around([award], with_own=False))
    found = []
    for after, rows in tables:
        facts.tables = {championship: rows}  # what else a rule asks is the same in each round
        found.append(AfterRound(after, lines_by_rule(award, facts)))
    return found


def _tables_by_round(championship: int) -> list[tuple[Round | None, list[Placed]]]:
    """The tables after each round, newest first. One query."""
    rows = Standing.objects.filter(championship=championship, rank__isnull=False)
    tables: defaultdict[Round | None, list[Placed]] = defaultdict(list)
    for row in rows.select_related("round__event", *JOINED).order_by("-after", "order"):
        tables[row.round].append(placed(row))
    return list(tables.items())
