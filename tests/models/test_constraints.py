"""The database itself refuses what must not be."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from championship import models
from tests import factories

pytestmark = pytest.mark.django_db


def season_that_ends_before_it_starts():
    factories.SeasonFactory(starts_on=date(2024, 2, 1), ends_on=date(2024, 1, 1))


def season_name_twice():
    season = factories.SeasonFactory()
    factories.SeasonFactory(series=season.series, name=season.name)


def series_at_an_address_of_the_site():
    factories.SeriesFactory(slug="admin")


def class_code_twice():
    gt = factories.CarClassFactory()
    factories.CarClassFactory(season=gt.season, code=gt.code)


def class_of_itself():
    gt = factories.CarClassFactory()
    models.CarClass.objects.filter(pk=gt.pk).update(parent=gt.pk)


def circuit_beyond_the_pole():
    factories.CircuitFactory(latitude=91)


def circuit_without_length():
    factories.CircuitFactory(length_m=0)


def event_that_ends_before_it_starts():
    factories.EventFactory(starts_on=date(2024, 2, 2), ends_on=date(2024, 2, 1))


def event_of_unknown_status():
    factories.EventFactory(status="rained off")


def round_number_twice_in_a_season():
    event = factories.EventFactory()
    other = factories.EventFactory(season=event.season)
    factories.RoundFactory(event=event, number=1)
    factories.RoundFactory(event=other, number=1)


def round_zero():
    factories.RoundFactory(number=0)


def race_without_a_round():
    factories.SessionFactory(kind="race", round=None)


def session_with_a_time_but_no_day():
    factories.SessionFactory(starts_on=None, starts_at=timezone.now())


def session_address_twice_in_a_season():
    session = factories.SessionFactory()
    factories.SessionFactory(event__season=session.season, slug=session.slug)


def car_number_twice_in_a_season():
    entry = factories.EntryFactory()
    factories.EntryFactory(season=entry.season, number=entry.number)


def car_without_a_number():
    factories.EntryFactory(number="")


def reserve_place_of_a_confirmed_car():
    factories.EntryFactory(status="confirmed", reserve_place=1)


def driver_twice_in_a_crew():
    seat = factories.CrewSeatFactory()
    factories.CrewSeatFactory(entry=seat.entry, driver=seat.driver)


def driver_twice_in_a_crew_at_an_event():
    seat = factories.EventCrewSeatFactory()
    factories.EventCrewSeatFactory(event_entry=seat.event_entry, driver=seat.driver)


def entry_twice_at_an_event():
    car = factories.EventEntryFactory()
    factories.EventEntryFactory(event=car.event, entry=car.entry, number="999")


def car_number_twice_at_an_event():
    car = factories.EventEntryFactory()
    factories.EventEntryFactory(event=car.event, number=car.number, entry__number="998")


def result_twice_for_a_car():
    result = factories.ResultFactory()
    factories.ResultFactory(session=result.session, event_entry=result.event_entry)


def result_of_unknown_status():
    factories.ResultFactory(status="crashed")


def time_penalty_of_nothing():
    factories.DecisionFactory(penalty="time")


def places_penalty_of_no_places():
    factories.DecisionFactory(penalty="places")


def fine_of_nothing():
    factories.DecisionFactory(penalty="fine", fine_currency="EUR")


def fine_without_a_currency():
    factories.DecisionFactory(penalty="fine", fine_amount=500)


def revision_twice():
    issue = factories.ClassificationFactory()
    factories.ClassificationFactory(session=issue.session, revision=issue.revision)


def place_of_a_car_that_is_not_classified():
    factories.ClassificationLineFactory(status="retired", place=1, class_place=1)


def classified_car_without_a_place():
    factories.ClassificationLineFactory(status="classified", place=None, class_place=None)


def standing_of_nobody():
    factories.StandingFactory(entry=None)


def standing_of_two_recipients():
    factories.StandingFactory(driver=factories.DriverFactory())


def standing_twice_in_a_table():
    row = factories.StandingFactory()
    factories.StandingFactory(
        championship=row.championship, round=row.round, entry=row.entry, order=9, rank=9
    )


def invitation_to_nothing():
    factories.AwardFactory(target=None)


def award_of_no_championship_and_no_giver():
    factories.AwardFactory(championship=None)


def award_whose_places_are_upside_down():
    factories.AwardFactory(place=4, last_place=1)


def award_that_goes_down_without_a_next():
    factories.AwardFactory(if_not_taken="nobody", down_to=3)


def step_of_an_award_twice():
    step = factories.AwardStepFactory()
    factories.AwardStepFactory(award=step.award, number=step.number)


def car_of_an_award_that_is_only_confirmed():
    award = factories.AwardFactory()
    car = factories.TargetEntryFactory(target=award.target)
    factories.AwardStepFactory(award=award, used_by=car)


def candidate_passed_over_without_a_reason():
    factories.AwardCandidateFactory(team=factories.TeamFactory(), outcome="passed_over")


def candidate_who_is_nobody():
    factories.AwardCandidateFactory(team=None)


def candidate_who_is_two():
    factories.AwardCandidateFactory(team=factories.TeamFactory(), driver=factories.DriverFactory())


def notice_number_twice():
    notice = factories.NoticeFactory()
    factories.NoticeFactory(event=notice.event, number=notice.number)


def article_twice_in_a_language():
    article = factories.ArticleFactory()
    factories.ArticleFactory(slug=article.slug, language=article.language)


def category_twice_from_a_day():
    fact = factories.DriverCategoryFactory()
    factories.DriverCategoryFactory(driver=fact.driver, valid_from=fact.valid_from)


@pytest.mark.parametrize(
    "breach",
    [
        season_that_ends_before_it_starts,
        season_name_twice,
        series_at_an_address_of_the_site,
        class_code_twice,
        class_of_itself,
        circuit_beyond_the_pole,
        circuit_without_length,
        event_that_ends_before_it_starts,
        event_of_unknown_status,
        round_number_twice_in_a_season,
        round_zero,
        race_without_a_round,
        session_with_a_time_but_no_day,
        session_address_twice_in_a_season,
        car_number_twice_in_a_season,
        car_without_a_number,
        reserve_place_of_a_confirmed_car,
        driver_twice_in_a_crew,
        driver_twice_in_a_crew_at_an_event,
        entry_twice_at_an_event,
        car_number_twice_at_an_event,
        result_twice_for_a_car,
        result_of_unknown_status,
        time_penalty_of_nothing,
        places_penalty_of_no_places,
        fine_of_nothing,
        fine_without_a_currency,
        revision_twice,
        place_of_a_car_that_is_not_classified,
        classified_car_without_a_place,
        standing_of_nobody,
        standing_of_two_recipients,
        standing_twice_in_a_table,
        invitation_to_nothing,
        award_of_no_championship_and_no_giver,
        award_whose_places_are_upside_down,
        award_that_goes_down_without_a_next,
        step_of_an_award_twice,
        car_of_an_award_that_is_only_confirmed,
        candidate_passed_over_without_a_reason,
        candidate_who_is_nobody,
        candidate_who_is_two,
        notice_number_twice,
        article_twice_in_a_language,
        category_twice_from_a_day,
    ],
)
def test_the_database_refuses(breach):
    with pytest.raises(IntegrityError), transaction.atomic():
        breach()


def test_a_withdrawn_car_frees_its_number():
    withdrawn = factories.EntryFactory(status="withdrawn")

    again = factories.EntryFactory(season=withdrawn.season, number=withdrawn.number)

    assert again.number == withdrawn.number


def test_007_and_7_are_two_cars():
    season = factories.SeasonFactory()

    numbers = [factories.EntryFactory(season=season, number=n).number for n in ("7", "007")]

    assert numbers == ["7", "007"]


def test_a_seventh_of_a_point_survives_the_database():
    row = factories.StandingFactory(points=Fraction(1, 7))

    row.refresh_from_db()

    assert row.points == Fraction(1, 7)


@pytest.mark.parametrize("number", ["7 ", "12345", "7a", "", "７", "-7"])
def test_a_car_number_is_digits_or_capitals(number):
    entry = factories.EntryFactory.build(number=number)

    assert "number" in validation_errors(entry)


def validation_errors(row):
    try:
        row.clean_fields()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_sessions_take_the_season_of_their_event():
    session = factories.SessionFactory()

    assert session.season == session.event.season


def test_a_start_time_is_kept_in_utc():
    moment = datetime.fromisoformat("2023-12-02T14:00:00+08:00")
    session = factories.SessionFactory(starts_at=moment)

    session.refresh_from_db()

    assert session.starts_at.isoformat() == "2023-12-02T06:00:00+00:00"
