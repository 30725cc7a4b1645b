"""Rules of awards at the race desk, on the season 2023/24: who would get it, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from championship.models import Award
from tests.factories import (
    AwardFactory,
    AwardStepFactory,
    AwardTargetFactory,
    ChampionshipFactory,
    staff_with,
)

from .browser import errors, save, what_the_page_says
from .registry import address


@pytest.fixture
def gt(aslms):
    """The invitation of the GT champion to another year, with nothing become of it yet."""
    return AwardFactory(
        season=aslms,
        slug="gt-2030",
        target=AwardTargetFactory(name="24 Hours of Le Mans", year=2030),
        target_class="LMGT3",
        championship=aslms.championships.get(slug="gt-teams"),
    )


def told_by_round(response):
    """Who gets it, newest round first."""
    assert response.status_code == 200
    return [
        [holder.recipient.label for line in after.lines for holder in line.holders]
        for after in response.context["rounds"]
    ]


def test_list_says_who_would_get_it(desk, gt):
    page = desk.get(address(Award, "changelist"), {"q": "gt-2030"})

    assert "would go to #91 Pure Rxcing" in page.text


@pytest.mark.django_db
def test_list_costs_the_same_for_three_awards_and_for_thirty(desk):
    costs = []
    for count in (3, 27):
        AwardFactory.create_batch(count, full_season_only=True, not_otherwise_qualified=True)
        desk.get(address(Award, "changelist"))
        with CaptureQueriesContext(connection) as captured:
            desk.get(address(Award, "changelist"))
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_address_is_made_of_what_it_is_for(desk, gt):
    save(desk, address(Award, "change", gt.pk), slug="")

    gt.refresh_from_db()
    assert gt.slug == "24-hours-of-le-mans-2030-lmgt3"


def test_second_award_of_a_target_gets_an_address_of_its_own(desk, gt):
    for place in (1, 2):
        save(
            desk,
            address(Award, "add"),
            season=gt.season_id,
            kind="prize",
            benefit_0="EUR 10,000",
            championship=gt.championship_id,
            place=place,
        )

    found = Award.objects.filter(kind="prize").order_by("place")
    assert [award.slug for award in found] == ["eur-10000", "eur-10000-2"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"target": ""}, "Say what the invitation or priority is for."),
        ({"target": "", "target_class": "", "kind": "x"}, "Select a valid choice. x is not one"),
        ({"place": 3, "last_place": 2}, "The last place comes after the first."),
        ({"place": 3, "last_place": 3}, "The last place comes after the first."),
        ({"last_place": 900}, "At most 50 places at a time."),
        ({"place": 10**18}, "At most 999."),
        ({"place": 10**30}, "At most 999."),
        ({"place": 0}, "Ensure this value is greater than or equal to 1."),
        ({"place": -1}, "Ensure this value is greater than or equal to"),
        ({"minimum_entries": "many"}, "Enter a whole number."),
        ({"down_to": 4}, "Only the next eligible can be looked for: leave this empty."),
        ({"if_not_taken": "next", "down_to": 1}, "The next eligible stands below place 1."),
        ({"recipient": "driver"}, "The championship does not say who that would be."),
        ({"championship": ""}, "Choose a championship, or say who gives it."),
        ({"championship": 10**30}, "Select a valid choice."),
        ({"slug": "le mans"}, "Enter a valid “slug”"),
        ({"note_0": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_rule_that_can_not_be_meant_is_refused_in_words(desk, gt, typed, said):
    response = save(desk, address(Award, "change", gt.pk), **typed)

    assert any(message.startswith(said) for message in errors(response))


def test_championship_of_another_season_is_refused(desk, gt):
    other = ChampionshipFactory(recipient="team")

    response = save(desk, address(Award, "change", gt.pk), championship=other.pk)

    assert errors(response) == ["This belongs to another season."]


def test_place_with_a_history_stays_in_the_rule(desk, gt):
    AwardStepFactory(award=gt, state="void")

    response = save(desk, address(Award, "change", gt.pk), place=2)

    assert errors(response) == ["Something became of place 1 already: it stays in the rule."]


def test_award_with_a_history_can_not_be_deleted_and_says_why(desk, gt):
    AwardStepFactory(award=gt, state="void")

    page = desk.get(address(Award, "delete", gt.pk))

    assert page.context["protected"] == [
        "Step of an award: 24 Hours of Le Mans 2030, LMGT3 · Asian Le Mans Series 2023/24: "
        "void, place 1"
    ]


# The preview


def test_preview_shows_who_got_it_after_each_round(desk, gt):
    rounds = told_by_round(desk.get(address(Award, "preview", gt.pk)))

    champion, early = ["#91 Pure Rxcing"], ["#42 Sainteloc Racing"]
    assert rounds == [champion, champion, champion, early, early]


def test_preview_before_saving_keeps_nothing(desk, gt):
    page = address(Award, "change", gt.pk)
    typed = what_the_page_says(desk.get(page)) | {"place": 2, "_preview": "Preview"}

    response = desk.post(page, typed)

    assert "Nothing is saved." in response.text
    assert told_by_round(response)[0] != ["#91 Pure Rxcing"]
    gt.refresh_from_db()
    assert gt.place == 1


def test_preview_of_a_new_rule_keeps_nothing(desk, gt):
    known = {"season": gt.season_id, "kind": "title", "championship": gt.championship_id}

    response = save(desk, address(Award, "add"), _preview="Preview", **known)

    assert told_by_round(response)[0] == ["#91 Pure Rxcing"]
    assert not Award.objects.filter(kind="title").exists()


def test_preview_costs_the_same_after_one_round_and_after_five(
    desk, gt, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):  # session, user and award; then its rounds
        desk.get(address(Award, "preview", gt.pk))


@pytest.mark.parametrize(
    ("permission", "page", "status"),
    [
        ("view_team", "preview", 403),
        ("view_team", "life", 403),
        ("view_award", "preview", 200),
        ("view_award", "life", 200),
    ],
)
def test_who_may_see_awards_may_look_at_their_desk(client, gt, permission, page, status):
    client.force_login(staff_with(f"championship.{permission}"))

    assert client.get(address(Award, page, gt.pk)).status_code == status


def test_award_that_is_not_there_is_not_found(desk, aslms):
    assert desk.get(reverse("admin:championship_award_life", args=[10**12])).status_code == 404
