"""The event that begins next, and what it lacks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from championship.models import (
    Championship,
    ChampionshipRules,
    EntryListRevision,
    Event,
    EventEntry,
    GridSource,
    Session,
)
from championship.queries.entry_checks import check_list, open_checks

NEAR = 6
HAS_A_SCALE = (
    Q(race_scale__isnull=False)
    | Q(sprint_scale__isnull=False)
    | Q(qualifying_scale__isnull=False)
    | Q(session_scales__isnull=False)
)


@dataclass(frozen=True, slots=True)
class NextEvent:
    """An event with what is known of it.

    `newest` is the last issue of its entry list, `without_grid` the races whose grid no
    qualifying sets though there is one, `without_points` the championships of the season
    whose rules give no points.
    """

    event: Event
    sessions: int
    without_time: int
    cars: int
    newest: EntryListRevision | None
    open_points: int
    without_grid: list[Session]
    championships: int
    without_points: list[Championship]


def next_event(now: datetime, *, checks: bool = True) -> NextEvent | None:
    """The next event of all seasons whose first day is to come; None if there is none.

    Fourteen queries, of which nine check the crews; one if nothing is to come.
    """
    event = _next(now)
    if event is None:
        return None
    sessions = list(
        event.sessions.annotate(has_grid=Exists(GridSource.objects.filter(race=OuterRef("pk"))))
    )
    qualified = any(one.kind == Session.Kind.QUALIFYING for one in sessions)
    races = [one for one in sessions if one.kind in Session.RACES]
    championships = list(
        event.season.championships.annotate(gives=Exists(_rules_with_points())).order_by("order")
    )
    return NextEvent(
        event=event,
        sessions=len(sessions),
        without_time=sum(one.starts_at is None for one in sessions),
        cars=event.entries.exclude(status=EventEntry.Status.WITHDRAWN).count(),
        newest=event.entry_lists.order_by("-number").first(),
        open_points=len(open_checks(check_list(event.season, event))) if checks else 0,
        without_grid=[race for race in races if qualified and not race.has_grid],
        championships=len(championships),
        without_points=[one for one in championships if not one.gives],
    )


def _rules_with_points():
    return ChampionshipRules.objects.filter(HAS_A_SCALE, championship=OuterRef("pk"))


def _next(now: datetime) -> Event | None:
    """Where it is tomorrow already an event of tomorrow has begun."""
    events = Event.objects.filter(status=Event.Status.SCHEDULED, starts_on__gte=now.date())
    near = events.select_related("circuit", "season__series").order_by("starts_on", "pk")[:NEAR]
    to_come = (
        event for event in near if event.starts_on > now.astimezone(event.circuit.zone).date()
    )
    return next(to_come, None)
