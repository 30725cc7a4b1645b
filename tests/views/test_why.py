"""“Why 83?” has an answer at an address of its own, line by line."""

import csv
from urllib.parse import urljoin

import pytest

from championship.models import ChampionshipRules
from championship.workflows.standings import store_standings
from tests.factories import PointsDecisionFactory

from .html import Page

pytestmark = pytest.mark.django_db
LMP2 = "/aslms/2023-24/standings/lmp2-teams/"
WHY = f"{LMP2}why/4/"


def decide(season, **facts):
    """A decision on car 4 that is in force."""
    car = season.entries.get(number="4")
    ruling = PointsDecisionFactory(season=season, **{"team": None, "entry": car} | facts)
    store_standings(season)
    return ruling


def test_every_total_leads_to_its_ledger(client, aslms):
    links = Page(client.get(LMP2)).links()

    assert urljoin(LMP2, links["83"]) == WHY


def test_total_of_an_earlier_table_leads_to_its_ledger_then(client, aslms):
    links = Page(client.get(f"{LMP2}?after=3")).links()

    assert urljoin(f"{LMP2}?after=3", links["68"]) == f"{LMP2}why/99/?after=3"


def test_page_says_whose_points_in_which_table_after_which_round(client, aslms):
    page = Page(client.get(WHY))

    assert page.headings()[0] == (1, "Why 83? CrowdStrike Racing by APR")
    assert "LMP2 teams, after round 5 of 5 · rank 1" in page.text


def test_lines_are_grouped_by_round_and_end_with_the_total(client, aslms):
    rows = Page(client.get(WHY)).tables()[0]

    assert rows[:3] == [
        ["Session", "Car", "Pos", "Points scale", "Reason", "Points"],
        ["Round 1 · Sepang · 2 Dec"],
        ["Race 1", "4", "6", "Race, 4 hours", "Place", "8"],
    ]
    assert rows[-2:] == [["Sum"], ["Total", "", "", "", "", "83"]]


def test_session_leads_to_its_result(client, aslms):
    assert Page(client.get(WHY)).links()["Race 1"].startswith("/aslms/2023-24/results/")


def test_row_below_and_the_table_are_linked(client, aslms):
    links = Page(client.get(f"{WHY}?after=3")).links()

    assert links["The whole table"] == f"{LMP2}?after=3"
    assert links["CSV"] == f"{LMP2}why/4.csv?after=3"
    assert [words for words in links if words.startswith(("↑", "↓"))] == [
        "↑ Why 68? #99 99 Racing",
        "↓ Why 43? #22 Proton Competition",
    ]


def test_dropped_scores_are_struck_through_and_told(client, aslms):
    ChampionshipRules.objects.update(results_counted="4")
    store_standings(aslms)

    page = Page(client.get(WHY))
    rows = page.tables()[0]

    assert rows[2] == ["Race 1", "4", "6", "Race, 4 hours", "Place", "8 dropped"]
    assert [row.seen for row in page.root.find("s")] == ["8"]
    assert [[row[0], row[-1]] for row in rows[-3:]] == [
        ["Before drops", "83"],
        ["Dropped scores", "−8"],
        ["Total", "75"],
    ]


def test_matrix_strikes_dropped_scores_and_tells_the_points_before(client, aslms):
    ChampionshipRules.objects.update(results_counted="4")
    store_standings(aslms)

    page = Page(client.get(LMP2))

    heads, first, *_others = page.tables()[0]
    assert heads[-3:] == ["Before drops", "Points", "Gap"]
    assert first[4:6] == ["6 (8)", "1 25"]
    assert first[-3:] == ["before drops 83", "75", ""]
    assert "(5) points dropped: they do not count" in page.text


def test_decision_is_named_with_its_reason_and_document(client, aslms):
    decide(
        aslms,
        number="12",
        article="8.4",
        reason="Breach of the tyre rules.",
        document="https://example.org/12.pdf",
    )

    page = Page(client.get(WHY))

    assert [row[-1] for row in page.tables()[0] if row[0] == "On the total"] == ["−10"]
    assert "10 points taken away. Decision 12, article 8.4: Breach of the tyre rules." in page.text
    assert page.links()["Document"] == "https://example.org/12.pdf"


def test_decision_is_a_footnote_of_the_table(client, aslms):
    decide(aslms, number="12", article="8.4", reason="Breach of the tyre rules.")

    page = Page(client.get(LMP2))

    assert (
        "a Decision 12, article 8.4: Breach of the tyre rules. "
        "#4 CrowdStrike Racing by APR: 10 points taken away." in page.text
    )
    assert page.links()["a"] == "#note-a"


def test_tie_is_told_in_a_sentence(client, elms):
    sentence = (
        "Level on 51 points. #4 DKR Engineering is ahead of #15 RLR M Sport: 2 third places to 0."
    )

    for address in ("lmp3-teams/", "lmp3-teams/why/4/", "lmp3-teams/why/15/"):
        assert sentence in Page(client.get(f"/elms/2023/standings/{address}")).text


def test_drivers_who_share_a_rank_are_told_so(client, aslms):
    address = "/aslms/2023-24/standings/lmp3-drivers/why/james-winslow/"

    assert (
        "Level on points and places with Alexander Bukhantsov: they share rank 1."
        in Page(client.get(address)).text
    )


def test_excluded_car_stands_last_with_its_letters_and_loses_its_points(client, aslms):
    decide(aslms, effect="excluded", value=None, shown_as="DSQ", reason="Fuel.")

    rows = Page(client.get(LMP2)).tables()[0]
    page = Page(client.get(WHY))

    assert (rows[-1][0], rows[-1][-2]) == ("DSQ", "0")
    assert page.tables()[0][-2][0] == "Excluded from the table"
    assert "excluded from the table, all points lost." in page.text


def test_ledger_of_an_excluded_car_costs_no_more(client, aslms, django_assert_num_queries):
    decide(aslms, effect="excluded", value=None)

    with django_assert_num_queries(7):
        client.get(WHY)


def test_file_has_the_round_in_each_line_and_no_sum(client, aslms):
    response = client.get(f"{LMP2}why/4.csv")
    heads, first, *_others, last = csv.reader(response.content.decode().splitlines())

    assert heads == [
        "Round", "Session", "Car", "Pos", "Points scale", "Reason", "Factor or share",
        "Points", "Dropped",
    ]  # fmt: skip
    assert first == ["1", "Race 1", "4", "6", "Race, 4 hours", "Place", "", "8", ""]
    assert last[0] == "5"
    assert 'filename="aslms-2023-24-lmp2-teams-why-4.csv"' in response["Content-Disposition"]


def test_formula_in_a_name_is_harmless_in_the_file(client, aslms):
    aslms.sessions.filter(slug="sepang-race-1").update(name="=1+1")

    lines = csv.reader(client.get(f"{LMP2}why/4.csv").content.decode().splitlines())

    assert [line[1] for line in lines][1] == "'=1+1"


@pytest.mark.parametrize(
    ("address", "nearby"),
    [
        (f"{LMP2}why/404/", "The newest table"),
        (f"{LMP2}why/4/?after=9", "The newest table"),
        ("/aslms/2023-24/standings/none/why/4/", "All standings"),
    ],
)
def test_row_that_is_not_there_leads_to_what_is_nearby(client, aslms, address, nearby):
    response = client.get(address)

    assert response.status_code == 404
    assert nearby in Page(response).links()
