"""Results with poles, decisions and every published revision."""

from collections.abc import Iterable

from championship.models import Result, Session

from .classifications import classifications
from .dump import Dump, Record
from .rulings import honour, ruling
from .timing import timing
from .values import present, session_order

FETCHED = (
    "results__best_lap_driver",
    "results__seats__driver",
    "bonuses__car_class",
    "bonuses__driver",
    "decisions",
    "classifications__restores",
    "classifications__lines__crew__driver",
    "classifications__lines__car_class",
    "classifications__lines__best_lap_driver",
    "classifications__bonuses__car_class",
    "classifications__bonuses__driver",
    "classifications__decisions",
)


def results(dump: Dump) -> list[Record]:
    sessions = dump.season.sessions.prefetch_related(*FETCHED)
    records = [_result(dump, session) for session in sorted(sessions, key=session_order)]
    return [record for record in records if len(record) > 1]


def _result(dump: Dump, session: Session) -> Record:
    decisions = _as_stored(session.decisions.all())
    revisions = sorted(session.classifications.all(), key=lambda row: row.revision)
    return present(
        session=session.slug,
        lines=[_line(dump, row) for row in session.results.all()],
        bonuses=[honour(dump, row) for row in _as_stored(session.bonuses.all())],
        decisions=[ruling(dump, row) for row in decisions],
        classifications=classifications(dump, revisions, decisions),
    )


def _line(dump: Dump, row: Result) -> Record:
    return present(
        car=dump.entry_of_car[row.event_entry_id],
        **timing(row),
        timed_status=row.timed_status,
        place=row.reported_place,
        class_place=row.reported_class_place,
        crew=[seat.driver.slug for seat in row.seats.all()],
    )


def _as_stored(rows: Iterable) -> list:
    return sorted(rows, key=lambda row: row.pk)
