"""Nothing is published unseen: one page shows what changes, and publishes it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from championship.models import Classification, Decision, Session
from championship.queries.award_words import names_of
from championship.workflows.awards import take_step
from championship.workflows.results import publish_classification
from tests.factories import (
    AwardFactory,
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    RaceFactory,
    ResultFactory,
    UserFactory,
    staff_with,
)

from .browser import publish
from .registry import address


@pytest.fixture
def race(db):
    """A race of GT cars 88, 91 and 95 in Dubai, ten seconds apart, with a title for the cars."""
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt, name="GT teams")
    return race_of(gt, ("88", "91", "95"))


def race_of(gt, numbers):
    race = RaceFactory(event__season=gt.season, event__circuit__time_zone="Asia/Dubai")
    for order, number in enumerate(numbers, start=1):
        ResultFactory(
            session=race,
            order=order,
            time_ms=14_000_000 + order * 10_000,
            event_entry__entry__number=number,
            event_entry__entry__car_class=gt,
            event_entry__entry__team__name=f"Team {number}",
        )
    return race


def draft_on(race, car, seconds=15, **facts):
    entry = race.results.get(event_entry__number=car).event_entry
    return DecisionFactory(
        session=race,
        event_entry=entry,
        **{"penalty": "time", "time_ms": seconds * 1000} | facts,
    )


def page_of(race):
    return reverse("admin:championship_session_publish", args=[race.pk])


def restore_page(classification):
    return reverse("admin:championship_classification_restore", args=[classification.pk])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(response):
    """Number and places in class of every car on the page."""
    return [
        (row.line.number, row.before and row.before.class_place, row.line.class_place)
        for row in response.context["simulation"].rows
    ]


def complaints(response):
    form = response.context["form"]
    return [str(error) for errors in form.errors.values() for error in errors]


# Looking


def test_the_page_shows_the_result_and_publishes_nothing(desk, race):
    response = desk.get(page_of(race))

    assert "3 cars in the result" in response.text
    assert shown(response) == [("88", 1, 1), ("91", 2, 2), ("95", 3, 3)]
    assert not Classification.objects.exists()


def test_a_ticked_draft_is_shown_as_if_in_force(desk, race):
    publish_classification(race, state="provisional")
    draft = draft_on(race, "88")

    response = desk.get(page_of(race), {"decision": draft.pk})

    assert shown(response) == [("91", 2, 1), ("88", 1, 2), ("95", 3, 3)]
    for words in ("2 places in class move", "1 place down", "7 points more", "15 s added"):
        assert words in response.text


def test_a_draft_that_is_not_ticked_is_offered_and_changes_nothing(desk, race):
    publish_classification(race, state="provisional")
    draft = draft_on(race, "88")

    response = desk.get(page_of(race))

    assert response.context["drafts"] == [(draft, False)]
    assert "No place and no table changes." in response.text
    assert "1 decision stays a draft and changes nothing." in response.text


def test_several_drafts_are_looked_at_together(desk, race):
    drafts = [draft_on(race, "88"), draft_on(race, "91", 25)]

    response = desk.get(page_of(race), {"decision": [draft.pk for draft in drafts]})

    assert response.context["chosen"] == drafts
    assert shown(response) == [("88", 1, 1), ("95", 3, 2), ("91", 2, 3)]


def test_beside_the_button_stands_which_drafts_come_into_force(desk, race):
    draft, _other = draft_on(race, "88"), draft_on(race, "91", 25)

    response = desk.get(page_of(race), {"decision": draft.pk})

    assert "1 decision comes into force with it:</strong> #88</p>" in response.text


def test_without_times_the_result_shows_best_laps(desk, race):
    race.results.update(time_ms=None, best_lap_ms=113_653)

    response = desk.get(page_of(race))

    assert "Best lap</th>" in response.text
    assert "<td>1:53.653</td>" in response.text


def test_a_champion_who_changes_is_named_with_the_gap(desk, race):
    publish_classification(race, state="provisional")
    draft = draft_on(race, "88")

    response = desk.get(page_of(race), {"decision": draft.pk})

    assert "#88 Team 88, 7 points ahead" in response.text
    assert "#91 Team 91, 7 points ahead" in response.text


def awarded(race, **facts):
    """An award for the first car of the race's title."""
    return AwardFactory(
        season=race.season,
        championship=race.season.championships.get(),
        target__year=2024,
        **facts,
    )


