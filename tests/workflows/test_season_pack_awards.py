"""Awards, agreements, combined titles and results with gaps, into a database and back."""

import copy
import json
from datetime import UTC, date, datetime

import pytest

from championship.exports.season_pack import dump_season_pack, write_season_pack
from championship.models import (
    Agreement,
    Award,
    AwardStep,
    AwardTarget,
    Combination,
    Season,
    TargetEntry,
)
from championship.queries.awards import award_lines
from championship.workflows.awards import take_step, undo_step
from championship.workflows.season_pack import PackRefused, load_season_pack

pytestmark = pytest.mark.django_db

LMP2, LMP3, GT = range(3)
MORNING = "2024-03-01T08:00:00Z"


def the_season():
    return Season.objects.select_related("series").get(series__slug="aslms")


def dumped():
    return json.loads(write_season_pack(the_season()))


def load(pack):
    """A pack is changed by its test afterwards: what was loaded keeps its own."""
    return load_season_pack(copy.deepcopy(pack))


def refusal_of(pack):
    with pytest.raises(PackRefused) as refused:
        load(pack)
    return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def small(small_pack):
    """Its titles, teams and awards without a single race: quick to load."""
    for event in small_pack["events"]:
        for session in event["sessions"]:
            session.pop("grid", None)
        event["entries"] = []
    small_pack |= {"results": [], "entry_lists": []}
    return small_pack


@pytest.fixture
def full(small):
    """A use of every key of agreements, targets and awards."""
    small["articles"] = [
        {"slug": "together", "title": "Together", "text": "They agreed.", "language": "fr"}
    ]
    small["events"][1]["notices"] = [
        {"number": "7", "subject": "Invitations", "text": "They are confirmed."}
    ]
    notice = {"event": small["events"][1]["slug"], "number": "7"}
    small["agreements"][0] |= {
        "notice": notice,
        "article": {"slug": "together", "language": "fr"},
    }
    small["award_targets"][1] |= {
        "series": "aslms",
        "event": {"series": "aslms", "season": "2023-24", "event": "dubai"},
    }
    small["awards"][GT] |= {
        "kind": "fee_credit",
        "benefit": {"en": "EUR 10,000", "de": "10.000 Euro"},
        "place": 1,
        "last_place": 3,
        "recipient": "crew",
        "agreement": "aco-almem-sro-2021",
        "minimum_entries": 6,
        "full_season_only": True,
        "not_otherwise_qualified": True,
        "must_enter": "aslms",
        "if_not_taken": "next",
        "down_to": 5,
        "note": "One text for all.",
    }
    del small["awards"][GT]["target"]
    small["awards"][GT]["steps"] = [
        {
            "place": 2,
            "state": "offered",
            "taken_on": "2024-02-12",
            "author": "ACO",
            "document": "Letter",
            "notice": notice,
            "note": {"fr": "Par lettre."},
            "sources": ["https://example.org/1", "https://example.org/2"],
            "recorded_at": MORNING,
            "undone_at": "2024-03-02T08:00:00Z",
            "candidates": [
                {"rank": 1, "outcome": "passed_over", "reason": "declined", "entry": "91"},
                {
                    "rank": 1,
                    "outcome": "passed_over",
                    "reason": "qualified",
                    "detail": "FIA WEC",
                    "team": "triple-eight-jmr",
                },
                {"rank": 2, "driver": "klaus-bachler"},
                {"rank": 2, "driver": "joel-sturm"},
            ],
        },
    ]
    return small


def as_dumped(pack, section):
    """Places that go without saying stand in no dump."""
    return json.loads(json.dumps(pack[section]).replace('"place": 1, ', ""))


def test_what_is_loaded_is_dumped(full):
    for step in full["awards"][GT]["steps"]:
        for candidate in step["candidates"]:
            candidate.setdefault("rank", 1)

    load(full)

    written = dumped()
    for section in ("season", "agreements", "award_targets", "awards"):
        assert written[section] == as_dumped(full, section)


def test_loading_twice_writes_nothing(full):
    load(full)

    assert load(full) == {}


def test_a_text_has_the_languages_of_the_pack(small):
    load(small)

    note = Award.objects.get(slug="road-to-le-mans-2024").steps.get().note
    assert note.localize("de").startswith("COOL Racing setzte")
    assert note.localize("fr").startswith("COOL Racing a fait courir")


def test_a_text_left_empty_in_the_admin_is_none(small):
    load(small)
    Agreement.objects.update(outcome={"en": "", "fr": "", "de": ""})
    del small["agreements"][0]["outcome"]

    assert load(small) == {}


