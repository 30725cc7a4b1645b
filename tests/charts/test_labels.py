"""Labels at the ends of lines stay near them, and never cover each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from championship.charts.labels import apart

middles = st.lists(st.integers(0, 300), min_size=1, max_size=12).map(sorted)


def test_labels_with_room_stay_where_they_are():
    assert apart([20, 100, 200], [20, 20, 20], 0, 300) == [20, 100, 200]


def test_labels_that_would_touch_share_the_way():
    assert apart([100, 110], [20, 20], 0, 300) == [95, 115]


def test_labels_moved_apart_push_the_next_one():
    assert apart([100, 100, 118], [20, 20, 20], 0, 300) == [86, 106, 126]


def test_labels_at_the_edge_move_inwards():
    assert apart([0, 300], [20, 40], 0, 300) == [10, 280]


@given(middles)
def test_labels_never_cover_each_other_nor_leave_the_picture(wanted):
    found = apart(wanted, [24] * len(wanted), 0, 320)

    assert found == sorted(found)
    assert found[0] >= 12 - 1e-9
    assert found[-1] <= 308 + 1e-9
    assert all(below - above >= 24 - 1e-9 for above, below in pairwise(found))


def test_labels_keep_the_order_of_equal_ends():
    assert apart([60, 60], [20, 30], 0, 300) == [47.5, 72.5]
