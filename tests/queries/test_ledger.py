"""Every total is the sum of its lines, and every line says why."""

from datetime import date
from fractions import Fraction

import pytest

from championship.models import Championship, LedgerLine, Standing
from championship.queries.ledger import explain
from championship.queries.standings import standing_table
from championship.workflows.standings import store_standings
from tests.factories import (
    ChampionshipFeedFactory,
    DriverFactory,
    PointsDecisionFactory,
    PointsScaleFactory,
    SeasonFactory,
    TeamFactory,
)

from .racing import car_of, championship, run

pytestmark = pytest.mark.django_db

Reason = LedgerLine.Reason


def told(page):
    """Round, reason and points of each line; the points of dropped ones in brackets."""
    return [
        (line.round.number, line.reason, [line.points] if line.is_dropped else line.points)
        for line in page.lines
    ]


def assert_every_total_is_the_sum_of_its_lines(season):
    for title in season.championships.all():
        for row in standing_table(season, title.slug).rows:
            page = explain(season, title.slug, row.address)
            counted = [line.points for line in page.lines if not line.is_dropped]
            assert (sum(counted), page.points) == (row.points, row.points), row


def test_every_total_of_the_asian_season_is_the_sum_of_its_lines(aslms):
    assert_every_total_is_the_sum_of_its_lines(aslms)


def test_every_total_of_the_european_season_is_the_sum_of_its_lines(elms):
    assert_every_total_is_the_sum_of_its_lines(elms)


def test_line_names_session_car_place_scale_and_reason():
    scale = PointsScaleFactory(season=(season := SeasonFactory()), name="Six hours")
    title = championship(season=season, rules__race_scale=scale)
    car = car_of(title, number="7A")
    race = run(title, car, pole=car)

    place, pole = explain(title.season, "title", "7A").lines

    assert (place.session.key, place.car.number, place.place) == (race.pk, "7A", 1)
    assert (place.reason, place.scale, place.points) == (Reason.PLACE, scale, 25)
    assert (pole.reason, pole.points) == (Reason.POLE, 1)


def test_dropped_round_stays_as_a_line_that_does_not_count():
    title = championship(rules__results_counted="1")
    car, other = car_of(title, number="7A"), car_of(title)
    run(title, car, other)
    run(title, other, car)

    page = explain(title.season, "title", "7A")

    assert told(page) == [(1, "place", 25), (2, "place", [18])]
    assert (page.points, page.before_drops, page.dropped) == (25, 43, 18)


def test_where_sessions_drop_the_other_session_of_the_round_counts():
    season = SeasonFactory()
    scale = PointsScaleFactory(season=season)
    title = championship(
        season=season,
        rules__race_scale=scale,
        rules__sprint_scale=scale,
        rules__results_counted="1",
        rules__drops="session",
    )
    car, other = car_of(title, number="7A"), car_of(title)
    run(title, car, other, sprint=[other, car])

    assert told(explain(season, "title", "7A")) == [(1, "place", [18]), (1, "place", 25)]


def test_tie_names_who_is_ahead_and_which_place_decided():
    season = SeasonFactory()
    scale = PointsScaleFactory(season=season, points=(Fraction(20), Fraction(10), Fraction(10)))
    title = championship(season=season, rules__race_scale=scale)
    one, two, three, four = (car_of(title, number=number) for number in "1234")
    run(title, one, two, three, four)
    run(title, three, four, two, one)

    ahead, behind = explain(season, "title", "1"), explain(season, "title", "2")

    (tie,) = behind.ties
    assert (tie.kind, tie.place, tie.times) == (Standing.Tie.COUNTBACK, 1, (1, 0))
    assert (tie.ahead.number, tie.behind.number, tie.points) == ("1", "2", 20)
    assert ahead.ties == [tie]


def test_rows_that_share_a_rank_name_each_other():
    title = championship(recipient=Championship.Recipient.DRIVER)
    car, crew = car_of(title), [DriverFactory(slug="one"), DriverFactory(slug="two")]
    run(title, car, crews={car: crew})

    page = explain(title.season, "title", "one")

    assert [one.name for one in page.equals] == [str(crew[1])]
    assert page.ties == []


