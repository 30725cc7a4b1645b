"""Published entry lists: who races, as it was printed."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import Car, Entry, EntryListLine, EntryListRevision, EntryListSeat
from tests.factories import (
    CarClassFactory,
    CarFactory,
    CircuitFactory,
    DriverFactory,
    EntryFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EntryListSeatFactory,
    EntryListWaiverFactory,
    EventFactory,
    RoundFactory,
    SeasonFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db
SEASON = "/aslms/2023-24/"


def page(client, address):
    return Page(client.get(f"{SEASON}{address}"))


def first_table(client, line):
    """The first row of the list that a line stands on."""
    address = f"{line.revision.season.get_absolute_url()}entries/"
    return Page(client.get(address)).tables()[0][1]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            "sepang",
            "Revision 2, provisional 39 cars: 11 LMP2, 5 LMP3, 23 GT · rounds 1, 2 "
            "· published 22 Nov 2023 · follows revision 1",
        ),
        (
            "dubai",
            "Revision 3 42 cars: 13 LMP2, 6 LMP3, 23 GT · round 3 "
            "· published 24 Jan 2024 · follows revision 2",
        ),
        (
            "abu-dhabi",
            "Revision 4 42 cars: 13 LMP2, 6 LMP3, 23 GT · rounds 4, 5 "
            "· date not recorded · follows revision 3",
        ),
    ],
)
def test_list_of_an_event_says_its_revision_cars_rounds_and_day(client, aslms, event, words):
    assert words in page(client, f"events/{event}/entries/").text


def test_car_is_listed_with_country_crew_and_categories(client, aslms):
    lmp2 = page(client, "events/dubai/entries/").tables()[0]

    assert lmp2[0] == ["No", "Team", "Driver 1", "Driver 2", "Driver 3"]
    assert lmp2[1] == [
        "3", "DKR Engineering LUX", "B Alexander Mattschull DEU", "G Tom Dillmann FRA",
        "G Laurents Hörr DEU",
    ]  # fmt: skip


def test_common_car_of_a_class_is_named_as_it_was_printed(client, aslms):
    Car.objects.filter(name="Oreca 07").update(name="Alpine A470")

    assert "all Oreca 07 – Gibson" in page(client, "entries/revisions/2/").text


@pytest.mark.parametrize(("event", "category"), [("sepang", "S"), ("abu-dhabi", "B")])
def test_category_is_the_one_that_was_printed(client, aslms, event, category):
    lmp3 = page(client, f"events/{event}/entries/").tables()[1]

    cells = [cell for row in lmp3 for cell in row if "Skočdopole" in cell]
    assert cells[0].startswith(f"{category} Dan Skočdopole CZE")


def test_car_that_all_race_is_said_once_and_makes_are_counted(client, aslms):
    found = page(client, "events/dubai/entries/")

    assert (2, "LMP2 13 cars Le Mans Prototype 2, all Oreca 07 – Gibson") in found.headings()
    assert (2, "GT 23 cars FIA GT3 cars, eight makes") in found.headings()
    assert "Oreca" not in str(found.tables()[0])


def test_what_staff_edit_is_not_seen_before_it_is_published(client, aslms):
    before = page(client, "events/dubai/entries/").text
    Entry.objects.update(status="withdrawn", note="Edited.", team_name="Edited")
    aslms.events.get(slug="dubai").entries.update(team_name="Edited", status="withdrawn")

    assert page(client, "events/dubai/entries/").text == before


def test_list_of_which_only_totals_are_known_says_so_and_leads_on(client, aslms):
    found = page(client, "entries/")

    assert "Revision 1, provisional 36 cars: 10 LMP2, 3 LMP3, 23 GT" in found.text
    assert "Only the number of cars is recorded" in found.text
    assert "4 Hours of Dubai 13 LMP2, 6 LMP3, 23 GT published 24 Jan 2024" in found.text
    assert found.links()["Dubai"] == f"{SEASON}events/dubai/entries/"
    assert list(found.root.find("table")) == []


def test_names_of_teams_and_drivers_lead_to_their_histories(client, aslms):
    links = page(client, "events/sepang/entries/").links()

    assert links["Proton Competition"] == "/teams/proton-competition/"
    assert links["P. J. Hyett"] == "/drivers/p-j-hyett/"


def test_every_revision_is_linked_with_its_own_address(client, aslms):
    links = page(client, "entries/").links()

    assert links["Season"] == f"{SEASON}entries/revisions/1/"
    assert links["Follow the entry lists (feed)"] == "/feeds/aslms/2023-24/entries/"
    assert "39 cars" in page(client, "entries/revisions/2/").text


def test_earlier_list_says_what_has_replaced_it(client):
    event = EventFactory()
    for _issue in range(2):
        EntryListRevisionFactory(event=event)
    EntryListRevisionFactory(event=EventFactory(season=event.season))
    address = f"{event.season.get_absolute_url()}entries/revisions/"

    texts = [Page(client.get(f"{address}{number}/")).text for number in (1, 2)]

    assert "It has been replaced by revision 2." in texts[0]
    assert "replaced" not in texts[1]


def test_season_without_a_list_says_so(client):
    season = SeasonFactory(ends_on=date(2999, 12, 31))

    assert "No entry list yet" in Page(client.get(f"{season.get_absolute_url()}entries/")).text


def test_list_of_a_season_that_is_over_is_not_known(client):
    text = Page(client.get(f"{SeasonFactory().get_absolute_url()}entries/")).text

    assert "The entry list is not known" in text


def test_event_without_a_list_says_so(client):
    event = EventFactory()
    EntryListRevisionFactory(season=event.season)

    page = Page(client.get(f"{event.get_absolute_url()}entries/"))

    assert "The entry list is not known" in page.text


def test_time_of_publication_is_that_of_the_circuit(client):
    event = EventFactory(circuit=CircuitFactory(time_zone="Asia/Dubai"))
    EntryListRevisionFactory(event=event, published_at=datetime(2024, 1, 24, 21, 30, tzinfo=UTC))

    text = Page(client.get(f"{event.get_absolute_url()}entries/")).text

    assert "published Thu 25 Jan 2024, 01:30 UTC+4" in text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "reserve", "reserve_place": 2}, "reserve 2"),
        ({"status": "withdrawn"}, "withdrawn"),
        ({"scores": False}, "not scoring"),
        ({"kind": "guest"}, "guest"),
        ({"kind": "race_by_race"}, "race by race"),
        ({"note": "Late entry."}, "Late entry."),
    ],
)
def test_row_is_marked_in_words(client, facts, words):
    line = EntryListLineFactory(team_name="DKR", team_country="LU", car_name="", **facts)

    assert first_table(client, line) == [line.number, f"DKR LUX {words}"]


def test_sub_class_stands_in_the_row_of_its_class(client):
    lmp2 = CarClassFactory(code="LMP2")
    pro_am = CarClassFactory(code="LMP2 Pro/Am", parent=lmp2)
    entry = EntryFactory(car_class=pro_am)
    line = EntryListLineFactory(entry=entry, team_name="DKR", team_country="", car_name="")
    EntryListLineFactory(
        revision=line.revision, entry=EntryFactory(season=lmp2.season, car_class=lmp2)
    )

    found = Page(client.get(f"{lmp2.season.get_absolute_url()}entries/"))

    assert first_table(client, line)[1] == "DKR LMP2 Pro/Am"
    assert len(found.tables()) == 1
    assert "2 cars: 2 LMP2" in found.text


def test_open_seat_is_to_be_announced(client):
    seat = EntryListSeatFactory(driver=None)

    assert first_table(client, seat.line)[2] == "to be announced"


def test_waiver_is_a_footnote_of_its_car(client):
    waiver = EntryListWaiverFactory(line__team_name="DKR", line__team_country="")
    found = Page(client.get(f"{waiver.line.revision.season.get_absolute_url()}entries/"))

    assert f"a {waiver.line.number} Waiver (driver categories): Late change." in found.text
    assert found.links()["a"] == "#note-a"


def test_footnote_of_a_car_that_is_not_shown_is_left_out(client):
    waiver = EntryListWaiverFactory()
    address = f"{waiver.line.revision.season.get_absolute_url()}entries/?q=nobody"

    assert "Late change." not in Page(client.get(address)).text


# Filters


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("car_class=lmp3", ["2", "17", "20", "26", "58", "65"]),
        ("make=bmw", ["93"]),
        ("team_country=PT", ["25"]),
        ("team_country=pt", ["25"]),
        ("driver_country=AO", ["98"]),
        ("category=platinum&car_class=lmp2", ["55", "83", "99"]),
        ("q=skocdopole", ["26"]),
        ("q=  ESPIRITO santo", ["17"]),
        ("q=cool", ["47", "17"]),
        ("q=%237", ["7"]),
        ("q=dkr&car_class=gt", []),
        ("car_class=lmp4", []),
        ("make=lada", []),
        ("team_country=XX", []),
        ("category=diamond", []),
        ("q=%00", []),
        ("q=" + "x" * 3000, []),
    ],
)
def test_filter_shows_the_cars_that_fit(client, aslms, query, numbers):
    found = page(client, f"events/abu-dhabi/entries/?{query}")

    assert [row[0] for table in found.tables() for row in table[1:]] == numbers
    assert f"{len(numbers)} of 42 cars." in found.text
    assert ("No car fits" in found.text) == (numbers == [])
    assert found.links()["Show all cars"] in ("?", f"{SEASON}events/abu-dhabi/entries/")


def test_filter_that_is_set_stays_in_the_form(client, aslms):
    found = page(client, "events/abu-dhabi/entries/?team_country=DE&q=motorsport&car_class=gt")

    inputs = {
        (node.attrs["name"], node.attrs["value"])
        for node in found.main.find("input")
        if "checked" in node.attrs or node.attrs.get("type") == "search"
    }
    chosen = [node.attrs["value"] for node in found.root.find("option") if "selected" in node.attrs]
    assert inputs == {("car_class", "gt"), ("q", "motorsport")}
    assert "DE" in chosen


def test_cars_are_counted_by_make_and_country_each_count_a_filter(client, aslms):
    found = page(client, "events/abu-dhabi/entries/")

    assert "Oreca 13 Ligier 6 Porsche 5" in found.text
    assert "Germany 10 United Kingdom 7" in found.text
    assert found.links()["Oreca"] == "?make=oreca"


def test_cars_that_do_not_race_are_not_counted(client):
    line = EntryListLineFactory(
        status="withdrawn", entry__car=CarFactory(manufacturer__name="Wartburg")
    )

    found = Page(client.get(f"{line.revision.season.get_absolute_url()}entries/"))

    assert "Wartburg" not in found.links()


# What changed


def test_list_says_what_changed_since_the_one_before(client, aslms):
    found = page(client, "events/abu-dhabi/entries/")

    assert "What changed since revision 3 (Dubai)" in found.text
    assert "In 1 · Out 1 · Crew 7 · Category 1 · Team from 2 · Driver from 1" in found.text
    assert "24 Ferdinand Habsburg replaces Will Stevens" in found.text
    assert found.links()["Compare in full"] == f"{SEASON}entries/changes/3..4/"


def test_what_is_new_is_marked_in_its_row(client, aslms):
    tables = page(client, "events/abu-dhabi/entries/").tables()
    cells = [cell for table in tables for row in table for cell in row if cell.endswith("New")]

    assert "G Ferdinand Habsburg AUT New" in cells
    assert len(cells) == 8


def test_seat_that_is_open_again_makes_no_new_car(client):
    entry = EntryFactory()
    for driver in (DriverFactory(), None):
        revision = EntryListRevisionFactory(season=entry.season)
        line = EntryListLineFactory(revision=revision, entry=entry, team_name="DKR", car_name="")
        EntryListSeatFactory(line=line, driver=driver)

    assert first_table(client, line) == [line.number, "DKR GBR", "to be announced"]


def test_first_list_has_nothing_to_be_compared_with(client):
    line = EntryListLineFactory()

    text = Page(client.get(f"{line.revision.season.get_absolute_url()}entries/")).text

    assert "What changed" not in text


# Files and paper


@pytest.mark.parametrize("address", ["events/dubai/entries.csv", "entries/revisions/3.csv"])
def test_file_has_a_line_for_every_car(client, aslms, address):
    response = client.get(f"{SEASON}{address}")
    heads, first, *others = csv.reader(response.content.decode().splitlines())

    assert heads[:13] == [
        "No", "Class", "Team", "Country", "Car", "Kind", "Status", "Scores points", "Waivers",
        "Note", "Driver 1", "Driver 1, country", "Driver 1, category",
    ]  # fmt: skip
    assert first[:13] == [
        "3", "LMP2", "DKR Engineering", "LUX", "Oreca 07 – Gibson", "", "", "yes", "", "",
        "Alexander Mattschull", "DEU", "Bronze",
    ]  # fmt: skip
    assert len(others) == 41


def test_formula_in_a_name_is_not_run_by_a_spreadsheet(client):
    line = EntryListLineFactory(team_name="=HYPERLINK(1)")

    content = client.get(f"{line.revision.season.get_absolute_url()}entries.csv").content.decode()

    assert "'=HYPERLINK(1)" in content


def test_paper_has_all_that_the_notice_board_needs(client):
    event = EventFactory(name="4 Hours of Dubai", circuit__time_zone="Asia/Dubai")
    RoundFactory(event=event, number=3)
    issue = EntryListRevisionFactory(
        event=event,
        state=EntryListRevision.State.PROVISIONAL,
        published_at=datetime(2024, 1, 24, 8, tzinfo=UTC),
    )
    EntryListWaiverFactory(line__revision=issue)

    found = Page(client.get(f"{event.season.get_absolute_url()}entries/revisions/1/print/"))

    for words in (
        f"{event.season.series} {event.season}",
        "4 Hours of Dubai, 2–4 February 2024 · round 3",
        "Revision 1, provisional",
        "published Wed 24 Jan 2024, 12:00 UTC+4",
        "Waiver (driver categories): Late change.",
        "/entries/revisions/1/",
    ):
        assert words in found.text
    assert list(found.root.find("nav", "form")) == []


def test_paper_says_that_the_day_is_not_recorded(client, aslms):
    assert "date not recorded" in page(client, "entries/revisions/4/print/").text


@pytest.mark.parametrize(
    "address",
    [
        "entries/revisions/0/",
        "entries/revisions/5/",
        f"entries/revisions/{'9' * 40}/",
        "entries/revisions/5.csv",
        "entries/revisions/5/print/",
    ],
)
def test_list_that_never_was_leads_to_the_one_there_is(client, aslms, address):
    response = client.get(f"{SEASON}{address}")

    assert response.status_code == 404
    assert Page(response).links()["Entry list of the season"] == f"{SEASON}entries/"


# What it costs


def list_of(cars):
    """A published list of so many cars with two drivers each, and one like it before."""
    event = EventFactory()
    entry, driver = EntryFactory(season=event.season), DriverFactory()
    facts = {"car_class": entry.car_class, "team_name": "Team", "status": "confirmed"}
    entries = Entry.objects.bulk_create(
        Entry(season=event.season, number=f"{n}", car_class=entry.car_class, team=entry.team)
        for n in range(1000, 1000 + cars)
    )
    for _issue in range(2):
        issue = EntryListRevisionFactory(event=event)
        lines = EntryListLine.objects.bulk_create(
            EntryListLine(revision=issue, order=order, entry=one, number=one.number, **facts)
            for order, one in enumerate(entries)
        )
        EntryListSeat.objects.bulk_create(
            EntryListSeat(line=line, order=order, driver=driver, family_name="Driver")
            for line in lines
            for order in (1, 2)
        )
    return event


@pytest.mark.parametrize("page", ["entries/", "entries.csv"])
def test_list_costs_the_same_for_400_cars_as_for_40(client, page):
    costs = []
    for cars in (40, 400):
        address = f"{list_of(cars).get_absolute_url()}{page}"
        with CaptureQueriesContext(connection) as queries:
            assert b"1039" in client.get(address).content
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 8
