"""A file that a spreadsheet can open without running anything."""

import csv

import pytest

from championship.exports.csv import harmless, table_as_csv
from championship.tables.base import Column, FileColumn, Table


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "\n=1", "+1 lap", "-", "+-1", "--1"],
)
def test_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "12", "-12", "+10.537", "-16,5", "Car 4", "a=b", "–", "’quoted’", "1/3"]
)
def test_plain_words_and_numbers_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_unknown_is_an_empty_cell_and_nought_is_not():
    assert harmless(None) == ""
    assert harmless(0) == "0"


class Cars(Table):
    number = Column("<b>No</b>")
    team = FileColumn("Team")
    page = Column("Only on the page", page_only=True)

    def render_number(self, value):
        return f"<b>{value}</b>"


def test_file_holds_plain_values_and_the_columns_meant_for_it():
    rows = [{"number": "007", "team": 'Ecurie "Zoé", Genève', "page": "x"}]

    lines = list(csv.reader(table_as_csv(Cars(rows)).splitlines()))

    assert lines == [["No", "Team"], ["007", 'Ecurie "Zoé", Genève']]


def test_formula_in_a_name_is_harmless_in_the_file():
    rows = [{"number": "1", "team": '=HYPERLINK("http://example.org")', "page": ""}]

    assert list(csv.reader(table_as_csv(Cars(rows)).splitlines()))[1] == [
        "1",
        '\'=HYPERLINK("http://example.org")',
    ]
