"""Entry lists as spreadsheets: what an import reads, and nothing that runs."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from championship.exports.entry_list import (
    as_csv,
    as_xlsx,
    entry_list_table,
    template_table,
    template_words,
)
from championship.imports.entry_list import COLUMNS, read_entry_file
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    DriverCategoryFactory,
    DriverFactory,
    EntryFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    """A reserve in a cup of LMP2, with a driver and a seat still open."""
    lmp2 = CarClassFactory(code="LMP2")
    cup = CarClassFactory(season=lmp2.season, code="LMP2 Pro/Am", parent=lmp2)
    entry = EntryFactory(
        car_class=cup,
        number="007",
        team=TeamFactory(name="TF Sport", country="GB"),
        car__name="Oreca 07",
        car__engine="Gibson",
        kind="full_season",
        status="reserve",
        reserve_place=2,
    )
    seat = CrewSeatFactory(
        entry=entry, driver=DriverFactory(given_name="Ben", family_name="Tuck"), country="DE"
    )
    DriverCategoryFactory(driver=seat.driver, category="bronze")
    CrewSeatFactory(entry=entry, driver=None)
    return entry


def test_line_of_an_entry_in_the_columns_of_the_template(entry):
    heads, line = entry_list_table(entry.season)

    assert tuple(heads) == COLUMNS
    assert line == [
        *("007", "LMP2", "LMP2 Pro/Am", "TF Sport", "GBR", "Oreca 07 – Gibson"),
        *("full season", "reserve 2"),
        *("Ben", "Tuck", "DEU", "Bronze"),
        *("", "TBA", "", ""),
        *[""] * 16,
    ]


@pytest.mark.parametrize("status", ["received", "rejected", "withdrawn"])
def test_applications_are_in_it_whatever_became_of_them(status):
    season = EntryFactory(status=status).season

    assert [line[7] for line in entry_list_table(season)[1:]] == [status]


def test_crew_of_seven_gets_columns_of_its_own():
    entry = EntryFactory()
    CrewSeatFactory.create_batch(7, entry=entry)

    heads, line = entry_list_table(entry.season)

    assert heads[-4:][0] == "Driver 7 given name"
    assert len(line) == len(heads) == len(COLUMNS) + 4


@pytest.mark.parametrize("cars", [1, 3])
def test_table_costs_six_queries_at_most(entry, django_assert_max_num_queries, cars):
    for _each in range(cars - 1):
        CrewSeatFactory(entry__season=entry.season, entry__car_class=entry.car_class)

    with django_assert_max_num_queries(6):
        table = entry_list_table(entry.season)

    assert len(table) == cars + 1


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("name", ["=1+1", "+49 Racing", "-Team-", "@home", "=cmd|'/c calc'!A1"])
def test_formula_is_neutralised_and_read_again_as_it_was(write, name):
    entry = EntryFactory(team=TeamFactory(name=name))

    content = write(entry_list_table(entry.season))
    file = read_entry_file("list", content)

    assert [record.team for record in file.records] == [name]
    assert file.problems == ()


def test_cells_of_a_spreadsheet_are_text(entry):
    content = as_xlsx([["007", "=1+1", "2024-02-04"]])

    cells = load_workbook(BytesIO(content)).active[1]

    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("007", "s"),
        ("'=1+1", "s"),
        ("2024-02-04", "s"),
    ]


def test_csv_is_known_to_spreadsheets_as_utf8():
    assert as_csv([["Yoluç"]]) == "\ufeffYoluç\r\n".encode()


def test_template_says_what_may_stand_in_it(entry):
    content = as_xlsx(template_table(), template_words(entry.season))

    entries, words = load_workbook(BytesIO(content)).worksheets
    assert tuple(cell.value for cell in entries[1]) == COLUMNS
    assert ("Sub-class", "LMP2 Pro/Am (LMP2)") in [
        tuple(cell.value for cell in row) for row in words
    ]


def test_template_that_is_sent_back_empty_says_so(entry):
    content = as_xlsx(template_table(), template_words(entry.season))

    assert [one.code for one in read_entry_file("template", content).problems] == ["header_only"]
