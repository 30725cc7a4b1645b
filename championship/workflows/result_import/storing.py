"""From a plan to the database: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import IntegrityError, OperationalError, transaction

from championship.imports.timing import ResultsFile
from championship.models import (
    EventCrewSeat,
    EventEntry,
    Result,
    ResultImport,
    ResultSeat,
    Season,
    Session,
    StatusAlias,
    StoredFile,
)

from ..bulk import insert_objects
from ..entry_import.naming import add, remember
from .known import load_known_result, own_crew
from .plan import LinePlan, ResultPlan
from .planning import plan_with

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class CannotImport(Exception):
    """Problems, open questions or warnings nobody said yes to are left; nothing was stored."""

    def __init__(self, plan: ResultPlan):
        super().__init__("The result can't be imported.")
        self.plan = plan


class ChangedMeanwhile(Exception):
    """What is stored is no longer what the preview was made from; nothing was stored."""


@dataclass(frozen=True, slots=True)
class ImportedResult:
    """What was stored; `version` is None for what was typed, and for the newest file again."""

    plan: ResultPlan
    version: ResultImport | None


def import_results(
    session: Session,
    file: ResultsFile,
    content: bytes,
    answers: Mapping[str, str],
    *,
    shown: str,
    now: datetime,
    user=None,
    statuses: Mapping[int, str] | None = None,
    accepted: bool = False,
) -> ImportedResult:
    """Store a result as the preview showed it, and its file. Nothing is published by it.

    `shown` is the fingerprint of the plan that was shown; every question of the plan is in
    `answers`; `accepted` says that its warnings were seen. The season is locked. Forty
    queries at most, whatever the number of cars.

    Raises ChangedMeanwhile if the plan would be another one by now, and CannotImport while
    there are problems, questions without an answer, or warnings that were not accepted.
    """
    try:
        with transaction.atomic():
            Season.objects.select_for_update().filter(pk=session.season_id).first()
            known = load_known_result(_fresh(session))
            plan = plan_with(known, file, answers, statuses or {})
            if plan.fingerprint != shown:
                raise ChangedMeanwhile
            if plan.stores_nothing and not plan.problems:
                return ImportedResult(plan, None)
            _check(plan, answers, accepted=accepted)
            return ImportedResult(plan, _store(plan, content, user, now))
    except (IntegrityError, OperationalError) as error:
        # Somebody added the same driver for another season, or deletes a car of this one.
        raise ChangedMeanwhile from error


def _fresh(session: Session) -> Session:
    """The session as it is once whoever else works on this season is through."""
    joined = Session.objects.select_related("season__series", "event")
    found = joined.filter(pk=session.pk).first()
    if found is None:
        raise ChangedMeanwhile
    return found


def _check(plan: ResultPlan, answers: Mapping[str, str], *, accepted: bool) -> None:
    unanswered = any(not one.answer or one.key not in answers for one in plan.questions)
    unseen = plan.needs_yes and not accepted
    if plan.problems or plan.refused or unanswered or unseen:
        raise CannotImport(plan)


def _store(plan: ResultPlan, content: bytes, user, now: datetime) -> ResultImport | None:
    add(plan.added)
    remember(plan.aliases)
    if plan.status_words:
        StatusAlias.objects.bulk_create(plan.status_words, ignore_conflicts=True)
    _enter(plan.joining)
    _store_results(plan)
    if plan.is_typed or plan.is_same_file:
        return None
    return _keep(plan, content, user, now)


def _enter(lines: list[LinePlan]) -> None:
    """Cars of the season come onto the event's list, with the crews they have there."""
    if lines:
        EventEntry.objects.bulk_create([line.event_entry for line in lines])
    insert_objects(
        [
            EventCrewSeat(
                event_entry=line.event_entry,
                order=seat.order,
                driver=seat.driver,
                country=seat.country,
            )
            for line in lines
            for seat in line.event_entry.entry.crew.all()
        ]
    )


def _store_results(plan: ResultPlan) -> None:
    """Write the results that differ, and let those go that the file does not have."""
    session = plan.session
    if plan.missing:
        gone = [one.result.pk for one in plan.missing]
        session.results.filter(pk__in=gone).delete()
    written = [line for line in plan.lines if _is_other(line)]
    if written:
        Result.objects.bulk_create(
            [_result(session, line) for line in written],
            update_conflicts=True,
            unique_fields=["session", "event_entry"],
            update_fields=sorted(written[0].values),
        )
    _store_seats(session, [line for line in plan.lines if line.seats != _seats_before(line)])


def _is_other(line: LinePlan) -> bool:
    stored = line.stored
    return stored is None or any(
        getattr(stored, name) != value for name, value in line.values.items()
    )


def _result(session: Session, line: LinePlan) -> Result:
    place = line.stored.grid_place if line.stored else None
    return Result(session=session, event_entry=line.event_entry, grid_place=place, **line.values)


def _seats_before(line: LinePlan) -> tuple:
    return own_crew(line.stored) if line.stored else ()


def _store_seats(session: Session, lines: Iterable[LinePlan]) -> None:
    """Write the crews that are not those of the event anew, each as a whole."""
    lines = list(lines)
    if not lines:
        return
    cars = [line.event_entry.pk for line in lines]
    keys = dict(session.results.filter(event_entry__in=cars).values_list("event_entry", "pk"))
    ResultSeat.objects.filter(result__in=keys.values()).delete()
    insert_objects(
        [
            ResultSeat(result_id=keys[line.event_entry.pk], order=order, driver=driver)
            for line in lines
            for order, driver in enumerate(line.seats, start=1)
        ]
    )


# The file


def _keep(plan: ResultPlan, content: bytes, user, now: datetime) -> ResultImport:
    file = plan.file
    stored = StoredFile.objects.create(
        name=_name(file.name),
        media_type=MEDIA_TYPES.get(file.format, "application/octet-stream"),
        size=len(content),
        sha256=file.sha256,
        content=content,
        stored_at=now,
        stored_by=user,
    )
    return ResultImport.objects.create(
        session=plan.session,
        version=plan.version,
        file=stored,
        variant=file.variant,
        encoding=file.encoding,
        label=_label(file),
        cars=len(plan.lines),
        imported_at=now,
        imported_by=user,
    )


def _name(name: str) -> str:
    """The name without folders and signs that nobody sees, the end of it if it is long."""
    last = PurePath(name.replace("\\", "/")).name
    seen = "".join(sign for sign in last if sign.isprintable())
    return seen[-200:] or "results"


def _label(file: ResultsFile) -> str:
    """What the name says of the version, in the words that timing uses."""
    hour = f"hour {file.hints.hour}" if file.hints.hour is not None else ""
    return ", ".join(filter(None, [file.hints.version, hour]))