def test_an_award_that_changes_hands_is_named(desk, race):
    awarded(race, target_class="LMGT3")
    publish_classification(race, state="provisional")
    draft = draft_on(race, "88")

    changed = desk.get(page_of(race), {"decision": draft.pk}).context["simulation"].awards

    assert [(names_of(one.before.proposed), names_of(one.after.proposed)) for one in changed] == [
        ("#88 Team 88", "#91 Team 91")
    ]


def test_a_confirmed_award_that_would_be_in_question_says_that_it_stays(desk, race):
    award = awarded(race)
    publish_classification(race, state="final")
    take_step(award, 1, "confirmed", seen=0)
    draft = draft_on(race, "88")

    response = desk.get(page_of(race), {"decision": draft.pk})

    assert "But it is confirmed: #88 Team 88. It stays so until somebody decides." in response.text


def test_awards_that_are_due_are_offered_with_who_gets_them(desk, race):
    awarded(race, target_class="LMGT3")

    field = desk.get(page_of(race)).context["form"]["awards"]

    words = "Invitation to the 24 Hours of Le Mans 2024 in LMGT3: #88 Team 88"
    assert [label for _value, label in field.field.choices] == [words]
    assert field.value() == [value for value, _label in field.field.choices]


def test_no_award_is_offered_while_another_race_is_to_come(desk, race):
    awarded(race)
    RaceFactory(event__season=race.season)

    assert "awards" not in desk.get(page_of(race)).context["form"].fields


def ticked(desk, race):
    field = desk.get(page_of(race)).context["form"]["awards"]
    return [value for value, _label in field.field.choices]


def test_awards_are_confirmed_with_the_final_result(desk, race):
    award = awarded(race)

    response = publish(desk, race, state="final", awards=ticked(desk, race))

    step = award.steps.get()
    assert (step.state, step.recorded_by.username) == ("confirmed", "head")
    assert [row.entry.number for row in step.candidates.all()] == ["88"]
    page = desk.get(response.headers["Location"]).text
    assert "24 Hours of Le Mans 2024: Confirmed on" in page


def test_awards_that_are_not_ticked_wait(desk, race):
    award = awarded(race)

    publish(desk, race, state="final")

    assert not award.steps.exists()


def test_awards_wait_while_the_result_is_provisional(desk, race):
    award = awarded(race)

    publish(desk, race, state="provisional", awards=ticked(desk, race))

    assert race.classifications.get().state == "provisional"
    assert not award.steps.exists()


@pytest.mark.parametrize("ticket", ["", "x", "1-1", "٣-1-entry.7", "9" * 40])
def test_an_award_that_was_not_offered_is_refused_and_nothing_is_published(desk, race, ticket):
    awarded(race)

    response = publish(desk, race, state="final", awards=[ticket])

    assert "An award would go to somebody else by now" in response.text
    assert not race.classifications.exists()


def test_whoever_may_not_decide_on_awards_is_not_offered_any(client, race):
    awarded(race)
    client.force_login(staff_with("championship.add_classification"))

    assert "awards" not in client.get(page_of(race)).context["form"].fields


@pytest.mark.parametrize("key", ["x", "0", "-1", "9" * 30, "٣", ""])
def test_a_decision_that_does_not_exist_is_left_out(desk, race, key):
    response = desk.get(page_of(race), {"decision": key})

    assert response.context["chosen"] == []


def test_a_draft_of_another_session_is_left_out(desk, race):
    other = DecisionFactory()

    assert desk.get(page_of(race), {"decision": other.pk}).context["chosen"] == []


def test_without_a_result_the_page_says_why_nothing_can_be_published(desk, db):
    response = desk.get(page_of(RaceFactory()))

    assert "Nobody is classified in this result." in response.text
    assert 'name="state"' not in response.text


