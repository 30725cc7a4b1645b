"""Who drove: known in the crew, told apart, asked about; nobody is there without a click."""

import pytest

from championship.models import Driver, DriverAlias, ResultSeat
from championship.workflows.result_import import plan_results, words
from tests.factories import CarClassFactory, DriverFactory, RaceFactory

from .result_files import car_at, driver, imported, line, result_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    gt = CarClassFactory(code="GT")
    return RaceFactory(event__season=gt.season)


def seats(race):
    return [str(seat.driver) for seat in ResultSeat.objects.filter(result__session=race)]


def asked(plan):
    """(what is printed, why it is asked, the names offered, the one suggested)."""
    return [
        (
            question.printed,
            question.reason,
            [one.name for one in question.candidates],
            next((one.name for one in question.candidates if one.key == question.answer), ""),
        )
        for question in plan.questions
    ]


# The crew of the event


@pytest.mark.parametrize(
    "printed",
    [("Ben TUCK", "Salih YOLUÇ"), ("Salih YOLUÇ", "Ben TUCK")],
    ids=["in order", "in another order"],
)
def test_crew_of_the_event_is_no_crew_of_its_own(race, printed):
    car_at(race.event, "7", "Ben Tuck", "Salih Yoluç")

    plan = plan_results(race, result_file(line("7", driver_1=printed[0], driver_2=printed[1])))

    assert (plan.questions, plan.lines[0].seats) == ((), ())
    assert [str(one) for one in plan.lines[0].crew] == ["Ben Tuck", "Salih Yoluç"]


def test_other_crew_is_told_and_kept_in_the_order_of_the_file(race):
    car_at(race.event, "7", "Ben Tuck", "Salih Yoluç")
    driver("Toby Sowery")
    file = result_file(line("7", driver_1="Toby SOWERY", driver_2="Ben TUCK"))

    plan = plan_results(race, file)
    imported(race, file)

    assert [words.in_place(one) for one in plan.warnings if one.line] == [
        "line 2: “#7” was driven by Toby Sowery, Ben Tuck; nominated for the event: Ben Tuck, "
        "Salih Yoluç. The crew of the file holds for this session."
    ]
    assert seats(race) == ["Toby Sowery", "Ben Tuck"]


def test_other_crew_is_not_told_again_once_it_is_stored(race):
    car_at(race.event, "7", "Ben Tuck")
    driver("Toby Sowery")
    imported(race, result_file(line("7", driver_1="Toby SOWERY")))

    plan = plan_results(race, result_file(line("7", driver_1="Toby SOWERY", laps=101)))

    assert "crew_differs" not in [one.code for one in plan.warnings]
    assert plan.lines[0].crew_differs


def test_crew_that_is_that_of_the_event_again_has_no_seats_any_more(race):
    car_at(race.event, "7", "Ben Tuck")
    driver("Toby Sowery")
    imported(race, result_file(line("7", driver_1="Toby SOWERY")))

    file = result_file(line("7", driver_1="Ben TUCK"))
    plan = plan_results(race, file)
    imported(race, file)

    assert [words.change_in_words(one) for one in plan.lines[0].changes] == [
        "crew: Toby Sowery → Ben Tuck"
    ]
    assert seats(race) == []


def test_file_without_drivers_leaves_the_crew_of_the_event(race):
    car_at(race.event, "7", "Ben Tuck")

    imported(race, result_file(line("7")))

    assert seats(race) == []


def test_car_without_a_nominated_crew_takes_that_of_the_file_in_silence(race):
    car_at(race.event, "7")
    driver("Toby Sowery")
    file = result_file(line("7", driver_1="Toby SOWERY"))

    assert [one for one in plan_results(race, file).warnings if one.line] == []
    imported(race, file)
    assert seats(race) == ["Toby Sowery"]


# Names


def test_other_accents_are_asked_about_and_remembered(race):
    car_at(race.event, "7", "Salih Yoluç")
    file = result_file(line("7", driver_1="Salih YOLUC"))

    plan = plan_results(race, file)

    assert asked(plan) == [("Salih Yoluc", "letters", ["Salih Yoluç"], "Salih Yoluç")]
    imported(race, file)
    assert DriverAlias.objects.get().name == "Salih Yoluc"
    assert plan_results(race, file).questions == ()


