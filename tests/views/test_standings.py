"""Standings say who leads, why, and what it rests on."""

import csv
from datetime import UTC, datetime

import pytest

from championship.models import (
    AwardStep,
    Bonus,
    Championship,
    ChampionshipRules,
    Classification,
    ComputedTable,
    Entry,
)
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import BonusFactory, DriverFactory, SeasonFactory
from tests.queries.racing import car_of, championship, run

from .html import Page

pytestmark = pytest.mark.django_db
STANDINGS = "/aslms/2023-24/standings/"


@pytest.fixture
def lmp2(client, aslms):
    return Page(client.get(f"{STANDINGS}lmp2-teams/"))


def test_table_names_rank_car_country_rounds_total_and_gap(lmp2):
    heads, first, second, third, *_others = lmp2.tables()[0]

    assert heads == [
        "Pos", "No", "Team", "", "R1 Sepang 2 Dec", "R2 Sepang 3 Dec", "R3 Dubai 4 Feb",
        "R4 Abu Dhabi 10 Feb", "R5 Abu Dhabi 11 Feb", "Points", "Gap",
    ]  # fmt: skip
    assert first == [
        "1 –", "4", "CrowdStrike Racing by APR Invited", "PRT", "6 8", "1 25", "3 15", "1 25",
        "5 10", "83", "",
    ]  # fmt: skip
    assert second == [
        "2 ▲1", "22", "Proton Competition", "DEU", "5 10", "3 15", "2 18", "5 10", "2 18", "71",
        "−12",
    ]  # fmt: skip
    assert third == [
        "3 ▼1", "99", "99 Racing", "JOR", "1 25", "2 18", "1 25", "NC 1 P", "11 1 P", "70", "−13",
    ]  # fmt: skip


def test_car_that_was_not_entered_has_a_dash(lmp2):
    assert lmp2.tables()[0][-1] == [
        "13 –", "47", "COOL Racing", "CHE", "–", "–", "NC 0", "12 0", "10 1", "1", "−82",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("championship", "podium"),
    [
        ("lmp3-teams", [("17", "COOL Racing", "104"), ("2", "CD Sport", "101")]),
        (
            "gt-teams",
            [
                ("91", "Pure Rxcing", "76"),
                ("88", "Triple Eight", "74"),
                ("42", "Sainteloc Racing", "57"),
            ],
        ),
    ],
)
def test_table_is_the_official_one(client, aslms, championship, podium):
    rows = Page(client.get(f"{STANDINGS}{championship}/")).tables()[0][1:]

    shown = [(row[1], row[2].removesuffix(" Invited"), row[-2]) for row in rows]
    assert [(number, team.removesuffix(" Priority"), total) for number, team, total in shown][
        : len(podium)
    ] == podium


def test_drivers_are_named_before_the_numbers_of_their_cars(client, aslms):
    rows = Page(client.get(f"{STANDINGS}lmp3-drivers/")).tables()[0]

    assert rows[0][:4] == ["Pos", "Driver", "No", ""]
    assert [row[:4] for row in rows[1:3]] == [
        ["1= ▲3", "James Winslow", "17", "GBR"],
        ["1= ▲3", "Alexander Bukhantsov", "17", "KNA"],
    ]


def test_state_says_on_how_many_classifications_the_table_rests(lmp2):
    assert "Final after round 5 of 5 · from five final classifications" in lmp2.text


def test_one_provisional_classification_makes_the_table_provisional(client, aslms):
    Classification.objects.filter(session__slug="dubai-race").update(state="provisional")

    text = Page(client.get(f"{STANDINGS}lmp2-teams/")).text

    assert (
        "Provisional after round 5 of 5 · from four final classifications "
        "and from one provisional classification" in text
    )


@pytest.mark.parametrize(
    ("countback", "ties"),
    [
        ("all", "Equal points are split by the number of wins, then second places, and so on."),
        ("scoring", "and so on, over the places that earn points."),
        ("none", "Equal points share a rank."),
    ],
)
def test_rules_are_told_in_sentences(client, aslms, countback, ties):
    ChampionshipRules.objects.update(countback=countback)

    text = Page(client.get(f"{STANDINGS}lmp2-teams/")).text

    assert (
        "25–18–15–12–10–8–6–4–2–1 by place in class, one point for pole. All five rounds count. "
        in text
    )
    assert ties in text


def test_earlier_table_shows_its_rounds_only_and_no_award(client, aslms):
    page = Page(client.get(f"{STANDINGS}lmp2-teams/?after=3"))

    assert page.tables()[0][1] == [
        "1 –", "99", "99 Racing", "JOR", "1 25", "2 18", "1 25", "68", "",
    ]  # fmt: skip
    assert "after round 3 of 5 · from three final classifications" in page.text
    assert "Invitation" not in page.text


def test_award_stands_above_the_table_with_its_holder(lmp2):
    assert (
        "Invitation 24 Hours of Le Mans 2024, LMP2 for place 1 in LMP2 teams "
        "4 CrowdStrike Racing by APR confirmed, 11 Feb 2024 Taken up" in lmp2.text
    )


def test_award_that_is_not_given_yet_names_who_would_get_it(client, aslms):
    AwardStep.objects.filter(award__slug="le-mans-2024-lmp2").delete()

    page = Page(client.get(f"{STANDINGS}lmp2-teams/"))

    assert "would go to 4 CrowdStrike Racing by APR" in page.text
    assert page.tables()[0][1][2] == "CrowdStrike Racing by APR"


