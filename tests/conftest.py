"""The worlds that many tests share."""

from contextlib import contextmanager
from importlib import resources

import pytest
from django.db import transaction
from django.utils import translation

from championship.imports.season_pack import read_season_pack
from championship.management.commands.prepare_demo import shipped_packs
from championship.models import Season
from championship.workflows.season_pack import load_season_pack

BROWSER_MISSING = "chromium is not installed"


def pytest_terminal_summary(terminalreporter):
    """Say so where the browser tests were left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(BROWSER_MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.section("The browser tests were left out")
        terminalreporter.line("Install chromium to run them too (Debian: apt install chromium).")


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English: a page in French leaves its thread in French."""
    with translation.override("en"):
        yield


def pack_file(name):
    """One of the packs that are shipped."""
    return resources.files("championship.packs").joinpath(name)


def read(file):
    """A shipped pack as plain values."""
    with file.open("rb") as stream:
        pack, problems = read_season_pack(stream)
    assert problems == []
    return pack


@contextmanager
def loaded(file, blocker):
    """A shipped season in the database, taken out again at the end."""
    with blocker.unblock(), transaction.atomic():
        load_season_pack(read(file))
        yield
        transaction.set_rollback(True)


# Its combined title counts one of the Asian Le Mans Series: it is loaded after that.
COMBINED = "gtwc-asia-2023.json"


@pytest.fixture(
    params=[file for file in shipped_packs() if file.name != COMBINED],
    ids=lambda file: file.name.removesuffix(".json"),
)
def shipped_pack_file(request):
    """Each of the packs that are shipped in turn, but those that need another one."""
    return request.param


@pytest.fixture
def shipped_pack(shipped_pack_file):
    """Each of them as plain values, fresh for each test to change."""
    return read(shipped_pack_file)


@pytest.fixture(scope="session")
def aslms_pack_file():
    """The shipped pack of the Asian Le Mans Series 2023/24."""
    return pack_file("aslms-2023-24.json")


@pytest.fixture
def aslms_pack(aslms_pack_file):
    """The shipped pack as plain values, fresh for each test to change."""
    return read(aslms_pack_file)


@pytest.fixture(scope="module")
def loaded_aslms(aslms_pack_file, django_db_setup, django_db_blocker):
    """The shipped season, loaded once for a module and taken out again after it."""
    with loaded(aslms_pack_file, django_db_blocker):
        yield


@pytest.fixture
def aslms(loaded_aslms, db):
    """The Asian Le Mans Series 2023/24 in the database."""
    return Season.objects.select_related("series").get(series__slug="aslms", slug="2023-24")


@pytest.fixture(scope="module")
def loaded_gtwc_asia(loaded_aslms, django_db_setup, django_db_blocker):
    """The shipped season beside that of the Asian Le Mans Series, for a module."""
    with loaded(pack_file(COMBINED), django_db_blocker):
        yield


@pytest.fixture
def gtwc_asia(loaded_gtwc_asia, db):
    """GT World Challenge Asia 2023 in the database."""
    return Season.objects.select_related("series").get(series__slug="gtwc-asia")


@pytest.fixture(scope="session")
def elms_pack_file():
    """The shipped pack of the European Le Mans Series 2023."""
    return pack_file("elms-2023.json")


@pytest.fixture
def elms_pack(elms_pack_file):
    """The shipped pack as plain values, fresh for each test to change."""
    return read(elms_pack_file)


@pytest.fixture(scope="module")
def loaded_elms(elms_pack_file, django_db_setup, django_db_blocker):
    """The shipped season, loaded once for a module and taken out again after it."""
    with loaded(elms_pack_file, django_db_blocker):
        yield


@pytest.fixture
def elms(loaded_elms, db):
    """The European Le Mans Series 2023 in the database."""
    return Season.objects.select_related("series").get(series__slug="elms", slug="2023")
