"""A pack whose awards, agreements or combined titles can't be so is refused in words."""

import pytest

from .test_season_pack import problems_in

LMP2, LMP3, GT = range(3)


def steps(pack, award=LMP2):
    return pack["awards"][award]["steps"]


def combine(pack, **combination):
    """The GT drivers' title, made of others."""
    source = {"series": "elms", "season": "2023", "championship": "lmgte-drivers"}
    del pack["championships"][5]["rules"]
    pack["championships"][5]["combination"] = {"sources": [source], **combination}
    return pack["championships"][5]["combination"]


def invitation_to_nothing(pack):
    del pack["awards"][LMP2]["target"]


def invitation_by_nobody(pack):
    del pack["awards"][LMP3]["championship"]


def range_upside_down(pack):
    pack["awards"][LMP2] |= {"place": 3, "last_place": 2, "steps": []}


def down_to_without_a_next(pack):
    pack["awards"][LMP2]["down_to"] = 5


def down_to_itself(pack):
    pack["awards"][LMP2] |= {"if_not_taken": "next", "down_to": 1}


def maker_from_a_table_of_cars(pack):
    pack["awards"][LMP2]["recipient"] = "manufacturer"


def unknown_target(pack):
    pack["awards"][LMP2]["target"] = "le-mans-1999"


def unknown_giver(pack):
    pack["awards"][LMP2]["given_by"] = "fia"


def unknown_agreement(pack):
    pack["awards"][LMP2]["agreement"] = "handshake"


def covered_by_an_unknown_agreement(pack):
    pack["season"]["agreements"].append("handshake")


def party_that_is_none(pack):
    pack["agreements"][0]["parties"].append("fia")


def target_twice(pack):
    pack["award_targets"][1] |= {"name": "24 Hours of Le Mans"}


def car_of_a_target_twice(pack):
    pack["award_targets"][0]["cars"][1]["number"] = "22"


def step_on_another_place(pack):
    steps(pack)[1]["place"] = 2


def used_by_an_unknown_car(pack):
    steps(pack)[1]["used_by"] = "46"


def confirmed_for_a_car(pack):
    steps(pack)[0]["used_by"] = "45"


def day_that_is_none(pack):
    steps(pack)[0]["taken_on"] = "2024-02-30"


def notice_that_is_none(pack):
    steps(pack)[0]["notice"] = {"event": "dubai", "number": "7"}


def about_a_team_and_a_driver(pack):
    steps(pack)[0]["candidates"][0] |= {"driver": "colin-braun"}


def about_nobody(pack):
    steps(pack)[0]["candidates"].append({"rank": 2})


def passed_over_for_nothing(pack):
    steps(pack)[0]["candidates"].append({"outcome": "passed_over", "team": "af-corse"})


def note_that_reads_as_data(pack):
    steps(pack)[0]["note"] = "2024"


def note_in_a_fourth_language(pack):
    steps(pack)[0]["note"] = {"it": "Invito"}


def rules_beside_a_combination(pack):
    rules = pack["championships"][5]["rules"]
    combine(pack)
    pack["championships"][5]["rules"] = rules


def entries_over_several_titles(pack):
    combine(pack)
    pack["championships"][5]["recipient"] = "entry"


def scale_that_is_unsaid(pack):
    combine(pack, method="scale")


def made_of_itself(pack):
    combine(pack)["sources"] = [
        {"series": "aslms", "season": "2023-24", "championship": "gt-drivers"}
    ]


def one_source_twice(pack):
    sources = combine(pack)["sources"]
    sources.append(dict(sources[0]))


def best_of_unsaid(pack):
    combine(pack)["sources"][0]["rounds"] = "best"


def counts_as_itself(pack):
    combine(pack, counts_as=[{"driver": "colin-braun", "as": "colin-braun"}])


def place_out_of_order(pack):
    pack["championships"][1]["reported_places"] = [{"place": 2, "driver": "colin-braun"}]


def team_in_a_table_of_drivers(pack):
    pack["championships"][1]["reported_places"] = [{"team": "af-corse"}]


