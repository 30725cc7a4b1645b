"""A result as it is read: every variant, every field, its order and what is odd about it."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest

from championship.imports.entry_list import DriverCell
from championship.imports.timing import Gap, Hints, ResultRecord, read_results_file
from championship.scoring.states import Status

from .entry_files import DATA, as_csv, as_xlsx
from .result_files import RACE, firsts, found, kept, numbers, read, warned

SAID_BY_ENTRIES = [(None, "Team", "said_by_entries"), (None, "Drivers", "said_by_entries")]


def test_a_race_is_read_in_full():
    file = kept("trap-14-states.csv")

    assert file.records[1] == ResultRecord(
        line=3,
        number="8",
        source_class="GT",
        team="Lakeside Racing",
        vehicle="Porsche 911 GT3 R",
        drivers=(DriverCell("Luis", "Cruz", "", "", "Luis CRUZ"),),
        order=2,
        overall_position=2,
        class_position=2,
        status_printed="Not classified",
        status=Status.NOT_CLASSIFIED,
        laps=12,
        total_ms=1_685_000,
        gap_first=Gap("18 Laps", "laps", laps=18),
        gap_previous=Gap("18 Laps", "laps", laps=18),
        best_lap_number=3,
        best_lap_ms=115_000,
        best_lap_kph=Decimal("180.0"),
        tyre="M",
    )


def test_a_file_says_what_it_is():
    file = kept("a2-race.CSV")
    content = (DATA / "timing/a2-race.CSV").read_bytes()

    assert (file.name, file.format, file.variant) == ("a2-race.CSV", "csv", "A2")
    assert (file.encoding, file.separator, file.size) == ("utf-8", ";", len(content))
    assert (file.sha256, file.is_resaved) == (sha256(content).hexdigest(), False)
    assert (file.hints, file.session, file.by_best_lap) == (Hints("race"), "", False)


@pytest.mark.parametrize(
    ("name", "variant", "cars", "is_resaved"),
    [
        ("trap-10-zeros.csv", "A1", ["7", "07", "007"], False),
        ("a2-race.CSV", "A2", ["007", "7"], False),
        ("b1-ragged.csv", "B1", ["04", "4"], True),
        ("b2-race.csv", "B2", ["11"], False),
        ("b3-one-driver.csv", "B3", ["11"], True),
        ("b4-race.csv", "B4", ["2", "15"], True),
        ("c1-qualifying.csv", "C1", ["04", "4", "8"], False),
        ("c2-qualifying.csv", "C2", ["04"], False),
        ("d1-by-class.csv", "D1", ["21"], True),
        ("d2-by-class.csv", "D2", ["2", "55", "5", "15"], True),
        ("trap-04-commas.csv", "A1", ["7", "8"], True),
        ("acc-race.json", "ACC", ["82", "7"], False),
        ("template.csv", "TEMPLATE", ["7", "07", "12", "15"], False),
    ],
)
def test_every_variant_is_read_without_a_problem(name, variant, cars, is_resaved):
    file = kept(name)

    assert (file.variant, file.problems, numbers(file)) == (variant, (), cars)
    assert file.is_resaved is is_resaved


def test_a_file_says_only_what_its_columns_hold():
    assert kept("d2-by-class.csv").says == {
        "number",
        "class",
        "vehicle",
        "position",
        "class_position",
        "laps",
        "total",
        "gap_first",
        "gap_previous",
        "best_lap",
        "best_lap_number",
        "best_lap_speed",
    }


def test_columns_that_are_not_read_are_named():
    assert kept("b4-race.csv").ignored_columns == ("ECM Participant Id", "DRIVER_*Extra 3")


def test_a_qualifying_is_by_best_lap():
    file = kept("c1-qualifying.csv")
    record = file.records[0]

    assert (file.by_best_lap, warned(file)) == (True, [])
    assert (record.status, record.total_ms) == (None, None)
    assert (record.best_lap_ms, record.best_lap_number, record.laps) == (116_001, 5, 7)
    assert record.best_lap_kph == Decimal("186.8")


def test_a_car_without_a_lap_time_has_no_best_lap():
    record = kept("c1-qualifying.csv").records[2]

    assert (record.best_lap_ms, record.best_lap_number, record.laps) == (None, None, 2)


@pytest.mark.parametrize("name", ["d1-by-class.csv", "d2-by-class.csv", "acc-race.json"])
def test_a_file_without_states_has_none(name):
    file = kept(name)

    assert "status" not in file.says
    assert {record.status for record in file.records} == {None}


def test_a_file_by_class_is_put_in_overall_order_and_keeps_its_places_in_class():
    file = kept("d2-by-class.csv")

    assert [(row.number, row.overall_position, row.class_position) for row in file.records] == [
        ("2", 1, 1),
        ("55", 2, 1),
        ("5", 3, 2),
        ("15", 4, 3),
    ]
    assert warned(file) == [
        *SAID_BY_ENTRIES,
        (4, "POS", "lines_not_in_order"),
        (5, "PIC", "class_place_odd"),
    ]


def test_warnings_stand_at_their_line_too():
    file = kept("d2-by-class.csv")

    assert [warning.code for warning in file.records[1].warnings] == ["lines_not_in_order"]
    assert file.records[0].warnings == ()


def test_a_position_that_stands_twice_is_a_warning_and_the_lines_count():
    file = read(
        ("1", "7", "GT", "Classified", "30", "", "", ""),
        ("1", "8", "GT", "Classified", "30", "", "", ""),
    )

    assert numbers(file) == ["7", "8"]
    assert (3, "POSITION", "position_twice") in warned(file)


def test_positions_that_begin_anew_in_every_class_do_not_order_the_cars():
    file = read(
        ("1", "7", "LMP2", "Classified", "30", "", "", ""),
        ("2", "8", "LMP2", "Classified", "29", "", "", ""),
        ("1", "9", "GT", "Classified", "28", "", "", ""),
    )

    assert numbers(file) == ["7", "8", "9"]
    assert warned(file)[2:] == [(4, "POSITION", "position_twice")]


def test_the_first_car_leads_whatever_is_printed_as_its_gap():
    dash, nothing = kept("b1-ragged.csv").records[0], kept("a2-race.CSV").records[0]

    assert (dash.gap_first, dash.gap_previous) == (Gap("-", "leader"), Gap("-", "leader"))
    assert nothing.gap_first == Gap("", "leader")


def test_cars_of_another_state_are_not_compared():
    file = read(
        ("1", "7", "GT", "Classified", "20", "40:00.000", "", ""),
        ("2", "8", "GT", "Not classified", "30", "50:00.000", "", ""),
        ("3", "9", "GT", "Retired", "25", "45:00.000", "", ""),
        header=RACE,
    )

    assert [code for _line, _column, code in warned(file)] == ["said_by_entries"] * 2


def test_a_car_moved_to_the_front_is_the_only_one_that_is_pointed_out():
    file = read(
        ("1", "99", "GT", "Classified", "20", "40:00.000", "", ""),
        ("2", "7", "GT", "Classified", "30", "60:00.000", "", ""),
        ("3", "8", "GT", "Classified", "30", "61:00.000", "", ""),
    )

    assert warned(file)[2:] == [(2, "NUMBER", "order_behind")]
    assert file.warnings[2].params == {"other_number": "8", "other_line": 4}


def test_a_qualifying_order_that_lap_times_do_not_explain_is_pointed_out():
    header = ("POSITION", "NUMBER", "CLASS", "LAPS", "FL_TIME")
    file = read(
        ("1", "7", "GT", "8", "1:56.000"),
        ("2", "8", "GT", "8", "1:57.000"),
        ("3", "9", "GT", "8", "1:55.500"),
        header=header,
    )

    assert warned(file)[2:] == [(4, "NUMBER", "order_ahead")]


def test_gaps_that_mean_something_else_are_one_warning():
    rows = [
        (str(place), str(place), "GT", "Classified", "30", f"60:0{place}.000", "+9.000", "")
        for place in range(1, 8)
    ]

    assert warned(read(*rows))[2:] == [(None, "GAP_FIRST", "gaps_of_another_kind")]


def test_gaps_of_times_rounded_to_tenths_may_be_a_tenth_off():
    file = read(
        ("1", "7", "GT", "Classified", "30", "60:00.1", "", ""),
        ("2", "8", "GT", "Classified", "30", "60:01.2", "+1.2", ""),
    )

    assert warned(file) == SAID_BY_ENTRIES


def test_a_time_that_is_too_short_for_its_laps_is_pointed_out():
    file = read(("1", "7", "GT", "Classified", "30", "43:26.0", "", "1:55.000"))

    assert warned(file)[2:] == [(2, "TOTAL_TIME", "time_too_short")]


def test_a_spreadsheet_is_read_too():
    rows = [("Position", "Number", "Class", "Laps", "Time"), (1, "007", "GT", 30, "1:00:01.5")]

    file = read_results_file("", as_xlsx(rows[0], rows[1]))

    assert (file.format, file.variant, file.problems) == ("xlsx", "TEMPLATE", ())
    assert (file.records[0].number, file.records[0].total_ms) == ("007", 3_601_500)


def test_the_simulation_measures_laps_and_times():
    first, second = kept("acc-race.json").records

    assert (first.laps, first.total_ms, first.best_lap_ms) == (23, 2_329_129, 90_837)
    assert (second.laps, second.total_ms, second.best_lap_ms) == (0, None, None)
    assert (first.order, first.overall_position, first.team) == (1, 1, "Lakeside Racing")


@pytest.mark.parametrize(
    ("session", "known", "by_best_lap"),
    [("R", "race", False), ("R2", "race", False), ("Q", "qualifying", True), ("X", "", False)],
)
def test_the_simulation_tells_its_session(session, known, by_best_lap):
    text = (DATA / "timing/acc-race.json").read_bytes().decode("utf-16-le")

    file = read_results_file("", text.replace('"R"', f'"{session}"').encode())

    assert (file.session, file.by_best_lap) == (known, by_best_lap)


@pytest.mark.parametrize("laps", ["null", '"23"', "-1", "1e3", "99999999", "true"])
def test_what_the_simulation_measures_oddly_is_unknown(laps):
    text = (DATA / "timing/acc-race.json").read_bytes().decode("utf-16-le")

    file = read_results_file("", text.replace('Count": 23', f'Count": {laps}').encode())

    assert (file.problems, file.records[0].laps) == ((), None)


@pytest.mark.parametrize("name", ["\\ud800", "a\\u0000b", "x" * 200])
def test_what_the_simulation_calls_a_team_is_kept_only_if_it_can_be_stored(name):
    text = (DATA / "timing/acc-race.json").read_bytes().decode("utf-16-le")

    file = read_results_file("", text.replace("Lakeside Racing", name).encode())

    assert [(one.line, one.column) for one in file.problems] == [(1, "teamName")]
    assert file.records[0].team == ""


def test_an_entry_list_is_no_result():
    file = read_results_file("", as_csv(("Number", "Class", "Team"), ("7", "GT", "Lakeside")))

    assert (file.variant, file.records) == ("", ())
    assert found(file) == [(None, "Position", "position_column_missing")]


def test_the_same_content_is_the_same_but_for_its_name():
    content = (DATA / "timing/a2-race.CSV").read_bytes()
    first, second = (read_results_file(name, content) for name in ("a.csv", "b.csv"))

    assert replace(first, name="b.csv") == second


def test_firsts_are_told_by_class_and_group():
    assert firsts(kept("trap-12-classes.csv")) == {
        ("LMP2", "", ""): "7",
        ("LMP2", "P/A", ""): "8",
        ("GT", "", ""): "9",
    }
