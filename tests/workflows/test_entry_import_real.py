"""The list of Sepang 2023 into an empty season, and real timing files where there are any."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.exports.entry_list import as_csv, as_xlsx, entry_list_table
from championship.imports.entry_list import read_entry_file
from championship.models import Car, Driver, Entry, Manufacturer, Team
from championship.workflows.entry_import import plan_import
from tests.factories import CarClassFactory, SeasonFactory

from .entry_files import imported

TIMING = Path(__file__).parents[3] / "shared/data/timing/aslms-2023-24"
FILES = sorted(TIMING.glob("*.csv")) if TIMING.is_dir() else []
EVERYBODY = (Team, Driver, Car, Manufacturer)


@pytest.fixture
def sepang(aslms):
    return aslms.events.get(slug="sepang")


@pytest.fixture
def empty(aslms, sepang):
    """Another season of the series, with its classes and nothing else."""
    season = SeasonFactory(series=aslms.series, starts_on=sepang.starts_on, ends_on=sepang.ends_on)
    for row in aslms.classes.all():
        CarClassFactory(season=season, code=row.code, slug=row.slug, order=row.order)
    return season


def counted(models):
    return [model.objects.count() for model in models]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_39_cars_come_into_an_empty_season_and_nobody_is_there_twice(aslms, sepang, empty, write):
    table = entry_list_table(aslms, sepang)
    file = read_entry_file("sepang", write(table))
    before = counted(EVERYBODY)

    plan = plan_import(empty, None, file)
    imported(empty, file)

    assert (len(plan.new), plan.questions, plan.problems) == (39, (), ())
    assert counted(EVERYBODY) == before
    assert entry_list_table(empty) == table
    assert plan_import(empty, None, file).changes_nothing


@pytest.mark.parametrize("slug", ["sepang", "dubai", "abu-dhabi"])
def test_list_of_an_event_and_its_spreadsheet_say_the_same(aslms, slug):
    event = aslms.events.get(slug=slug)
    file = read_entry_file(slug, as_xlsx(entry_list_table(aslms, event)))

    plan = plan_import(aslms, event, file)

    assert plan.changes_nothing
    assert plan.warnings == ()


def test_list_of_the_season_and_its_spreadsheet_say_the_same(aslms):
    file = read_entry_file("season", as_csv(entry_list_table(aslms)))

    assert plan_import(aslms, None, file).changes_nothing


def test_list_of_sepang_comes_to_an_event_of_an_empty_season(aslms, sepang, empty):
    event = empty.events.create(
        slug="sepang",
        name="Sepang",
        circuit=sepang.circuit,
        starts_on=sepang.starts_on,
        ends_on=sepang.ends_on,
    )
    table = entry_list_table(aslms, sepang)
    file = read_entry_file("sepang", as_csv(table))

    imported(empty, file, event)

    assert entry_list_table(empty, event) == table
    assert plan_import(empty, event, file).changes_nothing


def test_preview_of_a_season_that_was_raced_costs_as_much_as_any(aslms, sepang):
    file = read_entry_file("sepang", as_csv(entry_list_table(aslms, sepang)))

    with CaptureQueriesContext(connection) as captured:
        plan_import(aslms, sepang, file)

    assert len(captured) <= 20, [q["sql"][:90] for q in captured]


@pytest.mark.skipif(not FILES, reason="the real timing files are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_timing_file_comes_into_an_empty_season(aslms, empty, path):
    file = read_entry_file(path.name, path.read_bytes())
    before = counted([Team, Driver])

    plan = plan_import(empty, None, file)
    imported(empty, file, answers={one.key: one.candidates[0].key for one in plan.questions})

    assert plan.problems == ()
    assert Entry.objects.filter(season=empty).count() == len(file.records)
    assert counted([Team, Driver]) == before
    assert plan_import(empty, None, file).changes_nothing
