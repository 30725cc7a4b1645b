from django.contrib import admin

from championship.models import Car, CarAlias, Manufacturer, Season

from .base import DeskAdmin, DeskInline, KeepsStandings
from .filters import LabelledFilter
from .ordered import PartsFormSet


@admin.register(Manufacturer)
class ManufacturerAdmin(DeskAdmin):
    list_display = ["name", "country"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class AliasInline(DeskInline):
    model = CarAlias
    formset = PartsFormSet


@admin.register(Car)
class CarAdmin(KeepsStandings, DeskAdmin):
    list_display = ["name", "engine", "manufacturer"]
    list_select_related = ["manufacturer"]
    list_filter = [("manufacturer", LabelledFilter)]
    search_fields = ["name", "engine", "manufacturer__name", "aliases__name"]
    autocomplete_fields = ["manufacturer"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasInline]

    def seasons(self, car):
        return set(Season.objects.filter(events__entries__car=car).values_list("pk", flat=True))
