from fractions import Fraction

from championship.scoring.decisions import Decision, Effect
from championship.scoring.points import Reason
from championship.scoring.rules import Part
from championship.scoring.standings import compute

from .season import driver, fastest_lap, race, scale, season, title


def why(tables, after):
    """The reasons and points of the first row of the table after a round."""
    lines = tables.explain(tables.after[after][0], after)
    return [(line.reason, line.round, line.points) for line in lines]


def test_a_row_is_explained_by_its_places_and_bonuses():
    points = scale(8, 6, fastest_lap=Fraction(1))
    sessions = [race(1, "Moss", "Musso", bonuses=(fastest_lap("Moss"),)), race(2, "Musso", "Moss")]

    assert why(compute(title(points=points), sessions), after=2) == [
        (Reason.PLACE, 1, 8),
        (Reason.FASTEST_LAP, 1, 1),
        (Reason.PLACE, 2, 6),
    ]


def test_a_row_is_explained_by_nothing_that_came_later():
    tables = compute(title(), season({"a": "1 1"}))

    assert why(tables, after=1) == [(Reason.PLACE, 1, 25)]


def test_a_dropped_result_is_taken_away_again():
    tables = compute(title(parts=(Part(1, None, 1),)), season({"a": "1 2"}))

    assert why(tables, after=2) == [
        (Reason.PLACE, 1, 25),
        (Reason.PLACE, 2, 18),
        (Reason.DROP, 2, -18),
    ]


def test_a_result_that_drops_later_still_counts_before():
    tables = compute(title(parts=(Part(1, None, 1),)), season({"a": "2 1"}))

    assert why(tables, after=1) == [(Reason.PLACE, 1, 18)]


def test_a_decision_on_the_total_is_a_line_with_its_key():
    minus = Decision(Effect.POINTS, driver("a"), value=Fraction(-5), key="No. 3")
    tables = compute(title(), [race(1, "a")], [minus])

    lines = tables.explain(tables.newest[0], 1)

    assert [(line.reason, line.points, line.decision) for line in lines] == [
        (Reason.PLACE, 25, None),
        (Reason.ADJUSTMENT, -5, "No. 3"),
    ]


def test_points_that_an_exclusion_took_are_a_line_with_its_key():
    out = Decision(Effect.EXCLUDED, driver("a"), key="No. 9")
    tables = compute(title(), [race(1, "a")], [out])

    lines = tables.explain(tables.newest[0], 1)

    assert [(line.reason, line.points, line.decision) for line in lines] == [
        (Reason.PLACE, 25, None),
        (Reason.EXCLUSION, -25, "No. 9"),
    ]


def test_an_exclusion_that_leaves_the_points_is_no_line():
    out = Decision(Effect.EXCLUDED, driver("a"), keeps_points=True)

    assert why(compute(title(), [race(1, "a")], [out]), after=1) == [(Reason.PLACE, 1, 25)]


def test_an_exclusion_takes_only_what_the_drops_left():
    out = Decision(Effect.EXCLUDED, driver("a"))
    tables = compute(title(parts=(Part(1, None, 1),)), season({"a": "1 2"}), [out])

    assert why(tables, after=2)[2:] == [(Reason.DROP, 2, -18), (Reason.EXCLUSION, 2, -25)]
