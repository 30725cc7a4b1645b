"""From a plan to the database: all of it in one transaction, or nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model

from championship.imports.entry_list import EntryFile
from championship.models import (
    CrewSeat,
    Driver,
    DriverCategory,
    Entry,
    Event,
    EventCrewSeat,
    EventEntry,
    Season,
)
from championship.queries.coming import coming_events, entered_at
from championship.queries.entry_list import list_day

from ..bulk import insert_objects
from ..entry_statuses import OF_EVENT, OF_SEASON, OFF_THE_LIST, give, number_reserves
from ..standings import lock_tables, store_standings
from ..what_if import TableChange, stored_tables, what_would_change
from .comparing import crew_of
from .facts import who
from .known import GONE, load_known
from .naming import add, remember
from .plan import Crew, ImportPlan, LinePlan
from .planning import plan_with


class CannotImport(Exception):
    """Problems or open questions are left in the plan; nothing was stored."""

    def __init__(self, plan: ImportPlan):
        super().__init__("The file can't be imported.")
        self.plan = plan


class ChangedMeanwhile(Exception):
    """What is stored is no longer what the preview was made from; nothing was stored."""


@dataclass(slots=True)
class Imported:
    """What was stored. Entries that were withdrawn have left the events `withdrawn_at`.

    Reserves that `moved_up` have other places; `tables` are the championships whose
    standings were computed again.
    """

    plan: ImportPlan
    withdrawn_at: list[EventEntry] = field(default_factory=list)
    moved_up: list[Entry | EventEntry] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


def import_entries(
    season: Season,
    event: Event | None,
    file: EntryFile,
    answers: Mapping[str, str],
    *,
    shown: str,
    now: datetime,
    new_status: str = Entry.Status.CONFIRMED,
    withdraw: Collection[int] = (),
) -> Imported:
    """Store what a file says of the list of a season or event, as the preview showed it.

    `shown` is the fingerprint of the plan that was shown, made without answers; every
    question of that plan is in `answers`. The season is locked, the standings follow.

    Raises ChangedMeanwhile if the plan would be another one by now, and CannotImport
    while there are problems or questions without an answer.
    """
    try:
        with transaction.atomic():
            lock_tables([season.pk])
            known = load_known(season, event)
            if plan_with(known, file, {}, new_status=new_status).fingerprint != shown:
                raise ChangedMeanwhile
            plan = plan_with(known, file, answers, new_status=new_status, withdraw=withdraw)
            if plan.problems or plan.refused or is_unanswered(plan, answers):
                raise CannotImport(plan)
            return store(plan, now=now)
    except IntegrityError as error:  # somebody made the same team for another season
        raise ChangedMeanwhile from error


def is_unanswered(plan: ImportPlan, answers: Mapping[str, str]) -> bool:
    """Whether a question is left open, or was asked only after another one was answered."""
    return any(not one.answer or one.key not in answers for one in plan.questions)


def changed_tables(
    season: Season, event: Event | None, file: EntryFile, *, now: datetime, **options
) -> list[TableChange]:
    """Every table that an import would give otherwise. Nothing is kept.

    `options` are those of plan_import(). Two queries if the season has no tables yet.
    """
    before = stored_tables(season)
    if not before:
        return []
    with transaction.atomic():
        lock_tables([season.pk])
        plan = plan_with(load_known(season, event), file, {}, **options)
        if plan.problems or plan.open_questions:
            return []
        _store(plan, now)
        changes = what_would_change(season, before)
        transaction.set_rollback(True)
    return changes


def store(plan: ImportPlan, *, now: datetime) -> Imported:
    """Write a plan without problems. Its caller owns the transaction, and the season's lock."""
    imported = _store(plan, now)
    imported.tables = store_standings(plan.season)
    return imported


def _store(plan: ImportPlan, now: datetime) -> Imported:
    imported = Imported(plan)
    crews = _changed_crews((line.entry, line.crew) for line in plan.lines)
    crews_there = _changed_crews((line.event_entry, line.event_crew) for line in plan.lines)
    before = {line.entry.pk: line.entry.status for line in plan.lines if line.entry.pk}
    for rows in plan.added:
        add(rows)
    remember(plan.aliases)
    _store_facts(plan)
    _withdraw(plan)
    _store_rows(Entry, [(line.entry, line.values) for line in plan.lines])
    _store_crews(CrewSeat, "entry", crews)
    if plan.event:
        for line in plan.lines:
            line.event_entry.entry = line.entry
        _store_rows(EventEntry, [(line.event_entry, line.event_values) for line in plan.lines])
        _store_crews(EventCrewSeat, "event_entry", crews_there)
    _follow(plan, before, imported, now)
    return imported


