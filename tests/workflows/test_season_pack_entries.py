"""Entry lists, crew rules and waivers come back from a pack exactly as they were."""

import copy
from datetime import UTC, datetime

import pytest

from championship.exports.season_pack import dump_season_pack
from championship.models import (
    Car,
    CarClass,
    Driver,
    DriverCategory,
    Entry,
    EntryListCount,
    EntryListLine,
    EntryListRevision,
    EventEntry,
    Season,
    Team,
    Waiver,
)
from championship.queries.printed_lists import published_list
from championship.workflows.entry_lists import publish_entry_list
from championship.workflows.season_pack import PackRefused, load_season_pack
from tests.factories import UserFactory

from .test_season_pack import empty_database, rows_stored, season

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered(small_pack):
    """Sixteen cars, their drivers and the entry lists, but no results: quick to load."""
    del small_pack["results"]
    return small_pack


def load(pack):
    """Load a pack as it is, whatever loading does to it."""
    return load_season_pack(copy.deepcopy(pack))


def round_trip():
    """Everything out of the database, and back into an empty one. Returns what was dumped."""
    pack = dump_season_pack(season())
    empty_database()
    load(pack)
    assert dump_season_pack(season()) == pack
    return pack


def printed(number):
    """A published list without keys, which differ from database to database."""
    issue = EntryListRevision.objects.get(number=number)
    return [
        (
            row.number,
            row.car_class.code,
            row.team,
            row.country.code,
            row.car_name,
            row.status,
            [(seat.name, seat.country.code, seat.category) for seat in row.crew],
            [(waiver.rule, waiver.reason) for waiver in row.waivers],
        )
        for row in published_list(issue).rows
    ]


def published(**more):
    user = UserFactory()
    more = {"state": "final", "reason": "The crews follow.", "user": user} | more
    return publish_entry_list(season(), **more)


# Published lists


def test_a_list_of_which_only_totals_are_known_has_no_lines(entered):
    load(entered)

    issue = EntryListRevision.objects.get(number=1)
    assert list(issue.counts.values_list("car_class__code", "cars")) == [
        ("LMP2", 10),
        ("LMP3", 3),
        ("GT", 23),
    ]
    assert not issue.lines.exists()


def test_what_a_seat_leaves_out_is_as_it_is_known_of_the_driver_on_the_first_day(entered):
    load(entered)

    crews = {
        line.revision.number: line.crew.get(driver__slug="dan-skocdopole")
        for line in EntryListLine.objects.filter(number="26", revision__number__in=[2, 4])
    }
    assert str(crews[2]) == "Dan Skočdopole"
    assert {number: seat.category for number, seat in crews.items()} == {2: "silver", 4: "bronze"}


def test_a_list_stays_as_it_was_printed_when_everything_else_changes(entered):
    load(entered)
    before = printed(2)
    Driver.objects.update(given_name="Somebody", family_name="Else", country="AQ")
    DriverCategory.objects.update(category="platinum")
    Car.objects.update(engine="V8")
    Team.objects.update(name="Renamed Racing")
    EventEntry.objects.update(number=1, status="withdrawn", team_name="Renamed Racing")

    round_trip()

    assert printed(2) == before


def test_only_what_was_printed_otherwise_is_written(entered):
    load(entered)
    Driver.objects.filter(slug="salih-yoluc").update(given_name="S.", country="")
    DriverCategory.objects.filter(driver__slug="charlie-eastwood").delete()

    lists = dump_season_pack(season())["entry_lists"]

    car = next(line for line in lists[1]["entries"] if line["entry"] == "90")
    assert car["crew"] == [
        {"driver": "salih-yoluc", "given_name": "Salih", "country": "TR"},
        "michael-dinan",
        {"driver": "charlie-eastwood", "category": "gold"},
    ]


def test_empty_is_a_fact_where_something_is_known_today(entered):
    pack = entered
    line = pack["entry_lists"][1]["entries"][0]
    line["car_name"] = ""
    line["crew"][0] = {"driver": line["crew"][0], "given_name": "", "country": "", "category": ""}
    load(pack)

    again = round_trip()

    assert again["entry_lists"][1]["entries"][0] == line


def test_a_list_published_here_comes_back_with_its_time_and_reason(entered):
    load(entered)
    Entry.objects.filter(number="7").update(status="reserve", reserve_place=1)
    moment = datetime(2024, 2, 12, 9, 30, tzinfo=UTC)
    published(note="For the gala.", published_at=moment)
    before = printed(5)

    round_trip()

    issue = EntryListRevision.objects.get(number=5)
    assert printed(5) == before
    assert (issue.state, issue.published_at, issue.published_by) == ("final", moment, None)
    assert (issue.note, issue.reason) == ("For the gala.", "The crews follow.")


def test_loading_a_list_published_here_again_writes_nothing(entered):
    load(entered)
    published()

    assert load(dump_season_pack(season())) == {}


def another_number(issue):
    issue["entries"][0]["number"] = "999"


def another_driver(issue):
    issue["entries"][0]["crew"][0] = None


def another_note(issue):
    issue["note"] = "Corrected."


def a_waiver(issue):
    issue["entries"][0]["waivers"] = [{"rule": "car", "reason": "Agreed."}]


def totals_only(issue):
    issue["cars"] = {"lmp2": 13}
    del issue["entries"]


CHANGES = [another_number, another_driver, another_note, a_waiver, totals_only]


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_published_here_is_never_rewritten(entered, change):
    load(entered)
    published()
    pack = dump_season_pack(season())
    before = rows_stored(), printed(5)
    change(pack["entry_lists"][4])

    with pytest.raises(PackRefused, match=r"^\$\.entry_lists\[4\]\.number: 5 was published here"):
        load(pack)

    assert (rows_stored(), printed(5)) == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_that_came_with_a_pack_becomes_what_the_pack_says(entered, change):
    load(entered)
    change(entered["entry_lists"][1])

    assert load(entered)
    assert dump_season_pack(season()) == entered
    assert load(entered) == {}


