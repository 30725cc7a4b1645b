"""A season pack into the database: whole or not at all, and nothing twice."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from championship.imports.problems import Problem
from championship.models import (
    Article,
    Award,
    Bonus,
    Car,
    CarClass,
    Championship,
    Circuit,
    Classification,
    ClassificationLine,
    ClassifiedDriver,
    CrewSeat,
    Decision,
    Driver,
    DriverAlias,
    DriverCategory,
    Entry,
    EntryListCount,
    EntryListRevision,
    Event,
    EventCrewSeat,
    EventEntry,
    Manufacturer,
    Notice,
    Organisation,
    OrganisationRole,
    PointsScale,
    Result,
    Round,
    Season,
    Series,
    Session,
    Status,
    Team,
    TeamAlias,
)
from championship.scoring.durations import parse_duration
from championship.scoring.fractions import parse_points

from .results import NEXT_STATES, CannotPublish, freeze, published_as_computed
from .standings import store_standings
from .sync import Sync

Pack = dict[str, Any]


class PackRefused(Exception):
    """A pack can't be stored; `problems` says where and why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_season_pack(pack: Pack) -> Counter[str]:
    """Store a checked season pack, or bring its season up to date with it.

    Whatever the pack names becomes exactly what it says; what it does not name stays
    as it is. Results with a classification are published, and the standings follow.
    Returns how many rows were written by kind; empty if everything was so already.

    Raises PackRefused, and stores nothing, if the pack contradicts what is stored
    besides it.
    """
    try:
        with transaction.atomic():
            return _PackLoad(pack).run()
    except IntegrityError as error:
        message = f"contradicts what is stored already: {error}."
        raise PackRefused([Problem("$", None, message)]) from error
    except CannotPublish as error:
        raise PackRefused([Problem("$.results", None, str(error))]) from error


