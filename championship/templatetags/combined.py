"""How a combined title is made, in sentences made from its data."""

from collections.abc import Iterator

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from championship.models import Championship, Combination, CombinationSource, CombinedPart
from championship.queries.combined import CombinedState, SourceState

from .results import number_word, points

register = template.Library()

METHODS = {
    Combination.Method.POINTS: gettext_lazy("The points of each title are added."),
    Combination.Method.RESCALED: gettext_lazy(
        "The points of each title are multiplied so that its leader has %(maximum)s, and added."
    ),
    Combination.Method.SCALE: gettext_lazy(
        "In each title everyone who is ranked here gets points for the place among them, and "
        "those are added: %(scale)s."
    ),
    Combination.Method.RANKS: gettext_lazy(
        "In each title everyone who is ranked here has a rank among them. The ranks are added, "
        "and the lowest sum is first. Whoever is missing in a title stands there behind the "
        "last one."
    ),
}
TIES = {
    Combination.TieBreak.COUNTBACK: gettext_lazy(
        "Equal points: most wins, then most second places, and so on, in all titles together."
    ),
    Combination.TieBreak.BEST_SOURCE: gettext_lazy(
        "Equal points: the best rank in any of the titles, then the next best."
    ),
    Combination.TieBreak.FIRST_SOURCE: gettext_lazy("Equal points: the rank in %(title)s."),
    Combination.TieBreak.LAST_SOURCE: gettext_lazy("Equal points: the rank in %(title)s."),
    Combination.TieBreak.NONE: gettext_lazy("Equal points: a shared rank."),
}


@register.filter
def source_name(championship: Championship) -> str:
    """A title with its series and season: "Asian Le Mans Series 2023/24, GT teams"."""
    season = championship.season
    return f"{season.series} {season}, {championship.name}"


@register.simple_tag
def combination_rules(state: CombinedState) -> list[str]:
    """How the titles are put together, sentence by sentence."""
    return [sentence for sentence in _sentences(state) if sentence]


def _sentences(state: CombinedState) -> Iterator[str]:
    combination = state.combination
    scale = combination.scale
    yield str(METHODS[combination.method]) % {
        "maximum": points(combination.common_maximum),
        "scale": "–".join(map(points, scale.points)) if scale else "",
    }
    if state.ranks_cars:
        yield _several(combination)
    yield tie_break_sentence(state)
    for same in state.identities:
        yield _("%(one)s counts as %(other)s.") % {
            "one": same.team or same.driver,
            "other": same.as_team or same.as_driver,
        }


def _several(combination: Combination) -> str:
    if combination.several == Combination.Several.SUM:
        return _("Where cars are ranked, all cars of a team count.")
    return _("Where cars are ranked, only the best car of a team counts.")


@register.simple_tag
def tie_break_sentence(state: CombinedState) -> str:
    """What splits equal points."""
    is_first = state.combination.tie_break == Combination.TieBreak.FIRST_SOURCE
    title = source_name(state.sources[0 if is_first else -1].championship)
    return str(TIES[state.combination.tie_break]) % {"title": title}


@register.simple_tag
def source_counts(source: CombinationSource) -> str:
    """How one title counts: its rounds, its weight, and how often somebody has to take part."""
    return " ".join(filter(None, (_rounds(source), _weight(source), _minimum(source))))


def _rounds(source: CombinationSource) -> str:
    match source.rounds:
        case CombinationSource.Rounds.BEST:
            words = ngettext(
                "The best round counts.", "The best %(best)s rounds count.", source.best_rounds
            )
            return words % {"best": number_word(source.best_rounds)}
        case CombinationSource.Rounds.LAST:
            return _("Only the final round counts.")
        case _:
            return _("All its rounds count.")


def _weight(source: CombinationSource) -> str:
    if source.weight == 1:
        return ""
    return _("It counts × %(weight)s.") % {"weight": points(source.weight)}


def _minimum(source: CombinationSource) -> str:
    if not source.minimum_rounds:
        return ""
    words = ngettext(
        "Whoever took part in no round of it is not ranked here.",
        "Whoever took part in fewer than %(rounds)s rounds of it is not ranked here.",
        source.minimum_rounds,
    )
    return words % {"rounds": number_word(source.minimum_rounds)}


@register.simple_tag
def source_rests_on(state: SourceState) -> str:
    """Which rounds of a title are included, and what of its results is not final or known."""
    if state.last is None:
        return _("None of its rounds is published yet.")
    words = ngettext(
        "%(run)s of %(count)s round is included; the newest is %(event)s.",
        "%(run)s of %(count)s rounds are included; the newest is %(event)s.",
        state.rounds,
    )
    included = words % {
        "run": len(state.run),
        "count": state.rounds,
        "event": state.last.short,
    }
    return " ".join([included, *_doubts(state)])


def _doubts(state: SourceState) -> Iterator[str]:
    if state.provisionals:
        words = ngettext(
            "%(count)s of its results is provisional.",
            "%(count)s of its results are provisional.",
            state.provisionals,
        )
        yield words % {"count": state.provisionals}
    if state.incomplete:
        words = ngettext(
            "%(count)s of its results has gaps.",
            "%(count)s of its results have gaps.",
            state.incomplete,
        )
        yield words % {"count": state.incomplete}


@register.simple_tag
def part_sentence(given: tuple[SourceState, CombinedPart], combination: Combination) -> str:
    """What one title gives: "74 points × 1 from Asian Le Mans Series 2023/24, GT teams, …"."""
    state, part = given
    words = {
        "points": points(part.points),
        "rank": part.rank,
        "title": source_name(state.championship),
        "weight": points(state.source.weight),
        "factor": points(part.counted / part.points) if part.points else "",
        "counted": points(part.counted / state.source.weight) if state.source.weight else "",
    }
    match combination.method:
        case Combination.Method.POINTS:
            told = _("%(points)s points × %(weight)s from %(title)s") % words
        case Combination.Method.RESCALED if part.points:
            told = _("%(points)s points × %(factor)s from %(title)s") % words
        case Combination.Method.RESCALED:
            told = _("%(points)s points from %(title)s") % words
        case Combination.Method.SCALE:
            told = _("%(counted)s points × %(weight)s for the place in %(title)s") % words
        case _:
            told = _("rank %(counted)s × %(weight)s from %(title)s") % words
    return f"{told}, {_place(part.rank, combination)}"


def _place(rank: int | None, combination: Combination) -> str:
    if rank is None and combination.method == Combination.Method.RANKS:
        return _("missing there")
    if rank is None:
        return _("excluded there")
    if combination.method in (Combination.Method.SCALE, Combination.Method.RANKS):
        return pgettext("among those ranked", "place %(rank)s of those ranked here") % {
            "rank": rank
        }
    return _("place %(rank)s there") % {"rank": rank}
