"""What is on now, over all public seasons."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from championship.models import Article, Event, Notice, Season, Session

from .firsts import Pole, firsts
from .news import articles, newest_notices
from .results import LastResult, last_result
from .standings import Leaders, leaders
from .timetable import TimetableRow, timetables

NEWS, NOTICES = 6, 4


@dataclass(frozen=True, slots=True)
class NextSession:
    """The session that starts next, the timetable around it, and the poles if it is a race."""

    session: TimetableRow
    event: Event
    rounds: int
    left: timedelta
    timetable: list[TimetableRow]
    poles: list[Pole]


@dataclass(frozen=True, slots=True)
class Home:
    """The home page. `season` is that of the next session, or of the last result."""

    season: Season | None
    next: NextSession | None
    last: LastResult | None
    leaders: list[Leaders]
    news: list[Article]
    notices: list[Notice]

    @property
    def result_season(self) -> Season | None:
        return self.last.classification.session.season if self.last else None

    @property
    def other_season(self) -> Season | None:
        """The season of the last result, where it is not that of the next session."""
        return self.result_season if self.result_season != self.season else None


def home(language: str, *, now: datetime) -> Home:
    """What is on now. Eight queries at most, however many seasons there are."""
    coming = _next_session(now)
    last = last_result(Q(is_public=True))
    shown = last.classification.session.season if last else None
    return Home(
        season=coming.event.season if coming else shown,
        next=coming,
        last=last,
        leaders=leaders(shown) if shown else [],
        news=list(articles(language, now=now)[:NEWS]),
        notices=newest_notices(now=now, limit=NOTICES),
    )


def _next_session(now: datetime) -> NextSession | None:
    """Three queries; one if nothing is to come."""
    first = (
        Session.objects.after(now)
        .filter(season__is_public=True, event__status=Event.Status.SCHEDULED)
        .select_related("event__circuit", "event__season__series")
        .annotate(rounds=Count("season__rounds", distinct=True))
        .order_by("starts_at", "pk")
        .first()
    )
    if first is None:
        return None
    timetable = timetables([first.event], now=now)[first.event_id]
    return NextSession(
        session=next(row for row in timetable if row.slug == first.slug),
        event=first.event,
        rounds=first.rounds,
        left=first.starts_at - now,
        timetable=timetable,
        poles=firsts(Q(session=first)).poles.get(first.slug, []),
    )
