"""The crews of an entry list: names in one column or two, places still open, doubles."""

import pytest

from championship.imports.entry_list import DriverCell

from .entry_files import HEADER, found, read, read_one

TWO = (*HEADER, "Driver 1", "Driver 2")


def test_a_whole_name_stands_in_one_column():
    (driver,) = read_one(("Pilote 1", "Pilote 1 nationalité"), ("Nyck DE VRIES", "NLD")).drivers

    assert driver == DriverCell("Nyck", "de Vries", "NLD", "", "Nyck DE VRIES")


def test_a_name_beside_a_given_name_is_the_family_name():
    (driver,) = read_one(("Fahrer 1 Vorname", "Fahrer 1 Name"), ("Jörg", "von Berg")).drivers

    assert (driver.given_name, driver.family_name) == ("Jörg", "von Berg")


@pytest.mark.parametrize("title", ["Driver 1 rating", "Rating driver 1", "Catégorie du pilote 1"])
@pytest.mark.parametrize(
    ("word", "category"),
    [("Platinium", "platinum"), ("P", "platinum"), ("Or", "gold"), ("(S)", "silver"), ("", "")],
)
def test_a_category_goes_by_many_words(title, word, category):
    (driver,) = read_one(("Driver 1", title), ("Zoë O'NEILL", word)).drivers

    assert driver.category == category


@pytest.mark.parametrize("words", ["TBA", "tbc", "T.B.A.", "À confirmer", "wird bekanntgegeben"])
def test_a_driver_may_be_announced_later(words):
    first, second = read_one(("Driver 1", "Driver 2"), (words, "Zoë O'NEILL")).drivers

    assert (first, second.family_name) == (None, "O'Neill")


def test_a_last_driver_to_be_announced_keeps_the_place():
    assert read_one(("Driver 1", "Driver 2", "Driver 3"), ("TBA", "TBA", "")).drivers == (
        None,
        None,
    )


def test_an_empty_place_before_a_driver_is_a_mistake():
    assert found(read(("7", "LMP2", "A", "", "Zoë O'NEILL"), header=TWO)) == [
        (2, "Driver 2", "driver_gap")
    ]


def test_a_country_without_a_name_is_a_mistake():
    header = (*HEADER, "Driver 1", "Driver 1 country")

    assert found(read(("7", "LMP2", "A", "", "IRL"), header=header)) == [
        (2, "Driver 1", "driver_name_missing")
    ]


def test_a_given_name_alone_is_a_mistake():
    header = (*HEADER, "Driver 1 given name", "Driver 1 family name")

    assert found(read(("7", "LMP2", "A", "Zoë", ""), header=header)) == [
        (2, "Driver 1 family name", "driver_name_missing")
    ]


def test_a_name_of_signs_that_nobody_sees_is_missing():
    file = read(
        ("7", "LMP2", "Lakeside", "\u200b", "FRA"), header=(*HEADER, "Driver 1", "Driver 1 country")
    )

    assert found(file) == [(2, "Driver 1", "driver_name_missing")]


@pytest.mark.parametrize("name", ["Zoë O'NEILL (B)", "Zoë O'NEILL / Jörg MÜLLER", "O'NEILL 2"])
def test_a_cell_holds_one_name_and_nothing_else(name):
    assert found(read(("7", "LMP2", "A", name, ""), header=TWO)) == [(2, "Driver 1", "name_odd")]


def test_a_name_like_a_formula_is_a_mistake():
    assert found(read(("7", "LMP2", "A", "=A1", ""), header=TWO)) == [(2, "Driver 1", "formula")]


def test_a_name_is_not_too_long():
    header = (*HEADER, "Driver 1 family name")

    assert found(read(("7", "LMP2", "A", "x" * 61), header=header)) == [
        (2, "Driver 1 family name", "text_too_long")
    ]


def test_a_seventh_driver_is_one_too_many():
    names = [f"{letter} DRIVER{letter}" for letter in "ABCDEFG"]
    header = (*HEADER, *(f"Driver {place}" for place in range(1, 8)))

    assert found(read(("7", "LMP2", "A", *names), header=header)) == [
        (2, "Driver 7", "too_many_drivers")
    ]


def test_a_driver_stands_once_in_a_crew():
    file = read(("7", "LMP2", "A", "Marco SØRENSEN", "Marco Sorensen"), header=TWO)

    assert found(file) == [(2, "Driver 2", "driver_twice")]


def test_a_driver_in_two_cars_names_both():
    row = ("LMP2", "A", "Zoë O'NEILL", "")
    (problem,) = read(("7", *row), ("8", *row), header=TWO).problems

    assert (problem.line, problem.code) == (3, "driver_in_two_cars")
    assert problem.params == {"other_line": 2, "other_number": "7"}


@pytest.mark.parametrize("status", ["withdrawn", "rejected", "reserve 1"])
def test_a_car_that_does_not_race_may_share_a_driver(status):
    rows = [("7", "LMP2", "A", "Zoë O'NEILL", ""), ("8", "LMP2", "B", "Zoë O'NEILL", status)]

    assert read(*rows, header=(*HEADER, "Driver 1", "Status")).problems == ()
