from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .car import Car
from .driver import Driver
from .entry import Entry, car_number
from .event import Event
from .fields import one_of
from .series import CarClass


class EventEntryStatus(models.TextChoices):
    ENTERED = "entered", _("entered")
    RESERVE = "reserve", _("reserve")
    WITHDRAWN = "withdrawn", _("withdrawn")


class EventEntry(models.Model):
    """An entry at one event: number, team, car and class as they were there."""

    Status = EventEntryStatus

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="entries", verbose_name=_("event")
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="event_entries", verbose_name=_("entry")
    )
    number = models.CharField(_("number"), max_length=4, validators=[car_number])
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="event_entries", verbose_name=_("class")
    )
    team_name = models.CharField(_("team name"), max_length=100)
    team_country = CountryField(_("country of the team"), blank=True)
    car = models.ForeignKey(
        Car,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_entries",
        verbose_name=_("car"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ENTERED)
    reserve_place = models.PositiveSmallIntegerField(
        _("place on the reserve list"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown on the entry list."))
    drivers = models.ManyToManyField(
        Driver, through="EventCrewSeat", related_name="event_entries", verbose_name=_("drivers")
    )

    class Meta:
        ordering = ["car_class__order", Length("number"), "number"]
        verbose_name = _("event entry")
        verbose_name_plural = _("event entries")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "entry"],
                name="entry_once_per_event",
                violation_error_message=_("This entry is already on the event's list."),
            ),
            models.UniqueConstraint(
                fields=["event", "number"],
                condition=~Q(status="withdrawn"),
                name="car_number_once_per_event",
                violation_error_message=_("Another car at this event has this number."),
            ),
            models.UniqueConstraint(
                fields=["event", "reserve_place"],
                name="event_entry_reserve_place_once_per_event",
                violation_error_message=_("Another car has this place on the reserve list."),
            ),
            models.CheckConstraint(
                condition=Q(status="reserve") | Q(reserve_place__isnull=True),
                name="event_entry_reserve_place_is_for_reserves",
                violation_error_message=_("Only a reserve has a place on the reserve list."),
            ),
            models.CheckConstraint(
                condition=Q(reserve_place__isnull=True) | Q(reserve_place__gte=1),
                name="event_entry_reserve_places_start_at_one",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="event_entry_has_a_number"),
            models.CheckConstraint(condition=~Q(team_name=""), name="event_entry_has_a_team"),
            one_of("status", EventEntryStatus, name="event_entry_status_is_known"),
        ]

    def __str__(self):
        return f"#{self.number} {self.team_name}"

    def clean(self):
        if not (self.event_id and self.entry_id and self.car_class_id):
            return
        if self.entry.season_id != self.event.season_id:
            raise ValidationError({"entry": _("This entry belongs to another season.")})
        if self.car_class.season_id != self.event.season_id:
            raise ValidationError({"car_class": _("This class belongs to another season.")})


class EventCrewSeat(models.Model):
    """One place in the crew of a car at an event."""

    event_entry = models.ForeignKey(
        EventEntry, on_delete=models.CASCADE, related_name="crew", verbose_name=_("event entry")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_seats",
        verbose_name=_("driver"),
        help_text=_("Empty: to be announced."),
    )
    country = CountryField(
        _("country shown"),
        blank=True,
        help_text=_("Only where the event showed another country than the driver's own."),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("seat in the crew at an event")
        verbose_name_plural = _("crew")
        constraints = [
            models.UniqueConstraint(
                fields=["event_entry", "driver"],
                name="driver_once_per_event_crew",
                violation_error_message=_("This driver is already in this crew."),
            ),
        ]

    def __str__(self):
        return _("Driver %(order)s") % {"order": self.order}
