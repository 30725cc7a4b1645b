"""A season of which 70 of 120 places are known, against what is certain of it.

No official table was found. The points by round are those of the known places, as the
research behind the shipped pack has them; published totals and gaps are named in the tests.
"""

import json

import pytest

from championship.exports.season_pack import write_season_pack
from championship.models import Classification, ClassificationLine, ReportedPlace, Standing
from championship.queries.awards import award_lines
from championship.queries.standings import standing_table
from championship.workflows.season_pack import load_season_pack
from championship.workflows.standings import differences
from tests.shipped import GTWC_ASIA, pack_file, read

from .tables import check_every_round, points_of, research, standings

PODIUMS = {
    1: "88 911 87",
    2: "37 77 911",
    3: "9 911 4",
    4: "88 8 4",
    5: "911 500 18",
    6: "37 88 4",
    7: "11 18 37",
    8: "4 992 88",
    9: "37 911 500",
    10: "555 911 4",
    11: "11 37 88",
    12: "4 87 88",
}


def lines(season):
    return ClassificationLine.objects.filter(classification__session__season=season)


@pytest.mark.parametrize("number", PODIUMS)
def test_the_podium_is_known_and_after_penalties(gtwc_asia, number):
    podium = lines(gtwc_asia).filter(classification__session__round__number=number, place__lte=3)

    assert list(podium.order_by("place").values_list("number", flat=True)) == (
        PODIUMS[number].split()
    )


def test_seventy_of_the_120_places_in_the_first_ten_are_known(gtwc_asia):
    assert lines(gtwc_asia).filter(class_place__lte=10).count() == 70


def test_every_race_has_gaps_and_says_so(gtwc_asia):
    published = Classification.objects.filter(session__season=gtwc_asia)

    assert list(published.values_list("is_incomplete", flat=True)) == [True] * 12


def test_points_of_every_round_are_those_of_the_known_places(gtwc_asia):
    check_every_round(gtwc_asia, "gt3-drivers", 12, research("gtwc-asia-2023")["gt3-drivers"])


def test_the_points_of_inthraphuvasak_are_known_in_every_round(gtwc_asia):
    """122 before Sepang was published."""
    points = [
        points_of(gtwc_asia, "gt3-drivers", number)["vutthikorn-inthraphuvasak"]
        for number in range(1, 13)
    ]

    assert points == [18, 33, 51, 51, 76, 78, 78, 86, 104, 122, 122, 130]


@pytest.mark.parametrize(
    ("driver", "total", "unplaced"),
    [
        ("anthony-liu", 142, 10),  # in rounds 3, 4 and 5
        ("prince-abu-bakar-ibrahim", 137, 12),  # in rounds 9 and 10
        ("lu-wei", 133, 1),  # in round 2, 5 or 9
        ("daniel-juncadella", 91, 10),
        ("mikael-grenier", 42, 12),
        ("alessio-picariello", 95, 0),
        ("luca-stolz", 95, 0),
        ("fabian-schiller", 51, 0),
        ("klaus-bachler", 35, 0),
    ],
)
def test_others_have_what_is_certain_less_what_no_race_was_found_for(
    gtwc_asia, driver, total, unplaced
):
    assert points_of(gtwc_asia, "gt3-drivers", 12)[driver] == total - unplaced


def test_after_round_2_the_order_of_the_first_four_crews_is_the_published_one(gtwc_asia):
    drivers = [who for _rank, who, _points in standings(gtwc_asia, "gt3-drivers", 2)[:8]]

    assert [set(drivers[at : at + 2]) for at in (0, 2, 4, 6)] == [
        {"vutthikorn-inthraphuvasak", "alessio-picariello"},
        {"anthony-liu", "fabian-schiller"},
        {"prince-abu-bakar-ibrahim", "luca-stolz"},
        {"jeffrey-lee", "maximilian-gotz"},
    ]


@pytest.mark.parametrize(("after", "ahead"), [(4, 1), (6, 10), (7, -2), (8, -9)])
def test_published_gaps_of_inthraphuvasak_to_ibrahim_hold(gtwc_asia, after, ahead):
    points = points_of(gtwc_asia, "gt3-drivers", after)

    assert points["vutthikorn-inthraphuvasak"] - points["prince-abu-bakar-ibrahim"] == ahead


