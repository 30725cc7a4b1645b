"""Two people importing a result in the same moment, on a database that lets them."""

import pytest
from django.db import connection
from django.utils import timezone

from championship.models import ResultImport, StoredFile
from championship.workflows.result_import import (
    ChangedMeanwhile,
    ImportedResult,
    import_results,
    plan_results,
)
from tests.factories import CarClassFactory, RaceFactory

from .result_files import car_at, line, result_file
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


def planned(race, file):
    """The import of a file as it was previewed now."""
    plan = plan_results(race, file)
    options = {"shown": plan.fingerprint, "accepted": True, "now": timezone.now()}
    return lambda: import_results(race, file, b"", {}, **options)


def test_of_two_who_import_two_files_one_is_told():
    race = RaceFactory(event__season=CarClassFactory(code="GT").season)
    for number in ("7", "8"):
        car_at(race.event, number)
    files = [result_file(line("7"), line("8")), result_file(line("8"), line("7"))]

    outcomes = at_once(*[planned(race, file) for file in files])

    names = sorted(type(outcome).__name__ for outcome in outcomes)
    assert names == [ChangedMeanwhile.__name__, ImportedResult.__name__]
    assert (ResultImport.objects.count(), StoredFile.objects.count()) == (1, 1)
