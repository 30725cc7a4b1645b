"""What changed between two entry lists, by entry and never by row.

Cars are the same by their entry, whatever number they bear; drivers by who they are. So a
car that changes its number has not left the list, and a driver who changes cars is said to
come from the other one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from championship.models import CarClass, Entry, EntryListRevision

from .entry_list import EntryList, EntryRow, Seat
from .printed_lists import published_lists

Status = Entry.Status


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry as it was on a list, and as it is on another."""

    before: EntryRow
    after: EntryRow


@dataclass(frozen=True, slots=True)
class SeatChange:
    """Who leaves a crew and who joins it instead; either may be None.

    `comes_from` and `goes_to` are the cars in whose crews they were before and are now.
    """

    leaves: Seat | None
    joins: Seat | None
    comes_from: EntryRow | None = None
    goes_to: EntryRow | None = None


@dataclass(frozen=True, slots=True)
class CrewChange:
    """All that changed in the crew of one car. Without `seats` its crew is not named any more."""

    pair: Pair
    seats: tuple[SeatChange, ...]


@dataclass(frozen=True, slots=True)
class DriverChange:
    """A driver who is printed otherwise now, and the car that has him or her."""

    car: EntryRow
    before: Seat
    after: Seat


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """How many cars of a class take part on each list."""

    car_class: CarClass
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one list to another. Of lists without lines only the totals are known."""

    totals: list[ClassTotal]
    only_totals: bool = False
    added: list[EntryRow] = field(default_factory=list)
    gone: list[EntryRow] = field(default_factory=list)
    withdrawn: list[Pair] = field(default_factory=list)
    reinstated: list[Pair] = field(default_factory=list)
    promoted: list[Pair] = field(default_factory=list)
    put_on_reserve: list[Pair] = field(default_factory=list)
    reserve_places: list[Pair] = field(default_factory=list)
    renumbered: list[Pair] = field(default_factory=list)
    reclassed: list[Pair] = field(default_factory=list)
    recarred: list[Pair] = field(default_factory=list)
    renamed: list[Pair] = field(default_factory=list)
    countries: list[Pair] = field(default_factory=list)
    crews: list[CrewChange] = field(default_factory=list)
    categories: list[DriverChange] = field(default_factory=list)
    nationalities: list[DriverChange] = field(default_factory=list)
    spellings: list[DriverChange] = field(default_factory=list)
    kinds: list[Pair] = field(default_factory=list)
    scoring: list[Pair] = field(default_factory=list)
    notes: list[Pair] = field(default_factory=list)
    waivers: list[Pair] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        names = (
            name for name in self.__dataclass_fields__ if name not in ("totals", "only_totals")
        )
        same_totals = all(total.before == total.after for total in self.totals)
        return same_totals and not any(getattr(self, name) for name in names)


def compare(before: EntryList, after: EntryList, *, looks_back: bool = True) -> Changes:
    """What changed from one list to another, in the order of the lists. No queries.

    With `looks_back` the category of a driver who is not on the first list is held against
    the one on the newest list before that names the driver.
    """
    old = {row.entry: row for row in before.rows}
    new = {row.entry: row for row in after.rows}
    pairs = [Pair(old[key], row) for key, row in new.items() if key in old]
    return Changes(
        totals=_totals(dict(before.cars_by_class), dict(after.cars_by_class)),
        added=[row for key, row in new.items() if key not in old],
        gone=[row for key, row in old.items() if key not in new],
        **_statuses(pairs),
        **_facts(pairs),
        crews=_crews(pairs, _cars_by_driver(before), _cars_by_driver(after)),
        **_drivers(before, after, looks_back),
    )


def changes_between(before: EntryListRevision, after: EntryListRevision) -> Changes:
    """What changed from one published list to another, both from revisions_of(). Two queries."""
    return changes_of(before, after, published_lists([before, after]))


def changes_of(
    before: EntryListRevision, after: EntryListRevision, lists: Mapping[int, EntryList]
) -> Changes:
    """The same where the lists have been read already. No queries.

    Of a list whose lines are unknown only the number of cars in each class is compared.
    """
    if before.has_lines and after.has_lines:
        looks_back = before.number < after.number
        return compare(lists[before.pk], lists[after.pk], looks_back=looks_back)
    old, new = (_cars(issue, lists[issue.pk]) for issue in (before, after))
    return Changes(totals=_totals(old, new), only_totals=True)


def changes_inside(issue: EntryListRevision, printed: EntryList, inside: EntryList) -> Changes:
    """What changed since an issue from revisions_of() on the list as it stands inside.

    `printed` are the lines of the issue, if it has any. No queries.
    """
    if issue.has_lines:
        return compare(printed, inside)
    before, after = _cars(issue, printed), dict(inside.cars_by_class)
    return Changes(totals=_totals(before, after), only_totals=True)


def previous_of(
    issues: Iterable[EntryListRevision], revision: EntryListRevision
) -> EntryListRevision | None:
    """The issue that one is held against if nobody chooses another.

    The newest earlier one of the same season or event, or else the newest earlier one at
    all; an issue whose cars are known before one of which only totals are.
    """
    return max(
        (issue for issue in issues if issue.number < revision.number),
        key=lambda issue: (
            issue.has_lines,
            issue.event_id == revision.event_id,
            issue.number,
        ),
        default=None,
    )


def _cars(revision: EntryListRevision, entries: EntryList) -> dict[CarClass, int]:
    if revision.has_lines:
        return dict(entries.cars_by_class)
    return revision.class_counts


def _totals(before: dict[CarClass, int], after: dict[CarClass, int]) -> list[ClassTotal]:
    classes = sorted({**before, **after}, key=lambda each: (each.order, each.code))
    return [ClassTotal(each, before.get(each, 0), after.get(each, 0)) for each in classes]


def _facts(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Everything that is printed of a car but its place on the list and its crew."""
    return {
        "renumbered": _differing(pairs, lambda row: row.number),
        "reclassed": _differing(pairs, lambda row: row.car_class),
        "recarred": _differing(pairs, lambda row: row.car_name),
        "renamed": _differing(pairs, lambda row: row.team),
        "countries": _differing(pairs, lambda row: row.country),
        "kinds": _differing(pairs, lambda row: row.kind),
        "scoring": _differing(pairs, lambda row: row.scores),
        "notes": _differing(pairs, lambda row: row.note),
        "waivers": _differing(pairs, lambda row: row.waivers),
    }


