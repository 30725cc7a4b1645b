"""Timing files are told apart by the names of their columns, and their cars become entries."""

import pytest

from championship.imports.entry_list import DriverCell, EntryRecord, read_entry_file
from championship.imports.timing import variant_of

from .entry_files import DATA, as_csv, found, kept, warned

RESULT = ("POSITION", "NUMBER", "TEAM", "CLASS", "GROUP", "DIVISION", "LAPS")


def read_result(*rows, header=RESULT):
    return read_entry_file("", as_csv(header, *rows))


def test_a_race_with_one_name_per_cell_is_read():
    file = kept("timing/a2-race.CSV")

    assert (file.format, file.variant, file.separator) == ("timing", "A2", ";")
    assert (file.problems, file.warnings) == ((), ())
    assert file.says == {"number", "class", "sub_class", "team", "car", "drivers"}
    assert file.records[0] == EntryRecord(
        line=2,
        number="007",
        car_class="LMP2",
        sub_class="P/A",
        team="Lakeside Racing",
        team_country="",
        car="Oreca 07",
        kind="",
        status="",
        reserve_place=None,
        drivers=(
            DriverCell("Anna", "Bergström", "", "", "Anna BERGSTRÖM"),
            DriverCell("Luis", "de la Cruz", "", "", "Luis DE LA CRUZ"),
            DriverCell("Chris", "McMurry", "", "", "Chris McMURRY"),
        ),
    )


def test_father_and_son_are_two_drivers():
    _first, second = kept("timing/a2-race.CSV").records

    assert [driver.family_name for driver in second.drivers] == ["Petrov", "Petrov Jr"]


def test_drivers_in_lines_shorter_than_the_header_are_read():
    file = kept("timing/b1-ragged.csv")

    assert (file.variant, file.problems) == ("B1", ())
    assert [len(row.drivers) for row in file.records] == [2, 1]
    assert file.records[0].drivers == (
        DriverCell("Anna", "Bergström", "SWE", "platinum", "Anna BERGSTRÖM"),
        DriverCell("Job", "Van Uitert", "", "silver", "Job Van Uitert"),
    )


def test_a_driver_after_an_empty_place_is_a_mistake_because_cells_are_shifted():
    assert found(kept("timing/b1-gap-in-crew.csv")) == [(2, "DRIVER1_SECONDNAME", "driver_gap")]


def test_a_car_with_one_driver_is_read():
    file = kept("timing/b3-one-driver.csv")

    assert (file.variant, file.problems) == ("B3", ())
    assert file.records[0].drivers == (DriverCell("Zoë", "O'Neill", "IRL", "", "Zoë O'Neill"),)
    assert "driver_categories" not in file.says


def test_names_joined_in_one_cell_are_parted():
    file = kept("timing/d1-by-class.csv")

    assert (file.variant, file.problems, file.records[0].car_class) == ("D1", (), "Pro-Am")
    assert [driver.family_name for driver in file.records[0].drivers] == ["Bergström", "O'Neill"]


def test_a_file_of_laps_is_refused():
    file = kept("timing/e2-laps.csv")

    assert (file.format, file.variant, file.records) == ("timing", "E2", ())
    assert found(file) == [(None, "", "is_laps")]


def test_a_simulation_names_numbers_and_drivers_only():
    file = kept("timing/acc-line-break.json")

    assert (file.variant, file.encoding, file.says) == ("ACC", "utf-16", {"number", "drivers"})
    assert file.problems == ()
    assert [(row.line, row.number) for row in file.records] == [(1, "82"), (2, "7")]
    assert [row.drivers[0].family_name for row in file.records] == ["O'Neill", "Berg"]


def test_a_line_break_in_a_name_is_a_warning():
    assert warned(kept("timing/acc-line-break.json")) == [(1, "lastName", "line_break_in_name")]


@pytest.mark.parametrize(
    "car",
    [b"null", b'{"raceNumber": "7"}', b'{"raceNumber": 12345}', b'{"raceNumber": -1}'],
)
def test_a_simulation_without_a_number_is_a_mistake(car):
    content = b'{"sessionType": "R", "sessionResult": {"leaderBoardLines": [{"car": %s}]}}' % car

    ((line, column, code),) = found(read_entry_file("", content))
    assert (line, column) == (1, "raceNumber")
    assert code in ("missing", "number_wrong")


