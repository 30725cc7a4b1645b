from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import Organisation, OrganisationRole

from .award_list import ListsAwards, listed
from .base import DeskAdmin, DeskInline
from .ordered import PartsFormSet


class RoleInline(DeskInline):
    model = OrganisationRole
    formset = PartsFormSet
    autocomplete_fields = ["series"]


@admin.register(Organisation)
class OrganisationAdmin(ListsAwards, DeskAdmin):
    fields = ["name", "short_name", "slug", "country"]
    list_display = ["name", "short_name", "country", "roles_in_short"]
    search_fields = ["name", "short_name", "roles__series__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [RoleInline]
    lists = ("its_agreements", "its_awards")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("roles__series")

    @admin.display(description=_("roles"), empty_value="–")
    def roles_in_short(self, organisation):
        roles = organisation.roles.all()
        return ", ".join(f"{role.get_role_display()}: {role.series}" for role in roles) or None

    @admin.display(description=_("agreements"), empty_value="–")
    def its_agreements(self, organisation):
        return listed(organisation.agreements.all(), "agreement_change")
