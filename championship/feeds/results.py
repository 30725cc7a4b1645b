"""The feed of results."""

from django.urls import reverse
from django.utils.translation import gettext as _

from championship.queries.newest import newest_results

from .base import NEWEST, SeasonFeed


class ResultFeed(SeasonFeed):
    """The results of a season, the newest first: every revision that was published."""

    description_template = "championship/feed_result.html"

    def title(self, season):
        return _("Results, %(season)s") % {"season": f"{season.series} {season}"}

    def link(self, season):
        return reverse("championship:results", args=[season.series.slug, season.slug])

    def items(self, season):
        # Its address needs the season, which is at hand.
        results = newest_results(season, limit=NEWEST)
        for item in results:
            item.classification.session.season = season
        return results

    def item_title(self, item):
        row = item.classification
        return _("%(event)s, %(session)s: %(state)s, revision %(number)s") % {
            "event": row.session.event,
            "session": row.session,
            "state": row.get_state_display(),
            "number": row.revision,
        }

    def item_link(self, item):
        session = item.classification.session
        address = [session.season.series.slug, session.season.slug, session.slug]
        return reverse("championship:revision", args=[*address, item.classification.revision])
