"""Feeds for those who want to be told."""

from .entry_lists import EntryListFeed
from .news import NewsFeed, SeasonNewsFeed
from .notices import NoticeFeed
from .results import ResultFeed

__all__ = ["EntryListFeed", "NewsFeed", "NoticeFeed", "ResultFeed", "SeasonNewsFeed"]
