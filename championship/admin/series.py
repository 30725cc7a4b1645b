from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from championship.models import (
    Article,
    Award,
    CarClass,
    CategoryLimit,
    Championship,
    ChampionshipRules,
    ClassAlias,
    Classification,
    Decision,
    Entry,
    EntryListRevision,
    Event,
    EventEntry,
    Notice,
    OfficialTable,
    OrganisationRole,
    PointsDecision,
    PointsScale,
    Result,
    Round,
    Season,
    Series,
    Session,
    Standing,
)

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .entry_desk import HasEntryDesk
from .filters import LabelledFilter
from .ordered import PartsFormSet

# The lists of a season, in the order of the work, and how each one is narrowed to it.
SEASON_LISTS = [
    (CarClass, "season"),
    (Event, "season"),
    (Round, "season"),
    (Session, "season"),
    (Entry, "season"),
    (EventEntry, "event__season"),
    (EntryListRevision, "season"),
    (Result, "session__season"),
    (Decision, "session__season"),
    (PointsDecision, "season"),
    (Classification, "session__season"),
    (Notice, "event__season"),
    (Championship, "season"),
    (ChampionshipRules, "championship__season"),
    (PointsScale, "season"),
    (Standing, "championship__season"),
    (OfficialTable, "championship__season"),
    (Award, "season"),
    (Article, "season"),
]


class SeasonInline(DeskInline):
    model = Season
    fields = ["name", "slug", "starts_on", "ends_on", "is_public"]
    show_change_link = True


class RoleInline(DeskInline):
    model = OrganisationRole
    formset = PartsFormSet
    autocomplete_fields = ["organisation"]


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    list_display = ["name", "short_name", "slug"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [SeasonInline, RoleInline]


@admin.register(Season)
class SeasonAdmin(HasEntryDesk, DeskAdmin):
    list_display = ["name", "series", "starts_on", "ends_on", "is_public"]
    list_select_related = ["series"]
    list_filter = [("series", LabelledFilter), "is_public"]
    search_fields = ["name", "series__name", "series__short_name"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "name"]
    autocomplete_fields = ["series"]
    prepopulated_fields = {"slug": ["name"]}
    fixed = ["series"]
    change_form_template = "admin/championship/season/change_form.html"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["season_lists"] = self.lists_of(request, obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def lists_of(self, request, season):
        """Every list of the season that this member of staff may see, with its count."""
        return [
            {
                "name": model._meta.verbose_name_plural,
                "count": model.objects.filter(**{path: season}).count(),
                "url": reverse(f"admin:championship_{model._meta.model_name}_changelist")
                + f"?{path}__id__exact={season.pk}",
            }
            for model, path in SEASON_LISTS
            if self.admin_site.get_model_admin(model).has_view_permission(request)
        ]


class CategoryLimitFormSet(PartsFormSet):
    def get_unique_error_message(self, unique_check):
        return _("The same categories are limited twice.")


class CategoryLimitInline(DeskInline):
    model = CategoryLimit
    formset = CategoryLimitFormSet


class ClassAliasInline(DeskInline):
    model = ClassAlias
    formset = PartsFormSet


@admin.register(CarClass)
class CarClassAdmin(AsksFirst, DeskAdmin):
    fieldsets = [
        (None, {"fields": ["season", "parent", "code", "name", "slug", "order", "colour"]}),
        (
            _("Crew"),
            {
                "fields": [("drivers_at_least", "drivers_at_most"), "cars"],
                "description": _(
                    "What entry lists are checked against. Left empty, a sub-class has the "
                    "rules of the class it is part of; limits of both hold."
                ),
            },
        ),
    ]
    list_display = ["code", "name", column("season", _("season")), "parent", "order", "colour"]
    list_select_related = ["season__series", "parent"]
    list_filter = [("season", LabelledFilter)]
    search_fields = ["code", "name", "season__name", "season__series__name"]
    ordering = ["-season__starts_on", "season", "order", "code"]
    autocomplete_fields = ["season", "parent", "cars"]
    prepopulated_fields = {"slug": ["code"]}
    fixed = ["season"]
    inlines = [CategoryLimitInline, ClassAliasInline]
