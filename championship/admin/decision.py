"""The stewards' decisions: prepared as drafts, looked at, put in force with a publication."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Decision, Session
from championship.queries.entry_list import number_order
from championship.templatetags.notices import row_file_address
from championship.templatetags.results import penalty
from championship.templatetags.times import at
from championship.workflows.standings import lock_tables

from .autocomplete import is_key
from .base import DeskAdmin, column
from .circuit_time import CircuitTimeField
from .labels import label
from .publishing.publish import may_simulate
from .publishing.saying import SaysUnpublished, say_draft
from .result import SEARCHED, SEASON_FILTERS
from .results_desk.whose import session_page
from .uploads import DocumentForm, HasDocument

Penalty = Decision.Penalty
State = Decision.State

# What belongs to which penalty; one of several is enough. The others stay empty.
AMOUNTS = {
    Penalty.TIME: ("time_ms", "laps"),
    Penalty.PLACES: ("places",),
    Penalty.GRID_PLACES: ("places",),
    Penalty.POINTS: ("points",),
    Penalty.FINE: ("fine_amount", "fine_currency"),
}
MISSING = {
    Penalty.TIME: gettext_lazy("A time penalty needs a time or laps."),
    Penalty.PLACES: gettext_lazy("Say how many places the car loses."),
    Penalty.GRID_PLACES: gettext_lazy("Say how many places the car loses on the grid."),
    Penalty.POINTS: gettext_lazy("Say how many points are taken."),
    Penalty.FINE: gettext_lazy("A fine needs an amount and a currency."),
}
ALL_AMOUNTS = tuple(dict.fromkeys(name for names in AMOUNTS.values() for name in names))
STATES = (
    gettext_lazy("Draft: nobody outside sees it, and it changes nothing."),
    gettext_lazy(
        "In force: it stands on the notice board at once, and changes the result with its next "
        "revision."
    ),
    gettext_lazy("Appealed: it stays in force, and its footnote says that an appeal is pending."),
    gettext_lazy("Reversed: it no longer counts from the next revision on."),
)


class DecisionForm(DocumentForm):
    """A ruling with exactly the amounts that its penalty needs, decided on the circuit's clock."""

    decided_at = CircuitTimeField(
        label=gettext_lazy("Decided"),
        required=False,
        help_text=gettext_lazy("Empty: the moment at which it comes into force, or not recorded."),
    )
    session_known = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.session_known and "decided_at" in self.fields:
            self.fields["decided_at"].at(self.session_known.event.circuit)
        if "time_ms" in self.fields:
            self.fields["time_ms"].help_text = _("3:30, 1:05.000 or 3 min 30 s.")
        if "state" in self.fields:
            self.fields["state"].help_text = format_html_join(
                mark_safe("<br>"), "{}", ((meaning,) for meaning in STATES)
            )
        for name in ("reason", "outcome"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 4

    def clean_decided_at(self):
        """The form shows no seconds; whoever leaves the time alone keeps them."""
        if "decided_at" in self.changed_data:
            return self.cleaned_data["decided_at"]
        return self.instance.decided_at

    def clean(self):
        if self.instance.pk:
            # Whoever publishes it in this moment comes first, and is told of as a change.
            lock_tables([self.instance.session.season_id])
        cleaned = super().clean()
        chosen = cleaned.get("penalty")
        if not chosen:
            return cleaned
        needed = AMOUNTS.get(chosen, ())
        is_given = [bool(cleaned.get(name)) for name in needed if name not in self.errors]
        enough = all(is_given) if chosen == Penalty.FINE else any(is_given)
        if needed and not enough and not any(name in self.errors for name in needed):
            self.add_error(needed[0], MISSING[chosen])
        for name in ALL_AMOUNTS:
            if name not in needed and cleaned.get(name):
                text = _("“%(penalty)s” has no such amount: leave this empty.")
                self.add_error(name, text % {"penalty": Penalty(chosen).label})
        self._check_grid(cleaned)
        self._check_state(cleaned.get("state"))
        return cleaned

    def _check_state(self, state):
        """What was public stays so, and what never was does not become so by being reversed."""
        if self.instance.pk is None or "state" not in self.changed_data:
            return
        if state == State.REVERSED and self.initial["state"] == State.DRAFT:
            self.add_error("state", _("A draft was never in force: delete it."))
        if state == State.DRAFT and self.instance.applied.exists():
            self.add_error("state", _("It stands in a published result: reverse it."))

    def _check_grid(self, cleaned):
        session = cleaned.get("session")
        on_a_grid = cleaned.get("penalty") == Penalty.GRID_PLACES
        if on_a_grid and session and session.kind not in Session.RACES:
            raise ValidationError(
                {"session": _("Choose the race on whose grid the places are lost.")}
            )


@admin.register(Decision)
class DecisionAdmin(HasDocument, SaysUnpublished, DeskAdmin):
    form = DecisionForm
    fieldsets = [
        (None, {"fields": ["session", "event_entry", "number", "decided_at", "state"]}),
        (
            gettext_lazy("Penalty"),
            {"fields": ["penalty", *ALL_AMOUNTS, "is_in_timing"]},
        ),
        (gettext_lazy("Document"), {"fields": ["article", "reason", "outcome", "file"]}),
    ]
    list_display = [
        "shown_number",
        "event_entry",
        "penalty_in_words",
        "state",
        column("session", gettext_lazy("session")),
        "decided",
    ]
    list_display_links = ["shown_number", "event_entry"]
    list_select_related = [
        "event_entry",
        "session__event__season__series",
        "session__event__circuit",
    ]
    list_filter = [*SEASON_FILTERS, "state", "penalty"]
    search_fields = ["=number", "reason", *SEARCHED]
    ordering = ["-session__starts_on", "session", "number", "pk"]
    autocomplete_fields = ["session", "event_entry"]
    actions = ["show_changes"]
    change_form_template = "admin/championship/decision/change_form.html"

    def document_url(self, row):
        event = row.session.event
        return row_file_address(row, event, event.season)

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.session_known = session = _session_of(request, obj)
        if session and "event_entry" in form.base_fields:
            _offer_cars(form.base_fields["event_entry"], session)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.state == State.DRAFT and may_simulate(request.user):
            say_draft(request, form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and obj.state == State.DRAFT and may_simulate(request.user):
            context["simulator"] = _simulator(obj.session, [obj])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # The list

    def get_list_display(self, request):
        shown = [*super().get_list_display(request)]
        if may_simulate(request.user):
            shown.insert(shown.index("state") + 1, what_it_changes)
        return shown

    @admin.display(description=gettext_lazy("number"), ordering="number", empty_value="–")
    def shown_number(self, decision):
        return decision.number or None

    @admin.display(description=gettext_lazy("penalty"), ordering="penalty")
    def penalty_in_words(self, decision):
        return penalty(decision)

    @admin.display(description=gettext_lazy("decided"), ordering="decided_at")
    def decided(self, decision):
        moment = decision.decided_at
        return moment and at(moment.astimezone(decision.session.event.circuit.zone))

    def has_simulate_permission(self, request):
        return may_simulate(request.user)

    @admin.action(
        description=gettext_lazy("Show what these would change"), permissions=["simulate"]
    )
    def show_changes(self, request, queryset):
        drafts = list(queryset.filter(state=State.DRAFT).select_related("session"))
        sessions = {draft.session for draft in drafts}
        if not drafts:
            messages.warning(request, _("Tick drafts: what is in force is in the result already."))
            return None
        if len(sessions) > 1:
            messages.warning(request, _("Tick drafts of one session."))
            return None
        return redirect(_simulator(sessions.pop(), drafts))

    # What was published stays in the books

    def get_deleted_objects(self, objs, request):
        if request.method == "POST":
            lock_tables({one.session.season_id for one in objs})  # after whoever publishes it
        found, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        kept = [str(label(one)) for one in objs if one.applied.exists()]
        return found, counts, forbidden, [*protected, *kept]


@admin.display(description=gettext_lazy("look ahead"), empty_value="")
def what_it_changes(decision):
    if decision.state != State.DRAFT:
        return None
    page = _simulator(decision.session, [decision])
    return format_html('<a href="{}">{}</a>', page, _("What it would change"))


def _simulator(session, drafts):
    query = urlencode([("decision", draft.pk) for draft in drafts])
    return f"{session_page('publish', session)}?{query}"


def _session_of(request, obj):
    """The session that a decision is on, or that the page was opened for; None if unknown."""
    key = obj.session_id if obj else request.POST.get("session", request.GET.get("session", ""))
    sessions = Session.objects.select_related("event__circuit")
    return sessions.filter(pk=key).first() if is_key(key) else None


def _offer_cars(field, session):
    """The cars of the session's event, in the order of their numbers."""
    cars = session.event.entries.select_related("car_class")
    field.queryset = cars
    field.widget = forms.Select()
    ordered = sorted(cars, key=lambda car: number_order(car.number))
    field.choices = [("", "---------"), *((car.pk, f"{car}, {car.car_class}") for car in ordered)]
