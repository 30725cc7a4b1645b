"""Crew rules, waivers and other names: what the database refuses, and what it lets pass."""

import pytest
from django.db import IntegrityError, transaction

from championship.models import CategoryLimit, Entry, Waiver
from tests.factories import (
    CarAliasFactory,
    CarClassFactory,
    CategoryLimitFactory,
    ClassAliasFactory,
    EntryFactory,
    EventEntryFactory,
    UserFactory,
    WaiverFactory,
)

pytestmark = pytest.mark.django_db


def limit_of_no_category():
    CategoryLimitFactory(bronze=False)


def limit_of_no_number():
    CategoryLimitFactory(at_least=None)


def limit_that_nobody_can_keep():
    CategoryLimitFactory(at_least=2, at_most=1)


def same_categories_limited_twice():
    limit = CategoryLimitFactory()
    CategoryLimitFactory(car_class=limit.car_class, at_least=None, at_most=2)


def crew_size_that_nobody_can_keep():
    CarClassFactory(drivers_at_least=3, drivers_at_most=2)


def waiver_of_nobody():
    WaiverFactory(entry=None)


def waiver_of_two_entries():
    WaiverFactory(event_entry=EventEntryFactory())


def waiver_without_a_reason():
    WaiverFactory(reason="")


def waiver_of_an_unknown_rule():
    WaiverFactory(rule="weight")


def waiver_twice():
    waiver = WaiverFactory()
    WaiverFactory(entry=waiver.entry, rule=waiver.rule)


def waiver_twice_at_an_event():
    car = EventEntryFactory()
    WaiverFactory.create_batch(2, entry=None, event_entry=car)


def car_alias_twice():
    alias = CarAliasFactory()
    CarAliasFactory(car=alias.car, name=alias.name)


def class_alias_twice():
    alias = ClassAliasFactory()
    ClassAliasFactory(car_class=alias.car_class, name=alias.name)


@pytest.mark.parametrize(
    "breach",
    [
        limit_of_no_category,
        limit_of_no_number,
        limit_that_nobody_can_keep,
        same_categories_limited_twice,
        crew_size_that_nobody_can_keep,
        waiver_of_nobody,
        waiver_of_two_entries,
        waiver_without_a_reason,
        waiver_of_an_unknown_rule,
        waiver_twice,
        waiver_twice_at_an_event,
        car_alias_twice,
        class_alias_twice,
    ],
)
def test_the_database_refuses(breach):
    with pytest.raises(IntegrityError), transaction.atomic():
        breach()


def test_a_limit_names_its_categories_best_first():
    limit = CategoryLimitFactory(bronze=True, platinum=True)

    assert str(limit) == "Platinum, Bronze"


def test_a_rule_is_waived_for_the_season_and_for_an_event():
    car = EventEntryFactory()

    WaiverFactory(entry=car.entry)
    WaiverFactory(entry=None, event_entry=car)

    assert Waiver.objects.count() == 2


def test_rules_and_waivers_go_with_their_class_and_entry():
    car_class = CategoryLimitFactory().car_class
    entry = WaiverFactory(entry=EntryFactory()).entry

    car_class.delete()
    Entry.objects.get(pk=entry.pk).delete()

    assert not CategoryLimit.objects.exists()
    assert not Waiver.objects.exists()


def test_a_waiver_outlives_who_granted_it():
    waiver = WaiverFactory(granted_by=UserFactory())

    waiver.granted_by.delete()

    waiver.refresh_from_db()
    assert waiver.granted_by is None