class _PackLoad:
    """One load. Each step fills an index from the pack's keys to stored rows."""

    def __init__(self, pack: Pack):
        self.pack = pack
        self.sync = Sync()

    def run(self) -> Counter[str]:
        self.load_world()
        self.load_people()
        self.load_season()
        self.load_entries()
        self.load_events()
        self.load_results()
        self.load_titles()
        self.load_articles()
        written = store_standings(self.season)
        if written:
            self.sync.written["standings"] += len(written)
        return self.sync.written

    # The world outside the season

    def load_world(self) -> None:
        self.organisations = self.by_slug(
            Organisation,
            "organisations",
            lambda node: _plain(node, "name", "short_name", "country"),
        )
        self.manufacturers = self.by_slug(
            Manufacturer, "manufacturers", lambda node: _plain(node, "name", "country")
        )
        self.cars = self.by_slug(
            Car,
            "cars",
            lambda node: {
                **_plain(node, "name", "engine"),
                "manufacturer_id": self.manufacturers[node["manufacturer"]].pk,
            },
        )
        self.circuits = self.by_slug(Circuit, "circuits", _circuit)

    def load_people(self) -> None:
        self.teams = self.by_slug(Team, "teams", lambda node: _plain(node, "name", "country"))
        self.drivers = self.by_slug(
            Driver, "drivers", lambda node: _plain(node, "given_name", "family_name", "country")
        )
        self.sync.parts(TeamAlias, "team_id", _aliases(self.pack, "teams", self.teams))
        self.sync.parts(DriverAlias, "driver_id", _aliases(self.pack, "drivers", self.drivers))
        self.sync.parts(
            DriverCategory,
            "driver_id",
            {
                self.drivers[node["slug"]].pk: [
                    {
                        "category": category["category"],
                        "valid_from": date.fromisoformat(category["valid_from"]),
                    }
                    for category in node.get("categories", [])
                ]
                for node in self.pack.get("drivers", [])
            },
        )

    def by_slug(self, model, section: str, values) -> dict[str, Any]:
        nodes = {node["slug"]: node for node in self.pack.get(section, [])}
        self.refuse_taken_names(model, section, nodes)
        existing = {row.slug: row for row in model.objects.filter(slug__in=nodes)}
        wanted = {slug: {"slug": slug, **values(node)} for slug, node in nodes.items()}
        return self.sync.rows(model, existing, wanted)

    def refuse_taken_names(self, model, section: str, nodes: dict[str, Any]) -> None:
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

    # The season and its frame

    def load_season(self) -> None:
        node = self.pack["series"]
        values = {"slug": node["slug"], **_plain(node, "name", "short_name", "description")}
        existing = {row.slug: row for row in Series.objects.filter(slug=node["slug"])}
        other = Series.objects.filter(name=node["name"]).exclude(slug=node["slug"]).first()
        if other:
            raise PackRefused(
                [Problem("$.series.name", node["name"], f"is the series “{other.slug}” here.")]
            )
        self.series = self.sync.rows(Series, existing, {node["slug"]: values})[node["slug"]]
        self.load_roles(node)
        self.load_edition()
        self.load_classes()

    def load_roles(self, series: Pack) -> None:
        roles = [
            {
                "organisation_id": self.organisations[role["organisation"]].pk,
                "role": role["role"],
                "note": role.get("note", ""),
            }
            for role in series.get("organisations", [])
        ]
        self.sync.parts(OrganisationRole, "series_id", {self.series.pk: roles})

    def load_edition(self) -> None:
        node = self.pack["season"]
        values = {
            "series_id": self.series.pk,
            "slug": node["slug"],
            "name": node["name"],
            "starts_on": date.fromisoformat(node["starts_on"]),
            "ends_on": date.fromisoformat(node["ends_on"]),
            "is_public": node.get("is_public", False),
            "sources": "\n".join(node.get("sources", [])),
        }
        existing = {
            row.slug: row
            for row in self.series.seasons.select_for_update().filter(slug=node["slug"])
        }
        self.season = self.sync.rows(Season, existing, {node["slug"]: values})[node["slug"]]

    def load_classes(self) -> None:
        nodes = {node["slug"]: node for node in self.pack.get("classes", [])}
        existing = {row.slug: row for row in self.season.classes.all()}
        self.classes = dict(existing)
        # Parents before their sub-classes.
        for generation in (False, True):
            wanted = {
                slug: {
                    "season_id": self.season.pk,
                    "slug": slug,
                    **_plain(node, "code", "name"),
                    "order": node.get("order", 1),
                    "colour": node.get("colour", CarClass._meta.get_field("colour").default),
                    "parent_id": self.classes[node["parent"]].pk if generation else None,
                }
                for slug, node in nodes.items()
                if ("parent" in node) is generation
            }
            self.classes |= self.sync.rows(CarClass, existing, wanted)

    # Entries

    def load_entries(self) -> None:
        nodes = {node["id"]: node for node in self.pack.get("entries", [])}
        wanted = {self.entry_key(node, key): self.entry(node) for key, node in nodes.items()}
        rows = self.sync.rows(Entry, self.stored_entries(), self.with_occurrence(wanted))
        self.entries = dict(zip(nodes, rows.values(), strict=True))
        self.entry_nodes = nodes
        self.sync.parts(
            CrewSeat,
            "entry_id",
            {
                self.entries[key].pk: [
                    {"order": order, "driver_id": self.driver_id(driver)}
                    for order, driver in enumerate(node.get("crew", []), start=1)
                ]
                for key, node in nodes.items()
            },
        )

    def entry_key(self, node: Pack, key: str) -> tuple:
        return node["number"], self.teams[node["team"]].pk, key

    def with_occurrence(self, wanted: dict[tuple, dict]) -> dict[tuple, dict]:
        """Tell apart entries of one number and team: a car withdrawn and entered again."""
        seen: Counter[tuple] = Counter()
        numbered = {}
        for (number, team, _key), values in wanted.items():
            seen[number, team] += 1
            numbered[number, team, seen[number, team]] = values
        return numbered

    def stored_entries(self) -> dict[tuple, Entry]:
        seen: Counter[tuple] = Counter()
        stored = {}
        for entry in self.season.entries.order_by("pk"):
            seen[entry.number, entry.team_id] += 1
            stored[entry.number, entry.team_id, seen[entry.number, entry.team_id]] = entry
        return stored

    def entry(self, node: Pack) -> dict[str, Any]:
        return {
            "season_id": self.season.pk,
            "number": node["number"],
            "car_class_id": self.classes[node["class"]].pk,
            "team_id": self.teams[node["team"]].pk,
            **_plain(node, "team_name", "note"),
            "car_id": self.car_id(node.get("car")),
            "kind": node.get("kind", ""),
            "status": node.get("status", Entry.Status.CONFIRMED),
            "reserve_place": node.get("reserve_place"),
            "scores": node.get("scores", True),
        }

    def car_id(self, slug: str | None) -> int | None:
        return self.cars[slug].pk if slug else None

    def driver_id(self, slug: str | None) -> int | None:
        return self.drivers[slug].pk if slug else None

    # Events

    def load_events(self) -> None:
        nodes = {node["slug"]: node for node in self.pack.get("events", [])}
        existing = {row.slug: row for row in self.season.events.all()}
        wanted = {
            slug: {
                "season_id": self.season.pk,
                "slug": slug,
                **_plain(node, "name", "short_name", "note"),
                "circuit_id": self.circuits[node["circuit"]].pk,
                "starts_on": date.fromisoformat(node["starts_on"]),
                "ends_on": date.fromisoformat(node["ends_on"]),
                "status": node.get("status", Event.Status.SCHEDULED),
            }
            for slug, node in nodes.items()
        }
        self.events = self.sync.rows(Event, existing, wanted)
        self.load_rounds(nodes)
        self.load_sessions(nodes)
        self.load_event_entries(nodes)
        self.load_notices(nodes)
        self.load_entry_lists()

    def load_rounds(self, events: Pack) -> None:
        existing = {row.number: row for row in self.season.rounds.all()}
        wanted = {
            node["number"]: {
                "season_id": self.season.pk,
                "event_id": self.events[slug].pk,
                "number": node["number"],
                "name": node.get("name", ""),
            }
            for slug, event in events.items()
            for node in event.get("rounds", [])
        }
        self.rounds = self.sync.rows(Round, existing, wanted)

    def load_sessions(self, events: Pack) -> None:
        existing = {row.slug: row for row in self.season.sessions.all()}
        nodes = {
            node["slug"]: (slug, node)
            for slug, event in events.items()
            for node in event.get("sessions", [])
        }
        zones = {slug: self.circuits[event["circuit"]].zone for slug, event in events.items()}
        wanted = {
            key: {
                "season_id": self.season.pk,
                "event_id": self.events[event].pk,
                "round_id": self.rounds[node["round"]].pk if "round" in node else None,
                **_plain(node, "slug", "name", "kind", "note"),
                **_start(node, zones[event]),
                "duration_minutes": node.get("duration_minutes"),
                "points_factor": parse_points(node.get("points_factor", 1)),
            }
            for key, (event, node) in nodes.items()
        }
        self.sessions = self.sync.rows(Session, existing, wanted)
        self.sync.parts(
            Session.classes.through,
            "session_id",
            {
                self.sessions[key].pk: [
                    {"carclass_id": self.classes[name].pk} for name in node.get("classes", [])
                ]
                for key, (_event, node) in nodes.items()
            },
        )

    def load_event_entries(self, events: Pack) -> None:
        existing = {
            (row.event_id, row.entry_id): row
            for row in EventEntry.objects.filter(event__season=self.season)
        }
        nodes = {
            (self.events[slug].pk, self.entries[node["entry"]].pk): node
            for slug, event in events.items()
            for node in event.get("entries", [])
        }
        wanted = {key: self.event_entry(key, node) for key, node in nodes.items()}
        self.event_entries = self.sync.rows(EventEntry, existing, wanted)
        self.sync.parts(
            EventCrewSeat,
            "event_entry_id",
            {self.event_entries[key].pk: self.event_crew(node) for key, node in nodes.items()},
        )

    def event_entry(self, key: tuple[int, int], node: Pack) -> dict[str, Any]:
        """What the list of the event leaves out is as on the season's entry."""
        entry = self.entry_nodes[node["entry"]]
        team = self.teams[entry["team"]]
        car = node["car"] if "car" in node else entry.get("car")
        return {
            "event_id": key[0],
            "entry_id": key[1],
            "number": node.get("number", entry["number"]),
            "car_class_id": self.classes[node.get("class", entry["class"])].pk,
            "team_name": node.get("team_name") or entry.get("team_name") or team.name,
            "team_country": node.get("team_country", team.country.code),
            "car_id": self.car_id(car),
            "status": node.get("status", EventEntry.Status.ENTERED),
            "note": node.get("note", ""),
        }

    def event_crew(self, node: Pack) -> list[dict[str, Any]]:
        crew = node["crew"] if "crew" in node else self.entry_nodes[node["entry"]].get("crew", [])
        seats = []
        for order, seat in enumerate(crew, start=1):
            shown = seat if isinstance(seat, dict) else {"driver": seat}
            seats.append(
                {
                    "order": order,
                    "driver_id": self.driver_id(shown["driver"]),
                    "country": shown.get("country", ""),
                }
            )
        return seats

    def load_notices(self, events: Pack) -> None:
        existing = {
            (row.event_id, row.number): row
            for row in Notice.objects.filter(event__season=self.season)
        }
        wanted = {
            (self.events[slug].pk, node["number"]): {
                "event_id": self.events[slug].pk,
                **_plain(node, "number", "subject", "text"),
                "published_at": _moment(node, "published_at"),
            }
            for slug, event in events.items()
            for node in event.get("notices", [])
        }
        self.sync.rows(Notice, existing, wanted)

    def load_entry_lists(self) -> None:
        nodes = {node["number"]: node for node in self.pack.get("entry_lists", [])}
        existing = {row.number: row for row in self.season.entry_lists.all()}
        wanted = {
            number: {
                "season_id": self.season.pk,
                "number": number,
                "event_id": self.events[node["event"]].pk if "event" in node else None,
                "published_on": _day(node, "published_on"),
                "note": node.get("note", ""),
            }
            for number, node in nodes.items()
        }
        revisions = self.sync.rows(EntryListRevision, existing, wanted)
        self.sync.parts(
            EntryListCount,
            "revision_id",
            {
                revisions[number].pk: [
                    {"car_class_id": self.classes[name].pk, "cars": cars}
                    for name, cars in node.get("cars", {}).items()
                ]
                for number, node in nodes.items()
            },
        )

    # Results

    def load_results(self) -> None:
        nodes = {self.sessions[node["session"]].pk: node for node in self.pack.get("results", [])}
        self.session_rows = {row.pk: row for row in self.sessions.values()}
        self.load_parts(Result, "lines", nodes, self.result)
        self.load_parts(Bonus, "bonuses", nodes, self.bonus)
        self.load_parts(Decision, "decisions", nodes, self.decision)
        stored = _stored_classifications(nodes)
        for session, node in nodes.items():
            self.publish(self.session_rows[session], node, stored.get(session, []))

    def load_parts(self, model, section: str, nodes: dict[int, Pack], values) -> None:
        wanted = {
            session: [
                values(session, order, line)
                for order, line in enumerate(node.get(section, []), start=1)
            ]
            for session, node in nodes.items()
        }
        self.sync.parts(model, "session_id", wanted)

    def event_entry_at(self, session: int, entry: str) -> EventEntry:
        return self.event_entries[self.session_rows[session].event_id, self.entries[entry].pk]

    def result(self, session: int, order: int, node: Pack) -> dict[str, Any]:
        return {
            "event_entry_id": self.event_entry_at(session, node["car"]).pk,
            "order": order,
            **_timing(node),
        }

    def bonus(self, session: int, _order: int, node: Pack) -> dict[str, Any]:
        car = self.event_entry_at(session, node["car"])
        return {
            "event_entry_id": car.pk,
            "kind": node["kind"],
            "car_class_id": self.classes[node["class"]].pk if "class" in node else car.car_class_id,
            "driver_id": self.driver_id(node.get("driver")),
            "time_ms": _duration(node, "time"),
        }

    def decision(self, session: int, _order: int, node: Pack) -> dict[str, Any]:
        return {
            "event_entry_id": self.event_entry_at(session, node["car"]).pk,
            **_plain(node, "number", "penalty", "article", "reason", "outcome"),
            "time_ms": _duration(node, "time"),
            "laps": node.get("laps"),
            "places": node.get("places"),
            "fine_amount": Decimal(node["fine"]) if "fine" in node else None,
            "fine_currency": node.get("currency", ""),
            "state": node.get("state", Decision.State.IN_FORCE),
            "is_in_timing": node.get("is_in_timing", False),
            "decided_at": _moment(node, "decided_at"),
        }

    def publish(self, session: Session, node: Pack, stored: list[Classification]) -> None:
        """Add the revisions that are missing. What is published is never written again."""
        revisions = node.get("classifications", [])
        for number, revision in enumerate(revisions[len(stored) :], start=len(stored) + 1):
            if "lines" in revision:
                self.restore(session, number, revision)
            else:
                freeze(session, **_publication(revision))
            self.sync.written["classifications"] += 1
        if not revisions or "lines" in revisions[-1] or len(stored) < len(revisions):
            return
        newest, state = stored[-1], revisions[-1]["state"]
        if published_as_computed(newest):
            return
        if state not in NEXT_STATES[newest.state]:
            state = Classification.State.AMENDED
        freeze(session, **{**_publication(revisions[-1]), "state": state, "published_at": None})
        self.sync.written["classifications"] += 1

    def restore(self, session: Session, number: int, node: Pack) -> None:
        classification = Classification.objects.create(
            session=session, revision=number, **_publication(node)
        )
        lines = ClassificationLine.objects.bulk_create(
            ClassificationLine(
                classification=classification,
                event_entry=self.event_entry_at(session.pk, line["car"]),
                order=order,
                car_class=self.classes[line["class"]],
                **_plain(line, "number", "team_name"),
                place=line.get("place"),
                class_place=line.get("class_place"),
                scores=line.get("scores", True),
                **_timing(line),
            )
            for order, line in enumerate(node["lines"], start=1)
        )
        ClassifiedDriver.objects.bulk_create(
            ClassifiedDriver(line=line, order=order, driver=self.drivers[driver])
            for line, source in zip(lines, node["lines"], strict=True)
            for order, driver in enumerate(source.get("crew", []), start=1)
        )

    # Titles, awards and news

    def load_titles(self) -> None:
        self.load_scales()
        existing = {row.slug: row for row in self.season.championships.all()}
        wanted = {
            node["slug"]: {
                "season_id": self.season.pk,
                **_plain(node, "slug", "name", "recipient"),
                "order": node.get("order", 1),
                "car_class_id": self.classes[node["class"]].pk if "class" in node else None,
                "points_scale_id": self.scales[node["points_scale"]].pk,
                "best_results": node.get("best_results"),
                "countback": node.get("countback", Championship.Countback.ALL),
                "guests": node.get("guests", Championship.Guests.PASSED_OVER),
            }
            for node in self.pack.get("championships", [])
        }
        self.championships = self.sync.rows(Championship, existing, wanted)
        self.load_awards()

    def load_scales(self) -> None:
        existing = {row.slug: row for row in self.season.points_scales.all()}
        wanted = {
            node["slug"]: {
                "season_id": self.season.pk,
                **_plain(node, "slug", "name"),
                "points": tuple(map(parse_points, node["points"])),
                **{
                    key: parse_points(node.get(key, 0))
                    for key in ("points_for_others", "pole_points", "fastest_lap_points")
                },
            }
            for node in self.pack.get("points_scales", [])
        }
        self.scales = self.sync.rows(PointsScale, existing, wanted)

    def load_awards(self) -> None:
        existing = {row.slug: row for row in self.season.awards.all()}
        wanted = {
            node["slug"]: {
                "season_id": self.season.pk,
                **_plain(node, "slug", "kind", "target", "target_class", "used_as", "note"),
                "championship_id": self.championships[node["championship"]].pk,
                "place": node.get("place", 1),
                "state": node.get("state", Award.State.PROVISIONAL),
                "holder_id": self.entries[node["holder"]].pk if "holder" in node else None,
                "awarded_on": _day(node, "awarded_on"),
                "is_taken_up": node.get("is_taken_up"),
            }
            for node in self.pack.get("awards", [])
        }
        self.sync.rows(Award, existing, wanted)

    def load_articles(self) -> None:
        nodes = {
            (node["slug"], node.get("language", "en")): node
            for node in self.pack.get("articles", [])
        }
        existing = {
            (row.slug, row.language): row
            for row in Article.objects.filter(slug__in=[slug for slug, _language in nodes])
        }
        wanted = {
            (slug, language): {
                "slug": slug,
                "language": language,
                **_plain(node, "title", "summary", "text", "author"),
                "published_at": _moment(node, "published_at"),
                "season_id": self.season.pk,
                "event_id": self.events[node["event"]].pk if "event" in node else None,
            }
            for (slug, language), node in nodes.items()
        }
        articles = self.sync.rows(Article, existing, wanted)
        for field, people in (("teams", self.teams), ("drivers", self.drivers)):
            column = "team_id" if field == "teams" else "driver_id"
            self.sync.parts(
                getattr(Article, field).through,
                "article_id",
                {
                    articles[key].pk: [{column: people[slug].pk} for slug in node.get(field, [])]
                    for key, node in nodes.items()
                },
            )


