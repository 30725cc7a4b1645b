"""A season out of the database as a season pack. Format: docs/season-pack.md."""

import json

from championship.models import Season

from . import articles, awards, entries, entry_lists, events, results, titles, world
from .dump import CannotDump, Dump, Record
from .values import present

__all__ = ["CannotDump", "dump_season_pack", "write_season_pack"]


def write_season_pack(season: Season) -> str:
    """The pack as JSON text: the same season gives the same bytes."""
    return json.dumps(dump_season_pack(season), ensure_ascii=False, indent=1) + "\n"


def dump_season_pack(season: Season) -> Record:
    """Everything of a season and whatever it names, as plain values.

    What is empty or as it would be anyway is left out. Loaded into an empty database
    it gives the same pack again. Raises CannotDump where that can't be.
    """
    dump = Dump(season)
    return {
        "format": "pitboard-season-pack",
        "version": 1,
        **present(
            organisations=world.organisations(dump),
            series=world.series(dump),
            season=world.edition(dump),
            classes=world.classes(dump),
            manufacturers=world.manufacturers(dump),
            cars=world.cars(dump),
            circuits=world.circuits(dump),
            teams=world.teams(dump),
            drivers=world.drivers(dump),
            entries=[entries.entry(dump, row) for row in dump.season_entries],
            events=events.events(dump),
            entry_lists=entry_lists.entry_lists(dump),
            results=results.results(dump),
            points_scales=titles.points_scales(dump),
            championships=titles.championships(dump),
            points_decisions=titles.points_decisions(dump),
            agreements=awards.agreements(dump),
            award_targets=awards.award_targets(dump),
            awards=awards.awards(dump),
            pictures=articles.pictures(dump),
            articles=articles.articles(dump),
        ),
    }
