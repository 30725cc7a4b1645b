"""Entry lists from files: what is new, what changes, what is wrong, and nothing by halves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from championship.models import (
    Car,
    CrewSeat,
    Driver,
    DriverCategory,
    Entry,
    Manufacturer,
    Standing,
    Team,
)
from championship.workflows.entry_import import (
    CannotImport,
    ChangedMeanwhile,
    import_entries,
    plan_import,
    words,
)
from championship.workflows.results import publish_classification
from tests.factories import (
    CarClassFactory,
    CarFactory,
    ChampionshipFactory,
    CrewSeatFactory,
    DriverCategoryFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    ManufacturerFactory,
    ResultFactory,
    SeasonFactory,
    TeamFactory,
    WaiverFactory,
)

from .entry_files import car, entry_file, imported, timing_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """A season with the classes GT and LMP2, of which LMP2 has a cup."""
    gt = CarClassFactory(code="GT", order=2)
    lmp2 = CarClassFactory(season=gt.season, code="LMP2", order=1)
    CarClassFactory(season=gt.season, code="LMP2 Pro/Am", parent=lmp2, order=1)
    return gt.season


@pytest.fixture
def entry(season):
    """#7 TF Sport in GT, confirmed, with one driver."""
    entry = EntryFactory(
        season=season,
        number="7",
        car_class=season.classes.get(code="GT"),
        team=TeamFactory(name="TF Sport", country="GB"),
    )
    CrewSeatFactory(
        entry=entry, driver=DriverFactory(given_name="Ben", family_name="Tuck", country="GB")
    )
    return entry


def said(problems):
    return [words.in_place(one) for one in problems]


def changes(plan):
    return [words.change_in_words(change) for line in plan.changed for change in line.changes]


# What is new


def test_new_car_comes_with_its_team_drivers_and_make(season):
    imported(season, entry_file(car(car="Ferrari 296 GT3", name_1="Ben Tuck", name_2="TBA")))

    entry = Entry.objects.get()
    assert (entry.number, entry.team.name, entry.car_class.code) == ("7", "TF Sport", "GT")
    assert (entry.car.name, entry.car.manufacturer.name) == ("Ferrari 296 GT3", "Ferrari")
    assert [str(seat.driver or "TBA") for seat in entry.crew.all()] == ["Ben Tuck", "TBA"]


def test_everything_new_is_named_before_it_is_stored(season):
    plan = plan_import(season, None, entry_file(car(car="Ferrari 296 GT3", name_1="Ben Tuck")))

    assert [[str(row) for row in rows] for rows in plan.added] == [
        ["Ferrari"],
        ["TF Sport"],
        ["Ben Tuck"],
        ["Ferrari 296 GT3"],
    ]
    assert not Entry.objects.exists()
    assert not Team.objects.exists()


def test_team_of_two_new_cars_is_made_once(season):
    imported(season, entry_file(car("7"), car("8"), car("9", team="TF SPORT")))

    assert Team.objects.get().name == "TF Sport"
    assert Entry.objects.count() == 3


def test_new_car_is_made_by_a_manufacturer_that_is_known(season):
    maker = ManufacturerFactory(name="Mercedes-AMG")

    imported(season, entry_file(car(car="Mercedes-AMG GT3 Evo")))

    assert Car.objects.get().manufacturer == maker
    assert Manufacturer.objects.count() == 1


def test_engine_of_a_new_car_stands_behind_the_dash(season):
    imported(season, entry_file(car(car="Oreca 07 – Gibson")))

    assert (Car.objects.get().name, Car.objects.get().engine) == ("Oreca 07", "Gibson")


@pytest.mark.parametrize("status", ["received", "confirmed"])
def test_new_entry_has_the_status_that_was_chosen(season, status):
    imported(season, entry_file(car()), new_status=status)

    assert Entry.objects.get().status == status


def test_status_in_the_file_stands_before_the_one_chosen(season):
    imported(season, entry_file(car(status="Reserve 1")), new_status="confirmed")

    assert (Entry.objects.get().status, Entry.objects.get().reserve_place) == ("reserve", 1)


def test_new_rows_have_addresses_of_their_own(season):
    TeamFactory(name="Another", slug="tf-sport")

    imported(season, entry_file(car(name_1="李 小龙")))

    assert Team.objects.get(name="TF Sport").slug == "tf-sport-2"
    assert Driver.objects.get().slug == "driver"


