"""The entry desk of a season: what waits, what is published, every car, and carrying over."""

import pytest
from django.contrib.messages import get_messages

from championship.models import Entry, Event, EventEntry, Season, Waiver
from championship.workflows.entry_lists import publish_entry_list
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    EntryFactory,
    EntryListCountFactory,
    EntryListRevisionFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    SeasonFactory,
    TeamFactory,
    UserFactory,
    staff_with,
)
from tests.workflows.grid import grid

from .browser import save
from .registry import address
from .test_pages import queries

pytestmark = pytest.mark.django_db


def page_of(season, event=None):
    found = f"/admin/championship/season/{season.pk}/entries/"
    return f"{found}?event={event.pk}" if event else found


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def words(response):
    return " ".join(response.text.split())


@pytest.fixture
def season():
    return SeasonFactory()


@pytest.mark.parametrize(
    ("permissions", "status"),
    [(["view_season"], 403), (["view_entry"], 200)],
)
def test_the_desk_is_seen_by_who_may_see_entries(client, season, permissions, status):
    client.force_login(staff_with(*(f"championship.{name}" for name in permissions)))

    assert client.get(page_of(season)).status_code == status


def test_fans_are_sent_to_the_login(client, season):
    client.force_login(UserFactory(is_staff=False))

    assert client.get(page_of(season)).status_code == 302


@pytest.mark.parametrize("key", ["0", "soon", "9" * 30])
def test_a_list_of_no_event_is_not_found(desk, season, key):
    assert desk.get(page_of(season) + f"?event={key}").status_code == 404


def test_an_event_of_another_season_is_not_found(desk, season):
    assert desk.get(page_of(season, EventFactory())).status_code == 404


def test_an_empty_season_says_how_to_begin(desk, season):
    page = words(desk.get(page_of(season)))

    assert "No car yet. Add entries one by one, or import a spreadsheet" in page
    assert "Nothing published yet." in page


def test_every_car_is_linked_to_its_page(desk, season):
    entry = EntryFactory(season=season, team__name="Proton Competition")
    car = EventEntryFactory(entry=entry)

    of_season, of_event = desk.get(page_of(season)), desk.get(page_of(season, car.event))

    assert address(type(entry), "change", entry.pk) in of_season.text
    assert address(type(car), "change", car.pk) in of_event.text


def test_a_crew_is_shown_with_the_seats_that_are_open(desk, season):
    seat = CrewSeatFactory(entry__season=season, driver__family_name="Kurtz")
    CrewSeatFactory(entry=seat.entry, driver=None)
    EntryFactory(season=season, car=None)

    page = words(desk.get(page_of(season)))

    assert "Alex Kurtz" in page
    assert "to be announced" in page
    assert "no crew yet" in page
    assert "no car yet" in page


def test_the_newest_published_list_is_named_with_its_author(desk, season):
    EntryListRevisionFactory(season=season, published_by=UserFactory(username="secretary"))

    page = words(desk.get(page_of(season)))

    assert "Revision 1</strong> 15 Jan 2024, secretary" in page
    words_of_season = f"/{season.series.slug}/{season.slug}"
    assert f'href="{words_of_season}/entries/revisions/1/"' in page


def test_what_changed_inside_since_then_is_said(desk, season):
    event = EventFactory(season=season)
    car = EventEntryFactory(event=event, number="7")
    CrewSeatFactory(entry=car.entry)
    EventCrewSeatFactory(event_entry=car)
    before = publish_entry_list(season, event, state="provisional")

    car.status = "withdrawn"
    car.save()
    page = desk.get(page_of(season, event))

    assert page.context["page"].newest == before
    assert [pair.after.number for pair in page.context["page"].changes.withdrawn] == ["7"]
    assert "Changed inside since then" in page.text


def test_where_only_totals_were_published_only_totals_are_compared(desk, season):
    count = EntryListCountFactory(revision__season=season, cars=10)
    EntryFactory(car_class=count.car_class)

    changes = desk.get(page_of(season)).context["page"].changes

    assert [(total.before, total.after) for total in changes.totals] == [(10, 1)]


