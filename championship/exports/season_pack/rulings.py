"""Who holds a pole or a fastest lap, and what stewards ruled: as recorded, or as published."""

from championship.models import AppliedDecision, Bonus, ClassifiedBonus, Decision

from .dump import Dump, Record
from .values import duration, moment, plain_decimal, points, present, unless


def honour(dump: Dump, row: Bonus | ClassifiedBonus) -> Record:
    """The class is left out where it is the car's own."""
    car = dump.car_by_key[row.event_entry_id]
    own = row.car_class_id == car.car_class_id
    return present(
        kind=row.kind,
        car=dump.ids[car.entry_id],
        **{"class": None if own else row.car_class.slug},
        driver=row.driver.slug if row.driver else None,
        time=duration(row.time_ms),
    )


def ruling(dump: Dump, row: Decision | AppliedDecision) -> Record:
    return present(
        number=row.number,
        car=dump.entry_of_car[row.event_entry_id],
        penalty=row.penalty,
        time=duration(row.time_ms),
        laps=row.laps,
        places=row.places,
        points=None if row.points is None else points(row.points),
        fine=None if row.fine_amount is None else plain_decimal(row.fine_amount),
        currency=row.fine_currency,
        article=row.article,
        reason=row.reason,
        outcome=row.outcome,
        state=unless(row.state, row.State.IN_FORCE),
        is_in_timing=row.is_in_timing or None,
        decided_at=moment(row.decided_at),
    )
