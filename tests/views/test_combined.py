"""The page of a title that is made of others, and why a row of it has its points."""

from fractions import Fraction

import pytest

from championship.models import (
    Championship,
    Classification,
    Combination,
    CombinationSource,
    PointsDecision,
)
from championship.workflows.standings import store_standings
from tests.factories import ChampionshipFactory, CombinationFactory, PointsDecisionFactory

from .html import Page

ADDRESS = "/aslms/2023-24/standings/combined/"


@pytest.fixture
def title(aslms, elms):
    """The LMP2 teams of both Le Mans Series: no such title was ever given."""
    row = ChampionshipFactory(
        season=aslms,
        slug="combined",
        name="LMP2, both series",
        recipient=Championship.Recipient.TEAM,
        car_class=None,
        order=9,
        rules=False,
        remark="This title is an illustration.",
    )
    combination = CombinationFactory(championship=row)
    for order, season in enumerate((elms, aslms), start=1):
        CombinationSource.objects.create(
            combination=combination,
            order=order,
            championship=season.championships.get(slug="lmp2-teams"),
        )
    store_standings(aslms)
    return row


def answer(title, **answers):
    """The combination answers otherwise; its tables follow."""
    Combination.objects.filter(championship=title).update(**answers)
    store_standings(title.season)


def source(title, series, **answers):
    sources = title.combination.sources.filter(championship__season__series__slug=series)
    sources.update(**answers)
    store_standings(title.season)


def portimao():
    """The result of the last race of the European Le Mans Series 2023."""
    return Classification.objects.filter(session__season__slug="2023", session__round__number=6)


def page(client, words=""):
    read = Page(client.get(ADDRESS + words))
    assert read.faults == []
    return read


def test_the_remark_stands_first(client, title):
    assert page(client).text.startswith("LMP2, both series This title is an illustration. Final")


def test_any_title_can_have_a_remark(client, aslms):
    aslms.championships.filter(slug="gt-teams").update(remark="Told by the Safety Car.")

    text = Page(client.get("/aslms/2023-24/standings/gt-teams/")).text
    assert text.startswith("GT teams Told by the Safety Car.")


def test_a_column_for_each_title_says_the_rank_there_and_what_it_counts_for(client, title):
    head, *rows = page(client).tables()[0]

    assert head[3:] == ["ELMS 2023 LMP2 teams", "AsLMS 2023/24 LMP2 teams", "Points", "Gap"]
    assert rows[:3] == [
        ["1 –", "Algarve Pro Racing", "PRT", "1 113", "6 45", "158", ""],
        ["2 ▲1", "Duqueine Team", "FRA", "4 79", "9 29", "108", "−50"],
        ["3 ▼1", "United Autosports USA", "USA", "2 100", "–", "100", "−58"],
    ]


def test_an_earlier_table_stands_after_a_round_of_the_common_calendar(client, title):
    text = page(client, "?after=7").text

    assert "after round 7 of 11 · from seven final classifications" in text
    assert "European Le Mans Series 2023, LMP2 teams All its rounds count. 6 of 6" in text
    assert "1 of 5 rounds are included; the newest is Sepang." in text


def test_it_says_how_it_is_counted(client, title):
    text = page(client).text

    assert "The points of each title are added." in text
    assert "Where cars are ranked, only the best car of a team counts." in text
    assert "Equal points: most wins, then most second places, and so on" in text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"method": "rescaled"},
            "The points of each title are multiplied so that its leader has 100, and added.",
        ),
        ({"method": "ranks"}, "The ranks are added, and the lowest sum is first."),
        ({"several": "sum"}, "Where cars are ranked, all cars of a team count."),
        (
            {"tie_break": "last_source"},
            "Equal points: the rank in Asian Le Mans Series 2023/24, LMP2 teams.",
        ),
        ({"tie_break": "none"}, "Equal points: a shared rank."),
    ],
)
def test_each_answer_is_a_sentence(client, title, answers, sentence):
    answer(title, **answers)

    assert sentence in page(client).text


def test_how_one_title_counts_stands_beside_it(client, title):
    source(title, "elms", weight=Fraction(1, 2), rounds="best", best_rounds=4, minimum_rounds=2)

    assert (
        "European Le Mans Series 2023, LMP2 teams The best four rounds count. It counts × 0.5. "
        "Whoever took part in fewer than two rounds of it is not ranked here. 6 of 6 rounds"
    ) in page(client).text


def test_it_is_provisional_while_a_source_is(client, title):
    portimao().update(state="provisional")

    text = page(client).text

    assert "Provisional after round 11 of 11 · from ten final classifications and from one" in text
    assert "the newest is Portimão. 1 of its results is provisional." in text


def test_it_is_incomplete_while_a_source_is(client, title):
    portimao().update(is_incomplete=True)

    text = page(client).text

    assert "incomplete: 1 of the results behind this table has gaps" in text
    assert "the newest is Portimão. 1 of its results has gaps." in text


def test_a_decision_on_the_season_is_no_note_of_a_title_made_of_others(client, title):
    team = title.standings.first().team
    PointsDecisionFactory(
        season=title.season, team=team, round=title.season.rounds.get(number=5), reason="Ballast"
    )
    assert PointsDecision.objects.get(team=team).round_id

    assert "Ballast" not in page(client).text


def test_a_row_is_explained_title_by_title(client, title):
    read = page(client, "why/algarve-pro-racing/")

    assert read.tables()[0][1:] == [
        [
            "European Le Mans Series 2023, LMP2 teams",
            "1",
            "113",
            "6",
            "113 points × 1 from European Le Mans Series 2023, LMP2 teams, place 1 there",
            "113",
        ],
        [
            "Asian Le Mans Series 2023/24, LMP2 teams",
            "6",
            "45",
            "5",
            "45 points × 1 from Asian Le Mans Series 2023/24, LMP2 teams, place 6 there",
            "45",
        ],
        ["Total", "", "", "", "", "158"],
    ]
    links = read.links()
    assert links["European Le Mans Series 2023, LMP2 teams"] == (
        "/elms/2023/standings/lmp2-teams/?after=6"
    )


def test_a_missing_rank_is_explained(client, title):
    answer(title, method="ranks")

    rows = page(client, "why/99-racing/").tables()[0]

    # Seven teams are ranked in Europe.
    assert rows[1][4:] == [
        "rank 8 × 1 from European Le Mans Series 2023, LMP2 teams, missing there",
        "8",
    ]


def test_where_ranks_are_added_the_gap_is_how_many_more(client, title):
    answer(title, method="ranks")

    head, first, second, *_others = page(client).tables()[0]

    assert head[-2:] == ["Sum of ranks", "Gap"]
    assert (first[-2:], second[-2:]) == (["7", ""], ["9", "+2"])


def test_files_have_the_parts_in_columns(client, title):
    lines = client.get("/aslms/2023-24/standings/combined.csv").content.decode().splitlines()
    why = client.get(f"{ADDRESS}why/algarve-pro-racing.csv").content.decode().splitlines()

    assert lines[1] == "1,Algarve Pro Racing,PRT,1,113,113,6,6,45,45,5,0,158,"
    assert len(why) == 3
    assert why[1].endswith(",113")


@pytest.mark.parametrize(("after", "queries"), [("?after=1", 5), ("?after=11", 5)])
def test_the_page_costs_the_same_after_every_round(
    client, title, after, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        client.get(ADDRESS + after)
