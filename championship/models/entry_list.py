from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .car import Car
from .crew_rules import CrewRule
from .driver import Category, Driver
from .entry import Entry, EntryKind, EntryStatus
from .event import Event
from .fields import one_of
from .series import CarClass, Season


class EntryListState(models.TextChoices):
    PROVISIONAL = "provisional", _("provisional")
    FINAL = "final", _("final")


class EntryListRevision(models.Model):
    """One published issue of an entry list: of the season, or of an event.

    Its lines are frozen. Of a list that was published elsewhere perhaps only the number
    of cars in each class is known.
    """

    State = EntryListState

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="entry_lists", verbose_name=_("season")
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entry_lists",
        verbose_name=_("event"),
        help_text=_("Empty for the list of the season."),
    )
    number = models.PositiveSmallIntegerField(_("revision"), validators=[MinValueValidator(1)])
    published_on = models.DateField(
        _("published"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, help_text=_("Empty if the time is not recorded.")
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=EntryListState,
        blank=True,
        help_text=_("Empty if not recorded."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Shown on the entry list."))
    reason = models.TextField(
        _("why something was left open"), blank=True, help_text=_("For staff only.")
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("revision of an entry list")
        verbose_name_plural = _("revisions of entry lists")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], name="entry_list_revision_once_per_season"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="entry_list_revisions_start_at_one"
            ),
            one_of("state", EntryListState, name="entry_list_state_is_known", or_empty=True),
        ]

    def __str__(self):
        return _("Revision %(number)s") % {"number": self.number}

    @property
    def day(self):
        """The day it was published on; None if not recorded."""
        return self.published_at.date() if self.published_at else self.published_on

    def clean(self):
        if self.event_id and self.season_id and self.event.season_id != self.season_id:
            raise ValidationError({"event": _("This event belongs to another season.")})


class EntryListCount(models.Model):
    """How many cars of one class a published entry list named, where its lines are unknown."""

    revision = models.ForeignKey(
        EntryListRevision,
        on_delete=models.CASCADE,
        related_name="counts",
        verbose_name=_("revision"),
    )
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="+", verbose_name=_("class")
    )
    cars = models.PositiveSmallIntegerField(_("cars"))

    class Meta:
        ordering = ["car_class__order"]
        verbose_name = _("cars of a class")
        verbose_name_plural = _("cars by class")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "car_class"], name="entry_list_counts_a_class_once"
            ),
        ]

    def __str__(self):
        return str(self.cars)


class EntryListLine(models.Model):
    """One car on a published entry list, as it was printed there."""

    revision = models.ForeignKey(
        EntryListRevision,
        on_delete=models.CASCADE,
        related_name="lines",
        verbose_name=_("revision"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="published_lines", verbose_name=_("entry")
    )
    number = models.CharField(_("number"), max_length=4)
    car_class = models.ForeignKey(
        CarClass, on_delete=models.PROTECT, related_name="+", verbose_name=_("class")
    )
    team_name = models.CharField(_("team name"), max_length=100)
    team_country = CountryField(_("country of the team"), blank=True)
    car = models.ForeignKey(
        Car, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("car")
    )
    car_name = models.CharField(_("car as printed"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=EntryStatus)
    reserve_place = models.PositiveSmallIntegerField(_("place on the reserve list"), null=True)
    scores = models.BooleanField(_("scores points"), default=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("line of an entry list")
        verbose_name_plural = _("lines of entry lists")
        constraints = [
            models.UniqueConstraint(fields=["revision", "order"], name="entry_list_line_once"),
            models.UniqueConstraint(
                fields=["revision", "entry"], name="entry_once_per_published_list"
            ),
            models.UniqueConstraint(
                fields=["revision", "number"],
                condition=~Q(status__in=["withdrawn", "rejected"]),
                name="number_once_per_published_list",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(team_name=""), name="entry_list_line_names_a_car"
            ),
            one_of("kind", EntryKind, name="entry_list_kind_is_known", or_empty=True),
            one_of("status", EntryStatus, name="entry_list_status_is_known"),
        ]

    def __str__(self):
        return f"#{self.number} {self.team_name}"


class EntryListSeat(models.Model):
    """One place in a crew on a published entry list. Without a name: to be announced."""

    line = models.ForeignKey(
        EntryListLine, on_delete=models.CASCADE, related_name="crew", verbose_name=_("line")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    driver = models.ForeignKey(
        Driver, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("driver")
    )
    given_name = models.CharField(_("given name"), max_length=60, blank=True)
    family_name = models.CharField(_("family name"), max_length=60, blank=True)
    country = CountryField(_("country"), blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("seat on a published list")
        verbose_name_plural = _("crew")
        constraints = [
            models.UniqueConstraint(fields=["line", "order"], name="published_seat_once"),
            models.CheckConstraint(
                condition=Q(driver__isnull=True, family_name="")
                | (Q(driver__isnull=False) & ~Q(family_name="")),
                name="published_seat_names_its_driver",
            ),
            one_of("category", Category, name="published_category_is_known", or_empty=True),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class EntryListWaiver(models.Model):
    """A waiver as it was printed below a published entry list."""

    line = models.ForeignKey(
        EntryListLine, on_delete=models.CASCADE, related_name="waivers", verbose_name=_("line")
    )
    rule = models.CharField(_("rule"), max_length=20, choices=CrewRule)
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["rule"]
        verbose_name = _("waiver on a published list")
        verbose_name_plural = _("waivers")
        constraints = [
            models.UniqueConstraint(fields=["line", "rule"], name="published_waiver_once"),
            one_of("rule", CrewRule, name="published_waiver_rule_is_known"),
        ]

    def __str__(self):
        return self.get_rule_display()
