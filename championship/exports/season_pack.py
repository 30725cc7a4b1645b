"""A season out of the database as a season pack. Format: docs/season-pack.md."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from championship.models import (
    Article,
    Car,
    Championship,
    Circuit,
    Classification,
    Driver,
    Entry,
    EventEntry,
    Manufacturer,
    Organisation,
    Season,
    Session,
    Team,
)
from championship.scoring.durations import write_duration
from championship.workflows.results import published_as_computed

Record = dict[str, Any]


def write_season_pack(season: Season) -> str:
    """The pack as JSON text: the same season gives the same bytes."""
    return json.dumps(dump_season_pack(season), ensure_ascii=False, indent=1) + "\n"


def dump_season_pack(season: Season) -> Record:
    """Everything of a season and whatever it names, as plain values.

    What is empty or as it would be anyway is left out. Loaded into an empty database
    it gives the same pack again.
    """
    dump = _Dump(season)
    return {
        "format": "pitboard-season-pack",
        "version": 1,
        **_present(
            organisations=dump.organisations(),
            series=dump.series(),
            season=dump.edition(),
            classes=dump.classes(),
            manufacturers=dump.manufacturers(),
            cars=dump.cars(),
            circuits=dump.circuits(),
            teams=dump.teams(),
            drivers=dump.drivers(),
            entries=[dump.entry(entry) for entry in dump.season_entries],
            events=dump.events(),
            entry_lists=dump.entry_lists(),
            results=dump.results(),
            points_scales=dump.points_scales(),
            championships=dump.championships(),
            awards=dump.awards(),
            articles=dump.articles(),
        ),
    }


class _Dump:
    """One dump, with the season's entries at hand under their ids."""

    def __init__(self, season: Season):
        self.season = season
        self.season_entries = sorted(
            season.entries.select_related("car_class", "team", "car").prefetch_related(
                "crew__driver"
            ),
            key=lambda entry: (entry.car_class.order, _by_number(entry.number), entry.team.slug),
        )
        self.ids = _entry_ids(self.season_entries)
        self.event_rows = list(
            season.events.select_related("circuit").order_by("starts_on", "slug")
        )
        self.event_entries = list(
            EventEntry.objects.filter(event__season=season)
            .select_related("car_class", "car")
            .prefetch_related("crew__driver")
            .order_by("pk")
        )
        self.entry_of_car = {car.pk: self.ids[car.entry_id] for car in self.event_entries}

    # The world outside the season

    def organisations(self) -> list[Record]:
        rows = Organisation.objects.filter(series=self.season.series).distinct().order_by("slug")
        return [
            _present(
                slug=row.slug, name=row.name, short_name=row.short_name, country=row.country.code
            )
            for row in rows
        ]

    def series(self) -> Record:
        series = self.season.series
        roles = series.roles.select_related("organisation").order_by("pk")
        return _present(
            slug=series.slug,
            name=series.name,
            short_name=series.short_name,
            description=series.description,
            organisations=[
                _present(organisation=role.organisation.slug, role=role.role, note=role.note)
                for role in roles
            ],
        )

    def edition(self) -> Record:
        season = self.season
        return _present(
            slug=season.slug,
            name=season.name,
            starts_on=season.starts_on.isoformat(),
            ends_on=season.ends_on.isoformat(),
            is_public=season.is_public or None,
            sources=season.sources.splitlines(),
        )

    def classes(self) -> list[Record]:
        return [
            _present(
                slug=row.slug,
                code=row.code,
                name=row.name,
                order=row.order,
                colour=row.colour,
                parent=row.parent.slug if row.parent else None,
            )
            for row in self.season.classes.select_related("parent").order_by("order", "slug")
        ]

    def car_ids(self) -> set[int]:
        return {row.car_id for row in [*self.season_entries, *self.event_entries] if row.car_id}

    def manufacturers(self) -> list[Record]:
        rows = Manufacturer.objects.filter(cars__in=self.car_ids()).distinct().order_by("slug")
        return [_present(slug=row.slug, name=row.name, country=row.country.code) for row in rows]

    def cars(self) -> list[Record]:
        rows = Car.objects.filter(pk__in=self.car_ids()).select_related("manufacturer")
        return [
            _present(
                slug=row.slug, name=row.name, manufacturer=row.manufacturer.slug, engine=row.engine
            )
            for row in rows.order_by("slug")
        ]

    def circuits(self) -> list[Record]:
        rows = Circuit.objects.filter(events__season=self.season).distinct().order_by("slug")
        return [
            _present(
                slug=row.slug,
                name=row.name,
                layout=row.layout,
                locality=row.locality,
                region=row.region,
                country=row.country.code,
                time_zone=row.time_zone,
                length_m=row.length_m,
                turns=row.turns,
                latitude=_plain_decimal(row.latitude),
                longitude=_plain_decimal(row.longitude),
            )
            for row in rows
        ]

    def teams(self) -> list[Record]:
        rows = (
            Team.objects.filter(entries__season=self.season)
            | Team.objects.filter(articles__season=self.season)
        ).distinct()
        return [
            _present(
                slug=row.slug,
                name=row.name,
                country=row.country.code,
                aliases=sorted(alias.name for alias in row.aliases.all()),
            )
            for row in rows.prefetch_related("aliases").order_by("slug")
        ]

    def drivers(self) -> list[Record]:
        season = self.season
        named = set()
        for path in (
            "seats__entry__season",
            "event_seats__event_entry__event__season",
            "bonuses__session__season",
            "classified_in__line__classification__session__season",
            "articles__season",
        ):
            named.update(Driver.objects.filter(**{path: season}).values_list("pk", flat=True))
        rows = Driver.objects.filter(pk__in=named).prefetch_related("aliases", "categories")
        return [_driver(row) for row in rows.order_by("slug")]

    # Entries and events

    def entry(self, entry: Entry) -> Record:
        return _present(
            id=self.ids[entry.pk],
            number=entry.number,
            **{"class": entry.car_class.slug},
            team=entry.team.slug,
            team_name=entry.team_name,
            car=entry.car.slug if entry.car else None,
            kind=entry.kind,
            status=_unless(entry.status, Entry.Status.CONFIRMED),
            reserve_place=entry.reserve_place,
            scores=None if entry.scores else False,
            note=entry.note,
            crew=_season_crew(entry),
        )

    def events(self) -> list[Record]:
        rounds = _grouped(self.season.rounds.order_by("number"), "event_id")
        sessions = _grouped(
            sorted(
                self.season.sessions.select_related("round").prefetch_related("classes"),
                key=_session_order,
            ),
            "event_id",
        )
        cars = _grouped(
            sorted(self.event_entries, key=lambda car: self._car_order(car)), "event_id"
        )
        notices = _grouped(
            (notice for event in self.event_rows for notice in event.notices.order_by("number")),
            "event_id",
        )
        return [
            _present(
                slug=event.slug,
                name=event.name,
                short_name=event.short_name,
                circuit=event.circuit.slug,
                starts_on=event.starts_on.isoformat(),
                ends_on=event.ends_on.isoformat(),
                status=_unless(event.status, event.Status.SCHEDULED),
                note=event.note,
                rounds=[_present(number=row.number, name=row.name) for row in rounds[event.pk]],
                sessions=[_session(row, event.circuit.zone) for row in sessions[event.pk]],
                entries=[self.event_entry(car) for car in cars[event.pk]],
                notices=[
                    _present(
                        number=row.number,
                        subject=row.subject,
                        text=row.text,
                        published_at=_moment(row.published_at),
                    )
                    for row in notices[event.pk]
                ],
            )
            for event in self.event_rows
        ]

    def _car_order(self, car: EventEntry) -> tuple:
        return car.car_class.order, _by_number(car.number), self.ids[car.entry_id]

    def event_entry(self, car: EventEntry) -> Record:
        """In full, even where it is as on the season's entry: it is frozen."""
        return {
            "entry": self.ids[car.entry_id],
            "number": car.number,
            "class": car.car_class.slug,
            "team_name": car.team_name,
            "team_country": car.team_country.code or "",
            "car": car.car.slug if car.car else None,
            **_present(status=_unless(car.status, EventEntry.Status.ENTERED), note=car.note),
            "crew": [_seat(seat) for seat in car.crew.all()],
        }

    def entry_lists(self) -> list[Record]:
        rows = self.season.entry_lists.select_related("event").prefetch_related("counts__car_class")
        return [
            _present(
                number=row.number,
                event=row.event.slug if row.event else None,
                published_on=row.published_on.isoformat() if row.published_on else None,
                note=row.note,
                cars={count.car_class.slug: count.cars for count in row.counts.all()},
            )
            for row in rows.order_by("number")
        ]

    # Results

    def results(self) -> list[Record]:
        sessions = self.season.sessions.prefetch_related(
            "results",
            "bonuses__car_class",
            "bonuses__driver",
            "bonuses__event_entry",
            "decisions",
            "classifications__lines__crew__driver",
            "classifications__lines__car_class",
        )
        records = [self.result(session) for session in sorted(sessions, key=_session_order)]
        return [record for record in records if len(record) > 1]

    def result(self, session: Session) -> Record:
        classifications = sorted(session.classifications.all(), key=lambda row: row.revision)
        classes = {car.pk: car.car_class_id for car in self.event_entries}
        return _present(
            session=session.slug,
            lines=[
                _present(car=self.entry_of_car[row.event_entry_id], **_timing(row))
                for row in session.results.all()
            ],
            bonuses=[
                _present(
                    kind=row.kind,
                    car=self.entry_of_car[row.event_entry_id],
                    **{
                        "class": None
                        if row.car_class_id == classes[row.event_entry_id]
                        else row.car_class.slug
                    },
                    driver=row.driver.slug if row.driver else None,
                    time=_duration(row.time_ms),
                )
                for row in sorted(session.bonuses.all(), key=lambda row: row.pk)
            ],
            decisions=[
                self.decision(row)
                for row in sorted(session.decisions.all(), key=lambda row: row.pk)
            ],
            classifications=[
                self.classification(row, newest=row is classifications[-1])
                for row in classifications
            ],
        )

    def decision(self, row) -> Record:
        return _present(
            number=row.number,
            car=self.entry_of_car[row.event_entry_id],
            penalty=row.penalty,
            time=_duration(row.time_ms),
            laps=row.laps,
            places=row.places,
            fine=None if row.fine_amount is None else _plain_decimal(row.fine_amount),
            currency=row.fine_currency,
            article=row.article,
            reason=row.reason,
            outcome=row.outcome,
            state=_unless(row.state, row.State.IN_FORCE),
            is_in_timing=row.is_in_timing or None,
            decided_at=_moment(row.decided_at),
        )

    def classification(self, row: Classification, *, newest: bool) -> Record:
        lines = None
        if not (newest and published_as_computed(row)):
            lines = [self.classification_line(line) for line in row.lines.all()]
        return _present(
            state=row.state, published_at=_moment(row.published_at), note=row.note, lines=lines
        )

    def classification_line(self, line) -> Record:
        return _present(
            car=self.entry_of_car[line.event_entry_id],
            **{"class": line.car_class.slug},
            number=line.number,
            team_name=line.team_name,
            place=line.place,
            class_place=line.class_place,
            **_timing(line),
            scores=None if line.scores else False,
            crew=[seat.driver.slug for seat in line.crew.all()],
        )

    # Titles, awards and news

    def points_scales(self) -> list[Record]:
        return [
            _present(
                slug=row.slug,
                name=row.name,
                points=[_points(value) for value in row.points],
                points_for_others=_points(row.points_for_others) or None,
                pole_points=_points(row.pole_points) or None,
                fastest_lap_points=_points(row.fastest_lap_points) or None,
            )
            for row in self.season.points_scales.order_by("slug")
        ]

    def championships(self) -> list[Record]:
        rows = self.season.championships.select_related("car_class", "points_scale")
        return [
            _present(
                slug=row.slug,
                name=row.name,
                order=row.order,
                recipient=row.recipient,
                **{"class": row.car_class.slug if row.car_class else None},
                points_scale=row.points_scale.slug,
                best_results=row.best_results,
                countback=_unless(row.countback, Championship.Countback.ALL),
                guests=_unless(row.guests, Championship.Guests.PASSED_OVER),
            )
            for row in rows.order_by("order", "slug")
        ]

    def awards(self) -> list[Record]:
        rows = self.season.awards.select_related("championship")
        return [
            {
                **_present(
                    slug=row.slug,
                    kind=row.kind,
                    target=row.target,
                    target_class=row.target_class,
                    championship=row.championship.slug,
                    place=_unless(row.place, 1),
                    state=_unless(row.state, row.State.PROVISIONAL),
                    holder=self.ids[row.holder_id] if row.holder_id else None,
                    awarded_on=row.awarded_on.isoformat() if row.awarded_on else None,
                ),
                **({} if row.is_taken_up is None else {"is_taken_up": row.is_taken_up}),
                **_present(used_as=row.used_as, note=row.note),
            }
            for row in rows.order_by("championship__order", "championship__slug", "place", "slug")
        ]

    def articles(self) -> list[Record]:
        rows = Article.objects.filter(season=self.season).select_related("event")
        return [
            _present(
                slug=row.slug,
                language=row.language,
                title=row.title,
                summary=row.summary,
                text=row.text,
                author=row.author,
                published_at=_moment(row.published_at),
                event=row.event.slug if row.event else None,
                teams=sorted(team.slug for team in row.teams.all()),
                drivers=sorted(driver.slug for driver in row.drivers.all()),
            )
            for row in rows.prefetch_related("teams", "drivers").order_by("slug", "language")
        ]


