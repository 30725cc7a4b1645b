"""The other seasons of the Asian Le Mans Series: calendars and champions, and what is not known.

No classification and no table of these seasons was found. What is stored is what the research
behind the shipped packs names; the rest is said to be unknown.
"""

from itertools import combinations

import pytest

from championship.management.commands.prepare_demo import shipped_packs
from championship.models import Driver, ReportedPlace, Season, Session
from championship.queries.awards import award_lines
from championship.queries.champions import How, champions_page
from tests.shipped import read
from tests.views.html import Page

SHARED = ("organisations", "manufacturers", "cars", "circuits", "teams", "drivers")


@pytest.fixture
def aslms_history(shipped, db):
    """The season 2023/24 and the five around it."""


@pytest.fixture
def history(aslms_history):
    """The seasons of the series with their champions, by their address."""
    page = champions_page("aslms")
    return {one.season.slug: one for one in page.seasons}


@pytest.fixture
def series(aslms_history):
    return Season.objects.filter(series__slug="aslms")


def text(client, address):
    return Page(client.get(address)).text


# Champions

CHAMPIONS = [
    ("2021", "lmp2-drivers", "René Binder, Ferdinand Habsburg, Yifei Ye"),
    ("2021", "lmp2-am-teams", "#18 Era Motorsport"),
    ("2021", "lmp2-am-drivers", ""),
    ("2021", "lmp3-teams", "#23 United Autosports"),
    ("2021", "gt-teams", "Herberth Motorsport"),
    ("2022", "lmp2-teams", "#4 Nielsen Racing"),
    ("2022", "lmp2-am-drivers", "David Droux, Eric Trouillet, Sébastien Page"),
    ("2022", "lmp3-teams", "#27 CD Sport"),
    ("2022", "gt-teams", "#7 Inception Racing"),
    ("2022", "gt-drivers", ""),
    ("2023", "lmp2-drivers", "Salih Yoluc, Charlie Eastwood, Ayhancan Güven"),
    ("2023", "lmp3-teams", "#8 Graff Racing"),
    ("2023", "gt-teams", "#34 Walkenhorst Motorsport"),
    ("2024-25", "lmp2-teams", "#25 Algarve Pro Racing"),
    ("2024-25", "lmp3-drivers", "Jens Møller, Theodor Jensen"),
    ("2024-25", "gt-drivers", "Antares Au, Klaus Bachler, Joel Sturm"),
    ("2025-26", "lmp2-teams", "#4 CrowdStrike Racing by APR"),
    ("2025-26", "lmp3-teams", "#17 CLX Motorsport"),
    ("2025-26", "gt-teams", "#74 Kessel Racing"),
    ("2025-26", "gt-drivers", ""),
]


@pytest.mark.parametrize(("year", "title", "names"), CHAMPIONS)
def test_champions_are_those_that_were_reported(history, year, title, names):
    [outcome] = [one for one in history[year].outcomes if one.championship.slug == title]
    found = [f"#{who.number} {who.name}" if who.number else who.name for who in outcome.recipients]

    assert ", ".join(found) == names
    assert outcome.how == (How.REPORTED if names else How.UNKNOWN)


@pytest.mark.parametrize(
    ("year", "title", "points"),
    [("2021", "lmp2-teams", 81), ("2021", "lmp3-drivers", 79), ("2023", "lmp3-teams", 73)],
)
def test_points_are_told_where_they_were_reported(series, year, title, points):
    places = ReportedPlace.objects.filter(championship__season__in=series.filter(slug=year))

    assert set(places.filter(championship__slug=title).values_list("points", flat=True)) == {points}


def test_tie_of_2023_is_told(client, series):
    found = text(client, "/aslms/2023/standings/lmp3-teams/")

    assert "Level on 73 points with car 29, with one win each: more second places decided." in found


# Calendars


@pytest.mark.parametrize(
    ("year", "rounds", "circuits"),
    [
        ("2021", 4, ["dubai-autodrome", "yas-marina"]),
        ("2022", 4, ["dubai-autodrome", "yas-marina"]),
        ("2023", 4, ["dubai-autodrome", "yas-marina"]),
        ("2024-25", 6, ["sepang", "dubai-autodrome", "yas-marina"]),
        ("2025-26", 6, ["sepang", "dubai-autodrome", "yas-marina"]),
    ],
)
def test_rounds_without_a_classification_are_unknown_not_to_come(history, year, rounds, circuits):
    calendar = history[year].calendar

    assert (calendar.rounds, calendar.unknown, calendar.to_come) == (rounds, rounds, 0)
    assert [circuit.slug for circuit in calendar.circuits] == circuits


