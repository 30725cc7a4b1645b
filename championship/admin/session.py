from django.contrib import admin
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from championship.models import Bonus, Result, Session

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .filters import LabelledFilter, WithinSeasonFilter
from .ordered import PartsFormSet, ResultFormSet
from .publishing import HasPublishPage
from .publishing.saying import say_unpublished
from .results_desk import HasResultPages
from .timetable import OnCircuitClock, SessionForm


class ResultInline(DeskInline):
    model = Result
    formset = ResultFormSet
    fields = [
        "order",
        "event_entry",
        "status",
        "laps",
        "time_ms",
        "best_lap_ms",
        "best_lap_number",
    ]

    def get_fields(self, request, obj=None):
        """Places are typed only where not every car is known; else they are worked out.

        What is sent has the fields that were shown: the session may be marked with it.
        """
        shown = bool(obj and obj.is_incomplete)
        if request.method == "POST":
            shown = any(name.endswith("-reported_place") for name in request.POST)
        if not shown:
            return self.fields
        order, car, status, *timing = self.fields
        return [order, car, status, "reported_place", "reported_class_place", *timing]

    def offers(self, session):
        return {"event_entry": session.event.entries.all()}


class BonusInline(DeskInline):
    model = Bonus
    formset = PartsFormSet
    fields = ["kind", "car_class", "event_entry", "driver", "time_ms"]
    autocomplete_fields = ["driver"]

    def offers(self, session):
        return {
            "car_class": session.season.classes.all(),
            "event_entry": session.event.entries.all(),
        }


@admin.register(Session)
class SessionAdmin(HasPublishPage, HasResultPages, OnCircuitClock, AsksFirst, DeskAdmin):
    form = SessionForm
    fields = [
        "event",
        "name",
        "kind",
        "round",
        "classes",
        "starts_on",
        "start_time",
        "duration_minutes",
        "points_factor",
        "is_incomplete",
        "slug",
        "note",
    ]
    list_display = ["name", column("event", _("event")), "kind", "round", "start"]
    list_select_related = ["event__season__series", "event__circuit", "round"]
    list_filter = [("season", LabelledFilter), ("event", WithinSeasonFilter), "kind"]
    search_fields = ["name", "event__name", "season__name", "season__series__name"]
    date_hierarchy = "starts_on"
    ordering = ["-starts_on", "-starts_at", "pk"]
    autocomplete_fields = ["event", "round", "classes"]
    fixed = ["event"]
    inlines = [ResultInline, BonusInline]
    parts_later = True
    change_form_template = "admin/championship/session/change_form.html"

    @admin.display(description=_("start, circuit time"), ordering="starts_at")
    def start(self, session):
        if session.starts_on is None:
            return _("to be announced")
        day = formats.date_format(session.starts_on, pgettext("date format", "D j M Y"))
        if session.starts_at is None:
            return _("%(day)s, time to be announced") % {"day": day}
        return f"{day}, {self.start_time(session)}"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            say_unpublished(request, form.instance)
