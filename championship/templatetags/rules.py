"""A championship's rules in sentences, made from its data."""

import re
from collections.abc import Iterator
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from championship.models import Championship, ChampionshipRules, PointsScale
from championship.queries.counting import Counting, Version
from championship.queries.recipients import recipient_name
from championship.scoring.rules import Part, parse_parts

from .results import number_word, points

register = template.Library()


@register.simple_tag
def class_in_colour(championship: Championship):
    """A championship's name, the code of its class within it in the class's colour."""
    name, car_class = championship.name, championship.car_class
    if car_class is None or car_class.code not in name:
        return name
    before, after = name.split(car_class.code, 1)
    return format_html(
        '{}<span class="racing-class class-{}">{}</span>{}',
        before,
        car_class.slug,
        car_class.code,
        after,
    )


@register.filter
def first_sentence(text: object) -> str:
    """The first sentence of a longer text, as a panel has room for."""
    return re.split(r"(?<=[.!?])\s", str(text).strip(), maxsplit=1)[0]


@register.simple_tag
def counting_rules(championship: Championship, counting: Counting) -> list[dict]:
    """How a championship is counted, the newest rules first: `since` when, and the `text`."""
    several = len(counting.versions) > 1
    return [
        {
            "since": _since(version) if several else "",
            "text": " ".join(filter(None, map(str, _sentences(championship, version, counting)))),
        }
        for version in reversed(counting.versions)
    ]


def _since(version: Version) -> str:
    if version.last is None:
        return _("From round %(number)s on:") % {"number": version.first}
    if version.last <= version.first:
        return _("Round %(number)s:") % {"number": version.first}
    return _("Rounds %(first)s to %(last)s:") % {"first": version.first, "last": version.last}


def _sentences(championship: Championship, version: Version, counting: Counting) -> Iterator[str]:
    rules = version.rules
    yield from _scales(championship, version)
    yield from _bonuses(championship, version)
    yield from _who_scores(championship, version)
    if championship.recipient == Championship.Recipient.DRIVER:
        yield CREWS.get(rules.crew, "")
    yield _rounds(version, len(counting.rounds))
    yield from _drops(rules)
    yield _minimum(rules.minimum_rounds)
    yield LISTED.get(rules.listed, "")
    yield from _ties(rules)
    yield rules.note


CREWS = {
    ChampionshipRules.Crew.SPLIT: gettext_lazy("Drivers of one car share its points equally."),
    ChampionshipRules.Crew.SPLIT_BEST: gettext_lazy(
        "Drivers of one car share its points equally; of several shared cars in one session "
        "only the best share counts."
    ),
    ChampionshipRules.Crew.NONE: gettext_lazy("A shared car scores nothing."),
}
LISTED = {
    ChampionshipRules.Listed.CLASSIFIED: gettext_lazy("Listed is whoever was classified once."),
    ChampionshipRules.Listed.POINTS: gettext_lazy("Listed is whoever has points."),
}
FURTHER_CARS = {
    ChampionshipRules.Surplus.KEEP_PLACE: gettext_lazy(
        "Further cars keep their places: nobody takes their points."
    ),
    ChampionshipRules.Surplus.PASSED_OVER: gettext_lazy(
        "Further cars are passed over: the next car takes their points."
    ),
}
STILL_EQUAL = {
    ChampionshipRules.StillEqual.FIRST: gettext_lazy(
        "Of those still equal, whoever had the best place first is ahead."
    ),
    ChampionshipRules.StillEqual.LAST: gettext_lazy(
        "Of those still equal, whoever had the best place last is ahead."
    ),
}


def _scales(championship: Championship, version: Version) -> Iterator[str]:
    """The points of each kind of session, and of single sessions that have their own."""
    rules = version.rules
    kinds = [
        (rules.race_scale, _("Races")),
        (rules.sprint_scale, _("Sprint races")),
        (rules.qualifying_scale, _("Qualifying")),
    ]
    kinds = [(scale, words) for scale, words in kinds if scale]
    is_plain = [scale for scale, _words in kinds] == [rules.race_scale]
    for scale, words in kinds:
        yield _places(championship, scale, "" if is_plain else words)
    for own in version.session_scales:
        words = f"{own.session.event.short}, {own.session.name}"
        yield _places(championship, own.scale, words)


def _places(championship: Championship, scale: PointsScale, what: str) -> str:
    in_class = championship.car_class is not None
    by_place = _("%(points)s by place in class") if in_class else _("%(points)s by place")
    parts = [
        by_place % {"points": "–".join(points(value) for value in scale.points)},
        _extra(scale.points_for_others, _("%(worth)s for every further classified car")),
        _extra(scale.pole_points, _("%(worth)s for pole"), scale.pole_within),
        _extra(
            scale.fastest_lap_points,
            _("%(worth)s for the fastest lap"),
            scale.fastest_lap_within,
        ),
    ]
    told = ", ".join(part for part in parts if part) + "."
    return f"{what}{pgettext('punctuation', ':')} {told}" if what else told


def _extra(value: Fraction, what: str, within: int | None = None) -> str:
    if not value:
        return ""
    worth = _("one point") if value == 1 else _("%(points)s points") % {"points": points(value)}
    told = what % {"worth": worth}
    if within is None:
        return told
    condition = ngettext("(only to the winner)", "(only down to place %(within)s)", within)
    return f"{told} {condition % {'within': within}}"


