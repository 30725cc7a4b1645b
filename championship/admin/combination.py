from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Championship, Combination, CombinationSource, CountsAs
from championship.queries.combinations import FITTING

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .filters import LabelledFilter
from .ordered import OrderedFormSet, PartsFormSet

KINDS = {
    Championship.Recipient.TEAM: ("team", "as_team"),
    Championship.Recipient.DRIVER: ("driver", "as_driver"),
}


class CombinationForm(forms.ModelForm):
    """What is made of other titles can't count for one itself."""

    class Meta:
        help_texts = {
            "championship": format_lazy(
                "{} {}",
                gettext_lazy(
                    "It has no rules of its own: its tables are made of those of other titles."
                ),
                gettext_lazy("Which they are is asked once this is saved."),
            ),
            "tie_break": gettext_lazy("Whoever stays equal shares a rank."),
        }

    def clean_championship(self):
        championship = self.cleaned_data["championship"]
        if championship.recipient not in FITTING:
            text = _("Over several titles only teams or drivers can be ranked.")
            raise ValidationError(text)
        if CombinationSource.objects.filter(championship=championship).exists():
            text = _("This title counts for a combined one: it can't be made of others itself.")
            raise ValidationError(text)
        return championship


class SourceInline(DeskInline):
    """The titles that count. They may be of any season and series."""

    model = CombinationSource
    formset = OrderedFormSet
    autocomplete_fields = ["championship"]


class CountsAsFormSet(PartsFormSet):
    """Nobody counts as oneself, nor as somebody who counts as another."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        pairs = [
            (getattr(form.instance, f"{one}_id"), getattr(form.instance, f"{other}_id"), form)
            for form in kept
            for one, other in KINDS.values()
            if one in form.fields
        ]
        renamed = {one for one, _other, _form in pairs if one}
        for one, other, form in pairs:
            if one and one == other:
                form.add_error(None, _("Choose two that are one."))
            elif other in renamed:
                form.add_error(None, _("Whoever others count as can't count as another."))


class CountsAsInline(DeskInline):
    """One team under two names, or one driver: those whom the championship ranks."""

    model = CountsAs
    formset = CountsAsFormSet
    autocomplete_fields = ["team", "as_team", "driver", "as_driver"]

    def get_formset(self, request, obj=None, **kwargs):
        if obj is not None:
            kwargs["fields"] = KINDS.get(obj.championship.recipient, ())
        formset = super().get_formset(request, obj, **kwargs)
        for field in formset.form.base_fields.values():
            field.required = True
        return formset

    def get_fields(self, request, obj=None):
        return KINDS.get(obj.championship.recipient, ()) if obj else super().get_fields(request)


@admin.register(Combination)
class CombinationAdmin(AsksFirst, DeskAdmin):
    """How a title is made of others: each with its rounds and weight, and who is whom."""

    form = CombinationForm
    fields = ["championship", "method", "common_maximum", "scale", "several", "tie_break"]
    list_display = [
        column("championship", gettext_lazy("championship")),
        "method",
        "titles",
    ]
    list_select_related = ["championship__season__series"]
    list_filter = [("championship__season", LabelledFilter), "method"]
    search_fields = [
        "championship__name",
        "championship__season__name",
        "championship__season__series__name",
    ]
    ordering = ["-championship__season__starts_on", "championship"]
    autocomplete_fields = ["championship", "scale"]
    fixed = ["championship"]
    inlines = [SourceInline, CountsAsInline]
    parts_later = True

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(titles=Count("sources"))

    @admin.display(description=gettext_lazy("titles that count"), ordering="titles")
    def titles(self, combination):
        return combination.titles

    def ways_out(self, request, object_id):
        """A title that counts otherwise is another title."""
        text = _(
            "What its tables are made of is the same from the first round to the last. A title "
            "that is made otherwise is another championship."
        )
        return [{"title": _("Make another championship"), "text": text}]
