"""Searching everything that is public, by the names that people type."""

from .page import SearchGroup, SearchHit, SearchPage, search

__all__ = ["SearchGroup", "SearchHit", "SearchPage", "search"]
