"""News in the reader's language where there is one, otherwise in another."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from championship.models import (
    Article,
    Driver,
    Event,
    Notice,
    Season,
    Series,
    StoredFile,
    Team,
)

from .award_ledger import known_teams
from .histories import known_drivers

Subject = Series | Season | Event | Team | Driver
ABOUT_ONE = 5  # articles on the page of a season, a team, a driver …


def articles(
    language: str, *, now: datetime, hidden: bool = False, about: Subject | None = None
) -> QuerySet[Article]:
    """The public articles, each once, newest first: one query.

    An article is shown in the wanted language if it exists in it, otherwise in the
    site's own, otherwise in the first by code. `hidden` adds those of seasons that
    are not public.
    """
    public = Article.objects.public(now, hidden=hidden).annotate(order=_preference(language))
    same_order = Q(order=OuterRef("order"), language__lt=OuterRef("language"))
    better = public.filter(Q(order__lt=OuterRef("order")) | same_order, slug=OuterRef("slug"))
    found = public.filter(~Exists(better))
    if about is not None:
        found = found.about(about)
    joined = found.select_related("season__series", "picture").defer("picture__content")
    return joined.order_by("-published_at", "slug")


def news_about(
    subject: Subject, language: str, *, now: datetime, hidden: bool = False
) -> list[Article]:
    """The newest five articles about a series, a season, an event, a team or a driver.

    One query.
    """
    return list(articles(language, now=now, hidden=hidden, about=subject)[:ABOUT_ONE])


def subjects_of_news(*, now: datetime, hidden: bool = False) -> dict[Series, list[Season]]:
    """The series and seasons that public articles are about, newest first. Two queries."""
    public = Article.objects.public(now, hidden=hidden)
    named = Season.objects.filter(Exists(public.filter(season=OuterRef("pk"))))
    found: dict[Series, list[Season]] = {
        series: []
        for series in Series.objects.filter(
            Q(Exists(public.filter(series=OuterRef("pk"))))
            | Q(Exists(public.filter(season__series=OuterRef("pk"))))
        )
    }
    for season in named.select_related("series").newest_first():
        found[season.series].append(season)
    return found


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article as shown, whom it speaks of, and the languages in which it exists.

    Only teams and drivers that have a page of their own are named.
    """

    article: Article
    teams: list[Team]
    drivers: list[Driver]
    languages: list[str]
    is_wanted_language: bool


def article_page(
    slug: str, language: str, *, now: datetime, hidden: bool = False, drafts: bool = False
) -> ArticlePage | None:
    """An article in the wanted language, or in another; None if there is none. Three queries.

    `drafts` adds what is not out yet.
    """
    found = _seen(now, hidden, drafts).filter(slug=slug)
    joined = found.select_related("series", "season__series", "event", "picture")
    ordered = joined.annotate(order=_preference(language)).order_by("order", "language")
    versions = list(ordered.defer("picture__content"))
    if not versions:
        return None
    article = versions[0]
    return ArticlePage(
        article=article,
        teams=list(known_teams(hidden).filter(articles=article).order_by("name", "pk")),
        drivers=list(
            known_drivers(hidden).filter(articles=article).order_by("family_name", "given_name")
        ),
        languages=sorted(version.language for version in versions),
        is_wanted_language=article.language == language,
    )


def picture_of(
    slug: str, checksum: str, *, now: datetime, hidden: bool = False, drafts: bool = False
) -> StoredFile | None:
    """The lead picture of an article in one of its languages, or None. One query."""
    articles = _seen(now, hidden, drafts).filter(slug=slug, picture=OuterRef("pk"))
    return StoredFile.objects.filter(Exists(articles), sha256=checksum).first()


def newest_notices(*, now: datetime, limit: int) -> list[Notice]:
    """The newest notices of all public seasons. One query."""
    notices = Notice.objects.filter(published_at__lte=now, event__season__is_public=True)
    joined = notices.select_related("event__season__series", "event__circuit")
    return list(joined.order_by("-published_at", "-pk")[:limit])


def _seen(now: datetime, hidden: bool, drafts: bool) -> QuerySet[Article]:
    if drafts:
        return Article.objects.not_hidden(hidden)
    return Article.objects.public(now, hidden=hidden)


def _preference(language: str) -> Case:
    return Case(
        When(language=Value(language), then=0),
        When(language=Value(settings.LANGUAGE_CODE), then=1),
        default=2,
    )
