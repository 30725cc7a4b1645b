"""The season's entries with their crews."""

from championship.models import Entry

from .dump import Dump, Record
from .values import present, unless


def entry(dump: Dump, entry: Entry) -> Record:
    return present(
        id=dump.ids[entry.pk],
        number=entry.number,
        **{"class": entry.car_class.slug},
        team=entry.team.slug,
        team_name=entry.team_name,
        car=entry.car.slug if entry.car else None,
        kind=entry.kind,
        status=unless(entry.status, Entry.Status.CONFIRMED),
        reserve_place=entry.reserve_place,
        scores=None if entry.scores else False,
        note=entry.note,
        crew=_season_crew(entry),
    )


def _season_crew(entry: Entry) -> list[str | None]:
    return [seat.driver.slug if seat.driver else None for seat in entry.crew.all()]
