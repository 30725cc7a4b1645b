"""How rows are told apart wherever staff pick one.

A row's own name reads its own columns. Here it is followed by what the row belongs to,
and the joins are named, so that a list of choices costs one query.
"""

from django.utils.text import slugify

from championship.models import (
    CarClass,
    Championship,
    Driver,
    Entry,
    Event,
    EventEntry,
    PointsScale,
    Round,
    Season,
    Session,
    Team,
)


def _season(season):
    return f"{season.series} {season}"


def _in_season(row):
    return f"{row} · {_season(row.season)}"


def _at_event(row):
    return f"{row}, {row.event} · {_season(row.event.season)}"


def _entry(entry):
    return f"#{entry.number} {entry.shown_team_name}, {entry.car_class} · {_season(entry.season)}"


def _event_entry(entry):
    return f"{entry}, {entry.car_class} · {entry.event}, {_season(entry.event.season)}"


def _namesake(row):
    """The address tells two people, or two teams, of one name apart."""
    parts = [str(row), row.country.code, row.slug if row.slug != slugify(str(row)) else ""]
    return " · ".join(part for part in parts if part)


LABELS = {
    Season: (["series"], _season),
    CarClass: (["season__series"], _in_season),
    Event: (["season__series"], _in_season),
    Round: (["event__season__series"], _at_event),
    Session: (["event__season__series"], _at_event),
    Team: ([], _namesake),
    Driver: ([], _namesake),
    Entry: (["season__series", "team", "car_class"], _entry),
    EventEntry: (["event__season__series", "car_class"], _event_entry),
    Championship: (["season__series"], _in_season),
    PointsScale: (["season__series"], _in_season),
}


def label(row):
    """Name a row so that no other row reads the same."""
    _joins, write = LABELS.get(type(row), ([], str))
    return write(row)


def joined(queryset):
    """The same rows with everything that their labels read."""
    joins, _write = LABELS.get(queryset.model, ([], str))
    return queryset.select_related(*joins) if joins else queryset
