"""Places on the reserve list as an import leaves them: 1, 2, 3, whatever gaps the file has."""

from collections.abc import Iterable

from championship.imports.entry_list import EntryRecord
from championship.models import Entry, EventEntry

from .known import Known
from .matching import Found

RESERVE = Entry.Status.RESERVE

Places = dict[int, int | None]  # by the line


def reserve_places(
    known: Known, records: Iterable[EntryRecord], found: dict[int, Found], *, new_status: str
) -> Places:
    """The place of each line that is a reserve; None for one that will come last.

    A file that says Reserve 1 and Reserve 3 means the first and the second: in that order
    they stay, so that the same file changes nothing the next time.
    """
    rows = {
        record.line: found[record.line].event_entry if known.event else found[record.line].entry
        for record in records
    }
    reserves = [one for one in records if _status(one, rows[one.line], new_status) == RESERVE]
    stored: Places = {one.line: _place(rows[one.line]) for one in reserves}
    told: Places = {one.line: one.reserve_place for one in reserves if one.reserve_place}
    if _is_in_order(told, stored):
        return stored
    named = {id(row) for row in rows.values()}
    others = [_place(row) for row in known.listed if id(row) not in named]
    places = stored | told
    every = sorted(filter(None, [*others, *places.values()]))
    return {line: every.index(place) + 1 if place else None for line, place in places.items()}


def _status(record: EntryRecord, row: Entry | EventEntry | None, new_status: str) -> str:
    return record.status or (row.status if row else new_status)


def _place(row: Entry | EventEntry | None) -> int | None:
    return row.reserve_place if row else None


def _is_in_order(told: Places, stored: Places) -> bool:
    """Whether the reserves stand already as the file orders them."""
    lines = sorted(told, key=lambda line: told[line])
    places = [stored[line] for line in lines]
    return None not in places and places == sorted(places)
