"""Championships with their scales, awards, and articles."""

from championship.models import Article, Award, Championship, PointsScale
from championship.scoring.fractions import parse_points

from .load import Load
from .values import day, moment, plain


def load_titles(load: Load) -> None:
    """Points scales, championships and awards."""
    _load_scales(load)
    existing = {row.slug: row for row in load.season.championships.all()}
    wanted = {
        node["slug"]: {
            "season_id": load.season.pk,
            **plain(node, "slug", "name", "recipient"),
            "order": node.get("order", 1),
            "car_class_id": load.classes[node["class"]].pk if "class" in node else None,
            "points_scale_id": load.scales[node["points_scale"]].pk,
            "best_results": node.get("best_results"),
            "countback": node.get("countback", Championship.Countback.ALL),
            "guests": node.get("guests", Championship.Guests.PASSED_OVER),
        }
        for node in load.pack.get("championships", [])
    }
    load.championships = load.sync.rows(Championship, existing, wanted)
    _load_awards(load)


def _load_scales(load: Load) -> None:
    existing = {row.slug: row for row in load.season.points_scales.all()}
    wanted = {
        node["slug"]: {
            "season_id": load.season.pk,
            **plain(node, "slug", "name"),
            "points": tuple(map(parse_points, node["points"])),
            **{
                key: parse_points(node.get(key, 0))
                for key in ("points_for_others", "pole_points", "fastest_lap_points")
            },
        }
        for node in load.pack.get("points_scales", [])
    }
    load.scales = load.sync.rows(PointsScale, existing, wanted)


def _load_awards(load: Load) -> None:
    existing = {row.slug: row for row in load.season.awards.all()}
    wanted = {
        node["slug"]: {
            "season_id": load.season.pk,
            **plain(node, "slug", "kind", "target", "target_class", "used_as", "note"),
            "championship_id": load.championships[node["championship"]].pk,
            "place": node.get("place", 1),
            "state": node.get("state", Award.State.PROVISIONAL),
            "holder_id": load.entries[node["holder"]].pk if "holder" in node else None,
            "awarded_on": day(node, "awarded_on"),
            "is_taken_up": node.get("is_taken_up"),
        }
        for node in load.pack.get("awards", [])
    }
    load.sync.rows(Award, existing, wanted)


def load_articles(load: Load) -> None:
    """Articles are known by their address and language."""
    nodes = {
        (node["slug"], node.get("language", "en")): node for node in load.pack.get("articles", [])
    }
    existing = {
        (row.slug, row.language): row
        for row in Article.objects.filter(slug__in=[slug for slug, _language in nodes])
    }
    wanted = {
        (slug, language): {
            "slug": slug,
            "language": language,
            **plain(node, "title", "summary", "text", "author"),
            "published_at": moment(node, "published_at"),
            "season_id": load.season.pk,
            "event_id": load.events[node["event"]].pk if "event" in node else None,
        }
        for (slug, language), node in nodes.items()
    }
    articles = load.sync.rows(Article, existing, wanted)
    for field, people in (("teams", load.teams), ("drivers", load.drivers)):
        column = "team_id" if field == "teams" else "driver_id"
        load.sync.parts(
            getattr(Article, field).through,
            "article_id",
            {
                articles[key].pk: [{column: people[slug].pk} for slug in node.get(field, [])]
                for key, node in nodes.items()
            },
        )
