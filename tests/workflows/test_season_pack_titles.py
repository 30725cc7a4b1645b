"""Rules, decisions and official tables go through a pack as everything else does."""

import json

import pytest

from championship.exports.season_pack import CannotDump, write_season_pack
from championship.models import (
    Championship,
    ChampionshipRules,
    OfficialTable,
    PointsDecision,
    Season,
    SessionScale,
    Standing,
)
from championship.workflows.season_pack import PackRefused, load_season_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(small_pack):
    """The shipped season with a use of every key that a title can have."""
    pack = small_pack
    teams, drivers = pack["championships"][:2]
    pack["points_scales"].append(
        {
            "slug": "final",
            "name": "Final",
            "points": [30, "22.5", "1/3"],
            "points_for_others": "0.5",
            "pole_points": 1,
            "pole_within": 10,
            "fastest_lap_points": 2,
            "fastest_lap_within": 3,
            "equal_holders": "share",
        }
    )
    teams["rules"].append(
        {
            "from_round": 4,
            "scales": {"race": "race-4-hours", "sprint": "final", "qualifying": "final"},
            "session_scales": [{"session": "abu-dhabi-race-2", "points_scale": "final"}],
            "excluded_rounds": [2],
            "nominated": ["4", "99"],
            "guests": "keep_place",
            "cars_counted": 2,
            "surplus_cars": "passed_over",
            "results_counted": "1-3:2 4-5:1",
            "drops": "session",
            "disqualification_counts": True,
            "minimum_rounds": 2,
            "listed": "classified",
            "countback": "first",
            "countback_places": 3,
            "countback_sprints": True,
            "still_equal": "last_to_achieve",
            "note": "Bulletin 7",
        }
    )
    drivers["rules"][0] |= {"crew": "split", "bonus_to": "driver"}
    teams["official_tables"] = [
        {
            "after_round": 5,
            "source": "Series office",
            "address": "https://example.org/table.pdf",
            "retrieved_on": "2024-02-12",
            "note": "As printed.",
            "rows": [
                {"position": "1", "entry": "4", "points": 83},
                {"position": "DSQ", "entry": "99", "points": "0.5"},
            ],
        }
    ]
    pack["season"] |= {"minimum_distance": 70, "distance_of_class_winner": True}
    pack["points_decisions"] = [
        {
            "number": "41",
            "effect": "points",
            "entry": "99",
            "championships": ["lmp2-teams"],
            "round": 3,
            "value": "-2.5",
            "decided_on": "2024-02-05",
            "article": "14.6.5",
            "reason": "A seal was broken.",
            "document": "https://example.org/41.pdf",
        },
        {"effect": "excluded", "driver": "colin-braun", "keeps_points": True, "shown_as": "DSQ"},
        {"effect": "session_factor", "session": "dubai-race", "value": "1/2", "state": "draft"},
    ]
    return pack


def the_season():
    return Season.objects.get(series__slug="aslms", slug="2023-24")


def written():
    return json.loads(write_season_pack(the_season()))


def test_what_is_loaded_is_dumped(pack):
    load_season_pack(pack)

    pack["points_scales"].sort(key=lambda row: row["slug"])
    dumped = written()
    for section in ("season", "points_scales", "championships", "points_decisions"):
        assert dumped[section] == written_as_points(pack[section])


def written_as_points(value):
    """Halves stand as fractions in a dump."""
    return json.loads(
        json.dumps(value)
        .replace('"22.5"', '"45/2"')
        .replace('"value": "-2.5"', '"value": "-5/2"')
        .replace('"points_for_others": "0.5"', '"points_for_others": "1/2"')
    )


def test_a_second_load_writes_nothing(pack):
    load_season_pack(pack)

    assert load_season_pack(pack) == {}


def test_a_version_of_the_rules_that_is_no_longer_named_goes(pack):
    load_season_pack(pack)
    del pack["championships"][0]["rules"][1]

    load_season_pack(pack)

    assert list(
        ChampionshipRules.objects.filter(championship__slug="lmp2-teams").values_list(
            "from_round", flat=True
        )
    ) == [1]


def test_a_decision_that_is_no_longer_named_goes_with_its_effect(pack):
    load_season_pack(pack)
    pack["points_decisions"] = []

    load_season_pack(pack)

    assert not PointsDecision.objects.exists()
    assert not Standing.objects.filter(rank=None).exists()


def test_decisions_of_a_pack_without_that_key_stay(pack):
    load_season_pack(pack)
    del pack["points_decisions"]

    load_season_pack(pack)

    assert PointsDecision.objects.count() == 3


# Several series


def over_both_series(pack, **feed):
    """The GT drivers of the Asian series with those of the European one."""
    title = next(row for row in pack["championships"] if row["slug"] == "gt-drivers")
    title["also_counts"] = [{"series": "elms", "season": "2023", "class": "lmgte"} | feed]


def test_a_season_that_is_counted_too_must_be_there(small_pack):
    over_both_series(small_pack)

    with pytest.raises(PackRefused) as refused:
        load_season_pack(small_pack)

    assert str(refused.value) == (
        '$.championships[5].also_counts[0].season: "elms 2023" is not stored: load it first.'
    )


def test_a_class_of_that_season_must_be_there(elms, small_pack):
    over_both_series(small_pack, **{"class": "gt3"})

    with pytest.raises(PackRefused) as refused:
        load_season_pack(small_pack)

    assert "is not a class of that season" in str(refused.value)


def test_rounds_of_two_series_count_in_the_order_of_their_days(elms, small_pack):
    over_both_series(small_pack)

    load_season_pack(small_pack)

    tables = Standing.objects.filter(championship__slug="gt-drivers").order_by("after")
    rounds = tables.values_list("after", "round__season__series__slug", "round__number").distinct()
    assert list(rounds) == [
        *((number, "elms", number) for number in range(1, 7)),
        *((6 + number, "aslms", number) for number in range(1, 6)),
    ]
    assert written()["championships"][5]["also_counts"] == [
        {"series": "elms", "season": "2023", "class": "lmgte"}
    ]


def test_a_driver_of_both_series_has_the_points_of_both(elms, small_pack):
    load_season_pack(small_pack)
    own = newest_points("gt-drivers", "jonathan-adam")
    european = newest_points("lmgte-drivers", "jonathan-adam")
    over_both_series(small_pack)

    load_season_pack(small_pack)

    assert newest_points("gt-drivers", "jonathan-adam") == own + european


def exclude_a_round(rules, season):
    rules.excluded_rounds.add(season.rounds.get(number=1))


def give_a_session_a_scale(rules, season):
    race = season.sessions.get(slug="barcelona-race")
    SessionScale.objects.create(rules=rules, session=race, scale=rules.race_scale)


def nominate_a_car(rules, season):
    rules.nominated.add(season.entries.first())


def add_an_official_table(rules, season):
    OfficialTable.objects.create(
        championship=rules.championship, round=season.rounds.get(number=3), source="Office"
    )


@pytest.mark.parametrize(
    "name_one",
    [exclude_a_round, give_a_session_a_scale, nominate_a_car, add_an_official_table],
)
def test_what_another_season_calls_its_own_is_not_written_as_ours(elms, small_pack, name_one):
    over_both_series(small_pack)
    load_season_pack(small_pack)
    title = Championship.objects.get(slug="gt-drivers")
    name_one(title.rules.get(), elms)

    with pytest.raises(CannotDump, match=r"GT drivers: .* is of another season"):
        write_season_pack(title.season)


def newest_points(title, driver):
    rows = Standing.objects.filter(championship__slug=title, driver__slug=driver)
    return rows.latest("after").points
