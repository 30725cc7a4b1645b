"""Championships with their scales, rules, decisions and tables of others."""

from decimal import Decimal
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    OfficialRow,
    OfficialTable,
    PointsDecision,
    PointsScale,
    ReportedPlace,
    Season,
    SessionScale,
)
from championship.scoring.fractions import parse_points

from .combinations import load_combinations
from .load import Load, Pack, PackRefused
from .values import day, plain, words

Rules = ChampionshipRules
# What rules say where a pack does not: the defaults of their own fields.
WITH_DEFAULTS = (
    "guests",
    "cars_counted",
    "surplus_cars",
    "crew",
    "bonus_to",
    "results_counted",
    "drops",
    "disqualification_counts",
    "minimum_rounds",
    "listed",
    "countback",
    "countback_places",
    "countback_sprints",
    "still_equal",
    "note",
)


def load_titles(load: Load) -> None:
    """Points scales, championships with all that decides their tables."""
    _load_scales(load)
    nodes = load.nodes("championships")
    existing = {row.slug: row for row in load.season.championships.all()}
    wanted = {
        slug: {
            "season_id": load.season.pk,
            **plain(node, "slug", "name", "recipient"),
            "order": node.get("order", 1),
            "car_class_id": load.classes[node["class"]].pk if "class" in node else None,
            **words(node, "remark"),
        }
        for slug, node in nodes.items()
    }
    load.championships = load.sync.rows(Championship, existing, wanted)
    _load_feeds(load, nodes)
    _load_rules(load, nodes)
    _load_decisions(load)
    _load_official_tables(load, nodes)
    _load_reported_places(load, nodes)
    load_combinations(load, nodes)


def _load_scales(load: Load) -> None:
    existing = {row.slug: row for row in load.season.points_scales.all()}
    wanted = {
        node["slug"]: {
            "season_id": load.season.pk,
            **plain(node, "slug", "name"),
            "points": tuple(map(parse_points, node["points"])),
            **{
                key: parse_points(node.get(key, 0))
                for key in ("points_for_others", "pole_points", "fastest_lap_points")
            },
            "pole_within": node.get("pole_within"),
            "fastest_lap_within": node.get("fastest_lap_within"),
            "equal_holders": node.get("equal_holders", PointsScale.EqualHolders.EACH),
        }
        for node in load.pack.get("points_scales", [])
    }
    load.scales = load.sync.rows(PointsScale, existing, wanted)


def _load_feeds(load: Load, championships: Pack) -> None:
    load.sync.parts(
        ChampionshipFeed,
        "championship_id",
        {
            load.championships[slug].pk: [
                _feed(feed, f"$.championships[{index}].also_counts[{at}]")
                for at, feed in enumerate(node.get("also_counts", []))
            ]
            for index, (slug, node) in enumerate(championships.items())
        },
    )


def _feed(node: Pack, path: str) -> dict[str, Any]:
    """Another season is not in the pack: it must be stored before."""
    season = Season.objects.filter(series__slug=node["series"], slug=node["season"]).first()
    if season is None:
        name = f"{node['series']} {node['season']}"
        raise PackRefused([Problem(f"{path}.season", name, "is not stored: load it first.")])
    car_class = None
    if "class" in node:
        car_class = season.classes.filter(slug=node["class"]).first()
        if car_class is None:
            raise PackRefused(
                [Problem(f"{path}.class", node["class"], "is not a class of that season.")]
            )
    return {"season_id": season.pk, "car_class_id": car_class.pk if car_class else None}


def _load_rules(load: Load, championships: Pack) -> None:
    nodes = {
        (load.championships[slug].pk, version.get("from_round", 1)): version
        for slug, node in championships.items()
        for version in node.get("rules", [])
    }
    existing = {
        (row.championship_id, row.from_round): row
        for row in Rules.objects.filter(championship__season=load.season)
    }
    wanted = {
        key: {
            "championship_id": key[0],
            "from_round": key[1],
            **_scales(load, node),
            **{
                name: node.get(name, Rules._meta.get_field(name).get_default())
                for name in WITH_DEFAULTS
            },
        }
        for key, node in nodes.items()
    }
    stored = load.sync.rows(Rules, existing, wanted)
    load.sync.drop(Rules, [row for key, row in existing.items() if _is_gone(load, key, wanted)])
    versions = {stored[key].pk: node for key, node in nodes.items()}
    _load_rule_parts(load, versions)


def _is_gone(load: Load, key: tuple[int, int], wanted: Pack) -> bool:
    """Whether a championship that the pack names has lost this version of its rules."""
    named = {championship.pk for championship in load.championships.values()}
    return key[0] in named and key not in wanted


