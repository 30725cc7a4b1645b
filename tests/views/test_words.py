"""Times, gaps and penalties as people read them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from championship.models import Decision
from championship.templatetags.results import gap, kilometres, number_word, penalty, points
from championship.templatetags.times import days, days_and_month, utc_offset


@pytest.mark.parametrize(
    ("hours", "zone"),
    [(8, "UTC+8"), (5.5, "UTC+5:30"), (-3.5, "UTC−3:30"), (0, "UTC"), (12.75, "UTC+12:45")],
)
def test_zone_is_its_distance_from_utc(hours, zone):
    moment = datetime(2024, 2, 2, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))

    assert utc_offset(moment) == zone


@pytest.mark.parametrize(
    ("first", "last", "short", "long"),
    [
        (date(2024, 2, 2), date(2024, 2, 4), "2–4", "2–4 February 2024"),
        (date(2024, 2, 2), date(2024, 2, 2), "2", "2 February 2024"),
        (
            date(2023, 12, 30),
            date(2024, 1, 2),
            "30 Dec – 2 Jan",
            "30 December 2023 – 2 January 2024",
        ),
    ],
)
def test_days_of_an_event_are_one_span(first, last, short, long):
    assert days(first, last) == short
    assert days_and_month(first, last) == long


@pytest.mark.parametrize(
    ("laps", "ms", "words"),
    [
        (0, 10_537, "+10.537"),
        (0, 69_676, "+1:09.676"),
        (0, 3_661_001, "+1:01:01.001"),
        (0, 7, "+0.007"),
        (1, None, "+1 lap"),
        (2, 5000, "+2 laps"),
        (0, None, ""),
        (None, None, ""),
    ],
)
def test_gap_is_told_in_laps_or_in_time(laps, ms, words):
    assert gap(laps=laps, ms=ms) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"penalty": "time", "time_ms": 5000}, "5 s added"),
        ({"penalty": "time", "time_ms": 105_500}, "1 min 45.5 s added"),
        ({"penalty": "time", "laps": 2}, "2 laps added"),
        ({"penalty": "time", "laps": 1, "time_ms": 1000}, "1 lap and 1 s added"),
        ({"penalty": "places", "places": 3}, "3 places lost"),
        ({"penalty": "fine", "fine_amount": 500, "fine_currency": "EUR"}, "Fine: 500 EUR"),
        (
            {"penalty": "fine", "fine_amount": Decimal("99.50"), "fine_currency": "EUR"},
            "Fine: 99.50 EUR",
        ),
        ({"penalty": "grid_places", "places": 1}, "1 place lost on the grid"),
        ({"penalty": "points", "points": Fraction(1, 2)}, "0.5 points taken"),
        ({"penalty": "end_of_class"}, "Moved to the end of its class"),
        ({"penalty": "disqualification"}, "Disqualification"),
    ],
)
def test_penalty_is_told_in_words(facts, words):
    assert penalty(Decision(**facts)) == words


def test_numbers_to_ten_are_words():
    assert [number_word(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]


def test_decimal_sign_is_that_of_the_language():
    assert (points(Fraction(33, 2)), kilometres(5543)) == ("16.5", "5.543")
    with override("de"):
        assert (points(Fraction(33, 2)), kilometres(5543)) == ("16,5", "5,543")
