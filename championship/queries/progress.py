"""How a championship's table grew: what everybody in it had after each round."""

from collections import defaultdict
from fractions import Fraction

from championship.models import Standing

from .scoring import RECIPIENT_FIELD
from .standings import StandingTable


def totals_by_round(page: StandingTable) -> dict[int, dict[int, Fraction]]:
    """By the line of a table's row what that recipient had after each round up to the table's.

    One query, whatever the size of the season; none without a table.
    """
    if page.after is None:
        return {}
    whom = RECIPIENT_FIELD[page.championship.recipient]
    rows = Standing.objects.filter(championship=page.championship, after__lte=page.after)
    totals, lines = defaultdict(dict), {}
    for who, after, line, points in rows.values_list(whom, "after", "order", "points"):
        totals[who][after] = points
        if after == page.after:
            lines[who] = line
    return {line: totals[who] for who, line in lines.items()}
