"""News, in the reader's language where there is one."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.models import Article
from championship.queries.news import (
    article_page,
    articles,
    news_about,
    picture_of,
    subjects_of_news,
)

from .context import links_in
from .files import picture_file
from .finding import NothingHere, link, may_see_drafts, may_see_hidden

PER_PAGE = 20


@require_safe
def news(request):
    """All news, or with ?series=aslms or ?series=aslms&season=2023-24 those about them."""
    now, hidden = timezone.now(), may_see_hidden(request)
    subjects = subjects_of_news(now=now, hidden=hidden)
    chosen = _chosen(request, subjects)
    found = articles(get_language(), now=now, hidden=hidden, about=chosen)
    context = {
        "section": "news",
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "title": _name(chosen) if chosen else "",
        "choices": _choices(subjects, chosen),
        "query": urlencode(_query(chosen)),
    }
    return render(request, "championship/news.html", context)


@require_safe
def article(request, slug):
    page = article_page(slug, get_language(), **_sight(request))
    if page is None:
        raise NothingHere(nearby=[link(_("News"), "news")])
    context = {
        "section": "news",
        "season": page.article.season,
        "page": page,
        "languages": links_in(page.languages, request),
        "breadcrumbs": [link(_("News"), "news")],
    }
    return render(request, "championship/article.html", context)


@require_safe
def article_picture(request, slug, checksum):
    sight = _sight(request)
    picture = picture_of(slug, checksum, now=sight["now"])
    if picture is not None:
        return picture_file(request, picture, for_everybody=True)
    picture = picture_of(slug, checksum, **sight)
    if picture is None:
        raise Http404
    return picture_file(request, picture, for_everybody=False)


def news_of(request, subject):
    """The newest articles about a subject, for its page. One query."""
    hidden = may_see_hidden(request)
    return news_about(subject, get_language(), now=timezone.now(), hidden=hidden)


def _sight(request):
    """What of the news this reader may see."""
    return {
        "now": timezone.now(),
        "hidden": may_see_hidden(request),
        "drafts": may_see_drafts(request, Article),
    }


def _chosen(request, subjects):
    """The series or season that the address asks for; whoever asks for another is told so."""
    wanted, season = request.GET.get("series", ""), request.GET.get("season", "")
    if not wanted:
        return None
    for series, seasons in subjects.items():
        if series.slug == wanted:
            known = {one.slug: one for one in seasons}
            if not season or season in known:
                return known.get(season, series)
    raise NothingHere(nearby=[link(_("News"), "news")])


def _choices(subjects, chosen):
    """Links to the news about each series and season."""
    rows = [row for series, seasons in subjects.items() for row in (series, *seasons)]
    return [
        {
            "label": _name(row),
            "url": f"?{urlencode(_query(row))}",
            "current": row == chosen,
        }
        for row in rows
    ]


def _name(subject):
    series = getattr(subject, "series", None)
    return f"{series} {subject}" if series else str(subject)


def _query(subject):
    if subject is None:
        return {}
    series = getattr(subject, "series", None)
    if series is None:
        return {"series": subject.slug}
    return {"series": series.slug, "season": subject.slug}
