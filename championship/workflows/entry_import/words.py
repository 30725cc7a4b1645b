"""What an import says to staff: problems, questions and changes in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_countries import countries

from championship.imports.entry_list import CellProblem
from championship.models import DriverCategory, Entry, EventEntry

from .plan import NEW, FieldChange, ImportPlan, Question

SHOWN = 60  # letters of a value

# Every code of championship.imports, and those of this workflow. Each follows the value.
SENTENCES: Mapping[str, str] = {
    # The file as a whole
    "and_more": gettext_lazy("and %(count)s more."),
    "empty_file": gettext_lazy("The file is empty."),
    "file_too_large": gettext_lazy("The file has %(size)s bytes; at most %(limit)s are read."),
    "is_pdf": gettext_lazy("This is a PDF; a CSV or XLSX file is wanted."),
    "is_image": gettext_lazy("This is a picture; a CSV or XLSX file is wanted."),
    "is_web_page": gettext_lazy("This is a web page; a CSV or XLSX file is wanted."),
    "is_xml": gettext_lazy("This is an XML file; a CSV or XLSX file is wanted."),
    "is_archive": gettext_lazy(
        "This is an archive without a spreadsheet in it; a CSV or XLSX file is wanted."
    ),
    "is_opendocument": gettext_lazy("This is an OpenDocument file; save it as XLSX or CSV."),
    "is_old_spreadsheet": gettext_lazy(
        "This is an old Excel file or another Office file; save it as XLSX."
    ),
    "is_protected": gettext_lazy(
        "The spreadsheet is protected by a password; save it without one."
    ),
    "is_binary": gettext_lazy("This is not a text file; a CSV or XLSX file is wanted."),
    "is_json": gettext_lazy(
        "This JSON is no result of a known kind; a CSV or XLSX file is wanted."
    ),
    "is_calendar": gettext_lazy("This is a calendar feed; a CSV or XLSX file is wanted."),
    "is_laps": gettext_lazy(
        "This file lists laps; the classification of the session is wanted (03_...)."
    ),
    # Spreadsheets
    "spreadsheet_broken": gettext_lazy(
        "The spreadsheet can't be read; it may be cut off or damaged."
    ),
    "spreadsheet_too_large": gettext_lazy(
        "The spreadsheet unpacks to far more than can be read; is it only the table?"
    ),
    "no_sheet": gettext_lazy("The spreadsheet has no visible sheet with content."),
    "several_sheets": gettext_lazy(
        "Several sheets have content (%(sheets)s); leave one, or hide the others."
    ),
    "cell_formula": gettext_lazy("cell %(cell)s holds a formula; put its value there."),
    "cell_date": gettext_lazy("cell %(cell)s holds a date; format it as text."),
    "cell_odd": gettext_lazy("cell %(cell)s holds neither text nor a number."),
    "cells_merged": gettext_lazy("the cells %(range)s are merged; split them and fill each."),
    "number_formatted": gettext_lazy(
        "is what cell %(cell)s holds, and it is read so, but shown is %(shown)s."
    ),
    # Text
    "not_utf8": gettext_lazy(
        "Byte %(byte)s (%(hex)s) is not UTF-8; save as UTF-8, or read as Windows-1252."
    ),
    "not_cp1252": gettext_lazy(
        "Byte %(byte)s (%(hex)s) is no letter in Windows-1252 either; save as UTF-8."
    ),
    "not_utf16": gettext_lazy("Byte %(byte)s is not UTF-16 text; save as UTF-8."),
    "read_as_cp1252": gettext_lazy("The file was read as Windows-1252; look at its letters."),
    "quote_not_closed": gettext_lazy("A quotation mark opened in this line is not closed."),
    "quote_misplaced": gettext_lazy("Text follows a closing quotation mark."),
    "cell_too_long": gettext_lazy(
        "A cell of this line is far too long; is a quotation mark not closed?"
    ),
    # Header and shape
    "one_column": gettext_lazy("The first line has only one column; part them by ; or , or tab."),
    "header_only": gettext_lazy("The file has a header, but no lines below it."),
    "header_twice": gettext_lazy("stands for the same as the column “%(other)s”."),
    "column_missing": gettext_lazy("This column is missing."),
    "column_ignored": gettext_lazy("This column is not read."),
    "column_without_name": gettext_lazy("column %(place)s holds a value, but has no name."),
    "row_too_long": gettext_lazy("The line has %(cells)s cells under a header of %(columns)s."),
    "too_many_rows": gettext_lazy("The file has more than %(limit)s lines."),
    "too_many_columns": gettext_lazy("The file has more than %(limit)s columns."),
    # Cells
    "line_break": gettext_lazy("holds a line break."),
    "line_break_in_name": gettext_lazy("holds a line break; only its first line is read."),
    "bad_character": gettext_lazy("holds a character that can't be stored."),
    "letter_lost": gettext_lazy("holds a sign for a letter that was lost when it was saved."),
    "mojibake": gettext_lazy("looks as if its letters were broken when the file was saved."),
    "formula": gettext_lazy("begins like a formula."),
    "text_too_long": gettext_lazy("is too long: at most %(limit)s letters."),
    "missing": gettext_lazy("This cell is empty."),
    "number_wrong": gettext_lazy("is no car number: 1 to 4 digits and capital letters."),
    "number_twice": gettext_lazy("stands in line %(other_line)s too."),
    "reserve_place_twice": gettext_lazy("is the place of line %(other_line)s too."),
    "unknown_category": gettext_lazy("is no category; allowed are %(allowed)s."),
    "unknown_kind": gettext_lazy("is no kind of entry; allowed are %(allowed)s."),
    "unknown_status": gettext_lazy("is no status; allowed are %(allowed)s."),
    # Crews
    "driver_name_missing": gettext_lazy("There is no name beside it."),
    "name_odd": gettext_lazy(
        "is no single name; countries, categories and more drivers have their own columns."
    ),
    "driver_gap": gettext_lazy(
        "comes after an empty place in the crew; write TBA for a driver to be named."
    ),
    "driver_twice": gettext_lazy("stands twice in this crew."),
    "driver_in_two_cars": gettext_lazy(
        "stands in line %(other_line)s too, in car %(other_number)s."
    ),
    "too_many_drivers": gettext_lazy("is one driver too many: at most %(limit)s."),
    # Held against the season
    "no_classes": gettext_lazy("is no class: this season has none yet. Add its classes first."),
    "unknown_class": gettext_lazy("is not a class of this season (%(allowed)s)."),
    "unknown_sub_class": gettext_lazy("is no part of %(car_class)s (%(allowed)s)."),
    "class_unknown": gettext_lazy(
        "is not on the list, and the file does not say its class: it can't be added."
    ),
    "team_unknown": gettext_lazy(
        "is not on the list, and the file does not say its team: it can't be added."
    ),
    "unknown_country": gettext_lazy("is no country. Write it as GBR, GB or United Kingdom."),
    "number_taken": gettext_lazy("is the number of another entry (%(other)s)."),
    "reserve_place_taken": gettext_lazy("is the place of %(other)s on the reserve list."),
    "status_not_at_event": gettext_lazy(
        "is no status at an event; allowed are confirmed, reserve, withdrawn."
    ),
    "two_categories": gettext_lazy("%(driver)s has another category in line %(other_line)s."),
    "driver_in_other_car": gettext_lazy(
        "is in the crew of #%(other_number)s too, which the file does not name."
    ),
    "country_differs": gettext_lazy(
        "is not where %(driver)s comes from (%(country)s): is it the same person?"
    ),
    "country_kept": gettext_lazy("The country of %(driver)s stays %(country)s."),
    "withdrawn_here": gettext_lazy(
        "is withdrawn or rejected here and stays so; the file has no status for it."
    ),
    "team_differs": gettext_lazy("is called %(team)s on the list, and stays so."),
}

REASONS = {
    "class": gettext_lazy("Which class of the season is this?"),
    "number": gettext_lazy(
        "The list has no such number, but a car of this team that the file does not name."
    ),
    "renumbered": gettext_lazy("Its number, and its team and crew, are those of two cars."),
    "zeros": gettext_lazy("The list has this number with other zeros before it."),
    "namesakes": gettext_lazy("Somebody of this name is known: which person is it?"),
    "letters": gettext_lazy("The same letters, but not the same accents."),
    "alike": gettext_lazy("A name like this is known."),
    "own": gettext_lazy("Another name stands on the entry now."),
}
KINDS = {
    "class": gettext_lazy("Class"),
    "entry": gettext_lazy("Entry"),
    "team": gettext_lazy("Team"),
    "car": gettext_lazy("Car"),
    "driver": gettext_lazy("Driver"),
}
NEW_ANSWERS = {
    "entry": gettext_lazy("a new entry"),
    "team": gettext_lazy("a new team"),
    "car": gettext_lazy("a new car"),
    "driver": gettext_lazy("a new driver"),
}
FIELDS = {
    "number": gettext_lazy("number"),
    "class": gettext_lazy("class"),
    "team": gettext_lazy("team"),
    "own_team": gettext_lazy("team behind the name"),
    "team_country": gettext_lazy("country of the team"),
    "car": gettext_lazy("car"),
    "kind": gettext_lazy("kind"),
    "status": gettext_lazy("status"),
    "crew": gettext_lazy("crew"),
}


def sentence(problem: CellProblem) -> str:
    """What is wrong, without its place: “LMP4” is not a class of this season (LMP2, GT)."""
    said = str(SENTENCES[problem.code]) % problem.params
    return f"{quoted(problem.value)} {said}" if problem.value else said


def in_place(problem: CellProblem) -> str:
    """The same with line and column, for a terminal or a log."""
    return placed(problem, sentence(problem))


def placed(problem: CellProblem, said: str) -> str:
    """A sentence behind line and column."""
    place = [_("line %(line)s") % {"line": problem.line}] if problem.line else []
    place += [f'"{problem.column}"'] if problem.column else []
    return f"{', '.join(place)}: {said}" if place else said


def quoted(value: str) -> str:
    text = "".join(sign if sign.isprintable() else "�" for sign in value)
    return _("“%(text)s”") % {"text": text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"}


def reason(question: Question) -> str:
    return str(REASONS[question.reason])


def answers(question: Question) -> list[tuple[str, str]]:
    """The possible answers, each with its key, in words that tell them apart."""
    known = [(one.key, answer(question, one.key)) for one in question.candidates]
    return [*known, (NEW, answer(question, NEW))] if question.may_be_new else known


def answer(question: Question, key: str) -> str:
    if key == NEW:
        return str(NEW_ANSWERS[question.kind])
    chosen = next(one for one in question.candidates if one.key == key)
    name = f"{chosen.name} ({chosen.about})" if chosen.about else chosen.name
    if question.kind != "entry":
        return name
    if key.endswith("-keep"):
        return _("%(entry)s, which keeps its number") % {"entry": name}
    number = question.printed.partition(" ")[0]
    return _("%(entry)s, with the new number %(number)s") % {"entry": name, "number": number}


def field_name(change: FieldChange) -> str:
    if change.field == "category":
        return _("category of %(name)s") % {"name": change.who}
    if change.field in ("driver_country", "own_country"):
        return _("country of %(name)s") % {"name": change.who}
    return str(FIELDS[change.field])


def value(field: str, plain: object) -> str:
    """One side of a change in words; a dash where there is nothing."""
    if field == "crew":
        return ", ".join(name or _("to be announced") for name in plain) or "–"
    if field == "status":
        return _status(*plain)
    if field in ("team_country", "driver_country", "own_country"):
        return str(countries.name(plain)) or "–"
    if field == "kind":
        return str(Entry.Kind(plain).label) if plain else "–"
    if field == "category":
        return str(DriverCategory.Category(plain).label) if plain else "–"
    return str(plain) or "–"


def _status(status: str, place: int | None) -> str:
    known = EventEntry.Status if status == EventEntry.Status.ENTERED else Entry.Status
    label = str(known(status).label)
    return f"{label} {place}" if place else label


def change_in_words(change: FieldChange) -> str:
    """class: LMP2 → LMP3"""
    old, new = value(change.field, change.old), value(change.field, change.new)
    return f"{field_name(change)}: {old} → {new}"


def summary(plan: ImportPlan) -> str:
    """3 new, 2 changed, 34 unchanged, 1 missing from the file, 0 problems"""
    parts = [
        ngettext("%(count)s new", "%(count)s new", len(plan.new)) % {"count": len(plan.new)},
        ngettext("%(count)s changed", "%(count)s changed", len(plan.changed))
        % {"count": len(plan.changed)},
        ngettext("%(count)s unchanged", "%(count)s unchanged", len(plan.unchanged))
        % {"count": len(plan.unchanged)},
        ngettext(
            "%(count)s missing from the file", "%(count)s missing from the file", len(plan.missing)
        )
        % {"count": len(plan.missing)},
        ngettext("%(count)s problem", "%(count)s problems", len(plan.problems))
        % {"count": len(plan.problems)},
    ]
    return ", ".join(parts)
