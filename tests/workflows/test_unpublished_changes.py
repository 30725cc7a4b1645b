"""Which results give something else today than what was published of them."""

import pytest

from championship.models import Classification, Result
from championship.workflows.official_result import with_unpublished_changes
from championship.workflows.results import publish_classification, restore_classification
from tests.factories import DecisionFactory, EventFactory, RaceFactory, ResultFactory

pytestmark = pytest.mark.django_db


def published_race(event=None, cars=2):
    race = RaceFactory(event=event or EventFactory())
    for _car in range(cars):
        ResultFactory(session=race)
    publish_classification(race, state="provisional")
    return race


def changed(*races):
    rows = Classification.objects.newest().filter(session__in=races)
    rows = rows.select_related("session__season")
    return with_unpublished_changes({row.session: row for row in rows})


def test_nothing_has_changed_after_a_publication():
    assert changed(published_race()) == set()


def test_corrected_status_is_an_unpublished_change_of_its_session_only():
    event = EventFactory()
    one, other = published_race(event), published_race(event)
    Result.objects.filter(session=one, order=2).update(status="retired")

    assert changed(one, other) == {one.pk}


def test_decision_in_force_is_an_unpublished_change_and_a_draft_is_not():
    one, other = published_race(), published_race()
    for race, state in ((one, "in_force"), (other, "draft")):
        DecisionFactory(
            session=race, event_entry=race.results.get(order=1).event_entry, state=state
        )

    assert changed(one, other) == {one.pk}


def test_result_that_can_no_longer_be_published_has_changed():
    race = published_race()
    race.results.update(status="retired")

    assert changed(race) == {race.pk}


def test_revision_that_was_taken_back_differs_from_the_result():
    race = published_race()
    earlier = race.classifications.get()
    race.results.filter(order=2).update(status="retired")
    publish_classification(race, state="provisional")

    restore_classification(earlier, state="provisional")

    assert changed(race) == {race.pk}


@pytest.mark.parametrize(("races", "cars"), [(1, 2), (3, 9)])
def test_asking_costs_ten_queries(races, cars, django_assert_num_queries):
    event = EventFactory()
    for _race in range(races):
        published_race(event, cars)
    rows = Classification.objects.newest().select_related("session__season")
    newest = {row.session: row for row in rows}

    with django_assert_num_queries(10):
        with_unpublished_changes(newest)
