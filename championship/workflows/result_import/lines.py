"""What becomes of one line: the result that the car will have, beside the stored one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from championship.imports.timing import ResultRecord, ResultsFile
from championship.models import CarClass, Driver, EventEntry, Result, Status

from ..entries import at_event
from ..entry_import.facts import who
from ..entry_import.matching import Found
from ..entry_import.plan import CHANGED, NEW, UNCHANGED, FieldChange
from .crews import same_people
from .known import KnownResult, nominated, own_crew
from .plan import LinePlan

# Fields of a result, and what a file has to speak of to change them.
MEASURED = {
    "laps": ("laps", "laps"),
    "time_ms": ("total", "total_ms"),
    "best_lap_ms": ("best_lap", "best_lap_ms"),
    "best_lap_number": ("best_lap_number", "best_lap_number"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One line with everything that it means. `status` and `timed_status` as in LinePlan."""

    record: ResultRecord
    event_entry: EventEntry | None
    car_class: CarClass | None
    stored: Result | None
    status: str
    timed_status: str
    drivers: tuple[Driver, ...]  # as printed; empty if the line names nobody
    nominated: tuple[Driver, ...]

    @property
    def seats(self) -> tuple[Driver, ...]:
        """The crew that the result will have of its own; empty if that of the event holds."""
        if not self.drivers:
            return own_crew(self.stored) if self.stored else ()
        return () if same_people(self.drivers, self.nominated) else self.drivers

    @property
    def class_key(self) -> int | None:
        return self.car_class.top_id if self.car_class else None


def car_of(known: KnownResult, found: Found) -> EventEntry | None:
    """The car at the event: one that is there, or one of the season as it would come there."""
    if found.event_entry or not found.entry:
        return found.event_entry
    car = at_event(known.session.event, found.entry)
    car.car_class = found.entry.car_class
    car.status, car.reserve_place = EventEntry.Status.ENTERED, None
    return car


def crew_named(found: Found) -> tuple[Driver, ...]:
    """Who was nominated for the car a line is."""
    row = found.event_entry or found.entry
    return nominated(row) if row else ()


def plan_lines(known: KnownResult, file: ResultsFile, readings: list[Reading]) -> list[LinePlan]:
    """What becomes of all lines, with the places in class before and after."""
    before = _places(
        (key, row.event_entry.car_class.top_id, row.status) for key, row in known.results.items()
    )
    after = _places((one.record.line, one.class_key, one.status) for one in readings)
    return [_plan(one, file, before, after[one.record.line]) for one in readings]


def _places(cars) -> dict[int, int | None]:
    """The place of each classified car among those of its class, in order; else None."""
    counted: Counter[int | None] = Counter()
    places: dict[int, int | None] = {}
    for key, car_class, status in cars:
        is_in = status == Status.CLASSIFIED and car_class is not None
        counted[car_class] += is_in
        places[key] = counted[car_class] if is_in else None
    return places


def _plan(
    one: Reading, file: ResultsFile, before: Mapping[int, int | None], place: int | None
) -> LinePlan:
    values, stored = _values(one, file), one.stored
    changes = []
    if stored:
        changes = list(_changes(one, stored, values, before[stored.event_entry_id], place))
    return LinePlan(
        record=one.record,
        event_entry=one.event_entry,
        number=one.event_entry.number if one.event_entry else one.record.number,
        team=one.event_entry.team_name if one.event_entry else one.record.team,
        car_class=one.car_class,
        class_place=place,
        status=one.status,
        timed_status=one.timed_status,
        laps=values["laps"],
        time_ms=values["time_ms"],
        best_lap_ms=values["best_lap_ms"],
        crew=one.seats or one.nominated,
        nominated=one.nominated,
        action=NEW if stored is None else CHANGED if changes else UNCHANGED,
        changes=tuple(changes),
        stored=stored,
        values=values,
        seats=one.seats,
    )


def _values(one: Reading, file: ResultsFile) -> dict[str, object]:
    """The fields of the result. What the file does not speak of stays as it is."""
    stored = one.stored or Result()
    values: dict[str, object] = {
        "order": one.record.order,
        "status": one.status,
        "timed_status": one.timed_status,
    }
    for field, (fact, measured) in MEASURED.items():
        source = (one.record, measured) if fact in file.says else (stored, field)
        values[field] = getattr(*source)
    return values | _of_the_best_lap(stored, values["best_lap_ms"], file)


def _of_the_best_lap(stored: Result, best: int | None, file: ResultsFile) -> dict[str, object]:
    """What no file says of it is kept as long as the lap is the same."""
    facts: dict[str, object] = {"best_lap_driver_id": stored.best_lap_driver_id}
    if best != stored.best_lap_ms:
        facts["best_lap_driver_id"] = None
        if "best_lap_number" not in file.says:
            facts["best_lap_number"] = None
    second = stored.second_best_lap_ms
    is_second = second is None or best is None or second >= best
    return facts | {"second_best_lap_ms": second if is_second else None}


def _changes(
    one: Reading, stored: Result, values: Mapping[str, object], old: int | None, new: int | None
) -> Iterator[FieldChange]:
    pairs = [
        ("order", stored.order, values["order"]),
        ("class_place", old, new),
        ("status", stored.status, one.status),
        *_status_in_file(one, stored),
        ("laps", stored.laps, values["laps"]),
        ("time", stored.time_ms, values["time_ms"]),
        ("best_lap", stored.best_lap_ms, values["best_lap_ms"]),
    ]
    for name, before, after in pairs:
        if before != after:
            yield FieldChange(name, before, after)
    crew, drivers = own_crew(stored) or one.nominated, one.seats or one.nominated
    if [who(driver) for driver in crew] != [who(driver) for driver in drivers]:
        yield FieldChange("crew", tuple(map(str, crew)), tuple(map(str, drivers)))


def _status_in_file(one: Reading, stored: Result) -> Iterator[tuple[str, str, str]]:
    """Said only where it is not what the status itself changes from and to."""
    pair = (stored.timed_status, one.timed_status)
    if stored.timed_status and pair != (stored.status, one.status):
        yield ("timed_status", *pair)
