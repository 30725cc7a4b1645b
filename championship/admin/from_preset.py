"""Small pages that begin with a rulebook that is shipped."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.imports.presets import read_presets
from championship.models import Championship, Season
from championship.workflows.presets import add_preset_rules, add_preset_scales
from championship.workflows.standings import store_standings
from championship.workflows.what_if import what_would_change

from .labels import joined, label


class LabelledChoice(forms.ModelChoiceField):
    def label_from_instance(self, row):
        return label(row)


def preset_choices():
    return [("", "---------"), *((slug, one.name) for slug, one in read_presets().items())]


class ScalesForm(forms.Form):
    """Which season gets the points scales of which rulebook."""

    season = LabelledChoice(joined(Season.objects), label=gettext_lazy("Season"))
    preset = forms.ChoiceField(choices=preset_choices, label=gettext_lazy("Preset"))

    def store(self, request):
        chosen = self.cleaned_data
        preset = read_presets()[chosen["preset"]]
        say_what_became_of_scales(request, add_preset_scales(chosen["season"], preset))
        lists = reverse("admin:championship_pointsscale_changelist")
        return redirect(f"{lists}?season__id__exact={chosen['season'].pk}")


class RulesFromPresetForm(forms.Form):
    """Which championship counts by which rulebook, from which round on."""

    championship = LabelledChoice(joined(Championship.objects), label=gettext_lazy("Championship"))
    preset = forms.ChoiceField(choices=preset_choices, label=gettext_lazy("Preset"))
    from_round = forms.IntegerField(
        min_value=1, max_value=32767, initial=1, label=gettext_lazy("In force from round")
    )

    def store(self, request):
        """Nothing that is published changes here: a refusal is an error of the form."""
        chosen = self.cleaned_data
        preset = read_presets()[chosen["preset"]]
        season = chosen["championship"].season
        try:
            with transaction.atomic():
                rules, scales = add_preset_rules(
                    chosen["championship"], preset, from_round=chosen["from_round"]
                )
                if any(one.was_published for one in what_would_change(season)):
                    raise ValidationError(
                        _("This would change published tables: choose a later round.")
                    )
                written = store_standings(season)
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None
        say_what_became_of_scales(request, scales)
        if written:
            text = _("Standings computed again: %(names)s.")
            messages.info(request, text % {"names": ", ".join(written)})
        return redirect("admin:championship_championshiprules_change", rules.pk)


class StartsFromPreset:
    """A list with a tool that begins with a preset, on a page with this form."""

    preset_form = None
    preset_needs = ()

    def has_preset_permission(self, request):
        return all(request.user.has_perm(f"championship.{one}") for one in self.preset_needs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.preset_view)
        name = f"championship_{self.opts.model_name}_preset"
        return [path("preset/", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        tool = {"title": capfirst(self.opts.verbose_name_plural)}  # shorter beside two tools
        if self.has_preset_permission(request):
            tool["preset_url"] = reverse(f"admin:championship_{self.opts.model_name}_preset")
        return super().changelist_view(request, {**tool, **(extra_context or {})})

    def preset_view(self, request):
        if not self.has_preset_permission(request):
            raise PermissionDenied
        form = self.preset_form(request.POST or None, initial=dict(request.GET.items()))
        stored = form.is_valid() and form.store(request)
        if stored:
            return stored
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Start from a preset"),
            "form": form,
            "presets": read_presets().values(),
        }
        return render(request, "admin/championship/rules/preset.html", context)


def say_what_became_of_scales(request, scales):
    """Which scales of a preset are new, and which the season had already."""
    if scales.added:
        text = _("Points scales added: %(names)s.")
        messages.success(request, text % {"names": ", ".join(scales.added)})
    same = [name for name in scales.kept if name not in scales.different]
    if same:
        text = _("There already, and left as they are: %(names)s.")
        messages.info(request, text % {"names": ", ".join(same)})
    if scales.different:
        text = _("There already with other points, and left as they are: %(names)s.")
        messages.warning(request, text % {"names": ", ".join(scales.different)})
