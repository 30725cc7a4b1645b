"""The template for clubs that have no timing, in their own words."""

import pytest

from championship.imports.timing import TEMPLATE_COLUMNS, Gap
from championship.imports.timing.columns import TEMPLATE, columns_of
from championship.scoring.states import Status

from .entry_files import DATA
from .result_files import kept, read, warned


def test_the_kept_template_has_the_columns_of_the_template():
    header = (DATA / "timing/template.csv").read_text(encoding="utf-8").splitlines()[0]

    assert header == ",".join(TEMPLATE_COLUMNS)


def test_every_column_of_the_template_is_read():
    file = kept("template.csv")

    assert (file.format, file.variant, file.is_resaved) == ("csv", "TEMPLATE", False)
    assert (file.problems, file.warnings, file.ignored_columns) == ((), (), ())
    assert len({*columns_of(TEMPLATE_COLUMNS).names}) == len(TEMPLATE_COLUMNS)


def test_a_state_in_place_of_a_position_is_read():
    record = kept("template.csv").records[2]

    assert (record.overall_position, record.class_position) == (None, None)
    assert (record.status_printed, record.status) == ("DNF", Status.RETIRED)


def test_a_state_may_be_left_open():
    record = kept("template.csv").records[1]

    assert (record.status_printed, record.status) == ("", None)


@pytest.mark.parametrize("name", ["template-fr.csv", "template-de.csv"])
def test_titles_and_words_may_be_french_or_german(name):
    file = kept(name)
    first, second = file.records

    assert (file.variant, file.problems, file.ignored_columns) == ("TEMPLATE", (), ())
    assert [first.status, second.status] == [Status.CLASSIFIED, Status.RETIRED]
    assert (first.total_ms, first.best_lap_ms, first.best_lap_number) == (3_601_000, 115_000, 3)
    assert second.total_ms == 1_445_500
    assert (second.gap_first.kind, second.gap_first.laps) == ("laps", 18)


def test_titles_in_the_way_of_programs_are_read_too():
    header = ("pos", "number", "class", "laps", "total_time", "best_lap")
    file = read(("1", "7", "GT", "30", "1:00:01.5", "1:55.0"), header=header)

    assert (file.variant, file.problems, file.ignored_columns) == ("TEMPLATE", (), ())
    assert (file.records[0].total_ms, file.records[0].best_lap_ms) == (3_601_500, 115_000)


def test_a_time_beside_a_position_is_the_time_of_the_race():
    file = read(
        ("1", "7", "GT", "30", "1:00:01.5"), header=("Pos", "Number", "Class", "Laps", "Time")
    )

    assert (file.variant, file.by_best_lap) == ("TEMPLATE", False)
    assert file.records[0].total_ms == 3_601_500


def test_a_qualifying_of_a_club_has_best_laps_only():
    file = read(
        ("1", "7", "GT", "1:55.0", ""),
        ("2", "8", "GT", "1:55.2", "0.2"),
        header=("Position", "Number", "Class", "Best lap", "Gap"),
    )

    assert (file.by_best_lap, file.records[1].gap_first) == (True, Gap("0.2", "time", ms=200))
    assert [code for _line, _column, code in warned(file)] == ["said_by_entries"] * 2


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Driver 1 given name;Driver 1 family name", ("DRIVER1_FIRSTNAME", "DRIVER1_SECONDNAME")),
        ("Pilote 1;Fahrer 2", ("DRIVER_1", "DRIVER_2")),
        ("Drivers;Driver 1 country", ("DRIVERS", "")),
    ],
)
def test_drivers_have_one_column_or_two(header, names):
    columns = columns_of(("Position", "Number", *header.split(";")))

    assert (columns.variant, columns.names[2:]) == (TEMPLATE, names)


def test_a_column_in_two_languages_is_a_mistake():
    file = read(("1", "7", "GT", "GT"), header=("Position", "Number", "Class", "Klasse"))

    assert [(problem.column, problem.code) for problem in file.problems] == [
        ("Klasse", "header_twice")
    ]
