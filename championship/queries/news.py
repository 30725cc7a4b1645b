"""News in the reader's language where there is one, otherwise in another."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from championship.models import Article, Notice


def articles(language: str, *, now: datetime, hidden: bool = False) -> QuerySet[Article]:
    """The public articles, each once, newest first: one query.

    An article is shown in the wanted language if it exists in it, otherwise in the
    site's own, otherwise in the first by code. `hidden` adds those of seasons that
    are not public.
    """
    public = _public(now, hidden).annotate(order=_preference(language))
    same_order = Q(order=OuterRef("order"), language__lt=OuterRef("language"))
    better = public.filter(Q(order__lt=OuterRef("order")) | same_order, slug=OuterRef("slug"))
    return public.filter(~Exists(better)).select_related("season").order_by("-published_at", "slug")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as shown, and the languages in which it exists."""

    article: Article
    languages: list[str]
    is_wanted_language: bool


def article_page(
    slug: str, language: str, *, now: datetime, hidden: bool = False
) -> ArticlePage | None:
    """An article in the wanted language, or in another; None if there is none. One query."""
    found = _public(now, hidden).filter(slug=slug).select_related("season__series", "event")
    versions = list(found.annotate(order=_preference(language)).order_by("order", "language"))
    if not versions:
        return None
    return ArticlePage(
        article=versions[0],
        languages=sorted(version.language for version in versions),
        is_wanted_language=versions[0].language == language,
    )


def newest_notices(*, now: datetime, limit: int) -> list[Notice]:
    """The newest notices of all public seasons. One query."""
    notices = Notice.objects.filter(published_at__lte=now, event__season__is_public=True)
    joined = notices.select_related("event__season__series", "event__circuit")
    return list(joined.order_by("-published_at", "-pk")[:limit])


def _public(now: datetime, hidden: bool) -> QuerySet[Article]:
    public = Article.objects.public(now)
    if hidden:
        return public
    return public.exclude(season__is_public=False).exclude(event__season__is_public=False)


def _preference(language: str) -> Case:
    return Case(
        When(language=Value(language), then=0),
        When(language=Value(settings.LANGUAGE_CODE), then=1),
        default=2,
    )
