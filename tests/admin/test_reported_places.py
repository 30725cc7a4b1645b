"""Reported places: exactly whom the championship ranks, in the order of its table."""

import pytest

from championship.models import ReportedPlace
from tests.factories import (
    ChampionshipFactory,
    DriverFactory,
    EntryFactory,
    ReportedPlaceFactory,
    TeamFactory,
)

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db

ADD = address(ReportedPlace, "add")


@pytest.fixture
def drivers():
    return ChampionshipFactory(recipient="driver")


def test_drivers_of_one_crew_share_a_place_line_by_line(desk, drivers):
    for driver in DriverFactory.create_batch(2):
        save(desk, ADD, championship=drivers.pk, place=1, driver=driver.pk, points="130.5")

    rows = ReportedPlace.objects.order_by("order")
    assert [(row.place, row.order) for row in rows] == [(1, 1), (1, 2)]


def test_one_of_another_kind_is_refused(desk, drivers):
    response = save(desk, ADD, championship=drivers.pk, team=TeamFactory().pk)

    assert errors(response) == [
        "This championship ranks drivers: leave this empty.",
        "This championship ranks drivers: say who it is.",
    ]


def test_car_of_another_season_is_refused(desk):
    cars = ChampionshipFactory(recipient="entry")

    response = save(desk, ADD, championship=cars.pk, entry=EntryFactory().pk)

    assert errors(response) == ["This belongs to another season."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"place": 3, "order": 2}, "Whoever is in place 3 is on line 3 or below."),
        ({"place": 10**15}, "At most 999."),
        ({"place": 0}, "Ensure this value is greater than or equal to 1."),
        ({"points": "many"}, "many"),
    ],
)
def test_place_that_can_not_be_is_refused(desk, drivers, typed, said):
    known = {"championship": drivers.pk, "driver": DriverFactory().pk}

    response = save(desk, ADD, **known | typed)

    assert any(said in message for message in errors(response))
    assert not ReportedPlace.objects.exists()


def test_driver_is_in_a_table_once(desk, drivers):
    row = ReportedPlaceFactory(championship=drivers, entry=None, driver=DriverFactory())

    response = save(desk, ADD, championship=drivers.pk, driver=row.driver.pk)

    assert errors(response) != []


def test_only_a_driver_drove_for_a_team(desk):
    teams = ChampionshipFactory(recipient="team")
    team = TeamFactory()

    response = save(desk, ADD, championship=teams.pk, team=team.pk, for_team=team.pk)

    assert errors(response) == ["Only a driver drove for a team."]
