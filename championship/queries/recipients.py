"""Who stands in a row of a table, and why ahead of whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from championship.models import (
    CarClass,
    Championship,
    Driver,
    Entry,
    LedgerLine,
    Manufacturer,
    Standing,
    Team,
)

from .entry_list import number_order

JOINED = ("entry__team", "entry__car_class", "driver", "team", "manufacturer")
# What has to be joined to the rows of a championship, by whom it ranks.
RANKED = {
    Championship.Recipient.ENTRY: JOINED[:2],
    Championship.Recipient.DRIVER: ("driver",),
    Championship.Recipient.TEAM: ("team",),
    Championship.Recipient.MANUFACTURER: ("manufacturer",),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a row ranks. Only an entry has a plate; a driver's numbers are those of the cars.

    `page` is the name and the part of the address of its driver's or team's page.
    """

    name: str
    country: object
    number: str = ""
    car_class: CarClass | None = None
    numbers: tuple[str, ...] = ()
    page: tuple[str, str] | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """Its name in a sentence, an entry's number before it."""
        return f"#{self.number} {self.name}" if self.number else self.name


@dataclass(frozen=True, slots=True)
class TieBreak:
    """Why one row stands behind the one above it, which has as many points.

    `times` says how often each of them, the one ahead first, reached the place that decided.
    """

    kind: str
    place: int | None
    times: tuple[int, int]
    points: Fraction
    ahead: Recipient
    behind: Recipient


def recipient_of(standing: Standing, numbers: Iterable[str] = ()) -> Recipient:
    """The recipient of a row; `numbers` are those of the cars driven, in order."""
    if standing.entry:
        return recipient_entry(standing.entry)
    someone = standing.subject
    return Recipient(str(someone), someone.country, numbers=tuple(numbers), page=_page(someone))


def numbers_of(driven: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The numbers of some cars, each with its round, in the order in which they were borne."""
    ordered = sorted(set(driven), key=lambda one: (one[0], *number_order(one[1])))
    return tuple(dict.fromkeys(number for _round, number in ordered))


def recipient_entry(entry: Entry) -> Recipient:
    """A car of the season. Its team and class are to be joined."""
    return Recipient(
        entry.shown_team_name,
        entry.team.country,
        entry.number,
        entry.car_class,
        page=("team", entry.team.slug),
    )


def recipient_someone(someone: Driver | Team | Manufacturer) -> Recipient:
    """Whoever is no car of the season; its numbers are left out."""
    return Recipient(str(someone), someone.country, page=_page(someone))


def _page(someone: Driver | Team | Manufacturer) -> tuple[str, str] | None:
    """Where a driver or a team has its history; a manufacturer has none."""
    if isinstance(someone, Driver):
        return "driver", someone.slug
    return ("team", someone.slug) if isinstance(someone, Team) else None


def recipient_name(row: Entry | Driver | Team | Manufacturer) -> str:
    """A recipient as staff know it: a car by its number and team."""
    return f"#{row.number} {row.shown_team_name}" if isinstance(row, Entry) else str(row)


def addresses(standings: Sequence[Standing]) -> list[str]:
    """The last word of each row's address: the number of a car, the slug of anybody else.

    Two cars can bear one number after the first was withdrawn: each then has its key too.
    """
    numbers = Counter(row.entry.number for row in standings if row.entry)
    return [_address(row, numbers) for row in standings]


def _address(row: Standing, numbers: Counter[str]) -> str:
    if not row.entry:
        return row.subject.slug
    number = row.entry.number
    return number if numbers[number] == 1 else f"{number}-{row.entry_id}"


def times_reached(standing: Standing, place: int | None) -> int:
    """How often a row reached a place, as its countback has it."""
    counts = dict(part.split(":") for part in standing.places.split())
    return int(counts.get(str(place), 0))


def tie_break(above: Standing, below: Standing) -> TieBreak | None:
    """Why a row is behind the one above it; None if their points differ."""
    if not below.tie:
        return None
    return TieBreak(
        kind=below.tie,
        place=below.tie_place,
        times=(
            times_reached(above, below.tie_place),
            times_reached(below, below.tie_place),
        ),
        points=below.points,
        ahead=recipient_of(above),
        behind=recipient_of(below),
    )


def dropped_results(standing: Standing) -> set[tuple[int, int | None]]:
    """The rounds, or rounds and sessions, whose points a row does not count."""
    results = (result.partition("/") for result in standing.dropped.split())
    return {(int(number), int(session) if session else None) for number, _, session in results}


def is_dropped(line: LedgerLine, number: int, gone: set[tuple[int, int | None]]) -> bool:
    """Whether the points of a line, in the round of this number, do not count."""
    return line.session_id is not None and is_dropped_result(number, line.session_id, gone)


def is_dropped_result(number: int, session: int, gone: set[tuple[int, int | None]]) -> bool:
    """Whether the points of a session, in the round of this number, do not count."""
    return (number, None) in gone or (number, session) in gone