@pytest.mark.parametrize(
    ("before", "states"),
    [
        ([], ["provisional", "final"]),
        (["provisional"], ["provisional", "final"]),
        (["final"], ["amended"]),
    ],
)
def test_only_what_may_follow_is_offered(desk, race, before, states):
    for state in before:
        publish_classification(race, state=state)

    form = desk.get(page_of(race)).context["form"]

    assert [value for value, _label in form.fields["state"].choices] == states
    assert ("provisional_until" in form.fields) == ("provisional" in states)


def test_a_settled_provisional_result_is_about_to_become_final(desk, race):
    over = timezone.now() - timedelta(minutes=1)
    publish_classification(race, state="provisional", provisional_until=over)

    form = desk.get(page_of(race)).context["form"]

    assert form["state"].value() == "final"


@pytest.mark.parametrize("what", ["a draft", "another result", "a protest"])
def test_a_provisional_result_that_may_change_stays_provisional(desk, race, what):
    until = timezone.now() + timedelta(minutes=20) if what == "a protest" else None
    publish_classification(race, state="provisional", provisional_until=until)
    if what == "a draft":
        draft_on(race, "88")
    elif what == "another result":
        race.results.filter(order=3).update(status="disqualified")

    form = desk.get(page_of(race)).context["form"]

    assert form["state"].value() == "provisional"


def test_the_end_of_the_protest_time_is_suggested_on_the_circuits_clock(desk, race):
    race.season.protest_minutes = 30
    race.season.save()

    field = desk.get(page_of(race)).context["form"]["provisional_until"]

    ahead = field.value() - timezone.localtime(timezone=ZoneInfo("Asia/Dubai")).replace(tzinfo=None)
    assert timedelta(minutes=29) < ahead <= timedelta(minutes=31)
    assert "Asia/Dubai" in str(field.help_text)


def test_without_a_protest_time_nothing_is_suggested(desk, race):
    assert desk.get(page_of(race)).context["form"]["provisional_until"].value() is None


@pytest.mark.parametrize("cars", [2, 60])
def test_the_page_costs_the_same_for_two_cars_and_for_sixty(
    desk, db, cars, django_assert_max_num_queries
):
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt)
    race = race_of(gt, [str(number) for number in range(1, cars + 1)])
    publish_classification(race, state="provisional")
    draft = draft_on(race, "1")
    desk.get(page_of(race))

    with django_assert_max_num_queries(70):
        desk.get(page_of(race), {"decision": draft.pk})


def test_the_page_costs_the_same_for_one_decision_and_for_ten(desk, race):
    draft_on(race, "88", penalty="warning", time_ms=None)
    desk.get(page_of(race))
    with CaptureQueriesContext(connection) as one:
        desk.get(page_of(race))
    for _more in range(9):
        draft_on(race, "88", penalty="warning", time_ms=None)

    with CaptureQueriesContext(connection) as ten:
        desk.get(page_of(race))

    assert len(ten) == len(one)


# Publishing


def test_what_was_seen_is_published_with_its_drafts_and_words(desk, race):
    draft = draft_on(race, "88")

    publish(
        desk,
        race,
        draft,
        state="provisional",
        provisional_until="2044-02-04T18:42",
        document_number="12",
        note="Driving times",
    )

    published = Classification.objects.get()
    assert [line.number for line in published.lines.all()] == ["91", "88", "95"]
    assert published.provisional_until == datetime(2044, 2, 4, 14, 42, tzinfo=UTC)
    assert (published.document_number, published.note) == ("12", "Driving times")
    draft.refresh_from_db()
    assert draft.state == Decision.State.IN_FORCE


def test_after_publishing_the_way_leads_to_the_results_of_the_event(desk, race):
    response = publish(desk, race, state="final")

    assert response.headers["Location"] == reverse(
        "admin:championship_event_results", args=[race.event_id]
    )
    (message,) = said(response)
    assert "is published: final, revision 1." in message
    assert race.get_absolute_url() in message


