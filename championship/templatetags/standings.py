"""Decisions, ties and other notes on a table in sentences, made from its data."""

from collections import defaultdict

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from championship.models import PointsDecision, Standing
from championship.queries.recipients import recipient_name
from championship.queries.title_words import and_list

from .results import points
from .times import at, full_date

register = template.Library()

Effect = PointsDecision.Effect


@register.filter
def signed(value) -> str:
    """Points as a page prints them, a real minus before those taken away."""
    return points(value).replace("-", "−")


@register.filter
def times(multiplier) -> str:
    """A factor or a share: "× 0.5"."""
    return "" if multiplier is None else f"× {points(multiplier)}"


def standing_state(page) -> str:
    """The state of a table in a word: "Provisional" or "Final"; none where results have gaps."""
    if page.provisionals:
        return _("Provisional")
    return "" if page.incomplete else _("Final")


@register.simple_tag
def table_freshness(page) -> str:
    """What a table rests on and when it was computed, in a line.

    "After round 3 of 5. From 3 final results and 1 provisional result. Computed …".
    """
    words = {"number": page.after, "total": page.rounds}
    told = [_("After round %(number)s of %(total)s.") % words]
    if results := list(_results(page)):
        told.append(_("From %(results)s.") % {"results": and_list(results)})
    if page.incomplete:
        gaps = ngettext(
            "%(count)s of them has gaps.", "%(count)s of them have gaps.", page.incomplete
        )
        told.append(gaps % {"count": page.incomplete})
    if page.computed_at:
        told.append(_("Computed %(time)s.") % {"time": at(page.computed_at)})
    return " ".join(told)


def _results(page):
    """How many results of each state a table rests on."""
    if page.finals:
        words = ngettext("%(count)s final result", "%(count)s final results", page.finals)
        yield words % {"count": page.finals}
    if page.provisionals:
        words = ngettext(
            "%(count)s provisional result", "%(count)s provisional results", page.provisionals
        )
        yield words % {"count": page.provisionals}


@register.simple_tag
def reported_sources(places) -> str:
    """The sources of some reported places, each once and on a line of its own."""
    lines = (line.strip() for row in places for line in row.sources.splitlines())
    return "\n".join(dict.fromkeys(line for line in lines if line))


@register.simple_tag
def decision_title(decision: PointsDecision) -> str:
    """ "Decision 12, 3 Feb 2024, article 5.2", as much of it as is known."""
    number = decision.number
    parts = [_("Decision %(number)s") % {"number": number} if number else _("Decision")]
    if decision.decided_on:
        parts.append(full_date(decision.decided_on))
    if decision.article:
        parts.append(_("article %(article)s") % {"article": decision.article})
    return ", ".join(parts)


@register.simple_tag
def effect_of(decision: PointsDecision) -> str:
    """What a decision does: "#4 Team X: 10 points taken away."."""
    words = effect_words(decision)
    who = subject_of(decision)
    return f"{who}{pgettext('punctuation', ':')} {words}" if who else words[:1].upper() + words[1:]


def subject_of(decision: PointsDecision) -> str:
    """Whom a decision is about; empty if it is about a session."""
    return recipient_name(decision.subject) if decision.subject else ""


def effect_words(decision: PointsDecision) -> str:
    """What a decision does, without whom it is about."""
    match decision.effect:
        case Effect.SESSION_FACTOR:
            return _("points for places × %(factor)s.") % {"factor": points(decision.value)}
        case Effect.NO_POLE_POINT:
            return _("no points for pole position.")
        case Effect.NO_FASTEST_LAP_POINT:
            return _("no points for the fastest lap.")
        case Effect.NOT_ELIGIBLE if decision.keeps_place:
            return _("does not count here; nobody moves up.")
        case Effect.NOT_ELIGIBLE:
            return _("does not count here; whoever follows moves up.")
        case Effect.NO_POINTS:
            return _("no points; the place is kept.")
        case Effect.NO_SHARE:
            return _("no share of the car’s points.")
        case Effect.POINTS:
            return _points_given(decision.value)
        case Effect.EXCLUDED if decision.keeps_points:
            return _("excluded from the table; the points stay beside the name.")
        case Effect.EXCLUDED:
            return _("excluded from the table, all points lost.")
        case Effect.NOT_DROPPABLE:
            return _("this result can’t be dropped.")
        case _:
            return _("number %(place)s of those still equal.") % {"place": points(decision.value)}


