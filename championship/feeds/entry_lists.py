"""The feed of entry lists."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from championship.models import EntryListRevision, Season
from championship.queries.entry_changes import Changes, changes_of, previous_of
from championship.queries.printed_lists import published_lists, revisions_of

from .base import SeasonFeed, midnight

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Published:
    """An issue, what changed since the one before, and a moment that it is not older than."""

    season: Season
    issue: EntryListRevision
    changes: Changes | None
    updated: datetime

    @property
    def published(self) -> datetime | None:
        return _published(self.issue)


class EntryListFeed(SeasonFeed):
    """The published entry lists of a season, the newest first, with what changed."""

    description_template = "championship/feed_entry_list.html"

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


def _published(issue: EntryListRevision) -> datetime | None:
    if issue.published_at or issue.published_on is None:
        return issue.published_at
    return midnight(issue.published_on)


def _updated(season: Season, issues: list[EntryListRevision], issue: EntryListRevision) -> datetime:
    """A feed needs a day for everything: if nobody wrote it down, that of the issue before."""
    known = (_published(one) for one in reversed(issues) if one.number <= issue.number)
    return next((moment for moment in known if moment), midnight(season.starts_on))
