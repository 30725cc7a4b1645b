"""An entry list becomes entries, or every mistake in it."""

import pytest

from championship.imports.entry_list import (
    COLUMNS,
    FACTS,
    MESSAGES,
    DriverCell,
    EntryRecord,
    read_entry_file,
)

from .entry_files import HEADER, as_csv, found, kept, read, read_one, warned


def test_the_template_is_read_whole():
    file = kept("entries/template.csv")

    assert (file.format, file.variant, file.encoding, file.separator) == (
        "entry list",
        "csv",
        "utf-8",
        ",",
    )
    assert (file.says, file.problems, file.warnings) == (FACTS, (), ())
    assert file.records[0] == EntryRecord(
        line=2,
        number="007",
        car_class="LMP2",
        sub_class="Pro/Am",
        team="Lakeside Racing",
        team_country="GBR",
        car="Oreca 07",
        kind="full_season",
        status="confirmed",
        reserve_place=None,
        drivers=(
            DriverCell("Anna", "Bergström", "SWE", "bronze", "Anna Bergström"),
            DriverCell("Luis", "de la Cruz", "ESP", "gold", "Luis de la Cruz"),
        ),
    )


def test_the_template_has_six_drivers_of_four_columns():
    assert len(COLUMNS) == 8 + 6 * 4
    assert COLUMNS[-1] == "Driver 6 category"


def test_french_titles_and_words_are_read():
    file = kept("entries/french.csv")

    assert file.problems == ()
    assert [(row.number, row.kind, row.status, row.reserve_place) for row in file.records] == [
        ("12", "full_season", "reserve", 1),
        ("14", "guest", "withdrawn", None),
    ]
    assert file.records[0].drivers == (
        DriverCell("Noël", "LE GOFF", "FRA", "silver", "Noël LE GOFF"),
        None,
    )


def test_german_titles_and_words_are_read():
    file = kept("entries/german.csv")

    assert file.problems == ()
    assert [(row.number, row.kind, row.status, row.reserve_place) for row in file.records] == [
        ("33", "full_season", "confirmed", None),
        ("34", "guest", "reserve", 3),
    ]
    assert file.records[0].drivers == (
        DriverCell("Jörg", "Müller", "DEU", "silver", "Jörg Müller"),
    )


@pytest.mark.parametrize("title", ["Number", "No.", "No", "#", "N°", "Nº", "Nr.", "STARTNUMMER"])
def test_the_number_goes_by_many_titles(title):
    file = read(("7", "LMP2", "Lakeside"), header=(title, " class ", "ÉQUIPE"))

    assert (file.problems, file.records[0].number) == ((), "7")


def test_a_column_that_is_absent_is_not_empty():
    assert read(("7", "LMP2", "Lakeside")).says == {"number", "class", "team"}


def test_unknown_columns_are_left_out_and_named():
    file = read(("7", "LMP2", "Lakeside", "22 °C"), header=(*HEADER, "Weather"))

    assert file.ignored_columns == ("Weather",)
    assert warned(file) == [(1, "Weather", "column_ignored")]


@pytest.mark.parametrize("missing", HEADER)
def test_a_column_that_every_entry_needs_is_missed(missing):
    header = [title for title in HEADER if title != missing]

    assert found(read(("7", "LMP2"), header=header)) == [(None, missing, "column_missing")]


@pytest.mark.parametrize(
    ("header", "titles"),
    [
        ((*HEADER, "No."), ("No.", "Number")),
        ((*HEADER, "Équipe"), ("Équipe", "Team")),
        ((*HEADER, "team "), ("team", "Team")),
        ((*HEADER, "Town", "TOWN"), ("TOWN", "Town")),
    ],
)
def test_a_doubled_title_names_both_columns(header, titles):
    (problem,) = read(("7", "LMP2", "Lakeside"), header=header).problems

    assert (problem.code, problem.column, problem.params["other"]) == ("header_twice", *titles)


def test_numbers_stay_text():
    file = read(("007", "LMP2", "A"), ("7", "LMP2", "B"), ("07", "LMP2", "C"))

    assert ([row.number for row in file.records], file.problems) == (["007", "7", "07"], ())


@pytest.mark.parametrize("number", ["1.0", "12345", "7a", "٧", "-1", "'007", "7 7"])
def test_a_number_is_one_to_four_digits_and_capitals(number):
    assert found(read((number, "LMP2", "Lakeside"))) == [(2, "Number", "number_wrong")]


@pytest.mark.parametrize(
    ("row", "column"),
    [(("", "LMP2", "A"), "Number"), (("7", "", "A"), "Class"), (("7", "LMP2", " "), "Team")],
)
def test_a_cell_that_every_entry_needs_is_missed(row, column):
    assert found(read(row)) == [(2, column, "missing")]


def test_a_cell_of_signs_that_nobody_sees_is_empty():
    assert found(read(("7", "LMP2", "\u200b"))) == [(2, "Team", "missing")]


