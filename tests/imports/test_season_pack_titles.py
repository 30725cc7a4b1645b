"""A pack whose titles can't be counted is refused with the place and the value."""

import pytest

from .test_season_pack import problems_in


def rules(pack, title=0):
    return pack["championships"][title]["rules"][0]


def decide(pack, **decision):
    pack["points_decisions"] = [decision]


def official(pack, **row):
    table = {"after_round": 5, "source": "Series office", "rows": [row]}
    pack["championships"][0]["official_tables"] = [table]


def unknown_scale(pack):
    rules(pack)["scales"]["race"] = "race-6-hours"


def unknown_session_with_a_scale(pack):
    line = {"session": "spa-race", "points_scale": "race-4-hours"}
    rules(pack)["session_scales"] = [line]


def unknown_round_excluded(pack):
    rules(pack)["excluded_rounds"] = [6]


def unknown_car_nominated(pack):
    rules(pack)["nominated"] = ["124"]


def best_of_nothing(pack):
    rules(pack)["results_counted"] = "0"


def parts_that_overlap(pack):
    rules(pack)["results_counted"] = "1-3:2 3-5:2"


def first_places_unsaid(pack):
    rules(pack)["countback"] = "first"


def first_places_beside_all(pack):
    rules(pack)["countback_places"] = 3


def two_rules_at_once(pack):
    pack["championships"][0]["rules"].append({"scales": {"race": "race-4-hours"}})


def word_that_is_none(pack):
    rules(pack)["crew"] = "halves"


def own_season_counted_again(pack):
    pack["championships"][1]["also_counts"] = [{"series": "aslms", "season": "2023-24"}]


def entries_over_two_seasons(pack):
    pack["championships"][0]["also_counts"] = [{"series": "elms", "season": "2023"}]


def about_nobody(pack):
    decide(pack, effect="no_points", session="dubai-race")


def about_two(pack):
    decide(pack, effect="points", value=-5, entry="4", driver="colin-braun")


def factor_without_session(pack):
    decide(pack, effect="session_factor", value="1/2")


def factor_without_value(pack):
    decide(pack, effect="session_factor", session="dubai-race")


def value_without_use(pack):
    decide(pack, effect="excluded", entry="4", value=3)


def value_that_is_none(pack):
    decide(pack, effect="points", entry="4", value="-1/0")


def no_share_of_a_car(pack):
    decide(pack, effect="no_share", entry="4", session="dubai-race")


def not_droppable_nowhere(pack):
    decide(pack, effect="not_droppable", entry="4")


def place_kept_by_the_excluded(pack):
    decide(pack, effect="excluded", entry="4", keeps_place=True)


def decision_on_no_title(pack):
    decide(pack, effect="points", value=-5, entry="4", championships=["lmp4-teams"])


def decision_from_no_round(pack):
    decide(pack, effect="points", value=-5, entry="4", round=9)


def official_row_of_another_kind(pack):
    official(pack, position="1", driver="colin-braun", points=83)


def official_row_of_nobody_known(pack):
    official(pack, position="1", entry="999", points=83)


def official_points_that_are_none(pack):
    official(pack, position="1", entry="4", points="eighty")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            unknown_scale,
            '$.championships[0].rules[0].scales.race: "race-6-hours" is not a points scale of '
            "this pack (race-4-hours).",
        ),
        (
            unknown_session_with_a_scale,
            '$.championships[0].rules[0].session_scales[0].session: "spa-race" is not a session',
        ),
        (
            unknown_round_excluded,
            "$.championships[0].rules[0].excluded_rounds[0]: 6 is not a round of this pack.",
        ),
        (
            unknown_car_nominated,
            '$.championships[0].rules[0].nominated[0]: "124" is not an entry of this pack',
        ),
        (
            best_of_nothing,
            '$.championships[0].rules[0].results_counted: "0" does not say what counts.',
        ),
        (
            parts_that_overlap,
            '$.championships[0].rules[0].results_counted: "1-3:2 3-5:2" does not say what counts.',
        ),
        (
            first_places_unsaid,
            "$.championships[0].rules[0].countback_places: goes with “countback”: “first”.",
        ),
        (
            first_places_beside_all,
            "$.championships[0].rules[0].countback_places: 3 goes with “countback”: “first”.",
        ),
        (
            two_rules_at_once,
            "$.championships[0].rules[1]: 1 is in force beside $.championships[0].rules[0].",
        ),
        (
            word_that_is_none,
            '$.championships[0].rules[0].crew: "halves" is none of full, split, split_best, none.',
        ),
        (
            own_season_counted_again,
            '$.championships[1].also_counts[0]: "2023-24" is the season of this pack itself.',
        ),
        (
            entries_over_two_seasons,
            '$.championships[0].also_counts[0]: "2023" can\'t count for entries',
        ),
        (about_nobody, '$.points_decisions[0].effect: "no_points" says of nobody whom it is'),
        (about_two, "$.points_decisions[0]: is about entry and driver: name one."),
        (
            factor_without_session,
            '$.points_decisions[0].effect: "session_factor" is about a session',
        ),
        (factor_without_value, '$.points_decisions[0].effect: "session_factor" needs “value”.'),
        (value_without_use, '$.points_decisions[0].effect: "excluded" has no “value”.'),
        (value_that_is_none, '$.points_decisions[0].value: "-1/0"'),
        (no_share_of_a_car, '$.points_decisions[0].effect: "no_share" needs “driver”'),
        (
            not_droppable_nowhere,
            '$.points_decisions[0].effect: "not_droppable" needs “session” or “round”.',
        ),
        (
            place_kept_by_the_excluded,
            "$.points_decisions[0].keeps_place: true goes with “not_eligible”.",
        ),
        (
            decision_on_no_title,
            '$.points_decisions[0].championships[0]: "lmp4-teams" is not a championship',
        ),
        (decision_from_no_round, "$.points_decisions[0].round: 9 is not a round of this pack."),
        (
            official_row_of_another_kind,
            "$.championships[0].official_tables[0].rows[0]: “entry” is missing.",
        ),
        (
            official_row_of_nobody_known,
            '$.championships[0].official_tables[0].rows[0].entry: "999" is not an entry',
        ),
        (
            official_points_that_are_none,
            '$.championships[0].official_tables[0].rows[0].points: "eighty" is not written',
        ),
    ],
)
def test_a_problem_of_a_title_is_said_with_its_place_and_value(small_pack, change, said):
    change(small_pack)

    found = problems_in(small_pack)

    assert any(problem.startswith(said) for problem in found), found
