"""The events after which a reader can hide results."""

from itertools import groupby
from operator import attrgetter

from championship.models import Event, Season


def events_to_choose() -> list[tuple[Season, list[Event]]]:
    """The events of public seasons by season, newest season first. One query."""
    events = (
        Event.objects.filter(season__is_public=True)
        .exclude(status=Event.Status.CANCELLED)
        .select_related("season__series")
        .order_by("-season__starts_on", "season__series__name", "season", "starts_on", "pk")
    )
    return [(season, list(own)) for season, own in groupby(events, attrgetter("season"))]