def _bonuses(championship: Championship, version: Version) -> Iterator[str]:
    """Who gets the points of poles and fastest laps, where there are any."""
    rules = version.rules
    scales = [rules.race_scale, rules.sprint_scale, rules.qualifying_scale]
    scales += [own.scale for own in version.session_scales]
    scales = [
        scale for scale in scales if scale and (scale.pole_points or scale.fastest_lap_points)
    ]
    if any(scale.equal_holders == PointsScale.EqualHolders.SHARE for scale in scales):
        yield _("Several holders of one pole or fastest lap share its points.")
    ranks_drivers = championship.recipient == Championship.Recipient.DRIVER
    if scales and ranks_drivers and rules.bonus_to == ChampionshipRules.BonusTo.DRIVER:
        yield _("The points for a pole or fastest lap go to the driver who set it alone.")


def _who_scores(championship: Championship, version: Version) -> Iterator[str]:
    rules = version.rules
    if version.nominated:
        cars = ", ".join(recipient_name(entry) for entry in version.nominated)
        yield _("Only these cars score: %(cars)s.") % {"cars": cars}
    match rules.guests:
        case ChampionshipRules.Guests.KEEP_PLACE:
            yield _("Cars that do not score keep their places: nobody takes their points.")
        case ChampionshipRules.Guests.SCORE:
            yield _("Cars that are not registered for points score here like all others.")
    if rules.cars_counted:
        best = ngettext(
            "Only the best car of each scores in a session.",
            "Only the best %(cars)s cars of each score in a session.",
            rules.cars_counted,
        )
        yield best % {"cars": number_word(rules.cars_counted)}
        yield FURTHER_CARS[rules.surplus_cars]


def _rounds(version: Version, rounds: int) -> str:
    """Which results count: all, all but some rounds, the best of the season or of its parts."""
    parts = parse_parts(version.rules.results_counted)
    by_session = version.rules.drops == ChampionshipRules.Drops.SESSION
    whole = parts[0] if len(parts) == 1 and parts[0].last is None else None
    if parts and whole is None:
        return f"{_out(version)} {' '.join(map(_part, parts))}".strip()
    if whole and by_session:
        best = ngettext(
            "Only the best result counts.", "The best %(best)s results count.", whole.best
        ) % {"best": number_word(whole.best)}
        return f"{_out(version)} {best}".strip()
    if whole and whole.best < rounds:
        best = ngettext(
            "Only the best result of %(rounds)s rounds counts.",
            "The best %(best)s results of %(rounds)s rounds count.",
            whole.best,
        ) % {"best": number_word(whole.best), "rounds": number_word(rounds)}
        return f"{_out(version)} {best}".strip()
    if version.rounds_out:
        others = _("All others count.")
        return f"{_out(version)} {others}"
    return _("All %(rounds)s rounds count.") % {"rounds": number_word(rounds)} if rounds > 1 else ""


def _out(version: Version) -> str:
    if not version.rounds_out:
        return ""
    numbers = sorted(version.rounds_out)
    words = ngettext(
        "Round %(numbers)s does not count.", "Rounds %(numbers)s do not count.", len(numbers)
    )
    return words % {"numbers": ", ".join(map(str, numbers))}


def _part(part: Part) -> str:
    words = ngettext(
        "Of rounds %(first)s to %(last)s the best result counts.",
        "Of rounds %(first)s to %(last)s the best %(best)s results count.",
        part.best,
    )
    return words % {"first": part.first, "last": part.last, "best": number_word(part.best)}


def _drops(rules: ChampionshipRules) -> Iterator[str]:
    if not rules.results_counted:
        return
    if rules.drops == ChampionshipRules.Drops.SESSION:
        yield _("Single sessions are dropped, not whole rounds.")
    if rules.disqualification_counts:
        yield _("A disqualification can’t be dropped.")


def _minimum(rounds: int) -> str:
    if not rounds:
        return ""
    words = ngettext(
        "Whoever can’t reach %(rounds)s round any more is left out.",
        "Whoever can’t reach %(rounds)s rounds any more is left out.",
        rounds,
    )
    return words % {"rounds": number_word(rounds)}


def _ties(rules: ChampionshipRules) -> Iterator[str]:
    """What splits equal points, and what splits those still equal."""
    shared = rules.still_equal == ChampionshipRules.StillEqual.SHARED
    if rules.countback == ChampionshipRules.Countback.NONE:
        if shared:
            yield _("Equal points share a rank.")
        else:
            yield _("Places do not split equal points.")
    else:
        yield _countback(rules)
        if rules.countback_sprints:
            yield _("Places in sprint races count for this too.")
    if not shared:
        yield STILL_EQUAL[rules.still_equal]


def _countback(rules: ChampionshipRules) -> str:
    match rules.countback:
        case ChampionshipRules.Countback.ALL:
            return _("Equal points are split by the number of wins, then second places, and so on.")
        case ChampionshipRules.Countback.SCORING:
            return _(
                "Equal points are split by the number of wins, then second places, and so on, "
                "over the places that earn points."
            )
    words = ngettext(
        "Equal points are split by the number of wins.",
        "Equal points are split by the number of wins, then second places, and so on, "
        "over the first %(places)s places.",
        rules.countback_places,
    )
    return words % {"places": number_word(rules.countback_places)}
