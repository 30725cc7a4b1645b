"""From what the timing says to an official classification, with everything that follows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import (
    Classification,
    ClassifiedDriver,
    Decision,
    Session,
)
from championship.page_cache.writes import only_about
from championship.queries.shown_with import seasons_shown_with

from .bulk import insert_objects
from .official_result import CannotPublish, OfficialResult, official_result, published_result
from .points_taken import follow_points
from .standings import lock_tables, store_standings

State = Classification.State

# A result is provisional until protests are over, then final; after that it is only amended.
NEXT_STATES = {
    None: [State.PROVISIONAL, State.FINAL],
    State.PROVISIONAL: [State.PROVISIONAL, State.FINAL],
    State.FINAL: [State.AMENDED],
    State.AMENDED: [State.AMENDED],
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now, beside the newest revision; `last` is None before the first.

    `drafts` are the decisions, by key, that would come into force with it.
    """

    session: Session
    official: OfficialResult
    last: Classification | None
    drafts: frozenset[int]

    @property
    def states(self) -> list[State]:
        """As what it may be published."""
        return NEXT_STATES[self.last.state if self.last else None]

    @property
    def fingerprint(self) -> str:
        """The newest revision, and all that this one would hold: equal only to what was seen."""
        return f"{self.last.revision if self.last else 0}-{self.official.digest}"


def draft_of(session: Session, *, decisions: Collection[int] = ()) -> Draft:
    """What publishing this session would freeze, with some drafts of decisions in force.

    Raises CannotPublish as official_result() does.
    """
    drafts = session.decisions.filter(state=Decision.State.DRAFT, pk__in=decisions)
    return Draft(
        session=session,
        official=official_result(session, drafts=decisions),
        last=newest_of(session),
        drafts=frozenset(drafts.values_list("pk", flat=True)),
    )


