"""Fields for exact points and for choices that the database enforces."""

from fractions import Fraction
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from championship.scoring.facts import NOTHING
from championship.scoring.fractions import parse_points, written
from championship.scoring.rules import parse_parts, write_parts

__all__ = ["NOTHING", "FractionField", "FractionListField", "ResultsCountedField"]


@lru_cache(maxsize=4096)
def stored_fraction(text):
    """A number of points as the database holds it. Few different ones, read very often."""
    return Fraction(text)


class FractionField(models.CharField):
    """An exact number of points: a half, a third or 16.5 survive a round trip.

    Kept as text in lowest terms ("38", "33/2", "1/7"), because neither binary
    floating point nor a fixed number of decimals can hold a seventh of a point.
    Staff may type "16.5", "33/2" or "16 1/2".
    """

    description = _("Exact fraction")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)
        # parse_points bounds the size; a Fraction has no length for CharField's own check.
        self.validators = list(self._validators)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if isinstance(kwargs.get("default"), Fraction):
            kwargs["default"] = str(kwargs["default"])  # migrations can't write a Fraction
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return None if value is None else stored_fraction(value)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return parse_points(value)
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a number of points. Write 25, 16.5 or 1/3."),
                params={"value": value},
            ) from error

    def get_prep_value(self, value):
        value = value if isinstance(value, Fraction) else self.to_python(value)
        return None if value is None else str(value)

    def value_to_string(self, obj):
        return written(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": None, **kwargs})


class FractionListField(models.TextField):
    """Points for 1st, 2nd, 3rd …: a tuple of Fractions, typed as "25 18 15"."""

    description = _("List of exact fractions")

    def from_db_value(self, value, expression, connection):
        return None if value is None else tuple(Fraction(part) for part in value.split())

    def to_python(self, value):
        if value is None or isinstance(value, tuple):
            return value
        parts = str(value).replace(",", " ").replace(";", " ").split()
        try:
            return tuple(parse_points(part) for part in parts)
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a list of points. Write them with spaces: 25 18 15."),
                params={"value": value},
            ) from error

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else " ".join(str(part) for part in value)

    def value_to_string(self, obj):
        return " ".join(written(part) for part in self.value_from_object(obj))


class ResultsCountedField(models.CharField):
    """How many best results count: "" (all), "11", or "1-6:5 7-11:4" for parts of a season."""

    description = _("Best results that count")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return write_parts(parse_parts(text or ""))
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” does not say what counts. Write 11, or 1-6:5 7-11:4."),
                params={"value": value},
            ) from error


def one_of(field, choices, *, name, or_empty=False):
    """Let the database refuse a value that is none of the choices."""
    values = [*choices.values, ""] if or_empty else choices.values
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": values}),
        name=name,
        violation_error_message=_("Choose one of the values offered."),
    )


def not_negative(value):
    """Refuse points below zero, alone or in a list."""
    if any(points < 0 for points in (value if isinstance(value, tuple) else (value,))):
        raise ValidationError(_("Points can't be negative here."))
