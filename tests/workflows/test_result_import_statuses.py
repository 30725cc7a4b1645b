"""What became of a car: as timing says, as the series means it, as staff correct it."""

import pytest

from championship.models import StatusAlias
from championship.workflows.result_import import plan_results, words
from tests.factories import CarClassFactory, RaceFactory, SessionFactory

from .result_files import car_at, imported, line, qualifying_file, result_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    gt = CarClassFactory(code="GT")
    return RaceFactory(event__season=gt.season, name="Race 1")


@pytest.fixture
def seven(race):
    return car_at(race.event, "7")


@pytest.fixture
def eight(race):
    return car_at(race.event, "8")


def statuses(plan):
    return [(one.number, one.status, one.timed_status) for one in plan.lines]


def codes(plan):
    return [one.code for one in plan.warnings]


# As staff correct it


def test_correction_holds_beside_what_the_file_says(race, seven):
    imported(race, result_file(line("7", status="Retired")), statuses={seven.pk: "did_not_start"})

    result = race.results.get()
    assert (result.status, result.timed_status) == ("did_not_start", "retired")
    assert result.is_corrected


def test_later_file_keeps_a_correction_and_shows_it(race, seven, eight):
    file = result_file(line("8"), line("7", status="Retired"))
    imported(race, file, statuses={seven.pk: "did_not_start"})

    plan = plan_results(race, result_file(line("8", laps=101), line("7", status="Retired")))

    assert [(one.number, one.status) for one in plan.corrected] == [("7", "did_not_start")]
    imported(race, plan.file)
    assert race.results.get(event_entry=seven).status == "did_not_start"


def test_correction_is_kept_against_another_word_of_a_later_file(race, seven):
    imported(race, result_file(line("7", status="Retired")), statuses={seven.pk: "did_not_start"})

    plan = plan_results(race, result_file(line("7", status="Not classified")))

    assert statuses(plan) == [("7", "did_not_start", "not_classified")]
    (change,) = plan.lines[0].changes
    assert words.change_in_words(change) == "status in the file: retired → not classified"


def test_correction_is_withdrawn_only_on_purpose(race, seven):
    file = result_file(line("7", status="Retired"))
    imported(race, file, statuses={seven.pk: "did_not_start"})

    imported(race, file, statuses={seven.pk: "retired"})

    assert race.results.get().status == "retired"
    assert not race.results.get().is_corrected


def test_status_that_was_not_corrected_follows_the_file(race, seven):
    imported(race, result_file(line("7")))

    imported(race, result_file(line("7", status="Retired")))

    assert (race.results.get().status, race.results.get().timed_status) == ("retired", "retired")


def test_nothing_chosen_is_no_correction(race, seven):
    plan = plan_results(race, result_file(line("7")), statuses={seven.pk: ""})

    assert statuses(plan) == [("7", "classified", "classified")]
    assert plan.refused == ()


# As the series means it


def test_unknown_word_is_asked_once_and_remembered(race, seven, eight):
    file = result_file(line("7", status="Black flag"), line("8", status="black FLAG"))
    plan = plan_results(race, file)

    (question,) = plan.questions
    assert (question.printed, question.lines, question.answer) == ("Black flag", [2, 3], "")
    assert len(question.candidates) == 7
    assert plan.problems == ()
    imported(race, file, {question.key: "disqualified"})

    alias = StatusAlias.objects.get()
    assert (alias.series, alias.printed) == (race.season.series, "Black flag")
    assert set(race.results.values_list("status", flat=True)) == {"disqualified"}
    assert plan_results(race, file).questions == ()


def test_word_of_the_series_stands_before_what_it_usually_means(race, seven):
    StatusAlias.objects.create(
        series=race.season.series, printed="not classified", status="retired"
    )

    plan = plan_results(race, result_file(line("7", status="Not classified")))

    assert statuses(plan) == [("7", "retired", "retired")]


def test_word_of_another_series_means_nothing_here(race, seven):
    other = RaceFactory()
    StatusAlias.objects.create(series=other.season.series, printed="Retired", status="excluded")

    plan = plan_results(race, result_file(line("7", status="Retired")))

    assert statuses(plan) == [("7", "retired", "retired")]


# As the file says


def test_without_statuses_a_car_with_a_lap_is_classified(race, seven, eight):
    qualifying = SessionFactory(event=race.event, kind="qualifying")

    plan = plan_results(qualifying, qualifying_file(("7", "GT", "34.0", 5), ("8", "GT", "", 0)))

    assert statuses(plan) == [
        ("7", "classified", "classified"),
        ("8", "not_classified", "not_classified"),
    ]


@pytest.mark.parametrize("status", ["Retired", "Not classified"])
def test_car_without_lap_and_time_may_not_have_started(race, seven, eight, status):
    file = result_file(line("7"), line("8", status=status, laps=0, time="", best_lap=""))

    plan = plan_results(race, file)

    assert [words.in_place(one) for one in plan.warnings if one.line] == [
        "line 3: “#8” has neither a lap nor a time: choose “did not start” if it did not."
    ]
    corrected = plan_results(race, file, statuses={eight.pk: "did_not_start"})
    assert [one for one in corrected.warnings if one.line] == []


def test_car_that_is_classified_without_a_lap_is_told(race, seven, eight):
    plan = plan_results(race, result_file(line("7"), line("8", laps=0, time="", best_lap="")))

    assert "without_a_lap" in codes(plan)