def _scales(load: Load, node: Pack) -> dict[str, int | None]:
    scales = node.get("scales", {})
    return {
        f"{kind}_scale_id": load.scales[scales[kind]].pk if kind in scales else None
        for kind in ("race", "sprint", "qualifying")
    }


def _load_rule_parts(load: Load, versions: dict[int, Pack]) -> None:
    load.sync.parts(
        SessionScale,
        "rules_id",
        {
            key: [
                {
                    "session_id": load.sessions[line["session"]].pk,
                    "scale_id": load.scales[line["points_scale"]].pk,
                }
                for line in node.get("session_scales", [])
            ]
            for key, node in versions.items()
        },
    )
    load.sync.parts(
        Rules.excluded_rounds.through,
        "championshiprules_id",
        {
            key: [
                {"round_id": load.rounds[number].pk} for number in node.get("excluded_rounds", [])
            ]
            for key, node in versions.items()
        },
    )
    load.sync.parts(
        Rules.nominated.through,
        "championshiprules_id",
        {
            key: [{"entry_id": load.entries[name].pk} for name in node.get("nominated", [])]
            for key, node in versions.items()
        },
    )


def _load_decisions(load: Load) -> None:
    """Decisions have no name of their own: they are the same in the same order."""
    if "points_decisions" not in load.pack:
        return
    nodes = load.pack["points_decisions"]
    own = load.season.points_decisions.filter(ruling=None)  # the others follow from a ruling
    existing = dict(enumerate(own.order_by("pk")))
    wanted = {index: _decision(load, node) for index, node in enumerate(nodes)}
    rows = load.sync.rows(PointsDecision, existing, wanted)
    load.sync.drop(PointsDecision, [row for key, row in existing.items() if key not in wanted])
    load.sync.parts(
        PointsDecision.championships.through,
        "pointsdecision_id",
        {
            rows[index].pk: [
                {"championship_id": load.championships[slug].pk}
                for slug in node.get("championships", [])
            ]
            for index, node in enumerate(nodes)
        },
    )


def _decision(load: Load, node: Pack) -> dict[str, Any]:
    return {
        "season_id": load.season.pk,
        "effect": node["effect"],
        **load.recipient(node),
        "session_id": load.sessions[node["session"]].pk if "session" in node else None,
        "round_id": load.rounds[node["round"]].pk if "round" in node else None,
        "value": parse_points(node["value"]) if "value" in node else None,
        "keeps_place": node.get("keeps_place", False),
        "keeps_points": node.get("keeps_points", False),
        **plain(node, "shown_as", "number", "article", "reason", "document"),
        "decided_on": day(node, "decided_on"),
        "state": node.get("state", PointsDecision.State.IN_FORCE),
    }


def _load_official_tables(load: Load, championships: Pack) -> None:
    nodes = {
        (load.championships[slug].pk, load.rounds[table["after_round"]].pk): table
        for slug, node in championships.items()
        for table in node.get("official_tables", [])
    }
    existing = {
        (row.championship_id, row.round_id): row
        for row in OfficialTable.objects.filter(championship__season=load.season)
    }
    wanted = {
        key: {
            "championship_id": key[0],
            "round_id": key[1],
            **plain(node, "source", "address", "note"),
            "retrieved_on": day(node, "retrieved_on"),
        }
        for key, node in nodes.items()
    }
    tables = load.sync.rows(OfficialTable, existing, wanted)
    load.sync.parts(
        OfficialRow,
        "table_id",
        {
            tables[key].pk: [
                {
                    "order": order,
                    "position": row["position"],
                    "points": Decimal(str(row["points"])),
                    **load.recipient(row),
                }
                for order, row in enumerate(node["rows"], start=1)
            ]
            for key, node in nodes.items()
        },
    )


def _load_reported_places(load: Load, championships: Pack) -> None:
    places = {
        load.championships[slug].pk: [
            _reported_place(load, place, order)
            for order, place in enumerate(node.get("reported_places", []), start=1)
        ]
        for slug, node in championships.items()
    }
    load.sync.parts(ReportedPlace, "championship_id", places)


def _reported_place(load: Load, node: Pack, order: int) -> dict[str, Any]:
    return {
        "order": order,
        "place": node.get("place", 1),
        **load.recipient(node),
        "points": parse_points(node["points"]) if "points" in node else None,
        "for_team_id": load.teams[node["for_team"]].pk if "for_team" in node else None,
        **plain(node, "number"),
        **words(node, "note"),
        "sources": "\n".join(node.get("sources", [])),
    }
