"""Two seasons of which the champions are known and no race: GT World Challenge Europe."""

import pytest

from championship.models import Award, ReportedPlace
from championship.queries.awards import award_lines, lines_of


@pytest.fixture
def gtwc_europe(shipped, db):
    """GT World Challenge Europe 2022 and 2023, beside the Asian Le Mans Series."""


@pytest.fixture
def champions(gtwc_europe):
    """Who was first in the titles of a year, as reported."""

    def of(year):
        places = ReportedPlace.objects.filter(
            place=1, championship__season__name=year, championship__season__series__slug=EUROPE
        ).order_by("championship__order", "order")
        found = {}
        for row in places.select_related("championship", "driver", "team"):
            found.setdefault(row.championship.slug, []).append(str(row.driver or row.team))
        return found

    return of


EUROPE = "gtwc-europe"


def test_the_champions_of_2022(champions):
    assert {title: ", ".join(names) for title, names in champions("2022").items()} == {
        "drivers": "Raffaele Marciello",
        "teams": "Akkodis ASP",
        "silver-cup-drivers": "Thomas Neubauer, Benjamin Goethe",
        "silver-cup-teams": "Team WRT",
        "pro-am-drivers": "Miguel Ramos",
        "endurance-drivers": "Raffaele Marciello, Jules Gounon, Daniel Juncadella",
        "endurance-teams": "Akkodis ASP",
        "endurance-gold-cup-drivers": "Brendan Iribe, Ollie Millroy, Frederik Schandorff",
        "endurance-silver-cup-drivers": (
            "Thomas Neubauer, Benjamin Goethe, Jean-Baptiste Simmenauer"
        ),
        "endurance-silver-cup-teams": "Team WRT",
        "endurance-pro-am-drivers": "Louis Machiels, Andrea Bertolini, Stefano Costantini",
        "endurance-pro-am-teams": "SPS automotive performance",
        "sprint-drivers": "Dries Vanthoor, Charles Weerts",
        "sprint-teams": "Team WRT",
        "sprint-silver-cup-drivers": "Ulysse de Pauw, Pierre-Alexandre Jean",
        "sprint-silver-cup-teams": "AF Corse",
        "sprint-pro-am-drivers": "Miguel Ramos, Dean MacDonald",
        "sprint-pro-am-teams": "AF Corse",
    }


def test_the_champions_of_2023(champions):
    assert {title: ", ".join(names) for title, names in champions("2023").items()} == {
        "drivers": "Raffaele Marciello, Timur Boguslavskiy",
        "teams": "Akkodis ASP",
        "gold-cup-drivers": "Niklas Krütten, Calan Williams",
        "bronze-cup-drivers": "Alex Malykhin",
        "endurance-drivers": "Raffaele Marciello, Jules Gounon, Timur Boguslavskiy",
        "endurance-gold-cup-drivers": "Nicolas Baert, Maxime Soulet",
        "endurance-gold-cup-teams": "Comtoyou Racing",
        "endurance-silver-cup-drivers": "Clemens Schmid, Benjamín Hites, Glenn van Berlo",
        "endurance-pro-am-drivers": "Niki Leutwiler, Ivan Jacoma, Alex Fontana",
        "endurance-bronze-cup-drivers": "Eddie Cheever III, Chris Froggatt, Jonathan Hui",
        "sprint-drivers": "Mattia Drudi, Ricardo Feller",
        "sprint-teams": "Tresor Orange1",
        "sprint-gold-cup-drivers": "Niklas Krütten, Calan Williams",
        "sprint-silver-cup-drivers": "Jordan Love",
        "sprint-silver-cup-teams": "Haupt Racing Team",
        "sprint-bronze-cup-drivers": "Alex Malykhin",
    }


@pytest.fixture
def bronze(gtwc_europe):
    """The invitation of the 2023 Bronze Cup champion."""
    return Award.objects.get(season__series__slug=EUROPE)


def test_the_bronze_cup_champion_of_2023_was_invited_and_did_not_use_it(bronze):
    [line] = award_lines(bronze.season)

    assert (line.state, [holder.team.slug for holder in line.holders]) == (
        "not_used",
        ["pure-rxcing"],
    )
    assert [step.state for step in line.steps] == ["confirmed", "not_used"]
    assert not line.is_in_question


def test_pure_rxcing_held_two_invitations_of_two_series_and_a_car_with_a_place_of_its_own(bronze):
    invitations = lines_of(Award.objects.filter(target=bronze.target).order_by("pk"))
    held = [
        line.award.season.series.slug
        for line in invitations
        if any(holder.team and holder.team.slug == "pure-rxcing" for holder in line.holders)
    ]
    cars = bronze.target.cars.filter(team__slug="pure-rxcing")

    assert sorted(held) == ["aslms", EUROPE]
    assert [(car.number, bool(str(car.basis))) for car in cars] == [("92", True)]


def test_both_asian_and_european_invitation_come_from_the_same_agreement(bronze):
    assert bronze.agreement.slug == "aco-almem-sro-2021"
    assert bronze.given_by.short_name == "ACO"
