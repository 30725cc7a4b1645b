"""Results of which not every car is known, at the race desk."""

import pytest
from django.urls import reverse

from tests.factories import RaceFactory, ResultFactory

from .browser import publish, save

pytestmark = pytest.mark.django_db
PLACES = ("reported_place", "reported_class_place")


@pytest.fixture
def race():
    return ResultFactory(event_entry__entry__number="37").session


def page(session):
    return reverse("admin:championship_session_change", args=[session.pk])


def columns(response):
    form = response.context["inline_admin_formsets"][0].formset.empty_form
    return list(form.fields)


def places(race):
    return race.results.values_list(*PLACES).get()


def test_places_are_typed_only_where_the_result_is_incomplete(desk, race):
    before = columns(desk.get(page(race)))

    save(desk, page(race), is_incomplete="on")

    assert [name for name in columns(desk.get(page(race))) if name not in before] == list(PLACES)


def test_reported_places_are_stored_and_published(desk, race):
    save(desk, page(race), is_incomplete="on")

    save(desk, page(race), **{"results-0-reported_place": 10, "results-0-reported_class_place": 9})
    publish(desk, race, state="final")

    assert places(race) == (10, 9)
    assert race.classifications.get().lines.get().place == 10


def test_a_result_without_places_is_not_published_and_says_why(desk, race):
    save(desk, page(race), is_incomplete="on")

    response = desk.get(reverse("admin:championship_session_publish", args=[race.pk]))

    assert "#37 is classified: give its reported places" in response.text


def test_marking_a_session_keeps_places_that_were_typed_before(desk, race):
    race.results.update(reported_place=10, reported_class_place=9)

    save(desk, page(race), is_incomplete="on")

    assert places(race) == (10, 9)


def test_the_page_of_a_single_result_has_the_places_too(desk):
    result = ResultFactory(session=RaceFactory(is_incomplete=True))
    address = reverse("admin:championship_result_change", args=[result.pk])

    save(desk, address, reported_place=3, reported_class_place=3)

    assert places(result.session) == (3, 3)
