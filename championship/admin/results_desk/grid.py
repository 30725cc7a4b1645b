"""The grid in which a result is typed: its rows, as they come and as they are shown again."""

from dataclasses import replace

from championship.models import EventEntry, Status
from championship.scoring.durations import write_duration
from championship.templatetags.results import LETTERS
from championship.workflows.result_import import TypedRow

COLUMNS = ("number", "laps", "time", "best_lap", "status")
AT_MOST = 190  # rows of five fields; Django takes a thousand fields
MORE = 10
# One letter is enough: the first of the word, or of what the car did not do.
ONE_LETTER = {"C": "", "N": "NC", "R": "RET", "S": "DNS", "D": "DSQ", "E": "EXC", "W": "WD"}


def typed_rows(data):
    """The rows of the grid as they were sent, short words for states written out."""
    columns = [data.getlist(name)[:AT_MOST] for name in COLUMNS]
    rows = []
    for line, cells in enumerate(zip(*columns, strict=False), start=1):
        row = TypedRow(
            line, **{name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
        )
        letter = row.status.upper()
        rows.append(replace(row, status=ONE_LETTER.get(letter, row.status)))
    return rows


def filled(rows):
    """The rows that say anything, renumbered, with what an empty cell means.

    Without a status a car is classified, and it has the laps of the one above.
    """
    found, above = [], ""
    for row in rows:
        if not any(getattr(row, name) for name in COLUMNS):
            continue
        laps = row.laps or ("" if row.status else above)
        above = laps or above
        status = row.status or Status.CLASSIFIED.value
        found.append(replace(row, line=len(found) + 1, laps=laps, status=status))
    return found


def with_the_others(rows, cars):
    """The same, and below it every car of the event that has no row: it did not start."""
    typed = {row.number for row in rows}
    others = [car for car in cars if car.number not in typed]
    start = len(rows) + 1
    return [
        *rows,
        *(TypedRow(line, car.number, status="DNS") for line, car in enumerate(others, start=start)),
    ]


def cars_of(event):
    """The cars that are entered at an event, with their classes. One query."""
    return list(event.entries.filter(status=EventEntry.Status.ENTERED).select_related("car_class"))


def rows_of(session):
    """The stored result of a session as somebody would have typed it. One query."""
    results = session.results.select_related("event_entry").order_by("order", "pk")
    return [
        TypedRow(
            line,
            number=row.event_entry.number,
            laps="" if row.laps is None else str(row.laps),
            time=_written(row.time_ms),
            best_lap=_written(row.best_lap_ms),
            status=LETTERS.get(Status(row.status), ""),
        )
        for line, row in enumerate(results, start=1)
    ]


def with_room(rows, cars, *, more=0):
    """The rows as they are typed, and empty ones below them: for every car, or for `more`."""
    wanted = min(AT_MOST, max(len(rows) + more, len(cars), MORE))
    rows = [replace(row, status="") if row.status == Status.CLASSIFIED else row for row in rows]
    return [*rows, *(TypedRow(line, "") for line in range(len(rows) + 1, wanted + 1))]


def _written(ms):
    return "" if ms is None else write_duration(ms)
