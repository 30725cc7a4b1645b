"""The world outside the season: organisations, cars, circuits, teams and drivers."""

from datetime import date
from decimal import Decimal
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Car,
    CarAlias,
    Circuit,
    Driver,
    DriverAlias,
    DriverCategory,
    Manufacturer,
    Organisation,
    Team,
    TeamAlias,
)

from .load import Load, Pack, PackRefused
from .values import aliases, plain


def load_world(load: Load) -> None:
    """What seasons share, known by its address."""
    load.organisations = _by_slug(
        load,
        Organisation,
        "organisations",
        lambda node: plain(node, "name", "short_name", "country"),
    )
    load.manufacturers = _by_slug(
        load, Manufacturer, "manufacturers", lambda node: plain(node, "name", "country")
    )
    load.cars = _by_slug(
        load,
        Car,
        "cars",
        lambda node: {
            **plain(node, "name", "engine"),
            "manufacturer_id": load.manufacturers[node["manufacturer"]].pk,
        },
    )
    load.sync.parts(CarAlias, "car_id", aliases(load.nodes("cars"), load.cars))
    load.circuits = _by_slug(load, Circuit, "circuits", _circuit)


def load_people(load: Load) -> None:
    """Teams and drivers with their other names and categories."""
    load.teams = _by_slug(load, Team, "teams", lambda node: plain(node, "name", "country"))
    load.drivers = _by_slug(
        load, Driver, "drivers", lambda node: plain(node, "given_name", "family_name", "country")
    )
    load.sync.parts(TeamAlias, "team_id", aliases(load.nodes("teams"), load.teams))
    load.sync.parts(DriverAlias, "driver_id", aliases(load.driver_nodes, load.drivers))
    load.sync.parts(
        DriverCategory,
        "driver_id",
        {
            load.drivers[node["slug"]].pk: [
                {
                    "category": category["category"],
                    "valid_from": date.fromisoformat(category["valid_from"]),
                }
                for category in node.get("categories", [])
            ]
            for node in load.pack.get("drivers", [])
        },
    )


def _by_slug(load: Load, model, section: str, values) -> dict[str, Any]:
    nodes = load.nodes(section)
    _refuse_taken_names(load, model, section, nodes)
    existing = {row.slug: row for row in model.objects.filter(slug__in=nodes)}
    wanted = {slug: {"slug": slug, **values(node)} for slug, node in nodes.items()}
    return load.sync.rows(model, existing, wanted)


def _refuse_taken_names(load: Load, model, section: str, nodes: dict[str, Any]) -> None:
    """Another row may already have a name that stands only once."""
    if section in ("circuits", "teams", "drivers"):
        return  # namesakes exist
    places = {node["name"]: index for index, node in enumerate(nodes.values())}
    taken = model.objects.filter(name__in=places).exclude(slug__in=nodes)
    problems = [
        Problem(f"$.{section}[{places[row.name]}].name", row.name, f"is “{row.slug}” here.")
        for row in taken
    ]
    if problems:
        raise PackRefused(problems)


def _circuit(node: Pack) -> dict[str, Any]:
    return {
        **plain(node, "name", "layout", "locality", "region", "country", "time_zone"),
        "length_m": node.get("length_m"),
        "turns": node.get("turns"),
        **{key: Decimal(node[key]) if key in node else None for key in ("latitude", "longitude")},
    }
