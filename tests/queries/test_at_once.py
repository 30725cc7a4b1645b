"""Several lists come in one statement as each alone would come."""

import pytest
from django.db.models import Count

from championship.models import AwardStep, Entry, Season, Session, Team
from championship.queries.at_once import at_once
from tests.factories import AwardStepFactory, EntryFactory, SessionFactory

pytestmark = pytest.mark.django_db


def values(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_rows_are_those_of_the_querysets_in_one_statement(django_assert_num_queries):
    EntryFactory(number="7A"), SessionFactory(), AwardStepFactory()
    lists = [Entry.objects.all(), Session.objects.all(), AwardStep.objects.all()]

    with django_assert_num_queries(1):
        found = at_once(*lists)

    assert [[values(row) for row in rows] for rows in found] == [
        [values(row) for row in rows.order_by()] for rows in lists
    ]


def test_what_is_joined_comes_along_and_what_is_left_out_does_not(django_assert_num_queries):
    EntryFactory(number="7A", car=None, team__name="Team Seven")

    ((entry,),) = at_once(
        Entry.objects.select_related("team", "car").only("number", "car", "team__name")
    )

    with django_assert_num_queries(0):
        assert (entry.number, entry.team.name, entry.car) == ("7A", "Team Seven", None)
    assert entry.get_deferred_fields() >= {"status", "season_id"}


def test_columns_asked_for_come_as_tuples():
    entry = EntryFactory(number="7A")
    season = Season.objects.get()

    found = at_once(Team.objects.all(), Entry.objects.values_list("number", "season__ends_on"))

    assert found == [[entry.team], [("7A", season.ends_on)]]


def test_lists_that_are_known_to_be_empty_cost_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert at_once(Entry.objects.none(), Team.objects.filter(pk__in=[])) == [[], []]
    assert at_once() == []


def test_what_is_computed_by_the_database_is_refused():
    with pytest.raises(TypeError):
        at_once(Team.objects.annotate(entered=Count("entries")))
