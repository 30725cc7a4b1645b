"""Pages as schema.org describes them, for programs that read JSON-LD."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from championship.models import Circuit, Event, Season
from championship.queries.timetable import TimetableRow

STATUSES = {
    Event.Status.SCHEDULED: "https://schema.org/EventScheduled",
    Event.Status.POSTPONED: "https://schema.org/EventPostponed",
    Event.Status.CANCELLED: "https://schema.org/EventCancelled",
}
Absolute = Callable[[str], str]  # makes a whole address of a path


def breadcrumb_list(crumbs: Iterable[Mapping[str, str]], *, absolute: Absolute) -> dict[str, Any]:
    """The way to a page: labels and paths, from the top down."""
    steps = enumerate(crumbs, start=1)
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(crumb["label"]),
                "item": absolute(crumb["url"]),
            }
            for position, crumb in steps
        ],
    }


def sports_event(
    event: Event,
    season: Season,
    races: Iterable[tuple[TimetableRow, str]],
    *,
    absolute: Absolute,
    address: str,
) -> dict[str, Any]:
    """An event with its circuit joined, and its races, each with the path of its page."""
    status = STATUSES[Event.Status(event.status)]
    place = _place(event.circuit)
    return {
        "@context": "https://schema.org",
        "@type": "SportsEvent",
        "name": event.name,
        "url": absolute(address),
        "startDate": event.starts_on.isoformat(),
        "endDate": event.ends_on.isoformat(),
        "eventStatus": status,
        "sport": "Motorsport",
        "location": place,
        "superEvent": {"@type": "EventSeries", "name": f"{season.series} {season}"},
        "subEvent": [
            _race(race, place, status, absolute(path)) for race, path in races if race.starts_on
        ],
    }


def _race(race: TimetableRow, place: dict[str, Any], status: str, address: str) -> dict[str, Any]:
    start = race.starts_at or race.starts_on
    known = {"duration": f"PT{race.duration_minutes}M"} if race.duration_minutes else {}
    return {
        "@type": "SportsEvent",
        "name": race.name,
        "url": address,
        "startDate": start.isoformat() if start else "",
        "eventStatus": status,
        "location": place,
        **known,
    }


def _place(circuit: Circuit) -> dict[str, Any]:
    address = {
        "addressLocality": circuit.locality,
        "addressRegion": circuit.region,
        "addressCountry": circuit.country.code or "",
    }
    place = {
        "@type": "Place",
        "name": str(circuit),
        "address": {"@type": "PostalAddress", **{k: v for k, v in address.items() if v}},
    }
    if circuit.latitude is not None and circuit.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(circuit.latitude),
            "longitude": float(circuit.longitude),
        }
    return place
