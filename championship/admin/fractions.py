"""Points as staff type them: 25, 16.5, 1/3, or a list of them."""

from fractions import Fraction

from django import forms

from championship.scoring.fractions import written


class FractionFormField(forms.CharField):
    """Shows exact fractions as a table prints them. The model reads what is typed."""

    def prepare_value(self, value):
        if isinstance(value, Fraction):
            return written(value)
        if isinstance(value, tuple):
            return " ".join(written(part) for part in value)
        return value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
