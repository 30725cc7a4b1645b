from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.fractions import parse_points, written


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("25", Fraction(25)),
        ("16.5", Fraction(33, 2)),
        ("1/3", Fraction(1, 3)),
        ("2 1/2", Fraction(5, 2)),
        ("-10", Fraction(-10)),
        (7, Fraction(7)),
    ],
)
def test_points_are_read_exactly(text, points):
    assert parse_points(text) == points


@pytest.mark.parametrize("value", ["", "ten", "1/0", "1e3", "inf", "1_000", 0.5, True, "9" * 50])
def test_what_is_not_an_exact_number_is_refused(value):
    with pytest.raises(ValueError, match=r"not a|too large"):
        parse_points(value)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction(38), "38"),
        (Fraction(33, 2), "16.5"),
        (Fraction(1, 7), "1/7"),
        (Fraction(7, 3), "2 1/3"),
        (Fraction(-7, 3), "-2 1/3"),
    ],
)
def test_points_are_written_as_a_table_prints_them(points, text):
    assert written(points) == text


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=997))
def test_what_is_written_is_read_back_exactly(points):
    assert parse_points(written(points)) == points
