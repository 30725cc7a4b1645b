"""The newest published race, in short."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q, Subquery

from championship.models import (
    CarClass,
    Circuit,
    Classification,
    ClassificationLine,
    Event,
    Round,
    Season,
    Series,
    Session,
)

from ..joined import Joined
from .lines import Line, read_lines
from .rows import ResultRow, by_class, rows_of

# What a page tells of it in short; each column of a long way costs.
CLASSIFICATION = ("state", "revision", "published_at", "provisional_until", "session_id")
SESSION = ("slug", "name", "kind", "starts_on", "starts_at", "event_id", "round_id", "season_id")
EVENT = ("slug", "name", "short_name", "starts_on", "ends_on", "status", "circuit_id", "season_id")
CIRCUIT = ("slug", "name", "locality", "country", "time_zone")


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
    """The newest published race of the seasons that match; None if there is none. One query."""
    newest = (
        Classification.objects.newest()
        .filter(session__kind__in=Session.RACES)
        .filter(session__season__in=Season.objects.filter(seasons))
        .order_by(
            F("session__starts_on").desc(nulls_last=True),
            F("session__starts_at").desc(nulls_last=True),
            "-session",
        )
    )
    shown = _classification()
    first = ClassificationLine.objects.filter(
        classification=Subquery(newest.values("pk")[:1]), class_place__lte=3
    )
    lines = read_lines(first, shown)
    if not lines:
        return None
    classification = shown.known[lines[0].classification]
    return LastResult(classification, _top_three(classification.session, lines))


def _classification() -> Joined:
    """With its session, and all that leads to that."""
    to = "classification__session"
    circuit = Joined(Circuit, f"{to}__event__circuit", CIRCUIT)
    series = Joined(Series, f"{to}__season__series")
    session = Joined(
        Session,
        to,
        SESSION,
        event=Joined(Event, f"{to}__event", EVENT, circuit=circuit),
        round=Joined(Round, f"{to}__round", ("number",)),
        season=Joined(Season, f"{to}__season", series=series),
    )
    return Joined(Classification, "classification", CLASSIFICATION, session=session)


def _top_three(session: Session, lines: list[Line]) -> list[TopThree]:
    classes = defaultdict(list)
    for row in by_class(rows_of(session, lines)):
        classes[row.top_class].append(row)
    return [TopThree(car_class, rows) for car_class, rows in classes.items()]
