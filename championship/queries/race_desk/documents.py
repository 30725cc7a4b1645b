"""What is published and not settled: provisional results, what follows them, what changed."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class ProvisionalAward:
    """An award that nobody has yet. `is_due`: every race of its season is published."""

    line: AwardLine
    is_due: bool


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


def provisional_awards() -> list[ProvisionalAward]:
    """The awards that rest on a provisional result, or wait to be given. Two queries.

    While races of their season are still to come they are the standings' affair alone.
    """
    newest = Classification.objects.newest()
    provisional = newest.filter(
        state=State.PROVISIONAL, session__season=OuterRef("season"), session__round__isnull=False
    )
    races = Session.objects.races().filter(season=OuterRef("season"))
    unpublished = races.filter(~Exists(Classification.objects.filter(session=OuterRef("pk"))))
    awards = Award.objects.filter(Exists(races), state=Award.State.PROVISIONAL).annotate(
        rests=Exists(provisional), waits=Exists(unpublished)
    )
    awards = awards.filter(Q(rests=True) | Q(waits=False)).order_by("-season__starts_on", "season")
    lines = lines_of(awards.select_related("season__series"))
    return [
        ProvisionalAward(line, is_due=not (line.award.rests or line.award.waits))
        for line in lines[:SHOWN]
    ]
