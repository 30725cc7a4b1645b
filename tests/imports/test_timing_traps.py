"""The traps of real timing files, by their number. Each file is in tests/data/timing.

The reader's are tested here, except where another module is named:

 1  byte order mark                    test_a_byte_order_mark_is_no_part_of_a_title
 2  Windows-1252, UTF-16               test_windows_1252_..., test_utf_16_...
 3  letters broken before              test_broken_letters_are_a_warning
 4  separators, quotes, line ends      test_commas_..., test_an_open_quote_...
 5  trailing separator                 test_an_empty_last_column_and_blanks_in_titles_...
 6  blanks in titles                   the same
 7  two titles alike                   test_two_titles_that_are_equal_...
 8  ragged lines                       test_short_blocks_..., test_a_line_that_is_too_...
 9  missing columns                    test_a_missing_..., test_teams_and_crews_...
10  7, 07, 007, 1.0                    test_numbers_..., test_places_..., test_a_number_...
11  one number twice                   test_a_number_twice_...
12  no place in class                  test_places_in_class_..., test_lines_sorted_by_class_...
13  order not by laps and time         test_a_car_put_last_stays_last
14  states                             test_states_..., test_an_unknown_state_...
15  gaps                               test_gaps_are_kept_...
16  notations of times                 test_notations_..., test_wrong_times_...; test_timing_times
17  names of classes                   test_places_in_class_... keeps them as printed
18  names of drivers                   test_timing (father and son), test_names
19  order of the crew                  test_timing (a race with one name per cell)
20  two versions of a result           test_timing_times (the name's hints)
21  wrong hour, wrong race             test_timing_times (the name's hints)
22  the same file twice                test_timing_results (the same content)
23  blanks, line breaks, control       test_blanks_..., test_line_breaks_...
24  formulas                           test_an_escaped_gap_..., test_a_formula_...
25  another kind of file               test_laps_..., test_other_kinds_..., test_too_many_lines_...
26  empty, header only, half           test_an_empty_..., test_a_header_..., test_half_...

What is left of them belongs to the import, which knows the season and what was imported
before: proposing 007 for 7 (10), mapping classes (17), matching names (18), comparing the
crew with the entry (19), versions and decisions (20), cars that are not entered and too few
laps (21), nothing to do (22). Neutralising formulas (24) belongs to the exports.
"""

from datetime import time

import pytest

from championship.imports.timing import Gap, read_results_file
from championship.scoring.states import Status

from .entry_files import DATA, as_csv, as_xlsx
from .result_files import RACE, found, kept, numbers, warned

LINE = ("1", "7", "GT", "Classified", "30", "1:00:01.000", "", "1:55.000")


def test_a_byte_order_mark_is_no_part_of_a_title():
    content = (DATA / "timing/trap-10-zeros.csv").read_bytes()

    with_mark, without = (read_results_file("", each) for each in (content, content[3:]))

    assert content.startswith(b"\xef\xbb\xbf")
    assert (with_mark.records, with_mark.problems) == (without.records, ())


def test_windows_1252_is_refused_and_read_if_told_so():
    refused, read = (kept("trap-02-windows-1252.csv", as_cp1252=told) for told in (False, True))

    assert (found(refused), refused.records) == ([(2, "", "not_utf8")], ())
    assert refused.problems[0].params == {"byte": 188, "hex": "0xEB"}
    assert read.records[0].drivers[0].printed == "Zoë O'NEILL"
    assert warned(read) == [(2, "", "read_as_cp1252")]


def test_utf_16_without_a_mark_is_recognised():
    file = kept("trap-02-utf-16.csv")

    assert (file.encoding, file.problems) == ("utf-16", ())
    assert file.records[0].drivers[0].printed == "Zoë O'NEILL"


def test_broken_letters_are_a_warning():
    file = kept("trap-03-broken-letters.csv")

    assert (file.problems, warned(file)) == ((), [(2, "DRIVER_1", "mojibake")])


def test_commas_are_a_separator_too_and_may_stand_in_quotes():
    file = kept("trap-04-commas.csv")

    assert (file.separator, file.problems, file.is_resaved) == (",", (), True)
    assert file.records[0].team == "Lakeside, Racing"


def test_an_open_quote_is_named_with_its_first_line():
    assert found(kept("trap-04-open-quote.csv")) == [(3, "", "quote_not_closed")]


def test_an_empty_last_column_and_blanks_in_titles_do_not_matter():
    file = kept("c1-qualifying.csv")
    header = (DATA / "timing/c1-qualifying.csv").read_text(encoding="utf-8-sig").splitlines()[0]

    assert "; LAPS;" in header
    assert header.endswith(";")
    assert (file.problems, file.warnings) == ((), ())
    assert [record.laps for record in file.records] == [7, 8, 2]


def test_two_titles_that_are_equal_without_blanks_and_case_are_refused():
    assert found(kept("trap-07-header-twice.csv")) == [(1, "laps", "header_twice")]


