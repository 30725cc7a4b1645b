"""The life of an award: each step is added to those before, and can be taken back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    Championship,
    Notice,
    Season,
    TargetEntry,
)
from championship.queries.award_candidates import Holder, holder_of
from championship.queries.award_results import SETTLED, open_results
from championship.queries.award_words import names_of, nobody_gets_it
from championship.queries.awards import AwardLine, Ranked, lines_of
from championship.scoring.awards import Reason, To

State = AwardStep.State

# What may follow on each state; "" while nothing became of a place yet. Used and not used
# are only decided anew while they are in question.
NEXT_STEPS: Mapping[str, tuple[str, ...]] = {
    "": (State.CONFIRMED, State.OFFERED, State.ACCEPTED, State.VOID),
    State.CONFIRMED: (
        State.CONFIRMED,
        State.OFFERED,
        State.ACCEPTED,
        State.DECLINED,
        State.LAPSED,
        State.VOID,
        State.USED,
        State.NOT_USED,
    ),
    State.OFFERED: (State.CONFIRMED, State.ACCEPTED, State.DECLINED, State.LAPSED, State.VOID),
    State.ACCEPTED: (
        State.CONFIRMED,
        State.DECLINED,
        State.LAPSED,
        State.VOID,
        State.USED,
        State.NOT_USED,
    ),
    State.DECLINED: (State.CONFIRMED, State.OFFERED, State.ACCEPTED, State.VOID),
    State.LAPSED: (State.CONFIRMED, State.OFFERED, State.ACCEPTED, State.VOID),
    State.USED: (State.CONFIRMED, State.VOID),
    State.NOT_USED: (State.CONFIRMED, State.VOID),
    State.VOID: (),
}
# States that say who gets it, where nobody holds it yet or any more.
GIVES = (State.CONFIRMED, State.OFFERED, State.ACCEPTED)


class CannotTakeStep(Exception):
    """Why a step can't be taken or taken back, in words for staff."""


