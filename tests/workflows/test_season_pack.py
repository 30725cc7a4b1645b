"""Loading a pack happens whole or not at all, once, and brings a season up to date."""

import copy
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from championship.exports.season_pack import dump_season_pack, write_season_pack
from championship.models import (
    Classification,
    Driver,
    Entry,
    Event,
    EventEntry,
    Result,
    Season,
    Series,
    Standing,
    Team,
)
from championship.workflows.season_pack import PackRefused, load_season_pack

pytestmark = pytest.mark.django_db


def rows_stored():
    return {
        model.__name__: model.objects.count()
        for model in apps.get_app_config("championship").get_models()
    }


def empty_database():
    models = apps.get_app_config("championship").get_models(include_auto_created=True)
    for model in reversed(list(models)):
        model._default_manager.all()._raw_delete(using="default")


def season():
    return Season.objects.select_related("series").get()


def test_the_shipped_season_is_all_there(aslms):
    stored = rows_stored()
    wanted = {"CarClass": 3, "Entry": 44, "Team": 34, "Driver": 140, "Circuit": 3, "Event": 3}
    wanted |= {"Round": 5, "Result": 200, "Decision": 9, "Award": 3, "Championship": 6}
    assert {name: stored[name] for name in wanted} == wanted


def test_neither_shipped_pack_changes_what_the_other_one_says(aslms, elms, aslms_pack, elms_pack):
    assert [load_season_pack(pack) for pack in (aslms_pack, elms_pack)] == [{}, {}]


def test_neither_does_so_loaded_the_other_way_round(elms, aslms_pack, elms_pack):
    load_season_pack(copy.deepcopy(aslms_pack))

    assert [load_season_pack(pack) for pack in (elms_pack, aslms_pack)] == [{}, {}]


def test_two_seasons_in_one_database_are_dumped_each_for_itself(
    aslms, elms, aslms_pack_file, elms_pack_file
):
    dumped = [write_season_pack(one) for one in (aslms, elms)]

    files = (aslms_pack_file, elms_pack_file)
    assert dumped == [file.read_text(encoding="utf-8") for file in files]


def test_what_two_shipped_packs_share_is_the_same_in_both(aslms_pack, elms_pack):
    shared = ["organisations", "manufacturers", "cars", "teams", "drivers"]
    known = {(part, node["slug"]): node for part in shared for node in aslms_pack[part]}
    again = {(part, node["slug"]): node for part in shared for node in elms_pack[part]}

    common = known.keys() & again.keys()
    assert Counter(part for part, _slug in common)["drivers"] == 31
    assert {key: again[key] for key in common} == {key: known[key] for key in common}


def test_two_drivers_called_matthew_bell_stay_two_people(aslms, elms):
    namesakes = Driver.objects.filter(given_name__startswith="Matthew", family_name="Bell")
    assert sorted(namesakes.values_list("slug", "categories__category")) == [
        ("matthew-bell", "gold"),
        ("matthew-richard-bell", "bronze"),
    ]


def test_loading_reads_as_often_for_ten_times_the_cars(aslms_pack):
    aslms_pack["awards"] = []
    for result in aslms_pack["results"]:
        result |= {"bonuses": [], "decisions": [], "classifications": [{"state": "final"}]}
    small = copy.deepcopy(aslms_pack)
    kept = [entry["id"] for entry in small["entries"][:4]]
    small["entries"] = small["entries"][:4]
    for node, cars, key in [
        *((event, "entries", "entry") for event in small["events"]),
        *((result, "lines", "car") for result in small["results"]),
        *((issue, "entries", "entry") for issue in small["entry_lists"][1:]),
    ]:
        node[cars] = [car for car in node[cars] if car[key] in kept]

    assert reads_to_load(small) == reads_to_load(aslms_pack)


