"""The axis of a chart: round figures, zero among them."""

from fractions import Fraction

import pytest

from championship.charts.axis import axis_of


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (83, (0, 20, 40, 60, 80, 100)),
        (25, (0, 5, 10, 15, 20, 25)),
        (3, (0, 1, 2, 3)),
        (0, (0, 1)),
        (Fraction(1, 2), (0, 1)),
        (413, (0, 100, 200, 300, 400, 500)),
    ],
)
def test_an_axis_ends_at_or_above_the_highest_total(highest, ticks):
    assert axis_of(0, highest).ticks == ticks


def test_totals_below_zero_have_room():
    axis = axis_of(-3, 20)

    assert axis.ticks == (-5, 0, 5, 10, 15, 20)
    assert axis.share(0) == 0.2
