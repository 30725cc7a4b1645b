"""What staff are offered while they type: labelled, and of the season they are in."""

import re

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from championship.models import (
    CarClass,
    Championship,
    Entry,
    Event,
    EventEntry,
    Notice,
    PointsScale,
    Round,
    Session,
)

from .labels import joined, label

SEASON_PATHS = {
    **dict.fromkeys([CarClass, Championship, Entry, Event, PointsScale, Round, Session], "season"),
    EventEntry: "event__season",
    Notice: "event__season",
}


def is_key(value):
    """Whether something sent by a browser can be the key of a row."""
    return re.fullmatch(r"\d{1,18}", str(value), re.ASCII) is not None


class LabelledChoices(AutocompleteJsonView):
    def get_queryset(self):
        rows = joined(super().get_queryset())
        season = self.request.GET.get("season", "")
        path = SEASON_PATHS.get(rows.model)
        return rows.filter(**{path: season}) if path and is_key(season) else rows

    def serialize_result(self, row, to_field_name):
        return {**super().serialize_result(row, to_field_name), "text": label(row)}


class Choice:
    """A field with choices as one types, of one season if that is known."""

    season = None

    def get_url(self):
        return super().get_url() + (f"?season={self.season}" if self.season else "")

    def optgroups(self, name, value, attr=None):
        # Django looks up whatever was sent, and fails on what is no key.
        return super().optgroups(name, [key for key in value if not key or is_key(key)], attr)


class OneChoice(Choice, AutocompleteSelect):
    pass


class ManyChoices(Choice, AutocompleteSelectMultiple):
    pass


def offer_season(field, season):
    """Let a field offer the rows of one season only, if its rows belong to seasons."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, Choice) and field.queryset.model in SEASON_PATHS:
        widget.season = season
