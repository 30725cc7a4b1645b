import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.scoring.durations import parse_duration, parse_penalty, write_duration


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("3:43:26.017", 13_406_017),
        ("3:43'26.017", 13_406_017),
        ("1:53.653", 113_653),
        ("52'17.203", 3_137_203),
        ("52.1", 52_100),
        ("0:05", 5_000),
        ("24:02:15.5", 86_535_500),
    ],
)
def test_times_of_the_timing_screen_are_read(text, ms):
    assert parse_duration(text) == ms


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1:60.000", "1:60:00", "-1:00", "1.2345", "1:2:3:4", "1e3", "١:٠٠", "12:", "NaN"],
)
def test_a_time_that_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="not a time"):
        parse_duration(text)


@given(st.integers(min_value=0, max_value=100 * 3_600_000 - 1))
def test_every_duration_is_read_as_it_was_written(ms):
    assert parse_duration(write_duration(ms)) == ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("3 min 30 s", 210_000),
        ("3min30s", 210_000),
        ("2 min", 120_000),
        ("90 S", 90_000),
        ("0,5 s", 500),
        ("3:30", 210_000),
    ],
)
def test_penalties_are_read_as_they_are_written(text, ms):
    assert parse_penalty(text) == ms


@pytest.mark.parametrize("text", ["", "min", "3 min 75 s", "3 min 30", "30 s 3 min", "-5 s"])
def test_a_penalty_that_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="not a time"):
        parse_penalty(text)
