"""Whom the lines of an official table are about."""

import pytest

from championship.models import Championship, Driver, OfficialRow
from championship.workflows.official import read_rows, store_rows
from tests.factories import DriverAliasFactory, OfficialTableFactory

pytestmark = pytest.mark.usefixtures("aslms")


def found(slug, text):
    matches, problems = read_rows(Championship.objects.get(slug=slug), text)
    assert problems == []
    return [str(match.recipient) for match in matches]


def problems(slug, text):
    return read_rows(Championship.objects.get(slug=slug), text)[1]


@pytest.mark.parametrize("who", ["17", "#17", "COOL Racing", "cool  racing"])
def test_a_car_is_found_by_its_number_or_team(who):
    assert found("lmp3-teams", f"1; {who}; 104") == ["#17"]


@pytest.mark.parametrize(
    "who", ["Rene Binder", "RENÉ BINDER", "rene-binder", "Binder René", "Binder, René"]
)
def test_a_driver_is_found_with_or_without_accents(who):
    assert found("lmp2-drivers", f"1; {who}; 104") == ["René Binder"]


def test_a_driver_is_found_by_another_spelling():
    driver = Driver.objects.filter(seats__isnull=False).first()
    DriverAliasFactory(driver=driver, name="Somebody Else")

    assert found("lmp2-drivers", "1; somebody else; 104") == [str(driver)]


def test_a_car_of_another_class_is_nobody():
    assert problems("gt-teams", "1; 17; 104") == [
        "Line 1, “17”: nobody of this championship has this number or name."
    ]


def test_two_of_one_name_are_told_apart_by_their_addresses():
    one, other = Driver.objects.filter(seats__isnull=False).distinct()[:2]
    Driver.objects.filter(pk__in=[one.pk, other.pk]).update(given_name="A", family_name="Smith")

    (problem,) = problems("lmp2-drivers", "1; A Smith; 3")

    assert "this fits several" in problem
    assert one.slug in problem
    assert found("lmp2-drivers", f"1; {one.slug}; 3") == ["A Smith"]


def test_nobody_stands_in_a_table_twice():
    assert problems("lmp3-teams", "1; 17; 104\n\n2; #17; 90") == [
        "Line 3, “#17”: stands in line 1 already."
    ]


def test_every_problem_is_named_in_the_order_of_the_lines():
    text = "1; 999; 104\nnothing\n2; 17; many"

    assert [problem.split(":")[0] for problem in problems("lmp3-teams", text)] == [
        "Line 1, “999”",
        "Line 2, “nothing”",
        "Line 3, “many”",
    ]


def test_rows_are_stored_in_place_of_those_before(aslms):
    title = Championship.objects.get(slug="lmp3-teams")
    table = OfficialTableFactory(championship=title, round=aslms.rounds.get(number=5))
    for text in ("1; 17; 100", "1; 17; 104\nDSQ; 65; 0"):
        store_rows(table, read_rows(title, text)[0])

    rows = OfficialRow.objects.values_list("order", "position", "entry__number", "points")
    assert list(rows) == [(1, "1", "17", 104), (2, "DSQ", "65", 0)]


@pytest.mark.parametrize("slug", ["lmp3-teams", "lmp3-drivers"])
def test_finding_costs_the_same_for_one_line_and_for_ten(slug, django_assert_max_num_queries):
    title = Championship.objects.get(slug=slug)

    with django_assert_max_num_queries(3):
        read_rows(title, "\n".join(f"{place}; {place}; 1" for place in range(1, 11)))
