"""The letters of a table lead to what decided, and nobody's ruling stands below another table."""

from fractions import Fraction

import pytest

from championship.models import Championship, PointsDecision
from championship.queries.standings import standing_table
from championship.workflows.standings import store_standings
from tests.factories import (
    ChampionshipFactory,
    DriverFactory,
    PointsDecisionFactory,
    PointsScaleFactory,
    SeasonFactory,
    TeamFactory,
)

from .racing import car_of, championship, run

pytestmark = pytest.mark.django_db

Effect = PointsDecision.Effect


def decide(title, effect, *, on=None, value=None, **facts):
    """A decision in force on an entry, or on what else is told."""
    subject = {"team": None, "entry": on} | facts
    ruling = PointsDecisionFactory(season=title.season, effect=effect, value=value, **subject)
    store_standings(title.season)
    return ruling


def marks(table):
    """The letters at the heads, the rows and the cells of a table."""
    return (
        {head.number: head.marks for head in table.heads if head.marks},
        {row.recipient.number: row.marks for row in table.rows if row.marks},
        {
            (row.recipient.number, number): cell.marks
            for row in table.rows
            for number, cell in row.cells.items()
            if cell.marks
        },
    )


def table_of(title, slug="title"):
    return standing_table(title.season, slug)


def test_season_without_decisions_and_ties_has_no_notes():
    title = championship()
    run(title, car_of(title), car_of(title))

    table = table_of(title)

    assert (table.notes, marks(table)) == ([], ({}, {}, {}))


def test_points_taken_away_are_a_note_at_the_row():
    title = championship()
    car, other = car_of(title, number="7A"), car_of(title)
    run(title, car, other)
    ruling = decide(title, Effect.POINTS, on=car, value=Fraction(-5))

    table = table_of(title)

    assert marks(table) == ({}, {"7A": ("a",)}, {})
    assert [(note.mark, note.decision) for note in table.notes] == [("a", ruling)]


def test_factor_of_a_session_is_a_note_at_the_head_of_its_round():
    title = championship()
    run(title, car_of(title), factor=Fraction(1, 2))

    table = table_of(title)

    assert marks(table) == ({1: ("a",)}, {}, {})
    assert [(note.round, note.factor) for note in table.notes] == [(1, Fraction(1, 2))]


def test_factor_by_decision_is_a_note_at_the_head_and_not_at_every_cell():
    title = championship()
    race = run(title, car_of(title), car_of(title), factor=2)
    ruling = decide(title, Effect.SESSION_FACTOR, session=race, value=Fraction(1, 2))

    table = table_of(title)

    assert marks(table) == ({1: ("a",)}, {}, {})
    assert [note.decision for note in table.notes] == [ruling]


def test_round_that_does_not_count_says_so_at_its_head():
    title = championship()
    car = car_of(title)
    race = run(title, car)
    run(title, car)
    title.rules.get().excluded_rounds.add(race.round)
    store_standings(title.season)

    table = table_of(title)

    assert [head.marks for head in table.heads] == [("a",), ()]
    assert (table.finals, table.rows[0].points) == (1, 25)


def test_result_without_points_is_a_note_at_its_cell():
    title = championship()
    car = car_of(title, number="7A")
    race = run(title, car, car_of(title))
    ruling = decide(title, Effect.NO_POINTS, on=car, session=race)

    table = table_of(title)

    assert marks(table) == ({}, {}, {("7A", 1): ("a",)})
    assert table.notes[0].decision == ruling


def test_further_cars_are_one_note_at_each_of_their_cells():
    title = championship(recipient=Championship.Recipient.TEAM, rules__cars_counted=1)
    for team in (TeamFactory(), TeamFactory()):
        run(title, car_of(title, team=team), car_of(title, team=team))

    table = table_of(title)

    marked = [cell.marks for row in table.rows for cell in row.cells.values()]
    assert marked == [("a",), ("a",)]
    assert [note.further_cars for note in table.notes] == [True]


def test_equal_points_split_by_places_are_one_note_for_all_who_are_level():
    season = SeasonFactory()
    scale = PointsScaleFactory(season=season, points=(Fraction(20), Fraction(10), Fraction(10)))
    title = championship(season=season, rules__race_scale=scale)
    one, two, three, four = (car_of(title, number=number) for number in "1234")
    run(title, one, two, three, four)
    run(title, three, four, two, one)

    table = table_of(title)

    assert marks(table)[1] == {"1": ("a",), "2": ("a",)}
    assert [note.ties[0].times for note in table.notes] == [(1, 0)]


def test_car_that_does_not_score_is_named_with_its_rounds():
    title = championship()
    car, guest = car_of(title), car_of(title, number="12G", scores=False)
    run(title, guest, car)
    run(title, car, guest)

    table = table_of(title)

    (note,) = table.notes
    assert [(one.number, one.round) for one in note.apart] == [("12G", 1), ("12G", 2)]
    assert [row.recipient.number for row in table.rows] == [car.number]


def test_car_that_is_not_nominated_is_named_as_not_scoring():
    title = championship()
    car, other = car_of(title), car_of(title, number="12N")
    title.rules.get().nominated.add(car)
    run(title, other, car)

    (note,) = table_of(title).notes

    assert [one.number for one in note.apart] == ["12N"]


def test_car_ruled_not_eligible_is_a_note_of_its_ruling_only():
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, other, car)
    ruling = decide(title, Effect.NOT_ELIGIBLE, on=other)

    (note,) = table_of(title).notes

    assert (note.mark, note.decision, note.apart) == ("", ruling, ())


def test_driver_ruled_not_eligible_is_a_note_without_a_letter():
    title = championship(recipient=Championship.Recipient.DRIVER)
    car, crew = car_of(title), [DriverFactory(), DriverFactory()]
    run(title, car, crews={car: crew})
    ruling = decide(title, Effect.NOT_ELIGIBLE, driver=crew[0])

    table = table_of(title)

    assert [(note.mark, note.decision) for note in table.notes] == [("", ruling)]
    assert len(table.rows) == 1


def test_ruling_on_a_car_of_another_class_is_no_note_here():
    title = championship()
    elsewhere = ChampionshipFactory(season=title.season, slug="elsewhere")
    run(title, car_of(title), foreign := car_of(elsewhere))
    decide(title, Effect.NOT_ELIGIBLE, on=foreign)

    assert table_of(title).notes == []


def test_ruling_that_is_felt_later_is_no_note_of_an_earlier_table():
    title = championship()
    car = car_of(title)
    run(title, car)
    race = run(title, car)
    decide(title, Effect.POINTS, on=car, value=Fraction(-5), round=race.round)

    assert standing_table(title.season, "title", "1").notes == []
    assert len(standing_table(title.season, "title", "2").notes) == 1


def test_draft_of_a_ruling_is_no_note():
    title = championship()
    car = car_of(title)
    run(title, car)
    decide(title, Effect.POINTS, on=car, value=Fraction(-5), state=PointsDecision.State.DRAFT)

    assert table_of(title).notes == []


def test_order_of_a_tie_is_a_note_only_where_nothing_else_splits_it():
    title = championship()
    one, two = car_of(title, number="1"), car_of(title, number="2")
    run(title, one, two)
    ruling = decide(title, Effect.TIE_ORDER, on=two, value=Fraction(1))
    assert table_of(title).notes == []

    run(title, two, one)

    table = table_of(title)
    assert [row.recipient.number for row in table.rows] == ["2", "1"]
    assert [note.decision for note in table.notes if note.decision] == [ruling]
