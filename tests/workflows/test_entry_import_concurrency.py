"""Two people importing in the same moment, on a database that lets them."""

import pytest
from django.db import connection
from django.utils import timezone

from championship.models import Driver, Entry, Team
from championship.workflows.entry_import import (
    ChangedMeanwhile,
    Imported,
    import_entries,
    plan_import,
)
from tests.factories import CarClassFactory

from .entry_files import car, entry_file
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


def planned(season, file):
    """The import of a file as it was previewed now."""
    plan = plan_import(season, None, file)
    return lambda: import_entries(
        season, None, file, {}, shown=plan.fingerprint, now=timezone.now()
    )


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_two_who_import_one_file_one_is_told():
    season = CarClassFactory(code="GT").season
    file = entry_file(car("7", name_1="Ben Tuck"), car("8", team="AF Corse"))

    outcomes = at_once(planned(season, file), planned(season, file))

    assert kinds(outcomes) == [ChangedMeanwhile.__name__, Imported.__name__]
    assert (Entry.objects.count(), Team.objects.count(), Driver.objects.count()) == (2, 2, 1)


def test_one_team_that_is_new_in_two_seasons_is_made_once():
    seasons = [CarClassFactory(code="GT").season for _each in range(2)]
    file = entry_file(car("7", name_1="Ben Tuck"))

    outcomes = at_once(*[planned(season, file) for season in seasons])

    assert set(kinds(outcomes)) <= {ChangedMeanwhile.__name__, Imported.__name__}
    assert Team.objects.count() == 1
    assert Driver.objects.count() == 1
