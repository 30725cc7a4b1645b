from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import Award

from .base import DeskAdmin, column
from .filters import LabelledFilter


@admin.register(Award)
class AwardAdmin(DeskAdmin):
    list_display = [
        "target",
        "target_class",
        "kind",
        "championship",
        "place",
        "state",
        column("holder", _("holder")),
        column("season", _("season")),
    ]
    list_select_related = [
        "championship",
        "season__series",
        "holder__season__series",
        "holder__team",
        "holder__car_class",
    ]
    list_filter = [("season", LabelledFilter), "state", "kind"]
    search_fields = [
        "target",
        "target_class",
        "championship__name",
        "season__name",
        "season__series__name",
        "holder__team__name",
    ]
    ordering = ["-season__starts_on", "season", "championship__order", "place", "pk"]
    autocomplete_fields = ["season", "championship", "holder"]
    prepopulated_fields = {"slug": ["target", "target_class"]}
    fixed = ["season"]
