"""What stands in the cells of a table, beside what was stored."""

from datetime import date
from fractions import Fraction

import pytest

from championship.models import Championship, LedgerLine
from championship.queries.cells import Cell, Score
from championship.queries.standings import leaders, standing_table
from championship.workflows.standings import store_standings
from tests.factories import (
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    ChampionshipFeedFactory,
    DriverFactory,
    PointsDecisionFactory,
    PointsScaleFactory,
    ReportedPlaceFactory,
    SeasonFactory,
    TeamFactory,
)

from .racing import car_of, championship, run

pytestmark = pytest.mark.django_db


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
    one, two = car_of(title, number="9X", team=team), car_of(title, number="10X", team=team)
    run(title, car_of(title), two, one)

    row = standing_table(title.season, "title").rows[0]

    assert row.cells == {1: Cell((Score((2, 3), Fraction(33)),))}
    assert row.recipient.numbers == ("9X", "10X")


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
    title.standings.update(points=Fraction(99), cells='{"cells":[[1,[[1,[3],"1"]]]]}')
    LedgerLine.objects.update(points=Fraction(7))

    row = standing_table(title.season, "title").rows[0]

    assert (row.points, row.cells) == (99, {1: Cell((Score((3,), Fraction(1)),))})


def test_table_without_what_it_shows_has_its_figures_and_empty_cells():
    title = championship()
    run(title, car_of(title))
    title.standings.update(cells="")
    title.computed_tables.all().delete()

    table = standing_table(title.season, "title")

    assert (table.rows[0].points, table.rows[0].cells, table.computed_at) == (25, {}, None)


@pytest.mark.parametrize("recipient", ["entry", "driver"])
def test_a_table_costs_six_queries_whoever_is_ranked(recipient, django_assert_num_queries):
    title = championship(recipient=recipient)
    car, other = car_of(title), car_of(title)
    run(title, car, other, crews={car: [DriverFactory()], other: [DriverFactory()]})
    AwardFactory(season=title.season, championship=title, full_season_only=True)
    reported = (
        {"entry": car} if recipient == "entry" else {"entry": None, "driver": DriverFactory()}
    )
    ReportedPlaceFactory(championship=title, **reported)

    with django_assert_num_queries(6):
        table = standing_table(title.season, "title")

    assert len(table.rows) == 2


def test_championship_without_a_published_race_has_no_table():
    title = championship()

    table = standing_table(title.season, "title")

    assert (table.after, table.rows, table.heads, table.tables) == (None, [], [], [])


def test_award_given_marks_the_row_of_its_holder():
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    step = AwardStepFactory(award=AwardFactory(season=title.season, championship=title))
    AwardCandidateFactory(step=step, team=other.team, entry=other)

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


def test_leaders_of_a_title_over_two_series_are_those_of_its_newest_table():
    title = championship(recipient=Championship.Recipient.TEAM, car_class=None)
    other = SeasonFactory()
    ChampionshipFeedFactory(championship=title, season=other)
    team, rival = TeamFactory(slug="works"), TeamFactory()
    run(title, car_of(title, team=team), starts_on=date(2024, 3, 1))
    run(title, car_of(title, season=other, team=rival), starts_on=date(2024, 5, 1))

    (table,) = leaders(title.season)

    assert (table.after, len(table.rows)) == (2, 2)


def test_heads_of_two_series_stand_in_the_order_of_their_days():
    title = championship(recipient=Championship.Recipient.TEAM, car_class=None)
    other = SeasonFactory()
    ChampionshipFeedFactory(championship=title, season=other)
    team = TeamFactory()
    run(title, car_of(title, team=team), starts_on=date(2024, 5, 1))
    run(title, car_of(title, season=other, team=team), starts_on=date(2024, 3, 1))

    table = standing_table(title.season, "title")

    assert [(head.number, head.round.series) for head in table.heads] == [
        (1, other.series.name),
        (2, title.season.series.name),
    ]
    assert list(table.rows[0].cells) == [1, 2]
    assert (table.finals, table.rounds) == (2, 2)


def test_sprint_and_race_of_a_round_share_its_cell():
    season = SeasonFactory()
    scale = PointsScaleFactory(season=season)
    title = championship(season=season, rules__race_scale=scale, rules__sprint_scale=scale)
    car, other = car_of(title), car_of(title)
    run(title, car, other, sprint=[other, car])

    row = standing_table(season, "title").rows[0]

    assert row.cells == {1: Cell((Score((2,), Fraction(18)), Score((1,), Fraction(25))))}
    assert row.cells[1].points == 43


def test_sprint_that_does_not_count_is_none_of_the_classifications_behind_a_table():
    title = championship()
    car = car_of(title)
    run(title, car, sprint=[car])

    assert standing_table(title.season, "title").finals == 1


def test_row_knows_how_many_ranks_it_won_and_lost():
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    run(title, other, car)
    run(title, other, car)

    moved = [
        [row.moved for row in standing_table(title.season, "title", after).rows]
        for after in ("1", "2", "3")
    ]
    assert moved == [[None, None], [0, 1], [0, -1]]


@pytest.mark.parametrize(("written", "shown"), [("", "EX"), ("DSQ", "DSQ")])
def test_excluded_row_stands_last_without_a_rank(written, shown):
    title = championship()
    car, other = car_of(title), car_of(title)
    run(title, car, other)
    PointsDecisionFactory(
        season=title.season, effect="excluded", team=None, entry=car, value=None, shown_as=written
    )
    store_standings(title.season)

    rows = standing_table(title.season, "title").rows

    assert [(row.rank, row.shown_as, row.recipient.number) for row in rows] == [
        (1, "", other.number),
        (None, shown, car.number),
    ]
    assert [row.recipient.number for row in leaders(title.season)[0].rows] == [other.number]


def test_points_taken_away_are_beside_the_cells_and_not_in_them():
    title = championship()
    car = car_of(title)
    run(title, car)
    PointsDecisionFactory(season=title.season, team=None, entry=car)
    store_standings(title.season)

    (row,) = standing_table(title.season, "title").rows

    assert (row.points, row.adjusted, row.cells[1].points) == (15, -10, 25)
