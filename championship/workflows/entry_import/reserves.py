"""Places on the reserve list as an import leaves them: 1, 2, 3, whatever gaps the file has."""

from collections.abc import Iterable

from championship.imports.entry_list import EntryRecord
from championship.models import Entry

from .known import Known
from .matching import Found

RESERVE = Entry.Status.RESERVE


def reserve_places(
    known: Known, records: Iterable[EntryRecord], found: dict[int, Found], *, new_status: str
) -> dict[int, int | None]:
    """The place of each line that is a reserve; None for one that will come last.

    A file that says Reserve 1 and Reserve 3 means the first and the second, so that the
    same file changes nothing the next time. Where the stored list has gaps itself, the
    places are taken as they are.
    """
    told = {}
    for record in records:
        stored = found[record.line].event_entry if known.event else found[record.line].entry
        if (record.status or (stored.status if stored else new_status)) == RESERVE:
            told[record.line] = record.reserve_place or (stored.reserve_place if stored else None)
    named = {id(one.event_entry if known.event else one.entry) for one in found.values()}
    kept = [row.reserve_place for row in known.listed if id(row) not in named and row.reserve_place]
    if _has_gaps(row.reserve_place for row in known.listed if row.reserve_place):
        return told
    every = sorted([*kept, *filter(None, told.values())])
    return {line: every.index(place) + 1 if place else None for line, place in told.items()}


def _has_gaps(places: Iterable[int]) -> bool:
    return any(place != rank for rank, place in enumerate(sorted(places), start=1))
