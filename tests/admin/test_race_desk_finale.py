"""The race desk in the five states of the finale of 2023/24."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from championship.admin.race_desk import desk as race_desk
from championship.models import Result
from championship.workflows.awards import confirm_awards, take_step
from tests.factories import staff_with
from tests.queries.finale import before_the_race, on_sunday

MARCH = on_sunday(12) + timedelta(days=21)


@pytest.fixture
def head(db):
    """The head of the race desk, who may see everything."""
    return User.objects.create_superuser("head")


def now_of(page):
    return f"{page['now']['fact']} {page['now']['asked']}".strip()


def documents(page):
    return [
        (row["name"], row["label"], row["publish"], row["is_changed"])
        for row in page["provisional"]["documents"]
    ]


@pytest.fixture
def finale(aslms):
    return before_the_race(aslms)


def test_before_the_race_the_desk_waits_for_its_start(finale, head):
    page = race_desk(head, on_sunday(15))

    assert page["head"]["title"] == "Abu Dhabi, before Race 2"
    assert page["head"]["clock"] == "Sunday 11 February 2024, 15:00 at Abu Dhabi (UTC+4)"
    assert now_of(page) == "Race 2 starts at 16:00, in 1 h."
    assert (documents(page), page["changed"], page["drafts"]) == ([], [], [])


def test_while_the_race_runs_its_timing_file_is_wanted(finale, head):
    page = race_desk(head, on_sunday(18, 30))

    assert page["head"]["title"] == "Abu Dhabi, during Race 2"
    assert now_of(page) == "Race 2 is running, until about 20:00, for 1 h 30 min more."
    assert page["head"]["button_about"] == "Race 2"


def test_just_after_the_race_its_result_is_missing(finale, head):
    page = race_desk(head, on_sunday(20, 5))
    missing = page["missing"]["rows"][0]
    imports = reverse("admin:championship_session_import", args=[finale.race.pk])

    assert now_of(page) == (
        "Race 2 is over and has no result. It ended at 20:00 by the timetable. "
        "Import its timing file."
    )
    assert (missing["name"], missing["step"]["url"]) == ("Race 2", imports)
    assert page["now"]["url"] == page["head"]["button_url"] == imports


def test_provisional_the_desk_tells_until_when(finale, head):
    finale.provisional()

    page = race_desk(head, on_sunday(21, 2))

    assert page["head"]["title"] == "Abu Dhabi, after Race 2"
    assert now_of(page) == (
        "Race 2 can be final at 22:14, in 1 h 12 min, unless somebody protests."
    )
    assert documents(page) == [
        ("Race 2, Abu Dhabi", "Provisional until 22:14", "Publish as final", False)
    ]
    assert page["provisional"]["documents"][0]["facts"] == "revision 1, 40 cars, 6 tables follow"
    assert "Race 2" not in [row["name"] for row in page["missing"]["rows"]]


def awards(page):
    return [
        (row["name"], row["facts"], row["label"], row["step"] if row["award_url"] else "")
        for row in page["provisional"]["awards"]
    ]


LE_MANS = "24 Hours of Le Mans 2024"


def test_provisional_awards_say_who_would_get_them_and_wait(finale, head):
    finale.provisional()

    resting = "rests on a provisional result"
    assert awards(race_desk(head, on_sunday(21, 2))) == [
        (
            f"Invitation, {LE_MANS}, LMP2",
            f"would go to #4 CrowdStrike Racing by APR, {resting}",
            "Provisional",
            "",
        ),
        (
            "Priority, Road to Le Mans 2024, LMP3",
            f"would go to #17 COOL Racing, {resting}",
            "Provisional",
            "",
        ),
        (
            f"Invitation, {LE_MANS}, LMGT3",
            f"would go to #91 Pure Rxcing, {resting}",
            "Provisional",
            "",
        ),
    ]


def test_with_drafts_the_desk_tells_what_each_would_change(finale, head):
    finale.provisional()
    finale.drafts()

    page = race_desk(head, on_sunday(21, 2))
    (group,) = page["drafts"]

    assert now_of(page) == (
        "Race 2 can be final at 22:14, in 1 h 12 min, "
        "if the three draft decisions are put in force or deleted first."
    )
    assert [(row["number"], row["penalty"], row["effect"]) for row in group["rows"]] == [
        ("31", "1 lap and 1 s added", {"before": "2", "after": "7"}),
        ("32", "1 min 5 s added", {"before": "4", "after": "5"}),
        ("33", "1 min 46 s added", {"before": "1", "after": "7"}),
    ]
    assert group["together"][-1] == "#88 wins its class instead of #19."
    assert documents(page)[0][2] == "Preview and publish"


def test_all_drafts_of_a_session_are_tried_with_one_click(finale, head):
    finale.provisional()
    finale.drafts()

    page = race_desk(head, on_sunday(21, 2))
    address = reverse("admin:championship_session_publish", args=[finale.race.pk])
    chosen = "&".join(f"decision={ruling.pk}" for ruling in finale.rulings)

    assert page["drafts"][0]["preview_url"] == page["now"]["url"] == f"{address}?{chosen}"


def test_when_the_time_for_protests_is_over_the_desk_says_so(finale, head):
    finale.provisional()

    assert now_of(race_desk(head, on_sunday(22, 20))) == (
        "Race 2 was provisional until 22:14. Publish it as final."
    )


def test_final_only_the_awards_wait(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()

    page = race_desk(head, on_sunday(23))

    assert now_of(page) == ("Every race of the season is published. Three awards wait to be given.")
    assert (documents(page), page["changed"], page["drafts"]) == ([], [], [])
    assert awards(page)[2] == (
        f"Invitation, {LE_MANS}, LMGT3",
        "goes to #91 Pure Rxcing",
        "To be confirmed",
        "Confirm",
    )
    lmp2 = finale.season.awards.get(target_class="LMP2")
    assert page["now"]["url"] == reverse("admin:championship_award_life", args=[lmp2.pk])


def gt_invitation(finale):
    return finale.season.awards.get(championship__slug="gt-teams")


def disqualified_in_the_amended_result(finale, number):
    """Weeks later the champion of GT is struck out of the last race."""
    race = finale.race
    race.results.filter(event_entry__number=number).update(status="disqualified")
    finale.amended()


def test_an_award_in_question_is_what_is_most_urgent_then(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()
    confirm_awards(list(finale.season.championships.all()))
    disqualified_in_the_amended_result(finale, "91")

    page = race_desk(head, MARCH)

    assert awards(page) == [
        (
            f"Invitation, {LE_MANS}, LMGT3",
            "by the table it is #88 Triple Eight now, #91 Pure Rxcing holds it",
            "In question",
            "Decide",
        )
    ]
    assert now_of(page) == (
        "A table changed after awards were given by it. An award is in question."
    )


def test_a_declined_award_says_who_would_be_next(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()
    confirm_awards(list(finale.season.championships.all()))
    finale.season.awards.filter(championship__slug="gt-teams").update(if_not_taken="next")
    take_step(gt_invitation(finale), 1, "declined", seen=1)

    assert awards(race_desk(head, MARCH)) == [
        (
            f"Invitation, {LE_MANS}, LMGT3",
            "#91 Pure Rxcing let it go: #88 Triple Eight would be next",
            "Declined",
            "Offer to the next",
        )
    ]


def test_a_decision_reversed_on_appeal_waits_to_be_published(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()
    finale.appeal()

    page = race_desk(head, MARCH)

    assert now_of(page) == (
        "Race 2 was changed since it was published. "
        "Publish an amended result, or take the change back."
    )
    assert [(row["name"], row["label"], row["publish"]) for row in page["changed"]] == [
        ("Race 2, Abu Dhabi", "Final", "Publish as amended")
    ]


def test_amended_nothing_is_behind_any_more(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()
    finale.appeal()
    finale.amended()

    page = race_desk(head, MARCH)

    assert (documents(page), page["changed"], page["drafts"]) == ([], [], [])
    assert page["now"]["fact"] == "Every race of the season is published."


def test_once_awarded_the_qualifyings_are_what_is_missing(finale, head):
    finale.provisional()
    finale.drafts()
    finale.final()
    for award in finale.season.awards.all():
        take_step(award, 1, "void", seen=0)

    page = race_desk(head, MARCH)

    assert now_of(page) == "Qualifying LMP2 and LMP3, Abu Dhabi, has no published result."
    assert page["missing"]["practices"] == "11 practices, tests and warm-ups without a result"


def test_a_race_that_was_stopped_early_asks_for_its_factor(finale, head):
    (asked,) = race_desk(head, on_sunday(15))["checks"]["shortened"]

    assert asked["name"] == "Points factor of Race 1, Sepang, which ran 3:43:26.017 of 4 h"


def test_the_page_says_what_is_due(finale, client, head, monkeypatch):
    finale.provisional()
    finale.drafts()
    client.force_login(head)
    monkeypatch.setattr("championship.admin.site.timezone.now", lambda: on_sunday(21, 2))

    response = client.get(reverse("admin:index"))

    said = ("Provisional until 22:14", "from 2 to 7", "#88 wins its class instead of #19.")
    assert [words in response.text for words in said] == [True] * 3


def test_a_colleague_who_may_only_look_finds_no_way_to_publish(finale, client):
    finale.provisional()
    views = ("classification", "decision", "session", "event", "result")
    client.force_login(staff_with(*(f"championship.view_{name}" for name in views)))

    page = client.get(reverse("admin:index")).text

    assert ("/publish/" in page, "/import/" in page, "/add/" in page) == (False, False, False)


def test_a_result_that_is_recorded_waits_to_be_published(finale, head):
    Result.objects.bulk_create(finale.results)

    page = race_desk(head, on_sunday(20, 5))

    assert now_of(page) == (
        "Race 2 is over and its result is not published. Look at it and publish it."
    )
    assert page["missing"]["rows"][0]["step"] == {
        "url": reverse("admin:championship_session_publish", args=[finale.race.pk]),
        "label": "Publish",
    }
