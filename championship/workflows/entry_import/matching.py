"""Which entry of the season, and which car of the event, each line of a file is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from championship.imports.entry_list import EntryRecord
from championship.models import CarClass, Entry, EventEntry
from championship.queries.entry_names import letters

from .known import GONE, Known
from .plan import NEW, Answers, Candidate, Question

Row = Entry | EventEntry
KEEP = "-keep"  # behind the key of an entry: it is the one, but keeps its number


@dataclass(slots=True)
class Found:
    """The entry and the car at the event that a line is; None: not on the list yet."""

    entry: Entry | None = None
    event_entry: EventEntry | None = None
    number: str = ""


class Matching:
    """Finds the rows of all lines: by number and team, then by number, then staff are asked.

    A car that is withdrawn or rejected has left its number: it is found again only by
    its team, or by a line that says itself that it is out. Where team and crew stand on
    the list under another number, the number alone is nobody: two cars may change numbers.
    """

    def __init__(
        self,
        known: Known,
        records: Iterable[EntryRecord],
        classes: Mapping[int, CarClass | None],
        answers: Answers,
    ):
        self.known, self.records = known, list(records)
        self.classes, self.answers = classes, answers
        self.questions: list[Question] = []
        self._claimed: set[Row] = set()
        self._renumbered: dict[int, list[Row]] = {}
        self._numbers: set[str] = set()
        self._at_event = {row.entry_id: row for row in known.event_entries}

    def find(self) -> dict[int, Found]:
        """What each line is, by its line."""
        found: dict[int, Found] = {
            record.line: Found(number=record.number) for record in self.records
        }
        self._step(found, self.known.listed, self._is_same_car)
        self._note_renumbered(found)
        steps: list[tuple[Iterable[Row], Callable[[EntryRecord, Row], bool]]] = [
            (self.known.listed, self._has_number),
        ]
        if self.known.event:
            steps += [
                (self.known.entries, self._is_same_car),
                (self.known.entries, self._has_number),
            ]
        for rows, fits in steps:
            self._step(found, rows, fits)
        # First those that leave a number, which is then free for the others.
        for record in sorted(self.records, key=lambda one: not self._renumbered.get(one.line)):
            if not found[record.line].entry:
                self._ask(record, found[record.line])
        return found

    def _step(self, found: dict[int, Found], rows: Iterable[Row], fits) -> None:
        by_number: dict[str, list[Row]] = {}
        for row in rows:
            by_number.setdefault(row.number, []).append(row)
        for record in self.records:
            if found[record.line].entry:
                continue
            numbered = by_number.get(record.number, [])
            fitting = [row for row in numbered if self._is_free(row) and fits(record, row)]
            fitting.sort(key=lambda row: is_gone(row) != (record.status in GONE))
            if fitting:
                self._claim(found[record.line], fitting[0])

    def _is_same_car(self, record: EntryRecord, row: Row) -> bool:
        return self._is_same_team(record, row)

    def _has_number(self, record: EntryRecord, row: Row) -> bool:
        if record.status in GONE:
            return True
        has_another = any(self._is_free(other) for other in self._renumbered.get(record.line, ()))
        return not (is_gone(row) or has_another or self._is_renumbered(row, record))

    def _note_renumbered(self, found: dict[int, Found]) -> None:
        """The cars that team, class and crew of a line point to, though not its number."""
        rows = self._on_the_list()
        self._numbers = {row.number for row in rows}
        crews = [(row, _drivers_of(row)) for row in rows]
        for record in self.records:
            if found[record.line].entry or not record.drivers:
                continue
            named = _drivers_in(record)
            own = [row for row, drivers in crews if named & drivers and self._may_be(record, row)]
            self._renumbered[record.line] = [row for row in own if row.number != record.number]

    def _is_renumbered(self, row: Row, record: EntryRecord) -> bool:
        """Whether another line of the file seems to be this car."""
        return any(row in rows for line, rows in self._renumbered.items() if line != record.line)

    def _is_free(self, row: Row) -> bool:
        if row in self._claimed:
            return False
        at_event = self.known.event and isinstance(row, Entry)
        return not (at_event and row.pk in self._at_event)

    def _claim(self, found: Found, row: Row) -> None:
        self._claimed.add(row)
        if isinstance(row, EventEntry):
            found.entry, found.event_entry = row.entry, row
        else:
            found.entry = row

    def _is_same_team(self, record: EntryRecord, row: Row) -> bool:
        return bool(record.team) and letters(record.team) in map(letters, self.team_names(row))

    def team_names(self, row: Row) -> list[str]:
        """Every name under which the team of an entry may be printed."""
        entry = row.entry if isinstance(row, EventEntry) else row
        names = [*self.known.teams.names[entry.team_id], entry.team_name]
        return [name for name in (*names, row.team_name) if name]

    # A number that the list does not have

    def _ask(self, record: EntryRecord, found: Found) -> None:
        candidates = self._candidates(record)
        if not candidates:
            return
        question = Question(
            key=f"entry-{record.line}-{record.number}",
            kind="entry",
            printed=f"#{record.number} {record.team}".strip(),
            reason=self._reason(record, candidates),
            lines=[record.line],
            candidates=[
                Candidate(key, f"#{row.number}", self._about(row)) for key, row in candidates
            ],
            suggested=self._suggested(record, candidates),
        )
        self.questions.append(question)
        answer = self.answers.settle(question)
        if answer not in ("", NEW):
            row = dict(candidates)[answer]
            self._claim(found, row)
            if answer.endswith(KEEP):
                found.number = row.number

    def _reason(self, record: EntryRecord, candidates: list[tuple[str, Row]]) -> str:
        if record.number in self._numbers:
            return "renumbered"
        return "zeros" if any(KEEP in key for key, _row in candidates) else "number"

    def _candidates(self, record: EntryRecord) -> list[tuple[str, Row]]:
        candidates = []
        for row in self._on_the_list():
            key = f"{'e' if isinstance(row, EventEntry) else ''}{row.pk}"
            if row.number == record.number:
                candidates.append((f"{key}{KEEP}", row))
            elif row.number.lstrip("0") == record.number.lstrip("0"):
                candidates += [(f"{key}{KEEP}", row), (key, row)]
            elif self._may_be(record, row):
                candidates.append((key, row))
        return candidates

    def _on_the_list(self) -> list[Row]:
        """Cars that no line is yet, of the event and of the season, which have not left it."""
        rows = [*self.known.event_entries, *self.known.entries]
        return [row for row in rows if self._is_free(row) and not is_gone(row)]

    def _may_be(self, record: EntryRecord, row: Row) -> bool:
        """A car of this team and class whose own number is not in the file."""
        car_class = self.classes.get(record.line)
        is_in_class = car_class is None or car_class.top_id == row.car_class.top_id
        return is_in_class and self._is_same_team(record, row)

    def _about(self, row: Row) -> str:
        drivers = ", ".join(str(seat.driver) for seat in row.crew.all() if seat.driver)
        names = self.team_names(row)
        return f"{names[-1]}: {drivers}" if drivers else names[-1]

    def _suggested(self, record: EntryRecord, candidates: list[tuple[str, Row]]) -> str:
        """The car with a driver of this crew; of lost zeros the car of this team."""
        named = _drivers_in(record)
        renumbered = self._renumbered.get(record.line, ())
        # Of two cars with drivers of this crew the one of its team comes first.
        for key, row in sorted(candidates, key=lambda pair: pair[1] not in renumbered):
            is_team = key.endswith(KEEP) and self._is_same_team(record, row)
            if named & _drivers_of(row) or is_team:
                return key
        return ""


def _drivers_in(record: EntryRecord) -> set[str]:
    return {letters(f"{one.given_name}{one.family_name}") for one in record.drivers if one}


def _drivers_of(row: Row) -> set[str]:
    return {letters(str(seat.driver)) for seat in row.crew.all() if seat.driver}


def is_gone(row: Row) -> bool:
    return row.status in GONE
