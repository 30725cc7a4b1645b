"""Events with their circuits and the numbers of their rounds."""

from django.db.models import F, QuerySet

from championship.models import Event, Season


def events_with_rounds(season: Season) -> list[Event]:
    """The events of a season, each with `round_numbers` and its circuit. One query."""
    return _numbered(season.events.order_by("starts_on", "pk", "rounds__number"))


def events_at(series: str, season: str) -> list[Event]:
    """The same by the address of the season, public or not, which is joined. One query."""
    events = Event.objects.filter(season__series__slug=series, season__slug=season)
    joined = events.select_related("season__series")
    return _numbered(joined.order_by("starts_on", "pk", "rounds__number"))


def find_event(series: str, season: str, slug: str) -> Event | None:
    """An event by its address, public or not, with `round_numbers`. One query.

    Its circuit, its season and the series are joined.
    """
    address = {"season__series__slug": series, "season__slug": season, "slug": slug}
    found = Event.objects.filter(**address).select_related("season__series")
    return next(iter(_numbered(found.order_by("rounds__number"))), None)


def _numbered(rows: QuerySet[Event]) -> list[Event]:
    """Of an event that has several rounds there are several rows."""
    events: dict[int, Event] = {}
    joined = rows.select_related("circuit").annotate(round_number=F("rounds__number"))
    for row in joined:
        row.round_numbers = []
        event = events.setdefault(row.pk, row)
        event.round_numbers += [row.round_number] if row.round_number else []
    return list(events.values())
