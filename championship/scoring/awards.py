"""Who gets an award by its rule, and why others are passed over.

The rule of the Asian Le Mans Series 2023/24, say: the best GT team is invited to the 24
Hours of Le Mans 2024. What a rule asks for (a full-season entry, no other way to the same
target) and what becomes of an award that isn't taken are values here.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .rules import Recipient

__all__ = [
    "GOES_TO",
    "Candidate",
    "Considered",
    "NotTaken",
    "Outcome",
    "Reason",
    "Recipient",
    "Rule",
    "SoFar",
    "State",
    "To",
    "Unsettled",
    "Verdict",
    "goes_to",
]


class To(StrEnum):
    """Who gets an award: whoever has the place, or the team or crew of the car that has it."""

    TEAM = "team"
    ENTRY = "entry"
    CREW = "crew"
    DRIVER = "driver"
    MANUFACTURER = "manufacturer"


# Whom the places of a table can lead to. A driver's team is the one he drove for last.
GOES_TO: Mapping[Recipient, frozenset[To]] = {
    Recipient.ENTRY: frozenset({To.TEAM, To.ENTRY, To.CREW}),
    Recipient.DRIVER: frozenset({To.DRIVER, To.CREW, To.TEAM}),
    Recipient.TEAM: frozenset({To.TEAM}),
    Recipient.MANUFACTURER: frozenset({To.MANUFACTURER}),
}


class NotTaken(StrEnum):
    """What happens when an award is declined, lapses, or its place is not eligible."""

    NOBODY = "nobody"
    NEXT = "next"
    COMMITTEE = "committee"


class State(StrEnum):
    """What became of an award. Before the first of these it would go to whoever has the place."""

    CONFIRMED = "confirmed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    VOID = "void"
    USED = "used"
    NOT_USED = "not_used"


class Reason(StrEnum):
    """Why somebody with a place that earns an award does not get it."""

    DECLINED = "declined"
    LAPSED = "lapsed"
    DECISION = "decision"
    NOT_FULL_SEASON = "not_full_season"
    QUALIFIED = "qualified"
    NOT_ENTERED = "not_entered"
    HOLDS_ONE = "holds_one"


class Unsettled(StrEnum):
    """Why nobody gets an award: it has nobody to go to, or it takes people to say who."""

    NO_TABLE = "no_table"
    TOO_FEW_ENTRIES = "too_few_entries"
    NOBODY_LEFT = "nobody_left"
    COMMITTEE = "committee"
    EQUAL = "equal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whoever has a place in the table: one recipient, or several who share it.

    A crew shares the place of its drivers' table and stays together. Two cars of one team
    are two candidates of one holder. `who` is empty where nobody knows whom the place leads
    to, `is_full_season` None where nobody wrote it down. `qualified` names the other ways
    that the holder already has to the same target.
    """

    rank: int
    who: tuple[Hashable, ...]
    is_full_season: bool | None = True
    is_entered: bool = True
    qualified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Which places earn an award, on which conditions, and what if it isn't taken.

    `last` is the last place of the range, `down_to` the last place that the next eligible
    may have (None: any). Without a `table` a committee says who. Equals get it where there
    are as many places as they are, else it is left to a decision.
    """

    first: int = 1
    last: int | None = None
    minimum_entries: int | None = None
    full_season_only: bool = False
    not_otherwise_qualified: bool = False
    must_be_entered: bool = False
    if_not_taken: NotTaken = NotTaken.NOBODY
    down_to: int | None = None
    shared: bool = False
    by_table: bool = True

    @property
    def places(self) -> range:
        return range(self.first, (self.last or self.first) + 1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why somebody does not get an award. `detail` names another way it has."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SoFar:
    """What became of one place: who holds it, whom it passed over and why, or it is void.

    What was found when it was given stands: its holder is not asked again for what the
    rule asks. Only the table may give it to another one.
    """

    holder: frozenset[Hashable] = frozenset()
    gone: Mapping[Hashable, Verdict] = field(default_factory=dict)
    is_void: bool = False


NOTHING_YET = SoFar()


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate for a place, and what speaks against it; None: nothing does."""

    candidate: Candidate
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who gets the award of one place, after whom; without a holder, why nobody does.

    `stays` says that whoever holds it keeps it, though the rule does not name that one: it
    was so decided, and the table brought nobody new. `considered` are all who stand at the
    place or below.
    """

    place: int
    holder: Candidate | None
    passed_over: tuple[Considered, ...] = ()
    unsettled: Unsettled | None = None
    stays: bool = False
    considered: tuple[Considered, ...] = ()


@dataclass(slots=True)
class _Handing:
    """The award handed out, place by place: nobody gets two of one range."""

    rule: Rule
    candidates: list[Candidate]
    so_far: Mapping[int, SoFar]
    taken: set[Hashable] = field(default_factory=set)

    def outcomes(self) -> dict[int, Outcome]:
        by_rule = self._by_rule()
        settled = {**by_rule, **self._with_holders(by_rule)}
        return {place: self._told(outcome, settled) for place, outcome in settled.items()}

    # By the rule alone

    def _by_rule(self) -> dict[int, Outcome]:
        """Places whose own candidate takes theirs first; then those that pass on, in order."""
        own: dict[int, Outcome] = {}
        for place in self.rule.places:
            own[place] = self._closed(place) or self._own(place, own)
            self._take(own[place])
        return {
            place: self._handed_on(outcome) if self._is_passed_on(outcome) else outcome
            for place, outcome in own.items()
        }

    def _closed(self, place: int) -> Outcome | None:
        """A place that is void, or was given to somebody who is not in the table."""
        now = self.so_far.get(place, NOTHING_YET)
        if now.is_void:
            return Outcome(place, None)
        known = {key for one in self.candidates for key in one.who}
        if not now.holder or now.holder & known:
            return None
        told = all(set(one.who) & now.gone.keys() for one in self._at(place))
        return Outcome(place, None, stays=True) if told and self._at(place) else None

    def _own(self, place: int, before: Mapping[int, Outcome]) -> Outcome:
        """The award of a place by who has it. Equals have as many places as they are."""
        equals = self._at(place)
        if not equals:
            return Outcome(place, None, (), Unsettled.NO_TABLE)
        free = [
            one for one in self.rule.places if one in self._span(equals) and not self._closed(one)
        ]
        considered = [Considered(one, self._against(one, place)) for one in equals]
        got = [
            own.holder
            for own in before.values()
            if own.holder and any(own.holder is one for one in equals)
        ]
        passed = tuple(one for one in considered if one.verdict and one.candidate not in got)
        left = _eligible(considered)
        if len(left) > len([one for one in free if one >= place]):
            return Outcome(place, None, passed, Unsettled.EQUAL)
        if not left:
            return Outcome(place, None, passed, Unsettled.NOBODY_LEFT)
        return self._given(place, left[0], passed)

    def _handed_on(self, outcome: Outcome) -> Outcome:
        if self.rule.if_not_taken is not NotTaken.NEXT:
            nobody = self.rule.if_not_taken is NotTaken.NOBODY
            why = Unsettled.NOBODY_LEFT if nobody else Unsettled.COMMITTEE
            return replace(outcome, unsettled=why)
        passed = list(outcome.passed_over)
        for equals in self._after(outcome.place):
            considered = [Considered(one, self._against(one, outcome.place)) for one in equals]
            passed += (one for one in considered if one.verdict)
            left = _eligible(considered)
            if len(left) > 1:
                return Outcome(outcome.place, None, tuple(passed), Unsettled.EQUAL)
            if left:
                given = self._given(outcome.place, left[0], tuple(passed))
                self._take(given)
                return given
        return Outcome(outcome.place, None, tuple(passed), Unsettled.NOBODY_LEFT)

    def _given(self, place: int, candidate: Candidate, passed: tuple[Considered, ...]) -> Outcome:
        is_asked = self.rule.full_season_only and not self._holds(candidate)
        if not candidate.who or (is_asked and candidate.is_full_season is None):
            return Outcome(place, None, passed, Unsettled.UNKNOWN)
        if len(candidate.who) > 1 and not self.rule.shared:
            return Outcome(place, None, passed, Unsettled.EQUAL)
        return Outcome(place, candidate, passed)

    def _is_passed_on(self, outcome: Outcome) -> bool:
        return outcome.unsettled is Unsettled.NOBODY_LEFT

    def _take(self, outcome: Outcome) -> None:
        if outcome.holder:
            self.taken |= set(outcome.holder.who)

    def _at(self, place: int) -> list[Candidate]:
        """Those who have a place: equals of rank 2 have the places 2 and 3."""
        ahead = [one.rank for one in self.candidates if one.rank <= place]
        equals = [one for one in self.candidates if ahead and one.rank == max(ahead)]
        return equals if place in self._span(equals) else []

    def _span(self, equals: list[Candidate]) -> range:
        return range(equals[0].rank, equals[0].rank + len(equals)) if equals else range(0)

    def _after(self, place: int) -> Iterator[list[Candidate]]:
        """Those below a place, best first, equals together."""
        last = self.rule.down_to
        own = self._at(place)
        below = [one for one in self.candidates if one.rank > place and one not in own]
        for rank in sorted({one.rank for one in below if last is None or one.rank <= last}):
            yield [one for one in below if one.rank == rank]

    def _against(self, candidate: Candidate, place: int) -> Verdict | None:
        """The first thing that speaks against a candidate."""
        if gone := self._gone(candidate, place):
            return gone
        if self.taken.intersection(candidate.who):
            return Verdict(Reason.HOLDS_ONE)
        return None if self._holds(candidate) else self._by_conditions(candidate)

    def _gone(self, candidate: Candidate, place: int) -> Verdict | None:
        """What was found for this place; whoever declined one of a range declined them all."""
        own = self.so_far.get(place, NOTHING_YET).gone
        for who in candidate.who:
            if verdict := own.get(who):
                return verdict
            for other in self.so_far.values():
                verdict = other.gone.get(who)
                if verdict and verdict.reason in (Reason.DECLINED, Reason.LAPSED):
                    return verdict
        return None

    def _holds(self, candidate: Candidate) -> bool:
        """Whether a candidate was given one of these already."""
        return any(one.holder and one.holder == set(candidate.who) for one in self.so_far.values())

    def _by_conditions(self, candidate: Candidate) -> Verdict | None:
        if self.rule.full_season_only and candidate.is_full_season is False:
            return Verdict(Reason.NOT_FULL_SEASON)
        if self.rule.must_be_entered and not candidate.is_entered:
            return Verdict(Reason.NOT_ENTERED)
        if self.rule.not_otherwise_qualified and candidate.qualified:
            return Verdict(Reason.QUALIFIED, ", ".join(candidate.qualified))
        return None

    # With those who hold one already

    def _with_holders(self, by_rule: Mapping[int, Outcome]) -> dict[int, Outcome]:
        """Whoever holds a place of the range and is to have one keeps the one it holds."""
        winners = {frozenset(one.holder.who): one.holder for one in by_rule.values() if one.holder}
        kept = {
            place: Outcome(place, winners.get(now.holder), stays=now.holder not in winners)
            for place, now in self.so_far.items()
            if now.holder and (now.holder in winners or self._stays(by_rule[place]))
        }
        keeping = {self.so_far[place].holder for place in kept}
        moved = [
            one
            for one in by_rule.values()
            if one.place in kept and one.holder and frozenset(one.holder.who) not in keeping
        ]
        for outcome in by_rule.values():
            is_kept_elsewhere = outcome.holder and frozenset(outcome.holder.who) in keeping
            if outcome.place in kept or not is_kept_elsewhere:
                continue
            heir = moved.pop(0).holder if moved else None
            why = None if heir else Unsettled.NOBODY_LEFT
            kept[outcome.place] = Outcome(outcome.place, heir, unsettled=why)
        return kept

    def _stays(self, outcome: Outcome) -> bool:
        """Whether the rule leaves a place to nobody for reasons that were known before."""
        if outcome.stays:
            return True
        nobody = outcome.unsettled in (Unsettled.NOBODY_LEFT, Unsettled.COMMITTEE)
        gone = self.so_far[outcome.place].gone
        known = all(
            set(one.candidate.who) & gone.keys()
            or (one.verdict and one.verdict.reason is Reason.HOLDS_ONE)
            for one in outcome.passed_over
        )
        return outcome.holder is None and nobody and known

    # Told in the end

    def _told(self, outcome: Outcome, settled: Mapping[int, Outcome]) -> Outcome:
        """With all who stand at the place or below, and those passed over on the way."""
        self.taken = {
            key
            for place, one in settled.items()
            if place != outcome.place
            for key in self._holders(place, one)
        }
        own = self._at(outcome.place)
        considered = tuple(
            Considered(one, self._against(one, outcome.place))
            for one in self.candidates
            if one in own or one.rank > outcome.place
        )
        passed = outcome.passed_over
        if outcome.holder:
            passed = tuple(
                one for one in considered if one.verdict and self._is_between(one, outcome.holder)
            )
        return replace(outcome, considered=considered, passed_over=passed)

    def _is_between(self, considered: Considered, holder: Candidate) -> bool:
        """Whether somebody was passed over on the way to a holder; an equal was not."""
        other, verdict = considered.candidate, considered.verdict
        if other.rank == holder.rank and verdict and verdict.reason is Reason.HOLDS_ONE:
            return False
        return other.rank <= holder.rank and other.who != holder.who

    def _holders(self, place: int, outcome: Outcome) -> Collection[Hashable]:
        if outcome.stays:
            return self.so_far[place].holder
        return outcome.holder.who if outcome.holder else ()


def _eligible(considered: list[Considered]) -> list[Candidate]:
    """Those whom nothing speaks against: of two cars of one holder the first."""
    found = {one.candidate.who: one.candidate for one in reversed(considered) if not one.verdict}
    return list(reversed(found.values()))


def goes_to(
    rule: Rule,
    candidates: Collection[Candidate],
    entries: int | None = None,
    so_far: Mapping[int, SoFar] | None = None,
) -> dict[int, Outcome]:
    """Say who gets the award of each place of a rule, by the table and what became of it.

    `candidates` are the places of the table; whoever is excluded from it is not among them.
    `entries` counts the cars entered for the season, None if nobody knows. `so_far` holds
    by place of the rule what became of it. With fewer entries than asked for, nobody gets
    any of them; what is given stays given.
    """
    so_far = {place: one for place, one in (so_far or {}).items() if place in rule.places}
    if why := _none_at_all(rule, candidates, entries):
        return {
            place: _as_given(place, so_far.get(place, NOTHING_YET), why) for place in rule.places
        }
    ordered = sorted(candidates, key=lambda one: one.rank)
    return _Handing(rule, ordered, so_far).outcomes()


def _as_given(place: int, now: SoFar, why: Unsettled) -> Outcome:
    """A place that the rule can't give: whoever holds it keeps it."""
    if now.is_void or now.holder:
        return Outcome(place, None, stays=bool(now.holder))
    return Outcome(place, None, (), why)


def _none_at_all(
    rule: Rule, candidates: Collection[Candidate], entries: int | None
) -> Unsettled | None:
    """Why no place of a rule can be given by it."""
    if not rule.by_table:
        return Unsettled.COMMITTEE
    if rule.minimum_entries and entries is None:
        return Unsettled.UNKNOWN
    if rule.minimum_entries and entries is not None and entries < rule.minimum_entries:
        return Unsettled.TOO_FEW_ENTRIES
    return None if candidates else Unsettled.NO_TABLE
