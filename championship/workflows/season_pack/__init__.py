"""A season pack into the database: whole or not at all, and nothing twice."""

from collections import Counter

from django.db import DataError, IntegrityError, transaction
from django.db.models import Model

from championship.imports.problems import Problem
from championship.models import Standing

from ..results import CannotPublish
from ..standings import store_standings
from .agreements import load_agreements
from .articles import load_articles
from .awards import load_awards
from .entries import load_entries
from .entry_lists import load_entry_lists
from .events import load_events
from .load import Load, Pack, PackRefused
from .results import load_results
from .season import load_season
from .titles import load_titles
from .world import load_people, load_world

__all__ = ["PackRefused", "load_season_pack"]

STEPS = (
    load_world,
    load_people,
    load_season,
    load_entries,
    load_events,
    load_entry_lists,
    load_results,
    load_titles,
    load_articles,
    load_agreements,
    load_awards,
)


def load_season_pack(pack: Pack) -> Counter[type[Model]]:
    """Store a checked season pack, or bring its season up to date with it.

    Whatever the pack names becomes exactly what it says; what it does not name stays
    as it is. Results with a classification are published, and the standings follow.
    Returns how many rows were written of each model (of standings: how many tables);
    empty if everything was so already.

    Raises PackRefused, and stores nothing, if the pack contradicts what is stored
    besides it.
    """
    try:
        with transaction.atomic():
            return _store(Load(pack))
    except (IntegrityError, DataError) as error:
        message = f"contradicts what is stored already: {error}."
        raise PackRefused([Problem("$", None, message)]) from error
    except CannotPublish as error:
        raise PackRefused([Problem("$.results", None, str(error))]) from error


def _store(load: Load) -> Counter[type[Model]]:
    for step in STEPS:
        step(load)
    written = store_standings(load.season)
    if written:
        load.sync.written[Standing] += len(written)
    return load.sync.written
