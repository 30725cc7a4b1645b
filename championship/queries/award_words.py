"""Awards in sentences: the rule, why nobody gets it, why others were passed over, each step.

The awards have their target, championship, series asked for and giver joined, the steps
and candidates whatever they name, as lines_of() fetches them. No query.
"""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from championship.days import written
from championship.models import Award, AwardCandidate, AwardStep
from championship.scoring.awards import Reason, Unsettled
from championship.scoring.fractions import written as number_written

from .award_candidates import Holder, holder_of
from .awards import AwardLine, Ranked

Kind, To = Award.Kind, Award.Recipient


def names_of(holders: Iterable[Holder]) -> str:
    """Holders in a sentence: "#91 Pure Rxcing"; the drivers of a crew one after the other."""
    return ", ".join(holder.recipient.label for holder in holders)


def lead_words(line: AwardLine) -> str:
    """By how much whoever would get it leads: "12 points ahead of #22 Proton Competition".

    Empty where points are not known, or nobody is next.
    """
    if line.lead is None:
        return ""
    points = line.lead.points
    facts = {"points": number_written(points), "next": names_of(line.lead.over)}
    if not facts["next"]:
        return ""
    if points == 0:
        return _("level on points with %(next)s") % facts
    text = ngettext(
        "%(points)s point ahead of %(next)s",
        "%(points)s points ahead of %(next)s",
        1 if points == 1 else 2,
    )
    return text % facts


# The rule


def rule_sentence(award: Award) -> str:
    """What it is and for whom: "Invitation to the 24 Hours of Le Mans 2024 in LMGT3 for the
    team that is first in GT teams".
    """
    return _("%(what)s for %(whom)s") % {"what": what_it_is(award), "whom": for_whom(award)}


def what_it_is(award: Award) -> str:
    """ "Invitation to the 24 Hours of Le Mans 2024 in LMGT3", "Title: champion of the teams"."""
    facts = {
        "kind": capfirst(award.get_kind_display()),
        "target": award.target,
        "class": award.target_class,
        "benefit": award.benefit,
    }
    return _what(award) % facts


def _what(award: Award) -> str:
    if award.kind == Kind.INVITATION:
        if award.target_class:
            return _("Invitation to the %(target)s in %(class)s")
        return _("Invitation to the %(target)s")
    if award.kind == Kind.PRIORITY:
        if award.target_class:
            return _("Priority for the %(target)s in %(class)s")
        return _("Priority for the %(target)s")
    return "%(kind)s: %(benefit)s" if str(award.benefit) else "%(kind)s"


def for_whom(award: Award) -> str:
    """ "the team that is first in GT teams", "the first four cars in GT teams"."""
    facts = {
        "title": award.championship,
        "place": award.place,
        "last": award.last_place,
        "giver": award.given_by,
    }
    if award.championship is None:
        return _CHOSEN[To(award.recipient)]() % facts
    if award.last_place:
        return _IN_A_RANGE[To(award.recipient)]() % facts
    by_place = _FIRST if award.place == 1 else _AT_A_PLACE
    return by_place[To(award.recipient)]() % facts


