"""The race desk as a page: for whom, at what price, and its checks."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from championship.admin.history import write_history
from championship.admin.race_desk.checks import _remembered
from championship.models import Standing
from tests.factories import SeriesFactory, UserFactory, staff_with
from tests.queries.desk_world import busy_event

pytestmark = pytest.mark.django_db


PARTS = (
    "Provisional now",
    "Draft decisions",
    "Sessions without results",
    "Next event",
    "Open applications",
    "Checks",
    "Recent actions",
)


@pytest.fixture
def head():
    """The head of the race desk, who may see everything."""
    return User.objects.create_superuser("head")


@pytest.mark.parametrize(
    ("permission", "shown"),
    [
        ("view_classification", {"Provisional now", "Next event"}),
        ("view_decision", {"Draft decisions", "Next event"}),
        ("view_session", {"Sessions without results", "Next event"}),
        ("view_entry", {"Open applications", "Next event"}),
        ("view_standing", {"Checks", "Next event"}),
        ("view_event", {"Next event"}),
    ],
)
def test_a_colleague_sees_the_parts_they_may_see(client, permission, shown):
    busy_event()
    client.force_login(staff_with("championship.view_event", f"championship.{permission}"))

    page = client.get(reverse("admin:index")).text

    assert {part for part in PARTS[:-1] if f">{part}</h2>" in page} == shown


def test_a_colleague_without_any_permission_sees_a_quiet_desk(client):
    busy_event()
    client.force_login(staff_with())

    page = client.get(reverse("admin:index"))

    assert (page.status_code, "Nothing is due." in page.text) == (200, True)


def test_an_empty_site_has_a_quiet_desk(client, head):
    client.force_login(head)

    assert "Nothing is due." in client.get(reverse("admin:index")).text


def test_recent_actions_are_everybodys_for_those_who_may_look(client, head):
    write_history(UserFactory(username="keeper"), [(SeriesFactory(name="AsLMS"), "Renamed.")])
    client.force_login(head)

    assert actions(client) == [("AsLMS", "Renamed.", "keeper")]


def test_whoever_may_not_look_sees_their_own_actions(client):
    colleague = staff_with("championship.view_series")
    series = SeriesFactory(name="AsLMS")
    write_history(UserFactory(username="keeper"), [(series, "Renamed.")])
    write_history(colleague, [(series, "Looked after.")])
    client.force_login(colleague)

    assert actions(client) == [("AsLMS", "Looked after.", colleague.username)]


def actions(client):
    rows = client.get(reverse("admin:index")).context["desk"]["actions"]["rows"]
    return [(row["row"], row["done"], row["who"]) for row in rows]


def test_the_desk_costs_the_same_for_one_event_and_for_ten(client, head):
    client.force_login(head)
    busy_event()
    one = _queries(client)

    for _event in range(9):
        busy_event()

    assert _queries(client) == one


def _queries(client):
    client.get(reverse("admin:index"))  # content types are remembered from the first page on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("admin:index")).status_code == 200
    return len(captured)


# The checks


@pytest.fixture
def season():
    """A season with a table, whose checks nobody has run."""
    season = busy_event().season
    cache.delete(_remembered(season))
    yield season
    cache.delete(_remembered(season))


def run_checks(client, season):
    return client.post(reverse("admin:race_desk_checks"), {"season": season.pk})


def test_checks_of_a_season_say_that_its_tables_are_right(season, client, head):
    client.force_login(head)

    assert "1 championship was computed again and equals" in run_checks(client, season).text
    assert client.get(reverse("admin:index")).context["desk"]["checks"]["last"]["wrong"] == 0


def test_checks_of_a_season_name_a_table_that_is_wrong_and_leave_it(season, client, head):
    client.force_login(head)
    Standing.objects.filter(rank=1).update(points="1000")

    page = run_checks(client, season)

    assert page.context["wrong"] == [season.championships.get().name]
    assert "1 table is stored otherwise" in page.text
    assert Standing.objects.filter(points="1000").count() == 1


def test_checks_are_for_those_who_may_see_the_standings(season, client):
    client.force_login(staff_with("championship.view_event"))

    assert run_checks(client, season).status_code == 403


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30, "²"])
def test_checks_of_no_season_are_not_found(client, head, key):
    client.force_login(head)

    assert client.post(reverse("admin:race_desk_checks"), {"season": key}).status_code == 404


def test_the_address_of_the_checks_leads_to_the_desk(client, head):
    client.force_login(head)

    response = client.get(reverse("admin:race_desk_checks"))

    assert response.headers["Location"] == reverse("admin:index")
