"""The notice board of an event: every official document, wherever it was made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from championship.models import (
    AppliedDecision,
    Classification,
    Decision,
    EntryListRevision,
    Event,
    Notice,
    StoredFile,
)


@dataclass(frozen=True, slots=True)
class BoardDocument:
    """A document on the board. `row` is what it was made of: its page shows that.

    `moment` is in the circuit's zone; if only the day is known, it stands in `day` alone.
    """

    row: Notice | Decision | Classification | EntryListRevision
    number: str
    moment: datetime | None
    day: date | None
    file: StoredFile | None = None

    @classmethod
    def at(cls, moment: datetime | None, zone: ZoneInfo, **more) -> Self:
        """A document that was published at a moment, if that is recorded."""
        here = moment and moment.astimezone(zone)
        return cls(moment=here, day=here and here.date(), **more)

    @property
    def kind(self) -> type:
        return type(self.row)


def notice_board(
    event: Event,
    *,
    now: datetime,
    limit: int | None = None,
    entry_lists: Iterable[EntryListRevision] | None = None,
) -> list[BoardDocument]:
    """The documents of an event that are public, the newest first; `limit` of them at most.

    Notices that are out; decisions that are in force, appealed, or reversed after they had
    been public; every revision of its classifications and of its entry list. Those without
    a time come after the others of their day, those without a day last. The event has its
    circuit joined. Four queries, whatever the number of documents; three if the issues of
    its entry list, newest first, have been read already.
    """
    zone = event.circuit.zone
    issues = event.entry_lists.order_by("-number") if entry_lists is None else entry_lists
    documents = [
        *_notices(public_notices(event, now=now), zone),
        *_decisions(public_decisions(event, now=now), zone),
        *_classifications(event, zone),
        *_entry_lists(issues, zone),
    ]
    return sorted(documents, key=_newest_first)[:limit]


def _newest_first(document: BoardDocument) -> tuple:
    """Sorts what has no day behind what has one, in the order in which it was found."""
    day, moment = document.day, document.moment
    return (
        day is None,
        -(day or date.min).toordinal(),
        moment is None,
        -moment.timestamp() if moment else 0,
    )


def _notices(rows: Iterable[Notice], zone: ZoneInfo) -> Iterator[BoardDocument]:
    for row in rows:
        yield BoardDocument.at(
            row.published_at, zone, row=row, number=row.number, file=row.document
        )


def _decisions(rows: Iterable[Decision], zone: ZoneInfo) -> Iterator[BoardDocument]:
    for row in rows:
        file = row.document if row.state in Decision.STANDING else None
        yield BoardDocument.at(row.decided_at, zone, row=row, number=row.number, file=file)


def _classifications(event: Event, zone: ZoneInfo) -> Iterator[BoardDocument]:
    rows = Classification.objects.filter(session__event=event).select_related("session")
    for row in rows.order_by("-session__starts_on", "-session__starts_at", "-revision"):
        yield BoardDocument.at(row.published_at, zone, row=row, number=row.document_number)


def _entry_lists(issues: Iterable[EntryListRevision], zone: ZoneInfo) -> Iterator[BoardDocument]:
    for row in issues:
        document = BoardDocument.at(row.published_at, zone, row=row, number="")
        if row.published_at is None:
            document = BoardDocument(row=row, number="", moment=None, day=row.published_on)
        yield document


def public_notices(event: Event, *, now: datetime) -> QuerySet[Notice]:
    """The notices of an event that are out, newest first, with their files."""
    return _with_file(event.notices.filter(published_at__lte=now))


def find_notice(event: Event, number: str, *, now: datetime, hidden: bool = False) -> Notice | None:
    """One notice of an event, if it is out; `hidden` finds those that are not. One query."""
    notices = _with_file(event.notices.all()) if hidden else public_notices(event, now=now)
    return notices.filter(number=number).first()


def public_decisions(event: Event, *, now: datetime) -> QuerySet[Decision]:
    """The decisions of an event that stand, and those that did before they were reversed."""
    return _decisions_of(event).filter(
        Q(state__in=Decision.STANDING) | _was_public(now), session__event=event
    )


def find_decision(
    event: Event, key: int, *, now: datetime, hidden: bool = False
) -> Decision | None:
    """One decision of an event, if it is public; `hidden` finds drafts too. One query."""
    decisions = _decisions_of(event) if hidden else public_decisions(event, now=now)
    return decisions.filter(pk=key).first()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision did in a published classification: the places in class, if known."""

    classification: Classification
    place_before: int | None
    place_after: int | None

    @property
    def moved(self) -> bool:
        return self.place_before != self.place_after


def effects_of(decision: Decision) -> list[Effect]:
    """The classifications in which a decision was applied, oldest first. One query."""
    applied = decision.applied.select_related("classification__session")
    return [
        Effect(row.classification, row.place_before, row.place_after)
        for row in applied.order_by("classification__revision", "order")
    ]


def _decisions_of(event: Event) -> QuerySet[Decision]:
    decisions = Decision.objects.filter(session__event=event)
    joined = decisions.select_related("event_entry__car_class", "session__round")
    return _with_file(joined).order_by("-session__starts_on", "-session__starts_at", "number", "pk")


def _was_public(now: datetime) -> Q:
    """Nobody reverses a draft: it was in force from its day, or in a classification."""
    applied = AppliedDecision.objects.filter(decision=OuterRef("pk"))
    return Q(state=Decision.State.REVERSED) & (Q(decided_at__lte=now) | Exists(applied))


def _with_file(rows: QuerySet) -> QuerySet:
    """With the name and the size of each file; its content stays where it is."""
    return rows.select_related("document").defer("document__content")


def next_number(event: Event) -> str:
    """The number after the highest on the board, drafts included. Three queries.

    Numbers that are more than figures, as 12/A, are left out, and those after which there is
    no room for another. Bulletins and decisions are counted together, as one board has one
    document 12.
    """
    longest = Notice._meta.get_field("number").max_length
    numbers = [
        *event.notices.values_list("number", flat=True),
        *Decision.objects.filter(session__event=event).values_list("number", flat=True),
        *Classification.objects.filter(session__event=event).values_list(
            "document_number", flat=True
        ),
    ]
    figures = (number for number in numbers if number.isascii() and number.isdecimal())
    taken = (int(number) for number in figures if len(number) < longest)
    return str(max(taken, default=0) + 1)
