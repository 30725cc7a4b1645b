from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from championship.models import Event, Round, Session
from championship.workflows.calendar import keep_clock_times, move_event
from championship.workflows.entries import CannotCarryOver, carry_over

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .entry_desk.desk import say_carried_over
from .entry_desk.whose import address
from .filters import LabelledFilter
from .results_desk import HasResultsDesk
from .timetable import OnCircuitClock, RoundFormSet, SessionForm, SessionFormSet


class RoundInline(DeskInline):
    model = Round
    formset = RoundFormSet


class SessionInline(OnCircuitClock, DeskInline):
    model = Session
    form = SessionForm
    formset = SessionFormSet
    fields = ["name", "kind", "round", "starts_on", "start_time", "duration_minutes", "slug"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("event__circuit", "round")

    def offers(self, event):
        return {"round": event.rounds.all()}


def _is_moved(form):
    """Whether both days moved alike: a day more at one end leaves the sessions alone."""
    first, last = (form.cleaned_data[day] - form.initial[day] for day in ("starts_on", "ends_on"))
    return bool(first) and first == last


@admin.register(Event)
class EventAdmin(HasResultsDesk, AsksFirst, DeskAdmin):
    list_display = [
        "name",
        column("season", _("season")),
        "circuit",
        "starts_on",
        "ends_on",
        "status",
    ]
    list_select_related = ["season__series", "circuit"]
    list_filter = [("season", LabelledFilter), "status"]
    search_fields = ["name", "circuit__name", "season__name", "season__series__name"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "pk"]
    autocomplete_fields = ["season", "circuit"]
    prepopulated_fields = {"slug": ["name"]}
    fixed = ["season"]
    inlines = [RoundInline, SessionInline]
    parts_later = True
    actions = ["carry_over_entries"]

    def save_model(self, request, obj, form, change):
        before = Event.objects.select_related("circuit").get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if before and before.circuit.time_zone != obj.circuit.time_zone:
            keep_clock_times(obj, old_zone=before.circuit.zone)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        touched = any(formset.model is Session and formset.has_changed() for formset in formsets)
        if change and not touched and _is_moved(form):
            self._move_sessions(request, form.instance, from_day=form.initial["starts_on"])

    def _move_sessions(self, request, event, *, from_day):
        days = (event.starts_on - from_day).days
        later = ngettext("%(days)d day later", "%(days)d days later", days)
        earlier = ngettext("%(days)d day earlier", "%(days)d days earlier", -days)
        if moved := move_event(event, from_day=from_day):
            by = (later if days > 0 else earlier) % {"days": abs(days)}
            text = ngettext(
                "%(count)d session is %(by)s now.", "%(count)d sessions are %(by)s now.", moved
            )
            messages.info(request, text % {"count": moved, "by": by})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and request.user.has_perm("championship.view_entry"):
            context["entry_desk"] = address("entries", obj.season, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def has_carry_over_permission(self, request):
        return request.user.has_perm("championship.add_evententry")

    @admin.action(
        description=_("Carry over the season's confirmed entries"),
        permissions=["carry_over"],
    )
    def carry_over_entries(self, request, queryset):
        for event in queryset.select_related("season"):
            try:
                added = carry_over(event)
            except CannotCarryOver as refusal:
                messages.error(request, f"{event}: {refusal}")
            else:
                say_carried_over(request, event, added)


@admin.register(Round)
class RoundAdmin(AsksFirst, DeskAdmin):
    list_display = ["number", "name", column("event", _("event"))]
    list_display_links = ["number", "name"]
    list_select_related = ["event__season__series"]
    list_filter = [("season", LabelledFilter)]
    search_fields = ["=number", "name", "event__name", "season__name", "season__series__name"]
    ordering = ["-season__starts_on", "season", "number"]
    autocomplete_fields = ["event"]
    fixed = ["event"]
