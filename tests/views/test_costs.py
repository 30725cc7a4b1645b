"""No page asks the database more for a larger season."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import Season

from .addresses import LIMIT, LIMITS, PAGES, address
from .worlds import parts


def queries_of(client, name, season):
    """What a page costs while this season is the only public one."""
    Season.objects.update(is_public=False)
    Season.objects.filter(pk=season.pk).update(is_public=True)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, **parts(season)))
    assert response.status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if name != "styleguide"])
def test_page_costs_the_same_for_ten_times_the_season(client, worlds, name):
    small, large = (queries_of(client, name, worlds[size]) for size in ("small", "large"))

    assert small == large <= LIMITS.get(name, LIMIT)
