"""Each shipped season is loaded once, dumped, and loaded again."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.exports.season_pack import write_season_pack
from championship.management.commands.prepare_demo import shipped_packs
from championship.workflows.season_pack import load_season_pack
from tests.shipped import GTWC_ASIA, loaded, read

from .test_season_pack import empty_database, rows_stored, season

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")

# But the one whose title counts another season.
PACKS = [file for file in shipped_packs() if file.name != GTWC_ASIA]


@pytest.fixture(scope="module", params=PACKS, ids=lambda file: file.name.removesuffix(".json"))
def stored_file(request, django_db_setup, django_db_blocker):
    """Each of the packs that are shipped in turn, in the database for all that is asked of it."""
    with django_db_blocker.unblock(), loaded([request.param.name]):
        yield request.param


def test_loading_twice_writes_nothing_the_second_time(stored_file):
    with CaptureQueriesContext(connection) as queries:
        written = load_season_pack(read(stored_file))

    writes = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
    assert (written, writes) == ({}, [])


def test_a_shipped_pack_is_what_a_dump_of_it_gives(stored_file):
    assert write_season_pack(season()) == stored_file.read_text(encoding="utf-8")


def test_what_was_dumped_loads_into_an_empty_database_and_dumps_the_same(stored_file):
    first = write_season_pack(season())
    empty_database()
    assert set(rows_stored().values()) == {0}

    load_season_pack(json.loads(first))

    assert write_season_pack(season()) == first
