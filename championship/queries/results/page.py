"""One revision of a session's classification, as a page shows it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from championship.models import CarClass, Classification, Round, Session

from ..firsts import firsts
from ..grids import Grids, grids_of
from .honours import ClassHonours, bonuses_of, by_class, class_order, honours_of
from .lines import read_lines
from .notes import Note, notes_of
from .rows import ResultRow, of_class, rows_of
from .titles import points_of_cars

State = Classification.State
# What a page of a result tells of its session.
JOINED = ("season__series", "event__circuit", "round")


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One revision of a session's classification; none at all if nothing is published.

    `revisions` are newest first. Times are those at the circuit; `now` is when it is read.
    """

    session: Session
    now: datetime
    classification: Classification | None = None
    revisions: list[Classification] = field(default_factory=list)
    rows: list[ResultRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    honours: list[ClassHonours] = field(default_factory=list)
    grids: Grids = field(default_factory=Grids)

    @property
    def rounds(self) -> int:
        """How many rounds the season has."""
        return self.session.rounds

    @property
    def is_race(self) -> bool:
        return self.session.kind in Session.RACES

    @property
    def starts_at(self) -> datetime | None:
        return self._at_the_circuit(self.session.starts_at)

    @property
    def newest(self) -> Classification | None:
        return self.revisions[0] if self.revisions else None

    @property
    def previous(self) -> Classification | None:
        """The revision that the one shown has replaced."""
        earlier = [row for row in self.revisions if row.revision < self.classification.revision]
        return earlier[0] if earlier else None

    @property
    def is_incomplete(self) -> bool:
        """Whether not every car of the session is known."""
        return self.classification is not None and self.classification.is_incomplete

    @property
    def is_newest(self) -> bool:
        return self.classification == self.newest

    @property
    def is_provisional(self) -> bool:
        return bool(self.classification) and self.classification.state == State.PROVISIONAL

    @property
    def provisional_until(self) -> datetime | None:
        return self.classification and self._at_the_circuit(self.classification.provisional_until)

    @property
    def protests_are_over(self) -> bool:
        return bool(self.provisional_until) and self.provisional_until <= self.now

    @property
    def published_at(self) -> datetime | None:
        return self.classification and self._at_the_circuit(self.classification.published_at)

    @property
    def amendment(self) -> int:
        """1 for the first time that a final result was amended, and so on; else 0."""
        return amendment(self.classification, self.revisions) if self.classification else 0

    @property
    def restored(self) -> Classification | None:
        """The earlier revision that the one shown is like."""
        key = self.classification and self.classification.restores_id
        return next((row for row in self.revisions if row.pk == key), None)

    @property
    def classes(self) -> list[CarClass]:
        """The classes that took part, each before its sub-classes."""
        found = {row.car_class for row in self.rows} | {row.top_class for row in self.rows}
        return sorted(found, key=class_order)

    @property
    def has_sub_classes(self) -> bool:
        return any(row.car_class != row.top_class for row in self.rows)

    @property
    def classified(self) -> int:
        return sum(row.is_classified for row in self.rows)

    @property
    def unclassified(self) -> int:
        return len(self.rows) - self.classified

    def of_class(self, car_class: CarClass) -> list[ResultRow]:
        """The rows of one class."""
        return of_class(
            self.rows, car_class, is_race=self.is_race, is_incomplete=self.is_incomplete
        )

    def _at_the_circuit(self, moment: datetime | None) -> datetime | None:
        return moment and moment.astimezone(self.session.event.circuit.zone)


def amendment(classification: Classification, revisions: list[Classification]) -> int:
    """Which amendment a revision is, of all those of its session; 0 if it is none."""
    if classification.state != State.AMENDED:
        return 0
    amended = [row for row in revisions if row.state == State.AMENDED]
    return sum(row.revision <= classification.revision for row in amended)


def find_session(series: str, season: str, slug: str) -> Session | None:
    """A session by its address, public or not, with `revisions` of its result, newest first.

    Its season, series, event, circuit and round are joined; `rounds` is how many of these
    the season has. One query, two if nothing is published.
    """
    address = {"season__series__slug": series, "season__slug": season, "slug": slug}
    revisions = Classification.objects.filter(**{f"session__{k}": v for k, v in address.items()})
    joined = [f"session__{name}" for name in JOINED]
    counted = revisions.select_related(*joined).annotate(rounds=_rounds("session__season"))
    published = list(counted.order_by("-revision"))
    if published:
        session, rounds = published[0].session, published[0].rounds
    else:
        sessions = Session.objects.filter(**address).select_related(*JOINED)
        session = sessions.annotate(rounds=_rounds("season")).first()
        rounds = session and session.rounds
    if session:
        session.revisions, session.rounds = published, rounds
    return session


def _rounds(season: str) -> Coalesce:
    """How many rounds the season at the end of a path has."""
    rounds = Round.objects.filter(season=OuterRef(season)).order_by().values("season")
    return Coalesce(Subquery(rounds.annotate(count=Count("pk")).values("count")), 0)


def result_page(
    session: Session, revision: int | None = None, *, now: datetime
) -> ResultPage | None:
    """A revision of a session's classification, the newest unless another is wanted.

    `session` is from find_session(). None if there is no such revision. Points are those of
    the newest one only: the ledger holds no others. Five queries, whatever the number of cars.
    """
    revisions = session.revisions
    shown = next((row for row in revisions if revision in (None, row.revision)), None)
    if shown is None:
        return None if revision is not None else _unpublished(session, now)
    lines = read_lines(shown.lines.all())
    bonuses, notes = bonuses_of(shown), notes_of(shown, lines)
    points = points_of_cars(session) if shown == revisions[0] else {}
    return ResultPage(
        session=session,
        now=now,
        classification=shown,
        revisions=revisions,
        rows=rows_of(session, lines, notes=notes, bonuses=bonuses, points=points),
        notes=notes,
        honours=honours_of(bonuses, lines) if bonuses or session.kind in Session.RACES else [],
        grids=grids_of(session),
    )


def _unpublished(session: Session, now: datetime) -> ResultPage:
    """What is known before anything is published: the poles, and where the grid is from."""
    held = firsts(Q(session=session)).poles.get(session.slug, [])
    return ResultPage(session, now, honours=by_class(held), grids=grids_of(session))
