"""Articles with their pictures."""

import base64
from collections import Counter
from pathlib import PurePosixPath

from django.db.models import QuerySet

from championship.models import Article, StoredFile

from .dump import Dump, Record
from .values import moment, present, unless


def articles(dump: Dump) -> list[Record]:
    """Those about the season, and those about its series alone."""
    names = _names(dump)
    return [
        present(
            slug=row.slug,
            language=row.language,
            title=row.title,
            summary=row.summary,
            text=row.text,
            author=row.author,
            published_at=moment(row.published_at),
            tells_results=unless(row.tells_results, True),
            picture=names.get(row.picture_id),
            picture_text=row.picture_text,
            picture_credit=row.picture_credit,
            about=None if row.season_id else "series",
            event=row.event.slug if row.event else None,
            teams=sorted(team.slug for team in row.teams.all()),
            drivers=sorted(driver.slug for driver in row.drivers.all()),
        )
        for row in _articles(dump).prefetch_related("teams", "drivers")
    ]


def pictures(dump: Dump) -> list[Record]:
    """The pictures of these articles, each once, whole."""
    names = _names(dump)
    files = StoredFile.objects.in_bulk(names)
    return [
        {
            "id": name,
            "name": files[key].name,
            "content": base64.b64encode(files[key].content).decode(),
        }
        for key, name in names.items()
    ]


def _articles(dump: Dump) -> QuerySet[Article]:
    rows = Article.objects.filter(pk__in=dump.article_ids).select_related("event")
    return rows.order_by("slug", "language")


def _names(dump: Dump) -> dict[int, str]:
    """Each picture by its key: the name of its file without the ending, counted if need be."""
    files = _articles(dump).exclude(picture=None).values_list("picture", "picture__name")
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for key, file_name in files:
        if key not in names:
            stem = PurePosixPath(file_name).stem[:50]
            seen[stem] += 1
            names[key] = stem if seen[stem] == 1 else f"{stem}/{seen[stem]}"
    return names
