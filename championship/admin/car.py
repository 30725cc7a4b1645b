from django.contrib import admin

from championship.models import Car, Manufacturer

from .base import DeskAdmin
from .filters import LabelledFilter


@admin.register(Manufacturer)
class ManufacturerAdmin(DeskAdmin):
    list_display = ["name", "country"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Car)
class CarAdmin(DeskAdmin):
    list_display = ["name", "engine", "manufacturer"]
    list_select_related = ["manufacturer"]
    list_filter = [("manufacturer", LabelledFilter)]
    search_fields = ["name", "engine", "manufacturer__name"]
    autocomplete_fields = ["manufacturer"]
    prepopulated_fields = {"slug": ["name"]}
