"""What is found for what somebody types: best first, and nothing that is not public."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championship.queries.search import search
from championship.queries.search.matching import clean, rank, wanted
from tests.factories import (
    ArticleFactory,
    CarFactory,
    CircuitFactory,
    DriverFactory,
    EntryFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EntryListSeatFactory,
    EventFactory,
    NoticeFactory,
    OrganisationFactory,
    SeasonFactory,
    SeriesFactory,
    TeamFactory,
)

NOW = datetime(2024, 2, 10, tzinfo=UTC)


def found(typed, *, language="en", hidden=False):
    """The names that are found, by kind."""
    page = search(typed, language, now=NOW, hidden=hidden)
    return {group.kind: [hit.row.name for hit in group.hits] for group in page.groups}


def fits(typed, name, aside="", *, nearly=False):
    return rank(wanted(typed), [name], aside, nearly=nearly) is not None


# Words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("muller", "Nico Müller"),
        ("mueller", "Nico Müller"),
        ("MÜLLER", "Nico Müller"),
        ("müller", "Nico Mueller"),
        ("moller", "Jens Møller"),
        ("moeller", "Jens Møller"),
        ("yoluc", "Salih Yoluç"),
        ("sao", "São Paulo"),
        ("São", "Sao Paulo"),
        ("gross", "Groß"),
        ("salih yoluc", "Yoluç, Salih"),
        ("yoluc salih", "Salih Yoluç"),
        ("jean baptiste", "Jean-Baptiste Simmenauer"),
        ("habs", "Ferdinand Habsburg"),
        ("p j hyett", "P. J. Hyett"),
    ],
)
def test_accents_capitals_order_and_ends_of_words_do_not_matter(typed, name):
    assert fits(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("salih eastwood", "Salih Yoluç"), ("urg", "Habsburg"), ("s", "Salih"), ("9", "99 Racing")],
)
def test_every_word_has_to_begin_one_of_the_name(typed, name):
    assert not fits(typed, name)


@pytest.mark.parametrize("typed", ["porche", "prosche", "porssche", "porsch3"])
def test_a_typing_mistake_is_forgiven_where_nothing_fits_better(typed):
    assert fits(typed, "Porsche", nearly=True)
    assert not fits(typed, "Porsche")


def test_a_short_word_and_a_number_are_taken_as_they_are():
    assert not fits("wtr", "WRT", nearly=True)
    assert not fits("9912", "9911", nearly=True)


def test_a_season_narrows_what_is_found_but_finds_nothing_alone():
    assert fits("sepang 2023", "4 Hours of Sepang", "Asian Le Mans Series 2023")
    assert not fits("2023", "4 Hours of Sepang", "Asian Le Mans Series 2023")


def test_exact_name_comes_before_a_longer_one_and_that_before_the_middle():
    names = ["Team Proton", "Proton Competition", "Proton"]

    assert sorted(names, key=lambda name: rank(("proton",), [name])) == names[::-1]


@given(st.text(max_size=300))
def test_whatever_is_typed_is_cleaned_and_compared(typed):
    assert len(clean(typed)) <= 100
    assert clean(typed).isprintable()
    rank(wanted(typed), ["Nico Müller"], typed, nearly=True)


# Everything


@pytest.fixture
def car(db):
    """Car 99 of a team on a published list, with a driver in it."""
    season = SeasonFactory(
        name="2023/24", slug="2023-24", series=SeriesFactory(slug="aslms", name="Asian Series")
    )
    team = TeamFactory(name="Herberth Motorsport", slug="herberth")
    entry = EntryFactory(
        season=season, team=team, number="99", car=CarFactory(name="Porsche 911 GT3 R")
    )
    line = EntryListLineFactory(revision=EntryListRevisionFactory(season=season), entry=entry)
    driver = DriverFactory(given_name="Robert", family_name="Renauer", slug="robert-renauer")
    EntryListSeatFactory(line=line, driver=driver)
    return line


@pytest.mark.parametrize("typed", ["99", "#99", "99 herberth", "herberth 99", "99 asian"])
def test_car_is_found_by_its_number(car, typed):
    assert found(typed)["entry"] == ["99"]


@pytest.mark.parametrize("typed", ["9", "99 proton"])
def test_number_is_taken_as_it_is(car, typed):
    assert "entry" not in found(typed)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("renauer", "driver", "Robert Renauer"),
        ("herberth", "team", "Herberth Motorsport"),
        ("porsche", "car", "Porsche 911 GT3 R"),
        ("asian", "series", "Asian Series"),
        ("asian 2023/24", "season", "Asian Series 2023/24"),
    ],
)
def test_what_is_public_is_found_by_its_name(car, typed, kind, name):
    assert [one.strip() for one in found(typed)[kind]] == [name]


def test_events_circuits_bodies_notices_and_articles_are_found(car):
    event = EventFactory(
        season=car.revision.season, name="4 Hours of Portimão", circuit=CircuitFactory(name="Faro")
    )
    OrganisationFactory(name="Automobile Club de l’Ouest", short_name="ACO")
    NoticeFactory(event=event, subject="Start delayed", published_at=NOW)
    ArticleFactory(title="Preview", published_at=NOW)

    assert found("portimao") == {"event": ["4 Hours of Portimão"]}
    assert found("faro") == {"circuit": ["Faro"]}
    assert found("aco ouest") == {"organisation": ["Automobile Club de l’Ouest"]}
    assert found("delayed") == {"notice": ["Start delayed"]}
    assert found("preview") == {"article": ["Preview"]}


def test_team_comes_with_the_cars_and_crews_of_its_newest_season(car):
    before = SeasonFactory(series=car.revision.season.series, starts_on=date(2020, 1, 1))
    EntryListLineFactory(
        revision=EntryListRevisionFactory(season=before),
        entry=EntryFactory(season=before, team=car.entry.team, number="1"),
    )

    [group] = search("herberth", "en", now=NOW).groups

    assert [(one.number, one.crew) for one in group.hits[0].cars] == [("99", ("Renauer",))]


def test_driver_comes_with_seasons_and_cars(car):
    [group] = search("renauer", "en", now=NOW).groups

    [seat] = group.hits[0].seats
    assert (seat.series_name, seat.season_name, seat.number, seat.team_name) == (
        "Asian Series",
        "2023/24",
        "99",
        "Herberth Motorsport",
    )


def test_alias_finds_the_thing_under_its_own_name(car):
    car.entry.team.aliases.create(name="Precote")

    assert [name.strip() for name in found("precote")["team"]] == ["Herberth Motorsport"]


def test_new_name_is_found_at_once(car):
    assert found("precote") == {}

    car.entry.team.name = "Precote"
    car.entry.team.save()

    assert found("precote") == {"team": ["Precote"]}


def test_article_is_found_by_any_language_and_shown_in_the_wanted_one(car):
    ArticleFactory(slug="new", language="de", title="Neue Startliste", published_at=NOW)
    ArticleFactory(slug="new", language="en", title="New entry list", published_at=NOW)

    assert found("startliste", language="en") == {"article": ["New entry list"]}
    assert found("entry list", language="de") == {"article": ["Neue Startliste"]}


def test_newer_seasons_come_first(car):
    for year in (2022, 2024, 2023):
        SeasonFactory(
            series=SeriesFactory(name=f"Cup {year}"), name=str(year), starts_on=date(year, 1, 1)
        )

    assert [name.split()[-1] for name in found("cup")["season"]] == ["2024", "2023", "2022"]


# What is not public


@pytest.mark.parametrize("typed", ["99", "renauer", "herberth", "porsche", "asian"])
def test_nothing_of_a_hidden_season_is_found(car, typed):
    season = car.revision.season
    season.is_public = False
    season.save()

    assert found(typed) == {}
    assert found(typed, hidden=True) != {}


@pytest.mark.parametrize("published_at", [None, datetime(2024, 2, 11, tzinfo=UTC)])
def test_nothing_is_found_before_it_is_out(car, published_at):
    ArticleFactory(title="Embargoed", published_at=published_at)
    NoticeFactory(
        event=EventFactory(season=car.revision.season),
        subject="Embargoed",
        published_at=published_at,
    )

    assert found("embargoed") == {}


def test_crew_that_no_list_published_is_not_found(car):
    DriverFactory(given_name="Secret", family_name="Signing")

    assert found("signing") == {}


# Costs


@pytest.mark.parametrize("cars", [1, 30])
def test_search_costs_five_queries(car, cars, django_assert_num_queries):
    for number in range(cars):
        team = TeamFactory(name=f"Racing {number}")
        entry = EntryFactory(season=car.revision.season, team=team, number=str(200 + number))
        line = EntryListLineFactory(revision=car.revision, entry=entry)
        EntryListSeatFactory(line=line, driver=DriverFactory(family_name=f"Racing {number}"))

    with django_assert_num_queries(5):
        page = search("racing", "en", now=NOW)

    assert {group.kind: group.count for group in page.groups} == {"driver": cars, "team": cars}
    assert all(len(group.hits) == min(cars, 20) for group in page.groups)


def test_nothing_typed_costs_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search(" \x00 … 🏁 ", "en", now=NOW).groups == []
