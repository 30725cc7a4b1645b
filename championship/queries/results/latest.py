"""The newest published race, in short."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from championship.models import CarClass, Classification, Season, Session

from .rows import ResultRow, by_class, rows_of, with_crews


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

    Three queries.
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
    lines = shown.lines.filter(class_place__lte=3).order_by("order")
    classes = defaultdict(list)
    for row in by_class(rows_of(shown.session, list(with_crews(lines)))):
        classes[row.top_class].append(row)
    return [TopThree(car_class, rows) for car_class, rows in classes.items()]