# Agreements and targets belong to several seasons


def test_a_pack_says_of_its_own_season_alone_that_it_is_covered(small):
    load(small)
    other = Season.objects.create(
        series=the_season().series, slug="2030", name="2030",
        starts_on=date(2030, 1, 1), ends_on=date(2030, 2, 1),
    )  # fmt: skip
    Agreement.objects.get().seasons.add(other)
    small["season"]["agreements"] = []

    load(small)

    assert list(Agreement.objects.get().seasons.all()) == [other]


def test_a_document_of_another_season_stays(full):
    load(full)
    agreement = Agreement.objects.select_related("article").get()
    agreement.article.series = agreement.article.season = None
    agreement.article.save()
    del full["articles"]
    del full["agreements"][0]["article"]

    load(full)

    assert Agreement.objects.get().article_id == agreement.article_id
    assert "article" not in dumped()["agreements"][0]


def test_a_car_that_a_pack_does_not_name_stays(small):
    load(small)
    target = AwardTarget.objects.get(slug="24-hours-of-le-mans-2024")
    TargetEntry.objects.create(target=target, number="24", team_name="Nielsen Racing")

    assert load(small) == {}

    assert [car["number"] for car in dumped()["award_targets"][0]["cars"]][2] == "24"


def test_a_target_of_another_address_refuses_the_pack(small):
    AwardTarget.objects.create(slug="lm24", name="24 Hours of Le Mans", year=2024)

    assert refusal_of(small) == ['$.award_targets[0].name: "24 Hours of Le Mans" is “lm24” here.']


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"series": "imsa"}, '$.award_targets[0].series: "imsa" is not stored: load it first.'),
        (
            {"event": {"series": "imsa", "season": "2024", "event": "daytona"}},
            '$.award_targets[0].event: "imsa 2024 daytona" is not stored: load it first.',
        ),
    ],
)
def test_a_target_elsewhere_has_to_be_stored(small, change, said):
    small["award_targets"][0] |= change

    assert refusal_of(small) == [said]
    assert not AwardTarget.objects.exists()


def test_a_series_to_be_entered_has_to_be_stored(small):
    small["awards"][LMP3]["must_enter"] = "imsa"

    assert refusal_of(small) == ['$.awards[1].must_enter: "imsa" is not stored: load it first.']


# Steps are added and never rewritten


def test_steps_that_are_missing_are_added(small):
    used = small["awards"][LMP2]["steps"].pop()
    load(small)
    small["awards"][LMP2]["steps"].append(used)

    written = load(small)

    assert written == {AwardStep: 1}
    assert AwardStep.objects.get(award__slug="le-mans-2024-lmp2", number=2).used_by.number == "45"


def test_a_pack_that_is_behind_takes_nothing_away(small):
    load(small)
    small["awards"][LMP2]["steps"].pop()

    assert load(small) == {}
    assert AwardStep.objects.filter(award__slug="le-mans-2024-lmp2").count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"state": "accepted"}, '$.awards[0].steps[0].state: "accepted" is otherwise here'),
        ({"taken_on": "2024-02-12"}, '$.awards[0].steps[0].taken_on: "2024-02-12" is otherwise'),
        ({"note": "More."}, '$.awards[0].steps[0].note: "More." is otherwise here'),
        ({"recorded_at": MORNING}, "$.awards[0].steps[0].recorded_at:"),
        ({"candidates": [{"team": "af-corse"}]}, "$.awards[0].steps[0].candidates: is otherwise"),
    ],
)
def test_a_step_that_is_otherwise_here_refuses_the_pack(small, change, said):
    load(small)
    before = dumped()
    small["awards"][LMP2]["steps"][0] |= change

    (problem,) = refusal_of(small)

    assert problem.startswith(said)
    assert dumped() == before


def test_a_step_that_does_not_follow_refuses_the_pack(small):
    small["awards"][GT]["steps"][0]["state"] = "void"

    assert refusal_of(small) == [
        '$.awards[2].steps[1].state: "not_used" does not follow on “void”.'
    ]
    assert not AwardStep.objects.exists()


def test_a_step_taken_back_elsewhere_is_taken_back_here(small):
    load(small)
    small["awards"][LMP2]["steps"][1]["undone_at"] = MORNING

    written = load(small)

    step = AwardStep.objects.get(award__slug="le-mans-2024-lmp2", number=2)
    assert written == {AwardStep: 1}
    assert step.undone_at == datetime(2024, 3, 1, 8, tzinfo=UTC)


