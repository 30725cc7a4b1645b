"""What stands below a table and explains its marks: decisions, factors, ties, cars apart."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from django.db.models import Q, QuerySet

from championship.models import (
    Championship,
    ChampionshipRules,
    ClassificationLine,
    PointsDecision,
    Standing,
)
from championship.scoring.decisions import ON_A_SESSION

from .counting import Counting
from .letters import letter
from .recipients import TieBreak, tie_break
from .rounds import CountedRound, RoundSession, calendar
from .rulebook import IN_FORCE
from .table_facts import StoredCell, StoredFacts

Effect = PointsDecision.Effect
ON_CARS = {Effect.NOT_ELIGIBLE, Effect.NO_POINTS}

DECISION_COLUMNS = (
    *(field.name for field in PointsDecision._meta.concrete_fields),
    "entry__number",
    "entry__team_name",
    "entry__team__name",
    "driver__given_name",
    "driver__family_name",
    "team__name",
    "manufacturer__name",
    "session__name",
    "session__round",
)


@dataclass(frozen=True, slots=True)
class ApartCar:
    """A car that was classified and left no points in a table."""

    number: str
    team: str
    round: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note with the letter that leads to it; without one it is about no line shown.

    It says one of: a decision; the factor of a session; a round that does not count; equal
    points and how they are split; further cars; cars that do not score.
    """

    mark: str = ""
    decision: PointsDecision | None = None
    session: RoundSession | None = None
    round: int | None = None
    factor: Fraction | None = None
    does_not_count: bool = False
    ties: tuple[TieBreak, ...] = ()
    further_cars: bool = False
    apart: tuple[ApartCar, ...] = ()


@dataclass
class Footnotes:
    """The notes of a table in its order, and the letters at heads, rows, cells and cars."""

    notes: list[Footnote] = field(default_factory=list)
    heads: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    _letters: dict[Hashable, str] = field(default_factory=dict)

    def mark(self, key: Hashable, note: Footnote) -> str:
        """The letter of a note, which is added when first asked for."""
        if key not in self._letters:
            self._letters[key] = letter(len(self._letters))
            self.notes.append(replace(note, mark=self._letters[key]))
        return self._letters[key]

    def knows(self, key: Hashable) -> bool:
        return key in self._letters


@dataclass(frozen=True, slots=True)
class About:
    """What notes are about: the decisions in force, and the cars apart with their rounds."""

    decisions: tuple[PointsDecision, ...] = ()
    drove: frozenset[int] = frozenset()
    apart: tuple[tuple[ClassificationLine, int], ...] = ()


def note_lists(championship: Championship, facts: StoredFacts) -> tuple[QuerySet, QuerySet]:
    """What about_of() needs: decisions and lines of classifications, to be read at once.

    A combined title feels the decisions on its sources, in their points.
    """
    decisions = PointsDecision.objects.filter(
        Q(championships=None) | Q(championships=championship),
        season=championship.season_id,
        state__in=IN_FORCE,
    )
    subjects = ("entry__team", "driver", "team", "manufacturer", "session")
    lines = ClassificationLine.objects.filter(pk__in=[key for key, _round in facts.apart])
    lines = lines if facts.apart else lines.none()
    return (
        (decisions.none() if championship.is_combined else decisions)
        .select_related(*subjects)
        .only(*DECISION_COLUMNS),
        lines.select_related("classification", "event_entry__entry", "event_entry__car"),
    )


def about_of(
    facts: StoredFacts, decisions: list[PointsDecision], lines: list[ClassificationLine]
) -> About:
    """What notes are about, from what note_lists() reads. No query."""
    by_key = {line.pk: line for line in lines}
    return About(
        tuple(sorted(decisions, key=lambda one: one.pk)),
        facts.drove,
        tuple((by_key[key], number) for key, number in facts.apart if key in by_key),
    )


def footnotes(
    championship: Championship,
    counting: Counting,
    standings: Sequence[Standing],
    cells: Mapping[int, Sequence[StoredCell]],
    whom: str,
    after: int,
    about: About,
) -> Footnotes:
    """The footnotes of a table after a round, lettered in its order. No query.

    `cells` are those of each recipient, `whom` is the field that names it.
    """
    ruled = _split_by_a_decision(standings, whom)
    rounds = calendar(counting.rounds)
    decisions = [
        one
        for one in about.decisions
        if rounds.felt_from(one) <= after
        and (one.effect != Effect.TIE_ORDER or getattr(one, whom) in ruled)
    ]
    by_subject: defaultdict[int | None, list[PointsDecision]] = defaultdict(list)
    for one in decisions:
        by_subject[getattr(one, whom)].append(one)
    notes = Footnotes()
    for head in counting.until(after):
        _mark_head(notes, head, counting, decisions)
    groups = _tie_groups(standings)
    known = {one.pk: one for one in about.decisions}
    for row in standings:
        who = getattr(row, whom)
        on_it = by_subject.get(who, [])
        _mark_row(notes, row, on_it, groups.get(row.pk), who)
        _mark_cells(notes, cells.get(who, ()), on_it, known, rounds.numbers, who)
    _add_the_rest(notes, championship, counting, decisions, about)
    return notes