# Teams, drivers, cars


def _store_facts(plan: ImportPlan) -> None:
    by_model: dict[type[Model], list[Model]] = {}
    for fact in plan.facts.countries.values():
        fact.row.country = fact.code
        by_model.setdefault(type(fact.row), []).append(fact.row)
    for model, rows in by_model.items():
        model.objects.bulk_update([row for row in rows if row.pk], ["country"])
    day = list_day(plan.season, plan.event)
    told = {one.driver.pk: one.category for one in plan.facts.categories.values()}
    stored = DriverCategory.objects.filter(driver__in=told, valid_from=day)
    on_the_day = {row.driver_id: row for row in stored}
    for driver, row in on_the_day.items():
        row.category = told[driver]
    DriverCategory.objects.bulk_update(on_the_day.values(), ["category"])
    insert_objects(
        [
            DriverCategory(driver_id=driver, category=category, valid_from=day)
            for driver, category in told.items()
            if driver not in on_the_day
        ]
    )


# Entries and their crews


def _store_rows(model: type[Model], rows: Iterable[tuple[Model, Mapping[str, object]]]) -> None:
    """Write the entries that differ: first they free their numbers and places for each other."""
    new, stored, fields = [], [], set()
    for row, values in rows:
        if row.pk is None:
            new.append(row)
        elif any(getattr(row, name) != value for name, value in values.items()):
            stored.append(row)
            fields |= values.keys()
        for name, value in values.items():
            setattr(row, name, value)
    if OFF_THE_LIST.keys() <= fields:
        model.objects.filter(pk__in=[row.pk for row in stored]).update(**OFF_THE_LIST)
    if stored:
        model.objects.bulk_update(stored, sorted(fields))
    model.objects.bulk_create(new)


def _changed_crews(crews: Iterable[tuple]) -> list[tuple]:
    """Those that are not stored like that. To be asked before anything is stored."""
    return [(row, crew) for row, crew in crews if row and crew is not None and _differs(row, crew)]


def _differs(row: Entry | EventEntry, crew: Crew) -> bool:
    stored = crew_of(row) if row.pk else ()
    return [_seated(seat) for seat in stored] != [_seated(seat) for seat in crew]


def _seated(seat: tuple[Driver | None, str]) -> tuple:
    driver, code = seat
    return (who(driver) if driver else None, code)


def _store_crews(model: type[Model], owner: str, crews: list[tuple]) -> None:
    """Write crews anew, each as a whole."""
    model.objects.filter(**{f"{owner}__in": [row.pk for row, _crew in crews]}).delete()
    insert_objects(
        [
            model(**{owner: row}, order=order, driver=driver, country=country)
            for row, crew in crews
            for order, (driver, country) in enumerate(crew, start=1)
        ]
    )


# What follows


def _withdraw(plan: ImportPlan) -> None:
    rows = [one.row for one in plan.withdrawn]
    if rows:
        give(OF_EVENT if plan.event else OF_SEASON, rows, Entry.Status.WITHDRAWN)


def _follow(plan: ImportPlan, before: Mapping[int, str], imported: Imported, now: datetime) -> None:
    """Reserves move up, and entries that left the season leave its coming events."""
    kind = OF_EVENT if plan.event else OF_SEASON
    touched = [_listed(line) for line in [*plan.new, *plan.changed]]
    touched += [one.row for one in plan.withdrawn]
    if not touched:
        return
    imported.moved_up = number_reserves(kind, touched)
    if plan.event:
        return
    left = [
        row
        for row in touched
        if row.status in GONE and before.get(row.pk, Entry.Status.RECEIVED) not in GONE
    ]
    if left:
        events = coming_events(plan.season, now=now)
        leaving = list(entered_at(events, left).select_related("event"))
        give(OF_EVENT, leaving, EventEntry.Status.WITHDRAWN)
        number_reserves(OF_EVENT, leaving)
        imported.withdrawn_at = leaving


def _listed(line: LinePlan) -> Entry | EventEntry:
    return line.event_entry or line.entry
