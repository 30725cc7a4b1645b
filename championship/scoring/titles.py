"""Who is champion, who can still be, who is out, and what suffices.

An outcome of the sessions to come gives every car that is entered a place or none, and each
pole and fastest lap to one car or to nobody. Whoever has rank 1 of the final table, alone or
shared, is champion. Penalties and decisions that are not taken yet are not foreseen.

All is asked of the final table itself: whoever wins all that is left while nobody else
starts comes to its most, and all others to their least. So drops, factors, ties, guests
and minimum rounds need no rules of their own here.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from .decisions import Decision, Effect
from .facts import NOTHING, Session
from .rules import Championship, Recipient
from .titles_enough import Enough, Margin
from .titles_future import Futures, Relation

__all__ = ["Contender", "Margin", "Outlook", "State", "outlook"]

# Against more rivals than the crews of a dozen cars nobody asks what suffices.
WIDE_OPEN = 36

# The decisions that may give the drivers of one car different points.
ON_A_DRIVER = (Effect.NOT_ELIGIBLE, Effect.NO_POINTS, Effect.NO_SHARE)


class State(StrEnum):
    """First in every outcome (champion), in some (alive), or in none (out)."""

    CHAMPION = "champion"
    ALIVE = "alive"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Contender:
    """What one recipient may still come to.

    Champion and out are always proved. `is_exact` is False of somebody alive for whom the
    outcomes were too many to look at: it may be out or champion already.

    `points` are those of the table as it stands, `most` the highest total still possible,
    both without dropped scores; `most` is None if it is not known. What suffices is given
    only to those alive, and only where it is proved; less may do. Who scores at least all
    of `margins` more than these rivals in the sessions to come is champion; so is who
    scores at least `enough` there, whatever the others do; so is who takes `next_place` or
    a better place among the cars that count in the very next session: there, a lower place
    leaves somebody a way past. None of it is told against more than WIDE_OPEN rivals.
    """

    recipient: Hashable
    state: State
    points: Fraction
    most: Fraction | None
    is_exact: bool = True
    margins: tuple[Margin, ...] = ()
    enough: Fraction | None = None
    next_place: int | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A title after the sessions run so far: everybody in it, in the order of its table.

    Those who are entered but have no result yet stand last. `available` is the most that
    anybody can still score, by round.
    """

    contenders: tuple[Contender, ...]
    available: Mapping[int, Fraction]

    def of(self, state: State) -> list[Hashable]:
        return [one.recipient for one in self.contenders if one.state is state]

    @property
    def is_decided(self) -> bool:
        return bool(self.of(State.CHAMPION))

    @property
    def is_exact(self) -> bool:
        return all(one.is_exact for one in self.contenders)

    @property
    def points_available(self) -> Fraction:
        return sum(self.available.values(), NOTHING)


def outlook(
    championship: Championship,
    sessions: Iterable[Session],
    coming: Iterable[Session],
    decisions: Iterable[Decision] = (),
    *,
    with_enough: bool = True,
) -> Outlook:
    """Say who is champion, alive or out after the sessions that were run.

    `coming` are all the others of the season: the finishes of each are the cars entered, in
    any order and with any status; whoever is in none scores no more. A pole or fastest
    lap recorded there stands. `decisions` are those taken so far.

    Counts anew, for each recipient with a car to come, all those whom its best outcome moves.
    Without `with_enough` nothing of what suffices is worked out, nor what is available: that
    costs more than all the rest. Points that rise with a lower place, or that a place costs,
    leave everybody alive and nothing exact.

    Raises ValueError as ledger() does.
    """
    futures = Futures(championship, sessions, coming, decisions)
    return _Question(futures).outlook(with_enough=with_enough)