def test_the_lines_of_a_list_may_become_known_later(entered):
    known = entered["entry_lists"][1].pop("entries")
    entered["entry_lists"][1]["cars"] = {"lmp2": 11, "lmp3": 5, "gt": 23}
    load(entered)
    del entered["entry_lists"][1]["cars"]
    entered["entry_lists"][1]["entries"] = known

    load(entered)

    assert len(printed(2)) == 14
    assert not EntryListCount.objects.filter(revision__number=2).exists()


# Crew rules, waivers, other names


def test_crew_rules_of_a_class_survive_a_round_trip(entered):
    rules = {
        "drivers_at_least": 2,
        "drivers_at_most": 3,
        "limits": [
            {"categories": ["bronze"], "at_least": 1},
            {"categories": ["platinum", "gold"], "at_most": 0},
        ],
        "cars": ["ligier-js-p320", "oreca-07"],
    }
    entered["classes"][1]["crew"] = rules
    entered["classes"][1]["aliases"] = ["LMP 3", "P3"]
    entered["season"]["one_car_per_driver"] = False
    load(entered)

    again = round_trip()

    lmp3 = CarClass.objects.get(code="LMP3")
    assert (lmp3.drivers_at_least, lmp3.drivers_at_most, lmp3.cars.count()) == (2, 3, 2)
    assert again["classes"][1]["crew"] == rules
    assert again["classes"][1]["aliases"] == ["LMP 3", "P3"]
    assert not Season.objects.get().one_car_per_driver


def test_a_rule_that_is_left_out_is_taken_back(entered):
    load(entered)
    del entered["classes"][0]["crew"]

    load(entered)

    assert not CarClass.objects.get(code="LMP2").category_limits.exists()


def test_a_car_that_only_the_rules_name_is_dumped(entered):
    entered["cars"].append(
        {"slug": "dallara-p217", "name": "Dallara P217", "manufacturer": "oreca"}
    )
    entered["classes"][0]["crew"]["cars"] = ["dallara-p217", "oreca-07"]
    load(entered)

    assert "dallara-p217" in {car["slug"] for car in dump_season_pack(season())["cars"]}


def test_waivers_survive_a_round_trip_but_for_who_granted_them(entered):
    load(entered)
    user, moment = UserFactory(), datetime(2024, 1, 20, tzinfo=UTC)
    granted = {"granted_by": user, "granted_at": moment, "reason": "Agreed."}
    Entry.objects.get(number="7").waivers.create(rule="drivers", **granted)
    at_dubai = EventEntry.objects.get(number="7", event__slug="dubai")
    at_dubai.waivers.create(rule="categories", **granted)

    round_trip()

    assert list(Waiver.objects.values_list("rule", "reason", "granted_at", "granted_by")) == [
        ("categories", "Agreed.", moment, None),
        ("drivers", "Agreed.", moment, None),
    ]


def test_countries_and_reserve_places_of_entries_survive_a_round_trip(entered):
    load(entered)
    entry = Entry.objects.get(number="99")
    Entry.objects.filter(pk=entry.pk).update(team_country="JO")
    entry.crew.filter(order=2).update(country="AE")
    EventEntry.objects.filter(number="99", event__slug="dubai").update(
        status="reserve", reserve_place=3
    )

    pack = round_trip()

    node = next(node for node in pack["entries"] if node["id"] == "99")
    at_dubai = next(car for car in pack["events"][1]["entries"] if car["entry"] == "99")
    assert (node["team_country"], node["crew"][1]["country"]) == ("JO", "AE")
    assert (at_dubai["status"], at_dubai["reserve_place"]) == ("reserve", 3)


def test_reserves_change_places(entered):
    load(entered)
    reserves = [*Entry.objects.filter(number__in=["3", "4"])]
    for place, entry in enumerate(reserves, start=1):
        Entry.objects.filter(pk=entry.pk).update(status="reserve", reserve_place=place)
    pack = dump_season_pack(season())
    Entry.objects.filter(pk=reserves[0].pk).update(reserve_place=3)
    Entry.objects.filter(pk=reserves[1].pk).update(reserve_place=1)

    load(pack)

    assert dump_season_pack(season()) == pack


def test_cars_of_an_event_change_numbers(entered):
    load(entered)
    pack = dump_season_pack(season())
    cars = EventEntry.objects.filter(event__slug="dubai")
    cars.filter(entry__number="3").update(number="X")
    cars.filter(entry__number="4").update(number="3")
    cars.filter(entry__number="3").update(number="4")

    load(pack)

    assert dump_season_pack(season()) == pack


def test_what_an_event_leaves_out_is_as_the_country_on_the_entry(entered):
    node = next(node for node in entered["entries"] if node["id"] == "99")
    node["team_country"] = "JO"
    dubai = entered["events"][1]
    left_out = [car for car in dubai["entries"] if car["entry"] != "99"]
    dubai["entries"] = [*left_out, {"entry": "99"}]

    load(entered)

    assert EventEntry.objects.get(event__slug="dubai", number="99").team_country.code == "JO"


def test_other_names_of_cars_survive_a_round_trip(entered):
    entered["cars"][0]["aliases"] = ["Aston Martin Vantage AMR", "Vantage GT3"]
    load(entered)

    assert round_trip()["cars"][0]["aliases"] == ["Aston Martin Vantage AMR", "Vantage GT3"]
