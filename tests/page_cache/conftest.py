"""Pages are kept in these tests, and none is there when one begins."""

import pytest

from championship.page_cache import tokens
from tests.factories import (
    EventEntryFactory,
    RaceFactory,
    ResultFactory,
)


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEEP_PAGES = settings.KEEP_PARTS = True
    # Emptying the whole cache would empty it for the other workers too.
    tokens.drop_everything()


@pytest.fixture
def race():
    """A race with a result that is not published yet."""
    race = RaceFactory(event__season__slug="2024", event__season__series__slug="cup", slug="race")
    ResultFactory(session=race, event_entry=EventEntryFactory(event=race.event))
    return race
