"""Small results as tests write them, and cars to hold them against."""

from django.utils import timezone

from championship.imports.timing import ResultsFile, read_results_file
from championship.models import Driver
from championship.workflows.result_import import ImportedResult, import_results, plan_results
from tests.factories import DriverFactory, EntryFactory, EventCrewSeatFactory, EventEntryFactory

from .entry_files import as_csv

TITLES = {
    "number": "NUMBER",
    "team": "TEAM",
    "car_class": "CLASS",
    "group": "GROUP",
    "status": "STATUS",
    "laps": "LAPS",
    "time": "TOTAL_TIME",
    "best_lap": "FL_TIME",
    "driver_1": "DRIVER_1",
    "driver_2": "DRIVER_2",
}


def line(number="7", **more) -> dict:
    """One line of a classification: line("7", driver_1="Ben TUCK")."""
    facts = {"car_class": "GT", "status": "Classified", "laps": 100, "best_lap": "35.000"}
    return {"number": number} | facts | more


def result_csv(*lines) -> bytes:
    """A classification with the columns that any line has, each line a second behind the last."""
    names = [name for name in TITLES if name == "time" or any(name in one for one in lines)]
    rows = [
        [
            place,
            *(
                ({"time": f"1:{place // 60:02}:{place % 60:02}.000"} | one).get(name, "")
                for name in names
            ),
        ]
        for place, one in enumerate(lines, start=1)
    ]
    return as_csv(rows, ["POSITION", *(TITLES[name] for name in names)])


def result_file(*lines, name="03_Classification.CSV") -> ResultsFile:
    return read_results_file(name, result_csv(*lines))


def qualifying_file(*lines) -> ResultsFile:
    """By best lap: each line is (number, class, best lap, laps)."""
    rows = [
        (place, number, 3, best, "", "", 150, laps, "Team", car_class, "", "", "Car", "M")
        for place, (number, car_class, best, laps) in enumerate(lines, start=1)
    ]
    titles = "POS NUMBER LAP TIME GAP_FIRST GAP_PREVIOUS KPH LAPS TEAM CLASS GROUP DIVISION VEHICLE"
    return read_results_file("quali.csv", as_csv(rows, [*titles.split(), "TIRES"]))


def imported(session, file, answers=None, *, statuses=None, content=b"") -> ImportedResult:
    """The result is planned, what it asks is answered, and it is stored."""
    plan = plan_results(session, file)
    assert plan.problems == (), [str(one) for one in plan.problems]
    suggested = {question.key: question.answer for question in plan.questions}
    return import_results(
        session,
        file,
        content,
        suggested | (answers or {}),
        shown=plan.fingerprint,
        statuses=statuses,
        accepted=True,
        now=timezone.now(),
    )


def car_at(event, number, *names, car_class=None, **facts):
    """A car at the event with a crew of these names."""
    car_class = car_class or event.season.classes.first()
    entry = EntryFactory(season=event.season, number=number, car_class=car_class)
    car = EventEntryFactory(event=event, entry=entry, **facts)
    for name in names:
        EventCrewSeatFactory(event_entry=car, driver=driver(name))
    return car


def driver(name) -> Driver:
    given, _blank, family = name.partition(" ")
    known = Driver.objects.filter(given_name=given, family_name=family).first()
    return known or DriverFactory(given_name=given, family_name=family)
