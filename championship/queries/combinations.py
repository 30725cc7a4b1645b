"""The tables of combined titles, from those of the titles that they are made of."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from fractions import Fraction
from operator import attrgetter

from django.db.models import Q, QuerySet

from championship.models import (
    Championship,
    Combination,
    CombinationSource,
    CountsAs,
    Entry,
)
from championship.scoring import combined
from championship.scoring.facts import NOTHING
from championship.scoring.lines import Reason
from championship.scoring.tables import Places, Row, Tables, Tie
from championship.scoring.tally import ABSENT

from .at_once import at_once
from .computed import ComputedTables
from .rulebook import Calendar
from .table_facts import written_sources

ENTRY, TEAM, DRIVER = (
    Championship.Recipient.ENTRY,
    Championship.Recipient.TEAM,
    Championship.Recipient.DRIVER,
)
# What a title can rank to count for one that ranks teams, or drivers.
FITTING = {TEAM: (TEAM, ENTRY), DRIVER: (DRIVER,)}


def combinations_with(seasons: Collection[int]) -> QuerySet[Combination]:
    """The combined titles of some seasons, and those that their results count for."""
    return Combination.objects.filter(
        Q(championship__season__in=seasons)
        | Q(sources__championship__season__in=seasons)
        | Q(sources__championship__feeds__season__in=seasons)
    ).distinct()


def _lists(seasons: Collection[int]) -> tuple[QuerySet, ...]:
    """The combined titles of seasons, what they are made of, who is one, whose cars those are."""
    chosen = combinations_with(seasons).values("pk")
    counted = Championship.objects.filter(counts_for__combination__in=chosen)
    return (
        Combination.objects.filter(pk__in=chosen).select_related("championship", "scale"),
        CombinationSource.objects.filter(combination__in=chosen).select_related("championship"),
        CountsAs.objects.filter(combination__in=chosen),
        Entry.objects.filter(season__in=counted.values("season")).values_list("pk", "team_id"),
    )


class Combinations:
    """Some combined titles with all that rules them. One query."""

    def __init__(self, seasons: Collection[int]):
        rows, sources, identities, entries = at_once(*_lists(seasons))
        self.rows = sorted(rows, key=attrgetter("championship_id"))
        self._sources = self._fitting(sources)
        self._identities: defaultdict[int, dict[Hashable, Hashable]] = defaultdict(dict)
        for one in identities:
            own = self._identities[one.combination_id]
            own[one.team_id or one.driver_id] = one.as_team_id or one.as_driver_id
        self._teams: dict[Hashable, int] = dict(entries)

    def _fitting(self, sources: Iterable[CombinationSource]) -> dict[int, list[CombinationSource]]:
        """What counts for each combined title by its key, in its order."""
        wanted = {row.pk: row.championship.recipient for row in self.rows}
        found: dict[int, list[CombinationSource]] = {row.pk: [] for row in self.rows}
        for source in sorted(sources, key=attrgetter("order", "pk")):
            fitting = FITTING.get(wanted[source.combination_id], ())
            if source.championship.recipient in fitting:
                found[source.combination_id].append(source)
        return found

    def _all_sources(self) -> Iterator[CombinationSource]:
        return (source for own in self._sources.values() for source in own)

    @property
    def titles(self) -> set[int]:
        """The keys of the titles that count for any of them."""
        return {source.championship_id for source in self._all_sources()}

    def sources(self, row: Combination) -> list[CombinationSource]:
        """What a combined title is made of, in its order."""
        return self._sources[row.pk]

    def compute(
        self, row: Combination, titles: Mapping[int, ComputedTables], calendar: Calendar
    ) -> ComputedTables:
        """The tables of a combined title after each round that changed one of its sources.

        `titles` are all computed ones by their keys, `calendar` numbers all their rounds.
        Whatever is a combined title itself gives nothing.
        """
        sources = [
            _Source(source, titles[source.championship_id], calendar, self._teams)
            for source in self._sources[row.pk]
            if source.championship_id in titles
        ]
        rule = self._rule(row)
        tables: dict[int, tuple[Row, ...]] = {}
        parts: list[tuple[int, int, combined.Part]] = []
        ranks: Mapping[Hashable, int] = {}
        for number in sorted({at for source in sources for at in source.tables}):
            rows = combined.combine(rule, [source.after(number) for source in sources])
            tables[number] = tuple(_as_rows(rows, ranks, rule.tie_break))
            parts += [(number, one.line, part) for one in rows for part in one.parts]
            ranks = {one.recipient: one.rank for one in rows}
        rounds = {number: key for key, number in calendar.numbers.items()}
        return ComputedTables(
            row.championship,
            rounds,
            Tables((), tables),
            tuple(parts),
            is_combined=True,
            facts=written_sources({one.title: one.sessions(calendar) for one in sources}, tables),
        )

    def _rule(self, row: Combination) -> combined.Combination:
        return combined.Combination(
            method=combined.Method(row.method),
            common_maximum=row.common_maximum,
            scale=row.scale.as_scale() if row.scale else None,
            several=combined.Several(row.several),
            tie_break=combined.TieBreak(row.tie_break),
            identity=self._identities[row.pk],
        )


_Results = defaultdict[Hashable, dict[int, Fraction]]  # points by round
_Adjusted = defaultdict[Hashable, list[tuple[int, Fraction]]]  # round and points


class _Source:
    """A title that counts, with its tables by the numbers of the combined calendar."""

    def __init__(
        self,
        source: CombinationSource,
        computed: ComputedTables,
        calendar: Calendar,
        teams: Mapping[Hashable, int],
    ):
        self.source = source
        ranks_cars = source.championship.recipient == ENTRY
        self.teams: Mapping[Hashable, int] = teams if ranks_cars else {}
        self.own = computed.tables
        self.rounds = computed.rounds
        self.last_round = max(computed.rounds, default=0)
        # In the order of the combined calendar, which may differ where own rounds moved.
        self.tables = {
            calendar.numbers[computed.rounds[number]]: number for number in self.own.after
        }
        self.results, self.adjusted = self._earned()

    @property
    def title(self) -> int:
        return self.source.championship_id

    def sessions(self, calendar: Calendar) -> dict[int, set[Hashable]]:
        """The sessions that count for it, by the rounds of the combined calendar."""
        by_round: defaultdict[int, set[Hashable]] = defaultdict(set)
        for line in self.own.ledger:
            if line.session is not None:
                by_round[calendar.numbers[self.rounds[line.round]]].add(line.session)
        return by_round

    def after(self, number: int) -> combined.Source:
        """What it gives after a round of the combined calendar: its newest table by then."""
        run = [at for at in self.tables if at <= number]
        rows = self._rows(max(self.tables[at] for at in run)) if run else ()
        return combined.Source(
            key=self.source.pk,
            rows=tuple(rows),
            last_round=self.last_round,
            rounds=combined.Rounds(self.source.rounds),
            best=self.source.best_rounds,
            weight=self.source.weight,
            minimum_rounds=self.source.minimum_rounds,
        )

    def _rows(self, after: int) -> Iterator[combined.SourceRow]:
        for row in self.own.after[after]:
            results, adjusted = self.results[row.recipient], self.adjusted[row.recipient]
            yield combined.SourceRow(
                recipient=self.teams.get(row.recipient, row.recipient),
                rank=row.rank,
                points=row.points,
                by_round={at: points for at, points in results.items() if at <= after},
                places=row.places.counts(),
                adjusted=sum((points for at, points in adjusted if at <= after), NOTHING),
            )

    def _earned(self) -> tuple[_Results, _Adjusted]:
        """Everybody's points by the rounds they took part in, and by decisions on the total."""
        results: _Results = defaultdict(dict)
        adjusted: _Adjusted = defaultdict(list)
        for line in self.own.ledger:
            if line.reason is Reason.ADJUSTMENT:
                adjusted[line.recipient].append((line.round, line.points))
            elif line.points or (line.status is not None and line.status not in ABSENT):
                own = results[line.recipient]
                own[line.round] = own.get(line.round, NOTHING) + line.points
        return results, adjusted


def _as_rows(
    rows: Iterable[combined.CombinedRow],
    ranks: Mapping[Hashable, int],
    tie_break: combined.TieBreak,
) -> Iterator[Row]:
    """The rows as tables have them; `ranks` are those of the table before."""
    above: Row | None = None
    for one in rows:
        was = ranks.get(one.recipient)
        places = Places.of(one.places)
        tie, place = None, None
        if above is not None and one.is_equal:
            if above.rank == one.rank:
                tie = Tie.SHARED
            elif tie_break is combined.TieBreak.COUNTBACK:
                tie, place = Tie.COUNTBACK, above.places.split(places)
        above = Row(
            recipient=one.recipient,
            rank=one.rank,
            line=one.line,
            points=one.points,
            before_drops=one.points,
            moved=None if was is None else was - one.rank,
            places=places,
            tie=tie,
            tie_place=place,
        )
        yield above
