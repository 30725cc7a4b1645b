"""What is found for the words that somebody typed, by kind, best first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings

from .crews import CarOfTeam, Seat, cars_of_teams, seats_of_drivers
from .index import Named, index
from .matching import NUMBER, clean, rank, wanted

SHOWN = 20  # of each kind
KINDS = (
    "driver",
    "team",
    "entry",
    "car",
    "series",
    "season",
    "event",
    "circuit",
    "title",
    "organisation",
    "article",
    "notice",
)

# The names of the addresses where a kind has its page.
PAGES = {"entry": "team", "title": "standing"}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found: where its page is, and what tells it from others.

    A team has the `cars` of its newest season, a driver their `seats`, the newest first.
    """

    row: Named
    cars: Sequence[CarOfTeam] = ()
    seats: Sequence[Seat] = ()

    @property
    def page(self) -> str:
        """The name of the address of its page."""
        return PAGES.get(self.row.kind, self.row.kind)

    @property
    def parts(self) -> tuple[str, ...]:
        """What the address of its page is made of."""
        row = self.row
        if row.kind == "entry":
            return (row.slug,)
        parts = (row.series, row.season, row.slug)
        last = (row.note,) if row.kind == "notice" else ()
        return (*(part for part in parts if part), *last)


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The hits of one kind, best first: at most twenty are shown of all that there are."""

    kind: str
    hits: list[SearchHit]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.hits)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was typed, and what was found, the kind with the best hit first.

    `is_near` if nothing is called so, and these are the names that are nearly the same.
    """

    typed: str
    groups: list[SearchGroup] = field(default_factory=list)
    is_near: bool = False

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def search(typed: str, language: str, *, now: datetime, hidden: bool = False) -> SearchPage:
    """Everything public whose name fits what was typed, whatever that is. Five queries at most.

    Nothing of a season that is not public is found, nor what is not published yet, unless
    `hidden` asks for the former. Without words to look for nothing is asked.
    """
    typed, words = clean(typed), wanted(typed)
    if not words:
        return SearchPage(typed)
    things = _things(index(now=now, hidden=hidden), language)
    found = _found(things, words)
    is_near = not found
    found = found or _found(things, words, nearly=True)
    groups = [_group(kind, rows) for kind, rows in found.items()]
    return SearchPage(typed, _with_crews(groups, hidden), is_near and bool(groups))


@dataclass(slots=True)
class _Thing:
    """A thing with the row that is shown of it, and all names that it has."""

    row: Named
    names: list[str]


def _things(rows: Iterable[Named], language: str) -> list[_Thing]:
    found: defaultdict[tuple, list[Named]] = defaultdict(list)
    for row in rows:
        found[_identity(row)].append(row)
    return [
        _Thing(min(own, key=lambda row: _preference(row, language)), [row.name for row in own])
        for own in found.values()
    ]


def _identity(row: Named) -> tuple:
    if row.kind == "article":  # one row for each language
        return row.kind, row.slug
    return row.kind, row.key, row.name if row.kind == "entry" else ""


def _preference(row: Named, language: str) -> tuple:
    """The name of the thing itself before its other ones; an article as the reader gets it."""
    if row.kind == "article":
        return row.note != language, row.note != settings.LANGUAGE_CODE, row.note
    return row.note == "alias", row.aside


def _found(
    things: Iterable[_Thing], words: Sequence[str], *, nearly: bool = False
) -> dict[str, list[tuple]]:
    """The rows of each kind with their ranks, best first; the kind with the best one first."""
    found = defaultdict(list)
    for thing in things:
        if thing.row.kind == "entry" and not _has_number(thing.row, words):
            continue
        ranked = rank(words, thing.names, thing.row.aside, nearly=nearly)
        if ranked is not None:
            found[thing.row.kind].append((ranked, thing.row))
    for rows in found.values():
        rows.sort(key=lambda pair: (pair[1].name, pair[1].key))
        rows.sort(key=lambda pair: pair[1].day, reverse=True)
        rows.sort(key=lambda pair: pair[0])
    best = sorted(found, key=lambda kind: (found[kind][0][0], KINDS.index(kind)))
    return {kind: found[kind] for kind in best}


def _has_number(row: Named, words: Sequence[str]) -> bool:
    return any(NUMBER.fullmatch(word) and word == row.name.casefold() for word in words)


def _group(kind: str, rows: list[tuple]) -> SearchGroup:
    return SearchGroup(kind, [SearchHit(row) for _rank, row in rows[:SHOWN]], len(rows))


def _with_crews(groups: list[SearchGroup], hidden: bool) -> list[SearchGroup]:
    """The groups with what tells teams and drivers apart. Four queries at most."""
    keys = {group.kind: [hit.row.key for hit in group.hits] for group in groups}
    cars = cars_of_teams(keys["team"], hidden=hidden) if "team" in keys else {}
    seats = seats_of_drivers(keys["driver"], hidden=hidden) if "driver" in keys else {}
    return [
        replace(
            group,
            hits=[
                replace(
                    hit,
                    cars=cars.get(hit.row.key, ()) if group.kind == "team" else (),
                    seats=seats.get(hit.row.key, ()) if group.kind == "driver" else (),
                )
                for hit in group.hits
            ],
        )
        for group in groups
    ]
