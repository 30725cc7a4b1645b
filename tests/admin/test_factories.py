"""The factories' own promises, because every other test stands on them."""

import pytest

from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in factories.__all__ if name.endswith("Factory")])
def test_factory_builds_rows_that_their_model_accepts(name):
    for row in getattr(factories, name).create_batch(2):
        # Nobody types a password's hash, or the reserve place on a list that is frozen.
        row.full_clean(exclude=["password", "reserve_place"])


@pytest.mark.django_db
def test_event_entry_of_an_entry_is_at_an_event_of_its_season():
    entry = factories.EntryFactory()

    event_entry = factories.EventEntryFactory(entry=entry)

    assert event_entry.event.season == entry.season
    assert event_entry.car_class == entry.car_class


@pytest.mark.django_db
def test_result_of_an_event_entry_is_of_a_race_of_its_event():
    event_entry = factories.EventEntryFactory()

    result = factories.ResultFactory(event_entry=event_entry)

    assert result.session.event == event_entry.event
    assert result.session.round.event == event_entry.event
