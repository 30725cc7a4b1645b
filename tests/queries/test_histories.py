"""Histories are made of what is published last, and of nothing else."""

from datetime import date

import pytest

from championship.models import Championship, Session, Standing, TitleState
from championship.queries.histories import driver_history, team_history
from championship.workflows.results import freeze
from tests.factories import (
    CrewSeatFactory,
    DriverFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EntryListSeatFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    RaceFactory,
    ReportedPlaceFactory,
    ResultFactory,
)

from .racing import car_of, championship, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def sturm():
    return DriverFactory(slug="joel-sturm", given_name="Joel", family_name="Sturm", country="DE")


@pytest.fixture
def bachler():
    return DriverFactory(given_name="Klaus", family_name="Bachler")


@pytest.fixture
def title():
    return championship(recipient=Championship.Recipient.DRIVER)


@pytest.fixture
def porsche(title):
    return car_of(title, number="91", team__slug="pure-rxcing")


def only_season(page):
    (season,) = page.history.seasons
    return season


def test_wins_podiums_and_best_place_are_counted(title, porsche, sturm):
    rival = car_of(title, car_class=porsche.car_class)
    run(title, porsche, rival, crews={porsche: [sturm]})
    run(title, rival, porsche, crews={porsche: [sturm]}, pole=porsche)

    tally = driver_history("joel-sturm").history.tally

    assert (tally.starts, tally.wins, tally.podiums, tally.poles, tally.best) == (2, 1, 2, 1, 1)


def test_car_that_did_not_start_is_no_start(title, porsche, sturm):
    race = RaceFactory(event__season=title.season)
    car = EventEntryFactory(event=race.event, entry=porsche)
    EventCrewSeatFactory(event_entry=car, driver=sturm)
    rival = EventEntryFactory(event=race.event, entry=car_of(title))
    ResultFactory(session=race, event_entry=rival)
    ResultFactory(session=race, event_entry=car, status="did_not_start")
    freeze(race, state="final")

    assert driver_history("joel-sturm").history.tally.starts == 0


def test_only_the_newest_revision_counts(title, porsche, sturm, bachler):
    race = run(title, porsche, crews={porsche: [sturm]})
    race.results.get().event_entry.crew.update(driver=bachler)
    freeze(race, state="amended")

    assert driver_history("joel-sturm").history.races == []
    assert len(driver_history(bachler.slug).history.races) == 1


def test_race_that_is_not_published_stays_untold(title, porsche, sturm):
    run(title, porsche, crews={porsche: [sturm]})
    race = RaceFactory(event__season=title.season)
    ResultFactory(session=race, event_entry=EventEntryFactory(event=race.event, entry=porsche))

    assert len(driver_history("joel-sturm").history.races) == 1
    assert len(team_history("pure-rxcing").history.races) == 1


def test_practice_is_no_race(title, porsche, sturm):
    race = run(title, porsche, crews={porsche: [sturm]})
    race.kind = Session.Kind.PRACTICE
    race.save()

    assert driver_history("joel-sturm").history.races == []


def test_others_in_the_same_car_are_team_mates(title, porsche, sturm, bachler):
    run(title, porsche, car_of(title), crews={porsche: [sturm, bachler]})

    assert only_season(driver_history("joel-sturm")).mates == (bachler,)


def test_pole_of_another_car_is_not_counted(title, porsche, sturm):
    rival = car_of(title)
    run(title, porsche, rival, crews={porsche: [sturm]}, pole=rival)

    assert driver_history("joel-sturm").history.tally.poles == 0


def test_rank_and_points_are_those_of_the_newest_table(title, porsche, sturm):
    for _round in range(2):
        run(title, porsche, crews={porsche: [sturm]})

    (place,) = only_season(driver_history("joel-sturm")).titles

    newest = Standing.objects.get(after=2, driver=sturm)
    assert (place.rank, place.points, place.is_provisional) == (1, newest.points, False)