def test_start_is_told_where_it_is_known(series):
    races = Session.objects.filter(season__slug="2021", season__in=series).order_by("starts_on")

    assert [race.starts_at is not None for race in races] == [True, False, False, False]
    assert [race.starts_on.day for race in races] == [13, 14, 19, 20]


def test_last_race_of_2025_26_counts_half(series):
    races = Session.objects.filter(season__slug="2025-26", season__in=series)

    assert [str(race.points_factor) for race in races if race.round.number > 4] == ["1", "1/2"]


def test_calendar_says_who_won_and_what_was_not_found(client, series):
    found = text(client, "/aslms/2021/calendar/")

    assert "LMP2 #26 G-Drive Racing, LMP3 #23 United Autosports, GT #99 Precote Herberth" in found
    assert "LMP2 #28 JOTA. That of LMP3 and GT was not found." in found


def test_season_without_a_result_says_so(client, series):
    assert "No result was found." in text(client, "/aslms/2022/calendar/")
    assert "The result is not known" in text(client, "/aslms/2022/results/dubai-race-1/")
    assert "The entry list is not known" in text(client, "/aslms/2022/events/dubai/")


def test_contradictions_are_told_with_the_sources(client, series):
    assert "four points by two reports; a third has 81 against 76" in text(client, "/aslms/2021/")


# What changed from one season to the next


def test_2023_24_had_five_races_instead_of_four_and_sepang_was_back(history):
    changes = history["2023-24"].changes

    assert (changes.previous.name, changes.before, changes.rounds) == ("2023", 4, 5)
    assert [circuit.slug for circuit in changes.new] == ["sepang"]
    assert changes.gone == ()


def test_season_page_says_what_changed(client, series):
    found = text(client, "/aslms/2023-24/")

    assert "Against 2023 Rounds 5 instead of 4 New circuits Sepang International Circuit" in found


def test_first_season_has_nothing_to_be_held_against(client, series):
    assert "What changed" not in text(client, "/aslms/2021/")


def test_entries_are_compared_where_both_lists_are_known(history):
    known = {year: one.changes.classes for year, one in history.items() if one.changes}

    assert [(row.code, row.before, row.cars) for row in known.pop("2024-25")] == [
        ("LMP2", 10, 10),
        ("LMP3", 3, 7),
        ("GT", 23, 25),
    ]
    assert set(known.values()) == {()}


def test_all_seasons_are_on_the_page_of_the_series(client, series):
    links = Page(client.get("/aslms/")).links()

    years = ["2021", "2022", "2023", "2023/24", "2024/25", "2025/26"]
    assert all(f"Asian Le Mans Series {year}" in links for year in years)


# Invitations and people


def test_champions_of_2023_were_invited_to_le_mans(series):
    lines = award_lines(series.get(slug="2023"))

    assert [(line.state, [str(who.team) for who in line.holders]) for line in lines] == [
        ("confirmed", ["DKR Engineering"]),
        ("confirmed", ["Graff Racing"]),
        ("confirmed", ["Walkenhorst Motorsport"]),
    ]


def test_the_champion_of_2022_is_the_matthew_bell_of_the_asian_series(series):
    champions = Driver.objects.filter(
        reportedplaces__championship__season__slug="2022", family_name="Bell"
    )

    assert [driver.slug for driver in champions] == ["matthew-bell"]


@pytest.mark.parametrize("part", SHARED)
def test_whatever_two_shipped_packs_share_is_the_same_in_both(part):
    packs = [{node["slug"]: node for node in read(file).get(part, [])} for file in shipped_packs()]

    for one, other in combinations(packs, 2):
        common = one.keys() & other.keys()
        assert {slug: one[slug] for slug in common} == {slug: other[slug] for slug in common}


def test_elms_2023_shares_eight_teams_and_31_drivers_with_2023_24(aslms_pack, elms_pack):
    def teams(pack):
        return {entry["team"] for entry in pack["entries"]}

    def drivers(pack):
        return {driver["slug"] for driver in pack["drivers"]}

    assert len(teams(aslms_pack) & teams(elms_pack)) == 8
    assert len(drivers(aslms_pack) & drivers(elms_pack)) == 31
