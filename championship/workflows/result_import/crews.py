"""Who drove: the names of a result, first among the crew of the car."""

from collections.abc import Iterable

from championship.imports.entry_list import DriverCell, EntryFile, EntryRecord
from championship.models import Driver, EventEntry
from championship.queries.entry_names import spelling

from ..entry_import.choosing import Choice, Choices, digest
from ..entry_import.facts import who
from ..entry_import.known import Known
from ..entry_import.matching import Found
from ..entry_import.people import People, name_of
from ..entry_import.plan import Answers, Question


class AskedChoices(Choices):
    """Names of which none becomes somebody new unless staff say so."""

    def _question(self, key: str, choice: Choice) -> Question | None:
        return super()._question(key, choice) or Question(
            key=f"{self.kind}-{digest(key)}",
            kind=self.kind,
            printed=choice.printed,
            reason="nobody",
            lines=choice.lines,
            candidates=[],
        )


class Crews(People):
    """The drivers of a result: of the car's own crew, of the event, of the season, or anybody."""

    of_drivers = AskedChoices

    def __init__(self, known: Known, file: EntryFile, answers: Answers):
        super().__init__(known, file, answers)
        self._near = (_seated(known.event_entries), _seated(known.entries))

    def note_drivers(self, record: EntryRecord, found: Found) -> None:
        super().note_drivers(record, found)
        places = range(len(record.drivers))
        asked = [self._meant.get((record.line, "driver", place)) for place in places]
        for choice in filter(None, asked):
            # Whoever is left of the crew may be meant, if nobody has a name like it.
            choice.hints += [] if choice.row else choice.own

    def of(self, record: EntryRecord) -> list[tuple[str, Driver]]:
        """The drivers of a line in order, each beside the printed name."""
        cells = [(place, cell) for place, cell in enumerate(record.drivers) if cell]
        return [(cell.printed, self.row(record.line, "driver", place)) for place, cell in cells]

    def _known_driver(self, cell: DriverCell, own: list[Driver]) -> Driver | None:
        row = super()._known_driver(cell, own)
        if row or spelling(name_of(cell)) in self._shared:
            return row
        exact = self.known.drivers.spelled(name_of(cell))
        for near in self._near:
            fitting = [driver for driver in exact if driver.pk in near]
            if len(fitting) == 1:
                return fitting[0]
        return None


def same_people(one: Iterable[Driver], other: Iterable[Driver]) -> bool:
    """Whether two crews are the same drivers, in whatever order."""
    return {who(driver) for driver in one} == {who(driver) for driver in other}


def _seated(rows: Iterable[EventEntry]) -> frozenset[int]:
    return frozenset(seat.driver_id for row in rows for seat in row.crew.all() if seat.driver_id)
