"""Two people pressing Publish on the same result in the same moment."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from championship.models import Classification
from championship.workflows.standings import differences
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    RaceFactory,
    ResultFactory,
    UserFactory,
)
from tests.workflows.test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


@pytest.fixture
def race():
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt)
    race = RaceFactory(event__season=gt.season)
    for order in range(1, 6):
        ResultFactory(session=race, order=order, event_entry__entry__car_class=gt)
    return race


def looking_at(race, name):
    """Somebody who has the page open: a browser, and what was seen."""
    client = Client()
    client.force_login(UserFactory(username=name, is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:championship_session_publish", args=[race.pk]))
    return client, page.context["seen"]


def test_one_publishes_and_the_other_reads_who_was_first_and_keeps_what_was_typed(race):
    address = reverse("admin:championship_session_publish", args=[race.pk])
    browsers = [looking_at(race, name) for name in ("anna", "bruno")]

    pages = at_once(
        *[
            lambda client=client, seen=seen: client.post(
                address, {"state": "final", "seen": seen, "note": "After the protests."}
            )
            for client, seen in browsers
        ]
    )

    (told,) = (page for page in pages if page.status_code == 200)
    assert sorted(page.status_code for page in pages) == [200, 302]
    published = Classification.objects.get()
    text = told.content.decode()
    assert f"{published.published_by} published revision 1 of this result meanwhile" in text
    assert "After the protests." in text
    assert published.lines.count() == 5
    assert differences(race.season) == []
