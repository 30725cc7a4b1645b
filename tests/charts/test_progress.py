"""The progress chart: whose line has which sign, where it begins, what stands at its end."""

from fractions import Fraction
from itertools import pairwise

from championship.charts.progress import MOST_NAMES, Runner, progress_chart, wrapped


def runner(name, *totals, key="4"):
    known = tuple(None if value is None else Fraction(value) for value in totals)
    return Runner(key=key, name=name, total=str(totals[-1]), totals=known, has_plate=True)


def test_the_first_four_have_signs_and_the_others_none():
    chart = progress_chart([runner(f"Team {9 - place}", 9 - place) for place in range(6)], [1])

    assert [line.sign for line in chart.lines] == [
        "disc",
        "ring",
        "square",
        "triangle",
        "quiet",
        "quiet",
    ]


def test_lines_grow_from_zero_before_the_first_round():
    (line,) = progress_chart([runner("Team", 10, 20)], [1, 2]).lines

    assert line.path == "M0,334 500,174 1000,14"
    assert [(point.x, point.y) for point in line.points] == [("50%", 174), ("100%", 14)]


def test_whoever_comes_later_grows_from_zero_one_round_before_and_has_no_sign_there():
    chart = progress_chart([runner("First", 10, 20), runner("Later", None, 5)], [1, 2])

    assert chart.lines[1].path.startswith("M500,334 ")
    assert [point.x for point in chart.lines[1].points] == ["100%"]


def test_a_total_that_falls_when_a_score_is_dropped_is_drawn_as_it_is():
    (line,) = progress_chart([runner("Team", 20, 15)], [1, 2]).lines

    assert [point.y for point in line.points] == [14, 94]


def test_a_total_below_zero_stays_in_the_picture():
    chart = progress_chart([runner("Team", 10), runner("Fined", -10)], [1])

    assert max(point.y for line in chart.lines for point in line.points) <= chart.floor


def test_drivers_of_one_car_share_a_line_and_its_label():
    crew = [runner("Kurtz", 8, 33), runner("Braun", 8, 33), runner("Sturm", 7, 33)]

    first, second = progress_chart(crew, [1, 2]).lines

    assert [name for name, _y in first.label.names] == ["Kurtz", "Braun"]
    assert [name for name, _y in second.label.names] == ["Sturm"]


def test_drivers_who_share_a_line_in_different_cars_have_no_plate():
    (line,) = progress_chart([runner("A", 5), runner("B", 5, key="7")], [1]).lines

    assert (line.label.key, line.label.has_plate) == ("", False)


def test_where_the_lowest_sum_is_best_it_stands_on_top_and_nothing_starts_at_zero():
    chart = progress_chart([runner("First", 2, 3), runner("Last", 4, 6)], [1, 2], low_is_best=True)

    assert chart.lines[0].path == "M0,121 1000,174"
    assert [line.label.end for line in chart.lines] == [174, 334]


def test_whoever_never_had_a_point_is_left_to_the_table():
    chart = progress_chart([runner("Team", 5), runner("Other", 0)], [1])

    assert (len(chart.lines), chart.named, chart.total) == (1, 1, 2)


def test_before_anybody_has_a_point_one_line_is_drawn():
    assert len(progress_chart([runner("A", 0), runner("B", 0)], [1]).lines) == 1


def test_a_long_table_names_those_there_is_room_for():
    chart = progress_chart([runner(f"Driver {place}", 100 - place) for place in range(76)], [1])

    assert (chart.named, chart.total) == (MOST_NAMES, 76)


def test_nothing_published_draws_nothing():
    assert progress_chart([], []) is None


def test_labels_stand_in_the_order_of_their_ends_without_covering_each_other():
    chart = progress_chart([runner(f"Team {place}", 50 - place) for place in range(20)], [1])

    middles = [line.label.middle for line in chart.lines]
    assert all(below - above >= 27 for above, below in pairwise(middles))


def test_a_phone_leaves_out_numbers_of_rounds_but_never_the_last():
    chart = progress_chart([runner("Team", *range(1, 23))], range(1, 23))

    shown = [column.number for column in chart.columns if not column.is_spare]
    assert shown == [2, 6, 10, 14, 18, 22]


def test_long_names_are_wrapped_and_keep_every_letter():
    name = "Audi Sport Asia Team Absolute Donaudampfschifffahrtsgesellschaft"

    lines = wrapped(name)

    assert max(map(len, lines)) <= 26
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
