"""Decisions of the stewards at the race desk: typed, checked, looked at, put in force."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from championship.models import Bonus, Decision, Result
from championship.workflows.results import publish_classification
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    DecisionFactory,
    EventEntryFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
    staff_with,
)

from .browser import errors, save, what_the_page_says
from .registry import address

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def race(db):
    """A race of GT cars 88 and 91 in Dubai."""
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season, event__circuit__time_zone="Asia/Dubai")
    for order, number in enumerate(("88", "91"), start=1):
        ResultFactory(
            session=race,
            order=order,
            time_ms=14_000_000 + order * 10_000,
            event_entry__entry__number=number,
            event_entry__entry__car_class=gt,
        )
    return race


def car(race, number="88"):
    return race.event.entries.get(number=number)


def add(desk, race, **fields):
    """Fill in the page of a new decision on car 88, and press Save."""
    page = f"{address(Decision, 'add')}?session={race.pk}"
    sent = {"event_entry": car(race).pk, "penalty": "warning"} | fields
    return desk.post(page, what_the_page_says(desk.get(page)) | sent)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def publish_page(race, *drafts):
    query = "&".join(f"decision={draft.pk}" for draft in drafts)
    return reverse("admin:championship_session_publish", args=[race.pk]) + f"?{query}"


# The form


@pytest.mark.parametrize(
    ("penalty", "typed", "stored"),
    [
        ("time", {"time_ms": "3:30"}, {"time_ms": 210_000}),
        ("time", {"time_ms": "3 min 30 s"}, {"time_ms": 210_000}),
        ("time", {"time_ms": "1:05.000"}, {"time_ms": 65_000}),
        ("time", {"laps": "1", "time_ms": "0:01"}, {"laps": 1, "time_ms": 1_000}),
        ("places", {"places": "3"}, {"places": 3}),
        ("grid_places", {"places": "5"}, {"places": 5}),
        ("points", {"points": "1/2"}, {"points": 0.5}),
        ("fine", {"fine_amount": "500", "fine_currency": "EUR"}, {"fine_amount": 500}),
        *(
            (penalty, {}, {"time_ms": None})
            for penalty in (
                "end_of_class",
                "disqualification",
                "exclusion",
                "warning",
                "reprimand",
                "none",
            )
        ),
    ],
)
def test_every_penalty_is_typed_as_it_is_said(desk, race, penalty, typed, stored):
    add(desk, race, penalty=penalty, **typed)

    decision = Decision.objects.get()
    assert (decision.penalty, decision.state) == (penalty, "draft")
    assert {name: getattr(decision, name) for name in stored} == stored


@pytest.mark.parametrize(
    ("penalty", "typed", "message"),
    [
        ("time", {}, "A time penalty needs a time or laps."),
        ("places", {}, "Say how many places the car loses."),
        ("grid_places", {}, "Say how many places the car loses on the grid."),
        ("points", {}, "Say how many points are taken."),
        ("fine", {"fine_amount": "500"}, "A fine needs an amount and a currency."),
        ("fine", {"fine_currency": "EUR"}, "A fine needs an amount and a currency."),
        ("time", {"time_ms": "65000"}, "“65000” is not a time."),
        ("warning", {"time_ms": "1:05"}, "“warning” has no such amount: leave this empty."),
        ("places", {"places": "3", "laps": "1"}, "“places” has no such amount"),
        ("fine", {"fine_amount": "500", "fine_currency": "euro"}, "Ensure this value has at most"),
    ],
)
def test_a_penalty_without_its_amount_is_explained(desk, race, penalty, typed, message):
    found = errors(add(desk, race, penalty=penalty, **typed))

    assert len(found) == 1
    assert found[0].startswith(message)
    assert not Decision.objects.exists()


def test_places_on_the_grid_are_those_of_a_race(desk, race):
    practice = SessionFactory(event=race.event)

    found = errors(add(desk, practice, penalty="grid_places", places="5"))

    assert found == ["Choose the race on whose grid the places are lost."]


def test_the_session_of_the_address_is_filled_in_and_its_cars_are_offered(desk, race):
    EventEntryFactory()

    form = desk.get(address(Decision, "add"), {"session": race.pk}).context["adminform"].form

    assert form["session"].value() == str(race.pk)
    assert [label[:3] for key, label in form.fields["event_entry"].choices if key] == ["#88", "#91"]


def test_a_car_of_another_event_is_refused(desk, race):
    other = EventEntryFactory()

    (found,) = errors(add(desk, race, event_entry=other.pk))

    assert found.startswith("Select a valid choice.")


@pytest.mark.parametrize("key", ["x", "0", "9" * 30, ""])
def test_a_session_that_does_not_exist_is_no_error(desk, db, key):
    assert desk.get(address(Decision, "add"), {"session": key}).status_code == 200


def test_the_moment_is_typed_on_the_circuits_clock(desk, race):
    add(desk, race, decided_at="2024-02-04T18:25")

    decision = Decision.objects.get()
    assert decision.decided_at == datetime(2024, 2, 4, 14, 25, tzinfo=UTC)
    page = desk.get(address(Decision, "change", decision.pk))
    assert 'value="2024-02-04T18:25"' in page.text
    assert "Circuit time, Asia/Dubai." in page.text


def test_a_moment_that_nobody_touched_keeps_its_seconds(desk, race):
    moment = datetime(2024, 2, 4, 14, 25, 31, 500, tzinfo=UTC)
    decision = DecisionFactory(session=race, event_entry=car(race), decided_at=moment)

    save(desk, address(Decision, "change", decision.pk), reason="Track limits.")

    decision.refresh_from_db()
    assert (decision.decided_at, decision.reason) == (moment, "Track limits.")


def test_the_document_is_kept_with_the_decision(desk, race):
    paper = SimpleUploadedFile("decision-12.pdf", PDF, content_type="application/pdf")

    add(desk, race, file=paper)

    document = Decision.objects.get().document
    assert (document.name, document.media_type) == ("decision-12.pdf", "application/pdf")


def test_the_page_says_what_each_state_means(desk, race):
    page = desk.get(address(Decision, "add"), {"session": race.pk}).text

    for words in (
        "Draft: nobody outside sees it",
        "In force: it stands on",
        "Appealed:",
        "Reversed",
    ):
        assert words in page


# What is said after saving


def test_a_draft_is_followed_by_the_way_to_what_it_would_change(desk, race):
    response = add(desk, race)

    draft = Decision.objects.get()
    assert publish_page(race, draft) in said(response)[0]


def test_a_decision_in_force_on_a_published_session_counts_from_the_next_revision(desk, race):
    publish_classification(race, state="provisional")

    response = add(desk, race, penalty="time", time_ms="0:15", state="in_force")

    assert "Not public yet: revision 1" in said(response)[0]
    assert publish_page(race).rstrip("?") in said(response)[0]


def test_a_decision_in_force_on_an_unpublished_session_needs_no_warning(desk, race):
    response = add(desk, race, penalty="time", time_ms="0:15", state="in_force")

    assert not [text for text in said(response) if "Not public yet" in text]


def test_a_reversed_decision_says_that_the_published_result_stays(desk, race):
    decision = DecisionFactory(
        session=race, event_entry=car(race), penalty="disqualification", state="in_force"
    )
    publish_classification(race, state="provisional")

    response = save(desk, address(Decision, "change", decision.pk), state="reversed")

    assert "Not public yet: revision 1" in said(response)[0]


@pytest.mark.parametrize("of", ["result", "pole"])
def test_other_parts_of_a_published_result_say_the_same(desk, race, of):
    pole = BonusFactory(session=race, event_entry=car(race), car_class=car(race).car_class)
    publish_classification(race, state="provisional")
    result = race.results.get(event_entry=car(race))

    if of == "result":
        response = save(desk, address(Result, "change", result.pk), laps="99")
    else:
        page = address(Bonus, "delete", pole.pk)
        response = desk.post(page, {"post": "yes"})

    assert any("Not public yet: revision 1" in text for text in said(response))


def test_saving_without_a_change_says_nothing(desk, race):
    result = race.results.first()
    publish_classification(race, state="provisional")

    response = save(desk, address(Result, "change", result.pk))

    assert not [text for text in said(response) if "Not public yet" in text]


# The list


def test_the_list_says_the_penalty_in_words_and_leads_to_what_a_draft_would_change(desk, race):
    draft = DecisionFactory(session=race, event_entry=car(race), penalty="time", time_ms=210_000)
    DecisionFactory(session=race, event_entry=car(race, "91"), state="in_force")

    page = desk.get(address(Decision, "changelist")).text

    assert "3 min 30 s added" in page
    assert page.count("What it would change</a>") == 1
    assert publish_page(race, draft) in page


def test_several_drafts_of_a_session_are_looked_at_together(desk, race):
    drafts = [DecisionFactory(session=race, event_entry=car(race)) for _draft in range(2)]
    data = {"action": "show_changes", "_selected_action": [draft.pk for draft in drafts]}

    response = desk.post(address(Decision, "changelist"), data)

    assert desk.get(response.headers["Location"]).context["chosen"] == drafts


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({}, "Tick drafts of one session."),
        ({"state": "in_force"}, "Tick drafts: what is in force is in the result already."),
    ],
)
def test_what_can_not_be_looked_at_together_is_said(desk, race, other, message):
    own = DecisionFactory(session=race, event_entry=car(race), **other)
    ticked = [own.pk, DecisionFactory(**other).pk]
    data = {"action": "show_changes", "_selected_action": ticked}

    response = desk.post(address(Decision, "changelist"), data)

    assert said(response) == [message]


def test_whoever_may_only_read_decisions_is_led_nowhere(client, race):
    DecisionFactory(session=race, event_entry=car(race))
    client.force_login(staff_with("championship.view_decision"))

    page = client.get(address(Decision, "changelist")).text

    assert "What it would change" not in page


# What was published stays


def test_a_published_decision_is_reversed_and_not_deleted(desk, race):
    decision = DecisionFactory(session=race, event_entry=car(race), state="in_force")
    publish_classification(race, state="provisional")

    desk.post(address(Decision, "delete", decision.pk), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [decision.pk], "post": "yes"}
    desk.post(address(Decision, "changelist"), data)

    assert Decision.objects.filter(pk=decision.pk).exists()


def test_a_draft_may_be_deleted(desk, race):
    decision = DecisionFactory(session=race, event_entry=car(race))

    desk.post(address(Decision, "delete", decision.pk), {"post": "yes"})

    assert not Decision.objects.exists()


def test_a_published_decision_is_no_draft_again(desk, race):
    decision = DecisionFactory(session=race, event_entry=car(race), state="in_force")
    publish_classification(race, state="provisional")

    response = save(desk, address(Decision, "change", decision.pk), state="draft")

    assert errors(response) == ["It stands in a published result: reverse it."]


def test_a_draft_can_not_be_reversed_as_that_would_make_it_public(desk, race):
    decision = DecisionFactory(session=race, event_entry=car(race), decided_at=datetime.now(UTC))

    response = save(desk, address(Decision, "change", decision.pk), state="reversed")

    assert errors(response) == ["A draft was never in force: delete it."]


def test_a_decision_in_force_that_no_result_holds_may_be_a_draft_again(desk, race):
    decision = DecisionFactory(session=race, event_entry=car(race), state="in_force")

    save(desk, address(Decision, "change", decision.pk), state="draft")

    assert Decision.objects.get().state == "draft"
