"""Feeds for those who want to be told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from championship.models import EntryListRevision, Season
from championship.queries.entry_changes import Changes, changes_of, previous_of
from championship.queries.entry_list import published_lists, revisions_of

from .views.finding import season_or_404

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Published:
    """An issue, what changed since the one before, and a moment that it is not older than."""

    season: Season
    issue: EntryListRevision
    changes: Changes | None
    updated: datetime


class EntryListFeed(Feed):
    """The published entry lists of a season, the newest first, with what changed."""

    feed_type = Atom1Feed
    description_template = "championship/feed_entry_list.html"

    def get_object(self, request, series, season):
        return season_or_404(request, series, season)

    def title(self, season):
        return _("Entry lists, %(season)s") % {"season": f"{season.series} {season}"}

    def link(self, season):
        return reverse("championship:entries", args=[season.series.slug, season.slug])

    def items(self, season):
        issues = revisions_of(season)
        shown = issues[: -NEWEST - 1 : -1]
        before = {issue.pk: previous_of(issues, issue) for issue in shown}
        lists = published_lists({issue for issue in [*shown, *before.values()] if issue})
        return [
            Published(
                season,
                issue,
                changes_of(previous, issue, lists) if (previous := before[issue.pk]) else None,
                _updated(season, issues, issue),
            )
            for issue in shown
        ]

    def item_title(self, item):
        words = {"number": item.issue.number, "event": item.issue.event}
        if item.issue.event:
            return _("Entry list, revision %(number)s: %(event)s") % words
        return _("Entry list, revision %(number)s: season") % words

    def item_link(self, item):
        address = [item.season.series.slug, item.season.slug, item.issue.number]
        return reverse("championship:entry-revision", args=address)

    def item_pubdate(self, item):
        return _published(item.issue)

    def item_updateddate(self, item):
        return item.updated


def _published(issue: EntryListRevision) -> datetime | None:
    if issue.published_at or issue.published_on is None:
        return issue.published_at
    return _midnight(issue.published_on)


def _updated(season: Season, issues: list[EntryListRevision], issue: EntryListRevision) -> datetime:
    """A feed needs a day for everything: if nobody wrote it down, that of the issue before."""
    known = (_published(one) for one in reversed(issues) if one.number <= issue.number)
    return next((moment for moment in known if moment), _midnight(season.starts_on))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