def test_class_and_sub_class_are_two_columns(season):
    imported(season, entry_file(car(car_class="LMP2", sub_class="Pro/Am")))

    assert Entry.objects.get().car_class.code == "LMP2 Pro/Am"


# What changes


def test_change_is_told_field_by_field(season, entry):
    CarFactory(name="Ferrari 296 GT3")
    file = entry_file(
        car(car_class="LMP2", car="Ferrari 296 GT3", kind="guest", status="reserve 1")
    )

    plan = plan_import(season, None, file)

    assert changes(plan) == [
        "class: GT → LMP2",
        f"car: {entry.car} → Ferrari 296 GT3",
        "status: confirmed → reserve 1",
        "kind: – → guest",
    ]


def test_crew_is_replaced_as_a_whole_and_in_order(season, entry):
    imported(season, entry_file(car(name_1="Tom Ferrier", name_2="Ben Tuck")))

    assert [str(seat.driver) for seat in entry.crew.all()] == ["Tom Ferrier", "Ben Tuck"]


def test_file_without_drivers_leaves_the_crew_alone(season, entry):
    plan = plan_import(season, None, entry_file(car(name_1="")))

    assert [line.action for line in plan.lines] == ["unchanged"]


def test_column_that_is_left_out_changes_nothing(season, entry):
    Entry.objects.update(kind="guest", status="withdrawn", team_country="FR")

    plan = plan_import(season, None, entry_file(car()))

    assert plan.changes_nothing


def test_country_goes_to_a_driver_who_had_none(season, entry):
    Driver.objects.update(country="")

    imported(season, entry_file(car(name_1="Ben Tuck", country_1="GBR")))

    assert Driver.objects.get().country == "GB"
    assert CrewSeat.objects.get().country == ""


def test_other_country_is_one_of_the_entry(season, entry):
    imported(season, entry_file(car(name_1="Ben Tuck", country_1="USA")))

    assert Driver.objects.get().country == "GB"
    assert CrewSeat.objects.get().country == "US"


def test_category_counts_from_the_first_day_of_the_list(season, entry):
    imported(season, entry_file(car(name_1="Ben Tuck", category_1="Bronze")))

    row = DriverCategory.objects.get()
    assert (row.category, row.valid_from) == ("bronze", season.starts_on)


def test_category_that_counts_already_is_left_alone(season, entry):
    DriverCategoryFactory(driver=Driver.objects.get(), category="bronze", valid_from="2023-01-01")

    plan = plan_import(season, None, entry_file(car(name_1="Ben Tuck", category_1="Bronze")))

    assert plan.changes_nothing


def test_category_of_the_same_day_is_corrected(season, entry):
    day = season.starts_on
    DriverCategoryFactory(driver=Driver.objects.get(), category="silver", valid_from=day)

    imported(season, entry_file(car(name_1="Ben Tuck", category_1="Bronze")))

    assert DriverCategory.objects.get().category == "bronze"


def test_name_on_the_entry_is_kept_beside_the_teams_own(season, entry):
    team = entry.team
    imported(season, entry_file(car(team="TF Sport by Racing One")), answers=all_to(team))

    entry.refresh_from_db()
    assert (entry.team, entry.team_name) == (team, "TF Sport by Racing One")


def all_to(row):
    """Every question is answered with this row."""

    class Answers(dict):
        def __ror__(self, suggested):
            return dict.fromkeys(suggested, str(row.pk))

    return Answers({"any": "any"})


# The same again


def test_same_file_again_changes_nothing(season):
    file = entry_file(
        car("7", name_1="Ben Tuck", country_1="GBR", category_1="Gold", team_country="GER"),
        car("07", team="AF Corse", car="Ferrari 296 GT3", status="reserve 2", name_1="TBA"),
        car("8", team="99 Racing", car_class="LMP2", sub_class="Pro/Am", status="withdrawn"),
    )
    imported(season, file)

    assert plan_import(season, None, file).changes_nothing


def test_withdrawn_car_leaves_its_number_to_another_team(season):
    file = entry_file(car("7", status="withdrawn"), car("7", team="AF Corse"))
    imported(season, file)

    assert sorted(Entry.objects.values_list("number", "team__name", "status")) == [
        ("7", "AF Corse", "confirmed"),
        ("7", "TF Sport", "withdrawn"),
    ]
    assert plan_import(season, None, file).changes_nothing


def test_reserves_are_numbered_without_gaps_and_stay_so(season):
    file = entry_file(
        car("1", status="reserve 2"), car("2", status="reserve 5"), car("3", status="reserve")
    )

    imported(season, file)

    assert dict(Entry.objects.values_list("number", "reserve_place")) == {"1": 1, "2": 2, "3": 3}
    assert plan_import(season, None, file).changes_nothing


