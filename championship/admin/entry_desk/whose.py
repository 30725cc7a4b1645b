"""Whose list a page of the entry desk is about."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from championship.admin.autocomplete import is_key
from championship.models import Season


def season_and_event(request, pk):
    """The season of this key, and its event that ?event= names, or None. 404 for another's."""
    season = get_object_or_404(Season.objects.select_related("series"), pk=pk)
    key = request.GET.get("event", "")
    if not key:
        return season, None
    events = season.events.select_related("circuit")
    return season, get_object_or_404(events, pk=key if is_key(key) else 0)


def address(page, season, event=None):
    """Where a page of the entry desk is: address("entries/publish", season, event)."""
    from . import address_name

    found = reverse(f"admin:{address_name(page)}", args=[season.pk])
    return f"{found}?event={event.pk}" if event else found
