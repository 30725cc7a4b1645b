"""Feeds for those who want to be told."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from championship.models import EntryListRevision
from championship.queries.change_sentences import groups, total_in_words
from championship.queries.entry_changes import changes_of, previous_of
from championship.queries.entry_list import published_lists, revisions_of

from .views.finding import season_or_404

NEWEST = 20


class EntryListFeed(Feed):
    """The published entry lists of a season, the newest first, with what changed."""

    feed_type = Atom1Feed

    def get_object(self, request, series, season):
        return season_or_404(request, series, season)

    def title(self, season):
        return _("Entry lists, %(season)s") % {"season": f"{season.series} {season}"}

    def link(self, season):
        return reverse("championship:entries", args=[season.series.slug, season.slug])

    def items(self, season):
        issues = revisions_of(season)
        newest = issues[: -NEWEST - 1 : -1]
        pairs = [(previous_of(issues, issue), issue) for issue in newest]
        lists = published_lists({issue for pair in pairs for issue in pair if issue})
        return [(season, issue, _changes(before, issue, lists)) for before, issue in pairs]

    def item_title(self, item):
        _season, issue, _changes = item
        return _issue_name(issue)

    def item_description(self, item):
        _season, issue, changes = item
        totals = [total_in_words(total) for total in changes.totals] if changes else []
        told = [
            f"{group.name}: #{line.car.number} {line.text}"
            for group in (groups(changes) if changes else [])
            for line in group.items
        ]
        return ". ".join(part for part in ["; ".join(totals), *told, issue.note] if part)

    def item_link(self, item):
        season, issue, _changes = item
        address = [season.series.slug, season.slug, issue.number]
        return reverse("championship:entry-revision", args=address)

    def item_pubdate(self, item):
        _season, issue, _changes = item
        if issue.published_at or issue.published_on is None:
            return issue.published_at
        return datetime.combine(issue.published_on, time(), tzinfo=UTC)


def _changes(before: EntryListRevision | None, issue: EntryListRevision, lists):
    return changes_of(before, issue, lists) if before else None


def _issue_name(issue: EntryListRevision) -> str:
    words = {"number": issue.number, "event": issue.event}
    if issue.event:
        return _("Entry list, revision %(number)s: %(event)s") % words
    return _("Entry list, revision %(number)s: season") % words
