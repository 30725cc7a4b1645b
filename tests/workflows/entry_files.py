"""Small entry lists and timing files as tests write them."""

import csv
import io

from django.utils import timezone

from championship.imports.entry_list import EntryFile, read_entry_file
from championship.workflows.entry_import import ImportPlan, import_entries, plan_import

TIMING = ("POSITION", "NUMBER", "TEAM", "DRIVER_1", "DRIVER_2", "VEHICLE", "CLASS", "GROUP", "LAPS")


def as_csv(lines, columns) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([columns, *lines])
    return out.getvalue().encode()


def car(number="7", team="TF Sport", car_class="GT", **more) -> dict:
    """One line of an entry list: car(name_1="Ben Tuck", country_1="GBR")."""
    return {"number": number, "class": car_class, "team": team} | more


TITLES = {"sub_class": "Sub-class", "team_country": "Team country"} | {
    f"{part}_{place}": f"Driver {place} {part}"
    for place in range(1, 8)
    for part in ("name", "country", "category")
}


def entry_csv(*cars) -> bytes:
    """An entry list with the columns that any of the cars has."""
    names = list(dict.fromkeys(name for one in cars for name in one))
    titles = [TITLES.get(name, name.capitalize()) for name in names]
    return as_csv([[one.get(name, "") for name in names] for one in cars], titles)


def entry_file(*cars) -> EntryFile:
    return read_entry_file("entries.csv", entry_csv(*cars))


def timing_file(*cars) -> EntryFile:
    """A classification; each car is (number, team, class, group, vehicle, *two drivers)."""
    lines = [
        (place, number, team, *[*drivers, "", ""][:2], vehicle, car_class, group, 100)
        for place, (number, team, car_class, group, vehicle, *drivers) in enumerate(cars, start=1)
    ]
    return read_entry_file("03_Classification.CSV", as_csv(lines, TIMING))


def suggested(plan: ImportPlan) -> dict[str, str]:
    return {question.key: question.answer for question in plan.questions}


def imported(season, file, event=None, answers=None, *, withdraw=(), new_status="confirmed"):
    """The file is planned, what it asks is answered, and it is stored."""
    plan = plan_import(season, event, file, new_status=new_status)
    assert plan.problems == (), [str(one) for one in plan.problems]
    return import_entries(
        season,
        event,
        file,
        suggested(plan) | (answers or {}),
        shown=plan.fingerprint,
        now=timezone.now(),
        new_status=new_status,
        withdraw=withdraw,
    )
