"""The cars of classifications as they were published, with their crews."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from championship.models import CarClass, ClassificationLine, Driver

from ..joined import Joined, joined_class

DRIVER = ("slug", "given_name", "family_name")
FACTS = {
    "classification": "classification_id",
    "car": "event_entry_id",
    "place": "place",
    "number": "number",
    "class_place": "class_place",
    "team": "team_name",
    "team_slug": "event_entry__entry__team__slug",
    "grid_place": "grid_place",
    "laps": "laps",
    "time_ms": "time_ms",
    "best_lap_ms": "best_lap_ms",
    "second_best_lap_ms": "second_best_lap_ms",
    "status": "status",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One car of a published classification; `car` is its key at the event."""

    classification: int
    car: int
    place: int | None
    number: str
    car_class: CarClass
    class_place: int | None
    team: str
    team_slug: str
    drivers: tuple[Driver, ...]
    grid_place: int | None
    laps: int | None
    time_ms: int | None
    best_lap_ms: int | None
    best_lap_driver: Driver | None
    second_best_lap_ms: int | None
    status: str


def read_lines(rows: QuerySet[ClassificationLine], also: Joined | None = None) -> list[Line]:
    """These lines in the order of their classifications, each with its crew. One query.

    `also` gets to know what else they join.
    """
    car_class, driver = joined_class(), Joined(Driver, "crew__driver", DRIVER)
    fastest = Joined(Driver, "best_lap_driver", DRIVER)
    columns = [*car_class.columns, *driver.columns, *fastest.columns]
    columns += also.columns if also else []
    lines: dict[int, dict[str, Any]] = {}
    for row in rows.order_by("order", "crew__order").values("pk", *FACTS.values(), *columns):
        line = lines.setdefault(row["pk"], {**row, "drivers": []})
        line["drivers"] += filter(None, [driver.of(row)])
        if also:
            also.of(row)
    return [
        Line(
            **{fact: line[path] for fact, path in FACTS.items()},
            car_class=car_class.of(line),
            best_lap_driver=fastest.of(line),
            drivers=tuple(line["drivers"]),
        )
        for line in lines.values()
    ]


def by_car(lines: Iterable[Line]) -> dict[int, Line]:
    """The lines of one classification by the keys of their cars."""
    return {line.car: line for line in lines}