def test_reserves_may_change_places(season):
    imported(season, entry_file(car("1", status="reserve 1"), car("2", status="reserve 2")))

    imported(season, entry_file(car("1", status="reserve 2"), car("2", status="reserve 1")))

    assert dict(Entry.objects.values_list("number", "reserve_place")) == {"1": 2, "2": 1}


# Which entry a line is


def test_renumbered_car_is_asked_for_and_suggested_by_its_crew(season, entry):
    file = entry_file(car("8", name_1="Ben Tuck"))

    (question,) = plan_import(season, None, file).questions
    imported(season, file)

    assert (question.kind, question.reason, question.answer) == ("entry", "number", str(entry.pk))
    assert Entry.objects.get().number == "8"


@pytest.fixture
def rival(entry):
    """#8 AF Corse in the same class, with one driver."""
    rival = EntryFactory(
        season=entry.season,
        number="8",
        car_class=entry.car_class,
        team=TeamFactory(name="AF Corse", country="IT"),
    )
    CrewSeatFactory(entry=rival, driver=DriverFactory(given_name="Alessio", family_name="Rovera"))
    return rival


SWAPPED = [car("8", name_1="Ben Tuck"), car("7", team="AF Corse", name_1="Alessio Rovera")]


@pytest.mark.parametrize("lines", [SWAPPED, SWAPPED[::-1]])
def test_two_teams_change_numbers_and_stay_who_they_are(season, entry, rival, lines):
    questions = plan_import(season, None, entry_file(*lines)).questions
    imported(season, entry_file(*lines))

    assert {question.reason for question in questions} == {"renumbered"}
    assert dict(Entry.objects.values_list("pk", "number")) == {entry.pk: "8", rival.pk: "7"}
    assert plan_import(season, None, entry_file(*lines)).changes_nothing


@pytest.mark.parametrize("step", [1, -1])
def test_number_of_a_renumbered_car_goes_to_a_new_team(season, entry, step):
    imported(season, entry_file(*[car("8", name_1="Ben Tuck"), car("7", team="Duqueine")][::step]))

    entry.refresh_from_db()
    assert entry.number == "8"
    assert Entry.objects.get(number="7").team.name == "Duqueine"


def test_number_of_a_car_that_is_withdrawn_goes_to_another_car(season, entry, rival):
    file = entry_file(car("8", name_1="Ben Tuck"), car("8", team="AF Corse", status="withdrawn"))

    imported(season, file)

    assert sorted(Entry.objects.values_list("pk", "number", "status")) == [
        (entry.pk, "8", "confirmed"),
        (rival.pk, "8", "withdrawn"),
    ]


def test_number_of_a_car_missing_from_the_file_is_free_once_it_is_ticked(season, entry, rival):
    file = entry_file(car("8", name_1="Ben Tuck"))
    plan = plan_import(season, None, file)
    answers = {question.key: question.answer for question in plan.questions}

    import_entries(
        season,
        None,
        file,
        answers,
        shown=plan.fingerprint,
        now=timezone.now(),
        withdraw=[rival.pk],
    )

    assert dict(Entry.objects.values_list("pk", "number")) == {entry.pk: "8", rival.pk: "8"}


def test_car_of_the_same_team_with_another_crew_is_not_suggested(season, entry):
    (question,) = plan_import(season, None, entry_file(car("8", name_1="A B"))).questions

    assert question.answer == ""


def test_lost_zeros_are_asked_for(season, entry):
    Entry.objects.update(number="007")
    file = entry_file(car("7"))

    (question,) = plan_import(season, None, file).questions
    imported(season, file)

    assert question.reason == "zeros"
    assert Entry.objects.get().number == "007"


def test_car_missing_from_the_file_is_named_and_stays(season, entry):
    plan = plan_import(season, None, entry_file(car("8", team="AF Corse")))
    imported(season, entry_file(car("8", team="AF Corse")))

    entry.refresh_from_db()
    assert [(one.row, one.team) for one in plan.missing] == [(entry, "TF Sport")]
    assert entry.status == "confirmed"


def test_car_missing_from_the_file_is_withdrawn_if_staff_say_so(season, entry):
    event = EventFactory(season=season, starts_on="2999-01-01", ends_on="2999-01-02")
    there = EventEntryFactory(event=event, entry=entry)

    imported(season, entry_file(car("8", team="AF Corse")), withdraw=[entry.pk])

    entry.refresh_from_db()
    there.refresh_from_db()
    assert (entry.status, there.status) == ("withdrawn", "withdrawn")


