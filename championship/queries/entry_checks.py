"""What staff should look at on an entry list before it is published, car by car.

An open check needs an answer: a correction, a waiver of the rule, or the reason for which
the list is published all the same. A hint is said and asks for nothing: a driver to be
announced, a number that a withdrawn entry had, a driver of a reserve who is in another
car, and an unknown category where no rule reads it, or not yet: the one valid on the first
day of an event counts, so the list of the season can wait for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from championship.models import CrewRule, Entry, Event, EventEntry, Season
from championship.scoring.crews import Breach, Crew, CrewRules, Rule, breaches, in_several_cars
from championship.scoring.crews import Seat as SeatFacts

from . import crew_sentences
from .crew_rules import crew_rules
from .entry_list import EntryRow, current_list, list_day

NO_CAR = "no_car"
NO_CREW = "no_crew"
OPEN_SEATS = "open_seats"
NO_CATEGORY = "no_category"
NUMBER_REUSED = "number_reused"
CLASS_OF_OTHER_SEASON = "class_of_other_season"

GONE = {Entry.Status.WITHDRAWN, Entry.Status.REJECTED}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `entry` and `event_entry` are keys, `waiver` is its reason."""

    kind: str
    entry: int
    event_entry: int | None
    number: str
    text: str
    waiver: str = ""
    is_hint: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.waiver or self.is_hint)


def check_list(
    season: Season, event: Event | None = None, *, applications: bool = False
) -> list[Check]:
    """What there is to look at on the list of a season or of one of its events, in its order.

    Withdrawn entries are not checked; of a season, what is only received is if all
    `applications` are wanted. Sentences are in the active language. Seven queries for a
    season, nine for an event, whatever the number of cars.
    """
    rows = current_list(season, event, applications=applications).rows
    keys = dict(event.entries.values_list("entry_id", "pk")) if event else {}
    return check_rows(rows, season, event, rules=crew_rules(season), event_entries=keys)


def check_rows(
    rows: list[EntryRow],
    season: Season,
    event: Event | None = None,
    *,
    rules: dict[int, CrewRules],
    event_entries: Mapping[int, int] | None = None,
) -> list[Check]:
    """What there is to look at on a list that was read already: as check_list(), no query.

    `rules` are the season's; `event_entries` has the key of each entry's event entry.
    """
    listed = _Listed(
        rows=rows,
        rules=rules,
        one_car_per_driver=season.one_car_per_driver,
        day=list_day(season, event),
        is_of_event=event is not None,
    )
    keys = event_entries or {}
    return [
        _check(row, found, keys.get(row.entry))
        for row in listed.checked
        for found in _all_found(row, listed)
    ]


def check_entry(entry: Entry | EventEntry) -> list[Check]:
    """What there is to look at about one entry, on its list. Two queries more than the list."""
    if isinstance(entry, EventEntry):
        key, checks = entry.entry_id, check_list(entry.event.season, entry.event)
    else:
        key, checks = entry.pk, check_list(entry.season, applications=True)
    return [check for check in checks if check.entry == key]


def open_checks(checks: Iterable[Check]) -> list[Check]:
    """Those that need an answer."""
    return [check for check in checks if check.is_open]


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    text: str
    is_hint: bool = False


@dataclass(frozen=True)
class _Listed:
    """A list with what its checks read."""

    rows: list[EntryRow]
    rules: dict[int, CrewRules]
    one_car_per_driver: bool
    day: date
    is_of_event: bool

    @cached_property
    def checked(self) -> list[EntryRow]:
        return [row for row in self.rows if row.status not in GONE]

    @cached_property
    def numbers(self) -> dict[int, str]:
        return {row.entry: row.number for row in self.rows}

    @cached_property
    def gone(self) -> dict[str, list[EntryRow]]:
        """The withdrawn entries by number."""
        found = defaultdict(list)
        for row in self.rows:
            if row.status in GONE:
                found[row.number].append(row)
        return found

    @cached_property
    def elsewhere(self) -> dict[int, list[Breach]]:
        """The drivers of each entry who are in other cars too."""
        if not self.one_car_per_driver:
            return {}
        racing = [_crew(row) for row in self.checked if row.takes_part]
        waiting = [_crew(row) for row in self.checked if not row.takes_part]
        found = defaultdict(list)
        for breach in in_several_cars(racing, waiting):
            found[breach.entry].append(breach)
        return found

    @cached_property
    def has_categories(self) -> bool:
        return any(seat.category for row in self.checked for seat in row.crew)