def reads_to_load(pack):
    """Writes are not counted: a database may take them in batches."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        load_season_pack(pack)
        transaction.set_rollback(True)
    return sum(query["sql"].startswith("SELECT") for query in queries)


def test_a_changed_name_is_brought_up_to_date(small_pack):
    load_season_pack(copy.deepcopy(small_pack))
    small_pack["teams"][0]["name"] = "Renamed Racing"

    written = load_season_pack(small_pack)

    assert written == {Team: 1}
    assert Team.objects.get(slug=small_pack["teams"][0]["slug"]).name == "Renamed Racing"


def test_a_changed_crew_is_replaced_as_a_whole(small_pack):
    load_season_pack(copy.deepcopy(small_pack))
    entry = next(entry for entry in small_pack["entries"] if entry["id"] == "4")
    entry["crew"] = ["george-kurtz", None]

    load_season_pack(small_pack)

    crew = Entry.objects.get(number="4").crew.values_list("order", "driver__slug")
    assert list(crew) == [(1, "george-kurtz"), (2, None)]


def test_what_the_pack_does_not_name_stays(small_pack):
    load_season_pack(copy.deepcopy(small_pack))
    season().events.create(
        slug="extra", name="Extra", circuit_id=Event.objects.first().circuit_id,
        starts_on="2024-01-01", ends_on="2024-01-02",
    )  # fmt: skip

    load_season_pack(small_pack)

    assert Event.objects.filter(slug="extra").exists()


def test_a_corrected_result_is_published_as_amended_and_standings_follow(aslms, aslms_pack):
    lines = aslms_pack["results"][4]["lines"]
    lines[0], lines[1] = lines[1], lines[0]

    load_season_pack(aslms_pack)

    revisions = Classification.objects.filter(session__slug="abu-dhabi-race-2")
    points = Standing.objects.get(
        championship__slug="lmp2-teams", round__number=5, entry__number="22"
    ).points
    assert list(revisions.values_list("revision", "state")) == [
        (3, "amended"),
        (2, "final"),
        (1, "provisional"),
    ]
    assert points == 71 + 7


def test_revisions_survive_a_dump_with_their_lines(small_pack):
    load_season_pack(copy.deepcopy(small_pack))
    lines = small_pack["results"][4]["lines"]
    lines[0], lines[1] = lines[1], lines[0]
    load_season_pack(small_pack)

    dumped = dump_season_pack(season())["results"][4]["classifications"]

    assert [(row["state"], len(row.get("lines", []))) for row in dumped] == [
        ("provisional", 15),
        ("final", 15),
        ("amended", 0),
    ]


def test_unpublished_edits_are_not_published_by_moving_a_season(small_pack):
    load_season_pack(small_pack)
    Result.objects.filter(session__slug="dubai-race", order=1).update(laps=1)
    dumped = dump_season_pack(season())

    load_season_pack(dumped)

    assert Classification.objects.filter(session__slug="dubai-race").count() == 1
    assert "lines" in dumped["results"][2]["classifications"][0]


def test_a_car_withdrawn_and_its_number_given_away_survive_a_round_trip(small_pack):
    withdrawn = next(entry for entry in small_pack["entries"] if entry["id"] == "37")
    again = {**withdrawn, "id": "37 again", "team": "pure-rxcing", "status": "confirmed"}
    small_pack["entries"].append(again)

    load_season_pack(small_pack)

    ids = [entry["id"] for entry in dump_season_pack(season())["entries"]]
    assert [name for name in ids if name.startswith("37")] == [
        "37/craft-bamboo-racing",
        "37/pure-rxcing",
    ]


def test_a_name_that_belongs_to_another_address_refuses_the_pack(small_pack):
    Series.objects.create(slug="alms", name="Asian Le Mans Series")
    before = rows_stored()

    with pytest.raises(PackRefused, match=r"\$\.series\.name: .* is the series “alms” here"):
        load_season_pack(small_pack)

    assert rows_stored() == before


def test_a_refusal_late_in_the_load_leaves_nothing_behind(aslms_pack):
    aslms_pack["results"][4]["decisions"].append({"car": "43", "penalty": "time", "laps": 1})

    with pytest.raises(PackRefused, match=r"\$\.results"):
        load_season_pack(aslms_pack)

    assert set(rows_stored().values()) == {0}


def test_a_withdrawn_car_frees_its_number_in_the_same_load(small_pack):
    load_season_pack(copy.deepcopy(small_pack))
    old = next(entry for entry in small_pack["entries"] if entry["id"] == "95")
    old["status"] = "withdrawn"
    small_pack["entries"].append(
        {**old, "id": "95 new", "team": "pure-rxcing", "status": "confirmed"}
    )

    load_season_pack(small_pack)

    assert Entry.objects.filter(number="95").count() == 2


def test_names_and_countries_of_an_event_stay_as_they_were_there(small_pack):
    load_season_pack(small_pack)

    at_sepang = EventEntry.objects.get(event__slug="sepang", number="88")
    at_dubai = EventEntry.objects.get(event__slug="dubai", number="99")
    assert (at_sepang.team_name, at_dubai.team_country.code) == ("Triple Eight JMR", "GB")


def test_a_driver_category_holds_from_its_day(small_pack):
    load_season_pack(small_pack)

    categories = Driver.objects.get(slug="dan-skocdopole").categories
    assert [(fact.category, fact.valid_from.isoformat()) for fact in categories.all()] == [
        ("silver", "2023-12-01"),
        ("bronze", "2024-02-09"),
    ]