@pytest.mark.parametrize(
    ("nominated", "printed"),
    [
        ("Philip Hanson", "Phil HANSON"),
        ("Jonathan Adam", "Jonny ADAM"),
        ("Nick de Vries", "Nyck DE VRIES"),
        ("Philip Hanson", "P. HANSON"),
    ],
)
def test_nickname_or_initial_of_the_own_crew_is_suggested(race, nominated, printed):
    car_at(race.event, "7", nominated)

    (question,) = asked(plan_results(race, result_file(line("7", driver_1=printed))))

    assert question[3] == nominated


def test_father_and_son_of_one_crew_are_two_people(race):
    car_at(race.event, "7", "Alexander Talkanitsa", "Alexander Talkanitsa Jr")
    file = result_file(
        line("7", driver_1="Alexander TALKANITSA", driver_2="Alexander TALKANITSA JR")
    )

    plan = plan_results(race, file)

    assert (plan.questions, plan.problems) == ((), ())
    assert len(plan.lines[0].crew) == 2


def test_namesake_of_the_own_crew_is_meant(race):
    elsewhere = driver("Ben Tuck")
    car = car_at(race.event, "7")
    own = DriverFactory(given_name="Ben", family_name="Tuck")
    car.crew.create(driver=own)

    plan = plan_results(race, result_file(line("7", driver_1="Ben TUCK")))

    assert plan.questions == ()
    assert plan.lines[0].crew == (own,) != (elsewhere,)


def test_namesake_at_the_event_is_meant_before_one_elsewhere(race):
    DriverFactory(given_name="Ben", family_name="Tuck")
    there = DriverFactory(given_name="Ben", family_name="Tuck")
    car_at(race.event, "8").crew.create(driver=there)
    car_at(race.event, "7", "Toby Sowery")

    plan = plan_results(race, result_file(line("7", driver_1="Ben TUCK")))

    assert plan.questions == ()
    assert plan.lines[0].crew == (there,)


def test_namesakes_who_are_nowhere_near_are_asked_about(race):
    for _each in range(2):
        DriverFactory(given_name="Ben", family_name="Tuck")
    car_at(race.event, "7", "Toby Sowery")

    (question,) = plan_results(race, result_file(line("7", driver_1="Ben TUCK"))).questions

    assert (question.reason, question.answer) == ("namesakes", "")


def test_unknown_name_is_asked_about_with_whoever_is_left_of_the_crew(race):
    car_at(race.event, "7", "Ben Tuck", "Toby Sowery")
    file = result_file(line("7", driver_1="Ben TUCK", driver_2="Zhou GUANYU"))

    plan = plan_results(race, file)

    assert asked(plan) == [("Zhou Guanyu", "own", ["Toby Sowery"], "")]
    assert not Driver.objects.filter(family_name="Guanyu").exists()


def test_nobody_is_added_without_a_click(race):
    car_at(race.event, "7")
    file = result_file(line("7", driver_1="Zhou GUANYU"))

    plan = plan_results(race, file)

    assert asked(plan) == [("Zhou Guanyu", "nobody", [], "")]
    assert plan.open_questions
    imported(race, file, {plan.questions[0].key: "new"})
    assert seats(race) == ["Zhou Guanyu"]
    assert Driver.objects.get(family_name="Guanyu").slug == "zhou-guanyu"


def test_answers_that_put_somebody_twice_into_a_crew_are_refused(race):
    car_at(race.event, "7", "Ben Tuck")
    file = result_file(line("7", driver_1="Zhou GUANYU", driver_2="Toby SOWERY"))
    ben = str(Driver.objects.get().pk)
    questions = plan_results(race, file).questions

    plan = plan_results(race, file, {question.key: ben for question in questions})

    assert [words.in_place(one) for one in plan.problems] == [
        "line 2: “Toby SOWERY” would be the same person as Zhou GUANYU in this crew."
    ]
    assert plan.can_be_answered
