"""Results from timing files: whose line it is, what changes, and nothing by halves."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from championship.models import (
    Classification,
    EventEntry,
    GridSource,
    Result,
    ResultImport,
    StoredFile,
)
from championship.workflows.result_import import (
    CannotImport,
    ChangedMeanwhile,
    import_results,
    plan_results,
    words,
)
from championship.workflows.results import publish_classification
from tests.factories import (
    CarClassFactory,
    CrewSeatFactory,
    DecisionFactory,
    EntryFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)

from .result_files import (
    car_at,
    driver,
    imported,
    line,
    qualifying_file,
    result_csv,
    result_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """A race of a season with the classes LMP2 and GT."""
    gt = CarClassFactory(code="GT", order=2)
    CarClassFactory(season=gt.season, code="LMP2", order=1)
    return RaceFactory(event__season=gt.season, name="Race 1")


@pytest.fixture
def gt(race):
    return race.season.classes.get(code="GT")


@pytest.fixture
def cars(race, gt):
    """#7, #8 and #9 in GT, without crews."""
    return [car_at(race.event, number, car_class=gt) for number in ("7", "8", "9")]


def said(problems):
    """In words, without what a short file leaves to the list of the event."""
    return [words.in_place(one) for one in problems if one.code != "said_by_entries"]


def codes(problems):
    return [one.code for one in problems]


def stored(race):
    return list(race.results.order_by("order").values_list("event_entry__number", "order"))


def changes(plan):
    return [words.change_in_words(change) for row in plan.changed for change in row.changes]


# Whose line it is


def test_printed_order_is_the_result_whatever_laps_and_times_say(race, cars):
    imported(race, result_file(line("8", laps=90), line("7", laps=100)))

    assert stored(race) == [("8", 1), ("7", 2)]


def test_line_brings_laps_times_and_the_best_lap(race, cars):
    imported(race, result_file(line("7", laps=98, time="1:02'03.004", best_lap="35.500")))

    result = race.results.get()
    assert (result.laps, result.time_ms, result.best_lap_ms) == (98, 3_723_004, 35_500)
    assert (result.status, result.timed_status) == ("classified", "classified")


def test_places_in_class_are_counted_in_printed_order(race, gt, cars):
    car_at(race.event, "22", car_class=race.season.classes.get(code="LMP2"))
    file = result_file(
        line("8"), line("22", car_class="LMP2"), line("7", status="Retired"), line("9")
    )

    plan = plan_results(race, file)

    assert [(one.number, one.class_place) for one in plan.lines] == [
        ("8", 1),
        ("22", 1),
        ("7", None),
        ("9", 2),
    ]


def test_7_and_007_are_two_cars(race, gt):
    car_at(race.event, "7", car_class=gt)
    car_at(race.event, "007", car_class=gt)

    imported(race, result_file(line("007"), line("7")))

    assert stored(race) == [("007", 1), ("7", 2)]


def test_number_that_lost_its_zeros_is_proposed_and_not_decided(race, gt):
    car_at(race.event, "007", car_class=gt)
    file = result_file(line("7"))

    plan = plan_results(race, file)

    (question,) = plan.questions
    assert (question.kind, question.reason) == ("entry", "zeros")
    with pytest.raises(CannotImport):
        confirmed(plan, answers={})
    imported(race, file, {question.key: question.suggested})
    assert stored(race) == [("007", 1)]


def test_zeros_are_not_proposed_if_the_file_has_both_cars(race, gt):
    car_at(race.event, "007", car_class=gt)

    plan = plan_results(race, result_file(line("7"), line("007")))

    assert codes(plan.problems) == ["car_unknown"]


def test_unknown_number_is_a_problem_that_names_the_way_out(race, cars):
    plan = plan_results(race, result_file(line("7"), line("66")))

    assert said(plan.problems) == [
        'line 3, "NUMBER": “66” is no car on the list of '
        f"{race.event.name}, nor one of the season that could join it. "
        "Add it at the entry desk, then import again."
    ]


def test_car_of_the_season_joins_the_event_with_its_crew_after_a_click(race, gt):
    entry = EntryFactory(season=race.season, number="66", car_class=gt)
    seat = CrewSeatFactory(entry=entry, country="FR")
    file = result_file(line("66"))
    plan = plan_results(race, file)

    assert [one.number for one in plan.joining] == ["66"]
    assert not EventEntry.objects.exists()
    imported(race, file)

    car = EventEntry.objects.get()
    assert (car.entry, car.event, car.status) == (entry, race.event, "entered")
    assert list(car.crew.values_list("driver", "country")) == [(seat.driver_id, "FR")]
    assert race.results.get().event_entry == car


