"""No page asks the database more for a larger season."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import Season

from .addresses import LIMIT, LIMITS, PAGES, address
from .worlds import parts

# What else can be asked of a page by its address.
ASKED = [
    (name, query)
    for name in ("awards", "awards-csv")
    for query in ("?after=1", "?after=1&revision=2")
] + [("title-fight", "?after=1")]


def queries_of(client, name, season, query=""):
    """What a page costs while this season is the only public one."""
    Season.objects.update(is_public=False)
    Season.objects.filter(pk=season.pk).update(is_public=True)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, **parts(season)) + query)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if name != "styleguide"])
def test_page_costs_the_same_for_ten_times_the_season(client, worlds, name):
    small, large = (queries_of(client, name, worlds[size]) for size in ("small", "large"))

    assert small == large <= LIMITS.get(name, LIMIT)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "query"), ASKED)
def test_what_an_address_asks_for_costs_the_same_too(client, worlds, name, query):
    small, large = (queries_of(client, name, worlds[size], query) for size in ("small", "large"))

    assert small == large <= LIMIT
