"""How a championship counts, by the versions of its rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Model, QuerySet

from championship.models import (
    Championship,
    ChampionshipRules,
    Entry,
    PointsScale,
    Session,
    SessionScale,
)

from .at_once import at_once
from .entry_list import number_order
from .rounds import CountedRound, RoundSession

SCALE_COLUMNS = (
    "rules",
    "scale",
    "session__name",
    "session__starts_on",
    "session__starts_at",
    "session__event__name",
    "session__event__short_name",
)


@dataclass(frozen=True, slots=True)
class Version:
    """The rules in force from a round on, with the last round of theirs (None: the newest).

    Everything that belongs to them has been read.
    """

    rules: ChampionshipRules
    last: int | None
    session_scales: tuple[SessionScale, ...]
    rounds_out: frozenset[int]
    nominated: tuple[Entry, ...]

    @property
    def first(self) -> int:
        return self.rules.from_round

    def scale(self, session: RoundSession) -> PointsScale | None:
        """The scale of a session; None if it does not count."""
        own = next(
            (one.scale for one in self.session_scales if one.session_id == session.key), None
        )
        return own or {
            Session.Kind.RACE: self.rules.race_scale,
            Session.Kind.SPRINT: self.rules.sprint_scale,
            Session.Kind.QUALIFYING: self.rules.qualifying_scale,
        }.get(session.kind)


@dataclass(frozen=True, slots=True)
class Counting:
    """All versions of a championship's rules, oldest first, and the numbers of its rounds."""

    versions: tuple[Version, ...]
    rounds: tuple[CountedRound, ...]

    def until(self, number: int | None) -> list[CountedRound]:
        """The rounds up to one; none before the first."""
        return [row for row in self.rounds if row.number <= (number or 0)]

    def in_force(self, number: int) -> Version | None:
        """The rules of a round; None before the first ones."""
        return next((one for one in reversed(self.versions) if one.first <= number), None)

    def scale(self, session: RoundSession, number: int) -> PointsScale | None:
        """The scale by which a session of a round was counted; None if it does not count."""
        version = self.in_force(number)
        if version is None or number in version.rounds_out:
            return None
        return version.scale(session)

    def does_not_count(self, number: int) -> bool:
        """Whether the rules name a round as one that does not count."""
        version = self.in_force(number)
        return version is not None and number in version.rounds_out


def counting(championship: Championship, rounds: list[CountedRound]) -> Counting:
    """How a championship counts. One query, however many versions there are."""
    return counting_of(rounds, *at_once(*rule_lists(championship)))


def rule_lists(championship: Championship) -> tuple[QuerySet, ...]:
    """All that counting_of() needs besides the rounds, to be read at once."""
    excluded = ChampionshipRules.excluded_rounds.through.objects
    nominated = ChampionshipRules.nominated.through.objects
    return (
        championship.rules.select_related("race_scale", "sprint_scale", "qualifying_scale"),
        SessionScale.objects.filter(rules__championship=championship)
        .select_related("scale", "session__event")
        .only(*SCALE_COLUMNS),
        excluded.filter(championshiprules__championship=championship),
        nominated.filter(championshiprules__championship=championship)
        .select_related("entry__team")
        .only("championshiprules", "entry__number", "entry__team_name", "entry__team__name"),
    )


def counting_of(
    rounds: Iterable[CountedRound],
    rules: list[ChampionshipRules],
    session_scales: list[SessionScale],
    excluded: list[Model],
    nominated: list[Model],
) -> Counting:
    """How a championship counts, from what rule_lists() reads. No query."""
    rounds = tuple(rounds)
    numbers = {row.key: row.number for row in rounds}
    rows = sorted(rules, key=lambda row: row.from_round)
    following = [row.from_round - 1 for row in rows[1:]]
    scales = sorted(session_scales, key=_in_order_of_sessions)
    cars = sorted((one.entry for one in nominated), key=lambda entry: number_order(entry.number))
    chosen = {(one.championshiprules_id, one.entry_id) for one in nominated}
    out = {(one.championshiprules_id, one.round_id) for one in excluded}
    return Counting(
        tuple(
            Version(
                rules=row,
                last=last,
                session_scales=tuple(one for one in scales if one.rules_id == row.pk),
                rounds_out=frozenset(numbers[key] for key in numbers if (row.pk, key) in out),
                nominated=tuple(dict.fromkeys(one for one in cars if (row.pk, one.pk) in chosen)),
            )
            for row, last in zip(rows, [*following, None], strict=False)
        ),
        rounds,
    )


def _in_order_of_sessions(one: SessionScale) -> tuple[bool, date, bool, datetime, int]:
    """As the sessions were run."""
    session = one.session
    day, moment = session.starts_on, session.starts_at
    return (
        day is None,
        day or date.min,
        moment is None,
        moment or datetime.min.replace(tzinfo=UTC),
        session.pk,
    )