def test_a_number_that_stands_twice_names_both_lines():
    file = read(("7", "LMP2", "A"), ("8", "LMP2", "B"), ("7", "GT", "C"))

    (problem,) = file.problems
    assert (problem.line, problem.value, problem.params) == (4, "7", {"other_line": 2})
    assert str(problem) == 'line 4, "Number": "7" stands in line 2 too.'


@pytest.mark.parametrize("status", ["withdrawn", "rejected"])
def test_a_car_that_is_out_leaves_its_number_to_another(status):
    header = (*HEADER, "Status")

    assert read(("7", "LMP2", "A", status), ("7", "GT", "B", ""), header=header).problems == ()


@pytest.mark.parametrize(
    ("word", "status", "place"),
    [
        ("", "", None),
        ("Confirmed", "confirmed", None),
        ("reçu", "received", None),
        ("zurückgezogen", "withdrawn", None),
        ("REFUSÉ", "rejected", None),
        ("reserve", "reserve", None),
        ("Reserve 2", "reserve", 2),
        ("Reserve #12", "reserve", 12),
        ("Réserve n° 1", "reserve", 1),
        ("Nachrücker 3", "reserve", 3),
    ],
)
def test_a_status_is_read_in_three_languages(word, status, place):
    entry = read_one(("Status",), (word,))

    assert (entry.status, entry.reserve_place) == (status, place)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("full_season", "full_season"), ("course par course", "race_by_race"), ("Gast", "guest")],
)
def test_a_kind_is_read_in_three_languages(word, kind):
    assert read_one(("Type",), (word,)).kind == kind


@pytest.mark.parametrize(
    ("title", "word", "code"),
    [
        ("Status", "maybe", "unknown_status"),
        ("Status", "reserve 0", "unknown_status"),
        ("Kind", "sometimes", "unknown_kind"),
        ("Driver 1 category", "Diamond", "unknown_category"),
    ],
)
def test_an_unknown_word_names_the_allowed_ones(title, word, code):
    header = (*HEADER, "Driver 1", title)
    (problem,) = read(("7", "LMP2", "A", "Zoë O'NEILL", word), header=header).problems

    assert (problem.column, problem.value, problem.code) == (title, word, code)
    assert problem.params["allowed"]


def test_a_place_on_the_reserve_list_stands_once():
    rows = [("7", "LMP2", "A", "reserve 1"), ("8", "LMP2", "B", "reserve 1")]

    assert found(read(*rows, header=(*HEADER, "Status"))) == [(3, "Status", "reserve_place_twice")]


def test_blanks_are_put_in_order():
    entry = read_one(("Car",), ("\u00a0Oreca   07\u200b ",))

    assert entry.car == "Oreca 07"


def test_accents_are_kept_in_one_piece():
    assert read_one(("Car",), ("Ve\u0301loce",)).car == "V\u00e9loce"


def test_empty_lines_are_skipped_and_counted():
    file = read_entry_file("", b"\r\n\r\nNumber;Class;Team\r\n;;\r\n\r\n7;LMP2;Lakeside\r\n")

    assert [(row.line, row.number) for row in file.records] == [(6, "7")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Lake\nside", "line_break"),
        ("Lake\x07side", "bad_character"),
        ("Lake\x00side", "bad_character"),
        ("S\ufffdd", "letter_lost"),
        ("=1+1", "formula"),
        ("x" * 101, "text_too_long"),
    ],
)
def test_a_text_that_cannot_be_stored_is_named(cell, code):
    assert found(read(("7", "LMP2", cell))) == [(2, "Team", code)]


@pytest.mark.parametrize("team", ["=1+1", "+1", "-1", "@lake"])
def test_what_our_exports_made_harmless_is_read_back(team):
    assert read(("7", "LMP2", f"'{team}")).records[0].team == team


def test_a_line_longer_than_the_header_is_a_mistake():
    assert found(read(("7", "LMP2", "Lake", "side"))) == [(2, "", "row_too_long")]


def test_one_separator_at_the_end_is_no_column():
    assert read(("7", "LMP2", "Lakeside", "")).problems == ()


def test_a_value_without_a_title_is_a_mistake():
    file = read(("7", "LMP2", "Lakeside", "22 °C"), header=(*HEADER, ""))

    assert found(file) == [(2, "", "column_without_name")]


def test_a_list_without_entries_is_a_mistake():
    assert found(read()) == [(None, "", "header_only")]


def test_all_problems_are_collected_up_to_a_number():
    file = read(*[("1.0", "LMP2", "A")] * 300)

    assert len(file.problems) == 201
    assert str(file.problems[-1]) == "and 100 more."


def test_a_file_of_a_hundred_thousand_lines_is_refused_as_a_whole():
    file = read_entry_file("", as_csv(HEADER, *[("7", "LMP2", "A")] * 100_000))

    assert (found(file), file.records) == ([(None, "", "too_many_rows")], ())


def test_every_code_has_a_sentence():
    assert all(sentence.endswith((".", "?")) for sentence in MESSAGES.values())