def _plain(node: Pack, *names: str) -> dict[str, str]:
    return {name: node.get(name, "") for name in names}


def _aliases(pack: Pack, section: str, rows: dict[str, Any]) -> dict[int, list[dict[str, str]]]:
    return {
        rows[node["slug"]].pk: [{"name": name} for name in sorted(node.get("aliases", []))]
        for node in pack.get(section, [])
    }


def _circuit(node: Pack) -> dict[str, Any]:
    return {
        **_plain(node, "name", "layout", "locality", "region", "country", "time_zone"),
        "length_m": node.get("length_m"),
        "turns": node.get("turns"),
        **{key: Decimal(node[key]) if key in node else None for key in ("latitude", "longitude")},
    }


def _start(node: Pack, zone) -> dict[str, Any]:
    moment = _moment(node, "starts_at")
    day = moment.astimezone(zone).date() if moment else _day(node, "starts_on")
    return {"starts_at": moment, "starts_on": day}


def _timing(node: Pack) -> dict[str, Any]:
    return {
        "status": node.get("status", Status.CLASSIFIED),
        "laps": node.get("laps"),
        "time_ms": _duration(node, "time"),
        "best_lap_ms": _duration(node, "best_lap"),
        "best_lap_number": node.get("best_lap_number"),
    }


def _publication(node: Pack) -> dict[str, Any]:
    return {
        "state": node["state"],
        "published_at": _moment(node, "published_at"),
        "note": node.get("note", ""),
    }


def _stored_classifications(sessions: Iterable[int]) -> dict[int, list[Classification]]:
    stored: dict[int, list[Classification]] = {}
    for row in Classification.objects.filter(session__in=sessions).order_by("session", "revision"):
        stored.setdefault(row.session_id, []).append(row)
    return stored


def _duration(node: Pack, key: str) -> int | None:
    return parse_duration(node[key]) if key in node else None


def _day(node: Pack, key: str) -> date | None:
    return date.fromisoformat(node[key]) if key in node else None


def _moment(node: Pack, key: str) -> datetime | None:
    return datetime.fromisoformat(node[key]) if key in node else None