def test_two_columns_for_the_same_are_refused():
    file = read_results_file("", as_csv((*RACE, "POS"), (*LINE, "1")))

    assert found(file) == [(1, "POS", "header_twice")]


def test_short_blocks_of_drivers_are_read_where_they_stand():
    crews = [
        [driver.family_name for driver in row.drivers] for row in kept("b1-ragged.csv").records
    ]

    assert crews == [["Bergström", "Van Uitert"], ["O'Neill"]]


def test_a_driver_behind_an_empty_block_is_refused():
    assert found(kept("b1-gap-in-crew.csv")) == [(2, "DRIVER1_SECONDNAME", "driver_gap")]


def test_a_line_that_is_too_long_is_refused():
    assert (2, "", "row_too_long") in found(kept("trap-08-long-line.csv"))


def test_a_line_that_ends_before_the_columns_of_a_car_is_refused():
    assert (3, "", "row_too_short") in found(kept("trap-08-short-line.csv"))


def test_a_missing_column_for_the_number_is_refused():
    file = kept("trap-09-no-number.csv")

    assert (found(file), file.records) == ([(None, "Number", "number_column_missing")], ())


def test_teams_and_crews_that_are_missing_come_from_the_entry_list():
    file = kept("trap-09-no-team.csv")

    assert file.problems == ()
    assert [warning.column for warning in file.warnings] == ["Class", "Team", "Drivers"]
    assert {record.class_position for record in file.records} == {None}


def test_numbers_are_text():
    assert numbers(kept("trap-10-zeros.csv")) == ["7", "07", "007"]


def test_places_and_laps_saved_as_fractions_are_read_with_one_warning_each():
    file = kept("trap-10-fractions.csv")

    assert [(record.overall_position, record.laps) for record in file.records] == [(1, 30), (2, 30)]
    assert warned(file) == [
        (None, "POSITION", "column_of_fractions"),
        (None, "LAPS", "column_of_fractions"),
    ]


def test_a_number_saved_as_a_fraction_is_refused():
    file = kept("trap-10-number-as-fraction.csv")

    assert found(file) == [(2, "NUMBER", "number_wrong")]


def test_a_number_twice_in_a_class_names_both_lines_and_in_two_classes_is_two_cars():
    file = kept("trap-11-number-twice.csv")

    assert found(file) == [(3, "NUMBER", "number_twice")]
    assert file.problems[0].params == {"other_line": 2}


def test_places_in_class_are_counted_in_printed_order():
    file = kept("trap-12-classes.csv")

    assert [(row.source_class, row.group, row.class_position) for row in file.records] == [
        ("LMP2", "", 1),
        ("LMP2", "P/A", 1),
        ("GT", "", 1),
        ("LMP2", "P/A", 2),
        ("GT", "", 2),
        ("GT", "", None),
    ]


def test_lines_sorted_by_class_are_put_in_the_order_of_their_places():
    file = kept("trap-12-sorted-by-class.csv")

    assert numbers(file) == ["7", "8", "10"]
    assert warned(file) == [(4, "POSITION", "lines_not_in_order")]


def test_a_car_put_last_stays_last():
    file = kept("trap-13-put-last.csv")

    assert numbers(file) == ["7", "8", "9", "27", "43"]
    assert (5, "NUMBER", "order_ahead") in warned(file)
    assert [line for line, _column, code in warned(file) if code.startswith("order")] == [5]


def test_a_gap_that_a_penalty_left_behind_is_pointed_out():
    assert (5, "GAP_PREVIOUS", "gap_in_laps") in warned(kept("trap-13-put-last.csv"))


def test_states_are_ours_and_as_printed():
    file = kept("trap-14-states.csv")

    assert [(row.status_printed, row.status, row.overall_position) for row in file.records] == [
        ("Classified", Status.CLASSIFIED, 1),
        ("Not classified", Status.NOT_CLASSIFIED, 2),
        ("Retired", Status.RETIRED, 3),
        ("Retired", Status.RETIRED, 4),
        ("Not started", Status.DID_NOT_START, None),
    ]


def test_a_car_without_a_lap_is_pointed_out_unless_it_did_not_start():
    assert warned(kept("trap-14-states.csv")) == [(5, "STATUS", "without_a_lap")]


def test_an_unknown_state_and_none_are_refused_with_their_lines():
    assert found(kept("trap-14-unknown-state.csv")) == [
        (3, "STATUS", "unknown_status"),
        (4, "STATUS", "missing"),
    ]


def test_gaps_are_kept_as_printed_and_told_apart():
    file = kept("trap-15-gaps.csv")

    assert [record.gap_previous for record in file.records] == [
        Gap("-", "leader"),
        Gap("+1.500", "time", ms=1_500),
        Gap("1 Lap", "laps", laps=1),
        Gap("+1.000", "time", ms=1_000),
        Gap("-1 Laps", "laps", laps=-1),
        Gap("somewhere", "none"),
    ]
    assert warned(file) == [
        (7, "GAP_PREVIOUS", "gap_unclear"),
        (7, "GAP_FIRST", "gap_in_time"),
    ]


