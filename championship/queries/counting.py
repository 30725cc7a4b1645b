"""How a championship counts, by the versions of its rules."""

from dataclasses import dataclass

from django.db.models import Prefetch

from championship.models import (
    Championship,
    ChampionshipRules,
    Entry,
    PointsScale,
    Session,
    SessionScale,
)

from .rounds import CountedRound, RoundSession


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
    """How a championship counts. Four queries, however many versions there are."""
    scales = SessionScale.objects.select_related("scale", "session__event")
    rows = list(
        championship.rules.select_related("race_scale", "sprint_scale", "qualifying_scale")
        .prefetch_related(
            Prefetch("session_scales", scales),
            "excluded_rounds",
            Prefetch("nominated", Entry.objects.select_related("team")),
        )
        .order_by("from_round")
    )
    numbers = {row.key: row.number for row in rounds}
    following = [row.from_round - 1 for row in rows[1:]]
    return Counting(
        tuple(
            Version(
                rules=row,
                last=last,
                session_scales=tuple(row.session_scales.all()),
                rounds_out=frozenset(
                    numbers[one.pk] for one in row.excluded_rounds.all() if one.pk in numbers
                ),
                nominated=tuple(row.nominated.all()),
            )
            for row, last in zip(rows, [*following, None], strict=False)
        ),
        tuple(rounds),
    )
