"""What staff do with cars they have ticked in a list, and what follows from a typed status."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from championship.queries.coming import coming_events, entered_at
from championship.workflows import entries as workflows

from .base import LinesField, season_of
from .entry_changes import keep, tell, tell_what_followed
from .labels import joined

CONFIRMED = ngettext_lazy(
    "%(count)d car confirmed: %(cars)s.", "%(count)d cars confirmed: %(cars)s.", "count"
)
ON_RESERVE = ngettext_lazy(
    "%(count)d car put on reserve: %(cars)s.", "%(count)d cars put on reserve: %(cars)s.", "count"
)
PROMOTED = ngettext_lazy(
    "%(count)d reserve promoted: %(cars)s.", "%(count)d reserves promoted: %(cars)s.", "count"
)
REJECTED = ngettext_lazy(
    "%(count)d application rejected: %(cars)s.",
    "%(count)d applications rejected: %(cars)s.",
    "count",
)
WITHDRAWN = ngettext_lazy(
    "%(count)d car withdrawn: %(cars)s.", "%(count)d cars withdrawn: %(cars)s.", "count"
)
ENTERED = ngettext_lazy(
    "%(count)d car entered again: %(cars)s.", "%(count)d cars entered again: %(cars)s.", "count"
)


class WithdrawForm(forms.Form):
    """Why cars are withdrawn, for their history."""

    note = LinesField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea({"rows": 2, "cols": 40, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Kept in the history, for staff only."),
    )


class ChangesStatuses:
    """The list actions and the form of what has a status and perhaps a place as a reserve."""

    def change_statuses(self, request, change, *, done, history, note=""):
        """Do it, keep it in the histories, and say what was done and what was not."""
        try:
            with transaction.atomic():
                changed = change()
                keep(request, changed, history, note)
        except workflows.CannotChangeEntries as refusal:
            messages.error(request, str(refusal))
        except IntegrityError:  # somebody typed the same number or place in this moment
            messages.error(
                request, _("Not changed: somebody changed this list meanwhile. Try again.")
            )
        else:
            tell(request, changed, done)

    def ask_before_withdrawing(self, request, queryset, withdraw):
        """Show what withdrawing would touch, with room for a note; None once it is done."""
        form = WithdrawForm(request.POST if "post" in request.POST else None)
        if form.is_valid():
            self.change_statuses(
                request,
                partial(withdraw, queryset),
                done=WITHDRAWN,
                history=_("Withdrawn."),
                note=form.cleaned_data["note"],
            )
            return None
        cars = list(joined(queryset))
        if len({season_of(car) for car in cars}) > 1:
            messages.error(request, workflows.SEVERAL_SEASONS)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw cars"),
            "opts": self.opts,
            "cars": cars,
            "at_events": self.at_coming_events(cars),
            "form": form,
            "back": request.get_full_path(),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/championship/entry/withdraw.html", context)

    def at_coming_events(self, cars):
        """The cars that would be withdrawn from events together with these."""
        return []

    def save_model(self, request, obj, form, change):
        before = self.model.objects.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        changed = workflows.follow_status(obj, before=before, now=timezone.now())
        keep(request, changed)
        tell_what_followed(request, changed)


class LeavesReserve:
    """A form in which the place of a reserve goes with the status, if nobody typed another."""

    def clean(self):
        data = super().clean()
        is_reserve = data.get("status") == "reserve"
        if not is_reserve and "reserve_place" not in self.changed_data:
            data["reserve_place"] = None
        return data


class EntryActions(ChangesStatuses):
    """Mixed into the admin of entries."""

    @admin.action(description=gettext_lazy("Confirm"), permissions=["change"])
    def confirm(self, request, queryset):
        change = partial(workflows.confirm, queryset, now=timezone.now())
        self.change_statuses(request, change, done=CONFIRMED, history=_("Confirmed."))

    @admin.action(description=gettext_lazy("Put on reserve"), permissions=["change"])
    def put_on_reserve(self, request, queryset):
        change = partial(workflows.put_on_reserve, queryset)
        self.change_statuses(request, change, done=ON_RESERVE, history=_("Put on reserve."))

    @admin.action(description=gettext_lazy("Promote from reserve"), permissions=["change"])
    def promote(self, request, queryset):
        change = partial(workflows.promote, queryset, now=timezone.now())
        self.change_statuses(request, change, done=PROMOTED, history=_("Promoted from reserve."))

    @admin.action(description=gettext_lazy("Reject"), permissions=["change"])
    def reject(self, request, queryset):
        change = partial(workflows.reject, queryset, now=timezone.now())
        self.change_statuses(request, change, done=REJECTED, history=_("Rejected."))

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["change"])
    def withdraw(self, request, queryset):
        change = partial(workflows.withdraw, now=timezone.now())
        return self.ask_before_withdrawing(request, queryset, change)

    def at_coming_events(self, cars):
        events = coming_events(cars[0].season, now=timezone.now())
        rows = entered_at(events, cars).select_related("event")
        return rows.order_by("event__starts_on", "event", "car_class__order", "number")


class EventEntryActions(ChangesStatuses):
    """Mixed into the admin of event entries."""

    @admin.action(description=gettext_lazy("Enter again"), permissions=["change"])
    def enter_again(self, request, queryset):
        change = partial(workflows.enter_again, queryset)
        self.change_statuses(request, change, done=ENTERED, history=_("Entered again."))

    @admin.action(description=gettext_lazy("Put on reserve"), permissions=["change"])
    def put_on_reserve(self, request, queryset):
        change = partial(workflows.put_on_reserve_at_event, queryset)
        self.change_statuses(request, change, done=ON_RESERVE, history=_("Put on reserve."))

    @admin.action(description=gettext_lazy("Promote from reserve"), permissions=["change"])
    def promote(self, request, queryset):
        change = partial(workflows.promote_at_event, queryset)
        self.change_statuses(request, change, done=PROMOTED, history=_("Promoted from reserve."))

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["change"])
    def withdraw(self, request, queryset):
        return self.ask_before_withdrawing(request, queryset, workflows.withdraw_from_event)
