"""An entry list as a spreadsheet: nothing is unpacked blindly, no value is guessed."""

import datetime
import io
import zipfile

import pytest

from championship.imports.entry_list import COLUMNS, read_entry_file

from .entry_files import HEADER, as_xlsx, found, warned

SHEET = "xl/worksheets/sheet1.xml"
ENTRY = ("007", "LMP2", "Lakeside")


def read_sheet(*rows, change=None):
    return read_entry_file("entries.csv", as_xlsx(HEADER, *rows, change=change))


def rewritten(content, change, member=SHEET):
    """The spreadsheet with one part changed."""
    old, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == member else part)
    return file.getvalue()


def with_sheets(*sheets):
    def add(workbook):
        for rows, state in sheets:
            sheet = workbook.create_sheet()
            sheet.sheet_state = state
            for row in rows:
                sheet.append(row)

    return add


def test_a_spreadsheet_is_read_whatever_its_name_is():
    file = read_sheet(ENTRY)

    assert (file.format, file.variant, file.encoding, file.separator) == (
        "entry list",
        "xlsx",
        "",
        "",
    )
    assert (file.problems, file.warnings) == ((), ())
    assert (file.records[0].line, file.records[0].number) == (2, "007")


def test_the_template_may_be_a_spreadsheet():
    row = ["7", "LMP2", "", "Lakeside", *[None] * 4, "Zoë", "O'Neill", "IRL", "Gold"]
    file = read_entry_file("", as_xlsx(COLUMNS, row))

    assert file.problems == ()
    assert file.records[0].drivers[0].category == "gold"


@pytest.mark.parametrize("number", [7, 7.0])
def test_a_cell_with_a_whole_number_is_its_digits(number):
    assert read_sheet((number, "LMP2", "Lakeside")).records[0].number == "7"


def test_a_number_that_only_looks_like_007_is_a_warning():
    def show(workbook):
        workbook.active["A2"].number_format = "000"

    file = read_sheet((7, "LMP2", "Lakeside"), change=show)

    assert (file.records[0].number, warned(file)) == ("7", [(2, "Number", "number_formatted")])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("=A1", "cell_formula"),
        (datetime.date(2024, 3, 1), "cell_date"),
        (True, "cell_odd"),
        ("#N/A", "cell_odd"),
    ],
)
def test_a_cell_that_is_neither_text_nor_number_is_named(value, code):
    (problem,) = read_sheet(("7", "LMP2", value)).problems

    assert (problem.line, problem.column, problem.code) == (2, "Team", code)
    assert problem.params["cell"] == "C2"


def test_what_stands_in_a_column_that_is_not_read_does_not_matter():
    file = read_entry_file("", as_xlsx((*HEADER, "Paid on"), (*ENTRY, datetime.date(2024, 3, 1))))

    assert file.problems == ()


def test_merged_cells_are_a_mistake():
    file = read_sheet(
        ENTRY, ("8", "LMP2", None), change=lambda book: book.active.merge_cells("C2:C3")
    )

    assert (2, "", "cells_merged") in found(file)


def test_merged_cells_below_the_table_do_not_matter():
    file = read_sheet(ENTRY, change=lambda book: book.active.merge_cells("A9:C9"))

    assert file.problems == ()


def test_hidden_sheets_are_not_read():
    file = read_sheet(ENTRY, change=with_sheets(([HEADER, ENTRY], "hidden")))

    assert file.problems == ()


def test_of_several_sheets_the_one_with_the_titles_is_read():
    file = read_sheet(ENTRY, change=with_sheets(([("Notes",)], "visible"), ([], "visible")))

    assert (file.problems, len(file.records)) == ((), 1)


def test_several_sheets_with_the_titles_are_refused():
    file = read_sheet(ENTRY, change=with_sheets(([HEADER, ENTRY], "visible")))

    assert found(file) == [(None, "", "several_sheets")]


def test_a_spreadsheet_without_content_is_refused():
    assert found(read_entry_file("", as_xlsx())) == [(None, "", "no_sheet")]


def test_lines_above_the_titles_may_be_empty():
    file = read_entry_file("", as_xlsx((), (), HEADER, (), ENTRY))

    assert (file.problems, [row.line for row in file.records]) == ((), [5])


def test_a_spreadsheet_of_many_lines_is_refused_as_a_whole():
    file = read_sheet(*[ENTRY] * 1001)

    assert (found(file), file.records) == ([(None, "", "too_many_rows")], ())


def test_what_a_sheet_says_of_its_size_is_not_believed():
    def claim(part):
        return part.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')

    assert read_entry_file("", rewritten(as_xlsx(HEADER, ENTRY), claim)).problems == ()


def test_a_lone_cell_in_the_last_line_does_not_matter():
    def far(workbook):
        workbook.active.cell(1_048_576, 300).number_format = "0.0"

    assert read_sheet(ENTRY, change=far).problems == ()


def test_a_line_beyond_all_sheets_is_refused():
    def far(part):
        row = b'<row r="2000000000"><c r="A2000000000"/></row></sheetData>'
        return part.replace(b"</sheetData>", row)

    file = read_entry_file("", rewritten(as_xlsx(HEADER, ENTRY), far))

    assert found(file) == [(None, "", "spreadsheet_too_large")]


@pytest.mark.parametrize("letters", [b" ", b"<!-- -->"])
def test_a_spreadsheet_that_unpacks_to_very_much_is_refused(letters):
    def blow(part):
        return part.replace(
            b"</sheetData>", letters * (25_000_000 // len(letters)) + b"</sheetData>"
        )

    file = read_entry_file("", rewritten(as_xlsx(HEADER, ENTRY), blow))

    assert found(file) == [(None, "", "spreadsheet_too_large")]


@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_not_unfolded(member):
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    file = read_entry_file("", rewritten(as_xlsx(HEADER, ENTRY), lambda part: bomb + part, member))

    assert found(file) == [(None, "", "spreadsheet_broken")]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_spreadsheet_that_is_cut_off_is_refused(share):
    content = as_xlsx(HEADER, ENTRY)

    file = read_entry_file("", content[: int(len(content) * share)])

    assert found(file) == [(None, "", "spreadsheet_broken")]
