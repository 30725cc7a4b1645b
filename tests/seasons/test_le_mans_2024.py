"""Who was invited to Le Mans 2024, by which championships, and what became of it."""

import pytest

from championship.models import Season
from championship.queries.as_published import awards_page
from championship.queries.award_ledger import target_page, team_ledger
from championship.queries.award_words import lead_words
from championship.templatetags.awards import ways_sentence
from tests.views.html import Page

LE_MANS = "24-hours-of-le-mans-2024"


@pytest.fixture
def le_mans_2024(shipped, db):
    """The seasons whose places earned an invitation to Le Mans 2024, as far as they are shipped."""


@pytest.fixture
def season(le_mans_2024):
    return Season.objects.get(series__slug="aslms")


def holders(page):
    """Who has each award, or would have had it."""
    return [(line.award.target_class, line.holder.label) for line in page.lines]


def ranks(line):
    """The table that an award goes by: ranks and numbers."""
    return [(row.rank, row.recipients[0].number) for row in line.table]


@pytest.mark.parametrize(
    ("after", "lmp2", "lmp3", "gt"),
    [
        ("2", "#99 99 Racing", "#2 CD Sport", "#42 Sainteloc Racing"),
        ("3", "#99 99 Racing", "#17 COOL Racing", "#91 Pure Rxcing"),
        ("5", "#4 CrowdStrike Racing by APR", "#17 COOL Racing", "#91 Pure Rxcing"),
    ],
)
def test_after_each_round_the_leaders_would_have_been_invited(season, after, lmp2, lmp3, gt):
    page = awards_page(season, after=after)

    assert holders(page) == [("LMP2", lmp2), ("LMP3", lmp3), ("LMGT3", gt)]


def test_in_the_end_three_awards_are_held(season):
    assert [(line.state, line.holder.label) for line in awards_page(season).lines] == [
        ("used", "#4 CrowdStrike Racing by APR"),
        ("confirmed", "#17 COOL Racing"),
        ("not_used", "#91 Pure Rxcing"),
    ]


def test_nothing_that_is_shipped_is_in_question(le_mans_2024):
    lines = [way.line for way in target_page(LE_MANS).ways if way.line]

    assert [line for line in lines if line.is_in_question] == []


@pytest.mark.parametrize(
    ("revision", "lmp2", "gt"),
    [
        ("1", [(1, "4"), (2, "99"), (3, "22")], [(4, "19"), (5, "7"), (6, "27")]),
        ("2", [(1, "4"), (2, "22"), (3, "99")], [(4, "7"), (5, "27"), (6, "19")]),
    ],
)
def test_before_and_after_the_penalties_of_round_5_are_both_reachable(season, revision, lmp2, gt):
    of_lmp2, _of_lmp3, of_gt = awards_page(season, after="5", revision=revision).lines

    assert ranks(of_lmp2)[:3] == lmp2
    assert ranks(of_gt)[3:6] == gt


def test_ways_of_le_mans_2024_stand_beside_each_other(le_mans_2024):
    found = [
        (str(way.line.award.season.series), way.line.holder.name)
        for way in target_page(LE_MANS).ways
        if way.line and way.line.holders
    ]

    assert sorted(found) == [
        ("Asian Le Mans Series", "CrowdStrike Racing by APR"),
        ("Asian Le Mans Series", "Pure Rxcing"),
        ("European Le Mans Series", "AF Corse"),
        ("European Le Mans Series", "Algarve Pro Racing"),
        ("European Le Mans Series", "COOL Racing"),
        ("European Le Mans Series", "Proton Competition"),
        ("European Le Mans Series", "United Autosports USA"),
        ("GT World Challenge Europe", "Pure Rxcing"),
    ]


def test_pure_rxcing_held_three_ways_and_raced_one_car(le_mans_2024):
    (row,) = team_ledger("pure-rxcing").targets

    assert ways_sentence(row) == (
        "Pure Rxcing held three ways into the 24 Hours of Le Mans 2024 and raced one car."
    )


def test_ledger_shows_awards_of_several_series(client, le_mans_2024):
    found = Page(client.get("/teams/cool-racing/awards/")).text

    assert "European Le Mans Series 2023 for place 1 in LMP3 teams Taken up" in found
    assert "Asian Le Mans Series 2023/24 for place 1 in LMP3 teams Confirmed" in found


def test_agreement_of_2021_tells_the_fate_of_the_european_invitation(client, le_mans_2024):
    found = Page(client.get("/agreements/aco-almem-sro-2021/")).text

    assert "Announced Friday 5 November 2021" in found
    assert "for the team that is first in Bronze Cup drivers." in found
    assert "GT World Challenge Europe 2023 Pure Rxcing confirmed, date not recorded" in found


@pytest.mark.parametrize("language", ["fr", "de"])
@pytest.mark.parametrize(
    "address",
    [
        "aslms/2023-24/awards/?after=5&revision=1",
        "awards/24-hours-of-le-mans-2024/",
        "agreements/aco-almem-sro-2021/",
    ],
)
def test_pages_are_sound_in_every_language(client, le_mans_2024, language, address):
    page = Page(client.get(f"/{language}/{address}"))

    assert page.faults == []
    assert [level for level, _words in page.headings()].count(1) == 1


def test_penalties_of_the_finale_changed_by_how_much_the_champions_led(season):
    before, after = (
        awards_page(season, after="5", revision=revision).lines for revision in ("1", "2")
    )

    assert [lead_words(line) for line in before] == [
        "9 points ahead of #99 99 Racing",
        "3 points ahead of #2 CD Sport",
        "6 points ahead of #88 Triple Eight",
    ]
    assert [lead_words(line) for line in after] == [
        "12 points ahead of #22 Proton Competition",
        "3 points ahead of #2 CD Sport",
        "2 points ahead of #88 Triple Eight",
    ]
