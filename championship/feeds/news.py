"""The feed of news."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from championship.queries.news import articles

from .base import NEWEST, Atom, SeasonFeed


class ArticlesInAFeed:
    """What a feed says of an article. Its summary stands for its text."""

    description_template = "championship/feed_article.html"

    def item_author_name(self, article):
        return article.author or None

    def item_pubdate(self, article):
        return article.published_at

    item_updateddate = item_pubdate


class SeasonNewsFeed(ArticlesInAFeed, SeasonFeed):
    """The public articles about a season, the newest first."""

    def title(self, season):
        return gettext("News, %(season)s") % {"season": f"{season.series} {season}"}

    def link(self, season):
        query = urlencode({"series": season.series.slug, "season": season.slug})
        return f"{reverse('championship:news')}?{query}"

    def items(self, season):
        return articles(get_language(), now=timezone.now(), about=season)[:NEWEST]


class NewsFeed(ArticlesInAFeed, Feed):
    """The public articles, the newest first: in the language of the address where they exist."""

    feed_type = Atom
    title = _("News – Pitboard")
    link = reverse_lazy("championship:news")

    def feed_extra_kwargs(self, _obj):
        return {"since": datetime(2000, 1, 1, tzinfo=UTC)}

    def items(self):
        return articles(get_language(), now=timezone.now())[:NEWEST]