def _present(**record: Any) -> Record:
    """Without what is unknown or empty; 0 and False are facts."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _unless(value: Any, default: Any) -> Any:
    return None if value == default else value


def _by_number(number: str) -> tuple:
    return (int(number) if number.isdigit() else 10**6, len(number), number)


def _entry_ids(entries: list[Entry]) -> dict[int, str]:
    """The number where it tells an entry apart; otherwise with its team, then counted."""
    numbers = Counter(entry.number for entry in entries)
    seen: Counter[str] = Counter()
    ids = {}
    for entry in sorted(entries, key=lambda entry: entry.pk):
        name = entry.number
        if numbers[name] > 1:
            name = f"{entry.number}/{entry.team.slug}"
        seen[name] += 1
        ids[entry.pk] = name if seen[name] == 1 else f"{name}/{seen[name]}"
    return ids


def _driver(row: Driver) -> Record:
    return _present(
        slug=row.slug,
        given_name=row.given_name,
        family_name=row.family_name,
        country=row.country.code,
        aliases=sorted(alias.name for alias in row.aliases.all()),
        categories=[
            {"category": fact.category, "valid_from": fact.valid_from.isoformat()}
            for fact in sorted(row.categories.all(), key=lambda fact: fact.valid_from)
        ],
    )


def _season_crew(entry: Entry) -> list[str | None]:
    return [seat.driver.slug if seat.driver else None for seat in entry.crew.all()]


def _seat(seat) -> str | Record | None:
    if seat.driver is None:
        return None
    if seat.country:
        return {"driver": seat.driver.slug, "country": seat.country.code}
    return seat.driver.slug


def _session_order(session: Session) -> tuple:
    day = session.starts_on.isoformat() if session.starts_on else "9999"
    moment = session.starts_at.isoformat() if session.starts_at else "9999"
    return day, moment, session.slug


def _session(row: Session, zone) -> Record:
    classes = [car_class.slug for car_class in row.classes.all()]
    start = {"starts_on": row.starts_on.isoformat() if row.starts_on else None}
    if row.starts_at:
        start = {"starts_at": row.starts_at.astimezone(zone).isoformat()}
    return _present(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        round=row.round.number if row.round else None,
        classes=sorted(classes),
        **start,
        duration_minutes=row.duration_minutes,
        points_factor=_unless(_points(row.points_factor), 1),
        note=row.note,
    )


def _timing(row) -> Record:
    return {
        "status": _unless(row.status, "classified"),
        "laps": row.laps,
        "time": _duration(row.time_ms),
        "best_lap": _duration(row.best_lap_ms),
        "best_lap_number": row.best_lap_number,
    }


def _duration(ms: int | None) -> str | None:
    return None if ms is None else write_duration(ms)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _plain_decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _points(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def _grouped(rows: Iterable, key: str) -> defaultdict:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups
