"""An entry list as a spreadsheet with the columns that an import reads, and an empty one."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from championship.imports.entry_list import COLUMNS, DRIVERS, STATUSES
from championship.models import CarClass, DriverCategory, Entry, Event, Season
from championship.queries.countries import printed_country
from championship.queries.entry_list import EntryRow, Seat, current_list

from .csv import harmless

PARTS = ("given name", "family name", "country", "category")
TO_BE_ANNOUNCED = "TBA"
AS_TEXT = "@"  # a spreadsheet would turn 007 into 7
WIDEST = 40

Table = list[list[str]]


def entry_list_table(season: Season, event: Event | None = None) -> Table:
    """Heads and rows of a list as it stands inside, all applications to a season included.

    Words are those that an import reads, whatever the language. A crew of more drivers
    than the template has columns gets columns of its own. Six queries at most.
    """
    listed = current_list(season, event, applications=True)
    codes = dict(CarClass.objects.filter(season=season).values_list("pk", "code"))
    seats = max([DRIVERS, *(len(row.crew) for row in listed.rows)])
    return [_heads(seats), *(_cells(row, seats, codes) for row in listed.rows)]


def template_table() -> Table:
    """The heads alone."""
    return [list(COLUMNS)]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark by which spreadsheets know it; nothing in it runs as a formula."""
    file = io.StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in table)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table, words: Sequence[tuple[str, str]] = ()) -> bytes:
    """One sheet in which all cells are text, and behind it a sheet of words if there are any."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Entries")
    _fill(sheet, table)
    sheet.freeze_panes = "B2"
    if words:
        _fill(workbook.create_sheet(_("Words")), [[_("Column"), _("Words")], *map(list, words)])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def template_words(season: Season) -> list[tuple[str, str]]:
    """What may stand in the columns of the template. Two queries."""
    classes = list(season.classes.select_related("parent"))
    top = ", ".join(row.code for row in classes if row.parent is None)
    parts = ", ".join(f"{row.code} ({row.parent.code})" for row in classes if row.parent)
    kinds = ", ".join(_kind(kind) for kind in Entry.Kind.values)
    return [
        ("Number", _("One to four digits or capital letters: 7 and 007 are two cars.")),
        ("Class", top),
        ("Sub-class", parts or "–"),
        ("Team country", _("GBR, GB, GER, Germany …; also for drivers.")),
        ("Car", _("In full, with its make; an engine behind a dash: Oreca 07 – Gibson.")),
        ("Kind", kinds),
        ("Status", ", ".join(["reserve 1" if one == "reserve" else one for one in STATUSES])),
        ("Driver 1 family name", _("TBA for a driver to be announced.")),
        ("Driver 1 category", ", ".join(capfirst(one) for one in DriverCategory.Category.values)),
    ]


def _heads(seats: int) -> list[str]:
    more = [f"Driver {place} {part}" for place in range(DRIVERS + 1, seats + 1) for part in PARTS]
    return [*COLUMNS, *more]


def _cells(row: EntryRow, seats: int, codes: dict[int, str]) -> list[str]:
    crew = [cell for seat in row.crew for cell in _driver(seat)]
    empty = [""] * (len(PARTS) * (seats - len(row.crew)))
    return [
        row.number,
        codes[row.car_class.top_id],
        row.car_class.code if row.car_class.parent_id else "",
        row.team,
        printed_country(row.country.code),
        row.car_name,
        _kind(row.kind),
        _status(row),
        *crew,
        *empty,
    ]


def _driver(seat: Seat) -> list[str]:
    if seat.driver is None:
        return ["", TO_BE_ANNOUNCED, "", ""]
    country = printed_country(seat.country.code)
    return [seat.given_name, seat.family_name, country, capfirst(seat.category)]


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _status(row: EntryRow) -> str:
    return f"{row.status} {row.reserve_place}" if row.reserve_place else str(row.status)


def _fill(sheet, table: Iterable[Sequence[str]]) -> None:
    widths: dict[int, int] = {}
    for line, cells in enumerate(table, start=1):
        for place, text in enumerate(cells, start=1):
            widths[place] = max(widths.get(place, 0), len(text))
            if text:
                _write(sheet.cell(line, place), text, is_head=line == 1)
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = min(width, WIDEST) + 2


def _write(cell, text: str, *, is_head: bool) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", harmless(text))
    cell.data_type = "s"  # never a formula, never a number
    cell.number_format = AS_TEXT
    if is_head:
        cell.font = Font(bold=True)