def newest_of(session: Session) -> Classification | None:
    """The revision in force. One query."""
    return session.classifications.select_related("published_by").order_by("-revision").first()


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction for a publication and whatever is kept of it.

    Raises CannotPublish if somebody deletes a part of it in the same moment.
    """
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        raise CannotPublish(_edited_meanwhile()) from error


@all_or_nothing()
def publish_classification(
    session: Session,
    *,
    state: str,
    user=None,
    note: str = "",
    document_number: str = "",
    provisional_until: datetime | None = None,
    published_at: datetime | None = None,
    decisions: Collection[int] = (),
    seen: str | None = None,
) -> Classification:
    """Freeze the result of a session, with its decisions, as the next numbered revision.

    `decisions` are drafts, by key, that come into force with it; `seen` is the fingerprint
    of the draft that was looked at. The standings of every championship of the season
    follow in the same transaction. Two people publishing in one season are served one
    after the other.

    Raises CannotPublish if there is no result, two cars stand on one line, nobody is
    classified, the state does not follow from the one in force, a result is to be final
    while drafts of decisions are left, or it is not what was seen.
    """
    session = _locked(session)
    now = timezone.now()
    draft = draft_of(session, decisions=decisions)
    _check_seen(draft, seen)
    _check_state(draft.last, session, state)
    _check_drafts(draft, state)
    with only_about(*seasons_shown_with(session.season)):
        _put_in_force(draft, now)
        classification = _freeze(
            session,
            draft.official,
            state=state,
            published_by=user,
            published_at=published_at or now,
            provisional_until=provisional_until if state == State.PROVISIONAL else None,
            document_number=document_number,
            note=note,
        )
        store_standings(session.season)
    return classification


@all_or_nothing()
def restore_classification(
    earlier: Classification,
    *,
    state: str,
    user=None,
    note: str = "",
    document_number: str = "",
    provisional_until: datetime | None = None,
    published_at: datetime | None = None,
    seen: str | None = None,
) -> Classification:
    """Take a publication back: an earlier revision is published again as the newest one.

    Results and decisions stay as they are; whoever publishes next sees what they give.
    `seen` is restoring_fingerprint() of the page that was looked at. The standings follow.

    Raises CannotPublish if it is the newest one already, or as publish_classification().
    """
    session = _locked(earlier.session)
    last = newest_of(session)
    if last is None or last.pk == earlier.pk:
        raise CannotPublish(_("This is the newest revision; there is nothing to take back."))
    if seen is not None and seen != restoring_fingerprint(last):
        raise CannotPublish(_published_meanwhile(last))
    _check_state(last, session, state)
    with only_about(*seasons_shown_with(session.season)):
        classification = _freeze(
            session,
            copy_of(earlier),
            state=state,
            published_by=user,
            published_at=published_at or timezone.now(),
            provisional_until=provisional_until if state == State.PROVISIONAL else None,
            document_number=document_number,
            note=note,
            restores=earlier,
        )
        store_standings(session.season)
    return classification


def restoring_fingerprint(last: Classification) -> str:
    """What somebody saw who is about to take the newest revision back."""
    return f"{last.session_id}-{last.revision}"


def freeze(
    session: Session, official: OfficialResult | None = None, **publication
) -> Classification:
    """Store the next revision of a classification. Its caller owns the transaction.

    `official` is what it holds: if not said, what the result gives now. `publication` are
    the fields of the revision. Raises CannotPublish as official_result() does; states are
    not checked.
    """
    return _freeze(session, official or official_result(session), **publication)


def _freeze(session: Session, official: OfficialResult, **publication) -> Classification:
    last = session.classifications.aggregate(last=Max("revision"))["last"] or 0
    classification = Classification.objects.create(
        session=session,
        revision=last + 1,
        is_incomplete=official.is_incomplete,
        **publication,
    )
    for part in (official.lines, official.bonuses, official.decisions):
        for row in part:
            row.classification = classification
    insert_objects(official.lines)
    keys = dict(classification.lines.values_list("event_entry_id", "pk"))
    insert_objects(
        [
            ClassifiedDriver(line_id=key, order=order, driver_id=driver)
            for car, key in keys.items()
            for order, driver in enumerate(official.crews[car], start=1)
        ]
    )
    insert_objects(official.bonuses)
    insert_objects(official.decisions)
    follow_points(classification)
    return classification


def copy_of(earlier: Classification) -> OfficialResult:
    """Copies of the rows of a revision, to be stored with another one. Four queries."""
    official = published_result(earlier)

    def copies(rows: list) -> list:
        new = [copy(row) for row in rows]
        for row in new:
            row.pk = None
        return new

    return OfficialResult(
        lines=copies(official.lines),
        crews=official.crews,
        bonuses=copies(official.bonuses),
        decisions=copies(official.decisions),
        is_incomplete=official.is_incomplete,
    )


def _locked(session: Session) -> Session:
    """The session as it is once whoever else publishes in this season is through."""
    season = lock_tables([session.season_id]).get(session.season_id)
    sessions = Session.objects.select_related("event__circuit").filter(season=season)
    found = sessions.filter(pk=session.pk).first() if season else None
    if season is None or found is None:
        raise CannotPublish(_edited_meanwhile())
    found.season = season
    return found


def _put_in_force(draft: Draft, now: datetime) -> None:
    decisions = Decision.objects.filter(pk__in=draft.drafts)
    decisions.filter(decided_at__isnull=True).update(decided_at=now)
    decisions.update(state=Decision.State.IN_FORCE)
    for applied in draft.official.decisions:
        if applied.decision_id in draft.drafts and applied.decided_at is None:
            applied.decided_at = now


def _check_seen(draft: Draft, seen: str | None) -> None:
    if seen is None or seen == draft.fingerprint:
        return
    last = draft.last
    if last is None or seen.startswith(f"{last.revision}-"):
        raise CannotPublish(_edited_meanwhile())
    raise CannotPublish(_published_meanwhile(last))


def _edited_meanwhile() -> str:
    return _(
        "The result or a decision was edited since you looked at it. "
        "Look at it again; nothing is published."
    )


def _published_meanwhile(last: Classification) -> str:
    user = last.published_by
    who = (user.get_full_name() or user.get_username()) if user else _("Somebody")
    return _(
        "%(who)s published revision %(revision)s of this result meanwhile, %(state)s. "
        "Look at it; nothing was published now."
    ) % {"who": who, "revision": last.revision, "state": last.get_state_display()}


def _check_state(last: Classification | None, session: Session, state: str) -> None:
    if state not in NEXT_STATES[last.state if last else None]:
        raise CannotPublish(
            _("“%(session)s” can't be published as %(state)s: it is %(newest)s.")
            % {
                "session": session.name,
                "state": State(state).label,
                "newest": State(last.state).label if last else _("not published"),
            }
        )


def _check_drafts(draft: Draft, state: str) -> None:
    """Nothing is final while the stewards have something on their table."""
    if state != State.FINAL:
        return
    left = draft.session.decisions.filter(state=Decision.State.DRAFT).exclude(pk__in=draft.drafts)
    numbers = [f"#{number}" for number in left.values_list("event_entry__number", flat=True)]
    if numbers:
        text = ngettext(
            "A draft of a decision is left, on %(cars)s. Put it in force or delete it "
            "before the result is final.",
            "Drafts of decisions are left, on %(cars)s. Put them in force or delete them "
            "before the result is final.",
            len(numbers),
        )
        raise CannotPublish(text % {"cars": ", ".join(numbers)})
