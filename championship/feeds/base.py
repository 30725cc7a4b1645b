"""What all feeds share."""

from datetime import UTC, date, datetime, time

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from championship.views.finding import season_or_404

NEWEST = 50  # entries in a feed


def midnight(day: date) -> datetime:
    """A moment that something of this day is not older than."""
    return datetime.combine(day, time(), tzinfo=UTC)


class Atom(Atom1Feed):
    """An Atom feed that is the same for everybody who asks, also while it has no entry."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["since"]


class SeasonFeed(Feed):
    """A feed of a season at /feeds/<series>/<season>/….

    Its items have `published`, a moment or None, and `updated`, always a moment.
    """

    feed_type = Atom

    def get_object(self, request, series, season):
        return season_or_404(request, series, season)

    def feed_extra_kwargs(self, season):
        return {"since": midnight(season.starts_on)}

    def item_pubdate(self, item):
        return item.published

    def item_updateddate(self, item):
        return item.updated
