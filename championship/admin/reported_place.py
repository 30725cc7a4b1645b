from django import forms
from django.contrib import admin
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Championship, ReportedPlace
from championship.models.recipient import RECIPIENTS
from championship.queries.recipients import recipient_name

from .base import DeskAdmin, column
from .filters import LabelledFilter, WithinSeasonFilter

MOST = 999  # no table is longer


class ReportedPlaceForm(forms.ModelForm):
    """Exactly the one whom the championship ranks. The line follows the last if left empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if order := self.fields.get("order"):
            order.required = False
            order.help_text = _("The order in the table. Empty: behind the last.")

    def clean(self):
        cleaned = super().clean()
        championship = cleaned.get("championship")
        if championship is None:
            return cleaned
        self._check_recipient(cleaned, championship)
        self._check_team(cleaned, championship)
        self._put_in_order(cleaned, championship)
        return cleaned

    def _check_recipient(self, cleaned, championship):
        wanted = championship.recipient
        ranks = {"recipients": dict(Championship.Recipient.choices)[wanted]}
        for name in RECIPIENTS:
            if name != wanted and cleaned.get(name):
                text = _("This championship ranks %(recipients)s: leave this empty.")
                self.add_error(name, text % ranks)
        chosen = cleaned.get(wanted)
        if chosen is None and wanted not in self.errors:
            text = _("This championship ranks %(recipients)s: say who it is.")
            self.add_error(wanted, text % ranks)
        is_car = wanted == Championship.Recipient.ENTRY and chosen
        if is_car and chosen.season_id != championship.season_id:
            self.add_error("entry", _("This belongs to another season."))

    def _check_team(self, cleaned, championship):
        if cleaned.get("for_team") and championship.recipient != Championship.Recipient.DRIVER:
            self.add_error("for_team", _("Only a driver drove for a team."))

    def _put_in_order(self, cleaned, championship):
        others = championship.reported_places.exclude(pk=self.instance.pk)
        if cleaned.get("order") is None and "order" not in self.errors:
            last = others.aggregate(last=Max("order"))["last"] or 0
            cleaned["order"] = max(last + 1, cleaned.get("place") or 1)
        place, order = cleaned.get("place"), cleaned.get("order")
        for name in ("place", "order"):
            if (cleaned.get(name) or 0) > MOST:
                self.add_error(name, _("At most %(most)d.") % {"most": MOST})
        if place and order and order < place:
            text = _("Whoever is in place %(place)d is on line %(place)d or below.")
            self.add_error("order", text % {"place": place})


@admin.register(ReportedPlace)
class ReportedPlaceAdmin(DeskAdmin):
    """Final places as others report them, where no results are stored to compute them."""

    form = ReportedPlaceForm
    fieldsets = [
        (None, {"fields": ["championship", ("place", "order"), "points"]}),
        (
            gettext_lazy("Who it is"),
            {
                "description": gettext_lazy("The one that the championship ranks."),
                "fields": [*RECIPIENTS, "for_team", "number"],
            },
        ),
        (gettext_lazy("Where it is told"), {"fields": ["note", "sources"]}),
    ]
    list_display = [
        "shown_place",
        "subject",
        column("championship", gettext_lazy("championship")),
        "points",
        "number",
        "for_team",
    ]
    list_display_links = ["shown_place", "subject"]
    list_select_related = [
        "entry__team",
        "driver",
        "team",
        "manufacturer",
        "for_team",
        "championship__season__series",
    ]
    list_filter = [
        ("championship__season", LabelledFilter),
        ("championship", WithinSeasonFilter),
    ]
    search_fields = [
        "championship__name",
        "driver__family_name",
        "team__name",
        "for_team__name",
        "entry__number",
        "number",
    ]
    ordering = ["-championship__season__starts_on", "championship", "order"]
    autocomplete_fields = ["championship", *RECIPIENTS, "for_team"]
    fixed = ["championship"]

    @admin.display(description=gettext_lazy("place"), ordering="place")
    def shown_place(self, row):
        return str(row)

    @admin.display(description=gettext_lazy("recipient"), empty_value="–")
    def subject(self, row):
        return recipient_name(row.subject) if row.subject else None
