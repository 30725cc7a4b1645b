"""Articles with their pictures."""

import base64
from hashlib import sha256
from typing import Any

from championship.imports.problems import Problem
from championship.models import Article, StoredFile

from ..pictures import checked_picture, store_picture
from ..stored_files import CannotStore, discard_file
from .load import Load, Pack, PackRefused
from .values import moment, plain

Key = tuple[str, str]


def load_articles(load: Load) -> None:
    """Articles are known by their address and language."""
    nodes = {
        (node["slug"], node.get("language", "en")): node for node in load.pack.get("articles", [])
    }
    rows = Article.objects.filter(slug__in={slug for slug, _language in nodes})
    existing = {(row.slug, row.language): row for row in rows}
    let_go = {row.picture_id for row in existing.values()}
    pictures = _pictures(load, nodes)
    wanted = {key: _article(load, key, node, pictures) for key, node in nodes.items()}
    load.articles = load.sync.rows(Article, existing, wanted)
    _load_people(load, nodes)
    for key in let_go - {row.picture_id for row in load.articles.values()}:
        discard_file(key)


def _article(load: Load, key: Key, node: Pack, pictures: dict[str, StoredFile]) -> dict[str, Any]:
    slug, language = key
    of_season = node.get("about", "season") == "season"
    return {
        "slug": slug,
        "language": language,
        **plain(node, "title", "summary", "text", "author", "picture_text", "picture_credit"),
        "published_at": moment(node, "published_at"),
        "tells_results": node.get("tells_results", True),
        "picture_id": pictures[node["picture"]].pk if "picture" in node else None,
        "series_id": load.series.pk,
        "season_id": load.season.pk if of_season else None,
        "event_id": load.events[node["event"]].pk if "event" in node else None,
    }


def _load_people(load: Load, nodes: dict[Key, Pack]) -> None:
    for field, column, people in (
        ("teams", "team_id", load.teams),
        ("drivers", "driver_id", load.drivers),
    ):
        load.sync.parts(
            getattr(Article, field).through,
            "article_id",
            {
                load.articles[key].pk: [{column: people[slug].pk} for slug in node.get(field, [])]
                for key, node in nodes.items()
            },
        )


def _pictures(load: Load, articles: dict[Key, Pack]) -> dict[str, StoredFile]:
    """The pictures of a pack by its own name for them, if an article has them.

    One that is stored is not stored again.
    """
    shown = {node["picture"] for node in articles.values() if "picture" in node}
    stored = {
        (file.name, file.sha256): file
        for file in StoredFile.objects.filter(
            articles__slug__in={slug for slug, _language in articles}
        ).defer("content")
    }
    return {
        node["id"]: _picture(load, node, stored, f"$.pictures[{index}]")
        for index, node in enumerate(load.pack.get("pictures", []))
        if node["id"] in shown
    }


def _picture(load: Load, node: Pack, stored: dict, path: str) -> StoredFile:
    content = base64.b64decode(node["content"])
    known = stored.get((node["name"], sha256(content).hexdigest()))
    if known is not None:
        return known
    try:
        checked = checked_picture(node["name"], content)
    except CannotStore as refusal:
        raise PackRefused([Problem(f"{path}.content", None, str(refusal))]) from refusal
    if checked.name != node["name"]:
        raise PackRefused([Problem(f"{path}.name", node["name"], f"has to be “{checked.name}”.")])
    load.sync.written[StoredFile] += 1
    return store_picture(checked)