@dataclass(frozen=True, slots=True)
class Said:
    """When and by whom it was said, in which document, and which car used it.

    `note` is one text, or one per language; `sources` one source a line.
    """

    taken_on: date | None = None
    author: str = ""
    notice: Notice | None = None
    document: str = ""
    used_by: TargetEntry | None = None
    note: object = ""
    sources: str = ""


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """One transaction for a step and its candidates; of two people at once one is told."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        raise CannotTakeStep(_somebody_was_first()) from error


@_all_or_nothing()
def take_step(
    award: Award,
    place: int,
    state: str,
    said: Said | None = None,
    *,
    seen: int,
    by=None,
    holders: Sequence[Holder] | None = None,
) -> AwardStep:
    """Record what became of a place of an award, with whom it concerns and who was passed over.

    `seen` is AwardLine.seen of the page that was looked at: 0 before the first step.
    `holders` are who gets it; if not said, whoever the rule proposes where nobody holds it,
    else whoever holds it now. Others than the rule proposes need a note, and the proposed
    ones are then passed over by decision; keeping it for a holder that the table no longer
    names is such a decision too.

    Raises CannotTakeStep if somebody was first, the state does not follow, nobody would
    get it, the holder, notice or car does not fit, or a confirmed award of a championship
    would rest on a provisional result or one still to come.
    """
    said = said or Said()
    award = _locked(award)
    line = _line(award, place)
    _check_seen(line, seen)
    _check_follows(line, state)
    _check_said(line, state, said)
    meant = _meant(line, state, holders)
    _check_holders(line, state, meant, said)
    if state == State.CONFIRMED:
        _check_settled(award)
    step = AwardStep.objects.create(
        award=line.award,
        place=place,
        number=len(line.steps) + 1,
        state=state,
        recorded_by=by,
        taken_on=said.taken_on,
        author=said.author,
        notice=said.notice,
        document=said.document,
        used_by=said.used_by,
        note=said.note,
        sources=said.sources,
    )
    AwardCandidate.objects.bulk_create(_candidates(step, line, meant))
    return step


@_all_or_nothing()
def undo_step(award: Award, place: int, *, seen: int, by=None) -> AwardStep:
    """Take the newest step back that stands: it keeps its line, and the one before counts.

    `seen` is AwardLine.seen. Raises CannotTakeStep if somebody was first, or there is none.
    """
    line = _line(_locked(award), place)
    _check_seen(line, seen)
    step = line.newest
    if step is None:
        raise CannotTakeStep(_("There is no step to take back."))
    step.undone_at, step.undone_by = timezone.now(), by
    step.save(update_fields=["undone_at", "undone_by"])
    return step


@_all_or_nothing()
def confirm_awards(
    championships: Collection[Championship],
    *,
    by=None,
    said: Said | None = None,
    tickets: Collection[str] | None = None,
) -> list[AwardStep]:
    """Confirm every place that championships earn, of which nothing became yet.

    With `tickets`, AwardLine.ticket of what was looked at, only those. A place that the
    rule gives to nobody is left alone. Raises CannotTakeStep as take_step() does, or if one
    of the tickets no longer holds; then none is confirmed.
    """
    awards = Award.objects.filter(championship__in=championships)
    _lock_seasons(awards.values("season"))
    _lock_awards(Q(pk__in=awards.values("pk")) | Q(target__in=awards.values("target")))
    left = set(tickets or ())
    steps = []
    for award in awards.order_by("season", "championship__order", "place", "pk"):
        for line in lines_of(Award.objects.filter(pk=award.pk)):
            is_meant = tickets is None or line.ticket in left
            if is_meant and line.is_provisional and line.proposed:
                left.discard(line.ticket)
                steps.append(
                    take_step(award, line.place, State.CONFIRMED, said, seen=line.seen, by=by)
                )
    if left:
        raise CannotTakeStep(
            _("An award would go to somebody else by now, or was confirmed meanwhile. Look again.")
        )
    return steps


# What is locked and looked at


def _lock_seasons(seasons) -> None:
    """Whoever publishes in these seasons is through, or waits: the tables stay as they are."""
    chosen = Season.objects.filter(pk__in=seasons).order_by("pk")
    list(chosen.select_for_update().values_list("pk"))


def _locked(award: Award) -> Award:
    """The award, locked with all that lead to the same target: who holds one may not get two."""
    _lock_seasons([award.season_id])
    same = Q(pk=award.pk)
    if award.target_id:
        same |= Q(target=award.target_id)
    _lock_awards(same)
    found = Award.objects.filter(pk=award.pk).first()
    if found is None:
        raise CannotTakeStep(_("This award was deleted meanwhile."))
    return found


def _lock_awards(chosen: Q) -> None:
    """All at once and in one order: two that lock award after award wait for each other."""
    rows = Award.objects.filter(chosen).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _line(award: Award, place: int) -> AwardLine:
    lines = {line.place: line for line in lines_of(Award.objects.filter(pk=award.pk))}
    if place not in lines:
        raise CannotTakeStep(_("Place %(place)s earns nothing by this rule.") % {"place": place})
    return lines[place]


# What is refused


def _somebody_was_first() -> str:
    return _(
        "Somebody else recorded a step of this award meanwhile. "
        "Look at it again; nothing was recorded now."
    )


def _check_seen(line: AwardLine, seen: int) -> None:
    if seen != line.seen:
        raise CannotTakeStep(_somebody_was_first())


def _check_follows(line: AwardLine, state: str) -> None:
    is_settled = line.state in (State.USED, State.NOT_USED) and not line.is_in_question
    if state in NEXT_STEPS[line.state] and not (state == State.CONFIRMED and is_settled):
        return
    if not line.state:
        text = _("“%(state)s” can't be the first step of an award.")
    else:
        text = _("“%(state)s” can't follow: the award is “%(now)s”.")
    label = State(state).label if state in State.values else state
    raise CannotTakeStep(text % {"state": label, "now": line.state_display()})


def _check_said(line: AwardLine, state: str, said: Said) -> None:
    if said.used_by and state != State.USED:
        raise CannotTakeStep(_("Only what was taken up was used by a car."))
    if said.used_by and said.used_by.target_id != line.award.target_id:
        raise CannotTakeStep(_("This car raced in something else than the award is for."))
    if said.notice and said.notice.event.season_id != line.award.season_id:
        raise CannotTakeStep(_("This notice is of another season."))


def _check_settled(award: Award) -> None:
    key = award.championship_id
    still = open_results([key]).get(key, SETTLED) if key else SETTLED
    if still.provisional:
        text = _("%(session)s, %(event)s, is provisional: confirm the award once it is final.")
    elif still.to_come:
        text = _("%(session)s, %(event)s, has no result yet: confirm the award after the last one.")
    else:
        return
    first = (still.provisional or still.to_come)[0]
    raise CannotTakeStep(text % {"session": first.name, "event": first.event.short})


# Whom it concerns


def _meant(line: AwardLine, state: str, holders: Sequence[Holder] | None) -> tuple[Holder, ...]:
    if state == State.VOID:
        return ()
    meant = (line.holders if line.is_held else line.proposed) if holders is None else holders
    if state not in GIVES and not line.is_held:
        meant = line.holders
    if not meant:
        raise CannotTakeStep(nobody_gets_it(line) or _("Say who gets it."))
    return tuple(meant)


def _check_holders(line: AwardLine, state: str, meant: tuple[Holder, ...], said: Said) -> None:
    for holder in meant:
        _check_kind(line.award, holder)
    if len(_keys(meant)) < len(meant):
        raise CannotTakeStep(_("The same holder is named twice."))
    if line.is_held and state != State.CONFIRMED and state != State.VOID:
        if _keys(meant) != _keys(line.holders):
            text = _("It is held by %(holders)s. Confirm it for somebody else first.")
            raise CannotTakeStep(text % {"holders": names_of(line.holders)})
    elif _is_decided_otherwise(line, meant) and not str(said.note):
        raise CannotTakeStep(_why_asked(line))


def _is_decided_otherwise(line: AwardLine, meant: tuple[Holder, ...]) -> bool:
    """Whether somebody gets it, or keeps it, whom the rule does not propose."""
    return bool(meant) and _keys(meant) != _keys(line.proposed)


def _why_asked(line: AwardLine) -> str:
    if not line.proposed:
        return _("By the rule nobody gets it now: say in a note why it is given.")
    text = _("By the rule it goes to %(holders)s: say in a note why somebody else gets it.")
    return text % {"holders": names_of(line.proposed)}


def _check_kind(award: Award, holder: Holder) -> None:
    """Whether a holder is one that the rule gives to: a team has its car beside it at most."""
    to = To(award.recipient)
    named = {name for name in ("team", "entry", "driver", "manufacturer") if getattr(holder, name)}
    fits = {
        To.TEAM: named in ({"team"}, {"team", "entry"}),
        To.ENTRY: named == {"entry"},
        To.CREW: named in ({"entry"}, {"driver"}),
        To.DRIVER: named == {"driver"},
        To.MANUFACTURER: named == {"manufacturer"},
    }
    if not fits[to]:
        raise CannotTakeStep(
            _("The award goes to another kind of holder: %(kind)s.")
            % {"kind": award.get_recipient_display()}
        )
    entry = holder.entry
    if entry and entry.season_id != award.season_id:
        raise CannotTakeStep(_("This car is entered in another season."))
    if entry and holder.team and entry.team_id != holder.team.pk:
        raise CannotTakeStep(_("This car is not one of that team."))


def _keys(holders: Iterable[Holder]) -> set:
    return {holder.key for holder in holders}


# What is kept of it


def _candidates(
    step: AwardStep, line: AwardLine, meant: tuple[Holder, ...]
) -> list[AwardCandidate]:
    """Those who came into question, best place first, as they stood when the step was taken.

    A step that goes on with the same holder keeps the candidates of the one before.
    """
    if line.is_held and step.state not in (State.CONFIRMED, State.VOID):
        rows = [_again(row) for row in line.newest.candidates.all()] if line.newest else []
    elif line.is_held or step.state in (State.VOID, *GIVES):
        rows = [*_passed_over(line, meant), *(_row(one, line.rank_of(one)) for one in meant)]
    else:
        rows = [_row(one, line.rank_of(one)) for one in meant]
    rows.sort(key=lambda row: (row.rank is None, row.rank))
    for order, row in enumerate(rows, start=1):
        row.step, row.order = step, order
    return rows


def _again(row: AwardCandidate) -> AwardCandidate:
    holder = holder_of(row)
    return _row(holder, row.rank, row.reason, row.detail)


def _passed_over(line: AwardLine, meant: tuple[Holder, ...]) -> Iterator[AwardCandidate]:
    """Whom the rule passes over, and whoever it would choose before those who are meant."""
    kept = _keys(meant)
    told = set(kept)
    for ranked in _before(line, meant):
        for holder in ranked.holders:
            if holder.key not in told:
                told.add(holder.key)
                reason = ranked.reason or Reason.DECISION.value
                yield _row(holder, ranked.rank, reason, ranked.detail)


def _before(line: AwardLine, meant: tuple[Holder, ...]) -> list[Ranked]:
    """Those before whoever gets it, by the rule or by a decision; the proposed among them."""
    if not _is_decided_otherwise(line, meant):
        return list(line.passed)
    last = max((line.rank_of(one) or 0 for one in meant), default=0)
    chosen = _keys(line.proposed)
    return [
        ranked
        for ranked in line.table
        if (ranked.rank or 0) <= last or chosen & _keys(ranked.holders)
    ]


def _row(holder: Holder, rank: int | None, reason: str = "", detail: str = "") -> AwardCandidate:
    return AwardCandidate(
        rank=rank,
        outcome=AwardCandidate.Outcome.PASSED_OVER if reason else AwardCandidate.Outcome.HOLDER,
        reason=reason,
        detail=detail[:200],
        team=holder.team,
        entry=holder.entry,
        driver=holder.driver,
        manufacturer=holder.manufacturer,
    )
