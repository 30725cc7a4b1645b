"""The series, its edition and its classes."""

from datetime import date

from championship.imports.problems import Problem
from championship.models import (
    CarClass,
    CategoryLimit,
    ClassAlias,
    OrganisationRole,
    Season,
    Series,
    StatusAlias,
)
from championship.scoring.crews import CATEGORIES

from .load import Load, Pack, PackRefused
from .values import aliases, plain


def load_season(load: Load) -> None:
    """The brand, its edition and its classes; the edition is locked if it is there."""
    node = load.pack["series"]
    values = {"slug": node["slug"], **plain(node, "name", "short_name", "description")}
    existing = {row.slug: row for row in Series.objects.filter(slug=node["slug"])}
    other = Series.objects.filter(name=node["name"]).exclude(slug=node["slug"]).first()
    if other:
        raise PackRefused(
            [Problem("$.series.name", node["name"], f"is the series “{other.slug}” here.")]
        )
    load.series = load.sync.rows(Series, existing, {node["slug"]: values})[node["slug"]]
    _load_roles(load, node)
    _load_edition(load)
    _load_classes(load)


def _load_roles(load: Load, series: Pack) -> None:
    roles = [
        {
            "organisation_id": load.organisations[role["organisation"]].pk,
            "role": role["role"],
            "note": role.get("note", ""),
        }
        for role in series.get("organisations", [])
    ]
    load.sync.parts(OrganisationRole, "series_id", {load.series.pk: roles})
    words = [
        {"printed": word["printed"], "status": word["status"]}
        for word in series.get("status_aliases", [])
    ]
    load.sync.parts(StatusAlias, "series_id", {load.series.pk: words})


def _load_edition(load: Load) -> None:
    node = load.pack["season"]
    values = {
        "series_id": load.series.pk,
        "slug": node["slug"],
        "name": node["name"],
        "starts_on": date.fromisoformat(node["starts_on"]),
        "ends_on": date.fromisoformat(node["ends_on"]),
        "is_public": node.get("is_public", False),
        "minimum_distance": node.get("minimum_distance"),
        "distance_of_class_winner": node.get("distance_of_class_winner", False),
        "one_car_per_driver": node.get("one_car_per_driver", True),
        "protest_minutes": node.get("protest_minutes"),
        "sources": "\n".join(node.get("sources", [])),
    }
    existing = {
        row.slug: row for row in load.series.seasons.select_for_update().filter(slug=node["slug"])
    }
    load.season = load.sync.rows(Season, existing, {node["slug"]: values})[node["slug"]]


def _load_classes(load: Load) -> None:
    nodes = load.nodes("classes")
    existing = {row.slug: row for row in load.season.classes.all()}
    load.classes = dict(existing)
    # Parents before their sub-classes.
    for generation in (False, True):
        wanted = {
            slug: {
                "season_id": load.season.pk,
                "slug": slug,
                **plain(node, "code", "name"),
                "order": node.get("order", 1),
                "colour": node.get("colour", CarClass._meta.get_field("colour").default),
                "parent_id": load.classes[node["parent"]].pk if generation else None,
                "drivers_at_least": node.get("crew", {}).get("drivers_at_least"),
                "drivers_at_most": node.get("crew", {}).get("drivers_at_most"),
            }
            for slug, node in nodes.items()
            if ("parent" in node) is generation
        }
        load.classes |= load.sync.rows(CarClass, existing, wanted)
    load.sync.parts(ClassAlias, "car_class_id", aliases(nodes, load.classes))
    _load_crew_rules(load, nodes)


def _load_crew_rules(load: Load, classes: dict[str, Pack]) -> None:
    rules = {load.classes[slug].pk: node.get("crew", {}) for slug, node in classes.items()}
    limits = {
        key: [_limit(limit) for limit in crew.get("limits", [])] for key, crew in rules.items()
    }
    load.sync.parts(CategoryLimit, "car_class_id", limits)
    cars = {
        key: [{"car_id": load.cars[slug].pk} for slug in crew.get("cars", [])]
        for key, crew in rules.items()
    }
    load.sync.parts(CarClass.cars.through, "carclass_id", cars)


def _limit(limit: Pack) -> dict[str, bool | int | None]:
    return {
        **{name: name in limit["categories"] for name in CATEGORIES},
        "at_least": limit.get("at_least"),
        "at_most": limit.get("at_most"),
    }
