from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Championship, ChampionshipFeed, CombinationSource
from championship.queries.combinations import FITTING
from championship.queries.official import newest_comparisons

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .filters import LabelledFilter, chosen_season
from .first_rules import FirstRulesForm, choices, give_first_rules
from .from_preset import say_what_became_of_scales
from .official import ComparedList, in_words
from .ordered import PartsFormSet
from .rules import with_rules
from .summaries import answers_in_short, rules_in_short


class ChampionshipForm(forms.ModelForm):
    """What is made of other titles, or counts for one, ranks what fits."""

    def clean_recipient(self):
        recipient = self.cleaned_data["recipient"]
        if hasattr(self.instance, "combination") and recipient != self.instance.recipient:
            raise ValidationError(_("It is made of titles that rank the same."))
        wanted = CombinationSource.objects.filter(championship=self.instance).values_list(
            "combination__championship__recipient", flat=True
        )
        if any(recipient not in FITTING.get(one, ()) for one in wanted):
            raise ValidationError(_("It counts for a combined title that ranks others."))
        return recipient


class FeedInline(DeskInline):
    model = ChampionshipFeed
    formset = PartsFormSet
    autocomplete_fields = ["season", "car_class"]


@admin.register(Championship)
class ChampionshipAdmin(AsksFirst, DeskAdmin):
    form = ChampionshipForm
    fields = ["season", "name", "slug", "order", "recipient", "car_class", "remark"]
    list_display = [
        "name",
        column("season", gettext_lazy("season")),
        "recipient",
        "car_class",
        "order",
        "beside_official",
        "rules_now",
    ]
    list_select_related = ["season__series", "car_class", "combination"]
    list_filter = [("season", LabelledFilter), "recipient"]
    search_fields = ["name", "season__name", "season__series__name"]
    ordering = ["-season__starts_on", "season", "order", "name"]
    autocomplete_fields = ["season", "car_class"]
    prepopulated_fields = {"slug": ["name"]}
    fixed = ["season"]
    inlines = [FeedInline]
    parts_later = True

    def get_queryset(self, request):
        return with_rules(super().get_queryset(request))

    def get_changelist(self, request, **kwargs):
        return ComparedList

    def comparisons(self, championships):
        newest = newest_comparisons(championships)
        return ((row, newest.get(row.pk)) for row in championships)

    @admin.display(description=gettext_lazy("official table"), empty_value="–")
    def beside_official(self, championship):
        return in_words(championship.comparison)

    # Its rules

    def get_fields(self, request, obj=None):
        return [*self.fields, "versions" if obj else "first_rules"]

    def get_readonly_fields(self, request, obj=None):
        return ["versions"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is not None:
            return super().get_form(request, obj, change=change, **kwargs)
        form = super().get_form(request, obj, change=change, form=FirstRulesForm, **kwargs)
        form.base_fields["first_rules"].choices = choices(
            chosen_season(request),
            may_add_rules=request.user.has_perm("championship.add_championshiprules"),
            may_add_scales=request.user.has_perm("championship.add_pointsscale"),
        )
        return form

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            scales = give_first_rules(obj, form.cleaned_data["first_rules"])
            if scales:
                say_what_became_of_scales(request, scales)

    @admin.display(description=gettext_lazy("rules"))
    def rules_now(self, championship):
        """The version in force last, in the list."""
        if hasattr(championship, "combination"):
            return _combined(championship.combination)
        versions = championship.rules.all()
        return answers_in_short(versions[len(versions) - 1]) if versions else _nothing_counts()

    @admin.display(description=gettext_lazy("rules"))
    def versions(self, championship):
        if hasattr(championship, "combination"):
            return _made_of_others(championship.combination)
        links = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            (
                (
                    reverse("admin:championship_championshiprules_change", args=[rules.pk]),
                    rules_in_short(rules),
                )
                for rules in championship.rules.all()
            ),
        )
        add = reverse("admin:championship_championshiprules_add")
        preset = reverse("admin:championship_championshiprules_preset")
        ways = [(add, _("Make a new version") if links else _("Add rules"))]
        if not links:
            ways.append((preset, _("Start from a preset")))
            combine = reverse("admin:championship_combination_add")
            ways.append((combine, _("Make it of other titles")))
        return format_html(
            '<ul class="versions">{}</ul>{}',
            links or format_html("<li>{}</li>", _nothing_counts()),
            format_html_join(
                " · ",
                '<a href="{}?championship={}">{}</a>',
                ((url, championship.pk, name) for url, name in ways),
            ),
        )

    def ways_out(self, request, object_id):
        """Whom it ranks and in which class is the same from the first round to the last."""
        text = _(
            "Whom a championship ranks, its class and the seasons that count are the same in "
            "all its rounds. What counts otherwise is another championship."
        )
        add = {"url": reverse("admin:championship_championship_add"), "name": _("Add championship")}
        return [{"title": _("Make another championship"), "text": text, "links": [add]}]


def _made_of_others(combination):
    """The link to how it is made; rules would count nothing."""
    url = reverse("admin:championship_combination_change", args=[combination.pk])
    return format_html('<a href="{}">{}</a>', url, _combined(combination))


def _combined(combination):
    words = {"method": combination.get_method_display()}
    return _("made of other titles: %(method)s") % words


def _nothing_counts():
    return _("no rules yet: nothing counts")
