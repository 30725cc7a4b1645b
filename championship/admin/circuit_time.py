"""Moments typed and shown on the circuit's clock, stored in UTC."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from championship.models.series import OF_OUR_TIME

MINUTES = "%Y-%m-%dT%H:%M"


class CircuitTimeField(forms.DateTimeField):
    """A day and a time at a circuit, to the minute; its value is an aware moment.

    `at()` says which circuit. Until then the clock is UTC. Its day is one of our time,
    because moments near the ends of the calendar can't be told in another zone.
    """

    zone = None

    def __init__(self, **kwargs):
        attrs = {"type": "datetime-local", "class": "vTextField"}
        kwargs.setdefault("widget", forms.DateTimeInput(attrs=attrs, format=MINUTES))
        super().__init__(**kwargs)
        self.said = self.help_text

    def at(self, circuit):
        """Read and show moments of this circuit, and say so beside the field."""
        self.zone = circuit.zone
        clock = format_lazy(_("Circuit time, {zone}."), zone=circuit.time_zone)
        self.help_text = format_lazy("{clock} {more}", clock=clock, more=self.said)

    def prepare_value(self, value):
        with timezone.override(self.zone or timezone.get_default_timezone()):
            return super().prepare_value(value)

    def to_python(self, value):
        with timezone.override(self.zone or timezone.get_default_timezone()):
            moment = super().to_python(value)
        for check in OF_OUR_TIME if moment else ():
            check(moment.date())
        return moment

    def has_changed(self, initial, data):
        """The form shows no seconds: they alone are no change."""
        try:
            return _to_the_minute(self.to_python(data)) != _to_the_minute(initial)
        except ValidationError:
            return True


def _to_the_minute(moment):
    return moment and moment.replace(second=0, microsecond=0)


def in_minutes(minutes):
    """So many minutes from now, to the next full minute."""
    moment = timezone.now() + timedelta(minutes=minutes)
    return _to_the_minute(moment + timedelta(seconds=59))
