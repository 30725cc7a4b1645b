"""What staff are offered while they type: labelled, and of the season they are in."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import reverse

from championship.models import (
    CarClass,
    Championship,
    Entry,
    Event,
    EventEntry,
    PointsScale,
    Round,
    Session,
)

from .labels import joined, label

SEASON_PATHS = {
    **dict.fromkeys([CarClass, Championship, Entry, Event, PointsScale, Round, Session], "season"),
    EventEntry: "event__season",
}


class LabelledChoices(AutocompleteJsonView):
    def get_queryset(self):
        rows = joined(super().get_queryset())
        season = self.request.GET.get("season", "")
        path = SEASON_PATHS.get(rows.model)
        return rows.filter(**{path: season}) if path and season.isdecimal() else rows

    def serialize_result(self, row, to_field_name):
        return {**super().serialize_result(row, to_field_name), "text": label(row)}


def offer_season(field, season):
    """Let an autocomplete field offer the rows of one season only."""
    widget = getattr(field.widget, "widget", field.widget)
    if hasattr(widget, "get_url") and field.queryset.model in SEASON_PATHS:
        widget.get_url = lambda: f"{reverse('admin:autocomplete')}?season={season}"
