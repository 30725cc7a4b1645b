from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from championship.models import OfficialTable
from championship.queries.official import compare
from championship.queries.versions import seasons_of
from championship.workflows.official import read_rows, store_rows

from .base import DeskAdmin, LinesField, column
from .filters import LabelledFilter, WithinSeasonFilter


def in_words(comparison):
    """equals the official table, or how many rows differ."""
    if comparison is None:
        return None
    if not comparison.has_ours:
        number = {"number": comparison.table.round.number}
        return _("we have no table after round %(number)s") % number
    if comparison.is_equal:
        return _("equals the official table")
    count = comparison.differing
    return ngettext("%(count)s difference", "%(count)s differences", count) % {"count": count}


class OfficialTableForm(forms.ModelForm):
    """The table as text: every line that can't be read or fits nobody is named."""

    lines = LinesField(
        label=gettext_lazy("Lines"),
        widget=forms.Textarea({"rows": 20, "cols": 60, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "One line each: position; number or name; points. Parted by semicolons, tabs or "
            "commas, as copied from a spreadsheet: 1; 4; 96."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "lines" in self.fields:
            self.initial["lines"] = as_text(self.instance)

    def clean(self):
        cleaned = super().clean()
        championship = cleaned.get("championship")
        if championship is None:
            return cleaned
        chosen = cleaned.get("round")
        if chosen and chosen.season_id not in seasons_of(championship):
            text = _("%(row)s does not belong to a season of this championship.")
            self.add_error("round", text % {"row": chosen})
        if "lines" in cleaned:
            self.matches, problems = read_rows(championship, cleaned["lines"])
            for problem in problems:
                self.add_error("lines", problem)
        return cleaned


def as_text(table):
    """The rows of a table as they are typed."""
    rows = table.rows.select_related("entry", "driver", "team", "manufacturer")
    return "\n".join(f"{row.position}; {_typed(row)}; {row.points.normalize():f}" for row in rows)


def _typed(row):
    if row.entry:
        return row.entry.number
    return row.subject.slug


class ComparedList(ChangeList):
    """A list in which every row has the comparison of its tables."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        for row, comparison in self.model_admin.comparisons(self.result_list):
            row.comparison = comparison


@admin.register(OfficialTable)
class OfficialTableAdmin(DeskAdmin):
    """A table as it was published elsewhere, beside ours."""

    form = OfficialTableForm
    fields = ["championship", "round", "source", "address", "retrieved_on", "note", "lines"]
    list_display = [
        column("championship", gettext_lazy("championship")),
        "round",
        "source",
        "outcome",
    ]
    list_select_related = ["championship__season__series", "round"]
    list_filter = [
        ("championship__season", LabelledFilter),
        ("championship", WithinSeasonFilter),
    ]
    search_fields = [
        "source",
        "championship__name",
        "championship__season__name",
        "championship__season__series__name",
    ]
    ordering = ["-championship__season__starts_on", "championship", "round__number"]
    autocomplete_fields = ["championship", "round"]
    fixed = ["championship"]
    change_form_template = "admin/championship/officialtable/change_form.html"

    def get_changelist(self, request, **kwargs):
        return ComparedList

    def comparisons(self, tables):
        return zip(tables, compare(tables), strict=True)

    @admin.display(description=gettext_lazy("beside ours"))
    def outcome(self, table):
        return in_words(table.comparison)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        store_rows(form.instance, form.matches)
        (comparison,) = compare([form.instance])
        level = messages.SUCCESS if comparison.is_equal else messages.WARNING
        self.message_user(request, in_words(comparison), level)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            (context["comparison"],) = compare([obj])
            context["outcome"] = in_words(context["comparison"])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # Whoever has saved a table wants to see it beside ours.

    def response_add(self, request, obj, post_url_continue=None):
        return super().response_add(stay(request), obj, post_url_continue)

    def response_change(self, request, obj):
        return super().response_change(stay(request), obj)


def stay(request):
    """The same request, as if one had asked to go on editing."""
    if not {"_addanother", "_popup"} & request.POST.keys():
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
    return request
