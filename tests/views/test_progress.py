"""The page of a title round by round: a chart, the same as a table, and its file."""

import pytest

from championship.models import Standing, Team
from tests.factories import ChampionshipFactory, SeasonFactory

from .html import Page

pytestmark = pytest.mark.django_db
PROGRESS = "/aslms/2023-24/standings/lmp2-teams/progress/"


def page(client, address=PROGRESS):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def chart_texts(found):
    return [node.seen for svg in found.root.find("figure") for node in svg.find("text")]


def test_every_line_ends_in_its_plate_total_and_name(client, aslms):
    texts = chart_texts(page(client))

    at = texts.index("CrowdStrike Racing by APR")
    assert texts[at - 2 : at + 1] == ["4", "83", "CrowdStrike Racing by APR"]


def test_the_chart_is_one_picture_with_words_for_those_who_cannot_see_it(client, aslms):
    (picture,) = [node for node in page(client).root.find("div") if node.attrs.get("role") == "img"]

    assert picture.attrs["aria-label"] == (
        "Chart of LMP2 teams: the points of 13 competitors after each round. "
        "The table below has the same figures."
    )


def test_the_table_has_the_total_after_each_round(client, aslms):
    (table,) = page(client).tables()

    heads, first, *others = table
    assert heads[3:] == ["R1 Sepang", "R2 Sepang", "R3 Dubai", "R4 Abu Dhabi", "R5 Abu Dhabi"]
    assert first == ["1", "4", "CrowdStrike Racing by APR", "8", "33", "48", "73", "83"]
    assert others[-1] == ["13", "47", "COOL Racing", "–", "–", "0", "0", "1"]


def test_an_earlier_table_ends_the_chart_there(client, aslms):
    found = page(client, f"{PROGRESS}?after=3")

    (table,) = found.tables()
    assert table[1] == ["1", "99", "99 Racing", "25", "43", "68"]
    assert found.links()["CSV"].endswith("/progress.csv?after=3")


def test_the_file_has_the_same_figures(client, aslms):
    lines = client.get(PROGRESS.replace("progress/", "progress.csv")).content.decode().splitlines()

    assert lines[0] == "Pos,No,Team,R1 Sepang,R2 Sepang,R3 Dubai,R4 Abu Dhabi,R5 Abu Dhabi"
    assert lines[1] == "1,4,CrowdStrike Racing by APR,8,33,48,73,83"


def test_a_round_without_a_table_is_not_found(client, aslms):
    assert client.get(f"{PROGRESS}?after=9").status_code == 404


def test_before_the_first_race_the_page_says_so(client):
    season = SeasonFactory(series__slug="asia", slug="2030")
    ChampionshipFactory(season=season, slug="gt-teams")

    found = page(client, "/asia/2030/standings/gt-teams/progress/")

    assert "Nothing to draw yet" in found.text
    assert not list(found.root.find("figure"))


def test_names_cannot_write_into_the_chart(client, aslms):
    Team.objects.filter(name="99 Racing").update(name='</text><script>"x"</script>')
    standing = Standing.objects.filter(
        championship__slug="lmp2-teams", championship__season=aslms, entry__number="99"
    ).first()
    standing.entry.team_name = ""
    standing.entry.save()

    response = client.get(PROGRESS)

    assert "</text><script>" not in response.content.decode()
    assert "&lt;/text&gt;&lt;script" in response.content.decode()


def test_the_standings_lead_to_the_chart(client, aslms):
    table = page(client, "/aslms/2023-24/standings/lmp2-teams/?after=4")

    assert table.links()["Chart"] == f"{PROGRESS}?after=4"


def test_a_title_of_drivers_names_them_all(client, aslms):
    texts = chart_texts(page(client, PROGRESS.replace("teams", "drivers")))

    assert "George Kurtz" in texts


def test_the_page_costs_seven_queries(client, aslms, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get(PROGRESS)


def test_the_chart_of_a_hidden_season_is_not_found(client, aslms):
    aslms.is_public = False
    aslms.save()

    assert client.get(PROGRESS).status_code == 404
