from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.admin.award_list import ListsAwards
from championship.admin.base import DeskAdmin, DeskFields
from championship.models import AwardTarget, TargetEntry


class CarInline(DeskFields, admin.StackedInline):
    """The cars that raced there. One that used an award keeps its line."""

    model = TargetEntry
    extra = 0
    autocomplete_fields = ["team"]
    fieldsets = [
        (
            None,
            {"fields": [("number", "team_name"), ("team", "car_class"), "crew", "result"]},
        ),
        (_("By what right, and a note"), {"classes": ["collapse"], "fields": ["basis", "note"]}),
    ]


@admin.register(AwardTarget)
class AwardTargetAdmin(ListsAwards, DeskAdmin):
    fields = ["name", "year", "slug", "series", "event"]
    list_display = ["name", "year", "series", "event"]
    list_select_related = ["series", "event__season__series"]
    list_filter = ["year"]
    search_fields = ["name", "year"]
    ordering = ["-year", "name"]
    autocomplete_fields = ["series", "event"]
    prepopulated_fields = {"slug": ["name", "year"]}
    inlines = [CarInline]
