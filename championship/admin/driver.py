from django.contrib import admin

from championship.models import Driver, DriverAlias, DriverCategory

from .base import DeskAdmin, DeskInline
from .ordered import PartsFormSet


class CategoryInline(DeskInline):
    model = DriverCategory
    formset = PartsFormSet


class AliasInline(DeskInline):
    model = DriverAlias
    formset = PartsFormSet


@admin.register(Driver)
class DriverAdmin(DeskAdmin):
    list_display = ["family_name", "given_name", "country", "slug"]
    list_display_links = ["family_name", "given_name"]
    search_fields = ["given_name", "family_name", "aliases__name"]
    prepopulated_fields = {"slug": ["given_name", "family_name"]}
    inlines = [CategoryInline, AliasInline]
