"""Results with poles, decisions and every published revision."""

from championship.models import Classification, Session
from championship.workflows.official_result import published_as_computed

from .dump import Dump, Record
from .values import duration, moment, plain_decimal, present, session_order, unless


def results(dump: Dump) -> list[Record]:
    sessions = dump.season.sessions.prefetch_related(
        "results",
        "bonuses__car_class",
        "bonuses__driver",
        "bonuses__event_entry",
        "decisions",
        "classifications__lines__crew__driver",
        "classifications__lines__car_class",
    )
    records = [_result(dump, session) for session in sorted(sessions, key=session_order)]
    return [record for record in records if len(record) > 1]


def _result(dump: Dump, session: Session) -> Record:
    classifications = sorted(session.classifications.all(), key=lambda row: row.revision)
    classes = {car.pk: car.car_class_id for car in dump.event_entries}
    return present(
        session=session.slug,
        lines=[
            present(car=dump.entry_of_car[row.event_entry_id], **_timing(row))
            for row in session.results.all()
        ],
        bonuses=[
            present(
                kind=row.kind,
                car=dump.entry_of_car[row.event_entry_id],
                **{
                    "class": None
                    if row.car_class_id == classes[row.event_entry_id]
                    else row.car_class.slug
                },
                driver=row.driver.slug if row.driver else None,
                time=duration(row.time_ms),
            )
            for row in sorted(session.bonuses.all(), key=lambda row: row.pk)
        ],
        decisions=[
            _decision(dump, row) for row in sorted(session.decisions.all(), key=lambda row: row.pk)
        ],
        classifications=[
            _classification(dump, row, newest=row is classifications[-1]) for row in classifications
        ],
    )


def _decision(dump: Dump, row) -> Record:
    return present(
        number=row.number,
        car=dump.entry_of_car[row.event_entry_id],
        penalty=row.penalty,
        time=duration(row.time_ms),
        laps=row.laps,
        places=row.places,
        fine=None if row.fine_amount is None else plain_decimal(row.fine_amount),
        currency=row.fine_currency,
        article=row.article,
        reason=row.reason,
        outcome=row.outcome,
        state=unless(row.state, row.State.IN_FORCE),
        is_in_timing=row.is_in_timing or None,
        decided_at=moment(row.decided_at),
    )


def _classification(dump: Dump, row: Classification, *, newest: bool) -> Record:
    lines = None
    if not (newest and published_as_computed(row)):
        lines = [_classification_line(dump, line) for line in row.lines.all()]
    return present(
        state=row.state, published_at=moment(row.published_at), note=row.note, lines=lines
    )


def _classification_line(dump: Dump, line) -> Record:
    return present(
        car=dump.entry_of_car[line.event_entry_id],
        **{"class": line.car_class.slug},
        number=line.number,
        team_name=line.team_name,
        place=line.place,
        class_place=line.class_place,
        **_timing(line),
        scores=None if line.scores else False,
        crew=[seat.driver.slug for seat in line.crew.all()],
    )


def _timing(row) -> Record:
    return {
        "status": unless(row.status, "classified"),
        "laps": row.laps,
        "time": duration(row.time_ms),
        "best_lap": duration(row.best_lap_ms),
        "best_lap_number": row.best_lap_number,
    }