_FIRST = {
    To.TEAM: lambda: _("the team that is first in %(title)s"),
    To.ENTRY: lambda: _("the car that is first in %(title)s"),
    To.CREW: lambda: _("the crew that is first in %(title)s"),
    To.DRIVER: lambda: _("the driver who is first in %(title)s"),
    To.MANUFACTURER: lambda: _("the manufacturer that is first in %(title)s"),
}
_AT_A_PLACE = {
    To.TEAM: lambda: _("the team in place %(place)s of %(title)s"),
    To.ENTRY: lambda: _("the car in place %(place)s of %(title)s"),
    To.CREW: lambda: _("the crew in place %(place)s of %(title)s"),
    To.DRIVER: lambda: _("the driver in place %(place)s of %(title)s"),
    To.MANUFACTURER: lambda: _("the manufacturer in place %(place)s of %(title)s"),
}
_IN_A_RANGE = {
    To.TEAM: lambda: _("each team in the places %(place)s to %(last)s of %(title)s"),
    To.ENTRY: lambda: _("each car in the places %(place)s to %(last)s of %(title)s"),
    To.CREW: lambda: _("each crew in the places %(place)s to %(last)s of %(title)s"),
    To.DRIVER: lambda: _("each driver in the places %(place)s to %(last)s of %(title)s"),
    To.MANUFACTURER: lambda: _(
        "each manufacturer in the places %(place)s to %(last)s of %(title)s"
    ),
}
_CHOSEN = {
    To.TEAM: lambda: _("a team chosen by %(giver)s"),
    To.ENTRY: lambda: _("a car chosen by %(giver)s"),
    To.CREW: lambda: _("a crew chosen by %(giver)s"),
    To.DRIVER: lambda: _("a driver chosen by %(giver)s"),
    To.MANUFACTURER: lambda: _("a manufacturer chosen by %(giver)s"),
}


def condition_sentences(award: Award) -> list[str]:
    """What the rule asks for, a sentence each; none if it asks for nothing."""
    told = []
    if award.minimum_entries:
        text = ngettext(
            "Only if at least %(count)s car is entered for the season in the class.",
            "Only if at least %(count)s cars are entered for the season in the class.",
            award.minimum_entries,
        )
        told.append(text % {"count": award.minimum_entries})
    if award.full_season_only:
        told.append(_("Only for full-season entries."))
    if award.not_otherwise_qualified:
        told.append(_("Only for those who are not qualified otherwise."))
    if award.must_enter:
        text = _("Only for those entered in the %(series)s.")
        told.append(text % {"series": award.must_enter})
    return told


def not_taken_sentence(award: Award) -> str:
    """What becomes of it if it is not taken."""
    if award.if_not_taken == Award.NotTaken.COMMITTEE:
        return _("If it is not taken, a committee decides.")
    if award.if_not_taken == Award.NotTaken.NOBODY:
        return _("If it is not taken, nobody gets it.")
    if award.down_to:
        text = _("If it is not taken, the next eligible gets it, down to place %(place)s.")
        return text % {"place": award.down_to}
    return _("If it is not taken, the next eligible gets it.")


# How it stands


def nobody_gets_it(line: AwardLine) -> str:
    """Why the rule gives it to nobody now; empty if it names somebody."""
    award = line.award
    if not line.unsettled:
        return ""
    if line.unsettled == Unsettled.COMMITTEE and award.championship is None:
        return _("%(giver)s decides who gets it.") % {"giver": award.given_by}
    facts = {"place": line.place, "count": award.minimum_entries, "down_to": award.down_to}
    if line.unsettled == Unsettled.NOBODY_LEFT and award.if_not_taken == Award.NotTaken.NEXT:
        if award.down_to:
            return _("Nobody eligible is left down to place %(down_to)s.") % facts
        return _("Nobody eligible is left in the table.")
    if line.unsettled == Unsettled.UNKNOWN and _asks_of_entries(line):
        return _("Which cars are entered for the season is not recorded: it takes a decision.")
    return _UNSETTLED[Unsettled(line.unsettled)]() % facts


def _asks_of_entries(line: AwardLine) -> bool:
    """Whether it is the entries for the season that nobody knows, not whom a place leads to."""
    asks = line.award.full_season_only or line.award.minimum_entries is not None
    return asks and all(row.holders for row in line.table)


_UNSETTLED = {
    Unsettled.NO_TABLE: lambda: _("Nobody has place %(place)s in the table."),
    Unsettled.TOO_FEW_ENTRIES: lambda: _(
        "Fewer cars than %(count)s are entered for the season in the class: nobody gets it."
    ),
    Unsettled.NOBODY_LEFT: lambda: _("By the rule nobody else gets it."),
    Unsettled.COMMITTEE: lambda: _("A committee decides who gets it."),
    Unsettled.EQUAL: lambda: _("Several are equal in the table: it takes a decision."),
    Unsettled.UNKNOWN: lambda: _("What the rule asks about is not recorded: it takes a decision."),
}