class _Question:
    """The comparisons behind an outlook."""

    def __init__(self, futures: Futures):
        self.futures = futures
        self.enough = Enough(futures)
        self.against: dict[tuple[Hashable, Hashable], tuple[Relation, bool]] = {}
        first = {who: order for order, who in enumerate(futures.now)}
        self.everyone = sorted(
            futures.everyone, key=lambda who: first.get(who, len(futures.everyone))
        )

    def outlook(self, *, with_enough: bool) -> Outlook:
        futures = self.futures
        if not futures.is_falling:
            unknown = (
                Contender(who, State.ALIVE, self._points(who), None, is_exact=False)
                for who in self.everyone
            )
            return Outlook(tuple(unknown), {})
        states = {who: self._state(who) for who in self.everyone}
        contenders = [self._contender(who, *states[who]) for who in self.everyone]
        if with_enough:
            in_it = [who for who, (state, _exact) in states.items() if state is not State.OUT]
            contenders = [
                self._with_enough(one, in_it) if one.state is State.ALIVE else one
                for one in contenders
            ]
        return Outlook(tuple(contenders), self._available() if with_enough else {})

    def _contender(self, who: Hashable, state: State, is_exact: bool) -> Contender:
        most = self.futures.best(who).points(who)
        return Contender(who, state, self._points(who), most, is_exact)

    def _with_enough(self, one: Contender, in_it: list[Hashable]) -> Contender:
        who = one.recipient
        threats = [rival for rival in in_it if self._best_against(rival, who)[0] is Relation.AHEAD]
        if len(threats) > WIDE_OPEN:
            return one
        is_proved = all(self._best_against(rival, who)[1] for rival in threats)
        return replace(
            one,
            margins=self.enough.margins(who, threats),
            enough=self.enough.points(who, threats),
            next_place=self.enough.next_place(who, threats) if is_proved else None,
        )

    def _points(self, who: Hashable) -> Fraction:
        return self.futures.now.get(who, NOTHING)

    def _available(self) -> dict[int, Fraction]:
        most: dict[int, Fraction] = {one.session.round: NOTHING for one in self.futures.coming}
        rounds = {one.session.key: one.session.round for one in self.futures.coming}
        for who in self.futures.entered:
            mine: dict[int, Fraction] = {}
            for session, points in self.enough.gains(who).items():
                number = rounds[session]
                mine[number] = mine.get(number, NOTHING) + points
            for number, points in mine.items():
                most[number] = max(most[number], points)
        return most

    # States

    def _state(self, who: Hashable) -> tuple[State, bool]:
        """The state, and whether it is proved."""
        best = self.futures.best(who)
        if not best.is_ranked(who):
            return State.OUT, True
        others = [one for one in self.everyone if one != who]
        ahead = best.ahead_of(who, others)
        if any(self._best_against(who, one)[0] is Relation.BEHIND for one in ahead):
            return State.OUT, True
        return self._champion_or_alive(who, others, not ahead)

    def _champion_or_alive(
        self, who: Hashable, others: list[Hashable], can_win: bool
    ) -> tuple[State, bool]:
        if not self.futures.leads(who):
            return State.ALIVE, can_win
        is_doubtful = False
        for one in others:
            relation, is_certain = self._best_against(one, who)
            if relation is Relation.AHEAD:
                if is_certain:
                    return State.ALIVE, can_win
                is_doubtful = True
        return (State.ALIVE, False) if is_doubtful else (State.CHAMPION, True)

    def _best_against(self, who: Hashable, other: Hashable) -> tuple[Relation, bool]:
        """How one stands to another in its best outcome, and whether that can happen.

        If it can't be told, the relation is never worse than the true one.
        """
        pair = who, other
        if pair not in self.against:
            self.against[pair] = self._compare(who, other)
        return self.against[pair]

    def _compare(self, who: Hashable, other: Hashable) -> tuple[Relation, bool]:
        shown = self.futures.best(who).relation(who, other)
        if shown is Relation.AHEAD or other not in self.futures.mates(who):
            return shown, True
        if self._is_on_a_driver_to_come():
            return Relation.AHEAD, False
        bound = self.futures.best_alone(who).relation(who, other)
        if bound is shown or self._gain_the_same(who, other):
            return shown, True
        return bound, False

    # Drivers who share a car

    def _gain_the_same(self, one: Hashable, other: Hashable) -> bool:
        """Whether what two drivers win in the car they share leaves them as far apart.

        It does where nothing drops and each has one car in a session: both win the same
        points and the same places of it. Both must stand in the table whatever happens.
        """
        futures = self.futures
        pair = one, other
        endings = futures.nobody, futures.best(one), futures.best(other)
        return (
            all(len(coming.own.get(who, ())) < 2 for coming in futures.coming for who in pair)
            and all(end.is_ranked(who) for end in endings for who in pair)
            and not any(futures.drops(who) for who in pair)
        )

    def _is_on_a_driver_to_come(self) -> bool:
        """Whether a decision on a driver is felt in a session to come."""
        return any(
            one.effect in ON_A_DRIVER
            and one.subject is not None
            and one.subject.kind is Recipient.DRIVER
            for coming in self.futures.coming
            for one in coming.felt
        )