def test_table_with_a_provisional_result_says_so(title, porsche, sturm):
    race = run(title, porsche, crews={porsche: [sturm]})
    race.classifications.update(state="provisional")

    season = only_season(driver_history("joel-sturm"))

    assert season.is_provisional
    assert season.titles[0].is_provisional


def test_champion_has_a_title_once_nothing_is_provisional(title, porsche, sturm):
    race = run(title, porsche, crews={porsche: [sturm]})
    TitleState.objects.update(state=TitleState.State.CHAMPION)

    assert driver_history("joel-sturm").history.titles_won == 1
    race.classifications.update(state="provisional")
    assert driver_history("joel-sturm").history.titles_won == 0


def test_title_that_others_report_counts_without_a_result(sturm):
    ReportedPlaceFactory(championship__recipient="driver", entry=None, driver=sturm)

    history = driver_history("joel-sturm").history

    assert (history.titles_won, history.races) == (1, [])


def listed(title, car, driver, *, country="", event=None):
    """The next published list of a season, with one car."""
    issue = EntryListRevisionFactory(season=title.season, event=event)
    line = EntryListLineFactory(revision=issue, entry=car)
    EntryListSeatFactory(line=line, driver=driver, order=1, country=country)


def test_car_of_the_newest_list_is_told_before_it_raced(title, porsche, sturm, bachler):
    listed(title, porsche, sturm)
    (entered,) = only_season(driver_history("joel-sturm")).entered

    assert (entered.car.entry, entered.crew, entered.races) == (porsche.pk, (sturm,), ())
    listed(title, porsche, bachler)
    assert driver_history("joel-sturm").history.seasons == []


def test_crew_that_no_list_published_is_not_told(title, porsche, sturm):
    CrewSeatFactory(entry=porsche, driver=sturm)

    assert driver_history("joel-sturm") is None


def test_other_country_on_a_list_is_told_with_that_list(title, porsche, sturm):
    listed(title, porsche, sturm, country="AT")

    (printed,) = driver_history("joel-sturm").countries

    assert (printed.country.code, len(printed.lists)) == ("AT", 1)


def test_namesakes_are_told_apart(title, porsche, sturm):
    other = DriverFactory(slug="joel-sturm-2", given_name="Joel", family_name="Sturm")
    run(title, porsche, crews={porsche: [sturm]})
    assert driver_history("joel-sturm").namesakes == ()

    run(title, porsche, crews={porsche: [other]})

    assert driver_history("joel-sturm").namesakes == (other,)


def test_cars_of_a_team_have_their_own_races_and_crews(title, porsche, sturm, bachler):
    second = car_of(title, number="92", team=porsche.team)
    run(title, porsche, second, crews={porsche: [sturm], second: [bachler]})

    page = team_history("pure-rxcing")

    found = {one.car.number: (len(one.races), one.crew) for one in only_season(page).entered}
    assert found == {"91": (1, (sturm,)), "92": (1, (bachler,))}
    assert page.drivers == (bachler, sturm)


@pytest.mark.parametrize(("history", "most"), [(driver_history, 10), (team_history, 9)])
def test_more_seasons_cost_no_more(
    history, most, title, porsche, sturm, bachler, django_assert_max_num_queries
):
    slug = sturm.slug if history == driver_history else porsche.team.slug

    def cost():
        with django_assert_max_num_queries(most) as queries:
            assert history(slug).history.races
        return len(queries)

    run(title, porsche, crews={porsche: [sturm, bachler]}, pole=porsche)
    listed(title, porsche, sturm)
    few = cost()
    for _season in range(2):
        later = championship(recipient=Championship.Recipient.DRIVER)
        car = car_of(later, team=porsche.team)
        run(later, car, crews={car: [sturm, bachler]}, pole=car, starts_on=date(2024, 5, 1))
        listed(later, car, sturm)

    assert cost() == few
