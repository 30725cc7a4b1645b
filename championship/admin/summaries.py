"""Rules in a line, to tell one version from another."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from championship.models import ChampionshipRules
from championship.scoring.fractions import written

FIRST_SHOWN = 3
Countback = ChampionshipRules.Countback


def scale_in_short(scale):
    """25–18–15…, with what a pole and a fastest lap add."""
    places = [written(points) for points in scale.points]
    more = "…" if len(places) > FIRST_SHOWN else ""
    parts = ["–".join(places[:FIRST_SHOWN]) + more]
    if scale.pole_points:
        parts.append(_("pole %(points)s") % {"points": written(scale.pole_points)})
    if scale.fastest_lap_points:
        lap = {"points": written(scale.fastest_lap_points)}
        parts.append(_("fastest lap %(points)s") % lap)
    return " + ".join(parts)


def answers_in_short(rules):
    """What a version says. Its scales are to be joined, its rounds and cars prefetched."""
    parts = [_scales(rules), _rounds(rules), _cars(rules), _ties(rules)]
    return ", ".join(part for part in parts if part)


def rules_in_short(rules):
    """from round 1: 25–18–15…, all rounds, countback over all places"""
    return f"{rules}: {answers_in_short(rules)}"


def _scales(rules):
    kinds = [
        ("%s", rules.race_scale),
        (_("sprint %s"), rules.sprint_scale),
        (_("qualifying %s"), rules.qualifying_scale),
    ]
    scales = [text % scale_in_short(scale) for text, scale in kinds if scale]
    return ", ".join(scales) or _("no session counts")


def _rounds(rules):
    counted = rules.results_counted
    text = _("best results %(counted)s") % {"counted": counted} if counted else _("all rounds")
    without = ", ".join(str(row.number) for row in rules.excluded_rounds.all())
    return text + (" " + _("without %(rounds)s") % {"rounds": without} if without else "")


def _cars(rules):
    parts = []
    if nominated := len(rules.nominated.all()):
        text = ngettext("%(count)s nominated car", "%(count)s nominated cars", nominated)
        parts.append(text % {"count": nominated})
    if rules.cars_counted:
        text = ngettext("best car only", "best %(count)s cars", rules.cars_counted)
        parts.append(text % {"count": rules.cars_counted})
    return ", ".join(parts)


def _ties(rules):
    return {
        Countback.ALL: _("countback over all places"),
        Countback.SCORING: _("countback over the places with points"),
        Countback.FIRST: _("countback over the first %(places)s places")
        % {"places": rules.countback_places},
        Countback.NONE: _("no countback"),
    }[rules.countback]
