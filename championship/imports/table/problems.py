"""What is wrong with a table that somebody made: which line, which column, which value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LIMIT = 200


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing that is wrong, or worth a look, in one line of a file.

    `line` is None where the file as a whole is meant, `column` is empty where the line
    is. `code` is a key of MESSAGES or RESULT_MESSAGES, and
    `params` holds what its sentence names.
    """

    line: int | None
    column: str
    value: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """As `line 14, "Class": "LMP4" is unknown.`; the caller puts the file's name before it."""
        place = [f"line {self.line}"] if self.line is not None else []
        place += [f'"{self.column}"'] if self.column else []
        value = f'"{_shown(self.value)}" ' if self.value else ""
        start = f"{', '.join(place)}: " if place else ""
        sentence = MESSAGES.get(self.code) or RESULT_MESSAGES[self.code]
        return f"{start}{value}{sentence % self.params}"


def _shown(value: str) -> str:
    text = value.encode("utf-8", "backslashreplace").decode()
    text = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
    return text if len(text) <= 60 else f"{text[:59]}…"


def at_most(problems: list[CellProblem], limit: int = LIMIT) -> tuple[CellProblem, ...]:
    """The first `limit` problems, and one that counts the rest."""
    if len(problems) <= limit:
        return tuple(problems)
    rest = CellProblem(None, "", "", "and_more", {"count": len(problems) - limit})
    return (*problems[:limit], rest)


# Every code, and its sentence for a log or a terminal. Pages have their own, translated.
MESSAGES: dict[str, str] = {
    # The file as a whole
    "and_more": "and %(count)s more.",
    "empty_file": "the file is empty.",
    "file_too_large": "the file has %(size)s bytes; at most %(limit)s are read.",
    "is_pdf": "this is a PDF; a CSV or XLSX file is wanted.",
    "is_image": "this is a picture; a CSV or XLSX file is wanted.",
    "is_web_page": "this is a web page; a CSV or XLSX file is wanted.",
    "is_xml": "this is an XML file; a CSV or XLSX file is wanted.",
    "is_archive": "this is an archive without a spreadsheet in it; a CSV or XLSX file is wanted.",
    "is_opendocument": "this is an OpenDocument file; save it as XLSX or CSV.",
    "is_old_spreadsheet": "this is an old Excel file or another Office file; save it as XLSX.",
    "is_protected": "the spreadsheet is protected by a password; save it without one.",
    "is_binary": "this is not a text file; a CSV or XLSX file is wanted.",
    "is_json": "this JSON is no result of a known kind; a CSV or XLSX file is wanted.",
    "is_calendar": "this is a calendar feed; a CSV or XLSX file is wanted.",
    "is_laps": "this file lists laps; the classification of the session is wanted (03_...).",
    # Spreadsheets
    "spreadsheet_broken": "the spreadsheet can't be read; it may be cut off or damaged.",
    "spreadsheet_too_large": "the spreadsheet unpacks to far more than can be read.",
    "no_sheet": "the spreadsheet has no visible sheet with content.",
    "several_sheets": "several sheets have content (%(sheets)s); leave one, or hide the others.",
    "cell_formula": "cell %(cell)s holds a formula; put its value there.",
    "cell_date": "cell %(cell)s holds a date; format it as text.",
    "cell_odd": "cell %(cell)s holds neither text nor a number.",
    "cells_merged": "the cells %(range)s are merged; split them and fill each.",
    "number_formatted": "is what cell %(cell)s holds, and it is read so, but shown is %(shown)s.",
    # Text
    "not_utf8": "byte %(byte)s (%(hex)s) is not UTF-8; save as UTF-8, or read as Windows-1252.",
    "not_cp1252": "byte %(byte)s (%(hex)s) is no letter in Windows-1252 either; save as UTF-8.",
    "not_utf16": "byte %(byte)s is not UTF-16 text; save as UTF-8.",
    "read_as_cp1252": "was read as Windows-1252; look at its letters.",
    "quote_not_closed": "a quotation mark opened in this line is not closed.",
    "quote_misplaced": "text follows a closing quotation mark.",
    "cell_too_long": "a cell of this line is far too long; is a quotation mark not closed?",
    # Header and shape
    "one_column": "the first line has only one column; part them by ; or , or tab.",
    "header_only": "the file has a header, but no lines below it.",
    "header_twice": 'stands for the same as the column "%(other)s".',
    "column_missing": "this column is missing.",
    "column_ignored": "this column is not read.",
    "column_without_name": "column %(place)s holds a value, but has no name.",
    "row_too_long": "the line has %(cells)s cells under a header of %(columns)s.",
    "too_many_rows": "the file has more than %(limit)s lines.",
    "too_many_columns": "the file has more than %(limit)s columns.",
    # Cells
    "line_break": "holds a line break.",
    "line_break_in_name": "holds a line break; only its first line is read.",
    "bad_character": "holds a character that can't be stored.",
    "letter_lost": "holds a sign for a letter that was lost when the file was saved.",
    "mojibake": "looks as if its letters were broken when the file was saved.",
    "formula": "begins like a formula.",
    "text_too_long": "is too long: at most %(limit)s letters.",
    "missing": "is empty.",
    "number_wrong": "is no car number: 1 to 4 digits and capital letters.",
    "number_twice": "stands in line %(other_line)s too.",
    "reserve_place_twice": "is the place of line %(other_line)s too.",
    "unknown_category": "is no category; allowed are %(allowed)s.",
    "unknown_kind": "is no kind of entry; allowed are %(allowed)s.",
    "unknown_status": "is no status; allowed are %(allowed)s.",
    # Crews
    "driver_name_missing": "has no name beside it.",
    "name_odd": "is no single name; countries, categories and more drivers have their own columns.",
    "driver_gap": "comes after an empty place in the crew; write TBA for a driver to be named.",
    "driver_twice": "stands twice in this crew.",
    "driver_in_two_cars": "stands in line %(other_line)s too, in car %(other_number)s.",
    "too_many_drivers": "is one driver too many: at most %(limit)s.",
}

