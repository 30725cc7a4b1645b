from django.contrib import admin

from championship.models import Team, TeamAlias

from .base import DeskAdmin, DeskInline
from .ordered import PartsFormSet


class AliasInline(DeskInline):
    model = TeamAlias
    formset = PartsFormSet


@admin.register(Team)
class TeamAdmin(DeskAdmin):
    list_display = ["name", "country", "slug"]
    search_fields = ["name", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasInline]
