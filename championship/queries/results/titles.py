"""The points of each car of a session, in every title in which it scores."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from championship.models import LedgerLine, Session

# Whom a line of the ledger gives points to, and the name that a driver is told apart by.
RECIPIENT = ("entry_id", "driver_id", "team_id", "manufacturer_id")
LINE = ("event_entry_id", "championship__name", "points", "driver__family_name", *RECIPIENT)


@dataclass(frozen=True, slots=True)
class TitlePoints:
    """What a car earned in one title; `who` is named where its drivers did not earn alike."""

    title: str
    points: Fraction
    who: str = ""


def points_of_cars(session: Session) -> dict[int, list[TitlePoints]]:
    """The points of every car by its key at the event, in the order of the titles. One query."""
    lines = (
        LedgerLine.objects.filter(session=session, event_entry__isnull=False)
        .order_by("championship__order", "championship__name", "pk")
        .values_list(*LINE)
    )
    sums: defaultdict[int, defaultdict[tuple, Fraction]] = defaultdict(
        lambda: defaultdict(Fraction)
    )
    for car, title, points, driver, *recipient in lines:
        sums[car][title, driver or "", tuple(recipient)] += points
    return {car: list(_by_title(own)) for car, own in sums.items()}


def _by_title(sums: dict[tuple, Fraction]) -> Iterable[TitlePoints]:
    titles: defaultdict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for (title, driver, _recipient), points in sums.items():
        titles[title].append((driver, points))
    for title, shares in titles.items():
        if len({points for _who, points in shares}) == 1:
            yield TitlePoints(title, shares[0][1])
        else:
            yield from (TitlePoints(title, points, who) for who, points in shares)


def common_points(titles: Iterable[TitlePoints]) -> Fraction | None:
    """The points that all titles of a car give alike; None without any, or if they differ."""
    found = {row.points for row in titles}
    return found.pop() if len(found) == 1 else None


def points_by_figure(titles: Iterable[TitlePoints]) -> dict[Fraction, list[TitlePoints]]:
    """The titles of a car under the points that they give, most points first."""
    figures: defaultdict[Fraction, list[TitlePoints]] = defaultdict(list)
    for row in titles:
        figures[row.points].append(row)
    return dict(sorted(figures.items(), reverse=True))