def test_whoever_may_not_see_results_comes_back_to_the_page(client, race):
    client.force_login(staff_with("championship.add_classification"))

    response = publish(client, race, state="final")

    assert response.headers["Location"] == page_of(race)


def test_publishing_is_kept_in_the_history_of_session_revision_and_decision(desk, race):
    draft = draft_on(race, "88")

    publish(desk, race, draft, state="final")

    kept = LogEntry.objects.order_by("content_type__model")
    assert [(one.content_type.model, one.get_change_message()) for one in kept] == [
        ("classification", "Published."),
        ("decision", "In force with revision 1."),
        ("session", "Published: final, revision 1."),
    ]


def test_a_final_result_is_provisional_until_no_time(desk, race):
    publish(desk, race, state="final", provisional_until="2044-02-04T18:42")

    assert Classification.objects.get().provisional_until is None


def test_a_time_that_is_over_is_refused(desk, race):
    response = publish(
        desk, race, state="provisional", provisional_until="2024-02-04T18:42", note="Typed"
    )

    assert complaints(response) == [
        "This time is over already. Write a later one, or leave it empty."
    ]
    assert response.context["form"]["note"].value() == "Typed"
    assert not Classification.objects.exists()


@pytest.mark.parametrize("state", ["", "x", "draft"])
def test_a_state_that_does_not_exist_is_refused(desk, race, state):
    assert publish(desk, race, state=state).status_code == 200
    assert not Classification.objects.exists()


def test_what_may_not_follow_is_refused(desk, race):
    publish_classification(race, state="final")

    (refusal,) = complaints(publish(desk, race, state="provisional"))

    assert "can't be published as provisional: it is final." in refusal


def test_nothing_is_final_while_a_draft_is_left(desk, race):
    draft_on(race, "88")

    (refusal,) = complaints(publish(desk, race, state="final"))

    assert refusal.startswith("A draft of a decision is left, on #88.")


def test_nobody_publishes_without_having_looked(desk, race):
    response = desk.post(page_of(race), {"state": "final"})

    assert response.status_code == 200
    assert not Classification.objects.exists()


def test_whoever_comes_second_is_told_who_was_first_and_keeps_what_was_typed(desk, race):
    seen = desk.get(page_of(race)).context["seen"]
    anna = UserFactory(username="anna")
    publish_classification(race, state="final", user=anna)

    response = desk.post(page_of(race), {"seen": seen, "state": "final", "note": "Typed with care"})

    (refusal,) = complaints(response)
    assert refusal.startswith("anna published revision 1 of this result meanwhile, final.")
    assert response.context["form"]["note"].value() == "Typed with care"
    assert response.context["last"].revision == 1
    assert Classification.objects.count() == 1


def test_a_result_edited_since_it_was_looked_at_is_shown_again(desk, race):
    draft = draft_on(race, "88")
    seen = desk.get(page_of(race), {"decision": draft.pk}).context["seen"]
    race.results.filter(event_entry__number="91").update(status="retired")

    response = desk.post(
        page_of(race), {"seen": seen, "decision": draft.pk, "state": "provisional"}
    )

    (refusal,) = complaints(response)
    assert "was edited since you looked at it" in refusal
    assert response.context["chosen"] == [draft]
    assert response.context["seen"] != seen


def test_after_a_refusal_publishing_again_is_a_decision(desk, race):
    first = desk.post(page_of(race), {"seen": "0-other", "state": "final"})

    desk.post(page_of(race), {"seen": first.context["seen"], "state": "final"})

    assert Classification.objects.get().state == "final"


# Whoever may


@pytest.mark.parametrize(
    ("permissions", "looks", "publishes"),
    [
        (["view_session", "change_session"], 403, 403),
        (["change_decision"], 200, 403),
        (["add_classification"], 200, 302),
    ],
)
def test_stewards_may_look_and_only_publishers_publish(client, race, permissions, looks, publishes):
    client.force_login(staff_with(*(f"championship.{name}" for name in permissions)))

    page = client.get(page_of(race))
    seen = page.context["seen"] if page.status_code == 200 else ""

    assert page.status_code == looks
    assert client.post(page_of(race), {"seen": seen, "state": "final"}).status_code == publishes
    assert Classification.objects.exists() is (publishes == 302)


