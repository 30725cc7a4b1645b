"""The series, its season and classes, and what they name of the world outside."""

from django.db.models import Q

from championship.models import (
    Car,
    CarClass,
    CategoryLimit,
    Circuit,
    ClassificationLine,
    CountsAs,
    Driver,
    Manufacturer,
    Organisation,
    ReportedPlace,
    Result,
    Season,
    Team,
)

from .dump import Dump, Record
from .values import plain_decimal, present

# Whatever of a season leads to a team.
NAMES_A_TEAM = (
    "entries__season",
    "pointsdecisions__season",
    "officialrows__table__championship__season",
    "reportedplaces__championship__season",
    "target_entries__target__awards__season",
    "award_candidates__step__award__season",
)


def organisations(dump: Dump) -> list[Record]:
    rows = (
        Organisation.objects.filter(series=dump.season.series)
        | Organisation.objects.filter(agreements__in=dump.agreement_ids)
        | Organisation.objects.filter(awards__season=dump.season)
    ).distinct()
    return [
        present(slug=row.slug, name=row.name, short_name=row.short_name, country=row.country.code)
        for row in rows.order_by("slug")
    ]


def series(dump: Dump) -> Record:
    series = dump.season.series
    roles = series.roles.select_related("organisation").order_by("pk")
    return present(
        slug=series.slug,
        name=series.name,
        short_name=series.short_name,
        description=series.description,
        organisations=[
            present(organisation=role.organisation.slug, role=role.role, note=role.note)
            for role in roles
        ],
        status_aliases=[
            {"printed": row.printed, "status": row.status}
            for row in series.status_aliases.order_by("printed")
        ],
    )


def edition(dump: Dump) -> Record:
    season = dump.season
    return present(
        slug=season.slug,
        name=season.name,
        starts_on=season.starts_on.isoformat(),
        ends_on=season.ends_on.isoformat(),
        is_public=season.is_public or None,
        minimum_distance=season.minimum_distance,
        distance_of_class_winner=season.distance_of_class_winner or None,
        one_car_per_driver=None if season.one_car_per_driver else False,
        protest_minutes=season.protest_minutes,
        agreements=sorted(agreement.slug for agreement in season.agreements.all()),
        sources=season.sources.splitlines(),
    )


def classes(dump: Dump) -> list[Record]:
    return [
        present(
            slug=row.slug,
            code=row.code,
            name=row.name,
            order=row.order,
            colour=row.colour,
            parent=row.parent.slug if row.parent else None,
            aliases=_names(row.aliases),
            crew=_crew_rules(row),
        )
        for row in dump.classes
    ]


def _crew_rules(row: CarClass) -> Record:
    return present(
        drivers_at_least=row.drivers_at_least,
        drivers_at_most=row.drivers_at_most,
        limits=[_limit(limit) for limit in row.category_limits.all()],
        cars=sorted(car.slug for car in row.cars.all()),
    )


def _limit(limit: CategoryLimit) -> Record:
    return present(categories=limit.categories, at_least=limit.at_least, at_most=limit.at_most)


def _names(aliases) -> list[str]:
    return sorted(alias.name for alias in aliases.all())


def _car_ids(dump: Dump) -> set[int]:
    printed = [line for issue in dump.entry_lists for line in issue.lines.all()]
    entered = {row.car_id for row in [*dump.season_entries, *dump.event_entries, *printed]}
    allowed = {car.pk for row in dump.classes for car in row.cars.all()}
    return (entered | allowed) - {None}


def manufacturers(dump: Dump) -> list[Record]:
    rows = (
        Manufacturer.objects.filter(cars__in=_car_ids(dump))
        | Manufacturer.objects.filter(pointsdecisions__season=dump.season)
        | Manufacturer.objects.filter(officialrows__table__championship__season=dump.season)
        | Manufacturer.objects.filter(reportedplaces__championship__season=dump.season)
        | Manufacturer.objects.filter(award_candidates__step__award__season=dump.season)
    ).distinct()
    return [
        present(slug=row.slug, name=row.name, country=row.country.code)
        for row in rows.order_by("slug")
    ]