# What only results have. They are the timing's, so that most of it is for a person to judge.
RESULT_MESSAGES: dict[str, str] = {
    # Header and shape
    "number_column_missing": "this column is missing; without it nobody knows whose line it is.",
    "position_column_missing": "this column is missing; is this a result?",
    "said_by_entries": "the file does not say this; it has to come from the entry list.",
    "row_too_short": 'the line has only %(cells)s cells and ends before the column "%(title)s".',
    "cut_off": "the file ends within this line; is it whole?",
    # Cells
    "no_whole_number": "is no whole number.",
    "saved_as_fraction": "is read as a whole number.",
    "column_of_fractions": "this column was saved as fractions (1.0), in lines: %(count)s.",
    "no_speed": "is no speed in km/h.",
    "time_wrong": "is no time; write 1:23:45.678, 1:53.653 or 52.1, with less than 60 below hours.",
    "time_bare": "may be seconds or milliseconds; write it as 1:53.653 or 52.1.",
    "gap_unclear": "is no gap that can be read; it is shown as it is.",
    # Order and places
    "lines_not_in_order": "stands below a worse place; the places count, not the lines.",
    "position_twice": "is the place of line %(other_line)s too.",
    "class_place_odd": "is not the place in class that the order gives (%(place)s).",
    "order_ahead": "would be ahead of %(other_number)s in line %(other_line)s by laps and time.",
    "order_behind": "would be behind %(other_number)s in line %(other_line)s by laps and time.",
    # Times and gaps
    "gap_in_laps": "is not the gap that the laps give (%(laps)s laps).",
    "gap_in_time": "is not the gap that the times give (%(time)s).",
    "gaps_of_another_kind": "%(count)s gaps are not what laps and times give; they are shown only.",
    "time_too_short": "is too short for %(laps)s laps, the best one taken.",
    "without_a_lap": "is the state of a car without a lap; did it start?",
}
