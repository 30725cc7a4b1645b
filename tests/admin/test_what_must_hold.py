"""What no column can hold by itself is refused on the form, in words."""

import pytest

from championship.models import Article, Bonus, CarClass, Decision, Event, Season, Session
from tests.factories import (
    ArticleFactory,
    BonusFactory,
    CarClassFactory,
    DecisionFactory,
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    ResultFactory,
    RoundFactory,
    SeasonFactory,
    SessionFactory,
)

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db


def test_an_event_lies_within_its_season(desk):
    event = EventFactory(season__ends_on="2024-02-29")

    days = {"starts_on": "2024-03-01", "ends_on": "2024-03-02"}
    response = save(desk, address(Event, "change", event.pk), **days)

    assert "outside the season" in errors(response)[0]


def test_a_season_cannot_shrink_below_its_events(desk):
    event = EventFactory(name="4 Hours of Dubai")

    response = save(desk, address(Season, "change", event.season.pk), ends_on="2024-02-03")

    assert errors(response) == ["4 Hours of Dubai would lie outside the season."]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_days_at_the_ends_of_the_calendar_are_refused(desk, year):
    event = EventFactory()
    SessionFactory(event=event)

    days = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}
    response = save(desk, address(Event, "change", event.pk), **days)

    assert errors(response)


def test_a_round_is_not_deleted_and_taken_in_one_form(desk):
    race = RaceFactory()
    other = RoundFactory(event=race.event)

    changes = {"rounds-1-DELETE": "on", "sessions-0-round": other.pk}
    response = save(desk, address(Event, "change", race.event.pk), **changes)

    assert errors(response) == ["This round is deleted in the same form."]


def test_a_session_without_a_latin_letter_has_an_address(desk):
    event = EventFactory(slug="suzuka", name="鈴鹿", short_name="鈴鹿")

    new = {"event": event.pk, "name": "決勝", "kind": "practice"}
    save(desk, address(Session, "add"), **new)

    assert Session.objects.get().slug == "suzuka-practice"


def test_two_sessions_without_a_latin_letter_are_no_error_of_ours(desk):
    event = EventFactory(slug="suzuka", name="鈴鹿", short_name="鈴鹿")
    rows = {"sessions-0-name": "一", "sessions-1-name": "二", "sessions-TOTAL_FORMS": 2}
    kinds = {"sessions-0-kind": "practice", "sessions-1-kind": "practice"}

    response = save(desk, address(Event, "change", event.pk), **rows, **kinds)

    assert errors(response) == ["This season already has a session of this address."]


def test_a_session_is_for_classes_of_its_season(desk):
    session = SessionFactory()

    response = save(desk, address(Session, "change", session.pk), classes=[CarClassFactory().pk])

    assert errors(response)


def test_a_pole_is_held_in_the_class_of_the_car(desk):
    pole = BonusFactory()
    other = CarClassFactory(season=pole.car_class.season)

    response = save(desk, address(Bonus, "change", pole.pk), car_class=other.pk)

    assert errors(response) == ["The car is in another class."]


def test_a_class_with_sub_classes_does_not_become_one(desk):
    lmp2 = CarClassFactory()
    CarClassFactory(season=lmp2.season, parent=lmp2)
    gt = CarClassFactory(season=lmp2.season)

    response = save(desk, address(CarClass, "change", lmp2.pk), parent=gt.pk)

    assert errors(response) == ["This class has sub-classes itself."]


def test_an_article_is_about_an_event_of_its_season(desk):
    article = ArticleFactory(season=SeasonFactory())

    response = save(desk, address(Article, "change", article.pk), event=EventFactory().pk)

    assert errors(response)


def test_a_currency_is_three_capitals(desk):
    fine = DecisionFactory(penalty="fine", fine_amount=500, fine_currency="EUR")

    response = save(desk, address(Decision, "change", fine.pk), fine_currency="eur")

    assert errors(response) == ["Write a currency as EUR."]


def test_a_points_factor_is_not_negative(desk):
    race = ResultFactory().session

    response = save(desk, address(Session, "change", race.pk), points_factor="-1")

    assert errors(response) == ["Points can't be negative here."]


@pytest.mark.parametrize("points", ["100000 99999", "1/999 1/1000"])
def test_points_at_their_limits_are_counted_exactly(desk, points):
    scale = PointsScaleFactory()

    response = save(desk, address(type(scale), "change", scale.pk), points=points)

    assert response.status_code == 302