def test_a_name_cannot_bring_its_own_markup(desk, season):
    EntryFactory(season=season, team__name="<script>alert(1)</script>")

    assert "<script>alert" not in desk.get(page_of(season)).text


def test_an_open_point_leads_to_the_car_where_it_is_mended(desk, season):
    car = EventEntryFactory(event__season=season, number="7")

    of_event = desk.get(page_of(season, car.event)).context["checks"]["open"]
    of_season = desk.get(page_of(season)).context["checks"]["open"]

    assert [(check.kind, url) for check, url in of_event] == [
        ("no_crew", address(type(car), "change", car.pk) + "?from_desk=1")
    ]
    assert [url for _check, url in of_season] == [
        address(Entry, "change", car.entry.pk) + "?from_desk=1"
    ]


def test_a_waived_rule_is_shown_with_its_reason_and_is_not_open(desk, season):
    seat = CrewSeatFactory(entry__season=season)
    seat.entry.car_class.drivers_at_least = 2
    seat.entry.car_class.save()
    Waiver.objects.create(entry=seat.entry, rule="drivers", reason="Bulletin 3")

    page = words(desk.get(page_of(season)))

    assert "Nothing is open" in page
    assert "Waived: Bulletin 3" in page


def test_the_open_points_of_every_event_are_counted_beside_it(desk, season):
    car = EventEntryFactory(event__season=season)

    page = words(desk.get(page_of(season)))

    row = page.split(page_of(season, car.event))[-1]
    assert "<td><strong>1</strong></td>" in row.split("</tr>")[0]


TOOLS = {
    "publish/": "add_entrylistrevision",
    "import/": "add_entry",
    "entry/add/": "add_entry",
}


@pytest.mark.parametrize(("tool", "permission"), TOOLS.items())
def test_a_tool_is_offered_to_who_may_use_it(client, season, tool, permission):
    client.force_login(staff_with("championship.view_entry"))
    without = client.get(page_of(season)).text
    client.force_login(staff_with("championship.view_entry", f"championship.{permission}"))
    with_it = client.get(page_of(season)).text

    assert (tool in without, tool in with_it) == (False, True)


def tick(client, page, action, *cars, **answers):
    """Tick cars at the desk and press a button."""
    return client.post(page, {"action": action, "_selected_action": [c.pk for c in cars]} | answers)


def test_cars_ticked_at_the_desk_are_confirmed_and_the_desk_is_shown_again(desk, season):
    car = EntryFactory(season=season, number="7", status="received")

    response = tick(desk, page_of(season), "confirm", car)

    assert said(response) == ["1 car confirmed: #7."]
    assert response.headers["Location"] == page_of(season)


def test_cars_ticked_at_an_event_are_withdrawn_there_once_it_was_asked(desk, season):
    car = EventEntryFactory(event__season=season, number="7")
    page = page_of(season, car.event)

    asked = tick(desk, page, "withdraw", car)
    tick(desk, page, "withdraw", car, post="yes", note="Crash in practice.")

    assert "Nothing is withdrawn yet" in asked.text
    car.refresh_from_db()
    assert (car.status, car.entry.status) == ("withdrawn", "confirmed")


def test_nothing_ticked_changes_nothing(desk, season):
    assert said(tick(desk, page_of(season), "confirm")) == ["Tick the cars first."]


def test_a_car_of_another_list_can_not_be_ticked(desk, season):
    stranger = EntryFactory(status="received")

    tick(desk, page_of(season), "confirm", stranger)

    assert Entry.objects.get().status == "received"


@pytest.mark.parametrize("action", ["delete_selected", "confirm_all", ""])
def test_only_what_the_desk_offers_can_be_pressed(desk, season, action):
    car = EntryFactory(season=season)

    assert tick(desk, page_of(season), action, car, post="yes").status_code == 403
    assert Entry.objects.exists()


def test_who_may_only_look_can_tick_nothing(client, season):
    car = EntryFactory(season=season, status="received")
    client.force_login(staff_with("championship.view_entry"))

    assert "_selected_action" not in client.get(page_of(season)).text
    assert tick(client, page_of(season), "confirm", car).status_code == 403


