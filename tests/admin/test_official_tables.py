"""Staff paste an official table and see it beside ours."""

import pytest
from django.contrib.messages import get_messages

from championship.models import Championship, OfficialTable, Standing
from tests.factories import RoundFactory

from .browser import errors, save, what_the_page_says
from .registry import address

pytestmark = pytest.mark.usefixtures("aslms")
ADD = address(OfficialTable, "add")


@pytest.fixture
def title(aslms):
    return aslms.championships.get(slug="lmp3-teams")


@pytest.fixture
def ours(title):
    """Our own table, as it would be pasted."""
    rows = Standing.objects.filter(championship=title, after=5).order_by("order")
    return "\n".join(f"{row.rank}; {row.entry.number}; {row.points}" for row in rows)


def paste(desk, title, lines, number=5, **changes):
    values = {
        "championship": title.pk,
        "round": title.season.rounds.get(number=number).pk,
        "source": "championship office",
        "lines": lines,
    }
    return save(desk, ADD, **(values | changes))


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_pasted_table_that_says_the_same_is_equal(desk, title, ours):
    response = paste(desk, title, ours)

    assert "equals the official table" in said(response)


def test_after_saving_the_page_shows_both_tables(desk, title, ours):
    response = paste(desk, title, ours.replace("1; 17; 104", "1; 17; 103"))
    table = OfficialTable.objects.get()

    assert response.headers["Location"] == address(OfficialTable, "change", table.pk)
    page = desk.get(response.headers["Location"]).text
    assert "Official table and ours: 1 difference" in page
    assert "points, ours +1" in page


def test_what_was_pasted_can_be_corrected(desk, title, ours):
    paste(desk, title, ours.replace("1; 17; 104", "1; 17; 103"))
    page = address(OfficialTable, "change", OfficialTable.objects.get().pk)
    typed = what_the_page_says(desk.get(page))["lines"]

    response = save(desk, page, lines=typed.replace("1; 17; 103", "1; 17; 104"))

    assert "equals the official table" in said(response)


def test_every_line_that_fits_nobody_is_named_and_nothing_saved(desk, title):
    response = paste(desk, title, "1; 17; 104\n2; 999; 90\n3; Nobody at all; 80\nfourth")

    assert errors(response) == [
        "Line 2, “999”: nobody of this championship has this number or name.",
        "Line 3, “Nobody at all”: nobody of this championship has this number or name.",
        "Line 4, “fourth”: write position; number or name; points.",
    ]
    assert not OfficialTable.objects.exists()


def test_a_round_of_another_season_is_refused(desk, title):
    response = paste(desk, title, "1; 17; 104", round=RoundFactory().pk)

    assert "does not belong to a season of this championship." in errors(response)[0]


def test_a_second_table_after_one_round_is_refused(desk, title, ours):
    paste(desk, title, ours)

    assert errors(paste(desk, title, ours)) == [
        "The official table after this round is there already."
    ]


def test_the_list_of_championships_says_if_the_official_table_is_ours(desk, title, ours):
    paste(desk, title, ours.replace("1; 17; 104", "2; 17; 103"))

    page = desk.get(address(Championship, "changelist")).text

    assert "1 difference" in page


def test_an_official_table_changes_nothing_of_ours(desk, title):
    before = list(Standing.objects.order_by("pk").values_list())

    paste(desk, title, "1; 17; 999")

    assert list(Standing.objects.order_by("pk").values_list()) == before