def _split_by_a_decision(standings: Sequence[Standing], whom: str) -> set[int]:
    """Those whom nothing but a decision put ahead of, or behind, somebody level with them."""
    return {
        getattr(row, whom)
        for pair in pairwise(standings)
        if pair[1].tie == Standing.Tie.DECISION
        for row in pair
    }


def _is_guest(line: ClassificationLine, counting: Counting, number: int) -> bool:
    """Whether a car does not score under the rules of a round."""
    version = counting.in_force(number)
    if version is None or version.rules.guests == ChampionshipRules.Guests.SCORE:
        return False
    nominated = {entry.pk for entry in version.nominated}
    return not line.scores or bool(nominated and line.event_entry.entry_id not in nominated)


def _mark_head(
    notes: Footnotes, head: CountedRound, counting: Counting, decisions: list[PointsDecision]
) -> None:
    if counting.does_not_count(head.number):
        note = Footnote(round=head.number, does_not_count=True)
        notes.heads[head.number].append(notes.mark(("out", head.number), note))
    for session in head.sessions:
        if not counting.scale(session, head.number):
            continue
        about = [
            one for one in decisions if one.effect in ON_A_SESSION and one.session_id == session.key
        ]
        for one in about:
            note = Footnote(decision=one, session=session, round=head.number)
            notes.heads[head.number].append(notes.mark(one.pk, note))
        if session.factor != 1 and all(one.effect != Effect.SESSION_FACTOR for one in about):
            note = Footnote(session=session, round=head.number, factor=session.factor)
            notes.heads[head.number].append(notes.mark(("factor", session.key), note))


def _tie_groups(standings: Sequence[Standing]) -> dict[int, tuple[TieBreak, ...]]:
    """For each row that is level with another one on points: what splits all of them.

    Rows that share their rank and are split from nobody are not among them.
    """
    groups: list[list[Standing]] = []
    for row in standings:
        if row.tie and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    found = {}
    for group in groups:
        breaks = (tie_break(above, below) for above, below in pairwise(group))
        splits = tuple(one for one in breaks if one and one.kind != Standing.Tie.SHARED)
        if splits:
            found |= dict.fromkeys((row.pk for row in group), splits)
    return found


def _mark_row(
    notes: Footnotes,
    row: Standing,
    about: list[PointsDecision],
    ties: tuple[TieBreak, ...] | None,
    who: int,
) -> None:
    on_the_row = (
        one
        for one in about
        if one.effect in {Effect.POINTS, Effect.EXCLUDED, Effect.TIE_ORDER}
        or (one.effect in ON_CARS and one.session_id is None)
    )
    for one in on_the_row:
        notes.rows[who].append(notes.mark(one.pk, Footnote(decision=one)))
    if ties:
        notes.rows[who].append(notes.mark(("tie", row.points), Footnote(ties=ties)))


def _mark_cells(
    notes: Footnotes,
    cells: Iterable[StoredCell],
    on_it: list[PointsDecision],
    known: Mapping[int, PointsDecision],
    numbers: Mapping[int, int],
    who: int,
) -> None:
    by_decision: dict[int, list[PointsDecision]] = defaultdict(list)
    for one in on_it:
        if one.effect in ON_CARS | {Effect.NOT_DROPPABLE}:
            where = one.session.round_id if one.session else one.round_id
            if one.session or one.effect == Effect.NOT_DROPPABLE:
                by_decision[numbers[where]].append(one)
    own = {cell.round: cell for cell in cells if cell.decisions or cell.has_further_cars}
    for number in sorted({*own, *by_decision}):
        cell, marks = own.get(number), notes.cells[who, number]
        changed = (known[key] for key in cell.decisions if key in known) if cell else ()
        for one in dict.fromkeys([*changed, *by_decision.get(number, ())]):
            marks.append(notes.mark(one.pk, Footnote(decision=one, round=number)))
        if cell and cell.has_further_cars:
            marks.append(notes.mark("further", Footnote(further_cars=True)))


def _add_the_rest(
    notes: Footnotes,
    championship: Championship,
    counting: Counting,
    decisions: list[PointsDecision],
    about: About,
) -> None:
    """Decisions on cars and drivers that have no line here, and the cars that don't score."""
    numbers = {row.key: row.number for row in counting.rounds}
    ranks_drivers = championship.recipient == Championship.Recipient.DRIVER
    not_eligible = [one for one in decisions if one.effect == Effect.NOT_ELIGIBLE]
    for one in not_eligible:
        names_driver = ranks_drivers and one.driver_id in about.drove
        if not notes.knows(one.pk) and (
            names_driver or any(_names(one, car) for car, _at in about.apart)
        ):
            at = numbers.get(one.session.round_id) if one.session else None
            notes.notes.append(Footnote(decision=one, round=at))
    guests = tuple(
        ApartCar(car.number, car.team_name, number)
        for car, number in about.apart
        if _is_guest(car, counting, number) and not any(_names(one, car) for one in not_eligible)
    )
    if guests:
        notes.notes.append(Footnote(apart=guests))


def _names(decision: PointsDecision, line: ClassificationLine) -> bool:
    """Whether a decision is about a classified car: its entry, its team or its maker."""
    if decision.session_id not in (None, line.classification.session_id):
        return False
    car = line.event_entry
    return (
        decision.entry_id == car.entry_id
        or decision.team_id == car.entry.team_id
        or (car.car is not None and decision.manufacturer_id == car.car.manufacturer_id)
    )
