from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import Bonus, Classification, ClassificationLine, Result
from championship.templatetags.times import at

from .base import DeskAdmin, DeskInline, ReadOnly, column
from .durations import duration_column
from .filters import LabelledFilter, WithinSeasonFilter
from .publishing import HasRestorePage
from .publishing.saying import SaysUnpublished

SEASON_FILTERS = [("session__season", LabelledFilter), ("session", WithinSeasonFilter)]
SEARCHED = [
    "event_entry__number",
    "event_entry__team_name",
    "session__name",
    "session__event__name",
    "session__season__name",
    "session__season__series__name",
]


@admin.register(Result)
class ResultAdmin(SaysUnpublished, DeskAdmin):
    list_display = [
        "order",
        "event_entry",
        column("session", _("session")),
        "status",
        "laps",
        duration_column("time_ms", _("total time")),
        duration_column("best_lap_ms", _("best lap")),
    ]
    list_display_links = ["order", "event_entry"]
    list_select_related = ["event_entry", "session__event__season__series"]
    list_filter = [*SEASON_FILTERS, "status"]
    search_fields = SEARCHED
    ordering = ["-session__starts_on", "session", "order"]
    autocomplete_fields = ["session", "event_entry", "best_lap_driver"]
    fixed = ["session"]


@admin.register(Bonus)
class BonusAdmin(SaysUnpublished, DeskAdmin):
    list_display = [
        "kind",
        "car_class",
        "event_entry",
        "driver",
        column("session", _("race")),
        duration_column("time_ms", _("lap time")),
    ]
    list_select_related = ["car_class", "event_entry", "driver", "session__event__season__series"]
    list_filter = [*SEASON_FILTERS, "kind"]
    search_fields = [*SEARCHED, "driver__family_name"]
    ordering = ["-session__starts_on", "session", "kind", "car_class__order"]
    autocomplete_fields = ["session", "car_class", "event_entry", "driver"]


class LineInline(ReadOnly, DeskInline):
    model = ClassificationLine
    fields = [
        "order",
        "place",
        "class_place",
        "number",
        "team_name",
        "car_class",
        "crew_names",
        "status",
        "laps",
        "total_time",
        "best_lap",
        "scores",
    ]
    readonly_fields = ["crew_names", "total_time", "best_lap"]
    total_time = staticmethod(duration_column("time_ms", _("total time")))
    best_lap = staticmethod(duration_column("best_lap_ms", _("best lap")))

    def get_queryset(self, request):
        lines = super().get_queryset(request).select_related("car_class")
        return lines.prefetch_related("crew__driver")

    @admin.display(description=_("crew"))
    def crew_names(self, line):
        return ", ".join(str(seat.driver) for seat in line.crew.all())


@admin.register(Classification)
class ClassificationAdmin(HasRestorePage, ReadOnly, DeskAdmin):
    list_display = [
        "session",
        column("session__event", _("event")),
        "state",
        "revision",
        "published",
        "published_by",
    ]
    list_select_related = [
        "session__event__season__series",
        "session__event__circuit",
        "published_by",
    ]
    list_filter = [*SEASON_FILTERS, "state"]
    search_fields = [
        "session__name",
        "session__event__name",
        "session__season__name",
        "session__season__series__name",
    ]
    date_hierarchy = "published_at"
    ordering = ["-session__starts_on", "session", "-revision"]
    inlines = [LineInline]

    @admin.display(
        description=_("published, circuit time"),
        ordering="published_at",
        empty_value=_("not recorded"),
    )
    def published(self, classification):
        moment, circuit = classification.published_at, classification.session.event.circuit
        return moment and at(moment.astimezone(circuit.zone))
