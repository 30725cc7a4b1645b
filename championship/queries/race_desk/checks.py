"""What staff should look at and no page would tell them: as far as the data say so."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from championship.models import (
    Classification,
    ClassificationLine,
    Driver,
    EventCrewSeat,
    PointsDecision,
    Season,
    Session,
)

from .clock import current

SHOWN = 6
# The winner of a race over a time crosses the line after it; a minute less was shortened.
MS = 60_000


@dataclass(frozen=True, slots=True)
class ShortenedRace:
    """A published race that was run for less time than planned, with full points so far."""

    session: Session
    ran_ms: int


@dataclass(frozen=True, slots=True)
class CurrentChecks:
    """Drivers who race and lack a country, or any category; shortened races undecided."""

    without_country: int
    without_category: int
    shortened: list[ShortenedRace]


def current_checks(now: datetime, season: Season | None = None) -> CurrentChecks:
    """Of the seasons that are worked on, and of this one. Three queries."""
    seats = EventCrewSeat.objects.filter(
        current(now, "event_entry__event__season", season), driver=OuterRef("pk")
    )
    racing = Driver.objects.filter(Exists(seats))
    return CurrentChecks(
        without_country=racing.filter(country="").count(),
        without_category=racing.filter(categories__isnull=True).count(),
        shortened=_shortened(now, season),
    )


def _shortened(now: datetime, season: Season | None) -> list[ShortenedRace]:
    """Races stopped early whose points nobody decided on: neither a factor nor a decision."""
    decided = PointsDecision.objects.filter(
        session=OuterRef("classification__session"),
        effect=PointsDecision.Effect.SESSION_FACTOR,
    )
    winners = ClassificationLine.objects.filter(
        current(now, "classification__session__season", season),
        ~Exists(decided),
        classification__in=Classification.objects.newest(),
        classification__session__kind__in=Session.RACES,
        classification__session__points_factor="1",
        place=1,
        time_ms__lt=(F("classification__session__duration_minutes") - 1) * MS,
    ).select_related("classification__session__event")
    rows = winners.order_by("-classification__session__starts_on", "pk")[:SHOWN]
    return [ShortenedRace(row.classification.session, row.time_ms) for row in rows]
