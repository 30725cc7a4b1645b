from django import forms
from django.contrib import admin
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import (
    CrewSeat,
    Entry,
    EventCrewSeat,
    EventEntry,
)

from . import entry_columns
from .base import DeskAdmin, DeskInline, KeepsStandings, column
from .crew_checks import ChecksCrews, WaiverInline
from .entry_actions import EntryActions, EventEntryActions, LeavesReserve
from .entry_columns import ShowsCrews
from .entry_desk.returning import ReturnsToDesk
from .entry_desk.whose import address
from .filters import LabelledFilter, WithinSeasonFilter
from .ordered import CrewFormSet


class CrewInline(DeskInline):
    model = CrewSeat
    formset = CrewFormSet
    max_num = 20
    autocomplete_fields = ["driver"]


class EventCrewInline(DeskInline):
    model = EventCrewSeat
    formset = CrewFormSet
    max_num = 20
    autocomplete_fields = ["driver"]


class EntryForm(LeavesReserve, forms.ModelForm):
    pass


@admin.register(Entry)
class EntryAdmin(ReturnsToDesk, ShowsCrews, ChecksCrews, EntryActions, KeepsStandings, DeskAdmin):
    form = EntryForm
    list_display = [
        "number",
        "shown_team",
        "car_class",
        column("season", gettext_lazy("season")),
        entry_columns.status,
        entry_columns.crew,
        "car",
        "kind",
        "scores",
    ]
    list_display_links = ["number", "shown_team"]
    list_select_related = ["team", "car_class", "season__series", "car"]
    list_filter = [
        ("season", LabelledFilter),
        ("car_class", WithinSeasonFilter),
        "status",
        "kind",
        "scores",
    ]
    search_fields = [
        "=number",
        "team_name",
        "team__name",
        "car_class__code",
        "season__name",
        "season__series__name",
        "drivers__family_name",
    ]
    ordering = ["-season__starts_on", "season", "car_class__order", Length("number"), "number"]
    actions = ["confirm", "put_on_reserve", "promote", "reject", "withdraw"]
    autocomplete_fields = ["season", "car_class", "team", "car"]
    fixed = ["season"]
    inlines = [CrewInline, WaiverInline]

    @admin.display(description=gettext_lazy("team"), ordering="team__name")
    def shown_team(self, entry):
        return entry.shown_team_name


class EventEntryForm(LeavesReserve, forms.ModelForm):
    """What is left empty is taken from the entry of the season."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"number", "car_class", "team_name"} & self.fields.keys():
            self.fields[name].required = False
            self.fields[name].help_text = _("Left empty: as entered for the season.")

    def clean(self):
        data = super().clean()
        entry = data.get("entry")
        if entry is None:
            return data
        season = {
            "number": entry.number,
            "car_class": entry.car_class,
            "team_name": entry.shown_team_name,
        }
        if self.instance.pk is None:
            season |= {"car": entry.car, "team_country": entry.shown_team_country}
        missing = {name for name in season if not data.get(name) and name not in self.errors}
        return data | {name: season[name] for name in missing}


@admin.register(EventEntry)
class EventEntryAdmin(
    ReturnsToDesk, ShowsCrews, ChecksCrews, EventEntryActions, KeepsStandings, DeskAdmin
):
    form = EventEntryForm
    list_display = [
        "number",
        "team_name",
        "car_class",
        column("event", gettext_lazy("event")),
        entry_columns.status,
        entry_columns.crew,
        "car",
    ]
    list_display_links = ["number", "team_name"]
    list_select_related = ["car_class", "event__season__series", "car"]
    list_filter = [
        ("event__season", LabelledFilter),
        ("event", WithinSeasonFilter),
        ("car_class", WithinSeasonFilter),
        "status",
    ]
    search_fields = [
        "=number",
        "team_name",
        "car_class__code",
        "event__name",
        "event__season__name",
        "event__season__series__name",
    ]
    ordering = ["-event__starts_on", "event", "car_class__order", Length("number"), "number"]
    actions = ["enter_again", "put_on_reserve", "promote", "withdraw"]
    autocomplete_fields = ["event", "entry", "car_class", "car"]
    fixed = ["event", "entry"]
    inlines = [EventCrewInline, WaiverInline]

    def desk_of(self, car):
        return address("entries", car.event.season, car.event)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change and not form.instance.crew.exists():
            EventCrewSeat.objects.bulk_create(
                EventCrewSeat(
                    event_entry=form.instance,
                    order=seat.order,
                    driver_id=seat.driver_id,
                    country=seat.country,
                )
                for seat in form.instance.entry.crew.all()
            )
