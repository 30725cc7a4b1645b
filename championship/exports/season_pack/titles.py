"""Championships with their scales, awards, and articles."""

from championship.models import Article, Championship

from .dump import Dump, Record
from .values import moment, points, present, unless


def points_scales(dump: Dump) -> list[Record]:
    return [
        present(
            slug=row.slug,
            name=row.name,
            points=[points(value) for value in row.points],
            points_for_others=points(row.points_for_others) or None,
            pole_points=points(row.pole_points) or None,
            fastest_lap_points=points(row.fastest_lap_points) or None,
        )
        for row in dump.season.points_scales.order_by("slug")
    ]


def championships(dump: Dump) -> list[Record]:
    rows = dump.season.championships.select_related("car_class", "points_scale")
    return [
        present(
            slug=row.slug,
            name=row.name,
            order=row.order,
            recipient=row.recipient,
            **{"class": row.car_class.slug if row.car_class else None},
            points_scale=row.points_scale.slug,
            best_results=row.best_results,
            countback=unless(row.countback, Championship.Countback.ALL),
            guests=unless(row.guests, Championship.Guests.PASSED_OVER),
        )
        for row in rows.order_by("order", "slug")
    ]


def awards(dump: Dump) -> list[Record]:
    rows = dump.season.awards.select_related("championship")
    return [
        {
            **present(
                slug=row.slug,
                kind=row.kind,
                target=row.target,
                target_class=row.target_class,
                championship=row.championship.slug,
                place=unless(row.place, 1),
                state=unless(row.state, row.State.PROVISIONAL),
                holder=dump.ids[row.holder_id] if row.holder_id else None,
                awarded_on=row.awarded_on.isoformat() if row.awarded_on else None,
            ),
            **({} if row.is_taken_up is None else {"is_taken_up": row.is_taken_up}),
            **present(used_as=row.used_as, note=row.note),
        }
        for row in rows.order_by("championship__order", "championship__slug", "place", "slug")
    ]


def articles(dump: Dump) -> list[Record]:
    rows = Article.objects.filter(season=dump.season).select_related("event")
    return [
        present(
            slug=row.slug,
            language=row.language,
            title=row.title,
            summary=row.summary,
            text=row.text,
            author=row.author,
            published_at=moment(row.published_at),
            event=row.event.slug if row.event else None,
            teams=sorted(team.slug for team in row.teams.all()),
            drivers=sorted(driver.slug for driver in row.drivers.all()),
        )
        for row in rows.prefetch_related("teams", "drivers").order_by("slug", "language")
    ]