def test_status_withdrawn_in_the_file_takes_the_car_from_coming_events(season, entry):
    event = EventFactory(season=season, starts_on="2999-01-01", ends_on="2999-01-02")
    there = EventEntryFactory(event=event, entry=entry)

    done = imported(season, entry_file(car(status="withdrawn")))

    assert done.withdrawn_at == [there]


# What is wrong


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (
            car(car_class="LMP4"),
            'line 2, "Class": “LMP4” is not a class of this season (LMP2, LMP2 Pro/Am, GT).',
        ),
        (
            car(car_class="LMP2", sub_class="Am"),
            'line 2, "Sub-class": “Am” is no part of LMP2 (LMP2 Pro/Am).',
        ),
        (
            car(team_country="Ruritania"),
            'line 2, "Team country": “Ruritania” is no country. '
            "Write it as GBR, GB or United Kingdom.",
        ),
        (
            car(name_1="Ben Tuck", country_1="XXX"),
            'line 2, "Driver 1 country": “XXX” is no country. '
            "Write it as GBR, GB or United Kingdom.",
        ),
        (
            car(name_1="Ben Tuck", category_1="Iron"),
            'line 2, "Driver 1 category": “Iron” is no category; '
            "allowed are Platinum, Gold, Silver, Bronze.",
        ),
        (
            car(car=f"{'x' * 70} y"),
            'line 2, "Car": “' + "x" * 59 + "…” is too long: at most 60 letters.",
        ),
    ],
)
def test_problem_names_line_column_value_and_what_would_be_right(season, wrong, problem):
    assert said(plan_import(season, None, entry_file(wrong)).problems) == [problem]


def test_driver_in_two_cars_is_a_problem_whatever_the_spelling(season):
    DriverFactory(given_name="Salih", family_name="Yoluç")
    file = entry_file(car("7", name_1="Salih Yoluç"), car("8", name_1="SALIH YOLUC"))

    assert said(plan_import(season, None, file).problems) == [
        "line 3: “Salih Yoluç” stands in line 2 too, in car 7."
    ]


def test_season_may_allow_a_driver_in_two_cars(season):
    season.one_car_per_driver = False
    season.save()
    file = entry_file(car("7", name_1="Ben Tuck"), car("8", name_1="Ben Tuck"))

    imported(season, file)

    assert CrewSeat.objects.count() == 2


def test_driver_in_two_cars_is_no_problem_with_a_waiver(season, entry):
    WaiverFactory(entry=entry, rule="one_car")
    file = entry_file(car("7", name_1="Ben Tuck"), car("8", team="AF Corse", name_1="Ben Tuck"))

    plan = plan_import(season, None, file)

    assert plan.problems == ()
    assert [one.code for one in plan.warnings] == ["driver_in_two_cars"]


def test_driver_who_is_in_two_cars_already_may_stay_there(season, entry):
    other = EntryFactory(season=season, number="8", car_class=entry.car_class)
    CrewSeatFactory(entry=other, driver=entry.crew.get().driver)
    file = entry_file(
        car("7", name_1="Ben Tuck"), car("8", team=other.team.name, name_1="Ben Tuck")
    )

    plan = plan_import(season, None, file)

    assert plan.changes_nothing
    assert plan.problems == ()


def test_driver_of_a_car_that_the_file_does_not_name_is_only_pointed_out(season, entry):
    plan = plan_import(season, None, entry_file(car("8", team="AF Corse", name_1="Ben Tuck")))

    assert plan.problems == ()
    assert said(plan.warnings) == [
        "line 2: “Ben Tuck” is in the crew of #7 too, which the file does not name."
    ]


def test_driver_twice_in_a_crew_is_a_problem_whatever_the_spelling(season):
    DriverFactory(given_name="Salih", family_name="Yoluç")
    file = entry_file(car(name_1="Salih Yoluç", name_2="Yoluç Salih"))

    assert said(plan_import(season, None, file).problems) == [
        "line 2: “Salih Yoluç” stands twice in this crew."
    ]


def test_place_on_the_reserve_list_of_another_car_is_a_problem(season, entry):
    Entry.objects.update(status="reserve", reserve_place=1)

    plan = plan_import(season, None, entry_file(car("8", team="AF Corse", status="reserve 1")))

    assert said(plan.problems) == ['line 2, "Status": “1” is the place of #7 on the reserve list.']


