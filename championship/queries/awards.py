"""What the places of a season earn: who would get it, who holds it, and what became of it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from championship.models import Award, AwardCandidate, AwardStep, Championship, Season
from championship.scoring.awards import Considered, Outcome, Reason, SoFar, Verdict, goes_to

from .at_once import at_once
from .award_candidates import (
    HELD,
    Asked,
    Facts,
    Holder,
    Tables,
    around,
    asked_by,
    holder_of,
    holders_of,
    otherwise,
    rule_of,
    step_lists,
    steps_around,
    steps_with,
    stored_tables,
)
from .recipients import Recipient

JOINED = (
    "season__series",
    "target",
    "championship__car_class",
    "championship__season__series",
    "given_by",
    "agreement",
    "must_enter",
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place of the table, whom it leads to, and what speaks against that one; "": nothing.

    `rank` is empty for one who is not in the table. `detail` names another way it has.
    """

    holders: tuple[Holder, ...]
    rank: int | None
    reason: str = ""
    detail: str = ""

    @property
    def recipients(self) -> list[Recipient]:
        return [holder.recipient for holder in self.holders]


@dataclass(frozen=True, slots=True)
class Lead:
    """How many points lie between who would get an award and whoever is next in the table."""

    points: Fraction
    over: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One place of an award: how it stands, who by the rule would get it now, its steps.

    `state` is empty while nothing became of it: then `holders` are who would get it. After
    a decline or lapse, `holders` are who let it go and `proposed` who would be next.
    `passed` are those whom the rule passes over on the way to the proposed, `table` all who
    stand at the place or below. `steps` has those taken back too, oldest first. `unsettled`
    is one of scoring.awards.Unsettled: why nobody would get it. `lead` is that of the
    proposed, None where points are not known or nobody is next.
    """

    award: Award
    place: int
    state: str
    holders: tuple[Holder, ...]
    proposed: tuple[Holder, ...]
    passed: tuple[Ranked, ...]
    unsettled: str
    table: tuple[Ranked, ...] = ()
    steps: tuple[AwardStep, ...] = ()
    table_is_known: bool = False
    lead: Lead | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether nothing became of it yet: it would go to whoever has the place."""
        return not self.state

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    @property
    def is_in_question(self) -> bool:
        """Whether the table now gives it to another one than who holds it: for a decision."""
        return self.is_held and self.table_is_known and _keys(self.holders) != _keys(self.proposed)

    @property
    def seen(self) -> int:
        """What a page shows of its life, as a number: it grows with each step and each undoing.

        Handed back with the next step, it tells whether somebody else was first.
        """
        return len(self.steps) + sum(step.undone_at is not None for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether it was declined or lapsed, and somebody is next."""
        gone = (AwardStep.State.DECLINED, AwardStep.State.LAPSED)
        return self.state in gone and bool(self.proposed)

    @property
    def newest(self) -> AwardStep | None:
        """The step that says how things stand."""
        return newest_of(self.steps)

    @property
    def recipients(self) -> list[Recipient]:
        return [holder.recipient for holder in self.holders]

    @property
    def holder(self) -> Recipient | None:
        """The first of them, as plates and sentences show it."""
        return self.recipients[0] if self.holders else None

    @property
    def ticket(self) -> str:
        """The award, its place and who would get it, as a form sends it: 3-1-team.7."""
        whom = sorted(".".join(map(str, key)) for key in _keys(self.proposed))
        return "-".join([str(self.award.pk), str(self.place), *whom])

    def state_display(self) -> str:
        return str(AwardStep.State(self.state).label) if self.state else ""

    def rank_of(self, holder: Holder) -> int | None:
        """The best place that one has in the table, from the place of the award on."""
        keyed = (one for one in self.table if holder.key in {own.key for own in one.holders})
        return next((one.rank for one in keyed), None)


def award_lines(season: Season, after: int | None = None) -> list[AwardLine]:
    """The awards of a season, place by place, as they stand.

    With `after`, who would have got them by the tables after that round, and no steps.
    A fixed number of queries, seven at most, whatever the size of the season.
    """
    return lines_of(season.awards.order_by("championship__order", "place", "pk"), after=after)


def lines_of(
    chosen: QuerySet[Award], *, after: int | None = None, instead: Tables | None = None
) -> list[AwardLine]:
    """These awards in their order, whatever their seasons. Queries as award_lines().

    With `after` no step is told: only who would get them. With the tables of some
    championships `instead` of theirs, they stand as they would then.
    """
    awards = list(chosen.select_related(*JOINED))
    is_now = after is None
    keys = {award.championship_id for award in awards if award.championship_id}
    tables = stored_tables(keys, after) if keys else {}
    steps = steps_around(awards, with_own=is_now)
    facts = Facts(awards, {**tables, **(instead or {})}, steps)
    own = _by_place(steps) if is_now else {}
    return [line for award in awards for line in _lines(award, facts, own)]


def lines_by(awards: list[Award], *several: Tables) -> list[list[AwardLine]]:
    """Who would get some awards by each of several tables; no step is told. One query at most.

    The awards come with what JOINED names.
    """
    *own, steps, candidates = at_once(*asked_by(awards), *step_lists(otherwise(awards)))
    asked, steps = Asked(*own), steps_with(steps, candidates)
    found = []
    for tables in several:
        facts = Facts(awards, tables, steps, asked)
        found.append([line for award in awards for line in _lines(award, facts, {})])
    return found


def lines_at_once(
    awards: Iterable[Award], championship: Championship, tables: Tables
) -> list[AwardLine]:
    """The awards of one championship by its newest table, as lines_of(). One query at most.

    The awards have their target and giver joined, the championship its season and series.
    """
    ordered = sorted(awards, key=lambda award: (award.place, award.pk))
    if not ordered:
        return []
    for award in ordered:
        award.championship, award.season = championship, championship.season
    *own, steps, candidates = at_once(*asked_by(ordered), *step_lists(around(ordered)))
    steps = steps_with(steps, candidates)
    facts = Facts(ordered, tables, steps, Asked(*own))
    by_place = _by_place(steps)
    return [line for award in ordered for line in _lines(award, facts, by_place)]


def lines_by_rule(award: Award, facts: Facts) -> list[AwardLine]:
    """The places of an award by its rule and some tables alone, without its steps. No query."""
    return _lines(award, facts, {})


def won_by(recipient: Recipient, awards: Iterable[AwardLine]) -> tuple[str, ...]:
    """The kinds of award that a recipient holds."""
    return tuple(
        line.award.kind for line in awards if line.is_held and recipient in line.recipients
    )


def _by_place(steps: Iterable[AwardStep]) -> dict[tuple[int, int], list[AwardStep]]:
    by_place: defaultdict[tuple[int, int], list[AwardStep]] = defaultdict(list)
    for step in steps:
        by_place[step.award_id, step.place].append(step)
    return by_place


def _lines(
    award: Award, facts: Facts, steps: dict[tuple[int, int], list[AwardStep]]
) -> list[AwardLine]:
    mine = {place: steps.get((award.pk, place), []) for place in award.places}
    outcomes = goes_to(
        rule_of(award),
        facts.candidates(award),
        facts.entries(award),
        {place: so_far(own) for place, own in mine.items()},
    )
    return [_line(award, facts, outcomes[place], own) for place, own in mine.items()]


def _line(award: Award, facts: Facts, outcome: Outcome, steps: list[AwardStep]) -> AwardLine:
    newest = newest_of(steps)
    held = tuple(holders_of(newest)) if newest else ()
    proposed = facts.holders(award, outcome.holder) if outcome.holder else ()
    if outcome.stays:
        proposed = held
    return AwardLine(
        award=award,
        place=outcome.place,
        state=newest.state if newest else "",
        holders=held if newest else proposed,
        proposed=proposed,
        passed=tuple(_ranked(award, facts, one) for one in outcome.passed_over),
        unsettled=outcome.unsettled.value if outcome.unsettled else "",
        table=tuple(_ranked(award, facts, one) for one in outcome.considered),
        steps=tuple(steps),
        table_is_known=bool(facts.tables.get(award.championship_id or 0)),
        lead=_lead(award, facts, outcome),
    )


def _lead(award: Award, facts: Facts, outcome: Outcome) -> Lead | None:
    first = outcome.holder
    if first is None:
        return None
    below = (one.candidate for one in outcome.considered if one.candidate.rank > first.rank)
    after = next(below, None)
    if after is None:
        return None
    points = facts.points(award, first), facts.points(award, after)
    if points[0] is None or points[1] is None:
        return None
    return Lead(abs(points[0] - points[1]), facts.holders(award, after))


def _ranked(award: Award, facts: Facts, considered: Considered) -> Ranked:
    candidate, verdict = considered.candidate, considered.verdict
    holders = facts.holders(award, candidate)
    if verdict is None:
        return Ranked(holders, candidate.rank)
    return Ranked(holders, candidate.rank, verdict.reason.value, verdict.detail)


def newest_of(steps: Iterable[AwardStep]) -> AwardStep | None:
    """The newest step that is not taken back."""
    standing = [step for step in steps if step.undone_at is None]
    return standing[-1] if standing else None


def so_far(steps: Iterable[AwardStep]) -> SoFar:
    """What became of a place by its steps, oldest first.

    Whoever declined it, let it lapse or was set aside is out of it until it holds it again.
    While somebody holds it, what was found of the others when it was given stands too.
    """
    standing = [step for step in steps if step.undone_at is None]
    gone: dict[Hashable, Verdict] = {}
    for step in standing:
        gone = _after_step(gone, step)
    if not standing:
        return SoFar()
    newest = standing[-1]
    if newest.state not in HELD:
        return SoFar(gone=gone, is_void=newest.state == AwardStep.State.VOID)
    found = {
        holder_of(row).key: Verdict(Reason(row.reason), row.detail)
        for row in newest.candidates.all()
        if row.reason and row.reason != Reason.HOLDS_ONE
    }
    holder = frozenset(one.key for one in holders_of(newest))
    return SoFar(holder=holder, gone={**found, **gone})


def _after_step(gone: dict[Hashable, Verdict], step: AwardStep) -> dict[Hashable, Verdict]:
    after = dict(gone)
    for row in step.candidates.all():
        key = holder_of(row).key
        if row.reason == Reason.DECISION:
            after[key] = Verdict(Reason.DECISION, row.detail)
        elif row.outcome == AwardCandidate.Outcome.HOLDER:
            after.pop(key, None)
            if step.state in (AwardStep.State.DECLINED, AwardStep.State.LAPSED):
                after[key] = Verdict(Reason(step.state))
    return after


def _keys(holders: Iterable[Holder]) -> set[tuple[str, int]]:
    return {holder.key for holder in holders}
