"""The season's entries with their crews and waivers."""

from championship.models import Entry, EventEntry

from .dump import Dump, Record
from .values import moment, present, unless


def entry(dump: Dump, entry: Entry) -> Record:
    return present(
        id=dump.ids[entry.pk],
        number=entry.number,
        **{"class": entry.car_class.slug},
        team=entry.team.slug,
        team_name=entry.team_name,
        team_country=entry.team_country.code,
        car=entry.car.slug if entry.car else None,
        kind=entry.kind,
        status=unless(entry.status, Entry.Status.CONFIRMED),
        reserve_place=entry.reserve_place,
        scores=None if entry.scores else False,
        note=entry.note,
        waivers=waivers(entry),
        crew=crew(entry),
    )


def crew(entry: Entry | EventEntry) -> list[str | Record | None]:
    return [_seat(seat) for seat in entry.crew.all()]


def waivers(entry: Entry | EventEntry) -> list[Record]:
    return [
        present(rule=waiver.rule, reason=waiver.reason, granted_at=moment(waiver.granted_at))
        for waiver in entry.waivers.all()
    ]


def _seat(seat) -> str | Record | None:
    if seat.driver is None:
        return None
    if seat.country:
        return {"driver": seat.driver.slug, "country": seat.country.code}
    return seat.driver.slug
