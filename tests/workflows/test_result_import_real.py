"""Real timing files give exactly what was published of the season that is shipped."""

from pathlib import Path

import pytest

from championship.imports.timing import read_results_file
from championship.models import Classification, ClassificationLine, Result
from championship.workflows.result_import import plan_results
from championship.workflows.results import publish_classification

from .result_files import imported

TIMING = Path(__file__).parents[3] / "shared/data/timing/aslms-2023-24"
FACTS = (
    "number",
    "car_class__code",
    "order",
    "place",
    "class_place",
    "status",
    "laps",
    "time_ms",
    "best_lap_ms",
    "best_lap_number",
)
RACES = {"sepang-race-1": "r1-race-results", "abu-dhabi-race-2": "r5-race-results"}
QUALIFYINGS = {
    "sepang-qualifying-gt": "sepang-qualifying-gt-results",
    "sepang-qualifying-lmp": "sepang-qualifying-lmp-results",
}

pytestmark = pytest.mark.skipif(not TIMING.is_dir(), reason="the real timing files are not here")


def read(name):
    path = TIMING / f"aslms-2023-24-{name}.csv"
    return read_results_file(path.name, path.read_bytes())


def told(classification):
    """The lines of a classification with their crews, and its decisions."""
    lines = ClassificationLine.objects.filter(classification=classification).order_by("order")
    crews = [sorted(line.crew.values_list("driver__slug", flat=True)) for line in lines]
    decisions = classification.decisions.order_by("order")
    rulings = decisions.values_list("event_entry__number", "penalty", "is_in_timing")
    return list(lines.values_list(*FACTS)), crews, list(rulings)


@pytest.mark.parametrize("slug", RACES)
@pytest.mark.parametrize("is_first", [True, False], ids=["into an empty race", "onto the result"])
def test_race_gives_the_classification_that_was_published(aslms, slug, is_first):
    race = aslms.sessions.get(slug=slug)
    published = Classification.objects.newest().get(session=race)
    if is_first:
        Result.objects.filter(session=race).delete()

    imported(race, read(RACES[slug]))
    again = publish_classification(race, state="amended")

    assert told(again) == told(published)


@pytest.mark.parametrize("slug", RACES)
def test_race_asks_only_for_the_accents_of_one_name_and_warns_of_little(aslms, slug):
    plan = plan_results(aslms.sessions.get(slug=slug), read(RACES[slug]))

    assert [question.printed for question in plan.questions] == ["Dan Skocdopole"]
    assert plan.changes_nothing
    assert {one.code for one in plan.warnings} <= {
        "decisions_in_timing",
        "maybe_not_started",
        "not_in_file",
    }


def test_first_of_each_class_in_the_qualifyings_has_the_pole_of_round_1(aslms):
    race = aslms.sessions.get(slug="sepang-race-1")
    firsts = []
    for slug, name in QUALIFYINGS.items():
        qualifying = aslms.sessions.get(slug=slug)
        imported(qualifying, read(name))
        lines = publish_classification(qualifying, state="final").lines.filter(class_place=1)
        firsts += lines.values_list("car_class__code", "number", "best_lap_ms")

    poles = race.bonuses.filter(kind="pole")
    assert sorted(firsts) == sorted(
        poles.values_list("car_class__code", "event_entry__number", "time_ms")
    )


def test_both_qualifyings_set_the_grid_of_the_first_race(aslms):
    on_grid = {}
    for slug, name in QUALIFYINGS.items():
        qualifying = aslms.sessions.get(slug=slug)
        imported(qualifying, read(name))
        lines = publish_classification(qualifying, state="final").lines.order_by("order")
        for number, car_class in lines.values_list("number", "car_class__code"):
            on_grid.setdefault(car_class, []).append(number)

    race = publish_classification(aslms.sessions.get(slug="sepang-race-1"), state="amended")

    grid = race.lines.order_by("grid_place").values_list("car_class__code", "number", "grid_place")
    assert {car_class: len(cars) for car_class, cars in on_grid.items()} == {
        "LMP2": 11,
        "LMP3": 5,
        "GT": 23,
    }
    assert sorted(grid) == sorted(
        (car_class, number, place)
        for car_class, cars in on_grid.items()
        for place, number in enumerate(cars, start=1)
    )
    assert on_grid["GT"][-2:] == ["75", "82"]  # without a lap


def test_the_second_grid_stays_unknown_as_the_files_have_no_second_best_laps(aslms):
    for slug, name in QUALIFYINGS.items():
        qualifying = aslms.sessions.get(slug=slug)
        imported(qualifying, read(name))
        publish_classification(qualifying, state="final")

    race = publish_classification(aslms.sessions.get(slug="sepang-race-2"), state="amended")

    assert set(race.lines.values_list("grid_place", flat=True)) == {None}


@pytest.mark.parametrize("slug", QUALIFYINGS)
def test_qualifying_raises_no_doubt_and_asks_nothing(aslms, slug):
    plan = plan_results(aslms.sessions.get(slug=slug), read(QUALIFYINGS[slug]))

    assert (plan.problems, plan.warnings, plan.questions) == ((), (), ())


def test_file_of_another_round_is_seen_by_the_cars_that_come_and_go(aslms):
    plan = plan_results(aslms.sessions.get(slug="sepang-race-1"), read("r5-race-results"))

    assert {question.kind for question in plan.questions} == {"entry", "driver"}
    assert [line.number for line in plan.joining] != []
    assert [one.number for one in plan.missing] != []
    assert plan.needs_yes
