"""The standings on the command line are those of the site."""

import json
from fractions import Fraction

import pytest

from championship.models import (
    ChampionshipRules,
    ComputedTable,
    Entry,
    LedgerLine,
    Season,
    Standing,
    TitleState,
)
from championship.workflows.standings import store_standings
from tests.factories import PointsDecisionFactory

from .test_season_packs import run

pytestmark = pytest.mark.usefixtures("aslms")


def lines(*arguments):
    out, err = run("standings", "aslms", "2023-24", *arguments)
    assert err == ""
    return [" ".join(line.split()) for line in out.splitlines()]


LMP2 = [
    "1 #4 CrowdStrike Racing by APR 83",
    "2 #22 Proton Competition 71 ▲1",
    "3 #99 99 Racing 70 ▼1",
]
LMP3 = ["1 #17 COOL Racing 104 ▲1", "2 #2 CD Sport 101 ▼1"]
GT = ["1 #91 Pure Rxcing 76", "2 #88 Triple Eight 74", "3 #42 Sainteloc Racing 57 ▲1"]


@pytest.mark.parametrize(
    ("title", "first"), [("lmp2-teams", LMP2), ("lmp3-teams", LMP3), ("gt-teams", GT)]
)
def test_a_title_is_printed_best_first(title, first):
    assert lines("--championship", title)[1 : len(first) + 1] == first


def test_a_table_after_an_earlier_round():
    table = lines("--championship", "lmp2-teams", "--after", "3")

    assert table[:2] == ["LMP2 teams, after round 3 of 5", "1 #99 99 Racing 68"]


def test_all_titles_are_printed_in_their_order():
    heads = [line for line in lines() if "after round" in line]

    assert [head.split(",")[0] for head in heads] == [
        "LMP2 teams",
        "LMP2 drivers",
        "LMP3 teams",
        "LMP3 drivers",
        "GT teams",
        "GT drivers",
    ]


def test_as_csv():
    assert lines("--championship", "gt-teams", "--format", "csv")[:2] == [
        "championship,after,rank,number,name,country,points,moved,before_drops,dropped,tie",
        "gt-teams,5,1,#91,Pure Rxcing,LT,76,0,76,,",
    ]


def test_as_json_for_a_driver_of_two_cars():
    out, _err = run("standings", "aslms", "2023-24", "--format", "json")
    gt_drivers = next(table for table in json.loads(out) if table["championship"] == "gt-drivers")

    assert next(row for row in gt_drivers["rows"] if row["name"] == "Anthony Liu") == {
        "rank": 21,
        "number": "#37 #7",
        "name": "Anthony Liu",
        "country": "CN",
        "points": "31",
        "moved": -3,
        "before_drops": "31",
        "dropped": [],
        "tie": "",
    }


def test_a_dropped_round_is_named_beside_what_was_earned():
    ChampionshipRules.objects.filter(championship__slug="lmp2-teams").update(results_counted="4")
    store_standings(Season.objects.get())

    out, _err = run(
        "standings", "aslms", "2023-24", "--championship", "lmp2-teams", "--format", "json"
    )

    first = json.loads(out)[0]["rows"][0]
    assert (first["points"], first["before_drops"], first["dropped"]) == ("75", "83", ["1"])
    assert "1 #4 CrowdStrike Racing by APR 75 (83 before drops)" in lines()


def test_the_excluded_stand_last_without_a_rank():
    PointsDecisionFactory(
        season=Season.objects.get(),
        effect="excluded",
        team=None,
        value=None,
        entry=Entry.objects.get(number="4"),
        shown_as="DSQ",
    )
    store_standings(Season.objects.get())

    assert lines("--championship", "lmp2-teams")[-2] == "DSQ #4 CrowdStrike Racing by APR 0"
    assert lines("--championship", "lmp2-teams", "--format", "csv")[-1].startswith(
        "lmp2-teams,5,DSQ,#4,"
    )


def test_a_name_that_is_a_formula_is_harmless_in_csv():
    Entry.objects.filter(number="4").update(team_name="=1+1")

    assert lines("--championship", "lmp2-teams", "--format", "csv")[1].startswith(
        "lmp2-teams,5,1,#4,'=1+1,"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aslms", "2099"], "There is no season aslms 2099. Known: aslms 2023-24."),
        (["aslms", "2023-24", "--championship", "lmp4"], "lmp4 is none of lmp2-teams, "),
        (["aslms", "2023-24", "--after", "6"], "There is no table after round 6."),
    ],
)
def test_what_there_is_not_is_said_so(arguments, said):
    assert run("standings", *arguments)[1].startswith(said)


def test_standings_are_what_the_results_give():
    assert run("check_standings") == ("All standings are what their results give.\n", "")


def test_a_total_that_was_tampered_with_is_named():
    Standing.objects.filter(
        championship__slug="lmp2-teams", round__number=5, entry__number="4"
    ).update(points=Fraction(99))

    _out, err = run("check_standings")

    assert (
        "Asian Le Mans Series 2023/24, LMP2 teams, after round 5, "
        "#4 CrowdStrike Racing by APR: 99 points, should be 83" in err
    )


def test_a_row_that_is_missing_is_named():
    Standing.objects.filter(
        championship__slug="lmp3-teams", round__number=1, entry__number="17"
    ).delete()

    _out, err = run("check_standings")

    assert "LMP3 teams, after round 1, #17 COOL Racing: is missing (rank 1, 25 points)" in err


def test_a_ledger_that_was_tampered_with_is_named():
    LedgerLine.objects.filter(championship__slug="gt-drivers").first().delete()

    _out, err = run("check_standings")

    assert "2023/24, GT drivers: its ledger, or what its table shows, differs" in err


def test_tables_are_written_anew_when_asked_to():
    Standing.objects.filter(championship__slug="gt-teams").delete()

    out, _err = run("check_standings", "--store")

    assert "GT teams, after round 5" in out
    assert run("check_standings") == ("All standings are what their results give.\n", "")


def test_a_champion_that_was_tampered_with_is_named_when_asked_for():
    title = TitleState.objects.filter(championship__slug="lmp2-teams", after=5)
    title.filter(entry__number="4").update(state="out")

    assert run("check_standings")[1] == ""
    assert (
        "Asian Le Mans Series 2023/24, LMP2 teams, after round 5: who can still win differs"
        in run("check_standings", "--titles")[1]
    )


def test_what_a_table_shows_is_checked_and_stored_again():
    titles = ComputedTable.objects.filter(championship__slug="lmp2-teams")
    before = dict(titles.values_list("after", "computed_at"))
    Standing.objects.filter(championship__slug="lmp2-teams", after=5, rank=1).update(cells="")
    titles.filter(after=4).update(facts='{"drove":[1]}')

    assert run("check_standings")[1].endswith(
        "LMP2 teams: its ledger, or what its table shows, differs"
    )
    run("check_standings", "--store")

    assert run("check_standings")[1] == ""
    after = dict(titles.values_list("after", "computed_at"))
    assert [number for number in before if after[number] != before[number]] == [4, 5]
