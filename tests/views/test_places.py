"""Circuits, models of car and champions: what was raced where, with what, and who won."""

import csv
from datetime import date

import pytest

from championship.models import Classification, Event, Season
from championship.workflows.standings import store_standings
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    CircuitFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    EntryListCountFactory,
    EntryListRevisionFactory,
    EventEntryFactory,
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    ReportedPlaceFactory,
    SeasonFactory,
    SeriesFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db
State = Classification.State


def text(client, address):
    return Page(client.get(address)).text


def publish(race, car, state=State.FINAL):
    """A result of a race in which a car is first."""
    issue = ClassificationFactory(session=race, state=state)
    return ClassificationLineFactory(classification=issue, event_entry=car)


# Circuits


def test_circuit_tells_what_is_known_of_it(client, aslms):
    found = text(client, "/circuits/sepang/")

    assert "Sepang, Malaysia" in found
    assert "Length 5.543 km Turns 15 Time zone Asia/Kuala_Lumpur" in found
    assert "Coordinates 2.760556, 101.737500" in found


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("/circuits/sepang/", ["/teams/pure-rxcing/", "/drivers/joel-sturm/"]),
        ("/cars/ferrari-296-gt3/", ["/teams/af-corse/"]),
    ],
)
def test_who_raced_there_is_linked(client, aslms, address, linked):
    assert {*linked} <= {*Page(client.get(address)).links().values()}


def test_what_is_not_known_of_a_circuit_is_said(client):
    EventFactory(circuit=CircuitFactory(slug="somewhere"))

    assert "Length not known Turns not known" in text(client, "/circuits/somewhere/")


def test_circuit_tells_winners_and_poles_of_each_class_over_all_series(client, gtwc_asia):
    page = Page(client.get("/circuits/sepang/"))

    assert [words for level, words in page.headings() if level == 2] == [
        "The circuit",
        "4 Hours of Sepang",
        "Sepang",
    ]
    assert "GT 91 Pure Rxcing Alex Malykhin, Klaus Bachler, Joel Sturm" in page.text
    assert "Poles LMP2 90 TF Sport Salih Yoluc" in page.text
    assert "Race 1 Final Not every car of this race is known." in page.text


def test_winner_is_that_of_the_newest_revision(client):
    race = RaceFactory()
    event = race.event
    first, second = EventEntryFactory.create_batch(2, event=event)
    publish(race, first, State.PROVISIONAL)
    publish(race, second)

    found = text(client, f"/circuits/{event.circuit.slug}/")

    assert second.team_name in found
    assert first.team_name not in found


def test_race_without_a_result_says_so(client):
    race = RaceFactory()

    assert "No result is published." in text(client, f"/circuits/{race.event.circuit.slug}/")


def test_circuits_are_listed_with_their_public_events(client, admin_client, aslms):
    hidden = EventFactory(season=SeasonFactory(is_public=False))
    address = f"/circuits/{hidden.circuit.slug}/"

    assert "Grand Prix Circuit Dubai · 1 event" in text(client, "/circuits/")
    assert hidden.circuit.name not in text(client, "/circuits/")
    assert client.get(address).status_code == 404
    assert hidden.name in text(admin_client, address)


# Cars


def test_car_has_its_record_titles_and_entries_of_each_season(client, aslms):
    page = Page(client.get("/cars/porsche-911-gt3-r-992/"))

    assert "Porsche 911 GT3 R (992) Porsche Record" in page.text
    assert "Titles champion GT teams #91 Pure Rxcing champion GT drivers" in page.text
    assert "GT 22 2 3 0" in page.text
    assert "GT 91 Pure Rxcing" in page.text


def test_cars_are_listed_by_maker(client, aslms):
    headings = Page(client.get("/cars/")).headings()

    assert headings[:3] == [(1, "Cars"), (2, "Aston Martin"), (2, "Audi")]
    assert Page(client.get("/cars/")).links()["Oreca 07 – Gibson"] == "/cars/oreca-07/"


