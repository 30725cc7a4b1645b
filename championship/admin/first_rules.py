"""How a new championship counts: on a scale of its season, by a preset, or not yet."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from championship.imports.presets import read_presets
from championship.models import ChampionshipRules, PointsScale
from championship.workflows.presets import add_preset_rules

from .labels import joined, label

NOT_YET = "none"


class FirstRulesForm(forms.ModelForm):
    """A choice that has to be made: nobody ends without rules by accident."""

    first_rules = forms.ChoiceField(
        label=_("First rules"),
        help_text=format_lazy(
            "{} {}",
            _(
                "The points in races; everything else is as usual, and you can change all of it "
                "afterwards. A preset brings its points scales along."
            ),
            _("A title that is made of others has no rules: add its combination afterwards."),
        ),
    )

    def clean(self):
        cleaned = super().clean()
        scale = scale_chosen(cleaned.get("first_rules", ""))
        season = cleaned.get("season")
        if scale and season and scale.season_id != season.pk:
            self.add_error("first_rules", _("This scale belongs to another season."))
        return cleaned


def choices(season, *, may_add_rules, may_add_scales):
    """Scales and presets that somebody may begin with, and the word that nothing counts yet."""
    offered = [("", "---------")]
    if may_add_rules:
        scales = joined(PointsScale.objects.filter(**({"season": season} if season else {})))
        offered.append((_("Points scales"), [(f"scale:{row.pk}", label(row)) for row in scales]))
    if may_add_rules and may_add_scales:
        presets = [(f"preset:{slug}", one.name) for slug, one in read_presets().items()]
        offered.append((_("Presets"), presets))
    return [*offered, (NOT_YET, _("no rules yet: nothing counts"))]


def scale_chosen(choice):
    kind, _colon, key = choice.partition(":")
    return PointsScale.objects.filter(pk=key).first() if kind == "scale" else None


def give_first_rules(championship, choice):
    """Store the rules that were chosen. Returns what became of a preset's scales, or None."""
    kind, _colon, key = choice.partition(":")
    if kind == "preset":
        _rules, scales = add_preset_rules(championship, read_presets()[key])
        return scales
    if kind == "scale":
        ChampionshipRules.objects.create(championship=championship, race_scale_id=key)
    return None