def test_two_categories_of_one_driver_are_a_problem(season):
    season.one_car_per_driver = False
    season.save()
    file = entry_file(
        car("7", name_1="Ben Tuck", category_1="Gold"), car("8", name_1="Ben Tuck", category_1="B")
    )

    assert [one.code for one in plan_import(season, None, file).problems] == ["two_categories"]


def test_season_without_classes_says_so():
    plan = plan_import(SeasonFactory(), None, entry_file(car()))

    assert [one.code for one in plan.problems] == ["no_classes"]


def test_number_twice_in_a_timing_file_of_two_classes_is_a_problem(season):
    file = timing_file(("7", "TF Sport", "GT", "", ""), ("7", "AF Corse", "LMP2", "", ""))

    assert said(plan_import(season, None, file).problems) == [
        'line 3, "Number": “7” is the number of another entry (#7).'
    ]


def test_withdrawn_car_without_a_status_in_the_file_is_pointed_out(season, entry):
    Entry.objects.update(status="withdrawn")

    assert [one.code for one in plan_import(season, None, entry_file(car())).warnings] == [
        "withdrawn_here"
    ]


# All or nothing


def test_refused_file_leaves_nothing_behind(season):
    file = entry_file(car("7"), car("8", car_class="LMP4"))
    plan = plan_import(season, None, file)

    with pytest.raises(CannotImport):
        import_entries(season, None, file, {}, shown=plan.fingerprint, now=timezone.now())

    assert not Entry.objects.exists()
    assert not Team.objects.exists()


def test_file_with_an_open_question_is_not_stored(season, entry):
    file = entry_file(car("8"))
    plan = plan_import(season, None, file)

    with pytest.raises(CannotImport):
        import_entries(season, None, file, {}, shown=plan.fingerprint, now=timezone.now())

    assert Entry.objects.get() == entry


@pytest.mark.parametrize("answer", ["999999", "x", "-1", "new ", "e1", "1-keep"])
def test_answer_that_was_not_offered_is_refused(season, entry, answer):
    file = entry_file(car("8"))
    plan = plan_import(season, None, file)
    answers = {plan.questions[0].key: answer}

    with pytest.raises(CannotImport) as refusal:
        import_entries(season, None, file, answers, shown=plan.fingerprint, now=timezone.now())

    assert refusal.value.plan.refused == (plan.questions[0].key,)
    assert Entry.objects.get().number == "7"


def test_nothing_is_stored_if_the_list_changed_after_the_preview(season, entry):
    file = entry_file(car(kind="guest"))
    plan = plan_import(season, None, file)
    Entry.objects.update(car=None, kind="race_by_race")

    with pytest.raises(ChangedMeanwhile):
        import_entries(season, None, file, {}, shown=plan.fingerprint, now=timezone.now())

    assert Entry.objects.get().kind == "race_by_race"


def test_standings_follow_an_entry_into_another_team(season):
    result = ResultFactory(session__event__season=season)
    entry = result.event_entry.entry
    ChampionshipFactory(season=season, car_class=result.event_entry.car_class, recipient="team")
    publish_classification(result.session, state="final")
    file = entry_file(car(entry.number, team="AF Corse", car_class=entry.car_class.code))
    plan = plan_import(season, None, file)

    done = imported(season, file, answers={plan.questions[0].key: "new"})

    assert done.tables
    assert Standing.objects.get().team.name == "AF Corse"


# What it costs


@pytest.mark.parametrize("new", [True, False], ids=["new", "stored"])
@pytest.mark.parametrize("at_event", [False, True], ids=["season", "event"])
def test_preview_costs_the_same_for_40_cars_and_for_400(season, at_event, new):
    event = EventFactory(season=season) if at_event else None
    few, many = (entry_file(*map(numbered, range(1, cars + 1))) for cars in (40, 400))
    if not new:
        imported(season, many, event, answers=AllNew({"": ""}))

    assert queries(season, event, few) == queries(season, event, many) <= 20


def numbered(number):
    name = in_letters(number)
    return car(str(number), team=f"Racing {number}", car=f"Make {name}", name_1=f"A {name}")


def queries(season, event, file):
    with CaptureQueriesContext(connection) as captured:
        plan_import(season, event, file)
    return len(captured)


def in_letters(number):
    return "".join("abcdefghij"[int(figure)] for figure in str(number)) + "son"


class AllNew(dict):
    """Every question is answered with "new"."""

    def __ror__(self, suggested):
        return dict.fromkeys(suggested, "new")