def test_record_counts_a_start_but_none_for_a_car_that_did_not_start(client):
    race = RaceFactory()
    car = EventEntryFactory(event=race.event)
    line = publish(race, car)
    line.status, line.place, line.class_place = "did_not_start", None, None
    line.save()

    assert f"{car.car_class} 0 0 0 0" in text(client, f"/cars/{car.car.slug}/")


def test_car_tells_that_some_results_are_provisional(client):
    race = RaceFactory()
    car = EventEntryFactory(event=race.event)
    publish(race, car, State.PROVISIONAL)

    found = text(client, f"/cars/{car.car.slug}/")
    assert "From 1 published race, run on" in found
    assert "Provisional among them: 1." in found


def test_car_tells_its_best_place_and_its_titles(client, aslms):
    found = text(client, "/cars/porsche-911-gt3-r-992/")

    assert "Best place 1 Titles" in found


# Files


def lines(client, address):
    return list(csv.DictReader(client.get(address).content.decode().splitlines()))


def test_circuit_file_has_a_line_for_each_class_of_each_race(client, aslms):
    found = lines(client, "/circuits/sepang.csv")

    assert [(row["Race"], row["Class"], row["Winner, number"]) for row in found[:3]] == [
        ("Race 1", "LMP2", "99"),
        ("Race 1", "LMP3", "17"),
        ("Race 1", "GT", "42"),
    ]
    assert found[1]["Winner, crew"] == "James Winslow / Alexander Bukhantsov / Danial Frost"
    assert found[1]["Pole, team"] == "High Class Racing"


def test_car_file_has_a_line_for_each_class_of_each_season(client, aslms):
    found = lines(client, "/cars/porsche-911-gt3-r-992.csv")

    (row,) = [row for row in found if (row["Season"], row["Class"]) == ("2023/24", "GT")]
    assert (row["Wins"], row["Best place"]) == ("2", "1")


def test_champions_file_has_a_line_for_each_title(client, season):
    (row,) = lines(client, f"/{season.series.slug}/champions.csv")

    assert (row["Title"], row["How it stands"], row["Number"]) == ("Cup", "champion", "7")


@pytest.mark.parametrize(
    "address", ["/circuits/nowhere.csv", "/cars/none.csv", "/no/champions.csv"]
)
def test_there_is_no_file_of_what_is_not_there(client, db, address):
    assert client.get(address).status_code == 404


def test_car_of_a_hidden_season_is_not_there(client, admin_client):
    car = EventEntryFactory(event__season__is_public=False).car

    assert client.get(f"/cars/{car.slug}/").status_code == 404
    assert admin_client.get(f"/cars/{car.slug}/").status_code == 200
    assert str(car) not in text(client, "/cars/")


def test_every_car_and_circuit_that_is_linked_is_there(client, aslms):
    pages = [
        Page(client.get(f"/aslms/2023-24/{part}"))
        for part in ("calendar/", "events/dubai/entries/")
    ]
    links = {address for page in pages for address in page.links().values()}
    found = [one for one in links if one.startswith(("/cars/", "/circuits/"))]

    assert {one.split("/")[1] for one in found} == {"cars", "circuits"}
    assert {client.get(one).status_code for one in found} == {200}


# Champions


@pytest.fixture
def season():
    """A season of one title with a published race."""
    season = SeasonFactory(name="2024", slug="2024")
    race = RaceFactory(event=EventFactory(season=season))
    title = ChampionshipFactory(
        season=season, name="Cup", rules__race_scale=PointsScaleFactory(season=season)
    )
    car = EventEntryFactory(event=race.event, entry__number="7", entry__car_class=title.car_class)
    publish(race, car)
    store_standings(season)
    return season


def champions(client, season):
    return text(client, f"/{season.series.slug}/champions/")


def test_champions_are_those_of_a_complete_and_final_table(client, aslms):
    found = text(client, "/aslms/champions/")

    assert "GT teams Champion 1 91 Pure Rxcing" in found
    assert "LMP3 drivers Champion 1 GBR James Winslow" in found


def test_champion_of_a_table_with_gaps_is_the_reported_one(client, gtwc_asia):
    found = text(client, "/gtwc-asia/champions/")

    assert "GT3 drivers Champion as reported 1 CHN Anthony Liu" in found
    assert "Pro-Am drivers Champion not known" in found
    assert "First by the results that are known: not every result is 1 AUS" in found


