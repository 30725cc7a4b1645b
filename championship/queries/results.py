"""Classifications as they were published, and the list of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, F, Prefetch, Q

from championship.models import (
    CarClass,
    Championship,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    Decision,
    Event,
    LedgerLine,
    Season,
    Session,
    Status,
)

from .calendar import Pole, poles
from .letters import letter
from .timetable import TimetableRow, timetable_row, with_newest_state
from .winners import ClassWinner, winners


@dataclass(frozen=True, slots=True)
class ResultsRow:
    """One session on the list of results."""

    event: Event
    session: TimetableRow
    winners: list[ClassWinner]


def results_list(season: Season) -> list[ResultsRow]:
    """Every race of a season, and whatever else has a result. Three queries."""
    sessions = (
        with_newest_state(season.sessions.all())
        .filter(Q(kind__in=Session.RACES) | Q(state__isnull=False))
        .select_related("event__circuit", "round")
        .prefetch_related("classes")
        .order_by("event__starts_on", "event", F("starts_on").asc(nulls_last=True), "starts_at")
    )
    won = winners(Q(season=season))
    return [
        ResultsRow(
            event=session.event,
            session=timetable_row(session, session.event.circuit),
            winners=won[session.slug],
        )
        for session in sessions
    ]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One car of a classification."""

    place: int | None
    number: str
    car_class: CarClass
    class_place: int | None
    team: str
    crew: tuple[str, ...]
    laps: int | None
    time_ms: int | None
    best_lap_ms: int | None
    has_best_of_class: bool
    is_leader: bool
    laps_behind: int | None
    ms_behind: int | None
    points: Fraction | None
    has_pole: bool
    status: str
    status_name: str
    notes: tuple[str, ...]

    @property
    def is_classified(self) -> bool:
        return self.status == Status.CLASSIFIED


@dataclass(frozen=True, slots=True)
class Footnote:
    """A decision of the stewards, with the letter under which the table refers to it."""

    letter: str
    number: str
    car_class: CarClass
    decision: Decision


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One revision of a session's classification; none at all if nothing is published."""

    session: Session
    starts_at: datetime | None
    rounds: int
    classification: Classification | None
    revisions: list[Classification]
    rows: list[ResultRow]
    footnotes: list[Footnote]
    poles: list[Pole]

    @property
    def is_newest(self) -> bool:
        return self.classification == self.revisions[0] if self.revisions else True

    @property
    def is_provisional(self) -> bool:
        shown = self.classification
        return bool(shown) and shown.state == Classification.State.PROVISIONAL

    @property
    def classes(self) -> list[CarClass]:
        found = {row.car_class for row in self.rows}
        return sorted(found, key=lambda car_class: (car_class.order, car_class.code))

    @property
    def classified(self) -> int:
        return sum(row.is_classified for row in self.rows)

    @property
    def unclassified(self) -> int:
        return len(self.rows) - self.classified

    def of_class(self, car_class: CarClass | None) -> list[ResultRow]:
        """The rows of one class, or all of them."""
        return [row for row in self.rows if car_class in (None, row.car_class)]


def find_session(season: Season, slug: str) -> Session | None:
    """A session of a season with its event, circuit and round, rounds counted. One query."""
    sessions = season.sessions.select_related("event__circuit", "round").filter(slug=slug)
    return sessions.annotate(rounds=Count("season__rounds", distinct=True)).first()


def result_page(session: Session, revision: int | None = None) -> ResultPage | None:
    """A revision of a session's classification, the newest unless another is wanted.

    None if there is no such revision. Points and decisions belong to the newest one
    only. Six queries, whatever the number of cars.
    """
    revisions = list(session.classifications.order_by("-revision"))
    wanted = [row for row in revisions if revision in (None, row.revision)]
    if revision is not None and not wanted:
        return None
    shown = wanted[0] if wanted else None
    is_newest = shown == revisions[0] if revisions else True
    held = poles(Q(session=session)).get(session.slug, [])
    footnotes = _footnotes(session, shown) if is_newest else []
    return ResultPage(
        session=session,
        starts_at=session.starts_at and session.starts_at.astimezone(session.event.circuit.zone),
        rounds=session.rounds,
        classification=shown,
        revisions=revisions,
        rows=_rows(session, shown, footnotes, held, is_newest) if shown else [],
        footnotes=footnotes,
        poles=held,
    )


def _rows(session, shown, footnotes, held, is_newest) -> list[ResultRow]:
    crews = ClassifiedDriver.objects.select_related("driver")
    lines = list(
        shown.lines.select_related("car_class").prefetch_related(Prefetch("crew", queryset=crews))
    )
    points = _points(session) if is_newest else {}
    best = _best_laps(lines)
    on_pole = {(pole.number, pole.car_class) for pole in held}
    letters = defaultdict(list)
    for note in footnotes:
        letters[note.decision.event_entry_id].append(note.letter)
    return [
        _row(
            line,
            leader=lines[0],
            points=_points_of(line, points),
            has_best_of_class=line.best_lap_ms is not None
            and line.best_lap_ms == best[line.car_class_id],
            has_pole=(line.number, line.car_class) in on_pole,
            notes=tuple(letters[line.event_entry_id]),
        )
        for line in lines
    ]


