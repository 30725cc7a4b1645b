"""What staff are offered while they type can be told apart, at a fixed price."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from championship.admin.base import ReadOnly
from championship.models import Entry
from tests.factories import (
    CarClassFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
    SeasonFactory,
    SeriesFactory,
    TeamFactory,
)

from .registry import MODELS, address

# Whoever edits these picks rows of other models. Results, crews and the like are lines of
# their owner's page; nobody edits what was published or computed.
CHOOSING = [
    model
    for model in MODELS
    if model._meta.app_label == "championship"
    and not isinstance(admin.site.get_model_admin(model), ReadOnly)
]


def choices(client, model, field, term="", **params):
    response = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "championship",
            "model_name": model,
            "field_name": field,
            "term": term,
            **params,
        },
    )
    return [choice["text"] for choice in response.json()["results"]]


@pytest.fixture
def season(db):
    return SeasonFactory(name="2023/24", series=SeriesFactory(name="Asian Le Mans Series"))


def test_entry_is_offered_with_team_class_and_season(desk, season):
    EntryFactory(
        number="4",
        team=TeamFactory(name="CrowdStrike Racing by APR"),
        car_class=CarClassFactory(season=season, code="LMP2"),
    )

    assert choices(desk, "awardcandidate", "entry", "#4 CrowdStrike Racing by APR, LMP2") == [
        "#4 CrowdStrike Racing by APR, LMP2 · Asian Le Mans Series 2023/24"
    ]


def test_session_is_offered_with_its_event_and_season(desk, season):
    RaceFactory(name="Race 1", event=EventFactory(season=season, name="4 Hours of Sepang"))

    assert choices(desk, "result", "session") == [
        "Race 1, 4 Hours of Sepang · Asian Le Mans Series 2023/24"
    ]


def test_event_entry_is_offered_with_its_event(desk, season):
    event = EventFactory(season=season, name="4 Hours of Sepang")
    car_class = CarClassFactory(season=season, code="GT")
    entry = EntryFactory(car_class=car_class, number="7", team_name="Herberth")
    EventEntryFactory(event=event, entry=entry)

    assert choices(desk, "result", "event_entry") == [
        "#7 Herberth, GT · 4 Hours of Sepang, Asian Le Mans Series 2023/24"
    ]


def test_two_drivers_of_one_name_are_told_apart(desk):
    DriverFactory(given_name="Alex", family_name="Smith", slug="alex-smith", country="GB")
    DriverFactory(given_name="Alex", family_name="Smith", slug="alex-smith-2", country="GB")

    assert sorted(choices(desk, "crewseat", "driver", "smith")) == [
        "Alex Smith · GB",
        "Alex Smith · GB · alex-smith-2",
    ]


def test_only_classes_of_the_season_are_offered_on_its_pages(desk, season):
    car_class = CarClassFactory(season=season, code="GT")
    CarClassFactory(code="GT")

    offered = choices(desk, "entry", "car_class", "GT", season=season.pk)

    assert offered == ["GT · Asian Le Mans Series 2023/24"]
    entry = EntryFactory(car_class=car_class)
    page = desk.get(address(Entry, "change", entry.pk)).content.decode()
    assert f"/admin/autocomplete/?season={season.pk}" in page


def test_chosen_row_is_shown_as_it_was_offered(desk, season):
    car_class = CarClassFactory(season=season, code="GT")
    entry = EntryFactory(car_class=car_class)

    page = desk.get(address(Entry, "change", entry.pk)).content.decode()

    assert "GT · Asian Le Mans Series 2023/24" in page


def test_add_page_starts_with_the_season_of_the_list(desk, season):
    response = desk.get(
        address(Entry, "add"), {"_changelist_filters": f"season__id__exact={season.pk}"}
    )

    assert response.context["adminform"].form["season"].value() == str(season.pk)


@pytest.mark.parametrize(
    ("model", "field", "factory"),
    [
        ("awardcandidate", "entry", EntryFactory),
        ("result", "session", RaceFactory),
        ("result", "event_entry", EventEntryFactory),
        ("entry", "car_class", CarClassFactory),
        ("crewseat", "driver", DriverFactory),
    ],
)
def test_choices_cost_the_same_for_one_row_and_for_ten(desk, model, field, factory):
    factory()
    with CaptureQueriesContext(connection) as one:
        choices(desk, model, field)
    factory.create_batch(9)

    with CaptureQueriesContext(connection) as ten:
        assert len(choices(desk, model, field)) == 10

    assert len(ten) == len(one)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"app_label": "nothing", "model_name": "at", "field_name": "all"},
        {"app_label": "championship", "model_name": "entry", "field_name": "number"},
        {"app_label": "championship", "model_name": "entry", "field_name": "nothing"},
        {"app_label": "auth", "model_name": "user", "field_name": "password"},
    ],
)
def test_request_for_unknown_choices_is_refused(desk, params):
    assert desk.get(reverse("admin:autocomplete"), params).status_code == 403


@pytest.mark.parametrize("term", ["\x00", "#", "'; --", "%", "﷽" * 100, "·"])
def test_odd_search_terms_find_choices_or_none(desk, term):
    assert choices(desk, "crewseat", "driver", term) == []


@pytest.mark.parametrize("season", ["x", "", "-1", "9" * 30, "٣", "1 OR 1=1"])
def test_odd_season_is_no_error(desk, season):
    EntryFactory()

    assert isinstance(choices(desk, "awardcandidate", "entry", season=season), list)


@pytest.mark.parametrize("page", ["x", "0", "-1", "9" * 30])
def test_page_of_choices_that_does_not_exist_is_not_found(desk, page):
    params = {"app_label": "championship", "model_name": "crewseat", "field_name": "driver"}

    assert desk.get(reverse("admin:autocomplete"), {**params, "page": page}).status_code == 404


@pytest.mark.parametrize("model", CHOOSING, ids=lambda model: model._meta.object_name)
def test_rows_that_grow_in_number_are_chosen_by_typing(model):
    lists = [
        field
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created  # crews have seats, lines of their own
    ]
    grows = {
        field.name
        for field in [*model._meta.fields, *lists]
        if field.is_relation and field.editable and field.related_model in MODELS
    }

    assert grows <= set(admin.site.get_model_admin(model).autocomplete_fields)
