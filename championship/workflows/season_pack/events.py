"""Events with their rounds, sessions, entries and notices."""

from datetime import date
from typing import Any

from championship.models import (
    Event,
    EventCrewSeat,
    EventEntry,
    GridSource,
    Notice,
    Round,
    Session,
    Waiver,
)
from championship.scoring.fractions import parse_points

from ..entry_statuses import OFF_THE_LIST
from .entries import seats, waivers
from .load import Load, Pack
from .values import day, instead_of, moment, plain


def load_events(load: Load) -> None:
    """Events, and all that belongs to one, but for its results."""
    nodes = load.nodes("events")
    existing = {row.slug: row for row in load.season.events.all()}
    wanted = {
        slug: {
            "season_id": load.season.pk,
            "slug": slug,
            **plain(node, "name", "short_name", "note"),
            "circuit_id": load.circuits[node["circuit"]].pk,
            "starts_on": date.fromisoformat(node["starts_on"]),
            "ends_on": date.fromisoformat(node["ends_on"]),
            "status": node.get("status", Event.Status.SCHEDULED),
        }
        for slug, node in nodes.items()
    }
    load.events = load.sync.rows(Event, existing, wanted)
    _load_rounds(load, nodes)
    _load_sessions(load, nodes)
    _load_event_entries(load, nodes)
    _load_notices(load, nodes)


def _load_rounds(load: Load, events: Pack) -> None:
    existing = {row.number: row for row in load.season.rounds.all()}
    wanted = {
        node["number"]: {
            "season_id": load.season.pk,
            "event_id": load.events[slug].pk,
            "number": node["number"],
            "name": node.get("name", ""),
        }
        for slug, event in events.items()
        for node in event.get("rounds", [])
    }
    load.rounds = load.sync.rows(Round, existing, wanted)


def _load_sessions(load: Load, events: Pack) -> None:
    existing = {row.slug: row for row in load.season.sessions.all()}
    nodes = {
        node["slug"]: (slug, node)
        for slug, event in events.items()
        for node in event.get("sessions", [])
    }
    zones = {slug: load.circuits[event["circuit"]].zone for slug, event in events.items()}
    wanted = {
        key: {
            "season_id": load.season.pk,
            "event_id": load.events[event].pk,
            "round_id": load.rounds[node["round"]].pk if "round" in node else None,
            **plain(node, "slug", "name", "kind", "note"),
            **_start(node, zones[event]),
            "duration_minutes": node.get("duration_minutes"),
            "points_factor": parse_points(node.get("points_factor", 1)),
            "is_incomplete": node.get("is_incomplete", False),
        }
        for key, (event, node) in nodes.items()
    }
    load.sessions = load.sync.rows(Session, existing, wanted)
    load.sync.parts(
        Session.classes.through,
        "session_id",
        {
            load.sessions[key].pk: [
                {"carclass_id": load.classes[name].pk} for name in node.get("classes", [])
            ]
            for key, (_event, node) in nodes.items()
        },
    )
    load.sync.parts(
        GridSource,
        "race_id",
        {load.sessions[key].pk: _grid(load, node) for key, (_event, node) in nodes.items()},
    )


def _grid(load: Load, race: Pack) -> list[dict[str, Any]]:
    return [
        {
            "qualifying_id": load.sessions[source["qualifying"]].pk,
            "lap": source.get("lap", GridSource.Lap.BEST),
        }
        for source in race.get("grid", [])
    ]


def _load_event_entries(load: Load, events: Pack) -> None:
    existing = {
        (row.event_id, row.entry_id): row
        for row in EventEntry.objects.filter(event__season=load.season)
    }
    nodes = {
        (load.events[slug].pk, load.entries[node["entry"]].pk): node
        for slug, event in events.items()
        for node in event.get("entries", [])
    }
    wanted = {key: _event_entry(load, key, node) for key, node in nodes.items()}
    load.event_entries = load.sync.rows(EventEntry, existing, wanted, aside=OFF_THE_LIST)
    keys = {key: load.event_entries[key].pk for key in nodes}
    crews = {keys[key]: _event_crew(load, node) for key, node in nodes.items()}
    load.sync.parts(EventCrewSeat, "event_entry_id", crews)
    granted = {keys[key]: waivers(node) for key, node in nodes.items()}
    load.sync.parts(Waiver, "event_entry_id", granted)


def _event_entry(load: Load, key: tuple[int, int], node: Pack) -> dict[str, Any]:
    """What the list of the event leaves out is as on the season's entry."""
    entry = load.entry_nodes[node["entry"]]
    team = load.teams[entry["team"]]
    car = node["car"] if "car" in node else entry.get("car")
    return {
        "event_id": key[0],
        "entry_id": key[1],
        "number": node.get("number", entry["number"]),
        "car_class_id": load.classes[node.get("class", entry["class"])].pk,
        "team_name": node.get("team_name") or entry.get("team_name") or team.name,
        "team_country": node.get("team_country", entry.get("team_country") or team.country.code),
        "car_id": load.car_id(car),
        "status": node.get("status", EventEntry.Status.ENTERED),
        "reserve_place": node.get("reserve_place"),
        "note": node.get("note", ""),
    }


def _event_crew(load: Load, node: Pack) -> list[dict[str, Any]]:
    crew = node["crew"] if "crew" in node else load.entry_nodes[node["entry"]].get("crew", [])
    return seats(load, crew)


def _load_notices(load: Load, events: Pack) -> None:
    notices = Notice.objects.filter(event__season=load.season).select_related("document")
    existing = {(row.event_id, row.number): row for row in notices.defer("document__content")}
    nodes = {
        (load.events[slug].pk, node["number"]): node
        for slug, event in events.items()
        for node in event.get("notices", [])
    }
    wanted = {
        key: {
            "event_id": key[0],
            **plain(node, "number", "subject"),
            "text": _notice_text(node, existing.get(key)),
            "published_at": moment(node, "published_at"),
        }
        for key, node in nodes.items()
    }
    load.notices = load.sync.rows(Notice, existing, wanted)


def _notice_text(node: Pack, stored: Notice | None) -> str:
    """The name of a file stands for it, which says nothing where the file itself is."""
    file = stored and stored.document
    return "" if file and node["text"] == instead_of(file.name) else node["text"]


def _start(node: Pack, zone) -> dict[str, Any]:
    starts_at = moment(node, "starts_at")
    at_circuit = starts_at.astimezone(zone).date() if starts_at else day(node, "starts_on")
    return {"starts_at": starts_at, "starts_on": at_circuit}
