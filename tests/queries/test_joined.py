"""Joined rows out of values()."""

import pytest

from championship.models import CarClass, Entry
from championship.queries.joined import CLASS_FIELDS, Joined, joined_class
from tests.factories import CarClassFactory, EntryFactory

pytestmark = pytest.mark.django_db


def test_each_row_of_the_database_is_made_once():
    car_class = CarClassFactory()
    EntryFactory.create_batch(3, season=car_class.season, car_class=car_class)
    joined = joined_class()

    found = [joined.of(row) for row in Entry.objects.values(*joined.columns)]

    assert found == [car_class] * 3
    assert len({id(one) for one in found}) == 1


def test_what_is_joined_further_needs_no_query(django_assert_num_queries):
    parent = CarClassFactory()
    EntryFactory(
        season=parent.season, car_class=CarClassFactory(season=parent.season, parent=parent)
    )
    joined = joined_class()
    [row] = Entry.objects.values(*joined.columns)

    with django_assert_num_queries(0):
        found = joined.of(row)
        assert (found.parent, found.parent.parent) == (parent, None)
        assert found.parent.code == parent.code


def test_row_that_joins_nothing_gives_nothing():
    CarClassFactory()
    joined = Joined(CarClass, "parent", CLASS_FIELDS)

    assert [joined.of(row) for row in CarClass.objects.values(*joined.columns)] == [None]