def _differing(pairs: Iterable[Pair], fact: Callable[[EntryRow], object]) -> list[Pair]:
    return [pair for pair in pairs if fact(pair.before) != fact(pair.after)]


def _statuses(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """Who was withdrawn, came back, was promoted, was put on reserve or moved there."""
    changed: dict[str, list[Pair]] = {name: [] for name in STATUS_CHANGES.values()}
    for pair in pairs:
        if name := _status_change(pair):
            changed[name].append(pair)
    return changed


STATUS_CHANGES = {
    (Status.CONFIRMED, Status.WITHDRAWN): "withdrawn",
    (Status.WITHDRAWN, Status.CONFIRMED): "reinstated",
    (Status.RESERVE, Status.CONFIRMED): "promoted",
    (Status.CONFIRMED, Status.RESERVE): "put_on_reserve",
    (Status.RESERVE, Status.RESERVE): "reserve_places",
}


def _status_change(pair: Pair) -> str:
    before, after = pair.before, pair.after
    if Status.WITHDRAWN in (before.status, after.status):
        if before.status == after.status:
            return ""
        return "withdrawn" if after.status == Status.WITHDRAWN else "reinstated"
    if (before.status, before.reserve_place) == (after.status, after.reserve_place):
        return ""
    return STATUS_CHANGES.get((before.status, after.status), "")


def _cars_by_driver(entries: EntryList) -> dict[int, EntryRow]:
    return {
        seat.driver: row
        for row in entries.rows
        if row.status != Status.WITHDRAWN
        for seat in row.crew
        if seat.driver is not None
    }


def _crews(
    pairs: Iterable[Pair], was: dict[int, EntryRow], now: dict[int, EntryRow]
) -> list[CrewChange]:
    """Of every car on both lists that races. A crew that is empty now is not known: nobody left."""
    found = []
    for pair in pairs:
        if pair.after.status == Status.WITHDRAWN:
            continue
        seats = _seats(pair, was, now) if pair.after.crew else ()
        if seats or (pair.before.crew and not pair.after.crew):
            found.append(CrewChange(pair, seats))
    return found


def _seats(
    pair: Pair, was: dict[int, EntryRow], now: dict[int, EntryRow]
) -> tuple[SeatChange, ...]:
    leaves = _without(pair.before.crew, pair.after.crew)
    joins = _without(pair.after.crew, pair.before.crew)
    return tuple(
        SeatChange(
            old,
            new,
            comes_from=_elsewhere(new, was, pair),
            goes_to=_elsewhere(old, now, pair),
        )
        for old, new in _side_by_side(leaves, joins)
    )


def _without(crew: Sequence[Seat], other: Sequence[Seat]) -> dict[int, Seat]:
    """The seats of a crew, by their place, whose drivers are not in the other one."""
    left = [seat.driver for seat in other]
    found = {}
    for place, seat in enumerate(crew):
        if seat.driver in left:
            left.remove(seat.driver)
        else:
            found[place] = seat
    return found


def _side_by_side(
    leaves: dict[int, Seat], joins: dict[int, Seat]
) -> Iterator[tuple[Seat | None, Seat | None]]:
    """Who takes whose place: first the one in the same seat, then one after the other."""
    same = sorted(leaves.keys() & joins.keys())
    yield from ((leaves[place], joins[place]) for place in same)
    old = [seat for place, seat in leaves.items() if place not in same]
    new = [seat for place, seat in joins.items() if place not in same]
    yield from zip_longest(old, new)


def _elsewhere(seat: Seat | None, cars: dict[int, EntryRow], pair: Pair) -> EntryRow | None:
    car = cars.get(seat.driver) if seat and seat.driver else None
    return car if car and car.entry != pair.after.entry else None


def _drivers(
    before: EntryList, after: EntryList, looks_back: bool
) -> dict[str, list[DriverChange]]:
    """Who is printed otherwise now, in whichever car they were before."""
    was = {seat.driver: seat for row in before.rows for seat in row.crew}
    changes = [
        DriverChange(row, known, seat)
        for row in after.rows
        for seat in row.crew
        if seat.driver is not None and (known := _known(seat, was, looks_back))
    ]
    return {
        "categories": [one for one in changes if one.before.category != one.after.category],
        "nationalities": [one for one in changes if one.before.country != one.after.country],
        "spellings": [one for one in changes if one.before.name != one.after.name],
    }


def _known(seat: Seat, was: dict[int | None, Seat], looks_back: bool) -> Seat | None:
    """A driver as printed on the list before, or with the category of an even earlier one."""
    if seat.driver in was:
        return was[seat.driver]
    if looks_back and seat.category_before:
        return replace(seat, category=seat.category_before)
    return None