def test_final_season_has_a_champion(client, season):
    assert "Cup Champion 1 7" in champions(client, season)


def test_provisional_season_has_none_yet(client, season):
    Classification.objects.update(state=State.PROVISIONAL)

    assert "Cup First by provisional results 1 7" in champions(client, season)


def test_open_season_has_none_yet(client, season):
    Season.objects.update(ends_on=date(2100, 12, 31))
    RaceFactory(event=EventFactory(season=season))

    found = champions(client, season)
    assert "2 rounds 1 round to come" in found
    assert "Cup Open: rounds are to come. First so far 1 7" in found


def test_round_of_a_season_that_is_over_is_not_to_come_but_unknown(client, season):
    RaceFactory(event=EventFactory(season=season))

    found = champions(client, season)
    assert "2 rounds result of 1 round not known" in found
    assert "Cup First by the results that are known: not every result is 1 7" in found


def test_season_that_is_over_without_a_calendar_says_so(client, season):
    SeasonFactory(series=season.series, name="2023", starts_on=date(2023, 1, 1))

    assert "2023 calendar not known No title is recorded." in champions(client, season)


def test_cancelled_event_is_not_to_come(client, season):
    RaceFactory(event=EventFactory(season=season, status=Event.Status.CANCELLED))

    assert "Cup Champion 1 7" in champions(client, season)


def test_season_is_held_against_the_one_before(client, season):
    before = SeasonFactory(series=season.series, name="2023", starts_on=date(2023, 1, 1))
    gone, back = CircuitFactory(name="Old Park"), season.events.get().circuit
    for circuit in (gone, back):
        RaceFactory(event=EventFactory(season=before, circuit=circuit))
    for own, cars in ((before, 4), (season, 9)):
        EntryListCountFactory(
            revision=EntryListRevisionFactory(season=own),
            car_class=CarClassFactory(season=own, code="GT"),
            cars=cars,
        )

    found = champions(client, season)

    assert found.index("2024") < found.index("2023")
    assert "Against 2023 Rounds 1 instead of 2 Circuits gone Old Park" in found
    assert "GT 9 cars entered instead of 4" in found


def test_entries_that_nobody_recorded_are_called_unknown(client, season):
    before = SeasonFactory(series=season.series, name="2023", starts_on=date(2023, 1, 1))
    RaceFactory(event=EventFactory(season=before))

    assert "Rounds 1, as before" in champions(client, season)
    assert "Entries not known" in champions(client, season)


def test_champion_leads_to_the_page_of_the_team(client, season):
    page = Page(client.get(f"/{season.series.slug}/champions/"))

    team = season.entries.get(number="7").team
    assert page.links()[team.name] == f"/teams/{team.slug}/"


def test_what_changed_is_unknown_without_rounds_and_entries(client, season):
    SeasonFactory(series=season.series, name="2023", starts_on=date(2023, 1, 1))

    assert "Against 2023 What changed is not known" in champions(client, season)


def test_hidden_season_is_left_out(client, season):
    SeasonFactory(series=season.series, name="Secret", is_public=False)

    assert "Secret" not in champions(client, season)


def test_series_leads_to_its_champions(client, season):
    links = Page(client.get(season.series.get_absolute_url())).links()

    assert links["Champions of each season"] == f"/{season.series.slug}/champions/"


@pytest.mark.parametrize("address", ["/circuits/x/", "/cars/x/", "/x/champions/"])
def test_what_is_not_there_says_so(client, address):
    assert client.get(address).status_code == 404


def test_champions_cost_the_same_for_more_seasons(client, django_assert_num_queries):
    series = SeriesFactory(slug="cup")

    def row(year):
        season = SeasonFactory(series=series, name=str(year), starts_on=date(year, 1, 1))
        publish(race := RaceFactory(event__season=season), EventEntryFactory(event=race.event))
        title = ChampionshipFactory(season=season)
        ReportedPlaceFactory(championship=title)

    for years in ([2023], [2022, 2021, 2020]):
        for year in years:
            row(year)
        with django_assert_num_queries(8):
            assert client.get("/cup/champions/").status_code == 200
