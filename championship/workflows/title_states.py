"""Writing who is champion, can still be or is out, in the transaction that changes the tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from itertools import groupby
from operator import attrgetter, or_

from django.db import models
from django.db.models.functions import Cast

from championship.models import Championship, Season, Standing, TitleState
from championship.queries.scoring import RECIPIENT_FIELD
from championship.queries.title_coming import Title, Titles
from championship.scoring.titles import Contender

from .bulk import insert_rows

RECIPIENTS = tuple(RECIPIENT_FIELD.values())
COLUMNS = (
    "championship_id",
    "round_id",
    "after",
    "order",
    *RECIPIENTS,
    "state",
    "points",
    "most",
    "is_exact",
)
Stored = tuple[object, ...]
Table = tuple[int, int]  # a championship by its key, and the round after which it stands


def store_title_states(season: Season, changed: Mapping[int, Collection[int]]) -> list[Table]:
    """Ask once who can still win each title that a season counts for, and write what differs.

    `changed` names the tables, by championship, that were written anew or are gone. Besides
    them the newest one of every title is looked at: a calendar, an entry or a scale may be
    another one. Earlier tables keep what was known then. The caller owns the transaction.
    Returns the tables that were written. Eighteen queries at most, whatever the size of
    the season; one more where it counts for combined titles.
    """
    titles = Titles(season)
    states = dict(_states(titles, changed))
    gone = {(key, after) for key, tables in changed.items() for after in tables} - states.keys()
    stored = _stored({key for key, _after in (*states, *gone)})
    written = [
        table for table in (*states, *gone) if states.get(table, []) != stored.get(table, [])
    ]
    if written:
        _delete(table for table in written if table in stored)
        rows = [row for table in written for row in states.get(table, ())]
        insert_rows(TitleState, COLUMNS, rows)
    return written


def title_state_differences(season: Season) -> list[tuple[str, int]]:
    """The newest tables, by title and round, whose states are others by now. Writes nothing."""
    states = dict(_states(Titles(season), {}))
    stored = _stored({key for key, _after in states})
    names = dict(
        Championship.objects.filter(pk__in=[key for key, _ in states]).values_list("pk", "name")
    )
    return [
        (names[key], after)
        for (key, after), rows in states.items()
        if rows != stored.get((key, after), [])
    ]


def _states(
    titles: Titles, changed: Mapping[int, Collection[int]]
) -> Iterator[tuple[Table, list[Stored]]]:
    """The rows of every table asked for. Where results have gaps nothing is claimed."""
    for title in titles:
        keys = {number: key for key, number in title.calendar.numbers.items()}
        asked = {title.newest, *changed.get(title.row.pk, ())}
        for after in asked.intersection(title.tables):
            yield (title.row.pk, after), list(_rows(title, after, keys[after]))
    yield from _combined(titles)


def _rows(title: Title, after: int, round_id: int) -> Iterator[Stored]:
    if title.has_gaps:
        return
    at = RECIPIENTS.index(RECIPIENT_FIELD[title.row.recipient])
    outlook = title.outlook(after, with_enough=False)
    for order, one in enumerate(outlook.contenders, start=1):
        whom = [None] * len(RECIPIENTS)
        whom[at] = one.recipient
        yield (title.row.pk, round_id, after, order, *whom, *_facts(one))


def _facts(one: Contender) -> Stored:
    most = None if one.most is None else str(one.most)
    return one.state.value, str(one.points), most, one.is_exact


def _combined(titles: Titles) -> Iterator[tuple[Table, list[Stored]]]:
    """A combined title has a champion once all its sources are complete; before, nothing."""
    complete = dict(titles.combined())
    if not complete:
        return
    rows = Standing.objects.filter(championship__in=complete).select_related("championship")
    ordered = rows.order_by("championship", "-after", "order")
    for championship, own in groupby(ordered, attrgetter("championship")):
        newest, *earlier = (list(table) for _after, table in groupby(own, attrgetter("after")))
        states = [_final(row) for row in newest] if complete[championship] else []
        yield (championship.pk, newest[0].after), states
        yield from (((championship.pk, table[0].after), []) for table in earlier)


def _final(row: Standing) -> Stored:
    state = TitleState.State.CHAMPION if row.rank == 1 else TitleState.State.OUT
    points = str(row.points)
    whom = (getattr(row, column) for column in RECIPIENTS)
    return (
        row.championship_id,
        row.round_id,
        row.after,
        row.order,
        *whom,
        state.value,
        points,
        points,
        True,
    )


def _stored(championships: Collection[int]) -> dict[Table, list[Stored]]:
    """The stored rows of each table, values as the database keeps them. One query."""
    as_text = {f"{name}_text": Cast(name, models.TextField()) for name in ("points", "most")}
    names = [f"{name}_text" if f"{name}_text" in as_text else name for name in COLUMNS]
    rows = TitleState.objects.filter(championship__in=championships).annotate(**as_text)
    stored: defaultdict[Table, list[Stored]] = defaultdict(list)
    for row in rows.order_by("championship", "after", "order").values_list(*names):
        stored[row[0], row[2]].append(row)
    return dict(stored)


def _delete(tables: Iterable[Table]) -> None:
    afters: defaultdict[int, list[int]] = defaultdict(list)
    for championship, after in tables:
        afters[championship].append(after)
    keyed = [models.Q(championship=key, after__in=own) for key, own in afters.items()]
    if keyed:
        TitleState.objects.filter(reduce(or_, keyed)).delete()
