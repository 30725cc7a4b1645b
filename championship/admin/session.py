from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from championship.models import Bonus, Classification, Decision, Result, Session
from championship.workflows.results import NEXT_STATES, CannotPublish, publish_classification

from .asking import AsksFirst
from .base import DeskAdmin, DeskInline, column
from .filters import LabelledFilter, WithinSeasonFilter
from .labels import joined, label
from .ordered import PartsFormSet, ResultFormSet
from .results_desk import HasResultPages
from .timetable import OnCircuitClock, SessionForm

State = Classification.State


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


class PublishForm(forms.Form):
    """As what a result is published: only what may follow the document in force."""

    state = forms.ChoiceField(label=_("Publish as"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, newest, **kwargs):
        super().__init__(*args, **kwargs)
        follows = NEXT_STATES[newest.state if newest else None]
        choices = [choice for choice in State.choices if choice[0] in follows]
        self.fields["state"].choices = choices
        if len(choices) == 1:
            self.fields["state"].initial = choices[0][0]


@admin.register(Session)
class SessionAdmin(HasResultPages, OnCircuitClock, AsksFirst, DeskAdmin):
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
    actions = ["publish_provisional", "publish_final", "publish_amended"]
    change_form_template = "admin/championship/session/change_form.html"

    @admin.display(description=_("start, circuit time"), ordering="starts_at")
    def start(self, session):
        if session.starts_on is None:
            return _("to be announced")
        day = formats.date_format(session.starts_on, pgettext("date format", "D j M Y"))
        if session.starts_at is None:
            return _("%(day)s, time to be announced") % {"day": day}
        return f"{day}, {self.start_time(session)}"

    # Publishing

    def has_publish_permission(self, request):
        return request.user.has_perm("championship.add_classification")

    @admin.action(description=_("Publish as provisional"), permissions=["publish"])
    def publish_provisional(self, request, queryset):
        self._publish(request, queryset, State.PROVISIONAL)

    @admin.action(description=_("Publish as final"), permissions=["publish"])
    def publish_final(self, request, queryset):
        self._publish(request, queryset, State.FINAL)

    @admin.action(description=_("Publish as amended"), permissions=["publish"])
    def publish_amended(self, request, queryset):
        self._publish(request, queryset, State.AMENDED)

    def _publish(self, request, sessions, state, note=""):
        for session in joined(sessions):
            try:
                published = publish_classification(
                    session, state=state, user=request.user, note=note
                )
            except CannotPublish as refusal:
                messages.error(request, f"{label(session)}: {refusal}")
            else:
                self.log_change(request, session, _("Published as %s.") % published)
                messages.success(
                    request,
                    _("%(session)s is published: %(state)s, revision %(revision)s.")
                    % {
                        "session": label(session),
                        "state": published.get_state_display(),
                        "revision": published.revision,
                    },
                )

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        name = "championship_session_publish"
        return [path("<int:pk>/publish/", view, name=name), *super().get_urls()]

    def publish_view(self, request, pk):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        session = get_object_or_404(joined(Session.objects), pk=pk)
        newest = session.classifications.order_by("-revision").first()
        form = PublishForm(request.POST or None, newest=newest)
        if form.is_valid():
            self._publish(request, Session.objects.filter(pk=pk), **form.cleaned_data)
            return redirect("admin:championship_session_change", pk)
        decisions = session.decisions.select_related("event_entry")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish the result"),
            "subtitle": label(session),
            "session": session,
            "newest": newest,
            "form": form,
            "cars": session.results.count(),
            "in_force": decisions.filter(
                state__in=[Decision.State.IN_FORCE, Decision.State.APPEALED]
            ),
            "drafts": decisions.filter(state=Decision.State.DRAFT),
        }
        return render(request, "admin/championship/session/publish.html", context)

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_publish"] = self.has_publish_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)
