"""What is published and not settled: provisional results, what follows them, what changed."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from championship.models import (
    AppliedDecision,
    Award,
    Classification,
    ClassificationLine,
    Decision,
    Event,
    LedgerLine,
    ResultImport,
    Session,
)
from championship.queries.award_results import SETTLED, OpenResults, open_results
from championship.queries.awards import AwardLine, lines_of

State = Classification.State
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Document:
    """The newest revision of a session, its cars, and how many tables count on it."""

    classification: Classification
    cars: int
    tables: int

    @property
    def session(self) -> Session:
        return self.classification.session


class Waits(StrEnum):
    """What an award waits for, the most urgent first."""

    IN_QUESTION = "in_question"
    IS_OPEN = "is_open"
    IS_DUE = "is_due"
    RESTS = "rests"


@dataclass(frozen=True, slots=True)
class WaitingAward:
    """A place that earns an award, and what it waits for.

    In question: the table now names another one than who holds it. Open: it was let go,
    and somebody is next. Due: all that it rests on is final. Rests: on what is provisional.
    """

    line: AwardLine
    waits: Waits


def provisional_documents() -> list[Document]:
    """The results that are provisional now, whichever was published last first. One query."""
    return _documents(Classification.objects.newest().filter(state=State.PROVISIONAL))


def revised_documents(event: Event | None) -> list[Document]:
    """Final results that may no longer be what is recorded: those of an event, and whatever
    a decision or a timing file came to since. One query.

    Whether they differ is for workflows to say.
    """
    settled = Classification.objects.newest().filter(state__in=[State.FINAL, State.AMENDED])
    of_event = Q(session__event=event) if event else Q(pk__in=[])
    return _documents(
        settled.filter(
            of_event | Exists(_not_applied()) | Exists(_no_longer()) | Exists(_imported_since())
        )
    )


def _documents(classifications: QuerySet[Classification]) -> list[Document]:
    lines = ClassificationLine.objects.filter(classification=OuterRef("pk")).order_by()
    ledger = LedgerLine.objects.filter(session=OuterRef("session")).order_by()
    rows = classifications.select_related(
        "session__event__circuit", "session__season__series"
    ).annotate(
        cars=Subquery(lines.values("classification").annotate(n=Count("pk")).values("n")),
        tables=Subquery(
            ledger.values("session").annotate(n=Count("championship", distinct=True)).values("n")
        ),
    )
    rows = rows.order_by(F("published_at").desc(nulls_last=True), "-pk")[:SHOWN]
    return [Document(row, row.cars or 0, row.tables or 0) for row in rows]


def _not_applied() -> QuerySet[Decision]:
    """Decisions that stand and that the revision has not, or has otherwise."""
    applied = AppliedDecision.objects.filter(
        classification=OuterRef(OuterRef("pk")), decision=OuterRef("pk"), state=OuterRef("state")
    )
    return Decision.objects.filter(
        ~Exists(applied), session=OuterRef("session"), state__in=Decision.STANDING
    )


def _no_longer() -> QuerySet[AppliedDecision]:
    """Decisions in the revision that were reversed or deleted since."""
    applied = AppliedDecision.objects.filter(classification=OuterRef("pk"))
    return applied.filter(Q(decision__isnull=True) | ~Q(decision__state__in=Decision.STANDING))


def _imported_since() -> QuerySet[ResultImport]:
    return ResultImport.objects.filter(
        session=OuterRef("session"), imported_at__gt=OuterRef("published_at")
    )


def waiting_awards() -> list[WaitingAward]:
    """The awards that wait for something, the most urgent first. Eighteen queries at most.

    While races are still to come they are the standings' affair alone.
    """
    races = Session.objects.races().filter(season=OuterRef("season"))
    awards = Award.objects.filter(championship__isnull=False).annotate(has_races=Exists(races))
    lines = lines_of(awards.order_by("-season__starts_on", "season", "championship__order", "pk"))
    still = open_results({line.award.championship_id for line in lines}) if lines else {}
    waiting = [
        WaitingAward(line, waits)
        for line in lines
        if (waits := _waits(line, still.get(line.award.championship_id, SETTLED)))
    ]
    order = list(Waits)
    return sorted(waiting, key=lambda one: order.index(one.waits))[:SHOWN]


def _waits(line: AwardLine, still: OpenResults) -> Waits | None:
    if line.is_in_question:
        return Waits.IN_QUESTION
    if line.is_open:
        return Waits.IS_OPEN
    if not line.is_provisional or still.to_come or not line.award.has_races:
        return None
    return Waits.RESTS if still.provisional else Waits.IS_DUE
