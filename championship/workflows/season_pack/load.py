"""What one load of a pack knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from championship.imports.problems import Problem
from championship.models import (
    Agreement,
    Article,
    AwardTarget,
    Car,
    CarClass,
    Championship,
    Circuit,
    Driver,
    Entry,
    Event,
    EventEntry,
    Manufacturer,
    Notice,
    Organisation,
    PointsScale,
    Round,
    Season,
    Series,
    Session,
    Team,
)

from ..sync import Sync

Pack = dict[str, Any]


class PackRefused(Exception):
    """A pack can't be stored; `problems` says where and why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Load:
    """A pack on its way in: each step leaves the stored rows under the pack's own keys."""

    pack: Pack
    sync: Sync = field(default_factory=Sync)
    series: Series | None = None
    season: Season | None = None
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    manufacturers: Mapping[str, Manufacturer] = field(default_factory=dict)
    cars: Mapping[str, Car] = field(default_factory=dict)
    circuits: Mapping[str, Circuit] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    drivers: Mapping[str, Driver] = field(default_factory=dict)
    classes: Mapping[str, CarClass] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    rounds: Mapping[int, Round] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    event_entries: Mapping[tuple[int, int], EventEntry] = field(default_factory=dict)
    scales: Mapping[str, PointsScale] = field(default_factory=dict)
    championships: Mapping[str, Championship] = field(default_factory=dict)
    notices: Mapping[tuple[int, str], Notice] = field(default_factory=dict)
    articles: Mapping[tuple[str, str], Article] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    award_targets: Mapping[str, AwardTarget] = field(default_factory=dict)

    def nodes(self, section: str, key: str = "slug") -> dict[str, Pack]:
        """The objects of a section of the pack by their key."""
        return {node[key]: node for node in self.pack.get(section, [])}

    @cached_property
    def entry_nodes(self) -> dict[str, Pack]:
        """The season's entries as the pack has them, by their id."""
        return self.nodes("entries", "id")

    @cached_property
    def driver_nodes(self) -> dict[str, Pack]:
        """The drivers as the pack has them, by their address."""
        return self.nodes("drivers")

    def car_at(self, session: Session, entry: str) -> EventEntry:
        """The car of an entry, by its id, at the event of a session."""
        return self.event_entries[session.event_id, self.entries[entry].pk]

    def car_id(self, slug: str | None) -> int | None:
        return self.cars[slug].pk if slug else None

    def driver_id(self, slug: str | None) -> int | None:
        return self.drivers[slug].pk if slug else None

    def notice_id(self, node: Pack | None) -> int | None:
        return self.notices[self.events[node["event"]].pk, node["number"]].pk if node else None

    def recipient(self, node: Pack) -> dict[str, int | None]:
        """Whom an object of the pack names: an entry, a driver, a team or a manufacturer."""
        known = {
            "entry": self.entries,
            "driver": self.drivers,
            "team": self.teams,
            "manufacturer": self.manufacturers,
        }
        return {
            f"{kind}_id": rows[node[kind]].pk if kind in node else None
            for kind, rows in known.items()
        }
