"""The feed of notices."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.queries.newest import newest_notices_of

from .base import NEWEST, SeasonFeed


class NoticeFeed(SeasonFeed):
    """The notices of all events of a season that are out, the newest first."""

    description_template = "championship/feed_notice.html"

    def title(self, season):
        return _("Notices, %(season)s") % {"season": f"{season.series} {season}"}

    def link(self, season):
        return reverse("championship:calendar", args=[season.series.slug, season.slug])

    def items(self, season):
        notices = newest_notices_of(season, now=timezone.now(), limit=NEWEST)
        for notice in notices:
            notice.event.season = season
        return notices

    def item_title(self, notice):
        words = {"event": notice.event, "number": notice.number, "subject": notice.subject}
        return _("%(event)s, document %(number)s: %(subject)s") % words

    def item_link(self, notice):
        season = notice.event.season
        address = [season.series.slug, season.slug, notice.event.slug, notice.number]
        return reverse("championship:notice", args=address)

    def item_pubdate(self, notice):
        return notice.published_at

    item_updateddate = item_pubdate
