"""The award desk: declined, offered to the next with reasons, taken back; by the right people."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from championship.models import Award, AwardStep, Entry, TargetEntry
from championship.queries.awards import lines_of
from championship.workflows.awards import take_step
from tests.factories import (
    AwardFactory,
    AwardTargetFactory,
    OrganisationFactory,
    TargetEntryFactory,
    TeamFactory,
    staff_with,
)

from .registry import address


@pytest.fixture
def gt(aslms):
    """The GT invitation, with a rule that offers it to the next eligible if it is declined."""
    return AwardFactory(
        season=aslms,
        slug="gt-2030",
        target=AwardTargetFactory(name="24 Hours of Le Mans", year=2030),
        target_class="LMGT3",
        championship=aslms.championships.get(slug="gt-teams"),
        if_not_taken="next",
    )


def line_of(award):
    (line,) = lines_of(Award.objects.filter(pk=award.pk))
    return line


def page_of(award, state):
    return address(Award, "step", award.pk, 1, state)


def press(client, award, state, **typed):
    """Open the page of a step, fill something in, press its button. Returns what follows."""
    page = typed.pop("page", page_of(award, state))
    opened = client.get(page)
    assert opened.status_code == 200
    form = opened.context["form"]
    chosen = {"holder": form["holder"].value()} if form and "holder" in form.fields else {}
    sent = {"seen": opened.context["line"].seen, **chosen, **typed}
    return client.post(page, sent)


def holders(award):
    line = line_of(award)
    return line.state, [one.recipient.label for one in line.holders]


def test_declining_says_who_is_next_before_it_is_done(desk, gt):
    press(desk, gt, "confirmed")

    page = desk.get(page_of(gt, "declined"))

    assert page.context["happens"] == (
        "#91 Pure Rxcing declined. By the rule it goes to #88 Triple Eight."
    )
    assert holders(gt) == ("confirmed", ["#91 Pure Rxcing"])


def test_declined_invitation_is_offered_to_the_next(desk, gt):
    press(desk, gt, "confirmed")
    press(desk, gt, "declined")

    (place,) = desk.get(address(Award, "life", gt.pk)).context["places"]
    words, page, is_first = place["buttons"][0]
    press(desk, gt, "offered", page=page)

    assert (words, is_first) == ("Offer it to #88 Triple Eight", True)
    assert holders(gt) == ("offered", ["#88 Triple Eight"])
    newest = line_of(gt).newest
    assert [row.reason for row in newest.candidates.all()] == ["declined", ""]


def test_who_is_not_eligible_is_passed_over_with_the_reason(desk, gt):
    second = Entry.objects.get(season=gt.season, number="88").team
    TargetEntryFactory(target=gt.target, team=second, basis="champion of Europe")
    Award.objects.filter(pk=gt.pk).update(not_otherwise_qualified=True)
    press(desk, gt, "confirmed")

    page = desk.get(page_of(gt, "declined"))

    assert "#88 Triple Eight is qualified otherwise: champion of Europe" in page.text


def test_a_step_that_is_taken_back_stays_in_the_history(desk, gt):
    press(desk, gt, "confirmed")
    press(desk, gt, "declined")

    press(desk, gt, "undo")

    assert holders(gt) == ("confirmed", ["#91 Pure Rxcing"])
    page = desk.get(address(Award, "life", gt.pk))
    assert "<s>Declined: #91 Pure Rxcing</s>" in page.text


def test_what_was_said_is_kept(desk, gt):
    press(
        desk,
        gt,
        "offered",
        taken_on="2024-02-12",
        author="ACO",
        document="Letter",
        note_0="By post.",
        note_2="Per Post.",
        sources="a\r\nb",
    )

    step = AwardStep.objects.get(award=gt)
    assert (step.taken_on.isoformat(), step.author, step.document) == (
        "2024-02-12",
        "ACO",
        "Letter",
    )
    assert step.note.data == {"en": "By post.", "de": "Per Post."}
    assert step.sources == "a\nb"
    assert step.recorded_by.username == "head"


def test_another_than_by_the_rule_needs_a_note(desk, gt):
    other = desk.get(page_of(gt, "confirmed")).context["form"].fields["holder"].choices[1][0]

    refused = press(desk, gt, "confirmed", holder=other)
    assert "say in a note why somebody else gets it" in refused.context["refusal"]
    assert refused.context["form"]["holder"].value() == other

    press(desk, gt, "confirmed", holder=other, note_0="By decision of the organiser.")
    assert holders(gt) == ("confirmed", ["#88 Triple Eight"])


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(desk, gt):
    press(desk, gt, "confirmed")
    late = {"seen": 1, "author": "The team"}
    take_step(gt, 1, "accepted", seen=1)

    page = desk.post(page_of(gt, "declined"), late)

    assert "Somebody else recorded a step of this award meanwhile." in page.context["refusal"]
    assert page.context["form"]["author"].value() == "The team"
    assert holders(gt) == ("accepted", ["#91 Pure Rxcing"])
    desk.post(page_of(gt, "declined"), late | {"seen": page.context["line"].seen})
    assert line_of(gt).state == "declined"


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "٣"])
def test_odd_number_seen_takes_no_step(desk, gt, seen):
    page = desk.post(page_of(gt, "confirmed"), {"seen": seen, "holder": ""})

    assert page.status_code == 200
    assert not gt.steps.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"taken_on": "soon"},
        {"notice": "x"},
        {"notice": "9" * 30},
        {"author": "x" * 101},
        {"holder": "entry-0"},
        {"document": "\x00"},
    ],
)
def test_odd_values_are_refused_beside_their_field(desk, gt, odd):
    page = press(desk, gt, "confirmed", **odd)

    assert list(page.context["form"].errors) == list(odd)
    assert not gt.steps.exists()


def test_step_that_can_not_follow_has_no_button(desk, gt):
    page = desk.get(page_of(gt, "declined"))

    assert "This can&#x27;t follow" in page.text
    assert 'type="submit" class="default"' not in page.text


@pytest.mark.parametrize(("place", "state"), [(2, "confirmed"), (0, "confirmed"), (1, "sold")])
def test_step_of_no_place_or_no_state_is_not_found(desk, gt, place, state):
    assert desk.get(address(Award, "step", gt.pk, place, state)).status_code == 404


def test_each_step_is_in_the_history_of_the_award(desk, gt):
    press(desk, gt, "confirmed", author="ACO")
    press(desk, gt, "undo")

    told = LogEntry.objects.filter(object_id=str(gt.pk)).order_by("pk")
    assert [entry.change_message for entry in told] == [
        "Confirmed by ACO: #91 Pure Rxcing.",
        "Taken back: Confirmed by ACO: #91 Pure Rxcing.",
    ]


# Which car used it


def test_taken_up_by_a_car_of_the_target(desk, gt):
    car = TargetEntryFactory(target=gt.target, number="92", team_name="Manthey PureRxcing")
    TargetEntryFactory(number="1")
    press(desk, gt, "confirmed")

    offered = desk.get(page_of(gt, "used")).context["form"].fields["used_by"].queryset
    press(desk, gt, "used", used_by=car.pk)

    assert list(offered) == [car]
    assert line_of(gt).newest.used_by == car


def test_taken_up_by_a_car_that_is_added(desk, gt):
    press(desk, gt, "confirmed")

    press(desk, gt, "used", number="91", team_name="Pure Rxcing")

    car = TargetEntry.objects.get(target=gt.target)
    assert (line_of(gt).newest.used_by, str(car.team)) == (car, "Pure Rxcing")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number": "91"}, "team_name"),
        ({"team_name": "Pure Rxcing"}, "number"),
        ({"number": "92", "team_name": "Again"}, "number"),
        ({"number": "12345", "team_name": "Long"}, "number"),
    ],
)
def test_car_that_is_half_written_or_known_is_refused(desk, gt, typed, field):
    TargetEntryFactory(target=gt.target, number="92")
    press(desk, gt, "confirmed")

    page = press(desk, gt, "used", **typed)

    assert list(page.context["form"].errors) == [field]
    assert TargetEntry.objects.filter(target=gt.target).count() == 1


# Given by people


def test_a_committee_gives_it_to_any_team(desk, aslms):
    award = AwardFactory(
        season=aslms, championship=None, given_by=OrganisationFactory(), kind="title"
    )
    team = TeamFactory(name="Garage 56")

    nobody = press(desk, award, "confirmed", note_0="Chosen.")
    press(desk, award, "confirmed", other=team.pk, note_0="Chosen.")

    assert nobody.context["form"].errors == {"other": ["Say who gets it."]}
    assert holders(award) == ("confirmed", ["Garage 56"])


# In question


@pytest.fixture
def in_question(gt):
    """Confirmed for the second of the table, as if the table had changed since."""
    take_step(gt, 1, "confirmed", seen=0)
    step = AwardStep.objects.get(award=gt)
    second = Entry.objects.get(season=gt.season, number="88")
    step.candidates.update(team=second.team, entry=second)
    return gt


def test_award_in_question_offers_to_keep_or_to_move_it(desk, in_question):
    (place,) = desk.get(address(Award, "life", in_question.pk)).context["places"]

    assert [words for words, _page, _first in place["buttons"]] == [
        "Keep it for #88 Triple Eight",
        "Confirm it for #91 Pure Rxcing",
        "Void",
    ]


def test_award_in_question_is_kept_with_a_note_or_moved(desk, in_question):
    (place,) = desk.get(address(Award, "life", in_question.pk)).context["places"]
    keep, move = (page for _words, page, _first in place["buttons"][:2])

    press(desk, in_question, "confirmed", page=keep, note_0="It was accepted in good faith.")
    assert (holders(in_question)[1], line_of(in_question).is_in_question) == (
        ["#88 Triple Eight"],
        False,
    )
    press(desk, in_question, "undo")
    press(desk, in_question, "confirmed", page=move)
    assert holders(in_question)[1] == ["#91 Pure Rxcing"]


# Who may do what


@pytest.mark.parametrize(
    ("permission", "state", "status"),
    [
        ("view_award", "confirmed", 403),
        ("view_award", "undo", 403),
        ("change_award", "confirmed", 200),
    ],
)
def test_steps_are_for_those_who_may_change_awards(client, gt, permission, state, status):
    client.force_login(staff_with(f"championship.{permission}"))

    assert client.post(page_of(gt, state), {"seen": 0}).status_code == status
    assert not gt.steps.exists()


def test_whoever_may_only_look_sees_no_button(client, gt):
    client.force_login(staff_with("championship.view_award"))

    page = client.get(address(Award, "life", gt.pk))

    assert [place["buttons"] for place in page.context["places"]] == [[]]


def test_cars_are_added_only_by_those_who_may(client, gt):
    User.objects.create_superuser("head")
    take_step(gt, 1, "confirmed", seen=0)
    client.force_login(staff_with("championship.change_award"))

    assert "number" not in client.get(page_of(gt, "used")).context["form"].fields
