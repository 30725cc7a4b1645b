"""Shipped seasons in the database, loaded once for all tests that want them.

Tests are put in the order of the seasons they want, and what one module loaded stays for the
next, in a transaction that is never committed. Each test still takes back what it writes.
"""

from collections import defaultdict
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

# The fixtures that stand for shipped seasons, and what they want loaded, in this order.
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


class Shipped:
    """What is loaded now: packs upon each other, each in a transaction within the one below."""

    def __init__(self):
        self.loaded = []
        self._wanted = {}
        self._blocker = None

    def arrange(self, items):
        """Tests that want the same follow each other; those that commit come last."""
        packs = defaultdict(set)
        for item in items:
            packs[item.path].update(_wanted_by(item))
        self._wanted = {
            path: tuple(name for name in ORDER if name in names) for path, names in packs.items()
        }
        items.sort(key=lambda item: (_commits(item), self._wanted[item.path]))

    def load_for(self, path, blocker):
        """Load what the tests of a file want, if it is not there yet."""
        self._blocker = blocker
        with blocker.unblock():
            for name in self._wanted[path][len(self.loaded) :]:
                self.loaded.append((name, _load(name)))

    def take_out_before(self, item):
        """Take out what is loaded and not wanted by a test, from the top."""
        wanted = () if _commits(item) else self._wanted[item.path]
        common = 0
        for (name, _transaction), other in zip(self.loaded, wanted, strict=False):
            if name != other:
                break
            common += 1
        self.take_out_all_but(common)

    def take_out_all_but(self, few):
        """Take out what is loaded, but the first few."""
        while len(self.loaded) > few:
            with self._blocker.unblock():
                _name, opened = self.loaded.pop()
                opened.__exit__(None, None, None)


def _load(name):
    opened = never_committed()
    opened.__enter__()
    try:
        load_season_pack(read(pack_file(name)))
    except BaseException:
        opened.__exit__(None, None, None)
        raise
    return opened


@contextmanager
def never_committed():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _wanted_by(item):
    if _commits(item):
        return
    for fixture in item.fixturenames:
        yield from WANTED.get(fixture, ())


def _commits(item):
    """Whether a test commits what it writes, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)