def test_car_withdrawn_from_the_season_is_offered_but_not_suggested(race, gt):
    EntryFactory(season=race.season, number="66", car_class=gt, status="withdrawn")

    (question,) = plan_results(race, result_file(line("66"))).questions

    assert (len(question.candidates), question.suggested) == (1, "")


def test_car_withdrawn_from_the_event_is_found_with_a_warning(race, gt):
    car_at(race.event, "7", car_class=gt, status="withdrawn")

    plan = plan_results(race, result_file(line("7")))

    assert plan.lines[0].event_entry.number == "7"
    assert "withdrawn_raced" in codes(plan.warnings)


def test_two_lines_of_one_car_are_a_problem(race, cars):
    plan = plan_results(race, result_file(line("7"), line("7", car_class="LMP2")))

    assert said(plan.problems) == [
        'line 3, "NUMBER": “7” is the same car as #7 in line 2.',
    ]


def test_answer_that_makes_two_lines_one_car_is_refused(race, gt):
    car_at(race.event, "007", car_class=gt)
    file = result_file(line("7"), line("07", car_class="LMP2"))
    plan = plan_results(race, file)

    assert codes(plan.problems) == ["car_twice"]
    assert plan.can_be_answered


# Classes


def test_unknown_class_is_asked_once_and_remembered(race, gt, cars):
    file = result_file(line("7", car_class="GTC"), line("8", car_class="GTC"))
    plan = plan_results(race, file)

    (question,) = plan.questions
    assert (question.kind, question.printed, question.lines) == ("class", "GTC", [2, 3])
    imported(race, file, {question.key: str(gt.pk)})

    assert [alias.name for alias in gt.aliases.all()] == ["GTC"]
    assert plan_results(race, file).questions == ()


def test_class_of_the_entry_holds_and_another_one_is_told(race, gt, cars):
    plan = plan_results(race, result_file(line("7", car_class="LMP2"), line("8"), line("9")))

    assert plan.lines[0].car_class == gt
    assert said(plan.warnings) == [
        'line 2, "CLASS": “LMP2” is what the file has for #7; '
        "on the list it is in GT, which counts."
    ]


def test_class_that_is_whole_in_the_file_may_be_a_part_on_the_list(race, gt):
    car_at(race.event, "7", car_class=CarClassFactory(season=race.season, code="Am", parent=gt))

    plan = plan_results(race, result_file(line("7")))

    assert (plan.questions, said(plan.warnings)) == ((), [])


# A later file


def test_second_file_is_a_list_of_differences(race, cars):
    imported(race, result_file(line("7"), line("8"), line("9")))

    plan = plan_results(
        race,
        result_file(
            line("8", time="1:00:02.000"),
            line("7", time="1:00:53.000", laps=99, best_lap="34.900"),
            line("9", status="Retired", time="1:00:03.000"),
        ),
    )

    assert plan.version == 2
    assert [(one.number, one.action) for one in plan.lines] == [
        ("8", "changed"),
        ("7", "changed"),
        ("9", "changed"),
    ]
    assert changes(plan) == [
        "place: 2 → 1",
        "place in class: 2 → 1",
        "place: 1 → 2",
        "place in class: 1 → 2",
        "laps: 100 → 99",
        "time: 1:00:01.000 → 1:00:53.000",
        "best lap: 0:35.000 → 0:34.900",
        "place in class: 3 → –",
        "status: classified → retired",
    ]


def test_same_file_again_changes_nothing_and_is_no_new_version(race, cars):
    file = result_file(line("7"), line("8"), line("9"))
    imported(race, file)

    plan = plan_results(race, file)
    done = imported(race, file)

    assert (plan.is_same_file, plan.stores_nothing, plan.needs_yes) == (True, True, False)
    assert done.version is None
    assert ResultImport.objects.get().version == 1
    assert StoredFile.objects.count() == 1


def test_other_bytes_that_say_the_same_are_only_a_version(race, cars):
    file = result_file(line("7"))
    imported(race, file)
    before = list(Result.objects.values())
    again = replace(file, sha256="of other bytes")

    plan = plan_results(race, again)
    imported(race, again)

    assert (plan.changes_nothing, plan.stores_nothing) == (True, False)
    assert list(Result.objects.values()) == before
    assert [one.version for one in race.imports.all()] == [2, 1]


