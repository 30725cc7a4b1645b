"""A pasted table becomes positions, names and points, or every line's mistake."""

from decimal import Decimal

import pytest

from championship.imports.official_table import OfficialLine, read_official_table


def read(text):
    lines, problems = read_official_table(text)
    assert problems == []
    return lines


@pytest.mark.parametrize(
    "text", ["1; 4; 96", "1\t4\t96", "1,4,96", " 1 ;4;96.0 ", "\n\n1; 4; 96\n".strip()]
)
def test_columns_are_parted_as_they_were_copied(text):
    assert read(text) == [OfficialLine(1, "1", "4", Decimal(96))]


def test_a_name_may_hold_a_comma():
    (line,) = read("4, Binder, René, 96")

    assert (line.who, line.points) == ("Binder, René", 96)


@pytest.mark.parametrize("points", ["16.5", "16,5"])
def test_half_points_are_read_with_either_sign(points):
    assert read(f"1; 4; {points}")[0].points == Decimal("16.5")


@pytest.mark.parametrize("points", ["-3", "−3"])
def test_points_may_be_below_zero(points):
    assert read(f"DSQ; 4; {points}")[0].points == -3


def test_empty_lines_are_counted_and_left_out():
    assert [line.line for line in read("1; 4; 96\n\n2; 7; 85\n")] == [1, 3]


@pytest.mark.parametrize(
    ("line", "value", "code"),
    [
        ("first of all", "first of all", "columns"),
        ("1; 96", "1; 96", "columns"),
        ("; 4; 96", "", "position"),
        ("the winner; 4; 96", "the winner", "position"),
        ("1; ; 96", "1; ; 96", "who"),
        ("1; 4; many", "many", "points"),
        ("1; 4; 1/3", "1/3", "points"),
        ("1; 4; 1.2345", "1.2345", "points"),
        ("1; 4; ٣", "٣", "points"),
        ("1; 4; 123456789", "123456789", "points"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(line, value, code):
    _lines, problems = read_official_table(f"1; 7; 85\n{line}")

    assert [(one.line, one.value, one.code) for one in problems] == [(2, value, code)]


def test_all_problems_are_found():
    _lines, problems = read_official_table("nothing\n1; 4; 96\nat all")

    assert [one.line for one in problems] == [1, 3]
