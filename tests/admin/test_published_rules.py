"""What was published changes only knowingly; before that, staff see what would change."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from championship.models import (
    Award,
    AwardStep,
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    PointsScale,
    SessionScale,
    Standing,
)
from championship.workflows.standings import differences
from tests.factories import PointsScaleFactory, RoundFactory

from .browser import answered, save, what_the_page_says
from .registry import address

pytestmark = pytest.mark.usefixtures("aslms")


def rules_of(slug):
    return ChampionshipRules.objects.get(championship__slug=slug)


def page_of(row):
    return address(type(row), "change", row.pk)


def tables():
    return list(Standing.objects.order_by("pk").values_list())


def asked_tables(response):
    return [(str(one.championship), one.after) for one in response.context["changes"]]


def best_result_only(desk, **changes):
    """Press Save with a change of the rules that moves published rows."""
    return save(desk, page_of(rules_of("lmp2-teams")), results_counted="1", **changes)


@pytest.fixture
def a_round_to_come(aslms):
    """A sixth round, after the five that are published."""
    return RoundFactory(event=aslms.events.last(), number=6)


# Asking


@pytest.mark.parametrize(
    ("find", "change"),
    [
        (lambda aslms: aslms.sessions.get(slug="dubai-race"), {"points_factor": "1/2"}),
        (lambda aslms: aslms.sessions.get(slug="dubai-race"), {"kind": "sprint"}),
        (lambda aslms: aslms.rounds.get(number=5), {"number": "7"}),
        (lambda aslms: aslms.classes.get(code="LMP3"), {"parent": "lmp2"}),
    ],
    ids=["factor of a race", "kind of a session", "number of a round", "parent of a class"],
)
def test_whatever_else_a_published_table_rests_on_is_asked_about(desk, aslms, find, change):
    row, before = find(aslms), tables()
    if change.get("parent"):
        change = {"parent": aslms.classes.get(code="LMP2").pk}

    response = save(desk, page_of(row), **change)

    assert asked_tables(response) != []
    assert tables() == before


def test_a_change_of_published_tables_is_not_saved_but_asked(desk):
    before = tables()

    response = best_result_only(desk)

    assert asked_tables(response) == [("LMP2 teams", after) for after in (2, 3, 4, 5)]
    assert (rules_of("lmp2-teams").results_counted, tables()) == ("", before)
    assert not LogEntry.objects.exists()


def test_the_page_says_who_moves_and_by_how_many_points(desk):
    response = save(desk, page_of(PointsScale.objects.get()), pole_points="2")

    assert "LMP3 teams, after round 5: 2 rows" in response.text
    assert "104 → 107" in response.text
    assert "3 points more" in response.text


@pytest.mark.parametrize(
    "changes",
    [
        {"note": "Bulletin 7"},
        {"cars_counted": 1},
        {"excluded_rounds": []},
        {"minimum_rounds": "1"},
    ],
)
def test_a_change_that_alters_no_table_is_saved_without_asking(desk, changes):
    response = save(desk, page_of(rules_of("lmp2-teams")), **changes)

    assert response.status_code == 302


def test_a_confirmed_correction_is_saved_and_the_tables_follow(desk, aslms):
    asked = best_result_only(desk)

    response = desk.post(page_of(rules_of("lmp2-teams")), answered(asked))

    assert response.status_code == 302
    assert rules_of("lmp2-teams").results_counted == "1"
    assert differences(aslms) == []


def test_the_reason_is_kept_in_the_history(desk):
    asked = best_result_only(desk)

    desk.post(page_of(rules_of("lmp2-teams")), answered(asked, "Bulletin 7, misprint"))

    assert LogEntry.objects.get().get_change_message() == (
        "Changed Best results that count. Published tables corrected, because: Bulletin 7, misprint"
    )


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"_reason": "  "}, "Say why the published tables are corrected."),
        ({"_confirm": None}, "Confirm that the published tables change."),
        ({"_tables": "others"}, "Other tables would change by now."),
    ],
)
def test_a_correction_without_an_answer_is_asked_again(desk, missing, message):
    asked = best_result_only(desk)
    sent = answered(asked) | missing

    response = desk.post(
        page_of(rules_of("lmp2-teams")),
        {name: value for name, value in sent.items() if value is not None},
    )

    assert message in response.text
    assert rules_of("lmp2-teams").results_counted == ""


def test_if_other_tables_would_change_meanwhile_it_is_asked_again(desk, aslms):
    asked = best_result_only(desk)
    aslms.sessions.filter(slug="dubai-race").update(points_factor="1/2")

    response = desk.post(page_of(rules_of("lmp2-teams")), answered(asked))

    assert "Other tables would change by now." in response.text
    assert rules_of("lmp2-teams").results_counted == ""


def test_whatever_was_typed_comes_back_with_the_form(desk):
    asked = best_result_only(desk, note="Typed with care")

    response = desk.post(page_of(rules_of("lmp2-teams")), answered(asked) | {"_edit": "Back"})

    page = what_the_page_says(response)
    assert (page["results_counted"], page["note"]) == ("1", "Typed with care")
    assert rules_of("lmp2-teams").note == ""


def test_other_points_in_a_published_session_are_asked_about(desk, aslms):
    rules = rules_of("gt-teams")
    race = aslms.sessions.get(slug="dubai-race")
    double = PointsScaleFactory(season=aslms, points="50 36 30")

    response = save(
        desk,
        page_of(rules),
        **{
            "session_scales-TOTAL_FORMS": 1,
            "session_scales-0-session": race.pk,
            "session_scales-0-scale": double.pk,
        },
    )
    assert ("GT teams", 5) in asked_tables(response)

    desk.post(page_of(rules), answered(response))
    assert SessionScale.objects.get().session == race


@pytest.mark.parametrize("field", ["recipient", "car_class"])
def test_another_class_or_recipient_of_a_published_title_is_asked_about(desk, aslms, field):
    title = Championship.objects.get(slug="gt-teams")
    values = {"recipient": "team", "car_class": aslms.classes.get(code="LMP3").pk}

    response = save(desk, page_of(title), **{field: values[field]})

    assert asked_tables(response) == [("GT teams", after) for after in (1, 2, 3, 4, 5)]
    assert Championship.objects.get(slug="gt-teams").recipient == "entry"


def test_a_renamed_title_is_saved_without_asking(desk):
    title = Championship.objects.get(slug="gt-teams")

    response = save(desk, page_of(title), name="GT cars", order=9)

    assert response.status_code == 302


def test_deleting_published_rules_is_asked_about_and_the_reason_kept(desk):
    rules = rules_of("gt-teams")
    page = address(ChampionshipRules, "delete", rules.pk)
    asked = desk.post(page, {"post": "yes"})
    assert ChampionshipRules.objects.filter(pk=rules.pk).exists()

    desk.post(page, answered(asked, "Never run"))

    assert not ChampionshipRules.objects.filter(pk=rules.pk).exists()
    assert not Standing.objects.filter(championship__slug="gt-teams").exists()
    assert LogEntry.objects.get().change_message == (
        "Published tables corrected, because: Never run"
    )


def test_deleting_several_published_titles_is_asked_about(desk):
    AwardStep.objects.all().delete()
    Award.objects.all().delete()
    ticked = list(Championship.objects.filter(car_class__code="GT").values_list("pk", flat=True))
    page = address(Championship, "changelist")
    data = {"action": "delete_selected", "_selected_action": ticked, "post": "yes"}

    asked = desk.post(page, data)
    assert Championship.objects.filter(pk__in=ticked).count() == 2

    desk.post(page, answered(asked))
    assert not Championship.objects.filter(pk__in=ticked).exists()


def test_a_further_season_that_changes_no_table_is_saved_without_asking(desk, aslms):
    title = Championship.objects.get(slug="gt-drivers")
    other = RoundFactory(event__starts_on="2024-12-01", event__ends_on="2024-12-02").season

    save(desk, page_of(title), **{"feeds-TOTAL_FORMS": 1, "feeds-0-season": other.pk})

    assert ChampionshipFeed.objects.get().season == other


# New versions


def test_the_page_offers_a_version_for_the_rounds_to_come(desk, a_round_to_come):
    asked = best_result_only(desk)

    assert "Make a new version from round 6 on" in asked.text


def test_without_a_round_to_come_there_is_nothing_to_make_a_version_for(desk):
    asked = best_result_only(desk)

    assert "Every round of the calendar is published" in asked.text


def test_what_was_typed_becomes_a_version_for_the_rounds_to_come(desk, aslms, a_round_to_come):
    race, scale = aslms.sessions.get(slug="dubai-race"), PointsScale.objects.get()
    rules = rules_of("lmp2-teams")
    SessionScale.objects.create(rules=rules, session=race, scale=scale)
    car = aslms.entries.filter(car_class__code="LMP2").first()
    asked = best_result_only(desk, nominated=[car.pk])
    before = tables()
    (way,) = asked.context["ways"]
    sent = {}
    for name, value in way["sent"]:
        sent.setdefault(name, []).append(value)

    form = desk.post(way["address"], sent | {"_edit": "yes"})
    response = desk.post(way["address"], what_the_page_says(form))

    assert response.status_code == 302
    first, second = ChampionshipRules.objects.filter(championship__slug="lmp2-teams")
    assert (first.results_counted, first.nominated.count()) == ("", 0)
    assert (second.from_round, second.results_counted) == (6, "1")
    assert (second.nominated.get(), second.session_scales.get().session) == (car, race)
    assert tables() == before


def test_a_further_version_begins_as_a_copy_of_the_newest(desk, aslms, a_round_to_come):
    rules = rules_of("gt-teams")
    rules.excluded_rounds.add(a_round_to_come)
    race = aslms.sessions.get(slug="dubai-race")
    SessionScale.objects.create(rules=rules, session=race, scale=PointsScale.objects.get())

    add = address(ChampionshipRules, "add")
    page = what_the_page_says(desk.get(add, {"championship": rules.championship_id}))

    assert page["from_round"] == 6
    assert page["countback"] == rules.countback
    assert page["race_scale"] == rules.race_scale_id
    assert page["session_scales-0-session"] == race.pk


def test_a_version_that_changes_published_rounds_is_asked_about(desk):
    rules = rules_of("lmp2-teams")
    add = address(ChampionshipRules, "add") + f"?championship={rules.championship_id}"

    response = save(desk, add, from_round=3, results_counted="1")

    assert asked_tables(response) == [("LMP2 teams", after) for after in (3, 4, 5)]
    assert ChampionshipRules.objects.filter(championship=rules.championship).count() == 1


def test_a_scale_can_be_left_alone_and_another_one_made(desk, a_round_to_come):
    scale = PointsScale.objects.get()
    asked = save(desk, page_of(scale), pole_points="2")
    (way,) = asked.context["ways"]

    form = desk.post(way["address"], dict(way["sent"]) | {"_edit": "yes"})
    response = desk.post(way["address"], what_the_page_says(form))

    assert response.status_code == 302
    assert PointsScale.objects.get(name="Race, 4 hours, from round 6").pole_points == 2
    assert len(way["links"]) == 6


def test_published_tables_are_never_changed_by_a_preset(desk, aslms):
    page = reverse("admin:championship_championshiprules_preset")
    title = aslms.championships.get(slug="gt-teams")
    before = tables()

    response = desk.post(page, {"championship": title.pk, "preset": "imsa", "from_round": 3})

    assert "This would change published tables: choose a later round." in response.text
    assert title.rules.count() == 1
    assert not PointsScale.objects.filter(name="Race").exists()
    assert tables() == before


def test_the_page_of_a_championship_says_how_it_counts(desk, aslms):
    title = aslms.championships.get(slug="gt-teams")

    page = desk.get(address(Championship, "change", title.pk)).text

    assert "from round 1: 25–18–15… + pole 1, all rounds, no countback" in page


# Preview


def preview(desk, page, **changes):
    return save(desk, page, _preview="Preview the table", **changes)


def test_a_preview_shows_the_newest_tables_and_saves_nothing(desk):
    before = tables()

    response = preview(desk, page_of(rules_of("lmp2-teams")), results_counted="1")

    assert asked_tables(response) == [("LMP2 teams", 5)]
    assert (rules_of("lmp2-teams").results_counted, tables()) == ("", before)
    assert not LogEntry.objects.exists()


def test_a_preview_says_if_nothing_changes(desk):
    response = preview(desk, page_of(PointsScale.objects.get()))

    assert "Nothing changes: every table stays as it is." in response.text


def test_a_preview_of_a_mistake_is_the_form_with_the_mistake(desk):
    response = preview(desk, page_of(rules_of("lmp2-teams")), results_counted="most")

    assert "“most” does not say what counts." in response.context["errors"][0][0]


def test_a_title_can_be_previewed_before_it_exists(desk, aslms):
    response = preview(
        desk,
        address(Championship, "add"),
        season=aslms.pk,
        name="GT makes",
        slug="gt-makes",
        recipient="manufacturer",
        car_class=aslms.classes.get(code="GT").pk,
        first_rules=f"scale:{PointsScale.objects.get().pk}",
    )

    assert asked_tables(response) == [("GT makes", 5)]
    assert all(row.is_new for row in response.context["changes"][0].rows)
    assert not Championship.objects.filter(slug="gt-makes").exists()


@pytest.mark.parametrize("model", [ChampionshipRules, PointsScale, Championship])
def test_pages_of_rules_have_a_button_for_the_preview(desk, model):
    row = model.objects.first()

    assert "Preview the table" in desk.get(page_of(row)).text
