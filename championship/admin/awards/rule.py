from functools import partial

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.admin.base import DeskAdmin, column
from championship.admin.filters import LabelledFilter
from championship.admin.labels import label
from championship.models import Award
from championship.queries.award_preview import award_by_rounds
from championship.queries.awards import lines_of

from . import desk, step
from .rule_form import FIELDSETS, AwardForm
from .words import name_of, now_in_words, places_in_words


class Previewed(Exception):
    """The rule was tried; nothing is to be kept. Holds what it gives after each round."""


class TargetFilter(LabelledFilter):
    """What awards are for; the field alone would read "By for"."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("target")


class AwardPage(ChangeList):
    """A page of the list with how each award stands."""

    def get_results(self, request):
        super().get_results(request)
        lines = {}
        for line in lines_of(Award.objects.filter(pk__in=[row.pk for row in self.result_list])):
            lines.setdefault(line.award.pk, []).append(line)
        for row in self.result_list:
            row.lines = lines[row.pk]


@admin.register(Award)
class AwardAdmin(DeskAdmin):
    """Rules: what a place earns. What became of it is taken step by step at its own desk."""

    form = AwardForm
    fieldsets = FIELDSETS
    list_display = [
        "name",
        "now",
        "championship",
        "shown_places",
        column("season", gettext_lazy("season")),
        "kind",
    ]
    list_select_related = ["championship", "season__series", "target"]
    list_filter = [("season", LabelledFilter), "kind", ("target", TargetFilter)]
    search_fields = [
        "target__name",
        "target_class",
        "benefit",
        "slug",
        "championship__name",
        "season__name",
        "season__series__name",
    ]
    ordering = ["-season__starts_on", "season", "championship__order", "place", "pk"]
    autocomplete_fields = [
        "season",
        "target",
        "championship",
        "given_by",
        "agreement",
        "must_enter",
    ]
    fixed = ["season"]
    change_form_template = "admin/championship/award/change_form.html"

    # The list

    def get_changelist(self, request, **kwargs):
        return AwardPage

    @admin.display(description=gettext_lazy("award"), ordering="target__name")
    def name(self, award):
        return name_of(award)

    @admin.display(description=gettext_lazy("place"), ordering="place", empty_value="–")
    def shown_places(self, award):
        return places_in_words(award) or None

    @admin.display(description=gettext_lazy("now"))
    def now(self, award):
        """Each place on a line of its own, leading to the desk where it takes its steps."""
        told = [
            (f"{line.place}." if award.last_place else "", now_in_words(line))
            for line in award.lines
        ]
        words = format_html_join(mark_safe("<br>"), "{} {}", told)
        return format_html('<a href="{}">{}</a>', desk.address(award), words)

    # The rule

    def get_urls(self):
        pages = [
            ("preview", "preview/", preview),
            ("life", "life/", desk.desk),
            ("step", "life/<int:place>/<slug:state>/", step.step),
        ]
        own = [
            path(
                f"<int:pk>/{address}",
                self.admin_site.admin_view(partial(view, self)),
                name=f"championship_award_{name}",
            )
            for name, address, view in pages
        ]
        return [*own, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "_preview" in request.POST:
            raise Previewed(obj, award_by_rounds(obj.pk))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Previewed as found:
            return _preview_page(self, request, *found.args, is_saved=False)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= {"may_preview": True, "preview_words": _("Preview")}
        if obj is not None:
            context |= {
                "desk_page": desk.address(obj),
                "preview_page": reverse("admin:championship_award_preview", args=[obj.pk]),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def preview(model_admin, request, pk):
    """Who gets it by the rule as it is stored, after each round."""
    award = desk.award_of(model_admin, request, pk)
    return _preview_page(model_admin, request, award, award_by_rounds(pk), is_saved=True)


def _preview_page(model_admin, request, award, rounds, *, is_saved):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Who gets it, round by round"),
        "original": award if is_saved else None,
        "subtitle": label(award),
        "award": award,
        "rounds": rounds,
        "is_saved": is_saved,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/award/preview.html", context)
