"""Who may do what at the race desk."""

import pytest
from django.urls import reverse

from championship.models import Classification, Entry, Event, LedgerLine, Standing, Team
from tests.factories import (
    ClassificationFactory,
    EntryFactory,
    EventFactory,
    LedgerLineFactory,
    StandingFactory,
    TeamFactory,
    UserFactory,
    staff_with,
)

from .registry import address

ROLES = {
    "nobody": None,
    "fan": lambda: UserFactory(is_staff=False),
    "staff without permissions": UserFactory,
    "reader": lambda: staff_with("championship.view_team"),
    "editor": lambda: staff_with("championship.view_team", "championship.change_team"),
    "keeper": lambda: staff_with(
        "championship.view_team", "championship.add_team", "championship.delete_team"
    ),
}


def sign_in(client, role):
    if ROLES[role]:
        client.force_login(ROLES[role]())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("nobody", "changelist", 302),
        ("fan", "changelist", 302),
        ("staff without permissions", "changelist", 403),
        ("reader", "changelist", 200),
        ("reader", "change", 200),
        ("reader", "add", 403),
        ("reader", "delete", 403),
        ("editor", "change", 200),
        ("editor", "add", 403),
        ("editor", "delete", 403),
        ("keeper", "add", 200),
        ("keeper", "delete", 200),
    ],
)
def test_page_of_a_team_opens_for(client, role, page, status):
    team = TeamFactory()
    sign_in(client, role)

    args = [team.pk] if page in ("change", "delete") else []

    assert client.get(address(Team, page, *args)).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "name"), [("reader", "Old name"), ("keeper", "Old name"), ("editor", "New name")]
)
def test_team_is_renamed_only_by_an_editor(client, role, name):
    team = TeamFactory(name="Old name")
    sign_in(client, role)

    client.post(
        address(Team, "change", team.pk),
        {
            "name": "New name",
            "slug": team.slug,
            "aliases-TOTAL_FORMS": 0,
            "aliases-INITIAL_FORMS": 0,
        },
    )

    team.refresh_from_db()
    assert team.name == name


@pytest.mark.django_db
@pytest.mark.parametrize(("permission", "added"), [("change_event", 0), ("add_evententry", 1)])
def test_carrying_over_needs_the_permission_to_add_event_entries(client, permission, added):
    entry = EntryFactory()
    event = EventFactory(season=entry.season)
    client.force_login(staff_with("championship.view_event", f"championship.{permission}"))

    client.post(
        address(Event, "changelist"),
        {"action": "carry_over_entries", "_selected_action": event.pk},
    )

    assert event.entries.count() == added


@pytest.mark.parametrize("page", ["change", "delete"])
@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Classification, ClassificationFactory),
        (Standing, StandingFactory),
        (LedgerLine, LedgerLineFactory),
    ],
)
def test_published_and_computed_rows_are_changed_by_nobody(desk, model, factory, page):
    row = factory()

    response = desk.post(address(model, page, row.pk), {"post": "yes", "note": "changed"})

    assert response.status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_reader_of_entries_is_offered_no_choices_of_drivers(client):
    client.force_login(staff_with("championship.view_entry", "championship.change_entry"))

    response = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "championship", "model_name": "crewseat", "field_name": "driver"},
    )

    assert response.status_code == 403
    assert not Entry.objects.exists()
