"""Agreements of organisations, and which of them cover the season."""

from typing import Any

from championship.models import Agreement, Article, Notice, Season

from .load import Load, Pack
from .values import day, plain, words


def load_agreements(load: Load) -> None:
    """Agreements are known by their address; the packs of other seasons name them too.

    A pack says of its own season alone whether they cover it. A document that belongs to
    another season stays where a pack has none.
    """
    nodes = load.nodes("agreements")
    existing = {
        row.slug: row
        for row in Agreement.objects.filter(slug__in=nodes).select_related(
            "notice__event", "article"
        )
    }
    wanted = {slug: _agreement(load, node, existing.get(slug)) for slug, node in nodes.items()}
    load.agreements = load.sync.rows(Agreement, existing, wanted)
    parties = {
        load.agreements[slug].pk: [
            {"organisation_id": load.organisations[name].pk} for name in node.get("parties", [])
        ]
        for slug, node in nodes.items()
    }
    load.sync.parts(Agreement.parties.through, "agreement_id", parties)
    names = load.pack["season"].get("agreements", [])
    covering = [{"agreement_id": load.agreements[name].pk} for name in names]
    load.sync.parts(Season.agreements.rel.through, "season_id", {load.season.pk: covering})


def _agreement(load: Load, node: Pack, stored: Agreement | None) -> dict[str, Any]:
    return {
        **plain(node, "slug", "place"),
        **words(node, "name", "summary", "outcome"),
        "announced_on": day(node, "announced_on"),
        "notice_id": _notice_id(load, node, stored),
        "article_id": _article_id(load, node, stored),
        "sources": "\n".join(node.get("sources", [])),
    }


def _notice_id(load: Load, node: Pack, stored: Agreement | None) -> int | None:
    if "notice" in node:
        return load.notice_id(node["notice"])
    kept: Notice | None = stored.notice if stored else None
    return kept.pk if kept and kept.event.season_id != load.season.pk else None


def _article_id(load: Load, node: Pack, stored: Agreement | None) -> int | None:
    if "article" in node:
        named = node["article"]
        return load.articles[named["slug"], named.get("language", "en")].pk
    kept: Article | None = stored.article if stored else None
    return kept.pk if kept and kept.season_id != load.season.pk else None