def test_choices_lead_to_the_same_title_of_other_classes_and_to_other_titles(lmp2):
    expected = {
        "LMP3": f"{STANDINGS}lmp3-teams/",
        "GT": f"{STANDINGS}gt-teams/",
        "Drivers": f"{STANDINGS}lmp2-drivers/",
        "3": "?after=3",
        "CSV": f"{STANDINGS}lmp2-teams.csv",
    }

    assert expected.items() <= lmp2.links().items()


def test_overview_leads_every_title(client, aslms):
    page = Page(client.get(STANDINGS))

    assert [words for level, words in page.headings() if level == 3] == [
        f"{car_class} {title} after round 5"
        for car_class in ("LMP2", "LMP3", "GT")
        for title in ("teams", "drivers")
    ]
    assert "1 91 Pure Rxcing 76" in page.text


def test_file_has_place_points_and_pole_of_each_round_in_columns(client, aslms):
    response = client.get(f"{STANDINGS}lmp2-teams.csv?after=1")
    heads, first, *_others = csv.reader(response.content.decode().splitlines())

    assert heads == [
        "Pos", "No", "Team", "Country", "Round 1, place", "Round 1, points", "Round 1, pole",
        "Points", "Gap",
    ]  # fmt: skip
    assert first == ["1", "99", "99 Racing", "JOR", "1", "25", "", "25", ""]


@pytest.fixture
def cup():
    """A drivers' title at /cup/2024/standings/title/, of rounds that run() adds."""
    season = SeasonFactory(slug="2024", series__slug="cup")
    return championship(season=season, recipient=Championship.Recipient.DRIVER)


def drive(title, *numbers):
    """One driver wins a round in a car of each number."""
    driver = DriverFactory()
    for number in numbers:
        car = car_of(title, number=number)
        run(title, car, crews={car: [driver]})


def number_cell(client):
    page = Page(client.get("/cup/2024/standings/title/"))
    return next(cell for cell in page.main.find("td") if cell.attrs["class"] == "col-number")


def test_three_numbers_of_a_driver_are_seen_as_they_are(client, cup):
    drive(cup, "7", "17", "27")

    assert number_cell(client).seen == "7, 17, 27"


def test_further_numbers_of_a_driver_are_read_aloud_only(client, cup):
    drive(cup, "7", "17", "27", "37", "47")
    cell = number_cell(client)

    assert cell.seen == "7, 17, 27 …"
    assert [(part.tag, part.attrs, part.children) for part in cell.find("span", "i")] == [
        ("span", {"aria-hidden": "true"}, [" …"]),
        ("i", {}, [", 37, 47"]),
    ]


def test_file_has_all_numbers_of_a_driver(client, cup):
    drive(cup, "7", "17", "27", "37", "47")

    response = client.get("/cup/2024/standings/title.csv")
    _heads, row = csv.reader(response.content.decode().splitlines())

    assert "7 / 17 / 27 / 37 / 47" in row


def squares(client):
    """The places of the first row as they are drawn."""
    page = Page(client.get("/cup/2024/standings/title/"))
    return [
        (part.seen, part.attrs.get("class", ""))
        for cell in page.main.find("td")
        if cell.attrs["class"] == "col-round"
        for part in cell.find("b")
    ]


def test_sprint_and_race_of_a_round_each_have_their_square(client, cup):
    rules = cup.rules.get()
    rules.sprint_scale = rules.race_scale
    rules.save()
    cars = [car_of(cup, number=number) for number in ("7", "17")]
    crews = {cars[0]: [DriverFactory()]}
    run(cup, *cars, sprint=cars[::-1], crews=crews)

    assert squares(client) == [("2", "place-podium"), ("1", "place-win")]
    page = Page(client.get("/cup/2024/standings/title/"))
    assert page.tables()[0][1][4].startswith("2 · 1 ")


def test_fastest_lap_has_a_mark_where_it_earns_points_and_the_legend_explains_it(client, cup):
    scale = cup.rules.get().race_scale
    scale.fastest_lap_points = 2
    scale.save()
    car = car_of(cup, number="7")
    race = run(cup, car, crews={car: [DriverFactory()]})
    entered = race.results.get().event_entry
    BonusFactory(session=race, event_entry=entered, kind=Bonus.Kind.FASTEST_LAP)
    freeze(race, state="final")
    store_standings(cup.season)

    page = Page(client.get("/cup/2024/standings/title/"))

    assert page.tables()[0][1][4:] == ["1 27 F", "27", ""]
    assert "F its points included" in page.text


def test_legend_explains_no_fastest_lap_where_none_earned_points(lmp2):
    assert "F its points included" not in lmp2.text


def test_line_below_the_table_says_what_it_holds_and_when_it_was_computed(client, aslms):
    ComputedTable.objects.update(computed_at=datetime(2024, 2, 12, 9, 30, tzinfo=UTC))
    Classification.objects.filter(session__slug="dubai-race").update(state="provisional")

    text = Page(client.get(f"{STANDINGS}lmp2-teams/?after=4")).text

    assert (
        "After round 4 of 5. From 3 final results and 1 provisional result. "
        "Computed Mon 12 Feb 2024, 09:30 UTC." in text
    )


def test_renamed_team_has_its_new_name_at_once(client, aslms):
    Entry.objects.filter(number="4").update(team_name="Algarve Racing")

    assert (
        Page(client.get(f"{STANDINGS}lmp2-teams/")).tables()[0][1][2].startswith("Algarve Racing")
    )
