"""Any two published entry lists held against each other."""

import pytest

from tests.factories import EntryListRevisionFactory, SeasonFactory

from .html import Page

pytestmark = pytest.mark.django_db
CHANGES = "/aslms/2023-24/entries/changes/"


def test_comparison_says_what_changed_in_words(client, aslms):
    found = Page(client.get(f"{CHANGES}2..3/"))

    assert found.headings()[0] == (1, "From revision 2 to 3")
    for words in (
        "LMP2 11 → 13",
        "GT 23, unchanged",
        "In 34 Nielsen Racing 47 COOL Racing 58 GG Classic Cars 98 Dragon Racing",
        "Out 37 Craft-Bamboo Racing",
        "24 Will Stevens replaces Ferdinand Habsburg",
        "7 Anthony Liu (from #37) replaces Martin Konrad (now in #9)",
    ):
        assert words in found.text


def test_comparison_goes_in_the_order_that_was_asked_for(client, aslms):
    text = Page(client.get(f"{CHANGES}3..2/")).text

    assert "24 Ferdinand Habsburg replaces Will Stevens" in text
    assert "Out 34 Nielsen Racing" in text


def test_of_totals_only_totals_are_compared(client, aslms):
    text = Page(client.get(f"{CHANGES}1..2/")).text

    assert "LMP2 10 → 11" in text
    assert "Of one of the lists only the number of cars is recorded." in text


def test_list_held_against_itself_has_no_changes(client, aslms):
    assert "Nothing changed." in Page(client.get(f"{CHANGES}3..3/")).text


def test_two_lists_are_chosen_in_a_form(client, aslms):
    found = Page(client.get(CHANGES, {"before": 2, "after": 4}))

    assert found.headings()[0] == (1, "From revision 2 to 4")
    chosen = [node.attrs["value"] for node in found.root.find("option") if "selected" in node.attrs]
    assert chosen == ["2", "4"]


def test_before_any_is_chosen_the_newest_is_held_against_the_one_before(client, aslms):
    assert Page(client.get(CHANGES)).headings()[0] == (1, "From revision 3 to 4")


@pytest.mark.parametrize("issues", [0, 1])
def test_comparison_takes_two_lists(client, issues):
    season = SeasonFactory()
    EntryListRevisionFactory.create_batch(issues, season=season)

    text = Page(client.get(f"{season.get_absolute_url()}entries/changes/")).text

    assert "Nothing to compare yet" in text


def test_comparison_as_plain_values(client, aslms):
    data = client.get(f"{CHANGES}2..3.json").json()

    assert data["before"] == {
        "revision": 2,
        "event": "sepang",
        "state": "provisional",
        "published": "2023-11-22",
    }
    assert data["cars"]["LMP2"] == {"before": 11, "after": 13}
    crews = [row for row in data["changes"] if row["kind"] == "crew"]
    assert crews[0]["number"] == "24"
    assert crews[0]["text"] == "Will Stevens replaces Ferdinand Habsburg"


@pytest.mark.parametrize("query", ["before=2", "before=2&after=9", "before=x&after=3", "after=%00"])
def test_choice_that_names_no_list_leads_to_the_lists(client, aslms, query):
    response = client.get(f"{CHANGES}?{query}")

    assert response.status_code == 404
    assert "Entry list of the season" in Page(response).links()


@pytest.mark.parametrize("pair", ["2..9", "0..1", f"1..{'9' * 40}", "2..9.json", "2..3..4", "2-3"])
def test_lists_that_never_were_can_not_be_compared(client, aslms, pair):
    address = f"{CHANGES}{pair}" if pair.endswith("json") else f"{CHANGES}{pair}/"

    assert client.get(address).status_code == 404
