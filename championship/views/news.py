"""News, in the reader's language where there is one."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.news import article_page, articles

from .context import links_in
from .finding import NothingHere, link, may_see_hidden

PER_PAGE = 20


@require_safe
def news(request):
    found = articles(get_language(), now=timezone.now(), hidden=may_see_hidden(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "championship/news.html", {"section": "news", "page": page})


@require_safe
def article(request, slug):
    page = article_page(slug, get_language(), now=timezone.now(), hidden=may_see_hidden(request))
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
