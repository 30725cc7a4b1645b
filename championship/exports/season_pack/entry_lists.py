"""The published issues of entry lists, line by line as they were printed."""

from datetime import date

from championship.models import (
    Driver,
    Entry,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
)
from championship.queries.entry_list import list_day

from .dump import Dump, Record
from .values import moment, present, unless


def entry_lists(dump: Dump) -> list[Record]:
    return [_issue(dump, row) for row in dump.entry_lists]


def _issue(dump: Dump, row: EntryListRevision) -> Record:
    day = None if row.published_at else row.published_on
    return present(
        number=row.number,
        event=row.event.slug if row.event else None,
        state=row.state,
        published_on=day.isoformat() if day else None,
        published_at=moment(row.published_at),
        note=row.note,
        reason=row.reason,
        cars={count.car_class.slug: count.cars for count in row.counts.all()},
        entries=[_line(dump, line, list_day(dump.season, row.event)) for line in row.lines.all()],
    )


def _line(dump: Dump, line: EntryListLine, day: date) -> Record:
    car = present(
        entry=dump.ids[line.entry_id],
        number=line.number,
        **{"class": line.car_class.slug},
        team_name=line.team_name,
        team_country=line.team_country.code,
        car=line.car.slug if line.car else None,
    )
    car |= _differing(car_name=(line.car_name, str(line.car or "")))
    return car | present(
        kind=line.kind,
        status=unless(line.status, Entry.Status.CONFIRMED),
        reserve_place=line.reserve_place,
        scores=None if line.scores else False,
        note=line.note,
        waivers=[{"rule": row.rule, "reason": row.reason} for row in line.waivers.all()],
        crew=[_seat(seat, day) for seat in line.crew.all()],
    )


def _seat(seat: EntryListSeat, day: date) -> str | Record | None:
    """The driver, and what was printed otherwise than it is known of the driver today."""
    driver = seat.driver
    if driver is None:
        return None
    differing = _differing(
        given_name=(seat.given_name, driver.given_name),
        family_name=(seat.family_name, driver.family_name),
        country=(seat.country.code or "", driver.country.code or ""),
        category=(seat.category, _category(driver, day)),
    )
    return {"driver": driver.slug, **differing} if differing else driver.slug


def _differing(**facts: tuple[str, str]) -> Record:
    """What was printed, where it is not as it is known today; empty is a fact here."""
    return {name: printed for name, (printed, known) in facts.items() if printed != known}


def _category(driver: Driver, day: date) -> str:
    """The category valid on a day."""
    valid = [(row.valid_from, row.category) for row in driver.categories.all()]
    return max((fact for fact in valid if fact[0] <= day), default=(day, ""))[1]
