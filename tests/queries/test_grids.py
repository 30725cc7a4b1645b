"""Which qualifying sets which grid."""

import pytest

from championship.models import GridSource
from championship.queries.grids import grids_of, grids_of_event
from tests.factories import RaceFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """A double-header, of which one qualifying sets both grids."""
    first = RaceFactory(slug="race-1", name="Race 1", starts_on="2024-02-03")
    event = first.event
    second = RaceFactory(event=event, slug="race-2", name="Race 2", starts_on="2024-02-04")
    qualifying = SessionFactory(event=event, slug="qualifying", kind="qualifying")
    for race, lap in ((second, "second_best"), (first, "best")):
        GridSource.objects.create(race=race, qualifying=qualifying, lap=lap)
    return event


def test_one_qualifying_sets_two_grids_each_by_another_lap(event):
    grids = grids_of(event.sessions.get(slug="qualifying"))

    assert [(grid.race.slug, grid.lap) for grid in grids.sets] == [
        ("race-1", "best"),
        ("race-2", "second_best"),
    ]
    assert (grids.set_by, grids.by_second_best) == ((), True)


def test_race_knows_what_its_grid_is_from(event):
    grids = grids_of(event.sessions.get(slug="race-2"))

    assert [(grid.qualifying.slug, grid.lap) for grid in grids.set_by] == [
        ("qualifying", "second_best")
    ]
    assert (grids.sets, grids.by_second_best) == ((), False)


def test_event_has_the_grids_of_all_its_sessions_in_one_query(event, django_assert_num_queries):
    with django_assert_num_queries(1):
        grids = grids_of_event(event)

    assert {slug: (len(one.sets), len(one.set_by)) for slug, one in grids.items()} == {
        "qualifying": (2, 0),
        "race-1": (0, 1),
        "race-2": (0, 1),
    }
