"""The wrong file, or the wrong session: said before anything is stored."""

import pytest

from championship.imports.timing import read_results_file
from championship.workflows.result_import import plan_results, words
from tests.factories import CarClassFactory, RaceFactory, SessionFactory

from .result_files import car_at, line, qualifying_file, result_csv, result_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """The first of two races, of an hour, with #7, #8 and #9 on the list."""
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season, name="Race 1", duration_minutes=60)
    for number in ("7", "8", "9"):
        car_at(race.event, number)
    return race


ALL = (line("7"), line("8"), line("9"))


def doubts(session, file):
    plan = plan_results(session, file)
    assert plan.problems == ()
    return [words.in_place(one) for one in plan.warnings if one.code != "said_by_entries"]


def test_right_file_raises_no_doubt(race):
    assert doubts(race, result_file(*ALL)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "03_Results_Qualifying.CSV",
            ["The name of the file says “qualifying”, but the session chosen is Race 1."],
        ),
        (
            "03_Results_Race 2.CSV",
            ["The name of the file says number 2, but the session chosen is Race 1."],
        ),
        ("03_Results_Race 1.CSV", []),
        ("03_Results_Race.CSV", []),
        ("03_Classification_Race_Hour 1.CSV", []),
        ("results.csv", []),
    ],
)
def test_name_of_the_file_is_held_against_the_session(race, name, said):
    assert doubts(race, read_results_file(name, result_csv(*ALL))) == said


def test_earlier_hour_is_told(race):
    race.duration_minutes = 240
    race.save()
    file = read_results_file("03_Classification_Race_Hour 3.CSV", result_csv(*ALL))

    assert doubts(race, file) == [
        "The name of the file says hour 3; Race 1 was longer.",
        "The laps of #7 fill 58 minutes of the 240 of Race 1: is this the final result?",
    ]


def test_hour_of_a_race_of_unknown_length_is_asked_about(race):
    race.duration_minutes = None
    race.save()
    file = read_results_file("03_Classification_Race_Hour 3.CSV", result_csv(*ALL))

    assert doubts(race, file) == [
        "The name of the file says hour 3: was it the last one of Race 1?"
    ]


def test_best_laps_are_no_race(race):
    laps = [(number, "GT", f"35.{number}", 100) for number in ("7", "8", "9")]

    assert doubts(race, qualifying_file(*laps)) == [
        "The name of the file says “qualifying”, but the session chosen is Race 1.",
        "The file is in the order of best laps, as after a practice, but Race 1 is a race.",
    ]


def test_total_times_are_no_qualifying(race):
    qualifying = SessionFactory(event=race.event, kind="qualifying", name="Qualifying GT")

    assert doubts(qualifying, result_file(*ALL)) == [
        "The file has total times, as after a race, but Qualifying GT is none."
    ]


def test_half_of_the_numbers_must_be_on_the_list(race):
    plan = plan_results(race, result_file(line("7"), *map(line, ("91", "92", "93"))))

    assert "Only 1 of 4 cars are on the list of this event: is it the right file?" in [
        words.in_place(one) for one in plan.warnings
    ]


def test_cars_of_the_list_that_the_file_lacks_are_named(race):
    car_at(race.event, "10", status="withdrawn")

    assert doubts(race, result_file(line("8"))) == [
        "Cars of the event's list that this result does not have: #7, #9."
    ]


def test_cars_of_classes_that_do_not_take_part_are_not_missed(race):
    lmp2 = CarClassFactory(season=race.season, code="LMP2")
    car_at(race.event, "22", car_class=lmp2)
    race.classes.set(race.season.classes.filter(code="GT"))

    assert doubts(race, result_file(*ALL)) == []


def test_car_of_a_class_that_does_not_take_part_is_told(race):
    lmp2 = CarClassFactory(season=race.season, code="LMP2")
    car_at(race.event, "22", car_class=lmp2)
    race.classes.set(race.season.classes.filter(code="GT"))

    assert doubts(race, result_file(*ALL, line("22", car_class="LMP2"))) == [
        "line 5: “#22” is in LMP2, a class that does not take part in this session."
    ]


def test_order_that_laps_and_times_do_not_explain_is_told(race):
    assert doubts(race, result_file(line("7", laps=99), line("8"), line("9"))) == [
        'line 2, "NUMBER": “7” would be behind #9 in line 4 by laps and time; '
        "the order stays as printed."
    ]


def test_classified_cars_without_a_position_are_named(race):
    content = result_csv(*ALL).replace(b"\n3,", b"\n,")

    assert doubts(race, read_results_file("", content)) == [
        "These cars are classified, but have no position in the file: #9. "
        "They take the place in which they are printed."
    ]


def test_driver_in_two_cars_is_no_doubt_where_the_season_allows_it(race):
    race.season.one_car_per_driver = False
    race.season.save()
    car_at(race.event, "10", "Ben Tuck")
    car_at(race.event, "11", "Ben Tuck")
    both = (line("10", driver_1="Ben TUCK"), line("11", driver_1="Ben TUCK"))

    assert doubts(race, result_file(*ALL, *both)) == []
