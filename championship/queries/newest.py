"""The newest of what a season publishes, for those who follow it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import F
from django.db.models.functions import Coalesce

from championship.models import Classification, ClassificationLine, Notice, Season

from .firsts import ClassWinner


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """A revision of a classification, joined with its session and event, and its class winners."""

    classification: Classification
    winners: list[ClassWinner]

    @property
    def published(self) -> datetime | None:
        return self.classification.published_at

    @property
    def updated(self) -> datetime:
        """A moment that it is not older than, also if nobody wrote down when it appeared."""
        session = self.classification.session
        day = session.starts_on or session.event.starts_on
        return self.published or session.starts_at or datetime.combine(day, time(), tzinfo=UTC)


def newest_results(season: Season, *, limit: int) -> list[PublishedResult]:
    """Every published revision of a season's results, the newest first. Two queries."""
    revisions = Classification.objects.filter(session__season=season)
    moment = Coalesce("published_at", "session__starts_at")
    shown = list(
        revisions.select_related("session__event").order_by(
            moment.desc(nulls_last=True),
            F("session__starts_on").desc(nulls_last=True),
            "-session",
            "-revision",
        )[:limit]
    )
    won = _winners(shown)
    return [PublishedResult(row, won[row.pk]) for row in shown]


def _winners(shown: list[Classification]) -> dict[int, list[ClassWinner]]:
    """The class winners of each of these revisions, by its key. One query."""
    keys = [row.pk for row in shown]
    lines = ClassificationLine.objects.filter(classification__in=keys, class_place=1)
    found = defaultdict(list)
    for line in lines.select_related("car_class").order_by("car_class__order", "order"):
        winner = ClassWinner(line.number, line.car_class, line.team_name)
        found[line.classification_id].append(winner)
    return found


def newest_notices_of(season: Season, *, now: datetime, limit: int) -> list[Notice]:
    """The notices of a season that are out, newest first, with event and file. One query."""
    notices = Notice.objects.filter(event__season=season, published_at__lte=now)
    joined = notices.select_related("event", "document").defer("document__content")
    return list(joined.order_by("-published_at", "-pk")[:limit])
