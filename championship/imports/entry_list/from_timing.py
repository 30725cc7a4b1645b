"""The cars of a timing file as entries."""

from .. import timing
from ..table.crews import double_in_cars, double_in_crew
from ..timing import TimingFile, TimingRecord
from . import checks
from .records import EntryFile, EntryRecord, entry_file


def entries_of(file: TimingFile) -> EntryFile:
    """Every car of a classification as an entry; kind and status are never in such a file.

    A driver in two cars is a warning here: it has happened.
    """
    records = [entry_of(record) for record in file.records]
    file.notes.problems += [
        *checks.double_numbers(records, "NUMBER", by_class=True),
        *double_in_crew(records),
        *checks.large_crews(records),
    ]
    file.notes.warnings += double_in_cars(records)
    return entry_file(
        "timing",
        file.variant,
        encoding=file.encoding,
        separator=file.separator,
        says=_says(file.filled),
        records=records,
        notes=file.notes,
        ignored=file.ignored,
    )


def entry_of(record: TimingRecord) -> EntryRecord:
    """What a line of timing says of an entry."""
    return EntryRecord(
        line=record.line,
        number=record.number,
        car_class=record.source_class,
        sub_class=record.group or record.division,
        team=record.team,
        team_country="",
        car=record.vehicle,
        kind="",
        status="",
        reserve_place=None,
        drivers=record.drivers,
    )


def _says(filled: frozenset[str]) -> set[str]:
    """The facts of the columns that hold anything: an empty one in a fixed layout says nothing."""
    told = {
        "number": "NUMBER" in filled,
        "class": bool(filled & {"CLASS", "CLASS_TYPE"}),
        "sub_class": bool(filled & {"GROUP", "DIVISION"}),
        "team": "TEAM" in filled,
        "car": "VEHICLE" in filled,
        "drivers": timing.has_names(filled),
        "driver_countries": timing.has_part(filled, "COUNTRY"),
        "driver_categories": timing.has_part(filled, "LICENSE", "IMSA_DRIVERRATINGLONG"),
    }
    return {fact for fact, is_told in told.items() if is_told}
