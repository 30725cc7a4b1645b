from django.contrib import admin
from django.db.models import DateTimeField, Exists, OuterRef
from django.db.models.functions import Cast, Coalesce
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from championship.models import EntryListCount, EntryListLine, EntryListRevision

from .base import DeskAdmin, DeskInline, ReadOnly, column
from .filters import LabelledFilter
from .ordered import PartsFormSet

PUBLISHED = Coalesce("published_at", Cast("published_on", DateTimeField()))


class CountInline(DeskInline):
    model = EntryListCount
    formset = PartsFormSet

    def offers(self, revision):
        return {"car_class": revision.season.classes.all()}


class LineInline(ReadOnly, DeskInline):
    model = EntryListLine
    fields = [
        "number",
        "car_class",
        "team_name",
        "team_country",
        "car_name",
        "crew",
        "status",
        "reserve_place",
        "scores",
        "note",
        "waived",
    ]
    readonly_fields = ["crew", "waived"]

    def get_queryset(self, request):
        lines = super().get_queryset(request).select_related("car_class")
        return lines.prefetch_related("crew", "waivers")

    @admin.display(description=_("crew"))
    def crew(self, line):
        return ", ".join(str(seat) or str(_("to be announced")) for seat in line.crew.all())

    @admin.display(description=_("waivers"))
    def waived(self, line):
        waivers = ((waiver, waiver.reason) for waiver in line.waivers.all())
        return format_html_join("; ", "{}: {}", waivers)


@admin.register(EntryListRevision)
class EntryListRevisionAdmin(DeskAdmin):
    """Lists with their cars are frozen. Of a list published elsewhere totals may be typed."""

    list_display = [
        "number",
        column("season", _("season")),
        "event",
        "state",
        "published",
        "published_by",
    ]
    list_select_related = ["season__series", "event", "published_by"]
    list_filter = [("season", LabelledFilter), "state"]
    search_fields = ["=number", "season__name", "season__series__name", "event__name"]
    ordering = ["-season__starts_on", "season", "-number"]
    autocomplete_fields = ["season", "event", "published_by"]
    fixed = ["season"]
    fields = ["season", "event", "number", "state", "published_on", "note"]
    parts_later = True

    def get_queryset(self, request):
        lines = EntryListLine.objects.filter(revision=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_lines=Exists(lines))

    def lookup_allowed(self, lookup, value, request):
        """Nothing narrows the list by the time, and the year 0 would break it."""
        return not lookup.startswith("published_at__") and super().lookup_allowed(
            lookup, value, request
        )

    @admin.display(description=_("published"), ordering=PUBLISHED)
    def published(self, issue):
        return issue.published_at or issue.published_on

    def get_fields(self, request, obj=None):
        if is_frozen(obj):
            return [*self.fields, "published_at", "published_by", "reason"]
        return self.fields

    def get_inlines(self, request, obj):
        if is_frozen(obj):
            return [LineInline]
        return [CountInline] if obj else []

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_frozen(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_frozen(obj)


def is_frozen(issue):
    """Whether its cars were published. `has_lines` was asked with the row, or is asked now."""
    if issue is None:
        return False
    found = getattr(issue, "has_lines", None)
    return issue.lines.exists() if found is None else found
