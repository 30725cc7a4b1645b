"""Events with their rounds, sessions, entries and notices."""

from championship.models import EventEntry, Notice, Session
from championship.workflows.season_pack.values import instead_of

from .dump import Dump, Record
from .entries import crew, waivers
from .values import by_number, grouped, moment, points, present, session_order, unless


def events(dump: Dump) -> list[Record]:
    rounds = grouped(dump.season.rounds.order_by("number"), "event_id")
    sessions = grouped(
        sorted(
            dump.season.sessions.select_related("round").prefetch_related(
                "classes", "grid_sources__qualifying"
            ),
            key=session_order,
        ),
        "event_id",
    )
    cars = grouped(sorted(dump.event_entries, key=lambda car: _car_order(dump, car)), "event_id")
    notices = grouped(
        Notice.objects.filter(event__season=dump.season)
        .select_related("document")
        .defer("document__content")
        .order_by("number"),
        "event_id",
    )
    return [
        present(
            slug=event.slug,
            name=event.name,
            short_name=event.short_name,
            circuit=event.circuit.slug,
            starts_on=event.starts_on.isoformat(),
            ends_on=event.ends_on.isoformat(),
            status=unless(event.status, event.Status.SCHEDULED),
            note=event.note,
            rounds=[present(number=row.number, name=row.name) for row in rounds[event.pk]],
            sessions=[_session(row, event.circuit.zone) for row in sessions[event.pk]],
            entries=[_event_entry(dump, car) for car in cars[event.pk]],
            notices=[_notice(row) for row in notices[event.pk]],
        )
        for event in dump.event_rows
    ]


def _car_order(dump: Dump, car: EventEntry) -> tuple:
    return car.car_class.order, by_number(car.number), dump.ids[car.entry_id]


def _event_entry(dump: Dump, car: EventEntry) -> Record:
    """In full, even where it is as on the season's entry: it is frozen."""
    return {
        "entry": dump.ids[car.entry_id],
        "number": car.number,
        "class": car.car_class.slug,
        "team_name": car.team_name,
        "team_country": car.team_country.code or "",
        "car": car.car.slug if car.car else None,
        **present(
            status=unless(car.status, EventEntry.Status.ENTERED),
            reserve_place=car.reserve_place,
            note=car.note,
            waivers=waivers(car),
        ),
        "crew": crew(car),
    }


def _session(row: Session, zone) -> Record:
    classes = [car_class.slug for car_class in row.classes.all()]
    start = {"starts_on": row.starts_on.isoformat() if row.starts_on else None}
    if row.starts_at:
        start = {"starts_at": row.starts_at.astimezone(zone).isoformat()}
    return present(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        round=row.round.number if row.round else None,
        classes=sorted(classes),
        **start,
        duration_minutes=row.duration_minutes,
        points_factor=unless(points(row.points_factor), 1),
        is_incomplete=row.is_incomplete or None,
        grid=[
            present(qualifying=source.qualifying.slug, lap=unless(source.lap, source.Lap.BEST))
            for source in sorted(row.grid_sources.all(), key=lambda source: source.pk)
        ],
        note=row.note,
    )


def _notice(row: Notice) -> Record:
    """Files are not part of a pack: where one is all there is, its name stands for it."""
    return present(
        number=row.number,
        subject=row.subject,
        text=row.text or instead_of(row.document.name),
        published_at=moment(row.published_at),
    )