def _check(row: EntryRow, found: _Found, event_entry: int | None) -> Check:
    waivers = {waiver.rule: waiver.reason for waiver in row.waivers}
    return Check(
        kind=found.kind,
        entry=row.entry,
        event_entry=event_entry,
        number=row.number,
        text=crew_sentences.about(row.number, found.text),
        waiver=waivers.get(found.kind, ""),
        is_hint=found.is_hint,
    )


def _all_found(row: EntryRow, listed: _Listed) -> Iterator[_Found]:
    yield from _against_the_rules(row, listed)
    yield from _in_other_cars(row, listed)
    yield from _missing(row)
    yield from _unknown_categories(row, listed)
    if row.number in listed.gone:
        text = crew_sentences.number_reused(listed.gone[row.number])
        yield _Found(NUMBER_REUSED, text, is_hint=True)


def _against_the_rules(row: EntryRow, listed: _Listed) -> Iterator[_Found]:
    rules = listed.rules.get(row.car_class.pk)
    if rules is None:
        yield _Found(CLASS_OF_OTHER_SEASON, crew_sentences.class_of_other_season(row))
        return
    for breach in breaches(_crew(row), rules):
        yield _Found(CrewRule(breach.rule).value, _said(row, breach, rules, listed.day))


def _said(row: EntryRow, breach: Breach, rules: CrewRules, day: date) -> str:
    if breach.limit is not None:
        return crew_sentences.limit_broken(row, breach.limit, breach.found, day)
    if breach.rule == Rule.CAR:
        return crew_sentences.car_not_eligible(row)
    return crew_sentences.wrong_size(row, rules)


def _in_other_cars(row: EntryRow, listed: _Listed) -> Iterator[_Found]:
    """A car that does not take part yet takes its drivers from nobody."""
    names = {seat.driver: seat.name for seat in row.crew}
    for breach in listed.elsewhere.get(row.entry, []):
        numbers = [listed.numbers[entry] for entry in breach.others]
        text = crew_sentences.in_other_cars(names[breach.driver], numbers)
        yield _Found(CrewRule.ONE_CAR.value, text, is_hint=not row.takes_part)


def _missing(row: EntryRow) -> Iterator[_Found]:
    if row.car is None:
        yield _Found(NO_CAR, crew_sentences.no_car())
    if not row.crew:
        yield _Found(NO_CREW, crew_sentences.no_crew())
    if to_be_announced := sum(seat.driver is None for seat in row.crew):
        yield _Found(OPEN_SEATS, crew_sentences.open_seats(to_be_announced), is_hint=True)


def _unknown_categories(row: EntryRow, listed: _Listed) -> Iterator[_Found]:
    """Asked for an event if a rule reads categories, told where other drivers have one."""
    rules = listed.rules.get(row.car_class.pk, CrewRules())
    if not (rules.limits or listed.has_categories):
        return
    for seat in row.crew:
        if seat.driver is not None and not seat.category:
            text = crew_sentences.category_not_known(seat, listed.day)
            is_read = listed.is_of_event and rules.limits
            yield _Found(NO_CATEGORY, text, is_hint=not is_read)


def _crew(row: EntryRow) -> Crew:
    seats = tuple(SeatFacts(seat.driver, seat.category) for seat in row.crew)
    return Crew(row.entry, row.car and row.car.pk, seats)
