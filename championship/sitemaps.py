"""The site's pages for search engines, in all their languages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from championship.queries import public_pages


class Pages(Sitemap):
    """Pages of one kind, in every language in which they exist."""

    i18n = True
    alternates = True
    x_default = True

    def __init__(self, find):
        self.find = find

    def items(self):
        return self.find()

    def location(self, page):
        return reverse(f"championship:{page.name}", args=page.parts)

    def lastmod(self, page):
        return page.changed_at

    def get_languages_for_item(self, page):
        return page.languages or super().get_languages_for_item(page)


SITEMAPS = {
    "general": Pages(public_pages.general_pages),
    "seasons": Pages(public_pages.season_pages),
    "events": Pages(public_pages.event_pages),
    "results": Pages(public_pages.result_pages),
    "standings": Pages(public_pages.standing_pages),
    "people": Pages(public_pages.people_pages),
    "places": Pages(public_pages.place_pages),
    "news": Pages(lambda: public_pages.article_pages(now=timezone.now())),
}
