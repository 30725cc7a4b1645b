"""The worlds that many tests share."""

from contextlib import ExitStack

import pytest
from django.db import connection
from django.utils import translation

from championship.management.commands.prepare_demo import shipped_packs
from championship.models import Season

from .shipped import (
    ASLMS,
    ELMS,
    GTWC_ASIA,
    commits,
    loaded,
    pack_file,
    read,
    wanted_by,
    with_cars_alone,
)

# Champions, cars that came late or had a penalty, and some that tests call by their number.
SMALL = {"3", "4", "22", "24", "34", "55", "90", "99"}  # LMP2
SMALL |= {"17", "26"} | {"7", "18", "37", "88", "91", "95"}  # LMP3 and GT

BROWSER_MISSING = "chromium is not installed"


def pytest_terminal_summary(terminalreporter):
    """Say so where the browser tests were left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(BROWSER_MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.section("The browser tests were left out")
        terminalreporter.line("Install chromium to run them too (Debian: apt install chromium).")


def pytest_generate_tests(metafunc):
    """Each test says which shipped seasons it wants by the fixtures that it takes."""
    wanted = [wanted_by(metafunc.fixturenames)]
    metafunc.parametrize("shipped", wanted, ids=[pytest.HIDDEN_PARAM], indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests that want the same seasons follow each other; those that commit come last."""
    items.sort(key=lambda item: (commits(item), item.callspec.params["shipped"]))


@pytest.fixture(scope="session", autouse=True)
def shipped(request):
    """The shipped seasons that a test wants, left loaded for the next one that wants them too."""
    if not request.param:
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    with ExitStack() as stack:
        with blocker.unblock():
            stack.enter_context(loaded(request.param))
        yield
        with blocker.unblock():
            stack.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of the tests, and what PostgreSQL must be told of tests.

    It does not count rows while they run: tests roll back what they write, and for tables
    that it found empty it plans queries that take seconds once they are full. And after a
    test that commits, few rows in many tables are deleted in a moment, and truncated in
    seconds.
    """
    if connection.vendor == "postgresql":
        # Of all connections: a browser's tests have one of their own.
        type(connection.ops).sql_flush = lambda _ops, _style, tables, **_options: [
            f'DELETE FROM "{table}"' for table in tables
        ]
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = off)')


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English: a page in French leaves its thread in French."""
    with translation.override("en"):
        yield


@pytest.fixture(
    params=[file for file in shipped_packs() if file.name != GTWC_ASIA],
    ids=lambda file: file.name.removesuffix(".json"),
)
def shipped_pack_file(request):
    """Each of the packs that are shipped in turn, but those that need another one."""
    return request.param


@pytest.fixture(scope="session")
def aslms_pack_file():
    """The shipped pack of the Asian Le Mans Series 2023/24."""
    return pack_file(ASLMS)


@pytest.fixture
def aslms_pack(aslms_pack_file):
    """The shipped pack as plain values, fresh for each test to change."""
    return read(aslms_pack_file)


@pytest.fixture
def small_pack(aslms_pack_file):
    """That pack with sixteen cars of its three classes and nothing but what is about them."""
    return with_cars_alone(read(aslms_pack_file), SMALL)


@pytest.fixture
def aslms(shipped, db):
    """The Asian Le Mans Series 2023/24 in the database."""
    return Season.objects.select_related("series").get(series__slug="aslms", slug="2023-24")


@pytest.fixture
def gtwc_asia(shipped, db):
    """GT World Challenge Asia 2023 in the database."""
    return Season.objects.select_related("series").get(series__slug="gtwc-asia")


@pytest.fixture(scope="session")
def elms_pack_file():
    """The shipped pack of the European Le Mans Series 2023."""
    return pack_file(ELMS)


@pytest.fixture
def elms_pack(elms_pack_file):
    """The shipped pack as plain values, fresh for each test to change."""
    return read(elms_pack_file)


@pytest.fixture
def elms(shipped, db):
    """The European Le Mans Series 2023 in the database."""
    return Season.objects.select_related("series").get(series__slug="elms", slug="2023")