def test_whoever_may_only_look_sees_no_button(client, race):
    client.force_login(staff_with("championship.change_decision"))

    page = client.get(page_of(race)).text

    assert 'name="state"' not in page
    assert "The result as it will be" in page


def test_the_list_leads_to_the_page_of_one_session(desk, race):
    data = {"action": "publish", "_selected_action": race.pk}

    response = desk.post(address(Session, "changelist"), data)

    assert response.headers["Location"] == page_of(race)
    assert not Classification.objects.exists()


def test_several_sessions_are_not_published_unseen(desk, race):
    other = RaceFactory()
    data = {"action": "publish", "_selected_action": [race.pk, other.pk]}

    response = desk.post(address(Session, "changelist"), data)

    assert said(response)[0].startswith("Tick one session")


# Taking back


@pytest.fixture
def two_revisions(race):
    """First 88 before 91; then car 88 was found too light."""
    first = publish_classification(race, state="provisional")
    draft = draft_on(race, "88", penalty="disqualification", time_ms=None)
    return first, publish_classification(race, state="final", decisions=[draft.pk])


def restore(client, classification, **fields):
    seen = client.get(restore_page(classification)).context["seen"]
    fields = {"state": "amended", "note": "The appeal is upheld."} | fields
    return client.post(restore_page(classification), {"seen": seen, **fields})


def test_the_page_shows_what_taking_back_changes(desk, two_revisions):
    first, _second = two_revisions

    response = desk.get(restore_page(first))

    assert shown(response) == [("88", None, 1), ("91", 1, 2), ("95", 2, 3)]
    assert "DSQ → 1" in response.text
    assert Classification.objects.count() == 2


def test_an_earlier_revision_is_published_again(desk, two_revisions):
    first, _second = two_revisions

    response = restore(desk, first, document_number="31")

    newest = Classification.objects.get(revision=3)
    assert (newest.restores, newest.state, newest.document_number) == (first, "amended", "31")
    assert [line.number for line in newest.lines.all()] == ["88", "91", "95"]
    assert "is published: amended, revision 3." in said(response)[0]


def test_taking_back_needs_a_cause(desk, two_revisions):
    response = restore(desk, two_revisions[0], note=" ")

    assert complaints(response) == ["This field is required."]
    assert Classification.objects.count() == 2


def test_whoever_takes_back_what_somebody_else_replaced_is_told(desk, race, two_revisions):
    first, _second = two_revisions
    seen = desk.get(restore_page(first)).context["seen"]
    publish_classification(race, state="amended", user=UserFactory(username="anna"))

    response = desk.post(restore_page(first), {"seen": seen, "state": "amended", "note": "Why"})

    (refusal,) = complaints(response)
    assert refusal.startswith("anna published revision 3 of this result meanwhile")
    assert Classification.objects.count() == 3


def test_the_newest_revision_has_nothing_to_take_back(desk, two_revisions):
    response = desk.get(restore_page(two_revisions[1]))

    assert "This is the newest revision; there is nothing to take back." in response.text
    assert 'name="note"' not in response.text


def test_the_page_of_an_earlier_revision_leads_to_taking_back(desk, two_revisions):
    first, second = two_revisions

    links = [
        restore_page(one) in desk.get(address(Classification, "change", one.pk)).text
        for one in (first, second)
    ]

    assert links == [True, False]


def test_taking_back_needs_the_permission_to_publish(client, two_revisions):
    client.force_login(
        staff_with("championship.view_classification", "championship.change_decision")
    )

    assert client.get(restore_page(two_revisions[0])).status_code == 403
    assert client.post(restore_page(two_revisions[0]), {"seen": ""}).status_code == 403


@pytest.mark.parametrize("key", ["0", "99999999999999999999999"])
def test_no_revision_can_not_be_taken_back(desk, key):
    assert desk.get(f"/admin/championship/classification/{key}/restore/").status_code == 404
