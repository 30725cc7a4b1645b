"""Titles that are made of other titles, of this season or of others."""

from fractions import Fraction
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Championship,
    Combination,
    CombinationSource,
    CountsAs,
)
from championship.scoring.fractions import parse_points

from .load import Load, Pack, PackRefused


def load_combinations(load: Load, championships: Pack) -> None:
    """Of the titles that the pack names: one that has no combination there loses its own."""
    paths = {slug: f"$.championships[{at}].combination" for at, slug in enumerate(championships)}
    nodes = {
        slug: node["combination"] for slug, node in championships.items() if "combination" in node
    }
    stored = Combination.objects.filter(championship__season=load.season)
    existing = {row.championship.slug: row for row in stored.select_related("championship")}
    gone = [slug for slug in existing if slug in championships and slug not in nodes]
    load.sync.drop(Combination, [existing[slug] for slug in gone])
    wanted = {slug: _combination(load, slug, node) for slug, node in nodes.items()}
    rows = load.sync.rows(Combination, existing, wanted)
    sources = {rows[slug].pk: _sources(load, node, paths[slug]) for slug, node in nodes.items()}
    load.sync.parts(CombinationSource, "combination_id", sources)
    identities = {rows[slug].pk: _identities(load, node) for slug, node in nodes.items()}
    load.sync.parts(CountsAs, "combination_id", identities)


def _combination(load: Load, slug: str, node: Pack) -> dict[str, Any]:
    maximum = Combination._meta.get_field("common_maximum").get_default()
    scale = node.get("points_scale")
    return {
        "championship_id": load.championships[slug].pk,
        "method": node.get("method", Combination.Method.POINTS),
        "common_maximum": (
            parse_points(node["common_maximum"]) if "common_maximum" in node else maximum
        ),
        "scale_id": load.scales[scale].pk if scale else None,
        "several": node.get("several", Combination.Several.BEST),
        "tie_break": node.get("tie_break", Combination.TieBreak.COUNTBACK),
    }


def _sources(load: Load, node: Pack, path: str) -> list[dict[str, Any]]:
    return [
        {
            "order": source.get("order", at + 1),
            "championship_id": _title(load, source, f"{path}.sources[{at}]").pk,
            "rounds": source.get("rounds", CombinationSource.Rounds.ALL),
            "best_rounds": source.get("best_rounds"),
            "weight": parse_points(source["weight"]) if "weight" in source else Fraction(1),
            "minimum_rounds": source.get("minimum_rounds", 0),
        }
        for at, source in enumerate(node["sources"])
    ]


def _title(load: Load, source: Pack, path: str) -> Championship:
    """A title of another season is not in the pack: it must be stored before."""
    own = load.series.slug, load.season.slug
    if (source["series"], source["season"]) == own:
        return load.championships[source["championship"]]
    found = Championship.objects.filter(
        season__series__slug=source["series"],
        season__slug=source["season"],
        slug=source["championship"],
    ).first()
    name = f"{source['series']} {source['season']} {source['championship']}"
    if found is None:
        problem = Problem(f"{path}.championship", name, "is not stored: load its season first.")
        raise PackRefused([problem])
    if hasattr(found, "combination"):
        problem = Problem(f"{path}.championship", name, "is made of others itself.")
        raise PackRefused([problem])
    return found


def _identities(load: Load, node: Pack) -> list[dict[str, int | None]]:
    return [
        {
            "team_id": load.teams[pair["team"]].pk if "team" in pair else None,
            "as_team_id": load.teams[pair["as"]].pk if "team" in pair else None,
            "driver_id": load.drivers[pair["driver"]].pk if "driver" in pair else None,
            "as_driver_id": load.drivers[pair["as"]].pk if "driver" in pair else None,
        }
        for pair in node.get("counts_as", [])
    ]