def test_same_file_brings_back_what_was_changed_by_hand(race, cars):
    file = result_file(line("7"))
    imported(race, file)
    Result.objects.update(laps=1)

    plan = plan_results(race, file)
    imported(race, file)

    assert changes(plan) == ["laps: 1 → 100"]
    assert race.results.get().laps == 100
    assert race.imports.count() == 1


def test_car_gone_from_the_file_is_shown_and_removed_after_a_yes(race, cars):
    imported(race, result_file(line("7"), line("8"), line("9")))
    file = result_file(line("7"), line("9", time="1:00:03.000"))
    plan = plan_results(race, file)

    assert [one.number for one in plan.missing] == ["8"]
    assert plan.needs_yes
    with pytest.raises(CannotImport):
        confirmed(plan, accepted=False)
    imported(race, file)
    assert stored(race) == [("7", 1), ("9", 2)]


def test_what_the_file_does_not_speak_of_stays(race, cars):
    imported(race, result_file(line("7", best_lap="35.000")))
    bare = line("7")
    del bare["best_lap"], bare["laps"]

    plan = plan_results(race, result_file(bare))

    assert changes(plan) == []
    assert plan.lines[0].laps == 100


def test_what_no_file_has_is_kept(race, cars):
    imported(race, result_file(line("7")))
    fastest = driver("Ben Tuck")
    Result.objects.update(grid_place=4, second_best_lap_ms=36_000, best_lap_driver=fastest)

    imported(race, result_file(line("7", laps=101)))

    result = race.results.get()
    assert (result.laps, result.grid_place, result.second_best_lap_ms) == (101, 4, 36_000)
    assert result.best_lap_driver == fastest


def test_driver_of_a_best_lap_goes_with_the_lap(race, cars):
    imported(race, result_file(line("7")))
    Result.objects.update(best_lap_driver=driver("Ben Tuck"))

    imported(race, result_file(line("7", best_lap="34.000")))

    assert race.results.get().best_lap_driver is None


def test_decisions_stay_and_are_told(race, cars):
    imported(race, result_file(line("7"), line("8"), line("9")))
    facts = {"session": race, "event_entry": cars[0], "state": "in_force", "penalty": "time"}
    DecisionFactory(**facts, time_ms=5000)
    DecisionFactory(**facts, time_ms=9000, is_in_timing=True)
    DecisionFactory(session=race, event_entry=cars[0], state="in_force", penalty="warning")

    plan = plan_results(race, result_file(line("7", laps=101), line("8"), line("9")))

    assert said(plan.warnings) == [
        "1 decision in force is applied on top of these times.",
        "1 decision in force is marked as contained in the times: look whether it is.",
    ]
    imported(race, plan.file)
    assert list(race.decisions.values_list("is_in_timing", flat=True)) == [False, True, False]


def test_decided_car_that_goes_is_told(race, cars):
    imported(race, result_file(line("7"), line("8"), line("9")))
    DecisionFactory(session=race, event_entry=cars[2], state="in_force")

    plan = plan_results(race, result_file(line("7"), line("8")))

    assert "decided_car_goes" in codes(plan.warnings)


# Storing


def confirmed(plan, **options):
    options = {"answers": {}, "accepted": True, "shown": plan.fingerprint} | options
    return import_results(plan.session, plan.file, b"", now=timezone.now(), **options)


def test_file_is_kept_with_its_checksum_and_what_its_name_says(race, cars, admin_user):
    content = result_csv(line("7"))
    file = result_file(line("7"), name="C:\\timing\\03_Results_Hour 4_Provisional.CSV")
    plan = plan_results(race, file)

    import_results(
        race,
        file,
        content,
        {},
        shown=plan.fingerprint,
        accepted=True,
        user=admin_user,
        now=timezone.now(),
    )

    version = race.imports.get()
    assert (version.version, version.cars, version.variant) == (1, 1, file.variant)
    assert (version.label, version.imported_by) == ("provisional, hour 4", admin_user)
    assert version.file.name == "03_Results_Hour 4_Provisional.CSV"
    assert (bytes(version.file.content), version.file.sha256) == (content, file.sha256)
    assert version.file.media_type == "text/csv"


