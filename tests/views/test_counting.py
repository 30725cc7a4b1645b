"""How a table is counted is told in sentences, one for every word of its rules."""

from fractions import Fraction

import pytest

from championship.models import Championship, ChampionshipRules
from tests.factories import (
    ChampionshipRulesFactory,
    EntryFactory,
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    RoundFactory,
    SeasonFactory,
    SessionScaleFactory,
)
from tests.queries.racing import championship

from .html import Page

pytestmark = pytest.mark.django_db

PLAIN = (
    "25–18–15–12–10–8–6–4–2–1 by place in class, one point for pole. All three rounds count. "
    "Equal points are split by the number of wins, then second places, and so on."
)


@pytest.fixture
def title():
    """A championship of three rounds, counted as usual."""
    season = SeasonFactory(slug="2024", series__slug="cup")
    title = championship(season=season, recipient=Championship.Recipient.DRIVER)
    for _number in range(3):
        RoundFactory(event=EventFactory(season=season))
    return title


@pytest.fixture
def told(client, title):
    """told(): what the page says under “How it is counted”."""

    def read():
        text = Page(client.get("/cup/2024/standings/title/")).text
        return text.split("How it is counted ")[1]

    return read


def test_usual_rules_are_told_without_what_goes_without_saying(told):
    assert told() == PLAIN


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"guests": "keep_place"}, "Cars that do not score keep their places: nobody takes"),
        ({"guests": "score"}, "Cars that are not registered for points score here like all"),
        ({"cars_counted": 1}, "Only the best car of each scores in a session. Further cars keep"),
        (
            {"cars_counted": 2, "surplus_cars": "passed_over"},
            "Only the best two cars of each score in a session. Further cars are passed over: ",
        ),
        ({"crew": "split"}, "Drivers of one car share its points equally."),
        ({"crew": "split_best"}, "only the best share counts."),
        ({"crew": "none"}, "A shared car scores nothing."),
        ({"bonus_to": "driver"}, "go to the driver who set it alone."),
        ({"results_counted": "2"}, "The best two results of three rounds count."),
        ({"results_counted": "1"}, "Only the best result of three rounds counts."),
        ({"results_counted": "3"}, "All three rounds count."),
        (
            {"results_counted": "1-2:1 3-9:4"},
            "Of rounds 1 to 2 the best result counts. "
            "Of rounds 3 to 9 the best four results count.",
        ),
        (
            {"results_counted": "4", "drops": "session"},
            "The best four results count. Single sessions are dropped, not whole rounds.",
        ),
        (
            {"results_counted": "2", "disqualification_counts": True},
            "A disqualification can’t be dropped.",
        ),
        ({"minimum_rounds": 2}, "Whoever can’t reach two rounds any more is left out."),
        ({"listed": "classified"}, "Listed is whoever was classified once."),
        ({"listed": "points"}, "Listed is whoever has points."),
        ({"countback": "scoring"}, "and so on, over the places that earn points."),
        (
            {"countback": "first", "countback_places": 3},
            "and so on, over the first three places.",
        ),
        (
            {"countback": "first", "countback_places": 1},
            "Equal points are split by the number of wins.",
        ),
        ({"countback": "none"}, "Equal points share a rank."),
        ({"countback_sprints": True}, "Places in sprint races count for this too."),
        ({"still_equal": "first_to_achieve"}, "whoever had the best place first is ahead."),
        ({"still_equal": "last_to_achieve"}, "whoever had the best place last is ahead."),
        ({"note": "Bulletin 4."}, "Bulletin 4."),
    ],
)
def test_every_word_of_the_rules_has_its_sentence(told, answers, sentence):
    ChampionshipRules.objects.update(**answers)

    assert sentence in told()


def test_each_kind_of_session_is_told_with_its_points(told, title):
    short = PointsScaleFactory(
        season=title.season, points=(Fraction(3), Fraction(1)), pole_points=Fraction(0)
    )
    title.rules.update(sprint_scale=short, qualifying_scale=short)

    text = told()

    assert "Races: 25–18" in text
    assert "Sprint races: 3–1 by place in class. Qualifying: 3–1 by place in class." in text


def test_single_session_with_points_of_its_own_is_named(told, title):
    race = RaceFactory(event=EventFactory(season=title.season, short_name="Spa"), name="24 Hours")
    scale = PointsScaleFactory(season=title.season, points=(Fraction(50),))
    SessionScaleFactory(rules=title.rules.get(), session=race, scale=scale)

    assert "Spa, 24 Hours: 50 by place in class, one point for pole." in told()


def test_conditions_and_shares_of_bonuses_are_told(told, title):
    scale = title.rules.get().race_scale
    scale.fastest_lap_points, scale.fastest_lap_within = Fraction(1), 10
    scale.equal_holders = "share"
    scale.save()

    text = told()

    assert "one point for pole, one point for the fastest lap (only down to place 10)." in text
    assert "Several holders of one pole or fastest lap share its points." in text


def test_rounds_that_do_not_count_are_named(told, title):
    title.rules.get().excluded_rounds.add(title.season.rounds.get(number=2))

    assert "Round 2 does not count. All others count." in told()


def test_nominated_cars_are_named(told, title):
    car = EntryFactory(season=title.season, car_class=title.car_class, team_name="Works")
    title.rules.get().nominated.add(car)

    assert f"Only these cars score: #{car.number} Works." in told()


def test_newest_rules_are_told_first_and_those_of_earlier_rounds_after(told, title):
    scale = title.rules.get().race_scale
    ChampionshipRulesFactory(
        championship=title, from_round=3, race_scale=scale, results_counted="2"
    )

    first, earlier = told().split(" Earlier rounds counted otherwise ")

    assert first.startswith("From round 3 on: 25–18–15")
    assert "The best two results of three rounds count." in first
    assert earlier == f"Rounds 1 to 2: {PLAIN}"
