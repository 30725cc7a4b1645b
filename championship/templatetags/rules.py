"""A championship's rules in sentences, made from its data."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import Championship, ChampionshipRules

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


@register.simple_tag
def counting_rules(championship: Championship, rounds: int) -> str:
    """How a championship is counted: points per place, poles, best results, ties."""
    rules = championship.rules.select_related("race_scale").last()
    if rules is None or rules.race_scale is None:
        return ""
    sentences = [_places(championship, rules), _rounds(rules, rounds), _ties(rules)]
    return " ".join(sentence for sentence in sentences if sentence)


def _places(championship: Championship, rules: ChampionshipRules) -> str:
    scale = rules.race_scale
    in_class = championship.car_class is not None
    by_place = _("%(points)s by place in class") if in_class else _("%(points)s by place")
    parts = [
        by_place % {"points": "–".join(points(value) for value in scale.points)},
        _extra(scale.points_for_others, _("%(worth)s for every further classified car")),
        _extra(scale.pole_points, _("%(worth)s for pole")),
        _extra(scale.fastest_lap_points, _("%(worth)s for the fastest lap")),
    ]
    return ", ".join(part for part in parts if part) + "."


def _extra(value, what: str) -> str:
    if not value:
        return ""
    worth = _("one point") if value == 1 else _("%(points)s points") % {"points": points(value)}
    return what % {"worth": worth}


def _rounds(rules: ChampionshipRules, rounds: int) -> str:
    best = int(rules.results_counted) if rules.results_counted.isdigit() else None
    if best and best < rounds:
        return ngettext(
            "Only the best result of %(rounds)s rounds counts.",
            "The best %(best)s results of %(rounds)s rounds count.",
            best,
        ) % {"best": number_word(best), "rounds": number_word(rounds)}
    if rounds < 2:
        return ""
    return _("All %(rounds)s rounds count.") % {"rounds": number_word(rounds)}


def _ties(rules: ChampionshipRules) -> str:
    match rules.countback:
        case ChampionshipRules.Countback.ALL:
            return _("Equal points are split by the number of wins, then second places, and so on.")
        case ChampionshipRules.Countback.SCORING:
            return _(
                "Equal points are split by the number of wins, then second places, and so on, "
                "over the places that earn points."
            )
        case _:
            return _("Equal points share a rank.")