def test_what_was_taken_back_here_is_not_taken_up_again(small):
    load(small)
    award = Award.objects.get(slug="le-mans-2024-lmp2")
    undo_step(award, 1, seen=2)

    assert load(small) == {}
    small["awards"][LMP2]["steps"].append({"state": "void"})
    (problem,) = refusal_of(small)
    assert problem.startswith("$.awards[0].steps[1].undone_at: is otherwise here")


def test_a_life_lived_here_moves_as_it_was(small_pack):
    for award in small_pack["awards"]:
        award["steps"] = []
    load(small_pack)
    award = Award.objects.get(slug="le-mans-2024-lmgt3")
    Award.objects.update(if_not_taken="next")
    take_step(award, 1, "confirmed", seen=0)
    take_step(award, 1, "declined", seen=1)
    take_step(award, 1, "offered", seen=2)
    undo_step(award, 1, seen=3)
    pack = dumped()
    AwardStep.objects.all().delete()

    load(pack)

    assert dumped() == pack
    (line,) = (one for one in award_lines(the_season()) if one.award == award)
    assert (line.state, line.holders[0].entry.number) == ("declined", "88")
    assert line.proposed[0].entry.number == "7"


# Titles made of others, and places that others report


@pytest.fixture
def combined(small):
    """Teams over the GT cars of the season, by every key; drivers over two titles."""
    titles = small["championships"]
    titles.append(
        {
            "slug": "gt-combined",
            "name": "GT combined",
            "order": 7,
            "recipient": "team",
            "remark": {"en": "No formula was published.", "fr": "Aucune formule publiée."},
            "combination": {
                "method": "scale",
                "common_maximum": 50,
                "points_scale": "race-4-hours",
                "several": "sum",
                "tie_break": "last_source",
                "sources": [
                    {
                        "series": "aslms",
                        "season": "2023-24",
                        "championship": "gt-teams",
                        "order": 3,
                        "rounds": "best",
                        "best_rounds": 2,
                        "weight": "1/2",
                        "minimum_rounds": 1,
                    },
                    {
                        "series": "aslms",
                        "season": "2023-24",
                        "championship": "lmp3-teams",
                        "order": 4,
                    },
                ],
                "counts_as": [{"team": "af-corse", "as": "cool-racing"}],
            },
        }
    )
    titles[1]["reported_places"] = [
        {
            "driver": "colin-braun",
            "points": "81/2",
            "for_team": "crowdstrike-racing-by-apr",
            "number": "4",
            "note": {"de": "Laut Bericht."},
            "sources": ["https://example.org/champions"],
        },
        {"driver": "george-kurtz"},
        {"place": 3, "driver": "ahmad-al-harthy"},
    ]
    return small


def test_combined_titles_and_reported_places_are_dumped(combined):
    load(combined)

    assert dumped()["championships"] == combined["championships"]
    assert load(combined) == {}
    assert load(dumped()) == {}


def test_a_title_that_is_made_of_others_no_more_loses_its_combination(combined):
    load(combined)
    del combined["championships"][-1]["combination"]

    load(combined)

    assert not Combination.objects.exists()


def test_a_source_of_another_season_has_to_be_stored(combined):
    source = {"series": "elms", "season": "2023", "championship": "lmgte-teams"}
    combined["championships"][-1]["combination"]["sources"] = [source]

    assert refusal_of(combined) == [
        '$.championships[6].combination.sources[0].championship: "elms 2023 lmgte-teams" is not '
        "stored: load its season first."
    ]


def test_whoever_is_only_named_by_a_title_is_dumped_too(combined):
    combined["teams"].append({"slug": "two-names", "name": "Two Names"})
    pairs = [{"team": "two-names", "as": "af-corse"}]
    combined["championships"][-1]["combination"]["counts_as"] = pairs
    load(combined)

    assert "two-names" in [team["slug"] for team in dump_season_pack(the_season())["teams"]]


# Results with gaps


def test_a_result_with_gaps_moves_with_its_places(small_pack):
    race = small_pack["results"][0]
    session = next(
        one for one in small_pack["events"][0]["sessions"] if one["slug"] == race["session"]
    )
    session["is_incomplete"] = True
    race["lines"] = [
        {"car": "99", "place": 1, "class_place": 1},
        {"car": "4", "place": 4, "class_place": 3},
    ]
    del race["bonuses"]
    small_pack["results"] = [race]

    load(small_pack)

    first = dumped()
    assert first["results"] == [race]
    assert load(first) == {}
    places = the_season().sessions.get(slug=race["session"]).classifications.get()
    assert places.is_incomplete
    assert list(places.lines.values_list("number", "place")) == [("99", 1), ("4", 4)]