def test_nothing_is_published(race, cars):
    imported(race, result_file(line("7"), line("8")))
    publish_classification(race, state="provisional")

    imported(race, result_file(line("8"), line("7")))

    assert Classification.objects.count() == 1
    lines = Classification.objects.get().lines.order_by("order")
    assert [one.number for one in lines] == ["7", "8"]


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        ([line("7"), line("66")], {}),
        ([line("7", time="93604")], {}),
        ([line("7", car_class="GTC")], {}),
        ([line("7")], {"accepted": False}),
        ([line("7", car_class="GTC")], {"answers": {"class-0": "1"}}),
        ([line("7")], {"statuses": {1: "dancing"}}),
    ],
    ids=["unknown car", "wrong time", "open question", "unseen", "other answer", "no status"],
)
def test_refusal_leaves_nothing_behind(race, cars, lines, options):
    plan = plan_results(race, result_file(*lines))

    with pytest.raises(CannotImport):
        confirmed(plan, **options)

    assert not Result.objects.exists()
    assert not StoredFile.objects.exists()


def test_answer_that_was_not_offered_is_refused(race, cars):
    plan = plan_results(race, result_file(line("7", car_class="GTC")))

    with pytest.raises(CannotImport) as refusal:
        confirmed(plan, answers={plan.questions[0].key: "999"})

    assert refusal.value.plan.refused == (plan.questions[0].key,)


@pytest.mark.parametrize("change", ["result", "list", "version"])
def test_what_changed_since_the_preview_is_shown_again(race, cars, change):
    imported(race, result_file(line("7"), line("8")))
    plan = plan_results(race, result_file(line("8"), line("7")))
    if change == "result":
        race.results.update(laps=1)
    elif change == "list":
        car_at(race.event, "10", car_class=cars[0].car_class)
    else:
        imported(race, result_file(line("7"), line("8"), line("9")))

    with pytest.raises(ChangedMeanwhile):
        confirmed(plan)


def test_fingerprint_is_that_of_the_file_whatever_was_answered_and_corrected(race, gt, cars):
    file = result_file(line("7", car_class="GTC"))
    plan = plan_results(race, file)

    answered = plan_results(
        race, file, {plan.questions[0].key: str(gt.pk)}, statuses={cars[0].pk: "retired"}
    )

    assert answered.fingerprint == plan.fingerprint


def test_qualifying_gives_the_grid_of_a_race(race, cars):
    qualifying = SessionFactory(event=race.event, kind="qualifying", name="Qualifying")
    GridSource.objects.create(race=race, qualifying=qualifying)
    imported(qualifying, qualifying_file(("9", "GT", "34.0", 5), ("7", "GT", "34.5", 5)))
    publish_classification(qualifying, state="final")
    ResultFactory(session=race, event_entry=cars[0])
    ResultFactory(session=race, event_entry=cars[2])

    lines = publish_classification(race, state="final").lines.order_by("order")

    assert [(one.number, one.grid_place) for one in lines] == [("7", 2), ("9", 1)]


# What it costs


@pytest.mark.parametrize("is_second", [False, True], ids=["first", "second"])
def test_10_cars_cost_as_many_queries_as_60(is_second):
    few, many = (costs(cars, is_second=is_second) for cars in (10, 60))

    assert few == many
    assert (few[0] <= 27, few[1] <= 40) == (True, True)


def costs(count, *, is_second):
    """The queries of a preview, and of an import, with crews that are not the nominated ones."""
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season)
    numbers = [str(number) for number in range(1, count + 1)]
    for number in numbers:
        car_at(race.event, number, f"Ann {in_letters(number)}", car_class=gt)
        driver(f"Bob {in_letters(number)}")
    lines = [line(number, driver_1=f"Bob {in_letters(number)}") for number in numbers]
    if is_second:
        imported(race, result_file(*lines[:-1]))
        lines = [
            one | {"laps": 99, "driver_1": f"Ann {in_letters(one['number'])}"} for one in lines
        ]
    file = result_file(*lines)
    with CaptureQueriesContext(connection) as preview:
        plan = plan_results(race, file)
    assert said(plan.problems) == []
    assert [one.printed for one in plan.questions] == []
    with CaptureQueriesContext(connection) as stored:
        confirmed(plan)
    return len(preview), len(stored)


def in_letters(number):
    return "".join("abcdefghij"[int(figure)] for figure in number).title() + "son"
