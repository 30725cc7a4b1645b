from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .car import Car
from .driver import Driver
from .fields import one_of
from .series import CarClass, Season
from .team import Team

# 007 and 7 are two cars, and a letter may follow or precede (IMSA's 01, NLS's 4A).
car_number = RegexValidator(
    r"\A[0-9A-Z]{1,4}\Z", _("A car number is one to four digits or capital letters, as 7 or 007.")
)


class EntryQuerySet(models.QuerySet):
    def on_the_list(self):
        """Entries that fans see: neither received only, nor rejected."""
        return self.exclude(status__in=[Entry.Status.RECEIVED, Entry.Status.REJECTED])


class EntryKind(models.TextChoices):
    FULL_SEASON = "full_season", _("full season")
    RACE_BY_RACE = "race_by_race", _("race by race")
    GUEST = "guest", _("guest")


class EntryStatus(models.TextChoices):
    RECEIVED = "received", _("received")
    CONFIRMED = "confirmed", _("confirmed")
    RESERVE = "reserve", _("reserve")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REJECTED = "rejected", _("rejected")


class Entry(models.Model):
    """One car of one team in one class for one season."""

    Kind = EntryKind
    Status = EntryStatus

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="entries", verbose_name=_("season")
    )
    number = models.CharField(_("number"), max_length=4, validators=[car_number])
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="entries", verbose_name=_("class")
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="entries", verbose_name=_("team")
    )
    team_name = models.CharField(
        _("team name on the entry"),
        max_length=100,
        blank=True,
        help_text=_("Only where it differs from the team's own name."),
    )
    team_country = CountryField(
        _("country of the team on the entry"),
        blank=True,
        help_text=_("Only where it differs from the team's own country."),
    )
    car = models.ForeignKey(
        Car,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("car"),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, blank=True, help_text=_("Empty if not recorded.")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.RECEIVED)
    reserve_place = models.PositiveSmallIntegerField(
        _("place on the reserve list"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    scores = models.BooleanField(
        _("scores points"),
        default=True,
        help_text=_("Off: it is classified but takes no points."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown on the entry list."))
    drivers = models.ManyToManyField(
        Driver, through="CrewSeat", related_name="entries", verbose_name=_("drivers")
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["car_class__order", Length("number"), "number"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"],
                condition=~Q(status__in=["withdrawn", "rejected"]),
                name="entry_number_once_per_season",
                violation_error_message=_("Another entry of this season has this number."),
            ),
            models.CheckConstraint(condition=~Q(number=""), name="entry_has_a_number"),
            models.UniqueConstraint(
                fields=["season", "reserve_place"],
                name="entry_reserve_place_once_per_season",
                violation_error_message=_("Another entry has this place on the reserve list."),
            ),
            models.CheckConstraint(
                condition=Q(status="reserve") | Q(reserve_place__isnull=True),
                name="entry_reserve_place_is_for_reserves",
                violation_error_message=_("Only a reserve has a place on the reserve list."),
            ),
            models.CheckConstraint(
                condition=Q(reserve_place__isnull=True) | Q(reserve_place__gte=1),
                name="entry_reserve_places_start_at_one",
            ),
            one_of("kind", EntryKind, name="entry_kind_is_known", or_empty=True),
            one_of("status", EntryStatus, name="entry_status_is_known"),
        ]

    def __str__(self):
        return f"#{self.number} {self.team_name}".strip()

    def clean(self):
        if self.car_class_id and self.season_id and self.car_class.season_id != self.season_id:
            raise ValidationError({"car_class": _("This class belongs to another season.")})

    @property
    def shown_team_name(self):
        """The name on the entry, or the team's own. Join the team before asking."""
        return self.team_name or self.team.name

    @property
    def shown_team_country(self):
        """The country on the entry, or the team's own. Join the team before asking."""
        return self.team_country or self.team.country


class CrewSeat(models.Model):
    """One place in the crew of an entry. Without a driver it is to be announced."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="crew", verbose_name=_("entry")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    driver = models.ForeignKey(
        Driver,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("driver"),
        help_text=_("Empty: to be announced."),
    )
    country = CountryField(
        _("country shown"),
        blank=True,
        help_text=_("Only where the entry shows another country than the driver's own."),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("seat in the crew")
        verbose_name_plural = _("crew")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "driver"],
                name="driver_once_per_crew",
                violation_error_message=_("This driver is already in this crew."),
            ),
        ]

    def __str__(self):
        return _("Driver %(order)s") % {"order": self.order}
