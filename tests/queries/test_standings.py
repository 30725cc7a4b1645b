"""What stands in the cells of a table, beside what was stored."""

from fractions import Fraction

import pytest

from championship.models import Championship, LedgerLine
from championship.queries.standings import Cell, Score, leaders, standing_table
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import (
    AwardFactory,
    BonusFactory,
    ChampionshipFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SeasonFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def championship(**rules):
    """A championship of a season whose cars are added by run()."""
    return ChampionshipFactory(season=SeasonFactory(), slug="title", **rules)


def run(title, *cars, pole=None):
    """A published race with the cars in this order."""
    race = RaceFactory(event=EventFactory(season=title.season))
    for car in cars:
        entered = EventEntryFactory(event=race.event, entry=car)
        ResultFactory(session=race, event_entry=entered)
        if car == pole:
            BonusFactory(session=race, event_entry=entered)
    freeze(race, state="final")
    store_standings(title.season)


def car_of(title, **facts):
    return EntryFactory(season=title.season, car_class=title.car_class, **facts)


def test_cell_holds_place_points_and_pole():
    title = championship()
    first, second = car_of(title), car_of(title)
    run(title, first, second, pole=second)

    rows = standing_table(title.season, "title").rows

    assert [row.cells for row in rows] == [
        {1: Cell((Score((1,), Fraction(25)),))},
        {1: Cell((Score((2,), Fraction(19)),), pole=True)},
    ]


def test_places_of_all_cars_of_a_team_are_joined_best_first():
    title = championship(recipient=Championship.Recipient.TEAM)
    team = TeamFactory()
    one, two = car_of(title, number="9", team=team), car_of(title, number="10", team=team)
    run(title, car_of(title), two, one)

    row = standing_table(title.season, "title").rows[0]

    assert row.cells == {1: Cell((Score((2, 3), Fraction(33)),))}
    assert row.recipient.numbers == ("9", "10")


def test_worst_rounds_beyond_the_best_results_are_dropped():
    title = championship(rules__results_counted="1")
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    run(title, other, car)

    row = standing_table(title.season, "title").rows[0]

    assert row.cells == {
        1: Cell((Score((1,), Fraction(25)),)),
        2: Cell((Score((2,), Fraction(18), dropped=True),)),
    }
    assert (row.points, row.before_drops) == (25, 43)


def test_table_after_a_round_knows_nothing_of_later_ones():
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    run(title, other, car)

    table = standing_table(title.season, "title", "1")

    assert (table.after, table.tables, table.is_newest) == (1, [1, 2], False)
    assert [head.number for head in table.heads] == [1]
    assert [list(row.cells) for row in table.rows] == [[1], [1]]


def test_table_is_shown_as_stored_and_never_computed():
    title = championship()
    run(title, car_of(title))
    title.standings.update(points=Fraction(99))
    LedgerLine.objects.update(points=Fraction(1))

    row = standing_table(title.season, "title").rows[0]

    assert (row.points, row.cells[1].points) == (99, 1)


def test_championship_without_a_published_race_has_no_table():
    title = championship()

    table = standing_table(title.season, "title")

    assert (table.after, table.rows, table.heads, table.tables) == (None, [], [], [])


def test_award_given_marks_the_row_of_its_holder():
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    AwardFactory(season=title.season, championship=title, state="awarded", holder=other)

    assert [row.won for row in standing_table(title.season, "title").rows] == [
        (),
        ("invitation",),
    ]


def test_leaders_are_the_first_three_of_the_newest_round():
    title = championship()
    cars = [car_of(title) for _number in range(4)]
    run(title, *cars)
    run(title, *cars)

    (table,) = leaders(title.season)

    assert (table.after, [row.recipient.number for row in table.rows]) == (
        2,
        [car.number for car in cars[:3]],
    )
    assert [row.behind for row in table.rows] == [0, 14, 20]