def cars(dump: Dump) -> list[Record]:
    rows = Car.objects.filter(pk__in=_car_ids(dump)).select_related("manufacturer")
    return [
        present(
            slug=row.slug,
            name=row.name,
            manufacturer=row.manufacturer.slug,
            engine=row.engine,
            aliases=_names(row.aliases),
        )
        for row in rows.prefetch_related("aliases").order_by("slug")
    ]


def circuits(dump: Dump) -> list[Record]:
    rows = Circuit.objects.filter(events__season=dump.season).distinct().order_by("slug")
    return [
        present(
            slug=row.slug,
            name=row.name,
            layout=row.layout,
            locality=row.locality,
            region=row.region,
            country=row.country.code,
            time_zone=row.time_zone,
            length_m=row.length_m,
            turns=row.turns,
            latitude=plain_decimal(row.latitude),
            longitude=plain_decimal(row.longitude),
        )
        for row in rows
    ]


def teams(dump: Dump) -> list[Record]:
    named = Q()
    for path in NAMES_A_TEAM:
        named |= Q(pk__in=Team.objects.filter(**{path: dump.season}).values("pk"))
    driven_for = ReportedPlace.objects.filter(championship__season=dump.season)
    named |= Q(pk__in=driven_for.values("for_team"))
    named |= Q(pk__in=Team.objects.filter(articles__in=dump.article_ids).values("pk"))
    rows = Team.objects.filter(named | Q(pk__in=_counting_as(dump, "team")))
    return [
        present(
            slug=row.slug,
            name=row.name,
            country=row.country.code,
            aliases=_names(row.aliases),
        )
        for row in rows.prefetch_related("aliases").order_by("slug")
    ]


def _counting_as(dump: Dump, kind: str) -> set[int]:
    """Who is named as one under two names."""
    rows = CountsAs.objects.filter(combination__championship__season=dump.season)
    return {key for pair in rows.values_list(kind, f"as_{kind}") for key in pair} - {None}


def drivers(dump: Dump) -> list[Record]:
    season = dump.season
    named = _printed_drivers(dump)
    for path in (
        "seats__entry__season",
        "event_seats__event_entry__event__season",
        "bonuses__session__season",
        "result_seats__result__session__season",
        "classified_in__line__classification__session__season",
        "classifiedbonuses__classification__session__season",
        "pointsdecisions__season",
        "officialrows__table__championship__season",
        "reportedplaces__championship__season",
        "award_candidates__step__award__season",
    ):
        named.update(Driver.objects.filter(**{path: season}).values_list("pk", flat=True))
    named |= _drivers_of_best_laps(season) | _counting_as(dump, "driver")
    told = Driver.objects.filter(articles__in=dump.article_ids)
    named |= set(told.values_list("pk", flat=True))
    rows = Driver.objects.filter(pk__in=named).prefetch_related("aliases", "categories")
    return [_driver(row) for row in rows.order_by("slug")]


def _drivers_of_best_laps(season: Season) -> set[int]:
    lines = ClassificationLine.objects.filter(classification__session__season=season)
    timed = Result.objects.filter(session__season=season)
    keys = (rows.values_list("best_lap_driver", flat=True) for rows in (timed, lines))
    return set().union(*keys) - {None}


def _printed_drivers(dump: Dump) -> set[int]:
    lines = [line for issue in dump.entry_lists for line in issue.lines.all()]
    return {seat.driver_id for line in lines for seat in line.crew.all()} - {None}


def _driver(row: Driver) -> Record:
    return present(
        slug=row.slug,
        given_name=row.given_name,
        family_name=row.family_name,
        country=row.country.code,
        aliases=_names(row.aliases),
        categories=[
            {"category": fact.category, "valid_from": fact.valid_from.isoformat()}
            for fact in sorted(row.categories.all(), key=lambda fact: fact.valid_from)
        ],
    )