def question_sentence(line: AwardLine) -> str:
    """Of an award in question, what the table says now and who holds it; else empty."""
    if not line.is_in_question:
        return ""
    facts = {"holders": names_of(line.holders), "proposed": names_of(line.proposed)}
    if not line.proposed:
        text = _("By the table as it is now, %(holders)s would not get it any more.")
        return " ".join([text % facts, nobody_gets_it(line)]).strip()
    return (
        _("By the table as it is now it would go to %(proposed)s instead of %(holders)s.") % facts
    )


# Those who were passed over


def passed_sentence(ranked: Ranked) -> str:
    """ "#91 Pure Rxcing declined", "#8 EBM is qualified otherwise: …"; empty without a reason."""
    if not ranked.reason:
        return ""
    facts = {"names": names_of(ranked.holders), "detail": ranked.detail}
    reason = Reason(ranked.reason)
    if reason is Reason.QUALIFIED and ranked.detail:
        text = ngettext(
            "%(names)s is qualified otherwise: %(detail)s",
            "%(names)s are qualified otherwise: %(detail)s",
            len(ranked.holders),
        )
        return text % facts
    return _PASSED[reason](len(ranked.holders)) % facts


_PASSED = {
    Reason.DECLINED: lambda _count: _("%(names)s declined"),
    Reason.LAPSED: lambda _count: _("%(names)s let it lapse"),
    Reason.DECISION: lambda count: ngettext(
        "%(names)s was passed over by decision", "%(names)s were passed over by decision", count
    ),
    Reason.NOT_FULL_SEASON: lambda count: ngettext(
        "%(names)s is not entered for the full season",
        "%(names)s are not entered for the full season",
        count,
    ),
    Reason.QUALIFIED: lambda count: ngettext(
        "%(names)s is qualified otherwise", "%(names)s are qualified otherwise", count
    ),
    Reason.NOT_ENTERED: lambda count: ngettext(
        "%(names)s is not entered in the series asked for",
        "%(names)s are not entered in the series asked for",
        count,
    ),
    Reason.HOLDS_ONE: lambda count: ngettext(
        "%(names)s already has one by another place",
        "%(names)s already have one by another place",
        count,
    ),
}


def passed_over_in(step: AwardStep) -> list[Ranked]:
    """Who was passed over when a step was taken, a crew together: for passed_sentence()."""
    groups: dict[tuple, list[AwardCandidate]] = {}
    for row in step.candidates.all():
        if row.outcome == AwardCandidate.Outcome.PASSED_OVER:
            # Only the drivers of a car share a place as one.
            together = row.rank if row.driver else f"line {row.order}"
            groups.setdefault((together, row.reason, row.detail), []).append(row)
    return [
        Ranked(tuple(map(holder_of, rows)), rows[0].rank, rows[0].reason, rows[0].detail)
        for rows in groups.values()
    ]


# A step


def step_sentence(step: AwardStep) -> str:
    """ "Confirmed on 11 February 2024 by ACO: #91 Pure Rxcing"; what is not recorded is left
    out.
    """
    holders = [
        holder_of(row)
        for row in step.candidates.all()
        if row.outcome == AwardCandidate.Outcome.HOLDER
    ]
    if not holders:
        return _step_head(step)
    return _("%(step)s: %(holders)s") % {"step": _step_head(step), "holders": names_of(holders)}


def _step_head(step: AwardStep) -> str:
    day = written(step.taken_on, pgettext("date format", "j F Y")) if step.taken_on else ""
    facts = {"state": capfirst(step.get_state_display()), "day": day, "author": step.author}
    if day and step.author:
        return _("%(state)s on %(day)s by %(author)s") % facts
    if day:
        return _("%(state)s on %(day)s") % facts
    if step.author:
        return _("%(state)s by %(author)s") % facts
    return str(facts["state"])