def test_notations_of_times_may_be_mixed_and_hours_go_beyond_24():
    file = kept("trap-16-times.csv")

    assert (file.problems, file.warnings) == ((), ())
    assert [record.total_ms for record in file.records] == [86_527_996, 86_528_996, 86_634_996]
    assert file.records[1].gap_first == Gap("1,000", "time", ms=1_000)


def test_wrong_times_are_refused_with_line_and_column():
    assert found(kept("trap-16-wrong-times.csv")) == [
        (2, "TOTAL_TIME", "time_wrong"),
        (3, "TOTAL_TIME", "time_wrong"),
        (3, "FL_TIME", "time_bare"),
        (4, "TOTAL_TIME", "time_wrong"),
        (4, "FL_TIME", "time_wrong"),
    ]


def test_a_decimal_comma_in_a_file_parted_by_commas_has_to_be_quoted():
    header, line = ",".join(RACE), "1,7,GT,Classified,30,%s,,1:55.000"
    quoted, bare = (
        read_results_file("", f"{header}\n{line % written}\n".encode())
        for written in ('"1:00:01,5"', "1:00:01,5")
    )

    assert (quoted.problems, quoted.records[0].total_ms) == ((), 3_601_500)
    assert (2, "", "row_too_long") in found(bare)


def test_blanks_are_put_in_order():
    record = kept("trap-23-blanks.csv").records[0]

    assert (record.team, record.drivers[0].printed) == ("Lakeside Racing", "Anna BERG")


def test_line_breaks_and_control_characters_are_refused_with_line_and_column():
    assert found(kept("trap-23-line-break.csv")) == [
        (2, "DRIVER_1", "line_break"),
        (4, "DRIVER_1", "bad_character"),
    ]


def test_an_escaped_gap_is_read_without_its_apostrophe():
    file = kept("trap-24-escaped.csv")

    assert (file.problems, file.warnings) == ((), ())
    assert file.records[1].gap_first == Gap("+1.500", "time", ms=1_500)


def test_a_formula_is_refused():
    assert found(kept("trap-24-formula.csv")) == [(3, "TEAM", "formula")]


@pytest.mark.parametrize(("name", "variant"), [("e1-laps.csv", "E1"), ("e2-laps.csv", "E2")])
def test_laps_are_refused_and_the_wanted_file_is_named(name, variant):
    file = kept(name)

    assert (file.variant, file.records, found(file)) == (variant, (), [(None, "", "is_laps")])
    assert "03_" in str(file.problems[0])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "is_pdf"),
        (b"PK\x05\x06" + 18 * b"\0", "is_archive"),
        (b"<!DOCTYPE html><table>", "is_web_page"),
        (b"<?xml version='1.0'?>", "is_xml"),
        (b"\x89PNG", "is_image"),
        (b'{"MRData": {}}', "is_json"),
        (b"[1, 2]", "is_json"),
        (b"7\n8\n", "one_column"),
        (b"x" * (5 * 1024 * 1024 + 1), "file_too_large"),
    ],
)
def test_other_kinds_of_files_are_recognised(content, code):
    file = read_results_file("03_Classification_Race.CSV", content)

    assert ([problem.code for problem in file.problems], file.records) == ([code], ())


def test_a_calendar_feed_is_refused_by_name():
    file = kept("calendar.ics")

    assert found(file) == [(None, "", "is_calendar")]
    assert "calendar" in str(file.problems[0])


def test_too_many_lines_are_refused_as_a_whole():
    file = read_results_file("", as_csv(RACE, *[LINE] * 1001))

    assert (found(file), file.records) == ([(None, "", "too_many_rows")], ())


def test_times_that_a_spreadsheet_knows_as_times_are_refused():
    file = read_results_file("", as_xlsx(RACE, ("1", "7", "GT", "DNF", 30, time(1, 0), "", "")))

    assert (2, "TOTAL_TIME", "cell_date") in found(file)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\r\n", b" \n\n"])
def test_an_empty_file_is_refused(content):
    assert found(read_results_file("", content)) == [(None, "", "empty_file")]


def test_a_header_alone_is_refused():
    assert found(kept("trap-26-header-only.csv")) == [(None, "", "header_only")]


def test_half_a_file_is_refused():
    assert found(kept("trap-26-half.csv")) == [(3, "", "row_too_short"), (3, "", "cut_off")]


def test_half_a_crew_at_the_end_is_noticed_though_lines_may_be_short():
    content = (DATA / "timing/b1-ragged.csv").read_bytes().rstrip()
    half = content[: content.rindex(b"O'Neill") + 2]

    assert (3, "", "cut_off") in found(read_results_file("", half))


def test_a_missing_last_line_end_is_fine():
    file = kept("trap-26-no-last-line-end.csv")

    assert (file.problems, file.warnings, len(file.records)) == ((), (), 2)