def test_exclusion_takes_all_points_in_a_last_line():
    title = championship()
    car = car_of(title, number="7A")
    run(title, car, car_of(title))
    ruling = PointsDecisionFactory(
        season=title.season, effect="excluded", team=None, entry=car, value=None, shown_as="DSQ"
    )
    store_standings(title.season)

    page = explain(title.season, "title", "7A")

    assert told(page) == [(1, "place", 25), (1, "", -25)]
    assert (page.rank, page.shown_as, page.points, page.excluded_by) == (None, "DSQ", 0, ruling)


def test_points_taken_away_are_a_line_without_a_session():
    title = championship()
    car = car_of(title, number="7A")
    run(title, car)
    ruling = PointsDecisionFactory(season=title.season, team=None, entry=car)
    store_standings(title.season)

    line = explain(title.season, "title", "7A").lines[-1]

    assert (line.session, line.reason, line.points, line.decision) == (
        None,
        Reason.ADJUSTMENT,
        -10,
        ruling,
    )


def test_half_points_are_a_line_with_their_factor():
    title = championship()
    car = car_of(title, number="7A")
    run(title, car, factor=Fraction(1, 2))

    page = explain(title.season, "title", "7A")

    assert told(page) == [(1, "place", 25), (1, "factor", Fraction(-25, 2))]
    assert page.lines[1].multiplier == Fraction(1, 2)


def test_further_car_of_a_team_is_a_line_without_points():
    title = championship(recipient=Championship.Recipient.TEAM, rules__cars_counted=1)
    team = TeamFactory(slug="works")
    run(title, car_of(title, team=team), car_of(title, team=team))

    assert told(explain(title.season, "title", "works")) == [
        (1, "place", 25),
        (1, "surplus", 0),
    ]


def test_table_after_a_round_is_explained_without_later_rounds():
    title = championship()
    car, other = car_of(title, number="7A"), car_of(title)
    run(title, car, other)
    run(title, other, car)

    page = explain(title.season, "title", "7A", "1")

    assert (told(page), page.is_newest) == ([(1, "place", 25)], False)


def test_rows_above_and_below_are_neighbours():
    title = championship()
    first, second, third = (car_of(title, number=number) for number in ("1", "2", "3"))
    run(title, first, second, third)

    page = explain(title.season, "title", "2")

    assert (page.above.address, page.below.address) == ("1", "3")
    assert explain(title.season, "title", "1").above is None


def test_rounds_of_two_series_are_numbered_by_their_days():
    title = championship(recipient=Championship.Recipient.TEAM, car_class=None)
    other = SeasonFactory()
    ChampionshipFeedFactory(championship=title, season=other)
    team = TeamFactory(slug="works")
    run(title, car_of(title, team=team), starts_on=date(2024, 5, 1))
    run(title, car_of(title, season=other, team=team), starts_on=date(2024, 3, 1))

    page = explain(title.season, "title", "works")

    assert [(line.round.number, line.round.series) for line in page.lines] == [
        (1, other.series.name),
        (2, title.season.series.name),
    ]


def test_result_of_a_season_that_is_not_public_is_not_linked():
    title = championship(recipient=Championship.Recipient.TEAM, car_class=None)
    hidden = SeasonFactory(is_public=False)
    ChampionshipFeedFactory(championship=title, season=hidden)
    run(title, car_of(title, season=hidden, team=TeamFactory(slug="works")))

    (line,) = explain(title.season, "title", "works").lines

    assert line.session.address is None


def test_two_cars_of_one_number_have_an_address_each():
    title = championship()
    gone = car_of(title, number="7A", status="withdrawn")
    run(title, gone)
    new = car_of(title, number="7A")
    run(title, new)

    rows = standing_table(title.season, "title").rows

    assert {row.address for row in rows} == {f"7A-{gone.pk}", f"7A-{new.pk}"}
    assert explain(title.season, "title", f"7A-{new.pk}").points == 25
    assert explain(title.season, "title", "7A").rank == 1


@pytest.mark.parametrize(
    ("slug", "who", "after"), [("none", "7A", ""), ("title", "8A", ""), ("title", "7A", "2")]
)
def test_what_there_is_not_is_not_explained(slug, who, after):
    title = championship()
    run(title, car_of(title, number="7A"))

    assert explain(title.season, slug, who, after) is None