def _points_given(value) -> str:
    words = {"points": points(abs(value))}
    if value < 0:
        taken = ngettext(
            "%(points)s point taken away.", "%(points)s points taken away.", _count(value)
        )
        return taken % words
    return ngettext("%(points)s point added.", "%(points)s points added.", _count(value)) % words


def _count(value) -> int:
    """For the choice between one and many: half a point is not one."""
    return 1 if abs(value) == 1 else 2


@register.simple_tag
def tie_sentence(tie) -> str:
    """ "#17 COOL Racing is ahead of #2 CD Sport: 3 second places to 2."."""
    return _("%(ahead)s is ahead of %(behind)s: %(why)s.") % {
        "ahead": tie.ahead.label,
        "behind": tie.behind.label,
        "why": _why(tie),
    }


def _why(tie) -> str:
    match tie.kind:
        case Standing.Tie.COUNTBACK:
            return _countback(tie.place, *tie.times)
        case Standing.Tie.FIRST:
            return _("the first to reach place %(place)s") % {"place": tie.place}
        case Standing.Tie.LAST:
            return _("the last to reach place %(place)s") % {"place": tie.place}
        case _:
            return _("by decision")


def _countback(place: int, ahead: int, behind: int) -> str:
    match place:
        case 1:
            words = ngettext("%(more)s win to %(less)s", "%(more)s wins to %(less)s", ahead)
        case 2:
            words = ngettext(
                "%(more)s second place to %(less)s", "%(more)s second places to %(less)s", ahead
            )
        case 3:
            words = ngettext(
                "%(more)s third place to %(less)s", "%(more)s third places to %(less)s", ahead
            )
        case _:
            words = ngettext(
                "place %(place)s %(more)s time to %(less)s",
                "place %(place)s %(more)s times to %(less)s",
                ahead,
            )
    return words % {"place": place, "more": ahead, "less": behind}


@register.simple_tag
def level_on(value) -> str:
    """ "Level on 73 points."."""
    words = ngettext("Level on %(points)s point.", "Level on %(points)s points.", _count(value))
    return words % {"points": points(value)}


@register.simple_tag
def equals_sentence(page) -> str:
    """With whom a row shares its rank, and that nothing splits them."""
    names = ", ".join(one.label for one in page.equals)
    return _("Level on points and places with %(names)s: they share rank %(rank)s.") % {
        "names": names,
        "rank": page.rank,
    }


@register.simple_tag
def footnote(note) -> str:
    """A note that is not a decision: a factor, a round out, further cars, cars apart."""
    if note.does_not_count:
        return _("Round %(number)s does not count here.") % {"number": note.round}
    if note.factor is not None:
        return _("Round %(number)s, %(session)s: points for places × %(factor)s.") % {
            "number": note.round,
            "session": note.session.name,
            "factor": points(note.factor),
        }
    if note.further_cars:
        return _("Further car: no points.")
    return _("Not scoring: %(cars)s.") % {"cars": "; ".join(_cars(note.apart))}


def _cars(apart):
    """ "#12 Team X, rounds 3, 4"."""
    rounds = defaultdict(list)
    for car in apart:
        rounds[f"#{car.number} {car.team}"].append(str(car.round))
    for car, numbers in rounds.items():
        words = ngettext("%(car)s, round %(rounds)s", "%(car)s, rounds %(rounds)s", len(numbers))
        yield words % {"car": car, "rounds": ", ".join(dict.fromkeys(numbers))}


@register.filter
def movement(row) -> str:
    """Ranks won or lost in words: "up 2 places"."""
    if row.moved is None:
        return _("new in the table")
    if not row.moved:
        return _("same rank as before")
    words = (
        ngettext("up %(ranks)s rank", "up %(ranks)s ranks", row.moved)
        if row.moved > 0
        else ngettext("down %(ranks)s rank", "down %(ranks)s ranks", -row.moved)
    )
    return words % {"ranks": abs(row.moved)}
