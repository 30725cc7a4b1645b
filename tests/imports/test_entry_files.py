"""What a file is, is told by its content; text is never guessed."""

import io
import zipfile

import pytest

from championship.imports.entry_list import read_entry_file

from .entry_files import HEADER, as_csv, found, kept, warned


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\r\n  \n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"%PDF-1.7\n...", "is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "is_image"),
        (b"\xff\xd8\xff\xe0", "is_image"),
        (b"<!DOCTYPE html><table>", "is_web_page"),
        (b"<?xml version='1.0'?><rFactorXML/>", "is_xml"),
        (b"\x1f\x8b\x08", "is_archive"),
        (archive("entries.csv"), "is_archive"),
        (archive("mimetype", "content.xml"), "is_opendocument"),
        (archive("xl/workbook.bin"), "is_old_spreadsheet"),
        (OFFICE + bytes(500), "is_old_spreadsheet"),
        (OFFICE + "EncryptedPackage".encode("utf-16-le"), "is_protected"),
        (bytes(range(256)).replace(b"\n", b"\x00") * 2 + bytes(99), "is_binary"),
        (b'{"MRData": {}}', "is_json"),
        (b"[" * 100_000, "is_json"),
        (b"Number,Class\n" * 500_000, "file_too_large"),
    ],
)
def test_any_other_file_is_refused_in_one_sentence(content, code):
    assert found(read_entry_file("entries.xlsx", content)) == [(None, "", code)]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_taken_from_the_header(separator):
    content = as_csv(HEADER, ("7", "LMP2", "Lake; side, | A"), separator=separator)
    file = read_entry_file("", content)

    assert (file.separator, file.problems) == (separator, ())
    assert file.records[0].team == "Lake; side, | A"


def test_a_header_of_one_column_is_refused():
    assert found(read_entry_file("", b"Number\n7\n")) == [(1, "", "one_column")]


def test_a_byte_order_mark_is_no_part_of_the_first_title():
    file = read_entry_file("", b"\xef\xbb\xbfNumber;Class;Team\n7;GT;A")

    assert (file.problems, file.records[0].number) == ((), "7")


@pytest.mark.parametrize("name", ["utf-16.csv", "utf-16-no-mark.csv"])
def test_utf_16_is_recognised(name):
    file = kept(f"entries/{name}")

    assert (file.encoding, file.problems) == ("utf-16", ())
    assert [row.number for row in file.records] == ["7", "8"]


def test_utf_16_that_breaks_off_is_refused():
    content = "Number;Class;Team\n7;GT;A\n".encode("utf-16")

    assert found(read_entry_file("", content[:-1])) == [(2, "", "not_utf16")]


def test_text_that_is_not_utf_8_names_line_and_byte():
    (problem,) = kept("entries/windows-1252.csv").problems

    assert str(problem).startswith("line 2: byte 36 (0xC9) is not UTF-8")


def test_windows_1252_is_read_on_request_and_its_lines_are_shown():
    file = kept("entries/windows-1252.csv", as_cp1252=True)

    assert (file.encoding, file.problems) == ("cp1252", ())
    assert file.records[0].team == "Équipe du Lac"
    assert warned(file) == [(2, "", "read_as_cp1252"), (3, "", "read_as_cp1252")]
    assert file.warnings[1].value == "8;GT;Rennteam Nord;Jörg MÜLLER"


def test_utf_8_stays_utf_8_whatever_is_asked_for():
    assert kept("entries/french.csv", as_cp1252=True).encoding == "utf-8"


def test_a_byte_that_windows_1252_lacks_is_refused():
    file = read_entry_file("", b"Number;Class;Team\n7;GT;\x81", as_cp1252=True)

    assert found(file) == [(2, "", "not_cp1252")]


def test_letters_that_were_broken_before_are_a_warning():
    file = kept("entries/broken-letters.csv")

    assert file.problems == ()
    assert (2, "Team", "mojibake") in warned(file)


def test_an_unclosed_quotation_mark_names_its_first_line():
    assert found(kept("entries/unclosed-quote.csv")) == [(3, "", "quote_not_closed")]


def test_text_behind_a_closing_quotation_mark_is_refused():
    file = read_entry_file("", b'Number;Class;Team\n7;GT;"A"B\n8;GT;C\n')

    assert found(file) == [(2, "", "quote_misplaced")]


def test_a_cell_without_end_is_refused():
    file = read_entry_file("", b'Number;Class;Team\n7;GT;"' + b"x" * 200_000)

    assert found(file) == [(2, "", "cell_too_long")]


def test_a_table_of_hundreds_of_columns_is_refused():
    header = [*HEADER, *(f"Town {number}" for number in range(300))]

    assert (None, "", "too_many_columns") in found(read_entry_file("", as_csv(header)))