def test_whoever_came_from_the_desk_returns_to_it(desk, season):
    car = EventEntryFactory(event__season=season)
    pages = {
        address(Entry, "change", car.entry.pk): page_of(season),
        address(EventEntry, "change", car.pk): page_of(season, car.event),
    }

    for page, desk_page in pages.items():
        assert save(desk, f"{page}?from_desk=1").headers["Location"] == desk_page


@pytest.mark.parametrize(
    ("model", "filters"),
    [(Entry, {}), (EventEntry, {"event__id__exact": None})],
)
def test_a_list_of_cars_leads_to_the_desk_whose_it_is(desk, season, model, filters):
    event = EventEntryFactory(event__season=season).event
    filters = dict.fromkeys(filters, event.pk)
    path = "season" if model is Entry else "event__season"

    page = desk.get(address(model, "changelist"), {f"{path}__id__exact": season.pk} | filters)

    assert f'href="{page_of(season, event if filters else None)}"' in page.text


def test_a_seat_that_is_added_and_left_empty_is_to_be_announced(desk):
    seat = CrewSeatFactory()

    save(desk, address(Entry, "change", seat.entry.pk), **{"crew-TOTAL_FORMS": 2})

    assert list(seat.entry.crew.values_list("order", "driver")) == [(1, seat.driver.pk), (2, None)]


def test_three_applications_are_typed_one_after_the_other(desk, season):
    tools = desk.get(page_of(season)).context["tools"]
    add = next(tool["url"] for tool in tools if tool["label"] == "Add entry")
    new = {"car_class": CarClassFactory(season=season).pk, "team": TeamFactory().pk}

    form = desk.get(add).context["form_url"]
    after = save(desk, form, number="1", _addanother="1", **new).headers["Location"]
    again = save(desk, after, number="2", **new).headers["Location"]

    assert list(season.entries.values_list("number", flat=True)) == ["1", "2"]
    assert again == page_of(season)


def test_entries_are_carried_over_with_their_reserves_if_ticked(desk, season):
    event = EventFactory(season=season)
    EntryFactory(season=season)
    EntryFactory(season=season, status="reserve", reserve_place=1)

    without = desk.post(page_of(season, event))
    with_reserves = desk.post(page_of(season, event), {"reserves": "on"})

    assert said(without) == [f"{event}: 1 car added."]
    assert said(with_reserves)[-1] == f"{event}: 1 car added."
    assert with_reserves.headers["Location"] == page_of(season, event)


def test_a_number_that_is_taken_is_named_and_nothing_is_carried_over(desk, season):
    event = EventFactory(season=season)
    EventEntryFactory(event=event, number="7", entry__number="77")
    EntryFactory(season=season, number="7")

    response = desk.post(page_of(season, event))

    assert said(response) == ["Another car of this event already has the number #7."]
    assert event.entries.count() == 1


def test_carrying_over_needs_the_permission_to_add_event_entries(client, season):
    event = EventFactory(season=season)
    client.force_login(staff_with("championship.view_entry"))

    assert "Carry over" not in client.get(page_of(season, event)).text
    assert client.post(page_of(season, event)).status_code == 403


def test_the_season_and_its_events_lead_to_the_desk(desk, season):
    event = EventFactory(season=season)

    assert page_of(season) in desk.get(address(Season, "changelist")).text
    assert page_of(season) in desk.get(address(Season, "change", season.pk)).text
    assert page_of(season, event) in desk.get(address(Event, "change", event.pk)).text


@pytest.mark.parametrize("at_event", [False, True])
def test_the_page_costs_the_same_for_ten_times_the_cars(desk, at_event):
    costs = []
    for cars in (40, 400):
        event = EventFactory()
        grid(event.season, cars)
        if at_event:
            desk.post(page_of(event.season, event))
        costs.append(queries(desk, page_of(event.season, event if at_event else None)))

    assert costs[0] == costs[1]


def test_the_page_costs_the_same_for_ten_times_the_events(desk):
    costs = []
    for events in (2, 20):
        season = SeasonFactory()
        for event in EventFactory.create_batch(events, season=season):
            EventEntryFactory(event=event)
        costs.append(queries(desk, page_of(season)))

    assert costs[0] == costs[1]
