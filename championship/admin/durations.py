"""Times as the timing screen prints them, stored in milliseconds."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from championship.scoring.durations import parse_penalty, write_duration


class DurationField(forms.CharField):
    """A duration shown as 3:43:26.017 or 1:53.653; its value is milliseconds.

    It may be typed as it is shown, or as the site prints penalties: 3 min 30 s.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 11}))
        super().__init__(max_length=20, empty_value=None, **kwargs)

    def prepare_value(self, value):
        return write_duration(value) if isinstance(value, int) else value

    def to_python(self, value):
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return parse_penalty(text)
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a time. Write it as 3:43:26.017 or 1:53.653."),
                params={"value": text},
            ) from error

    def run_validators(self, value):
        """CharField would measure the text; what was read is a number."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def duration_column(field, description):
    """A column of a list that shows a field of milliseconds as a time."""

    @admin.display(description=description, ordering=field)
    def column(row):
        value = getattr(row, field)
        return None if value is None else write_duration(value)

    column.__name__ = field
    return column
