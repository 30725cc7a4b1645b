"""Who would lead, be champion or hold an award, if other tables were published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet

from championship.models import (
    Award,
    Championship,
    Combination,
    CombinationSource,
    Driver,
    Entry,
    Manufacturer,
    Season,
    Session,
    Team,
)
from championship.queries.award_candidates import Placed, Tables
from championship.queries.award_results import open_results
from championship.queries.awards import AwardLine, lines_of
from championship.queries.title_coming import Titles

from .what_if import RowChange, TableChange

Line = tuple[int, Fraction, str]  # rank, points, name
SUBJECTS = {
    "entry_id": Entry.objects.select_related("team", "car_class"),
    "driver_id": Driver.objects.all(),
    "team_id": Team.objects.all(),
    "manufacturer_id": Manufacturer.objects.all(),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is first in a table, and how many points ahead of the next.

    A crew leads together and counts as one. `gap` is None if nobody else is listed.
    """

    names: tuple[str, ...]
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class TitleChange:
    """The lead of a championship before and after; None while nobody was listed.

    `is_decided` if nothing is to come and no result has gaps: whoever leads is champion.
    """

    championship: Championship
    is_decided: bool
    before: Lead | None
    after: Lead | None

    @property
    def changes_hands(self) -> bool:
        return _names(self.before) != _names(self.after)


@dataclass(frozen=True, slots=True)
class AwardChange:
    """A place that earns an award, as it stands and as it would: another holder by the rule.

    If it is given already, it stays as it is until somebody decides.
    """

    before: AwardLine
    after: AwardLine

    @property
    def award(self) -> Award:
        return self.after.award

    @property
    def is_a_change(self) -> bool:
        """Whether the rule would name another one, or whoever holds it comes into question."""
        before, after = self.before, self.after
        return (before.proposed, before.is_in_question, bool(before.unsettled)) != (
            after.proposed,
            after.is_in_question,
            bool(after.unsettled),
        )


@dataclass(frozen=True, slots=True)
class AwardsThen:
    """What other newest tables would do to the awards; those to be confirmed once final."""

    changes: tuple[AwardChange, ...] = ()
    due: tuple[AwardLine, ...] = ()


def title_changes(season: Season, tables: Iterable[TableChange]) -> tuple[TitleChange, ...]:
    """The leads that other newest tables would change, as the results of a season now are.

    Fourteen queries at most, none if no newest table would change.
    """
    newest = _newest(tables)
    if not newest:
        return ()
    complete = Titles(season).complete()
    by_ranks = set(
        Combination.objects.filter(
            championship__in=newest, method=Combination.Method.RANKS
        ).values_list("championship", flat=True)
    )
    titles = (
        TitleChange(
            championship=table.championship,
            is_decided=key in complete,
            before=_lead(_before(table.rows), lowest_first=key in by_ranks),
            after=_lead(_after(table.rows), lowest_first=key in by_ranks),
        )
        for key, table in newest.items()
    )
    return tuple(title for title in titles if title.before != title.after)


def awards_then(session: Session, tables: Iterable[TableChange]) -> AwardsThen:
    """What becomes of the awards that rest on a session, with other newest tables.

    Due are those of which nothing became yet, if all that they rest on besides this
    session is final. Forty queries at most, one without such awards.
    """
    awards = Award.objects.filter(championship__in=resting_on(session))
    chosen = awards.order_by("championship__order", "place", "pk")
    before = lines_of(chosen)
    if not before:
        return AwardsThen()
    after = lines_of(chosen, instead=_tables(_newest(tables)))
    changes = (AwardChange(*pair) for pair in zip(before, after, strict=True))
    return AwardsThen(
        changes=tuple(one for one in changes if one.is_a_change),
        due=tuple(_due(after, session)),
    )


def resting_on(session: Session) -> QuerySet[Championship]:
    """The championships that the results of a session's season count for."""
    season = session.season_id
    sources = CombinationSource.objects.filter(
        Q(championship__season=season) | Q(championship__feeds__season=season)
    )
    counts = Q(season=season) | Q(feeds__season=season) | Q(combination__sources__in=sources)
    return Championship.objects.filter(pk__in=Championship.objects.filter(counts).values("pk"))


def _due(lines: list[AwardLine], session: Session) -> Iterator[AwardLine]:
    rests_on = open_results({line.award.championship_id for line in lines})
    for line in lines:
        still = rests_on[line.award.championship_id]
        others = {one.pk for one in (*still.provisional, *still.to_come)} - {session.pk}
        if line.is_provisional and line.proposed and not others:
            yield line


def _newest(tables: Iterable[TableChange]) -> dict[int, TableChange]:
    return {table.championship.pk: table for table in tables if table.is_newest}


def _tables(newest: dict[int, TableChange]) -> Tables:
    """These tables as they would be, with the recipients of their rows. Four queries."""
    wanted = defaultdict(set)
    ranked = {
        key: [row for row in table.rows if row.rank_after is not None and row.who]
        for key, table in newest.items()
    }
    for rows in ranked.values():
        for row in rows:
            wanted[row.who[0]].add(row.who[1])
    found = {
        (column, key): subject
        for column, keys in wanted.items()
        for key, subject in SUBJECTS[column].in_bulk(list(keys)).items()
    }
    return {
        key: [Placed(row.rank_after, found[row.who]) for row in rows]
        for key, rows in ranked.items()
    }


def _before(rows: Iterable[RowChange]) -> list[Line]:
    return [
        (row.rank_before, row.points_before, row.name)
        for row in rows
        if row.rank_before is not None and row.points_before is not None
    ]


def _after(rows: Iterable[RowChange]) -> list[Line]:
    return [
        (row.rank_after, row.points_after, row.name)
        for row in rows
        if row.rank_after is not None and row.points_after is not None
    ]


def _at(rank: int, placed: list[Line]) -> tuple[str, ...]:
    return tuple(sorted(name for own, _points, name in placed if own == rank))


def _lead(placed: list[Line], *, lowest_first: bool) -> Lead | None:
    """Who is first; where ranks are added, the fewest points lead."""
    if not placed:
        return None
    best, points, _name = min(placed)
    behind = [own for rank, own, _name in placed if rank != best]
    if not behind:
        return Lead(_at(best, placed), None)
    gap = min(behind) - points if lowest_first else points - max(behind)
    return Lead(_at(best, placed), gap)


def _names(lead: Lead | None) -> tuple[str, ...]:
    return lead.names if lead else ()
