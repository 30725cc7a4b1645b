"""Who was first in each class of a session: in the race, and on its grid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value

from championship.models import (
    Bonus,
    CarClass,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
)

from .joined import joined_class

SESSION = ("pk", "slug", "name", "starts_on", "starts_at")
POLE = (
    "event_entry__number",
    "event_entry__team_name",
    "driver__given_name",
    "driver__family_name",
    "time_ms",
)
WINNER = ("number", "team_name", "no_given_name", "no_family_name", "no_time")
NOBODY = {
    "no_given_name": Value(None, CharField()),
    "no_family_name": Value(None, CharField()),
    "no_time": Value(None, IntegerField()),
}


@dataclass(frozen=True, slots=True)
class ClassWinner:
    """The first car of a class in a session."""

    number: str
    car_class: CarClass
    team: str


@dataclass(frozen=True, slots=True)
class Pole:
    """Who holds a pole position, in which class of which race."""

    race: str
    number: str
    car_class: CarClass
    team: str
    driver: str
    time_ms: int | None


@dataclass(frozen=True, slots=True)
class Firsts:
    """The class winners and the poles by the slug of their session, in the order of the classes."""

    winners: dict[str, list[ClassWinner]] = field(default_factory=dict)
    poles: dict[str, list[Pole]] = field(default_factory=dict)


def firsts(of_session: Q) -> Firsts:
    """Who won, by the newest classification, and who is on pole. One query.

    Poles of a published race are as they were published; before it has been run they are as
    they are recorded. `of_session` is about what leads to a session, as Q(session__event=…).
    """
    found = Firsts()
    for row in sorted(_read(of_session), key=_order):
        if row["is_pole"]:
            found.poles.setdefault(row["session__slug"], []).append(_pole(row))
        else:
            found.winners.setdefault(row["session__slug"], []).append(_winner(row))
    return found


def _read(of_session: Q) -> Iterator[dict[str, Any]]:
    """Poles before and after the race, and the winners: rows of one shape."""
    published = Classification.objects.filter(session=OuterRef("session"))
    recorded = Bonus.objects.filter(of_session & ~Exists(published), kind=Bonus.Kind.POLE)
    newest = Classification.objects.newest().filter(of_session)
    frozen = ClassifiedBonus.objects.filter(classification__in=newest, kind=Bonus.Kind.POLE)
    won = ClassificationLine.objects.filter(classification__in=newest, class_place=1)
    rows = _rows(recorded, POLE, "session", is_pole=True).union(
        _rows(frozen, POLE, "classification__session", is_pole=True),
        _rows(won.annotate(**NOBODY), WINNER, "classification__session", is_pole=False),
        all=True,
    )
    car_class = joined_class()
    for row in rows:
        yield row | {"car_class": car_class.of(row)}


def _rows(rows: QuerySet, facts: Iterable[str], session: str, *, is_pole: bool) -> QuerySet:
    columns = (f"{session}__{name}" for name in SESSION)
    marked = rows.order_by().annotate(is_pole=Value(int(is_pole)))
    return marked.values("pk", "is_pole", *facts, *columns, *joined_class().columns)


def _winner(row: dict[str, Any]) -> ClassWinner:
    return ClassWinner(
        number=row["event_entry__number"],
        car_class=row["car_class"],
        team=row["event_entry__team_name"],
    )


def _pole(row: dict[str, Any]) -> Pole:
    names = row["driver__given_name"], row["driver__family_name"]
    return Pole(
        race=row["session__name"],
        number=row["event_entry__number"],
        car_class=row["car_class"],
        team=row["event_entry__team_name"],
        driver=" ".join(filter(None, names)),
        time_ms=row["time_ms"],
    )


def _order(row: dict[str, Any]) -> tuple:
    """By the time of the session, what is not known yet last; then by class."""
    day, moment, car_class = row["session__starts_on"], row["session__starts_at"], row["car_class"]
    by_class = car_class.order, car_class.code, row["pk"]
    return day is None, moment is None, day, moment, row["session__pk"], *by_class
