"""The seasons that are shipped, and which of them a test finds in the database.

Loading one takes seconds, so tests that want the same ones follow each other.
"""

import json
from contextlib import contextmanager
from importlib import resources

from django.db import transaction

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
    """A shipped pack as plain values. That nothing is wrong with it, a test of its own says."""
    return json.loads(file.read_bytes())


# What goes where nothing else of the pack names it; a car may be the last to name its maker.
NAMED = ("teams", "drivers", "cars", "manufacturers")


def with_cars_alone(pack, ids):
    """A pack with some of its entries and whatever else is about them: quick to load.

    Other cars, and the articles with their pictures, are taken out of it; out comes the same.
    """
    del pack["pictures"], pack["articles"]
    for agreement in pack["agreements"]:
        del agreement["article"]
    pack["entries"] = [entry for entry in pack["entries"] if entry["id"] in ids]
    for event in pack["events"]:
        event["entries"] = [car for car in event["entries"] if car["entry"] in ids]
    for issue in pack["entry_lists"]:
        if "entries" in issue:
            issue["entries"] = [car for car in issue["entries"] if car["entry"] in ids]
    for result in pack["results"]:
        for facts in (result, *result["classifications"]):
            for part in {"lines", "bonuses", "decisions"} & facts.keys():
                facts[part] = [row for row in facts[part] if row["car"] in ids]
                if not facts[part]:
                    del facts[part]
    for section in NAMED:
        rest = set(_texts({key: value for key, value in pack.items() if key != section}))
        pack[section] = [one for one in pack[section] if one["slug"] in rest]
    return pack


def _texts(value):
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _texts(inside)


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
