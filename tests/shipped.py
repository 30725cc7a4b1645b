"""The seasons that are shipped, and which of them a test finds in the database.

Loading one takes seconds, so tests that want the same ones follow each other.
"""

from contextlib import contextmanager
from importlib import resources

from django.db import transaction

from championship.imports.season_pack import read_season_pack
from championship.workflows.season_pack import load_season_pack

ASLMS, ELMS, GTWC_ASIA = "aslms-2023-24.json", "elms-2023.json", "gtwc-asia-2023.json"
GTWC_EUROPE = ("gtwc-europe-2022.json", "gtwc-europe-2023.json")
ASLMS_OTHER_YEARS = tuple(
    f"aslms-{year}.json" for year in ("2021", "2022", "2023", "2024-25", "2025-26")
)

# The fixtures that stand for shipped seasons, and what is loaded for them, in this order.
WANTED = {
    "aslms": (ASLMS,),
    "elms": (ELMS,),
    # Its combined title counts one of the Asian Le Mans Series: it is loaded after that.
    "gtwc_asia": (ASLMS, GTWC_ASIA),
    "gtwc_europe": (ASLMS, *GTWC_EUROPE),
    "le_mans_2024": (ASLMS, ELMS, GTWC_EUROPE[1]),
    "aslms_history": (ASLMS, *ASLMS_OTHER_YEARS),
}
ORDER = (ASLMS, ELMS, GTWC_ASIA, *GTWC_EUROPE, *ASLMS_OTHER_YEARS)


def pack_file(name):
    """One of the packs that are shipped."""
    return resources.files("championship.packs").joinpath(name)


def read(file):
    """A shipped pack as plain values."""
    with file.open("rb") as stream:
        pack, problems = read_season_pack(stream)
    assert problems == []
    return pack


def wanted_by(fixtures):
    """The packs to be loaded for a test that takes these fixtures."""
    wanted = {name for fixture in fixtures for name in WANTED.get(fixture, ())}
    return tuple(name for name in ORDER if name in wanted)


@contextmanager
def loaded(names):
    """Packs in the database, taken out again at the end."""
    with transaction.atomic():
        for name in names:
            load_season_pack(read(pack_file(name)))
        yield
        transaction.set_rollback(True)


def commits(item):
    """Whether a test commits what it writes, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)
