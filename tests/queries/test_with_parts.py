"""Rows and their parts in one statement are what a prefetch would have found."""

import pytest

from championship.models import Entry, PointsScale
from championship.queries.with_parts import with_parts
from tests.factories import CrewSeatFactory, EntryFactory, PointsScaleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    """Two cars with a crew of two, the second seat stored first, and one without."""
    cars = [EntryFactory(number=number) for number in ("1", "2", "3")]
    for car in cars[:2]:
        for order in (2, 1):
            CrewSeatFactory(entry=car, order=order)
    return Entry.objects.select_related("team").order_by("number", "crew__order")


def test_rows_keep_their_order_and_each_has_its_own_parts(entries):
    found = with_parts(entries, "crew", "driver")

    assert [row.number for row in found] == ["1", "2", "3"]
    assert [[seat.order for seat in row.crew.all()] for row in found] == [[1, 2], [1, 2], []]


def test_parts_are_what_a_prefetch_finds(entries):
    fetched = Entry.objects.order_by("number").prefetch_related("crew__driver")
    expected = [[(seat.pk, str(seat.driver)) for seat in row.crew.all()] for row in fetched]

    found = with_parts(entries, "crew", "driver")

    assert [sorted((seat.pk, str(seat.driver)) for seat in row.crew.all()) for row in found] == [
        sorted(own) for own in expected
    ]


def test_everything_costs_one_query(entries, django_assert_num_queries):
    with django_assert_num_queries(1):
        for row in with_parts(entries, "crew", "driver"):
            assert row.team.name
            assert all(seat.driver.family_name and seat.entry is row for seat in row.crew.all())


def test_rows_without_any_part_are_found_as_they_are():
    scale = PointsScaleFactory()

    (found,) = with_parts(PointsScale.objects.all(), "session_rules")

    assert (found, list(found.session_rules.all())) == (scale, [])
