"""The lines of an entry list: each becomes an entry, and what is wrong in it is noted."""

from collections.abc import Iterator

from ..table.cells import Line, Notes
from ..table.limits import CAR, CLASS, COUNTRY, ONE_NAME, TEAM
from ..table.people import (
    CATEGORY_WORDS,
    DriverCell,
    Seat,
    category_of,
    crew,
    is_open,
    split_name,
)
from ..table.problems import CellProblem
from ..table.shape import broken_letters, problems_of
from ..table.table import Table
from ..table.titles import driver_key
from .checks import check_entries
from .choices import KIND_ALLOWED, STATUS_ALLOWED, kind_of, status_of
from .header import Header, read_header
from .records import DRIVERS, EntryFile, EntryRecord, entry_file

ODD_IN_NAMES = frozenset("0123456789()[]{}<>/;|\\")


def read_entry_table(table: Table) -> EntryFile:
    """Read an entry list made from the template or like it.

    Without the columns that every entry needs no line is read.
    """
    header = read_header(table.header, table.header_line)
    problems = problems_of(table, header.ignored)
    notes = Notes([*problems, *header.problems], [*table.warnings])
    notes.warnings += [*_ignored(table, header), *broken_letters(table)]
    records: list[EntryRecord] = []
    if not header.problems:
        lines = [Line(row, table, header.places, notes) for row in table.rows]
        records = [_entry(line, header) for line in lines]
        notes.problems += check_entries(
            records, number_title=header.title("number"), status_title=header.title("status")
        )
    return entry_file(
        "entry list",
        table.kind,
        encoding=table.encoding,
        separator=table.separator,
        says=_says(header),
        records=records,
        notes=notes,
        ignored=header.ignored,
    )


def _ignored(table: Table, header: Header) -> Iterator[CellProblem]:
    for title in header.ignored:
        yield CellProblem(table.header_line, title, "", "column_ignored")


def _says(header: Header) -> frozenset[str]:
    says = {key for key in header.places if " " not in key}
    if header.has_part("name", "family"):
        says.add("drivers")
        says |= {"driver_countries"} if header.has_part("country") else set()
        says |= {"driver_categories"} if header.has_part("category") else set()
    return frozenset(says)


def _entry(line: Line, header: Header) -> EntryRecord:
    status, reserve_place = _status(line)
    return EntryRecord(
        line=line.row.line,
        number=line.number("number"),
        car_class=_needed(line, "class", CLASS),
        sub_class=line.text("sub_class", CLASS),
        team=_needed(line, "team", TEAM),
        team_country=line.text("team_country", COUNTRY),
        car=line.text("car", CAR),
        kind=_kind(line),
        status=status,
        reserve_place=reserve_place,
        drivers=_drivers(line, header),
    )


def _needed(line: Line, key: str, limit: int) -> str:
    if line.is_empty(key):
        line.problem(key, "", "missing")
        return ""
    return line.text(key, limit)


def _kind(line: Line) -> str:
    text = line.text("kind", CLASS)
    kind = kind_of(text)
    if kind is None:
        line.problem("kind", text, "unknown_kind", allowed=KIND_ALLOWED)
    return kind or ""


def _status(line: Line) -> tuple[str, int | None]:
    text = line.text("status", CLASS)
    status = status_of(text)
    if status is None:
        line.problem("status", text, "unknown_status", allowed=STATUS_ALLOWED)
    return status or ("", None)


def _drivers(line: Line, header: Header) -> tuple[DriverCell | None, ...]:
    places = header.seats()
    seats = [_seat(line, place) for place in places]
    for place, seat in zip(places, seats, strict=True):
        if place > DRIVERS and seat is not Seat.EMPTY:
            line.problem(_name_key(line, place), _shown(seat), "too_many_drivers", limit=DRIVERS)
    drivers, gap = crew(seats)
    if gap is not None:
        line.problem(_name_key(line, places[gap]), _shown(seats[gap]), "driver_gap")
    return drivers


def _shown(seat: DriverCell | Seat) -> str:
    return seat.printed if isinstance(seat, DriverCell) else "TBA"


def _name_key(line: Line, place: int) -> str:
    keys = (driver_key(place, part) for part in ("name", "family", "given"))
    return next((key for key in keys if key in line.places), driver_key(place, "name"))


def _seat(line: Line, place: int) -> DriverCell | Seat:
    given, family, printed = _names(line, place)
    country = line.text(driver_key(place, "country"), COUNTRY)
    category = _category(line, place)
    if is_open(printed):
        return Seat.TO_BE_ANNOUNCED
    if family:
        return DriverCell(given, family, country, category, printed)
    if (given or country or category) and not _is_refused(line, place):
        line.problem(_name_key(line, place), "", "driver_name_missing")
    return Seat.EMPTY


def _is_refused(line: Line, place: int) -> bool:
    """Whether a name stands there that has been found wrong already."""
    return any(not line.is_empty(driver_key(place, part)) for part in ("name", "family"))


def _names(line: Line, place: int) -> tuple[str, str, str]:
    """Given name, family name and the whole name as printed: from one column, or from two."""
    whole = _name(line, driver_key(place, "name"), 2 * ONE_NAME)
    if whole:
        given, family = split_name(whole)
        fits = [line.fits(driver_key(place, "name"), part, ONE_NAME) for part in (given, family)]
        return (given, family, whole) if all(fits) else ("", "", "")
    given = _name(line, driver_key(place, "given"), ONE_NAME)
    family = _name(line, driver_key(place, "family"), ONE_NAME)
    return given, family, f"{given} {family}".strip()


def _name(line: Line, key: str, limit: int) -> str:
    text = line.text(key, limit)
    if ODD_IN_NAMES & set(text):
        line.problem(key, text, "name_odd")
        return ""
    return text


def _category(line: Line, place: int) -> str:
    key = driver_key(place, "category")
    text = line.text(key, CLASS)
    category = category_of(text)
    if category is None:
        line.problem(key, text, "unknown_category", allowed=CATEGORY_WORDS)
    return category or ""
