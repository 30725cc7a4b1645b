"""A result typed by hand goes the way of a file."""

import pytest

from championship.models import ResultImport
from championship.workflows.result_import import TypedRow, plan_results, typed_results, words
from tests.factories import CarClassFactory, RaceFactory, ResultFactory

from .result_files import car_at, imported, line, result_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season)
    for number in ("7", "8", "9"):
        car_at(race.event, number)
    return race


def typed(*rows):
    return typed_results([TypedRow(place, *row) for place, row in enumerate(rows, start=1)])


def stored(race):
    rows = race.results.order_by("order")
    return list(rows.values_list("event_entry__number", "status", "laps", "time_ms"))


def test_order_that_was_typed_is_the_result(race):
    imported(race, typed(("9",), ("7",), ("8",)))

    assert stored(race) == [
        ("9", "classified", None, None),
        ("7", "classified", None, None),
        ("8", "classified", None, None),
    ]


def test_laps_times_and_statuses_are_typed(race):
    imported(race, typed(("9", "20", "35:01.5", "classified"), ("7", "3", "", "DNF")))

    assert stored(race) == [("9", "classified", 20, 2_101_500), ("7", "retired", 3, None)]


def test_best_lap_may_be_typed(race):
    imported(race, typed(("9", "20", "", "", "1:45.5")))

    assert race.results.get().best_lap_ms == 105_500


def test_typed_result_is_no_version_of_a_file(race):
    done = imported(race, typed(("9",)))

    assert done.version is None
    assert not ResultImport.objects.exists()
    assert race.results.get().timed_status == ""


def test_empty_rows_are_left_out(race):
    assert [row.number for row in typed(("9",), ("",), (" ", "", "", "retired")).records] == ["9"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("7.0",), 'line 1, "Number": “7.0” is no car number: 1 to 4 digits and capital letters.'),
        (("", "12"), 'line 1, "Number": This cell is empty.'),
        (("7", "many"), 'line 1, "Laps": “many” is no whole number.'),
        (("7", "1", "3501"), 'line 1, "Time": “3501” may be seconds or milliseconds; '),
        (
            ("7", "1", "", "x" * 31),
            'line 1, "Status": “xxxxxxxxxxxxxxxxxxx',
        ),
        (("7", "1", "", "x\0"), 'line 1, "Status": “x�” holds a character'),
        (("7", "1", "1:75.0"), 'line 1, "Time": “1:75.0” is no time; '),
    ],
)
def test_mistake_names_row_cell_and_value(race, row, problem):
    (found,) = plan_results(race, typed(row)).problems

    assert words.in_place(found).startswith(problem)


def test_nothing_typed_is_a_problem(race):
    assert [words.in_place(one) for one in typed(("",)).problems] == ["Nothing was typed."]


def test_number_typed_twice_is_a_problem(race):
    assert [words.in_place(one) for one in typed(("7",), ("8",), ("7",)).problems] == [
        'line 3, "Number": “7” stands in line 1 too.'
    ]


def test_unknown_word_for_a_status_is_asked_about(race):
    (question,) = plan_results(race, typed(("7", "", "", "Black flag"))).questions

    assert (question.kind, question.printed) == ("status", "Black flag")


def test_small_letters_and_a_hash_are_no_other_number(race):
    car_at(race.event, "4A")

    assert [one.number for one in plan_results(race, typed(("#4a",))).lines] == ["4A"]


def test_other_status_than_the_files_is_a_correction_that_a_later_file_keeps(race):
    imported(race, result_file(line("7"), line("8", status="Retired")))

    imported(race, typed(("7", "100"), ("8", "50", "", "did_not_start")))

    assert race.results.get(event_entry__number="8").is_corrected
    plan = plan_results(race, result_file(line("7"), line("8", status="Retired", laps=50)))
    assert [one.number for one in plan.corrected] == ["8"]


def test_typing_keeps_best_laps_that_nobody_typed(race):
    imported(race, result_file(line("7", best_lap="34.000")))

    imported(race, typed(("7", "99")))

    result = race.results.get()
    assert (result.laps, result.best_lap_ms) == (99, 34_000)


def test_same_again_has_nothing_to_store(race):
    imported(race, typed(("9",), ("7",), ("8",)))

    plan = plan_results(race, typed(("9",), ("7",), ("8",)))

    assert (plan.stores_nothing, plan.needs_yes) == (True, False)


def test_car_that_is_typed_no_more_is_removed_after_a_yes(race):
    ResultFactory(session=race, event_entry=race.event.entries.get(number="8"))

    plan = plan_results(race, typed(("7",)))

    assert [one.number for one in plan.missing] == ["8"]
    assert plan.needs_yes
