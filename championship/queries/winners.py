"""Who won, in each class, by the newest classification."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from championship.models import CarClass, Classification, ClassificationLine, Session


@dataclass(frozen=True, slots=True)
class ClassWinner:
    """The first car of a class in a session."""

    number: str
    car_class: CarClass
    team: str


def winners(sessions: Q) -> dict[str, list[ClassWinner]]:
    """The class winners of the sessions that match, by their slugs. One query."""
    newest = Classification.objects.newest().filter(session__in=Session.objects.filter(sessions))
    lines = (
        ClassificationLine.objects.filter(classification__in=newest, class_place=1)
        .select_related("classification__session", "car_class")
        .order_by("car_class__order", "car_class__code", "order")
    )
    found = defaultdict(list)
    for line in lines:
        winner = ClassWinner(line.number, line.car_class, line.team_name)
        found[line.classification.session.slug].append(winner)
    return found