@pytest.mark.parametrize(
    ("title", "champions"),
    [
        ("gt3-drivers", ["anthony-liu"]),
        ("silver-cup-drivers", ["ling-kang", "cao-qi"]),
        ("china-cup-drivers", ["franky-cheng-congfu", "sun-jingzu"]),
        ("japan-cup-drivers", ["hiroaki-nagai", "yuta-kamimura"]),
        ("japan-cup-pro-am-drivers", ["hiroaki-nagai", "yuta-kamimura"]),
        ("japan-cup-am-drivers", ["yusuke-yamasaki", "yorikatsu-tsujiko"]),
        ("pro-am-drivers", []),
        ("am-cup-drivers", []),
    ],
)
def test_champions_are_as_reported_and_unknown_ones_stay_unknown(gtwc_asia, title, champions):
    places = ReportedPlace.objects.filter(
        championship__season=gtwc_asia, championship__slug=title, place=1
    )

    assert list(places.order_by("order").values_list("driver__slug", flat=True)) == champions


@pytest.mark.parametrize("title", ["gt3-drivers", "gt3-teams"])
def test_a_table_says_that_all_its_results_have_gaps(gtwc_asia, title):
    assert standing_table(gtwc_asia, title).incomplete == 12


def test_car_85_raced_as_77_in_the_first_two_events(gtwc_asia):
    cars = gtwc_asia.entries.get(number="85").event_entries.order_by("event__starts_on")

    assert list(cars.values_list("number", flat=True)) == ["77", "77", "85", "85", "85"]


def test_cars_whose_number_was_not_found_are_left_out_and_named(gtwc_asia):
    assert gtwc_asia.entries.count() == 40
    assert "Left out, because their numbers were not found" in gtwc_asia.sources


# The combined title of the agreement of 2021


def test_the_combined_table_adds_the_points_of_both_series(gtwc_asia):
    rows = Standing.objects.filter(
        championship__slug="asia-combined-gt-teams", after=17, rank__lte=6
    ).order_by("order")

    assert list(rows.values_list("team__name", "points")) == [
        ("Triple Eight JMR", 125 + 74),
        ("R&B Racing", 173),
        ("Craft-Bamboo Racing", 151 + 5),
        ("AAS Motorsport by Absolute Racing", 130),
        ("Audi Sport Asia Team Absolute", 80),
        ("Pure Rxcing", 76),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "No formula was ever published for this title, and no combined table was found"),
        ("fr", "Aucune formule n’a jamais été publiée pour ce titre et aucun classement combiné"),
        ("de", "Für diesen Titel wurde nie eine Formel veröffentlicht, und eine gemeinsame"),
    ],
)
def test_the_combined_title_says_first_that_no_formula_was_published(gtwc_asia, language, words):
    remark = gtwc_asia.championships.get(slug="asia-combined-gt-teams").remark

    assert remark.localize(language).startswith(words)


def test_nobody_got_the_invitation_of_the_combined_title(gtwc_asia):
    [line] = award_lines(gtwc_asia)

    assert (line.state, line.holders) == ("void", ())
    assert "no table" in str(line.steps[-1].note)


# The pack


def test_the_pack_is_what_a_dump_of_it_gives(gtwc_asia):
    assert write_season_pack(gtwc_asia) == pack_file(GTWC_ASIA).read_text(encoding="utf-8")


def test_loading_it_again_writes_nothing(gtwc_asia):
    assert load_season_pack(read(pack_file(GTWC_ASIA))) == {}
    assert differences(gtwc_asia) == []


def test_it_says_the_same_as_the_other_packs_of_what_they_share():
    own = read(pack_file(GTWC_ASIA))
    for name in ("aslms-2023-24.json", "elms-2023.json", "gtwc-europe-2023.json"):
        other = read(pack_file(name))
        for part in ("organisations", "cars", "circuits", "teams", "drivers", "agreements"):
            known = {row["slug"]: row for row in other.get(part, [])}
            for row in own[part]:
                same = dict(known.get(row["slug"], row))
                # An article stands in the pack of its own season.
                same.pop("article", None)
                assert json.dumps(row) == json.dumps(same)