def _row(line: ClassificationLine, *, leader: ClassificationLine, **more) -> ResultRow:
    laps_behind, ms_behind = _behind(line, leader)
    return ResultRow(
        place=line.place,
        number=line.number,
        car_class=line.car_class,
        class_place=line.class_place,
        team=line.team_name,
        crew=tuple(seat.driver.family_name for seat in line.crew.all()),
        laps=line.laps,
        time_ms=line.time_ms,
        best_lap_ms=line.best_lap_ms,
        is_leader=line.place is not None and line == leader,
        laps_behind=laps_behind,
        ms_behind=ms_behind,
        status=line.status,
        status_name=line.get_status_display(),
        **more,
    )


def _behind(line, leader) -> tuple[int | None, int | None]:
    """Laps behind the leader; if none, milliseconds. Neither for cars without a place."""
    if line.place is None or leader.place is None or line.laps is None or leader.laps is None:
        return None, None
    if line.laps != leader.laps:
        return max(leader.laps - line.laps, 0), None
    if line.time_ms is None or leader.time_ms is None:
        return 0, None
    return 0, max(line.time_ms - leader.time_ms, 0)


def _best_laps(lines) -> dict[int, int]:
    best: dict[int, int] = {}
    for line in lines:
        if line.best_lap_ms is not None:
            known = best.get(line.car_class_id, line.best_lap_ms)
            best[line.car_class_id] = min(known, line.best_lap_ms)
    return best


def _points(session: Session) -> dict[tuple[int, int], Fraction]:
    """Points of each car in the table of its class's entries, by car and class."""
    ledger = LedgerLine.objects.filter(
        session=session, championship__recipient=Championship.Recipient.ENTRY
    )
    points: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for car, car_class, value in ledger.values_list(
        "event_entry_id", "championship__car_class_id", "points"
    ):
        points[car, car_class] += value
    return points


def _points_of(line: ClassificationLine, points) -> Fraction | None:
    """In the table of the car's own class; if it has none, in that of the class it is part of."""
    own = points.get((line.event_entry_id, line.car_class_id))
    return points.get((line.event_entry_id, line.car_class.parent_id)) if own is None else own


def _footnotes(session: Session, shown: Classification | None) -> list[Footnote]:
    """Decisions that stand, lettered in the order of the table."""
    decisions = session.decisions.filter(
        state__in=[Decision.State.IN_FORCE, Decision.State.APPEALED]
    ).select_related("event_entry__car_class")
    if shown is not None:
        order = {"event_entry__classification_lines__classification": shown}
        decisions = decisions.filter(**order).order_by(
            "event_entry__classification_lines__order", "number", "pk"
        )
    return [
        Footnote(
            letter=letter(index),
            number=decision.event_entry.number,
            car_class=decision.event_entry.car_class,
            decision=decision,
        )
        for index, decision in enumerate(decisions)
    ]


@dataclass(frozen=True, slots=True)
class TopThree:
    """The first three of one class."""

    car_class: CarClass
    rows: list[ResultRow]

    @property
    def laps(self) -> int | None:
        return self.rows[0].laps


@dataclass(frozen=True, slots=True)
class LastResult:
    """The newest published race: the first three of every class, with its state."""

    classification: Classification
    classes: list[TopThree]


def last_result(seasons: Q) -> LastResult | None:
    """The newest published race of the seasons that match; None if there is none.

    Gaps are those to the winner of the class. Three queries.
    """
    shown = (
        Classification.objects.newest()
        .filter(session__kind__in=Session.RACES)
        .filter(session__season__in=Season.objects.filter(seasons))
        .select_related("session__event__circuit", "session__round", "session__season__series")
        .order_by(
            F("session__starts_on").desc(nulls_last=True),
            F("session__starts_at").desc(nulls_last=True),
            "-session",
        )
        .first()
    )
    if shown is None:
        return None
    return LastResult(shown, _top_three(shown))


def _top_three(shown: Classification) -> list[TopThree]:
    crews = ClassifiedDriver.objects.select_related("driver")
    lines = (
        shown.lines.filter(class_place__lte=3)
        .select_related("car_class")
        .prefetch_related(Prefetch("crew", queryset=crews))
        .order_by("car_class__order", "car_class__code", "class_place", "order")
    )
    by_class = defaultdict(list)
    for line in lines:
        by_class[line.car_class].append(line)
    return [
        TopThree(car_class, [_class_row(line, own[0]) for line in own])
        for car_class, own in by_class.items()
    ]


def _class_row(line: ClassificationLine, first: ClassificationLine) -> ResultRow:
    return _row(line, leader=first, points=None, has_best_of_class=False, has_pole=False, notes=())
