"""The results desk of an event: what is stored and published, and what can be done."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from championship.models import Bonus, Decision
from championship.workflows.results import publish_classification
from tests.factories import (
    BonusFactory,
    DecisionFactory,
    EventFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
    staff_with,
)

from .results import desk_page, imported, page, race_with_cars, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    return race_with_cars()


def a_result(race, **facts):
    """The result of a car that is on the list of the event."""
    return ResultFactory(session=race, event_entry=race.event.entries.first(), **facts)


def tools(response):
    """What each session offers, by its name."""
    return {
        str(row["line"].session): [tool["label"] for tool in row["tools"]]
        for row in response.context["lines"]
    }


def test_page_of_an_event_leads_to_its_results(desk, race):
    response = desk.get(reverse("admin:championship_event_change", args=[race.event.pk]))

    assert f'<a href="{desk_page(race.event)}">Results</a>' in response.text


def test_session_without_a_result_can_be_imported_or_typed(desk, race):
    assert tools(desk.get(desk_page(race.event))) == {"Race 1": ["Import", "Type"]}


def test_session_with_a_result_can_be_decided_on_and_published(desk, race):
    a_result(race)

    response = desk.get(desk_page(race.event))

    assert tools(response) == {"Race 1": ["Import", "Type", "Add decision", "Publish"]}
    assert page("publish", race) in response.text


@pytest.mark.parametrize(("state", "comes_forward"), [("provisional", True), ("final", False)])
def test_publishing_comes_forward_while_something_is_left_to_publish(
    desk, race, state, comes_forward
):
    a_result(race)
    publish_classification(race, state=state)

    (row,) = desk.get(desk_page(race.event)).context["lines"]

    assert row["tools"][-1]["first"] is comes_forward


def test_event_without_cars_leads_to_the_import_of_entries(desk):
    session = SessionFactory()

    text = desk.get(desk_page(session.event)).text

    assert "No car is on the list of this event yet." in text
    assert f'/entries/import/?event={session.event.pk}">import the entry list</a>' in text


def test_desk_leads_to_the_notices_of_the_event(desk, race):
    text = desk.get(desk_page(race.event)).text

    assert f'href="/admin/championship/notice/add/?event={race.event.pk}"' in text
    assert f'href="/admin/championship/notice/?event__id__exact={race.event.pk}"' in text


def test_earlier_revisions_are_one_click_away(desk, race):
    a_result(race)
    for state in ("provisional", "final"):
        publish_classification(race, state=state)

    text = desk.get(desk_page(race.event)).text

    assert f'/classification/?session__id__exact={race.pk}">Earlier revisions</a>' in text


def test_imported_file_is_named_with_its_version(desk, race):
    imported(desk, race, name="03_Classification_Race.csv")

    text = desk.get(desk_page(race.event)).text

    assert "03_Classification_Race.csv" in text
    assert f'<a href="{page("versions", race, 1)}">Version 1</a>' in text


def test_published_result_links_to_its_public_page(desk, race):
    a_result(race)
    publish_classification(race, state="provisional")

    response = desk.get(desk_page(race.event))

    assert race.get_absolute_url() in response.text
    assert "Unpublished changes" not in response.text


def test_decision_in_force_that_is_not_published_yet_is_told(desk, race):
    result = a_result(race)
    publish_classification(race, state="provisional")
    DecisionFactory(session=race, event_entry=result.event_entry, state=Decision.State.IN_FORCE)

    response = desk.get(desk_page(race.event))

    assert "Unpublished changes" in response.text
    assert "1 in force" in response.text


def test_event_without_sessions_says_so(desk):
    assert "This event has no session yet." in desk.get(desk_page(EventFactory())).text


# Honours


def test_suggested_holders_are_recorded_at_one_press(desk, race):
    car = race.event.entries.get(number="91")
    ResultFactory(session=race, event_entry=car, best_lap_ms=125_759)
    seen = desk.get(desk_page(race.event)).context["seen"]

    response = desk.post(desk_page(race.event), {"seen": seen})

    assert said(response) == [
        "1 holder is recorded. It counts from the next revision of the race on."
    ]
    assert Bonus.objects.get().event_entry == car
    assert LogEntry.objects.get().get_change_message() == (
        "Recorded as suggested: fastest lap, GT, #91 Team 91, Klaus Bachler"
    )


def test_race_without_a_suggested_pole_leads_to_the_choice_of_its_qualifying(desk, race):
    text = desk.get(desk_page(race.event)).text

    link = f"/session/{race.pk}/change/#grid_sources-group"
    assert f'{link}">Choose the qualifying that sets the grid</a>' in text


def test_recorded_pole_asks_for_no_qualifying(desk, race):
    car = race.event.entries.get(number="91")
    BonusFactory(session=race, kind="pole", car_class=car.car_class, event_entry=car)

    assert "Choose the qualifying" not in desk.get(desk_page(race.event)).text


def test_holders_who_were_not_looked_at_are_not_recorded(desk, race):
    a_result(race, best_lap_ms=125_759)

    response = desk.post(desk_page(race.event), {"seen": "x"})

    assert said(response)[0].startswith("Others are suggested by now.")
    assert not Bonus.objects.exists()


def test_recording_needs_the_permission_to_add_them(client, race):
    a_result(race, best_lap_ms=125_759)
    client.force_login(staff_with("championship.view_result"))

    assert "Record 1 suggested holder" not in client.get(desk_page(race.event)).text
    assert client.post(desk_page(race.event), {"seen": "x"}).status_code == 403


# Who may


@pytest.mark.parametrize(
    ("permissions", "status"), [([], 403), (["championship.view_result"], 200)]
)
def test_desk_opens_for_those_who_may_see_results(client, race, permissions, status):
    client.force_login(staff_with(*permissions))

    assert client.get(desk_page(race.event)).status_code == status


@pytest.mark.parametrize(
    ("permissions", "offered"),
    [
        ([], []),
        (["add_result"], []),
        (["add_result", "change_result"], ["Import", "Type"]),
        (["add_decision"], ["Add decision"]),
        (["add_classification"], ["Publish"]),
    ],
)
def test_desk_offers_what_somebody_may_do(client, race, permissions, offered):
    a_result(race)
    names = [f"championship.{name}" for name in ("view_result", *permissions)]
    client.force_login(staff_with(*names))

    assert tools(client.get(desk_page(race.event))) == {"Race 1": offered}


def test_page_of_no_event_is_not_found(desk, race):
    assert desk.get(desk_page(EventFactory.build(pk=999))).status_code == 404


@pytest.mark.parametrize("sessions", [2, 8])
def test_desk_costs_the_same_for_every_number_of_sessions(
    desk, sessions, django_assert_num_queries
):
    event = EventFactory()
    for _session in range(sessions // 2):
        race = RaceFactory(event=event)
        ResultFactory.create_batch(2, session=race, best_lap_ms=113_000)
        publish_classification(race, state="provisional")
        SessionFactory(event=event, kind="qualifying")
    desk.get(desk_page(event))  # the content types are fetched once

    with django_assert_num_queries(28):
        assert desk.get(desk_page(event)).status_code == 200
