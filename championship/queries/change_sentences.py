"""What changed between two entry lists, in words for pages, feeds and files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championship.models import Entry

from .entry_changes import Changes, ClassTotal, CrewChange, DriverChange, Pair, SeatChange
from .entry_list import EntryRow, Seat


@dataclass(frozen=True, slots=True)
class Item:
    """One change of one car in words; the car is as it is now (or was, if it is gone)."""

    car: EntryRow
    text: str
    change: EntryRow | Pair | CrewChange | DriverChange


@dataclass(frozen=True, slots=True)
class Group:
    """Everything of one kind that changed: `kind` is a stable word, `name` its heading."""

    kind: str
    name: str
    items: list[Item]


def groups(changes: Changes) -> list[Group]:
    """The changes by kind, kinds without any left out, in the active language."""
    found = [Group(kind, name, list(items)) for kind, name, items in _groups(changes)]
    return [group for group in found if group.items]


def total_in_words(total: ClassTotal) -> str:
    """GT 23, unchanged; LMP2 11 → 13."""
    words = {"class": total.car_class, "before": total.before, "after": total.after}
    if total.difference:
        return _("%(class)s %(before)s → %(after)s") % words
    return _("%(class)s %(after)s, unchanged") % words


def _groups(changes: Changes) -> Iterator[tuple[str, str, Iterator[Item]]]:
    yield "added", _("In"), (Item(car, _new(car), car) for car in changes.added)
    yield "gone", _("Out"), (Item(car, car.team, car) for car in changes.gone)
    yield "withdrawn", _("Withdrawn"), _teams(changes.withdrawn)
    yield "reinstated", pgettext("entry list", "Back"), _teams(changes.reinstated)
    yield "promoted", _("Promoted"), _each(changes.promoted, _promoted)
    yield "reserve", _("Reserve"), _reserves(changes)
    yield "number", _("Number"), _was(changes.renumbered, lambda car: f"#{car.number}")
    yield "class", _("Class"), _was(changes.reclassed, lambda car: str(car.car_class))
    yield "crew", _("Crew"), _crews(changes.crews)
    yield (
        "category",
        _("Category"),
        _drivers(changes.categories, lambda seat: seat.category_name),
    )
    yield "car", _("Car"), _was(changes.recarred, lambda car: car.car_name)
    yield "team", _("Team name"), _was(changes.renamed, lambda car: car.team)
    yield "country", _("Team from"), _was(changes.countries, lambda car: car.country.name)
    yield (
        "nationality",
        _("Driver from"),
        _drivers(changes.nationalities, lambda seat: seat.country.name),
    )
    yield "spelling", _("Driver’s name"), _spellings(changes.spellings)
    yield "kind", _("Kind"), _was(changes.kinds, _kind)
    yield "scoring", _("Points"), _each(changes.scoring, _scores)
    yield "waiver", _("Waivers"), _each(changes.waivers, _waivers)
    yield "note", _("Notes"), _each(changes.notes, _note)


def _new(car: EntryRow) -> str:
    """The team of a car, and what it is if it does not simply take part."""
    if not car.status_name:
        return car.team
    return _("%(team)s (%(status)s)") % {"team": car.team, "status": car.status_name}


def _each(pairs: list[Pair], words: Callable[[Pair], str]) -> Iterator[Item]:
    return (Item(pair.after, words(pair), pair) for pair in pairs)


def _teams(pairs: list[Pair]) -> Iterator[Item]:
    return _each(pairs, lambda pair: pair.after.team)


def _promoted(pair: Pair) -> str:
    place = pair.before.reserve_place
    if place is None:
        return _("%(team)s, from the reserve list") % {"team": pair.after.team}
    return _("%(team)s, was reserve %(place)s") % {"team": pair.after.team, "place": place}


def _reserves(changes: Changes) -> Iterator[Item]:
    return _each([*changes.put_on_reserve, *changes.reserve_places], _reserve)


def _reserve(pair: Pair) -> str:
    place = pair.after.reserve_place
    if place is None:
        return pair.after.team
    return _("%(team)s, reserve %(place)s") % {"team": pair.after.team, "place": place}


def _was(pairs: list[Pair], fact: Callable[[EntryRow], str]) -> Iterator[Item]:
    return _each(pairs, lambda pair: _now_was(fact(pair.after), fact(pair.before)))


def _now_was(now: str, was: str) -> str:
    return _("%(now)s, was %(was)s") % {"now": now or "–", "was": was or "–"}


def _kind(car: EntryRow) -> str:
    return Entry.Kind(car.kind).label if car.kind else ""


def _scores(pair: Pair) -> str:
    return _("takes points now") if pair.after.scores else _("takes no points")


def _waivers(pair: Pair) -> str:
    told = [f"{waiver.rule_name} ({waiver.reason})" for waiver in pair.after.waivers]
    return ", ".join(told) or _("none any more")


def _note(pair: Pair) -> str:
    return pair.after.note or _("none any more")


def _drivers(changes: list[DriverChange], fact: Callable[[Seat], str]) -> Iterator[Item]:
    for change in changes:
        words = {
            "driver": change.after.name,
            "now": fact(change.after) or "–",
            "was": fact(change.before) or "–",
        }
        yield Item(change.car, _("%(driver)s: %(now)s, was %(was)s") % words, change)


def _spellings(changes: list[DriverChange]) -> Iterator[Item]:
    for change in changes:
        yield Item(change.car, _now_was(change.after.name, change.before.name), change)


def _crews(changes: list[CrewChange]) -> Iterator[Item]:
    return (Item(change.pair.after, _crew(change), change) for change in changes)


def _crew(change: CrewChange) -> str:
    if not change.seats:
        return _("crew not named any more")
    return "; ".join(_seat(seat) for seat in change.seats)


def _seat(seat: SeatChange) -> str:
    if seat.leaves and seat.joins:
        words = {"joins": _joins(seat), "leaves": _leaves(seat)}
        return _("%(joins)s replaces %(leaves)s") % words
    if seat.joins:
        return _("%(driver)s joins") % {"driver": _joins(seat)}
    return _("%(driver)s leaves") % {"driver": _leaves(seat)}


def _joins(seat: SeatChange) -> str:
    if seat.comes_from is None:
        return _name(seat.joins)
    words = {"driver": _name(seat.joins), "number": seat.comes_from.number}
    return _("%(driver)s (from #%(number)s)") % words


def _leaves(seat: SeatChange) -> str:
    if seat.goes_to is None:
        return _name(seat.leaves)
    words = {"driver": _name(seat.leaves), "number": seat.goes_to.number}
    return _("%(driver)s (now in #%(number)s)") % words


def _name(seat: Seat) -> str:
    return seat.name or _("a driver to be announced")
