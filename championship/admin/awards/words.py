"""What the lists and the desk of awards say, beside the words that public pages share."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import AwardStep
from championship.queries.award_words import (
    names_of,
    nobody_gets_it,
    passed_sentence,
    question_sentence,
    step_sentence,
)
from championship.queries.awards import newest_of

State = AwardStep.State
UNDO = "undo"

BUTTONS = {
    State.CONFIRMED: gettext_lazy("Confirm"),
    State.OFFERED: gettext_lazy("Offered"),
    State.ACCEPTED: gettext_lazy("Accepted"),
    State.DECLINED: gettext_lazy("Declined"),
    State.LAPSED: gettext_lazy("Lapsed"),
    State.VOID: gettext_lazy("Void"),
    State.USED: gettext_lazy("Taken up"),
    State.NOT_USED: gettext_lazy("Not taken up"),
    UNDO: gettext_lazy("Take back"),
}
HAPPENS = {
    State.CONFIRMED: gettext_lazy("It is confirmed for whoever is chosen below."),
    State.OFFERED: gettext_lazy("It is offered to %(holders)s."),
    State.ACCEPTED: gettext_lazy("%(holders)s accepts it."),
    State.DECLINED: gettext_lazy("%(holders)s declined."),
    State.LAPSED: gettext_lazy("%(holders)s let it lapse."),
    State.VOID: gettext_lazy("Nobody gets it, and nothing can follow until this is taken back."),
    State.USED: gettext_lazy("%(holders)s took it up."),
    State.NOT_USED: gettext_lazy("%(holders)s did not take it up."),
}


# The list


def name_of(award):
    """24 Hours of Le Mans 2024, LMGT3"""
    return f"{award}, {award.target_class}" if award.target_class else str(award)


def places_in_words(award):
    """1, or 1–4; nothing if a committee gives it."""
    if not award.championship_id:
        return ""
    return f"{award.place}–{award.last_place}" if award.last_place else str(award.place)


def now_in_words(line):
    """How one place of an award stands: "would go to #91 Pure Rxcing", "offered: #8 EBM"."""
    if line.is_in_question:
        return _("in question: %(sentence)s") % {"sentence": question_sentence(line)}
    if line.is_open:
        text = _("%(state)s: %(holders)s; next would be %(proposed)s")
        return text % _facts(line)
    if line.state:
        return _("%(state)s: %(holders)s") % _facts(line) if line.holders else line.state_display()
    if line.holders:
        return _("would go to %(holders)s") % _facts(line)
    return nobody_gets_it(line)


def _facts(line):
    return {
        "state": line.state_display(),
        "holders": names_of(line.holders),
        "proposed": names_of(line.proposed),
    }


# The desk


def button_words(state):
    return str(BUTTONS[state])


def what_happens(line, state, after=None):
    """What a step does, in sentences. `after` is how the place stands then, if it is known."""
    if state == UNDO:
        return _taken_back(line)
    is_given = state in (State.OFFERED, State.ACCEPTED) and not line.is_held
    if line.is_in_question and state == State.CONFIRMED:
        told = [question_sentence(line)]
    elif is_given or (state == State.CONFIRMED and not line.is_held):
        told = [who_is_next(line)]
    else:
        told = [str(HAPPENS[state]) % _facts(line)]
    if after is not None:
        told.append(who_is_next(after, before=line.holders))
    return " ".join(part for part in told if part)


def who_is_next(line, before=()):
    """Whom the rule leads to and past whom, or why to nobody; `before` is named already."""
    known = {one.key for one in before}
    passed = [
        passed_sentence(one)
        for one in line.passed
        if not known & {holder.key for holder in one.holders}
    ]
    if not line.proposed:
        reasons = "; ".join(passed)
        why = nobody_gets_it(line)
        return (
            _("%(why)s Passed over: %(reasons)s.")
            % {
                "why": why,
                "reasons": reasons,
            }
            if reasons
            else why
        )
    facts = {"proposed": names_of(line.proposed), "reasons": "; ".join(passed)}
    if passed:
        return _("By the rule it goes to %(proposed)s: %(reasons)s.") % facts
    return _("By the rule it goes to %(proposed)s.") % facts


def _taken_back(line):
    newest = line.newest
    before = newest_of([step for step in line.steps if step != newest])
    facts = {
        "step": step_sentence(newest),
        "before": step_sentence(before) if before else _("nothing became of it yet"),
    }
    text = _("This is taken back and stays in the history: %(step)s. It then stands: %(before)s.")
    return text % facts


def choice_words(line, holders, ranked=None):
    """One who may be chosen: "#8 EBM, place 2: by the rule", "#91 Pure Rxcing, place 1: …"."""
    names = names_of(holders)
    keys = {one.key for one in holders}
    rank = ranked.rank if ranked else line.rank_of(holders[0])
    facts = {"names": names, "place": rank, "reason": passed_sentence(ranked) if ranked else ""}
    if keys == {one.key for one in line.proposed}:
        text = _("%(names)s, place %(place)s: by the rule") if rank else _("%(names)s: by the rule")
    elif line.is_held and keys == {one.key for one in line.holders}:
        text = _("%(names)s: holds it now")
    elif facts["reason"]:
        text = _("%(names)s, place %(place)s (%(reason)s)")
    else:
        text = _("%(names)s, place %(place)s") if rank else "%(names)s"
    return text % facts
