"""Calendars to subscribe to."""

from django import template
from django.utils.text import capfirst

from championship.models import Session

register = template.Library()
OFFERED = ("race", "sprint", "qualifying", "practice")


@register.inclusion_tag("championship/includes/calendar_files.html")
def calendar_files(page, season):
    """Those of a season: of every session, and of each kind that it has."""
    there = {session.kind for row in page.events for session in row.sessions}
    kinds = [kind for kind in OFFERED if kind in there]
    return {
        "season": season,
        "kinds": [(kind, capfirst(Session.Kind(kind).label)) for kind in kinds],
    }
