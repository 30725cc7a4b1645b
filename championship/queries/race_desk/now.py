"""The one thing that is most urgent at the race desk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from championship.models import Decision, Event, Session

from .clock import ends_at
from .documents import Document, WaitingAward, Waits
from .focus import Focus
from .missing import Missing
from .next_event import NextEvent

# So long a session without a result is waited for; later it is one task among others.
FRESH = timedelta(hours=12)


class Kind(StrEnum):
    NO_RESULT = "no_result"
    UNPUBLISHED = "unpublished"
    PROVISIONAL_UNTIL = "provisional_until"
    PROVISIONAL_OVER = "provisional_over"
    PROVISIONAL = "provisional"
    DRAFTS = "drafts"
    CHANGED = "changed"
    RUNNING = "running"
    STARTS = "starts"
    QUESTION = "question"
    AWARDS = "awards"
    LATE_RESULT = "late_result"
    NEXT_EVENT = "next_event"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Due:
    """What is due: of which session or event, when, and how many drafts or awards wait."""

    kind: Kind
    session: Session | None = None
    event: Event | None = None
    at: datetime | None = None
    count: int = 0


def what_is_due(
    now: datetime,
    *,
    focus: Focus | None = None,
    provisional: Collection[Document] = (),
    changed: Collection[Document] = (),
    drafts: Collection[Decision] = (),
    awards: Collection[WaitingAward] = (),
    missing: Missing | None = None,
    coming: NextEvent | None = None,
) -> Due:
    """The first that applies: a session just over without a result, a provisional one, drafts,
    a publication that is behind, what runs or starts next, awards in question or to be
    given, an old session without a result, the next event. No query: it chooses among what
    was asked.
    """
    fresh = _just_over(missing, now)
    if fresh:
        kind = Kind.UNPUBLISHED if fresh.has_result else Kind.NO_RESULT
        return Due(kind, fresh, at=ends_at(fresh))
    if provisional:
        return _provisional(provisional, drafts, now)
    if drafts:
        first = drafts[0].session
        return Due(Kind.DRAFTS, first, count=_on(first, drafts))
    if changed:
        return Due(Kind.CHANGED, next(iter(changed)).session)
    if focus and focus.running:
        return Due(Kind.RUNNING, focus.running, at=ends_at(focus.running))
    if focus and focus.coming:
        return Due(Kind.STARTS, focus.coming, at=focus.coming.starts_at)
    return _whenever(awards, missing, coming)


def _just_over(missing: Missing | None, now: datetime) -> Session | None:
    sessions = missing.sessions if missing else []
    return next((one for one in sessions if now - ends_at(one) <= FRESH), None)


def _provisional(
    documents: Collection[Document], drafts: Collection[Decision], now: datetime
) -> Due:
    """The one whose time for protests ends first; one without such a time comes after."""
    first = min(documents, key=_until)
    until = first.classification.provisional_until
    kind = Kind.PROVISIONAL
    if until:
        kind = Kind.PROVISIONAL_UNTIL if until > now else Kind.PROVISIONAL_OVER
    return Due(kind, first.session, at=until, count=_on(first.session, drafts))


def _until(document: Document) -> tuple:
    until = document.classification.provisional_until
    return (until is None, until.timestamp() if until else 0)


def _on(session: Session, drafts: Iterable[Decision]) -> int:
    return sum(draft.session_id == session.pk for draft in drafts)


def _whenever(
    awards: Collection[WaitingAward], missing: Missing | None, coming: NextEvent | None
) -> Due:
    """What can be done on a quiet day."""
    kinds = {Waits.IN_QUESTION: Kind.QUESTION, Waits.IS_DUE: Kind.AWARDS}
    for waits, kind in kinds.items():
        if waiting := sum(award.waits is waits for award in awards):
            return Due(kind, count=waiting)
    if missing and missing.sessions:
        return Due(Kind.LATE_RESULT, missing.sessions[0])
    if coming:
        return Due(Kind.NEXT_EVENT, event=coming.event)
    return Due(Kind.NOTHING)
