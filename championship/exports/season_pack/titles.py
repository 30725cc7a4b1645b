"""Championships with their scales, rules, decisions and tables of others."""

from championship.models import (
    Championship,
    ChampionshipRules,
    Entry,
    OfficialTable,
    PointsScale,
    ReportedPlace,
    Round,
    Session,
)

from . import combinations
from .dump import CannotDump, Dump, Record
from .values import plain_decimal, points, present, unless, words

Rules = ChampionshipRules


def points_scales(dump: Dump) -> list[Record]:
    return [
        present(
            slug=row.slug,
            name=row.name,
            points=[points(value) for value in row.points],
            points_for_others=points(row.points_for_others) or None,
            pole_points=points(row.pole_points) or None,
            pole_within=row.pole_within,
            fastest_lap_points=points(row.fastest_lap_points) or None,
            fastest_lap_within=row.fastest_lap_within,
            equal_holders=unless(row.equal_holders, PointsScale.EqualHolders.EACH),
        )
        for row in dump.season.points_scales.order_by("slug")
    ]


def championships(dump: Dump) -> list[Record]:
    rows = dump.season.championships.select_related("car_class").prefetch_related(
        "feeds__season__series",
        "feeds__car_class",
        "rules__race_scale",
        "rules__sprint_scale",
        "rules__qualifying_scale",
        "rules__session_scales__session",
        "rules__session_scales__scale",
        "rules__excluded_rounds",
        "rules__nominated",
        "official_tables__round",
        "official_tables__rows__driver",
        "official_tables__rows__team",
        "official_tables__rows__manufacturer",
        "reported_places__driver",
        "reported_places__team",
        "reported_places__manufacturer",
        "reported_places__for_team",
        *combinations.FETCHED,
    )
    return [
        present(
            slug=row.slug,
            name=row.name,
            order=row.order,
            recipient=row.recipient,
            **{"class": row.car_class.slug if row.car_class else None},
            remark=words(row.remark),
            combination=combinations.combination(row),
            also_counts=[_feed(feed) for feed in row.feeds.all()],
            rules=[_rules(dump, version) for version in row.rules.all()],
            official_tables=[_official_table(dump, table) for table in row.official_tables.all()],
            reported_places=[_reported_place(dump, place) for place in row.reported_places.all()],
        )
        for row in rows.order_by("order", "slug")
    ]


def _feed(feed) -> Record:
    return present(
        series=feed.season.series.slug,
        season=feed.season.slug,
        **{"class": feed.car_class.slug if feed.car_class else None},
    )


def _rules(dump: Dump, row: ChampionshipRules) -> Record:
    scales = {
        "race": row.race_scale,
        "sprint": row.sprint_scale,
        "qualifying": row.qualifying_scale,
    }
    sessions = sorted(row.session_scales.all(), key=lambda line: line.session.slug)
    for named in (
        *(line.session for line in sessions),
        *row.excluded_rounds.all(),
        *row.nominated.all(),
    ):
        _must_be_own(dump, row.championship, named)
    return present(
        from_round=unless(row.from_round, 1),
        scales={kind: scale.slug for kind, scale in scales.items() if scale},
        session_scales=[
            {"session": line.session.slug, "points_scale": line.scale.slug} for line in sessions
        ],
        excluded_rounds=sorted(excluded.number for excluded in row.excluded_rounds.all()),
        nominated=sorted(dump.ids[entry.pk] for entry in row.nominated.all()),
        guests=unless(row.guests, Rules.Guests.PASSED_OVER),
        cars_counted=row.cars_counted,
        surplus_cars=unless(row.surplus_cars, Rules.Surplus.KEEP_PLACE),
        crew=unless(row.crew, Rules.Crew.FULL),
        bonus_to=unless(row.bonus_to, Rules.BonusTo.CREW),
        results_counted=row.results_counted,
        drops=unless(row.drops, Rules.Drops.ROUND),
        disqualification_counts=row.disqualification_counts or None,
        minimum_rounds=row.minimum_rounds or None,
        listed=unless(row.listed, Rules.Listed.ENTERED),
        countback=unless(row.countback, Rules.Countback.ALL),
        countback_places=row.countback_places,
        countback_sprints=row.countback_sprints or None,
        still_equal=unless(row.still_equal, Rules.StillEqual.SHARED),
        note=row.note,
    )


def _must_be_own(dump: Dump, title: Championship, named: Round | Session | Entry) -> None:
    """A number or address of another season would be taken for one of this season."""
    if named.season_id != dump.season.pk:
        kind = named._meta.verbose_name
        raise CannotDump(
            f"{title}: {kind} “{named}” is of another season. A pack can't name it yet."
        )


def points_decisions(dump: Dump) -> list[Record]:
    """Those that stewards' rulings made are left out: they follow from a classification."""
    rows = (
        dump.season.points_decisions.filter(ruling=None)
        .select_related("driver", "team", "manufacturer", "session", "round")
        .prefetch_related("championships")
    )
    return [
        present(
            number=row.number,
            effect=row.effect,
            **dump.recipient(row),
            championships=sorted(championship.slug for championship in row.championships.all()),
            session=row.session.slug if row.session else None,
            round=row.round.number if row.round else None,
            value=None if row.value is None else points(row.value),
            keeps_place=row.keeps_place or None,
            keeps_points=row.keeps_points or None,
            shown_as=row.shown_as,
            decided_on=row.decided_on.isoformat() if row.decided_on else None,
            article=row.article,
            reason=row.reason,
            document=row.document,
            state=unless(row.state, row.State.IN_FORCE),
        )
        for row in rows.order_by("pk")
    ]


def _official_table(dump: Dump, table: OfficialTable) -> Record:
    _must_be_own(dump, table.championship, table.round)
    return present(
        after_round=table.round.number,
        source=table.source,
        address=table.address,
        retrieved_on=table.retrieved_on.isoformat() if table.retrieved_on else None,
        note=table.note,
        rows=[
            present(
                position=row.position,
                **dump.recipient(row),
                points=_printed(row.points),
            )
            for row in table.rows.all()
        ],
    )


def _reported_place(dump: Dump, row: ReportedPlace) -> Record:
    return present(
        place=unless(row.place, 1),
        **dump.recipient(row),
        points=None if row.points is None else points(row.points),
        for_team=row.for_team.slug if row.for_team else None,
        number=row.number,
        note=words(row.note),
        sources=row.sources.splitlines(),
    )


def _printed(value) -> int | str:
    return int(value) if value == value.to_integral_value() else plain_decimal(value)
