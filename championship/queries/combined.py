"""What a combined table rests on: its sources, how each counts, and what each gave to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from championship.models import (
    Championship,
    Classification,
    Combination,
    CombinationSource,
    CombinedPart,
    CountsAs,
)

from .at_once import at_once
from .rounds import CountedRound, RoundSession


@dataclass(frozen=True, slots=True)
class SourceState:
    """A title that counts, after a round of the combined one.

    `rounds` are those of its calendar, `run` those of them that its table counts by then.
    `finals` and `provisionals` count the results behind that, `incomplete` those with gaps.
    The championship, its season, series and class are joined. `table` is the round that its
    own table then stands after, None before the first.
    """

    source: CombinationSource
    rounds: int
    run: tuple[CountedRound, ...]
    sessions: tuple[RoundSession, ...]
    table: int | None
    is_linked: bool

    @property
    def championship(self) -> Championship:
        return self.source.championship

    @property
    def last(self) -> CountedRound | None:
        """The newest round that its table counts."""
        return self.run[-1] if self.run else None

    @property
    def to_come(self) -> int:
        return self.rounds - len(self.run)

    @property
    def provisionals(self) -> int:
        states = (one.state for one in self.sessions)
        return sum(state == Classification.State.PROVISIONAL for state in states)

    @property
    def finals(self) -> int:
        return len(self.sessions) - self.provisionals

    @property
    def incomplete(self) -> int:
        return sum(one.has_gaps for one in self.sessions)


@dataclass(frozen=True, slots=True)
class CombinedState:
    """How a combined title is made, and its sources after a round. `parts` are by line."""

    combination: Combination
    sources: list[SourceState]
    identities: list[CountsAs]
    parts: dict[int, dict[int, CombinedPart]] = field(default_factory=dict)

    @property
    def sessions(self) -> dict[int, RoundSession]:
        """Every result behind the table, once."""
        return {one.key: one for source in self.sources for one in source.sessions}

    @property
    def finals(self) -> int:
        return len(self.sessions) - self.provisionals

    @property
    def provisionals(self) -> int:
        states = [one.state for one in self.sessions.values()]
        return states.count(Classification.State.PROVISIONAL)

    @property
    def incomplete(self) -> int:
        return sum(one.has_gaps for one in self.sessions.values())

    @property
    def adds_ranks(self) -> bool:
        return self.combination.method == Combination.Method.RANKS

    @property
    def ranks_cars(self) -> bool:
        """Whether a source can have several rows of one team."""
        ranked = (one.championship.recipient for one in self.sources)
        return Championship.Recipient.ENTRY in ranked

    def given(self, line: int) -> list[tuple[SourceState, CombinedPart]]:
        """What each source gave to a line of the table, in the order of the sources."""
        parts = self.parts.get(line, {})
        return [(one, parts[one.source.pk]) for one in self.sources if one.source.pk in parts]


def combined_lists(championship: Championship, after: int | None) -> tuple[QuerySet, ...]:
    """All that combined_of() needs besides the rounds, to be read at once.

    Nothing of a title that is not combined.
    """
    if not championship.is_combined:
        return ()
    sources = CombinationSource.objects.filter(
        combination__championship=championship
    ).select_related(
        "combination__scale", "championship__season__series", "championship__car_class"
    )
    identities = CountsAs.objects.filter(combination__championship=championship)
    return (
        sources.defer("championship__season__sources"),
        identities.select_related("team", "as_team", "driver", "as_driver"),
        CombinedPart.objects.filter(championship=championship, after=after or 0),
    )


def combined_state(
    championship: Championship,
    rounds: Iterable[CountedRound],
    after: int | None,
    behind: Mapping[int, Collection[int]],
) -> CombinedState | None:
    """What a combined title rests on, as combined_of() tells. One query, none for another one."""
    lists = at_once(*combined_lists(championship, after))
    return combined_of(championship, rounds, after, behind, *lists)


def combined_of(
    championship: Championship,
    rounds: Iterable[CountedRound],
    after: int | None,
    behind: Mapping[int, Collection[int]],
    sources: Sequence[CombinationSource] = (),
    identities: Sequence[CountsAs] = (),
    parts: Sequence[CombinedPart] = (),
) -> CombinedState | None:
    """What a combined title rests on after a round; None if it is none, or has no source.

    `championship` is one of titles(), `rounds` all that count for it, `behind` the sessions
    that count for each source by the key of its championship. No query.
    """
    if not sources:
        return None
    sources = sorted(sources, key=lambda source: (source.order, source.pk))
    rounds = list(rounds)
    by_line: defaultdict[int, dict[int, CombinedPart]] = defaultdict(dict)
    for part in parts:
        by_line[part.line][part.source_id] = part
    return CombinedState(
        sources[0].combination,
        [_state(source, championship, rounds, after, behind) for source in sources],
        sorted(identities, key=lambda one: one.pk),
        dict(by_line),
    )


def _state(
    source: CombinationSource,
    championship: Championship,
    rounds: list[CountedRound],
    after: int | None,
    behind: Mapping[int, Collection[int]],
) -> SourceState:
    season = source.championship.season
    own = [row for row in rounds if row.season == season.pk]
    counted = behind.get(source.championship_id, ())
    run = [
        row
        for row in rounds
        if row.number <= (after or 0) and any(one.key in counted for one in row.sessions)
    ]
    return SourceState(
        source=source,
        rounds=len({row.key for row in [*own, *run]}),
        run=tuple(run),
        sessions=tuple(one for row in run for one in row.sessions if one.key in counted),
        table=_own_number(run, season.pk),
        is_linked=season.is_public or season.pk == championship.season_id,
    )


def _own_number(run: list[CountedRound], season: int) -> int | None:
    """The number of the newest round in its own season; None where other seasons feed it."""
    if any(row.season != season for row in run):
        return None
    return run[-1].own_number if run else None
