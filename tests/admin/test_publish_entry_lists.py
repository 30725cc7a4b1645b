"""Publishing an entry list: what is shown, what is asked for, what is kept of it."""

import re

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.messages import get_messages

from championship.models import CategoryLimit, EntryListRevision, Waiver
from championship.workflows.entries import carry_over
from championship.workflows.entry_lists import publish_entry_list
from tests.factories import (
    CrewSeatFactory,
    EntryFactory,
    EntryListCountFactory,
    EntryListRevisionFactory,
    EventFactory,
    SeasonFactory,
    UserFactory,
    staff_with,
)
from tests.workflows.grid import grid

from .registry import address
from .test_pages import queries

pytestmark = pytest.mark.django_db


def desk_of(season, event=None):
    found = f"/admin/championship/season/{season.pk}/entries/"
    return f"{found}?event={event.pk}" if event else found


def page_of(season, event=None):
    return desk_of(season, event).replace("/entries/", "/entries/publish/")


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def words(response):
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.text).split())


def press(desk, season, event=None, **values):
    """Look at the page, fill it in and press the button."""
    seen = desk.get(page_of(season, event)).context["draft"].fingerprint
    values = {"state": "provisional", "note": "", "reason": "", "seen": seen} | values
    return desk.post(page_of(season, event), values)


@pytest.fixture
def season():
    """A season with one confirmed car, whose crew is Pietro Fittipaldi."""
    season = SeasonFactory()
    entry = EntryFactory(season=season, number="7", car_class__code="LMP2")
    CrewSeatFactory(entry=entry, driver__given_name="Pietro", driver__family_name="Fittipaldi")
    return season


@pytest.fixture
def without_bronze(season):
    """The class of the car needs a Bronze, and its driver's category is not known."""
    entry = season.entries.get()
    CategoryLimit.objects.create(car_class=entry.car_class, bronze=True, at_least=1)
    entry.crew.get().driver.categories.create(category="silver", valid_from="2023-01-01")
    return entry


# Who


@pytest.mark.parametrize(
    ("permissions", "status"),
    [(["view_season", "change_entry"], 403), (["add_entrylistrevision"], 200)],
)
def test_lists_are_published_by_whoever_may(client, season, permissions, status):
    client.force_login(staff_with(*(f"championship.{name}" for name in permissions)))

    assert client.get(page_of(season)).status_code == status
    client.post(page_of(season), {"state": "final"})
    assert not EntryListRevision.objects.exists()


def test_fans_are_sent_to_the_login(client, season):
    client.force_login(UserFactory(is_staff=False))

    assert client.get(page_of(season)).status_code == 302


def test_the_event_of_another_season_is_not_found(desk, season):
    assert desk.get(page_of(season, EventFactory())).status_code == 404


# What is shown


def test_the_page_shows_every_car_by_class_with_totals(desk, season):
    EntryFactory(season=season, status="reserve", reserve_place=1)
    EntryFactory(season=season, status="received", number="999")

    text = words(desk.get(page_of(season)))

    assert "1 car, 1 reserve" in text
    assert "LMP2, 1 car" in text
    assert "Pietro Fittipaldi" in text
    assert "#999" not in text


def test_the_page_shows_what_changed_since_the_last_issue(desk, season):
    publish_entry_list(season, state="provisional")
    CrewSeatFactory(entry=EntryFactory(season=season, number="24"))

    response = desk.get(page_of(season))

    assert "Changed since revision 1" in words(response)
    assert [row.number for row in response.context["draft"].changes.added] == ["24"]
    assert "Publish as revision 2" in words(response)


def test_against_totals_only_the_totals_are_compared(desk, season):
    issue = EntryListRevisionFactory(season=season)
    EntryListCountFactory(revision=issue, car_class=season.classes.get(), cars=3)

    changes = desk.get(page_of(season)).context["draft"].changes

    assert changes.only_totals
    assert [(total.before, total.after) for total in changes.totals] == [(3, 1)]


def test_the_page_says_what_is_open_and_what_is_waived(desk, season, without_bronze):
    assert "1 open point" in words(desk.get(page_of(season)))

    Waiver.objects.create(entry=without_bronze, rule="categories", reason="Agreed.")

    text = words(desk.get(page_of(season)))
    assert "Nothing is open" in text
    assert "Waived: Agreed." in text


def test_the_page_costs_the_same_for_ten_times_the_cars(desk):
    small, large = SeasonFactory(), SeasonFactory()
    grid(small, 4)
    grid(large, 40)

    assert queries(desk, page_of(small)) == queries(desk, page_of(large))


def test_a_list_without_cars_says_so(desk):
    assert "No car is on this list yet." in words(desk.get(page_of(SeasonFactory())))


def test_after_a_final_list_only_a_final_one_is_offered(desk, season):
    publish_entry_list(season, state="final")

    state = desk.get(page_of(season)).context["form"]["state"]

    assert [value for value, _label in state.field.choices] == ["final"]
    assert state.value() == "final"


# Publishing


