from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from championship.models import LedgerLine, Standing
from championship.queries.recipients import recipient_name

from .base import DeskAdmin, ReadOnly, column
from .filters import LabelledFilter, WithinSeasonFilter

RECIPIENTS = ["entry__team", "driver", "team", "manufacturer"]


class Computed(ReadOnly):
    """A row that points were computed for, shown with its recipient of whatever kind."""

    @admin.display(description=_("recipient"))
    def recipient(self, row):
        return recipient_name(row.subject)


@admin.register(Standing)
class StandingAdmin(Computed, DeskAdmin):
    list_display = [
        "rank",
        "recipient",
        "points",
        "before_drops",
        "moved",
        "tie",
        "round",
        column("championship", _("championship")),
    ]
    exclude = ["cells"]
    list_select_related = [*RECIPIENTS, "round", "championship__season__series"]
    list_filter = [
        ("championship__season", LabelledFilter),
        ("championship", WithinSeasonFilter),
        ("round", WithinSeasonFilter),
    ]
    search_fields = [
        "championship__name",
        "driver__family_name",
        "team__name",
        "entry__number",
        "entry__team__name",
        "manufacturer__name",
    ]
    ordering = ["-championship__season__starts_on", "championship", "-round__number", "order"]


@admin.register(LedgerLine)
class LedgerLineAdmin(Computed, DeskAdmin):
    list_display = [
        "recipient",
        "points",
        "reason",
        "place",
        "status",
        "multiplier",
        "decision",
        "event_entry",
        column("session", _("session")),
        "championship",
    ]
    list_select_related = [
        *RECIPIENTS,
        "event_entry",
        "decision",
        "session__event__season__series",
        "championship",
    ]
    list_filter = [
        ("championship__season", LabelledFilter),
        ("championship", WithinSeasonFilter),
        ("session", WithinSeasonFilter),
        "reason",
    ]
    search_fields = [
        "championship__name",
        "driver__family_name",
        "team__name",
        "event_entry__number",
        "event_entry__team_name",
    ]
    ordering = ["-championship__season__starts_on", "championship", "-round__number", "pk"]
