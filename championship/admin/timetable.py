"""The days and times of an event, typed and shown on the circuit's clock."""

import re
from datetime import UTC, timedelta

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from championship.models import Event
from championship.workflows.calendar import at_circuit


class SessionForm(forms.ModelForm):
    """A session with its start in two parts: the day, and the time if it is known.

    `moves_by` is how far the event's sessions will be moved once the form is saved.
    """

    start_time = forms.TimeField(
        label=_("Start, circuit time"),
        required=False,
        widget=forms.TimeInput(attrs={"size": 5, "placeholder": "14:00"}, format="%H:%M"),
        help_text=_("Empty: to be announced."),
    )
    moves_by = timedelta(0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.starts_at:
            start = self.instance.starts_at.astimezone(self.instance.event.circuit.zone)
            self.initial["start_time"] = start.time().replace(second=0, microsecond=0)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Once in a season. Left empty it is made of event and name: sepang-race-1."
            )

    def clean(self):
        data = super().clean()
        event = data.get("event") or (self.instance.event if self.instance.event_id else None)
        if event and data.get("name") and not data.get("slug") and "slug" not in self.errors:
            # A name without a Latin letter leaves nothing of itself in an address.
            made = slugify(f"{event.short} {data['name']}")[:80]
            data["slug"] = made or f"{event.slug}-{data.get('kind', '')}"[:80].strip("-")
        if data.get("starts_on") and "starts_on" not in self.errors:
            data["starts_on"] += self.moves_by
        for car_class in data.get("classes") or ():
            if event and car_class.season_id != event.season_id:
                self.add_error("classes", _("This class belongs to another season."))
        if event and event.circuit_id and "start_time" in data:
            self._set_start(data.get("starts_on"), data["start_time"], event.circuit.zone)
        return data

    def _set_start(self, day, clock, zone):
        self.instance.starts_at = None
        if clock is None:
            return
        if day is None:
            if "starts_on" not in self.errors:
                self.add_error("start_time", _("A start time needs a day."))
            return
        start = at_circuit(day, clock, zone)
        if start.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != start.replace(
            tzinfo=None
        ):
            self.add_error(
                "start_time",
                _("This time does not exist on this day: clocks go forward at the circuit."),
            )
            return
        self.instance.starts_at = start


class OnCircuitClock:
    """Shows staff who may only look the same time as the form does."""

    @admin.display(description=_("Start, circuit time"), empty_value=_("to be announced"))
    def start_time(self, session):
        if session.starts_at is None:
            return None
        return f"{session.starts_at.astimezone(session.event.circuit.zone):%H:%M}"


def refuse_repeats(formset, field, message):
    """Put an error beside the second of two lines that say the same in one form."""
    seen = set()
    for form in formset.forms:
        value = form.cleaned_data.get(field) if form.is_valid() else None
        if value in (None, "") or form in formset.deleted_forms:
            continue
        if value in seen:
            form.add_error(field, message)
        seen.add(value)


class RoundFormSet(BaseInlineFormSet):
    """The season is not in the form, so that Django would not see two rounds 3 in it."""

    def clean(self):
        super().clean()
        refuse_repeats(self, "number", _("This season already has a round of this number."))


class SessionFormSet(BaseInlineFormSet):
    """The sessions of an event that may be moving in the same form."""

    def full_clean(self):
        moves_by = self._moves_by()
        for form in self.forms:
            form.moves_by = moves_by
        super().full_clean()

    def clean(self):
        super().clean()
        refuse_repeats(self, "slug", _("This season already has a session of this address."))
        leaving = self._rounds_that_leave()
        for form in self.forms:
            chosen = form.cleaned_data.get("round") if form.is_valid() else None
            if chosen and str(chosen.pk) in leaving and form not in self.deleted_forms:
                form.add_error("round", _("This round is deleted in the same form."))

    def _rounds_that_leave(self):
        """The keys of the rounds that staff delete on the same page."""
        boxes = [name for name in self.data if re.fullmatch(r"rounds-\d+-DELETE", name)]
        ticked = [name for name in boxes if self.data[name]]
        return {self.data.get(name.replace("DELETE", "id")) for name in ticked}

    def _moves_by(self):
        """Sessions that staff did not touch follow their event; so they are checked there."""
        if not self.is_bound or self.has_changed() or self.instance.starts_on is None:
            return timedelta(0)
        before = Event.objects.filter(pk=self.instance.pk).first()
        if before is None or self.instance.ends_on is None:
            return timedelta(0)
        by = self.instance.starts_on - before.starts_on
        return by if by == self.instance.ends_on - before.ends_on else timedelta(0)
