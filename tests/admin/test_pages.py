"""Every list and form of the race desk opens, at a price that does not grow."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from championship.admin.series import SEASON_LISTS
from championship.admin.site import GROUPS
from championship.models import Notice
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    DriverCategoryFactory,
    EntryListCountFactory,
    EventCrewSeatFactory,
    NoticeFactory,
    ResultFactory,
    SeasonFactory,
    SessionFactory,
    staff_with,
)

from .registry import MODELS, NAMES, address, factory_of

every_model = pytest.mark.parametrize("model", MODELS, ids=NAMES)


def queries(client, url):
    client.get(url)  # Django remembers content types from its first page on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@every_model
def test_list_shows_its_rows(desk, model):
    row = factory_of(model)()

    response = desk.get(address(model, "changelist"))

    assert row in response.context["cl"].result_list


@every_model
def test_list_costs_the_same_for_one_row_and_for_ten(desk, model):
    factory_of(model)()
    one = queries(desk, address(model, "changelist"))

    factory_of(model).create_batch(9)

    assert queries(desk, address(model, "changelist")) == one


@every_model
def test_list_can_be_searched(desk, model):
    factory_of(model)()

    response = desk.get(address(model, "changelist"), {"q": "#nobody · has, this"})

    assert list(response.context["cl"].result_list) == []


@every_model
def test_add_page_opens_unless_rows_are_only_computed(desk, model):
    response = desk.get(address(model, "add"))

    may_add = response.wsgi_request.user.is_superuser and admin.site.get_model_admin(
        model
    ).has_add_permission(response.wsgi_request)
    assert response.status_code == (200 if may_add else 403)


@every_model
def test_change_page_opens(desk, model):
    row = factory_of(model)()

    response = desk.get(address(model, "change", row.pk))

    assert response.context["original"] == row


@every_model
def test_colleague_who_may_only_view_sees_a_page_without_a_save_button(client, db, model):
    row = factory_of(model)()
    label = f"{model._meta.app_label}.view_{model._meta.model_name}"
    client.force_login(staff_with(label))

    response = client.get(address(model, "change", row.pk))

    assert response.status_code == 200
    assert b'name="_save"' not in response.content


@every_model
def test_every_model_can_be_reached_from_the_front_page(desk, model):
    assert address(model, "changelist") in desk.get(reverse("admin:index")).content.decode()


def test_front_page_is_arranged_as_staff_think(desk):
    groups = desk.get(reverse("admin:index")).context["app_list"]

    assert [str(group["name"]) for group in groups] == [
        "Season",
        "Entries",
        "Race control",
        "Championships",
        "Awards",
        "Publishing",
        "Access",
    ]


def test_every_model_of_the_menu_is_registered():
    assert sorted(name for _title, names in GROUPS.values() for name in names) == sorted(NAMES)


def test_front_page_shows_only_what_a_colleague_may_see(client, db):
    client.force_login(staff_with("championship.view_team"))

    groups = client.get(reverse("admin:index")).context["app_list"]

    assert [[model["object_name"] for model in group["models"]] for group in groups] == [["Team"]]


def test_add_page_has_no_button_before_its_first_field(desk, db):
    add = desk.get(address(Notice, "add")).text
    change = desk.get(address(Notice, "change", NoticeFactory().pk)).text

    assert (add.count('name="_save"'), change.count('name="_save"')) == (1, 2)


@pytest.mark.parametrize("path", ["/admin/championship/", "/admin/auth/"])
def test_addresses_between_front_page_and_list_lead_to_the_front_page(desk, path):
    assert desk.get(path).headers["Location"] == reverse("admin:index")


def test_season_page_links_every_list_of_the_season(desk):
    season = SeasonFactory()
    CarClassFactory.create_batch(3, season=season)

    lists = desk.get(address(type(season), "change", season.pk)).context["season_lists"]

    assert len(lists) == len(SEASON_LISTS)
    assert lists[0]["count"] == 3
    assert lists[0]["url"] == f"/admin/championship/carclass/?season__id__exact={season.pk}"


@pytest.mark.parametrize(("model", "path"), SEASON_LISTS)
def test_list_of_a_season_leaves_other_seasons_out(desk, model, path):
    factory_of(model)()
    empty = SeasonFactory()

    response = desk.get(address(model, "changelist"), {f"{path}__id__exact": empty.pk})

    assert list(response.context["cl"].result_list) == []


@pytest.mark.parametrize(
    ("part", "parent"),
    [
        (CrewSeatFactory, "entry"),
        (EventCrewSeatFactory, "event_entry"),
        (DriverCategoryFactory, "driver"),
        (EntryListCountFactory, "revision"),
        (ResultFactory, "session"),
        (SessionFactory, "event"),
    ],
)
def test_parts_stand_on_the_page_of_their_owner(desk, part, parent):
    row = part()
    owner = getattr(row, parent)

    response = desk.get(address(type(owner), "change", owner.pk))

    formsets = response.context["inline_admin_formsets"]
    assert row in [form.original for formset in formsets for form in formset]


def test_session_page_costs_the_same_for_one_result_and_for_ten(desk):
    result = ResultFactory()
    page = address(type(result.session), "change", result.session.pk)
    one = queries(desk, page)

    ResultFactory.create_batch(9, session=result.session)

    assert queries(desk, page) == one