def test_half_a_letter_in_a_simulation_is_a_mistake():
    content = (DATA / "timing/acc-line-break.json").read_bytes().decode("utf-16-le")

    file = read_entry_file("", content.replace("Berg", "\\ud800").encode())

    assert (2, "lastName", "bad_character") in found(file)


def test_a_file_without_teams_and_drivers_does_not_speak_of_them():
    file = read_result(("1", "7", "", "GT", "", "", "30"))

    assert (file.variant, file.problems, file.says) == ("B4", (), {"number", "class"})


def test_a_file_without_numbers_is_refused():
    file = read_result(("1", "GT", "30"), header=("POSITION", "CLASS", "LAPS"))

    assert (found(file), file.records) == ([(None, "NUMBER", "column_missing")], ())


def test_a_number_that_a_spreadsheet_saved_as_a_fraction_is_a_mistake():
    assert found(read_result(("1.0", "7.0", "A", "GT", "", "", "30"))) == [
        (2, "NUMBER", "number_wrong")
    ]


@pytest.mark.parametrize(
    ("group", "division", "sub_class"),
    [("Legends", "GR Cup", "Legends"), ("", "GR Cup", "GR Cup"), ("", "", "")],
)
def test_the_group_is_the_sub_class_else_the_division(group, division, sub_class):
    file = read_result(("1", "7", "A", "Am", group, division, "30"))

    assert file.records[0].sub_class == sub_class


def test_a_number_stands_once_in_its_class():
    row = ("A", "GT", "", "", "30")
    file = read_result(("1", "7", *row), ("2", "7", "B", "LMP2", "", "", "30"), ("3", "7", *row))

    assert found(file) == [(4, "NUMBER", "number_twice")]


def test_a_driver_in_two_cars_is_only_a_warning():
    header = ("POSITION", "NUMBER", "LAPS", "DRIVER_1")
    file = read_result(
        ("1", "7", "9", "Zoë O'NEILL"), ("2", "8", "9", "Zoë O'NEILL"), header=header
    )

    assert (file.problems, warned(file)) == ((), [(3, "Driver 1", "driver_in_two_cars")])


def test_an_unknown_licence_is_a_mistake():
    header = ("POSITION", "NUMBER", "LAPS", "DRIVER1_FIRSTNAME", "DRIVER1_SECONDNAME")
    row = ("1", "7", "9", "Zoë", "O'Neill", "Diamond")
    file = read_result(row, header=(*header, "DRIVER1_LICENSE"))

    assert found(file) == [(2, "DRIVER1_LICENSE", "unknown_category")]


@pytest.mark.parametrize(
    ("titles", "variant"),
    [
        ("POSITION;NUMBER;TEAM;DRIVER_1;LAPS", "A1"),
        ("position; number ;DRIVER_1;DRIVER_5;LAPS;", "A2"),
        ("POSITION;NUMBER;LAPS;IMSA_CarId;DRIVER1_SECONDNAME", "B1"),
        ("POSITION;NUMBER;LAPS;DRIVER1_SECONDNAME", "B2"),
        ("POSITION;NUMBER;LAPS;DRIVER_SECONDNAME", "B3"),
        ("POSITION;NUMBER;LAPS", "B4"),
        ("POS;NUMBER;LAP;TIME; LAPS;IMSA_CarId", "C1"),
        ("POS;NUMBER;LAP;TIME; LAPS", "C2"),
        ("CLASS_TYPE;POS;PIC;NUMBER;DRIVERS;LAPS", "D1"),
        ("CLASS_TYPE;POS;PIC;NUMBER;LAPS", "D2"),
        ("NUMBER; DRIVER_NUMBER; LAP_NUMBER; LAP_TIME", "E1"),
        ("NUMBER; DRIVER_NUMBER; LAP_NUMBER; LAP_TIME;FLAG_AT_FL", "E2"),
        ("NUMBER; DRIVER_NUMBER; LAP_NUMBER; LAP_TIME;S1_SECONDS", "E3"),
        ("NUMBER; DRIVER_NUMBER; LAP_NUMBER; LAP_TIME;IM1a_time", "E4"),
        ("Number;Class;Team;Status", ""),
    ],
)
def test_a_variant_is_known_by_its_columns(titles, variant):
    assert variant_of(titles.split(";")) == variant