def place_in_a_complete_result(pack):
    pack["results"][0]["lines"][0]["place"] = 1


def place_given_twice(pack):
    pack["events"][0]["sessions"][-2]["is_incomplete"] = True
    result = pack["results"][0]
    assert result["session"] == pack["events"][0]["sessions"][-2]["slug"]
    result["lines"] = [{**line, "place": 3} for line in result["lines"][:2]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (invitation_to_nothing, '$.awards[0].kind: "invitation" needs “target”.'),
        (invitation_by_nobody, '$.awards[1]: "road-to-le-mans-2024" names neither'),
        (range_upside_down, "$.awards[0].last_place: 2 does not come after 3."),
        (down_to_without_a_next, "$.awards[0].down_to: 5 goes with “if_not_taken”: “next”."),
        (down_to_itself, "$.awards[0].down_to: 1 is not below place 1."),
        (
            maker_from_a_table_of_cars,
            '$.awards[0].recipient: "manufacturer" can\'t be told from a table that ranks by',
        ),
        (unknown_target, '$.awards[0].target: "le-mans-1999" is not a target of awards'),
        (unknown_giver, '$.awards[0].given_by: "fia" is not an organisation of this pack'),
        (unknown_agreement, '$.awards[0].agreement: "handshake" is not an agreement'),
        (covered_by_an_unknown_agreement, '$.season.agreements[1]: "handshake" is not'),
        (party_that_is_none, '$.agreements[0].parties[3]: "fia" is not an organisation'),
        (target_twice, '$.award_targets[1].name: "24 Hours of Le Mans" stands already at'),
        (car_of_a_target_twice, '$.award_targets[0].cars[1].number: "22" stands already at'),
        (step_on_another_place, "$.awards[0].steps[1].place: 2 is not a place of this award."),
        (used_by_an_unknown_car, '$.awards[0].steps[1].used_by: "46" is not a car of this'),
        (confirmed_for_a_car, '$.awards[0].steps[0].used_by: "45" goes with “state”: “used”.'),
        (day_that_is_none, '$.awards[0].steps[0].taken_on: "2024-02-30" is not a day'),
        (notice_that_is_none, '$.awards[0].steps[0].notice.number: "7" is not a notice'),
        (
            about_a_team_and_a_driver,
            "$.awards[0].steps[0].candidates[0]: is about team and entry and driver: name one.",
        ),
        (about_nobody, "$.awards[0].steps[0].candidates[1]: names nobody."),
        (passed_over_for_nothing, "$.awards[0].steps[0].candidates[1].reason: goes with"),
        (note_that_reads_as_data, '$.awards[0].steps[0].note: "2024" reads as data.'),
        (note_in_a_fourth_language, "$.awards[0].steps[0].note:"),
        (rules_beside_a_combination, "$.championships[5].combination: stands beside rules"),
        (entries_over_several_titles, '$.championships[5].recipient: "entry" can\'t be ranked'),
        (scale_that_is_unsaid, '$.championships[5].combination.method: "scale" needs'),
        (
            made_of_itself,
            '$.championships[5].combination.sources[0].championship: "gt-drivers" can\'t count',
        ),
        (
            one_source_twice,
            '$.championships[5].combination.sources[1].championship: "lmgte-drivers" stands',
        ),
        (best_of_unsaid, "$.championships[5].combination.sources[0].best_rounds: goes with"),
        (
            counts_as_itself,
            '$.championships[5].combination.counts_as[0].as: "colin-braun" counts as itself.',
        ),
        (place_out_of_order, "$.championships[1].reported_places[0].place: 2 can't stand"),
        (team_in_a_table_of_drivers, "$.championships[1].reported_places[0]: “driver” is"),
        (place_in_a_complete_result, "$.results[0].lines[0].place: 1 goes with"),
        (place_given_twice, "$.results[0].lines[1].place: 3 does not come after place 3"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_problem_is_said_with_its_place_and_value(small_pack, change, said):
    change(small_pack)

    found = problems_in(small_pack)

    assert [problem for problem in found if problem.startswith(said)], found
