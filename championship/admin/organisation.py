from django.contrib import admin

from championship.models import Organisation, OrganisationRole

from .base import DeskAdmin, DeskInline
from .ordered import PartsFormSet


class RoleInline(DeskInline):
    model = OrganisationRole
    formset = PartsFormSet
    autocomplete_fields = ["series"]


@admin.register(Organisation)
class OrganisationAdmin(DeskAdmin):
    list_display = ["name", "short_name", "country"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [RoleInline]