def test_the_button_publishes_the_list_and_leads_back_to_the_desk(desk, season):
    response = press(desk, season, state="final", note="For Sepang.\r\nWith a reserve.")

    issue = EntryListRevision.objects.get()
    assert (response.status_code, response.url) == (302, desk_of(season))
    assert (issue.state, issue.note) == ("final", "For Sepang.\nWith a reserve.")
    assert issue.published_by.username == "head"
    page = f"/{season.series.slug}/{season.slug}/entries/revisions/1/"
    assert said(response) == [f'Revision 1 is published: final. <a href="{page}">Public page</a>']


def test_the_public_page_that_the_message_leads_to_is_there(desk, client, season):
    press(desk, season)

    page = f"/{season.series.slug}/{season.slug}/entries/revisions/1/"
    assert "Fittipaldi" in client.get(page).text


def test_the_list_of_an_event_is_published_for_the_event(desk, season):
    event = EventFactory(season=season)
    carry_over(event)

    response = press(desk, season, event)

    assert response.url == desk_of(season, event)
    assert EntryListRevision.objects.get().event == event


def test_publishing_stands_in_the_histories_of_the_list_and_of_the_season(desk, season):
    press(desk, season)

    lines = LogEntry.objects.order_by("pk")
    assert [(line.content_type.model, line.action_flag) for line in lines] == [
        ("entrylistrevision", ADDITION),
        ("season", CHANGE),
    ]
    assert lines.last().change_message == "Entry list published as revision 1."


# What is refused


def test_what_is_open_needs_a_reason(desk, season, without_bronze):
    response = press(desk, season, note="For Sepang.")

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"reason"}
    assert "say why the list is published all the same" in response.text
    assert "For Sepang." in response.text
    assert not EntryListRevision.objects.exists()


def test_with_a_reason_it_is_published(desk, season, without_bronze):
    press(desk, season, reason="The licence is on its way.")

    assert EntryListRevision.objects.get().reason == "The licence is on its way."


def test_without_a_state_nothing_is_published(desk, season):
    assert press(desk, season, state="").context["form"].errors.keys() == {"state"}


def test_a_refusal_is_said_on_the_page_and_what_was_typed_stays(desk, season):
    event = EventFactory(season=season, status="cancelled", name="4 Hours of Imola")
    carry_over(event)

    response = press(desk, season, event, note="For Imola.")

    assert said(response) == ["“4 Hours of Imola” is cancelled; it has no entry list any more."]
    assert "For Imola." in response.text


def test_what_was_edited_meanwhile_is_shown_before_it_is_published(desk, season):
    seen = desk.get(page_of(season)).context["draft"].fingerprint
    season.entries.update(number="77")

    response = press(desk, season, seen=seen)

    assert said(response)[0].startswith("The list was edited since you looked at it.")
    assert "#77" in response.text
    assert f'value="{seen}"' not in response.text
    assert not EntryListRevision.objects.exists()


def test_pressing_twice_publishes_once(desk, season):
    values = {"state": "final", "seen": desk.get(page_of(season)).context["draft"].fingerprint}

    desk.post(page_of(season), values)
    response = desk.post(page_of(season), values)

    assert said(response)[-1].startswith("head published revision 1 of this list meanwhile.")
    assert EntryListRevision.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"seen": "x" * 10_000, "state": "final"},
        {"seen": "\x00", "state": "final"},
        {"state": ["final", "provisional"], "note": "\x00"},
        {"state": "amended", "reason": "x" * 100_000},
    ],
)
def test_odd_requests_publish_nothing(desk, season, sent):
    assert desk.post(page_of(season), sent).status_code == 200
    assert not EntryListRevision.objects.exists()


# The list of what was published


def test_a_published_list_can_be_read_and_not_changed_or_deleted(desk, season):
    issue = publish_entry_list(season, state="final")

    page = desk.get(address(EntryListRevision, "change", issue.pk))

    assert "Pietro Fittipaldi" in page.text
    assert 'name="_save"' not in page.text
    assert desk.get(address(EntryListRevision, "delete", issue.pk)).status_code == 403


def test_a_published_list_is_not_deleted_with_others(desk, season):
    frozen = publish_entry_list(season, state="final")
    totals = EntryListRevisionFactory(season=season, number=9)

    desk.post(
        address(EntryListRevision, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [frozen.pk, totals.pk],
            "post": "yes",
        },
    )

    assert EntryListRevision.objects.count() == 2


def test_a_list_published_elsewhere_is_typed_with_its_totals(desk, season):
    issue = EntryListRevisionFactory(season=season)

    page = desk.get(address(EntryListRevision, "change", issue.pk))

    assert 'name="_save"' in page.text
    assert 'name="counts-TOTAL_FORMS"' in page.text
    assert 'name="published_at' not in page.text


def test_the_lists_are_sorted_by_when_they_were_published(desk, season):
    for number, day in enumerate(("2024-01-20", "2024-01-10", None), start=1):
        EntryListRevisionFactory(season=season, number=number, published_on=day)
    issue = publish_entry_list(season, state="final")

    column = list(desk.get(address(EntryListRevision, "changelist")).context["cl"].list_display)
    at = column.index("published")
    page = desk.get(address(EntryListRevision, "changelist"), {"o": f"{at}"})

    dated = [row.number for row in page.context["cl"].result_list if row.number != 3]
    assert dated == [2, 1, issue.number]
