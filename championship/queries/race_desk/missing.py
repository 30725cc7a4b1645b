"""Sessions that are over and of which nothing is published."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from championship.models import Classification, Event, Result, Season, Session

from .clock import current, ends_at, is_over
from .focus import EXPECTED

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Missing:
    """Races and qualifyings without a published result, the last one first.

    Each session has `has_result`: an order is recorded and waits to be published. `more`
    are not told of, `practices` counts the other sessions of which nothing is published.
    """

    sessions: list[Session]
    more: int
    practices: int


def sessions_without_result(now: datetime, season: Season | None = None) -> Missing:
    """What is over, in seasons that are worked on and in this one. One query.

    A practice is asked after only if an order is recorded: few publish theirs.
    """
    over = [session for session in _unpublished(now, season) if is_over(session, now)]
    wanted = [one for one in over if one.kind in EXPECTED or one.has_result]
    wanted.sort(key=lambda one: (ends_at(one), one.pk), reverse=True)
    return Missing(
        sessions=wanted[:SHOWN],
        more=len(wanted[SHOWN:]),
        practices=len(over) - len(wanted),
    )


def _unpublished(now: datetime, season: Season | None) -> QuerySet[Session]:
    tomorrow = now.date() + timedelta(days=1)
    sessions = Session.objects.filter(
        current(now, "season", season),
        ~Exists(Classification.objects.filter(session=OuterRef("pk"))),
        Q(starts_at__lte=now) | Q(starts_at__isnull=True, starts_on__lte=tomorrow),
        event__status=Event.Status.SCHEDULED,
    )
    return sessions.select_related("event__circuit", "season__series").annotate(
        has_result=Exists(Result.objects.filter(session=OuterRef("pk")))
    )
