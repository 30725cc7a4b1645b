"""Real timing files, where there are any, into a database that knows nobody."""

from pathlib import Path

import pytest

from championship.imports.entry_list import read_entry_file
from championship.models import Driver, Entry
from championship.workflows.entry_import import plan_import
from tests.factories import CarClassFactory

from .entry_files import imported, suggested

TIMING = Path(__file__).parents[3] / "shared/data/timing/aslms-2023-24"
FILES = sorted(TIMING.glob("*.csv")) if TIMING.is_dir() else []

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES, reason="the real timing files are not here"),
]


@pytest.fixture
def season():
    season = CarClassFactory(code="LMP2").season
    CarClassFactory(season=season, code="LMP3")
    CarClassFactory(season=season, code="GT")
    return season


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_timing_file_comes_into_an_empty_database(season, path):
    file = read_entry_file(path.name, path.read_bytes())
    answers = dict.fromkeys(suggested(plan_import(season, None, file)), "new")

    imported(season, file, answers=answers)

    assert Entry.objects.count() == len(file.records)
    assert plan_import(season, None, file).changes_nothing


def test_second_race_asks_only_for_names_in_another_form(season):
    first, second = (
        read_entry_file("", (TIMING / f"aslms-2023-24-{one}-race-results.csv").read_bytes())
        for one in ("r1", "r5")
    )
    imported(
        season, first, answers=dict.fromkeys(suggested(plan_import(season, None, first)), "new")
    )

    plan = plan_import(season, None, second)

    assert [(question.printed, question.candidates[0].name) for question in plan.questions] == [
        ("Triple Eight", "Triple Eight JMR"),
        ("Project 1", "Team Project 1"),
        ("Ferdinand Habsburg", "Ferdinand Habsburg-Lothringen"),
    ]
    assert len(plan.added.drivers) < Driver.objects.count()
