import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from .calendar_copies import Copied, CopiedQuerySet


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Write it as Asia/Dubai."), params={"value": value}
        )


SHOWN_IN_CALENDARS = [
    "name",
    "layout",
    "locality",
    "country",
    "time_zone",
    "latitude",
    "longitude",
]


class Circuit(Copied):
    """A venue, in the layout that is raced."""

    COPIED = {
        ("event", "circuit"): SHOWN_IN_CALENDARS,
        ("session", "event__circuit"): SHOWN_IN_CALENDARS,
    }

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    layout = models.CharField(_("layout"), max_length=60, blank=True)
    locality = models.CharField(pgettext_lazy("on a map", "place"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    country = CountryField(_("country"), blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, validators=[validate_time_zone], help_text="Asia/Dubai"
    )
    length_m = models.PositiveIntegerField(
        _("length in metres"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    turns = models.PositiveSmallIntegerField(_("turns"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )

    objects = CopiedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "layout"]
        verbose_name = _("circuit")
        verbose_name_plural = _("circuits")
        constraints = [
            models.UniqueConstraint(fields=["name", "layout"], name="circuit_layout_once"),
            models.CheckConstraint(
                condition=Q(length_m__isnull=True) | Q(length_m__gt=0),
                name="circuit_length_is_not_zero",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="circuit_latitude_is_on_earth",
                violation_error_message=_("A latitude lies between −90 and 90."),
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="circuit_longitude_is_on_earth",
                violation_error_message=_("A longitude lies between −180 and 180."),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.layout}" if self.layout else self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)
